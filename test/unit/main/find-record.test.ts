/** Words in the affirmed IEPs of one student, through main: what came later counts in, the disk keeps every byte, and what cannot be read is never told as nothing found. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { damagedBeside } from '../../../electron/records/damage.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, setUp, type Desk } from './desk.ts';
import { goodAttestation, HANDWRITTEN, importSample, readyToAffirm, WORDS } from './meeting.ts';

const STRENGTHS = 'pages/presentLevels/strengths';

let desk: Desk;
beforeEach(async () => {
  desk = await setUp();
});
afterEach(() => desk.end());

const places = async (iepId: string, words: string) => (await desk.get('records.find', { iepId, words })).places;

async function unlockAgain(): Promise<void> {
  await desk.session.lock('user');
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 3) ^ 4, bytes.length - 3);
  writeFileSync(path, bytes);
}

test('the reasons written at affirming are found in the record they were written for, and said to stand in what was left open', async () => {
  const ready = await readyToAffirm(desk);
  const { iepId } = await desk.get('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
  const found = await places(iepId, 'does not apply to this student');
  expect(found).toMatchObject([{ at: 'affirmation/gaps/0', shownOn: 'leftOpen', found: 'does not apply to this student', place: expect.stringMatching(/^Reason · .*\(and \d+ more\)$/u) }]);
  expect(await places(ready.currentId, 'does not apply to this student')).toEqual([]);
}, 60_000);

test('each record answers for itself, with what was typed, what came back by hand and what was translated since; nothing is written', async () => {
  const ready = await readyToAffirm(desk);
  const { iepId } = await desk.get('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
  expect(await places(iepId, WORDS)).toMatchObject([{ at: 'pages/presentLevels/parentConcerns', found: WORDS, language: null, shownOn: 'affirmed' }]);
  expect(await places(iepId, HANDWRITTEN)).not.toEqual([]);
  expect(await places(ready.currentId, WORDS)).toEqual([]);
  await desk.get('records.translate', { iepId: ready.currentId, language: 'Spanish', translator: 'Marta Quiroga', words: [{ at: STRENGTHS, text: 'Construye puentes.' }] });
  const before = desk.picture();
  expect(await places(ready.currentId, 'construye')).toMatchObject([{ at: STRENGTHS, language: 'Spanish', found: 'Construye', shownOn: 'cleanCopy' }]);
  expect(await places(iepId, 'construye')).toEqual([]);
  expect(desk.picture()).toEqual(before);
}, 60_000);

test('a record, or what came after it, that cannot be read is named; the search in the rest goes on', async () => {
  const { currentId } = await importSample(desk);
  await desk.get('records.translate', { iepId: currentId, language: 'Spanish', translator: 'Marta Quiroga', words: [{ at: STRENGTHS, text: 'Construye puentes.' }] });
  const vault = join(desk.folder, 'vault');
  // One of two files of translations is a spare.
  flip(join(vault, 'translations', `${currentId}.a`));
  await unlockAgain();
  expect(await desk.get('records.find', { iepId: currentId, words: 'construye' })).toMatchObject({ places: [{ at: STRENGTHS }], unread: [] });
  flip(join(vault, 'translations', `${currentId}.b`));
  await unlockAgain();
  const without = await desk.get('records.find', { iepId: currentId, words: 'structured literacy' });
  expect(without.unread).toEqual(['translation']);
  expect(without.places).not.toEqual([]);
  flip(join(vault, 'packages', `${currentId}.iep`));
  await unlockAgain();
  expect(failureOf(await desk.call('records.find', { iepId: currentId, words: 'structured literacy' })).code).toBe('damaged');
  expect(failureOf(await desk.call('records.find', { iepId: 'iep-nobody-has', words: 'structured literacy' })).code).toBe('notFound');
}, 60_000);

test('what lies damaged beside one record is not said of another, and a receipt holds no words', () => {
  const damaged = [['signatures/iep-1-2', 'inPlace'], ['signatures/iep-1-2.receipt', 'setAside'], ['signatures/iep-1-3', 'inPlace'], ['translations/iep-2.a', 'setAside'], ['translations/iep-3.b', 'inPlace'], ['packages/iep-1.pdf', 'inPlace']]
    .map(([file = '', state]) => ({ file, state: state as 'inPlace' | 'setAside', studentId: null }));
  expect(['iep-1', 'iep-2', 'iep-3', 'iep'].map((iepId) => damagedBeside(damaged, iepId))).toEqual([['late'], [], ['translation'], []]);
});

test('nobody searches while the records are locked', async () => {
  const { currentId } = await importSample(desk);
  await desk.session.lock('user');
  expect(failureOf(await desk.call('records.find', { iepId: currentId, words: 'structured literacy' })).code).toBe('locked');
});
