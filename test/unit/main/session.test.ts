import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULTS, openSettings } from '../../../electron/settings/settings.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { VaultClosed } from '../../../electron/vault/disk-failure.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import type { Disk } from '../../../electron/ports/computer.ts';
import { textAt } from '../../../shared/flow/read.ts';
import { CASE_MANAGER, failureOf, openDesk, sampleFile, setUp, START, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { CONCERNS, importSample, startDraft, WORDS } from './meeting.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.end());

const stateOf = async (): Promise<string> => (await desk.get('session.status')).vault;

describe('the session', () => {
  test('says what there is: nothing yet, open, locked', async () => {
    expect(await desk.get('session.status')).toEqual({ vault: 'none', keyStore: 'os', profile: null, optionalRights: [], now: START, zone: 'America/Los_Angeles', version: '0.1.0' });
    expect((await desk.get('session.create', { passphrase: PASSPHRASE })).recoveryCode).toMatch(/^[0-9A-Z-]{30,}$/);
    expect(await stateOf()).toBe('open');
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
    expect((await desk.get('session.status')).profile).toEqual(CASE_MANAGER);
    await desk.get('session.lock');
    expect(await desk.get('session.status')).toMatchObject({ vault: 'locked', profile: null });
    expect(desk.notices.filter((each) => each.name === 'session').map((each) => each.notice)).toEqual([{ state: 'open' }, { state: 'locked' }]);
  });

  test('opens with the right passphrase only, and never makes a second store over the first', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    expect(failureOf(await desk.call('session.create', { passphrase: PASSPHRASE })).code).toBe('vaultExists');
    await desk.get('session.lock');
    expect(failureOf(await desk.call('session.unlock', { passphrase: 'four other river stones' })).code).toBe('wrongPassphrase');
    expect(failureOf(await desk.call('session.create', { passphrase: PASSPHRASE })).code).toBe('vaultExists');
    expect(await stateOf()).toBe('locked');
    expect(await desk.get('session.unlock', { passphrase: PASSPHRASE })).toEqual({ profile: null });
  });

  test('a passphrase that is too short sets nothing up', async () => {
    expect(failureOf(await desk.call('session.create', { passphrase: 'short' })).code).toBe('weakPassphrase');
    expect(await stateOf()).toBe('none');
  });

  test('the recovery code opens it under a new passphrase', async () => {
    const { recoveryCode } = await desk.get('session.create', { passphrase: PASSPHRASE });
    await desk.get('session.lock');
    expect(failureOf(await desk.call('session.recover', { recoveryCode: 'AAAA-AAAA', passphrase: 'a brand new pass phrase' })).code).toBe('wrongRecoveryCode');
    await desk.get('session.recover', { recoveryCode, passphrase: 'a brand new pass phrase' });
    await desk.get('session.lock');
    await desk.get('session.unlock', { passphrase: 'a brand new pass phrase' });
    expect(await stateOf()).toBe('open');
  });

  test('two presses of Unlock open one vault; a lock pressed while it opens ends locked', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    await desk.get('session.lock');
    const both = await Promise.all([desk.call('session.unlock', { passphrase: PASSPHRASE }), desk.call('session.unlock', { passphrase: PASSPHRASE })]);
    expect(both.every((reply) => reply.ok)).toBe(true);
    await desk.get('session.lock');
    await Promise.all([desk.call('session.unlock', { passphrase: PASSPHRASE }), desk.session.lock('user')]);
    expect(await stateOf()).toBe('locked');
    expect((await desk.call('session.unlock', { passphrase: PASSPHRASE })).ok).toBe(true);
  });

  test('an IEP that is opened has its paper laid out ahead; a lock leaves nothing of it in the worker', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
    const { studentId } = await importSample(desk);
    const { draftId } = await desk.get('drafts.start', { studentId, meetingDate: '2027-10-13', purposes: ['annual'] });
    expect(desk.paper.warmed).toEqual([]);
    const loaded = await desk.get('drafts.load', { draftId });
    await vi.waitUntil(() => desk.paper.warmed.length > 0);
    expect(desk.paper.warmed.map(({ kind, language, document }) => [kind, language, document])).toEqual([['draft', 'en', loaded.document]]);
    await desk.session.lock('user');
    expect(desk.paper.warmed).toEqual([]);
  });

  test('while locked nothing of the records answers, and what was running fails as locked', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    const { studentId } = await desk.get('exchange.import', { bytes: sampleFile() });
    await desk.get('session.lock');
    expect(failureOf(await desk.call('caseload.list')).code).toBe('locked');
    expect(failureOf(await desk.call('caseload.student', { studentId })).code).toBe('locked');
    expect(failureOf(await desk.call('session.setProfile', { profile: CASE_MANAGER })).code).toBe('locked');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await desk.get('caseload.list')).toHaveLength(1);
  });
});

test('a journal that does not close at a lock keeps nobody out: everything is closed all the same, and the next unlock opens', async () => {
  const real = createDisk();
  let refuses = false;
  const disk: Disk = {
    ...real,
    create: async (path) => {
      const file = await real.create(path);
      if (!path.endsWith('.seg')) return file;
      return { ...file, close: async () => { await file.close(); if (refuses) throw Object.assign(new Error('The disk did not close the file.'), { code: 'EIO' }); } };
    },
  };
  const broken = await setUp({ disk });
  const { studentId } = await importSample(broken);
  const held = await startDraft(broken, studentId);
  await held.type(CONCERNS, WORDS);
  refuses = true;
  await broken.get('session.lock');
  refuses = false;
  expect(Object.keys(broken.picture()).filter((path) => path.endsWith('.backup'))).toHaveLength(1);
  expect(await broken.call('session.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  expect(textAt(await held.document(), CONCERNS)).toContain(WORDS);
  await broken.end();
});

test('records that cannot be read for a moment are told as the disk or the lock, never as a mistake of the program', async () => {
  await desk.get('session.create', { passphrase: PASSPHRASE });
  const throws = (error: Error) => desk.session.inside(async () => { throw error; });
  expect(await throws(Object.assign(new Error('The disk did not read.'), { code: 'EIO' }))).toMatchObject({ failure: { code: 'diskTrouble', reason: 'EIO' } });
  expect(await throws(new VaultClosed())).toMatchObject({ failure: { code: 'locked' } });
  await expect(throws(new Error('A mistake of the program.'))).rejects.toThrow('A mistake of the program.');
});

test('an unlock that meets a disk error, wherever it does, says so and never calls it a mistake of the program; the next one opens', async () => {
  const real = createDisk();
  let left = Infinity;
  const failing = <A extends unknown[], R>(work: (...given: A) => Promise<R>) => async (...given: A): Promise<R> => {
    left -= 1;
    if (left === 0) throw Object.assign(new Error('The disk did not answer.'), { code: 'EIO' });
    return work(...given);
  };
  const disk: Disk = { ...real, read: failing(real.read), list: failing(real.list), exists: failing(real.exists), create: failing(real.create), rename: failing(real.rename), readStart: failing(real.readStart) };
  const broken = await setUp({ disk });
  const { studentId } = await importSample(broken);
  // Of somebody who left, every record is read at an unlock.
  await broken.session.inside((rooms) => rooms.vault.caseload.setLeft(studentId, START));
  const codes = new Set<string>();
  // One call later each time, until the unlock no longer reaches the one that fails.
  for (let call = 1; left !== Infinity || call === 1; call += 1) {
    await broken.session.lock('suspend');
    left = call;
    const reply = await broken.call('session.unlock', { passphrase: PASSPHRASE });
    if (!reply.ok) codes.add(failureOf(reply).code);
    if (left > 0) left = Infinity;
    expect(await broken.call('session.unlock', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  }
  expect(codes).not.toContain('unexpected');
  await broken.end();
});

describe('settings', () => {
  const path = (): string => join(desk.folder, 'settings.json');

  test('report dates are set by a system manager of the district or the SELPA; anybody else is told so, and nothing changes', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    const dates = { reportDates: [{ label: 'Oct 7', month: 10, day: 7 }], redWindowDays: 14 };
    for (const role of ['caseManager', 'relatedServiceProvider'] as const) {
      await desk.get('session.setProfile', { profile: { ...CASE_MANAGER, role } });
      for (const change of [dates, { redWindowDays: 14 }, { theme: 'dark' as const, reportDates: dates.reportDates }]) expect(failureOf(await desk.call('settings.set', change))).toMatchObject({ code: 'notYours' });
    }
    expect(await desk.get('settings.get')).toEqual(DEFAULTS);
    for (const role of ['districtSystemManager', 'selpaSystemManager', 'selpaAdministrator'] as const) {
      await desk.get('session.setProfile', { profile: { ...CASE_MANAGER, role } });
      expect(await desk.get('settings.set', dates)).toEqual({ ...DEFAULTS, ...dates });
    }
    for (const reportDates of [[], [{ label: 'Feb 29', month: 2, day: 29 }], [{ label: 'no day', month: 13, day: 1 }]]) expect(failureOf(await desk.call('settings.set', { reportDates })).code).toBe('badRequest');
    expect(await desk.get('settings.get')).toEqual({ ...DEFAULTS, ...dates });
  });

  test('begin with defaults, take one change at a time, and are there after a restart', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    expect(await desk.get('settings.get')).toEqual(DEFAULTS);
    expect(await desk.get('settings.set', { theme: 'dark' })).toEqual({ ...DEFAULTS, theme: 'dark' });
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    const changed = { ...DEFAULTS, theme: 'dark', zone: 'America/New_York', idleMinutes: 5, optionalRights: ['editIdentity'] };
    expect(await desk.get('settings.set', { zone: 'America/New_York', idleMinutes: 5, optionalRights: ['editIdentity'] })).toEqual(changed);
    const again = await desk.restart();
    expect(await again.get('settings.get')).toEqual(changed);
  });

  test('a zone that is none is refused and changes nothing', async () => {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    expect(failureOf(await desk.call('settings.set', { zone: 'Mars/Olympus' })).code).toBe('badRequest');
    expect(await desk.get('settings.get')).toEqual(DEFAULTS);
  });

  test.each(['', 'not json', '[]', '{"zone":5}', '{"zone":"Mars/Olympus"}', '{"theme":"pink"}', '{"idleMinutes":0}'])('an unreadable file (%j) means defaults, and the next change is written over it', async (text) => {
    writeFileSync(path(), text);
    const store = await openSettings(createDisk(), path());
    expect(store.get()).toEqual(DEFAULTS);
    expect((await store.set({ textSize: 120 })).ok).toBe(true);
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual({ ...DEFAULTS, textSize: 120 });
  });

  test('one setting that is not readable takes no other with it', async () => {
    const reportDates = [{ label: 'Oct 7', month: 10, day: 7 }];
    writeFileSync(path(), JSON.stringify({ ...DEFAULTS, reportDates, optionalRights: ['editIdentity'], zone: 'Mars/Olympus', theme: 'of a newer program', sound: 'loud' }));
    expect((await openSettings(createDisk(), path())).get()).toEqual({ ...DEFAULTS, reportDates, optionalRights: ['editIdentity'] });
  });

  test('two changes at once both count', async () => {
    const store = await openSettings(createDisk(), path());
    await Promise.all([store.set({ theme: 'dark' }), store.set({ textSize: 120 })]);
    expect(store.get()).toEqual({ ...DEFAULTS, theme: 'dark', textSize: 120 });
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(store.get());
  });
});

test('"today" is the district\'s, not the computer\'s: at 11 at night in California it is not tomorrow yet', async () => {
  await desk.get('session.create', { passphrase: PASSPHRASE });
  await desk.get('session.setProfile', { profile: CASE_MANAGER });
  const { studentId } = await desk.get('exchange.import', { bytes: sampleFile() });
  desk.clock.pass(14 * 3_600_000);
  expect(desk.clock.now()).toBe('2027-09-30T06:00:00.000Z');
  const { draftId } = await desk.get('drafts.start', { studentId, meetingDate: '2027-09-30', purposes: ['annual'] });
  const open = (date: string) => desk.call('drafts.command', { draftId, parent: 0, event: { type: 'openMeeting', date, start: '08:00', place: 'Room 12', noteTaker: 'st4' } });
  expect(failureOf(await open('2027-09-30')).reason).toBe('A meeting opens on its day, not before.');
  desk.clock.pass(3_600_000);
  expect((await open('2027-09-30')).ok).toBe(true);
});
