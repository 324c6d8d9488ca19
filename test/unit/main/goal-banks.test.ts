/** Goal banks in main: taken in whole or not at all, never replaced, kept over a lock, written to a file only where the author allows it. */
import { describe, expect, it } from 'vitest';
import { fileOf, readBank, type BankGoal } from '../../../shared/goals/bank.ts';
import { CASE_MANAGER, openDesk, type Desk } from './desk.ts';
import { PASSPHRASE } from '../../crash/rig.ts';

const goal = (change: Partial<BankGoal> = {}): BankGoal => ({ id: 'a-1', area: 'Reading', from: '2', to: '5', standard: '', en: 'By …, the student will read.', es: '', ...change });
const { id: _id, ...fresh } = goal();
const fileNamed = (name: string, mayCopy = true): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(JSON.stringify(fileOf({ name, source: 'Us', mayCopy, goals: [goal()] }))));

async function at<T>(work: (desk: Desk) => Promise<T>, role = CASE_MANAGER.role): Promise<T> {
  const desk = await openDesk();
  try {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    await desk.get('session.setProfile', { profile: { ...CASE_MANAGER, role } });
    return await work(desk);
  } finally {
    await desk.end();
  }
}

describe('Goal banks', () => {
  it('are none at first; what is taken in and kept is there after a lock', () =>
    at(async (desk) => {
      expect(await desk.get('goals.banks')).toEqual({ own: [], banks: [] });
      await desk.get('goals.import', { bytes: fileNamed('One') });
      await desk.get('goals.keep', { goal: { ...fresh, area: 'Mine' } });
      const before = await desk.get('goals.banks');
      await desk.session.lock('user');
      expect(await desk.call('goals.banks')).toMatchObject({ failure: { code: 'locked' } });
      await desk.get('session.unlock', { passphrase: PASSPHRASE });
      expect(await desk.get('goals.banks')).toEqual(before);
      expect(before).toMatchObject({ own: [{ area: 'Mine' }], banks: [{ name: 'One', goals: [{ id: 'a-1' }] }] });
    }));

  it('replace none of the same name, and one that is not whole changes nothing', () =>
    at(async (desk) => {
      const { banks } = await desk.get('goals.import', { bytes: fileNamed('One') });
      expect(await desk.call('goals.import', { bytes: fileNamed('One', false) })).toMatchObject({ failure: { code: 'refused', reason: 'There is a bank called "One" already. Take that one out first.' } });
      for (const bytes of [Buffer.from('{'), Buffer.from([0xff, 0xfe]), Buffer.from('[]')]) expect(await desk.call('goals.import', { bytes: new Uint8Array(bytes) })).toMatchObject({ failure: { code: 'badGoalBank' } });
      expect((await desk.get('goals.banks')).banks).toEqual(banks);
    }));

  it('that change at once all count', () =>
    at(async (desk) => {
      await Promise.all([desk.get('goals.import', { bytes: fileNamed('One') }), desk.get('goals.keep', { goal: fresh }), desk.get('goals.import', { bytes: fileNamed('Two') }), desk.get('goals.keep', { goal: fresh })]);
      const { own, banks } = await desk.get('goals.banks');
      expect([own.length, new Set(own.map(({ id }) => id)).size, banks.map(({ name }) => name)]).toEqual([2, 2, ['One', 'Two']]);
    }));

  it('are taken out one by one, the others stay', () =>
    at(async (desk) => {
      await desk.get('goals.import', { bytes: fileNamed('One') });
      const { banks: [one] } = await desk.get('goals.import', { bytes: fileNamed('Two') });
      await desk.get('goals.keep', { goal: { ...fresh, area: 'First' } });
      const { own: [first] } = await desk.get('goals.keep', { goal: { ...fresh, area: 'Second' } });
      await desk.get('goals.remove', { bankId: one?.id ?? '' });
      const left = await desk.get('goals.drop', { goalId: first?.id ?? '' });
      expect([left.banks.map(({ name }) => name), left.own.map(({ area }) => area)]).toEqual([['Two'], ['Second']]);
    }));

  it('are written to a file that can be taken in again where the author allows copies, and to none where not', () =>
    at(async (desk) => {
      const { banks: [free] } = await desk.get('goals.import', { bytes: fileNamed('Free') });
      const { banks: [, bound] } = await desk.get('goals.import', { bytes: fileNamed('Bound', false) });
      expect(await desk.call('goals.save', { bankId: bound?.id ?? '' })).toMatchObject({ failure: { code: 'refused', reason: 'The author of "Bound" does not allow copies of it.' } });
      expect(await desk.call('goals.save', { bankId: null })).toMatchObject({ failure: { code: 'refused' } });
      expect(desk.saved).toEqual([]);
      await desk.get('goals.save', { bankId: free?.id ?? '' });
      await desk.get('goals.keep', { goal: fresh });
      await desk.get('goals.save', { bankId: null });
      expect(desk.saved.map(({ pdf }) => readBank(JSON.parse(Buffer.from(pdf).toString('utf8'))))).toMatchObject([{ ok: true, value: { name: 'Free', goals: [goal()] } }, { ok: true, value: { name: 'My goals', goals: [{ area: 'Reading' }] } }]);
    }));

  it('are changed by the team alone; who only looks is told so', () =>
    at(async (desk) => {
      for (const reply of [await desk.call('goals.import', { bytes: fileNamed('One') }), await desk.call('goals.keep', { goal: fresh })]) expect(reply).toMatchObject({ failure: { code: 'notYours', reason: 'Goals are chosen by the team.' } });
      expect(await desk.get('goals.banks')).toEqual({ own: [], banks: [] });
    }, 'selpaAdministrator'));
});
