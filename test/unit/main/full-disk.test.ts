import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { textAt } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Step } from '../../../shared/journal/edit.ts';
import { createKeyStore, PASSPHRASE } from '../../crash/rig.ts';
import { scanFolder } from '../../crash/scan.ts';
import { createSmallDisk, type SmallDisk } from '../../crash/small-disk.ts';
import { failureOf, openDesk, setUp, type Desk } from './desk.ts';
import { CONCERNS, importSample, startDraft, stepFor, WORDS, type Held } from './meeting.ts';

const KEPT = 'Xylographic words the disk had no room for.';
const FULL = ['bytes', 'names'] as const;

let [folder, stick] = ['', ''];
let keyStore = createKeyStore();
let disk: SmallDisk;
let desk: Desk;
let held: Held;
const desks: Desk[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iep-full-'));
  stick = mkdtempSync(join(tmpdir(), 'iep-stick-'));
  keyStore = createKeyStore();
  disk = createSmallDisk(createDisk(), folder);
  desk = await setUp({ folder, keyStore, disk });
  held = await startDraft(desk, (await importSample(desk)).studentId);
  await held.type(CONCERNS, WORDS);
});
afterEach(async () => {
  disk.full = 'no';
  for (const other of desks.splice(0)) await other.end();
  await desk.end();
  rmSync(stick, { recursive: true, force: true });
});

/** The program started again on what the disk holds now, which may be full from the first call on. */
async function startAgain(full: SmallDisk['full']): Promise<{ readonly desk: Desk; readonly disk: SmallDisk }> {
  const copy = mkdtempSync(join(tmpdir(), 'iep-full-'));
  cpSync(folder, copy, { recursive: true });
  const again = createSmallDisk(createDisk(), copy);
  again.full = full;
  const opened = await openDesk({ folder: copy, keyStore, disk: again, process: 2 });
  desks.push(opened);
  await opened.get('session.unlock', { passphrase: PASSPHRASE });
  return { desk: opened, disk: again };
}

async function step(words: string): Promise<Step> {
  return stepFor(await held.document(), CONCERNS, words);
}
function append(on: Desk, steps: readonly Step[], parent = held.rev()) {
  return on.call('drafts.append', { draftId: held.draftId, parent, steps: [...steps] });
}
function keep(steps: readonly Step[], where: 'choose' | 'same') {
  return desk.call('drafts.keepElsewhere', { draftId: held.draftId, parent: held.rev(), steps: [...steps], where });
}
async function wordsOn(on: Desk): Promise<string> {
  return textAt((await on.get('drafts.load', { draftId: held.draftId })).document as IepDocument, CONCERNS);
}
function segments(): readonly string[] {
  return readdirSync(join(folder, 'vault/drafts', held.draftId)).filter((name) => name.endsWith('.seg'));
}

describe.each(FULL)('on a disk with no room (%s)', (full) => {
  test('unlocking works, everything saved is read, and saving begins by itself when there is room', async () => {
    const again = await startAgain(full);
    expect(await wordsOn(again.desk)).toBe(WORDS);
    expect(failureOf(await append(again.desk, [await step(KEPT)])).code).toBe('diskFull');
    expect(readdirSync(again.desk.folder)).not.toContain('vault.lock');
    again.disk.full = 'no';
    const saved = await append(again.desk, [await step(KEPT)]);
    expect(saved.ok).toBe(true);
    expect(readdirSync(again.desk.folder)).toContain('vault.lock');
    expect(await wordsOn(again.desk)).toBe(KEPT);
  });

  test('an hour of tries leaves every saved byte as it was and no file behind', async () => {
    const [before, files] = [desk.picture(), segments()];
    disk.full = full;
    const unsaved = await step(KEPT);
    for (let n = 0; n < 450; n += 1) expect(failureOf(await append(desk, [unsaved])).code).toBe('diskFull');
    expect(desk.picture()).toEqual(before);
    disk.full = 'no';
    expect((await append(desk, [unsaved])).ok).toBe(true);
    expect(segments().length).toBe(files.length + 1);
    expect(await wordsOn((await startAgain('no')).desk)).toBe(KEPT);
  });

  test('the words go sealed to a folder the user picks, newer ones after them without asking again, and the copy goes once they are in the vault', async () => {
    disk.full = full;
    const first = await step(KEPT);
    expect(failureOf(await append(desk, [first])).code).toBe('diskFull');
    expect(await keep([first], 'same')).toEqual({ ok: true, value: null });
    desk.folders.push(stick);
    const kept = await keep([first], 'choose');
    expect(kept).toMatchObject({ ok: true, value: { file: `IEP-Desk-not-saved-yet-${held.draftId}.sealed` } });
    const second = stepFor(await held.document(), 'pages/presentLevels/strengths', `${KEPT} And more.`);
    await keep([first, second], 'same');
    const scan = scanFolder(stick, [KEPT, 'Xylographic', held.studentId]);
    expect([scan.files, scan.hits]).toEqual([1, []]);
    expect(scan.bytes).toBeGreaterThan(300);
    disk.full = 'no';
    expect((await append(desk, [first])).ok).toBe(true);
    expect(readdirSync(stick)).toHaveLength(1);
    expect((await append(desk, [second], held.rev() + 1)).ok).toBe(true);
    expect(readdirSync(stick)).toEqual([]);
  });

  test('after a kill with the disk still full they are taken back from the folder, and saved when there is room', async () => {
    disk.full = full;
    const unsaved = await step(KEPT);
    desk.folders.push(stick);
    await keep([unsaved], 'choose');
    const again = await startAgain(full);
    expect(await wordsOn(again.desk)).toBe(WORDS);
    again.desk.folders.push(stick);
    const back = await again.desk.get('drafts.takeBack', { draftId: held.draftId });
    expect(back).toEqual({ parent: held.rev(), steps: [unsaved] });
    expect(failureOf(await append(again.desk, back?.steps ?? [])).code).toBe('diskFull');
    expect(readdirSync(stick)).toHaveLength(1);
    again.disk.full = 'no';
    expect((await append(again.desk, back?.steps ?? [])).ok).toBe(true);
    expect(await wordsOn(again.desk)).toBe(KEPT);
    expect(readdirSync(stick)).toEqual([]);
  });
});

test('words that reached the vault before a kill are not taken back twice, and their copy goes', async () => {
  const unsaved = await step(KEPT);
  desk.folders.push(stick);
  await keep([unsaved], 'choose');
  const copy = readFileSync(join(stick, readdirSync(stick)[0] ?? ''));
  expect((await append(desk, [unsaved])).ok).toBe(true);
  writeFileSync(join(stick, `IEP-Desk-not-saved-yet-${held.draftId}.sealed`), copy);
  desk.folders.push(stick);
  expect(await desk.get('drafts.takeBack', { draftId: held.draftId })).toEqual({ parent: held.rev(), steps: [] });
  expect(readdirSync(stick)).toEqual([]);
});

test('a folder without such a copy, a changed copy and a place that does not take it are named failures', async () => {
  const unsaved = await step(KEPT);
  desk.folders.push(stick);
  expect(failureOf(await desk.call('drafts.takeBack', { draftId: held.draftId }))).toMatchObject({ code: 'notFound' });
  desk.folders.push(stick);
  await keep([unsaved], 'choose');
  const path = join(stick, readdirSync(stick)[0] ?? '');
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  writeFileSync(path, bytes);
  desk.folders.push(stick);
  expect(failureOf(await desk.call('drafts.takeBack', { draftId: held.draftId })).code).toBe('damaged');
  const gone = join(stick, 'pulled out');
  mkdirSync(gone);
  desk.folders.push(gone);
  await keep([unsaved], 'choose');
  rmSync(gone, { recursive: true });
  expect(failureOf(await keep([unsaved], 'same')).code).toBe('diskTrouble');
  expect(await desk.get('drafts.takeBack', { draftId: held.draftId })).toBeNull();
});

test('a save that fails for a reason that is not the disk\'s takes no later one with it', async () => {
  const real = createDisk();
  let faults = 0;
  const faulty: Disk = {
    ...real,
    create: async (path) => {
      const file = await real.create(path);
      return { ...file, write: async (bytes) => { if (path.endsWith('.seg') && faults > 0) { faults -= 1; throw new TypeError('A mistake of the program.'); } return file.write(bytes); } };
    },
  };
  const other = await setUp({ disk: faulty });
  desks.push(other);
  const draft = await startDraft(other, (await importSample(other)).studentId);
  await draft.type(CONCERNS, WORDS);
  faults = 1;
  await expect(draft.type(CONCERNS, 'Not saved.')).rejects.toThrow('unexpected');
  await draft.type(CONCERNS, KEPT);
  expect(textAt(await draft.document(), CONCERNS)).toBe(KEPT);
});
