/** Two computers that keep their backups in one place: none lets go, overwrites or waits for what is the other's; what an earlier program put there is taken over only where it is provably one's own. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { ok } from '../../../shared/words/failures.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { openDesk, setUp, type Desk } from './desk.ts';
import { CONCERNS, hold, importSample, startDraft } from './meeting.ts';

const DAY_MS = 86_400_000;
const NEW_PASSPHRASE = 'five plain words of mine';

let place: string;
const desks: Desk[] = [];
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'iep-place-'));
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
  rmSync(place, { recursive: true, force: true });
});

async function shares(desk: Desk): Promise<Desk> {
  desk.folders.push(place);
  await desk.get('vault.secondPlace', { to: 'choose' });
  return desk;
}

interface Computer { readonly desk: Desk; readonly draftId: string }

/** A computer with records of its own, and a draft in which each day's work is written. */
async function computer(disk?: Disk): Promise<Computer> {
  const desk = await setUp(disk === undefined ? {} : { disk });
  desks.push(desk);
  return { desk, draftId: (await startDraft(desk, (await importSample(desk)).studentId)).draftId };
}

/** The same records on another computer. */
async function carriedTo({ desk, draftId }: Computer, disk?: Disk): Promise<Computer> {
  const stick = mkdtempSync(join(tmpdir(), 'iep-stick-'));
  desk.folders.push(stick);
  const made = await desk.get('vault.transferTo', { passphrase: PASSPHRASE });
  const other = await openDesk(disk === undefined ? {} : { disk });
  desks.push(other);
  other.folders.push(stick);
  await other.get('vault.chooseTransfer');
  await other.get('vault.transferFrom', { code: made?.code ?? '', passphrase: NEW_PASSPHRASE });
  rmSync(stick, { recursive: true });
  return { desk: other, draftId };
}

/** A day at work, ended by a backup that lets old ones go. */
async function works({ desk, draftId }: Computer, words: string, days = 1): Promise<void> {
  await (await hold(desk, draftId)).type(CONCERNS, words);
  desk.clock.pass(days * DAY_MS);
  await desk.session.inside(async ({ tools }) => {
    expect(await tools.vault.backups.backUp('closed', true, null)).toMatchObject({ ok: true, value: { here: { ok: true }, second: { ok: true } } });
    return ok(null);
  });
}

function filesUnder(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).map((path) => [path, readFileSync(path).toString('base64')]));
}
const listsIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.backup'));
const awayOf = async ({ desk }: Computer) => (await desk.get('vault.backups')).backups.filter((backup) => backup.place === 'second');

const CARRIED = 'with the same records';

describe.each<[string, (first: Computer) => Promise<Computer>]>([
  ['with records of its own', async () => computer()],
  [CARRIED, carriedTo],
])('beside another computer %s', (which, another) => {
  test('weeks of rotation leave every file of the other as it was, and each finds and opens what it needs', async () => {
    const first = await computer();
    const second = await another(first);
    await shares(first.desk);
    await shares(second.desk);
    for (let day = 0; day < 3; day += 1) await works(second, `Second, day ${day}.`);
    const theirs = filesUnder(place);
    expect(Object.keys(theirs).length).toBeGreaterThan(10);
    for (let day = 0; day < 50; day += 1) await works(first, `First, day ${day}.`);
    const now = filesUnder(place);
    for (const [path, bytes] of Object.entries(theirs)) expect(now[path] === bytes, path).toBe(true);
    // One's own are let go as ever: the newest, one a day for a week, one a week for five.
    expect((await awayOf(first)).length).toBeLessThanOrEqual(3 + 15);
    expect((await awayOf(first)).length).toBeGreaterThan(10);
    // Each backup in the place has a name no other has.
    const names = (await awayOf(first)).map(({ backupId }) => backupId);
    expect(new Set(names).size).toBe(names.length);
    for (const [{ desk }, passphrase] of [[first, PASSPHRASE], [second, which === CARRIED ? NEW_PASSPHRASE : PASSPHRASE]] as const) {
      const own = (await desk.get('vault.backups')).backups.filter((backup) => backup.place === 'second');
      const opened = await Promise.all(own.map(async ({ backupId }) => (await desk.call('vault.preview', { backupId, place: 'second', passphrase })).ok));
      expect(opened.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    }
  }, 120_000);
});

test('a backup that another computer is just writing loses no file to a rotation', async () => {
  const first = await computer();
  await shares(first.desk);
  for (let day = 0; day < 12; day += 1) await works(first, `First, day ${day}.`);
  // The other has stored its bytes and writes its list last: the first computer rotates in between.
  const real = createDisk();
  let between = false;
  const disk: Disk = {
    ...real,
    create: async (path) => {
      if (between && path.startsWith(place) && path.includes('.backup')) {
        between = false;
        await works(first, 'In between.');
      }
      return real.create(path);
    },
  };
  const second = await carriedTo(first, disk);
  await shares(second.desk);
  between = true;
  await works(second, 'Second.');
  expect(between).toBe(false);
  const made = (await awayOf(second))[0]?.backupId ?? '';
  const newest = (await awayOf(second)).map(({ backupId }) => backupId);
  expect(newest.length).toBeGreaterThan(1);
  const opened = await Promise.all(newest.map(async (backupId) => second.desk.call('vault.restore', { backupId, place: 'second', passphrase: NEW_PASSPHRASE })));
  expect(opened.every(({ ok: isWhole }) => isWhole), made).toBe(true);
}, 60_000);

describe('what an earlier program put straight into the place', () => {
  /** As it wrote: lists, bytes and keyring side by side. */
  const asBefore = ({ desk }: Computer): void => cpSync(join(desk.folder, 'backups'), place, { recursive: true });

  test("is one's own where the same state lies beside the vault, and rotates from then on; another computer's stays byte for byte", async () => {
    const first = await computer();
    const second = await carriedTo(first);
    // Lists are named by their time.
    second.desk.clock.pass(60_000);
    for (const each of [first, second]) {
      await (await hold(each.desk, each.draftId)).type(CONCERNS, each === first ? 'First.' : 'Second.');
      await each.desk.get('vault.backUp');
    }
    asBefore(second);
    const theirs = filesUnder(place);
    const theirLists = listsIn(place);
    first.desk.clock.pass(1000);
    await (await hold(first.desk, first.draftId)).type(CONCERNS, 'First, again.');
    await first.desk.get('vault.backUp');
    asBefore(first);
    const all = listsIn(place);
    expect(all.length).toBeGreaterThan(theirLists.length);
    await shares(first.desk);
    await works(first, 'First, later.');
    expect(listsIn(place)).toEqual(theirLists);
    const now = filesUnder(place);
    for (const [path, bytes] of Object.entries(theirs)) if (!path.endsWith('.keyring')) expect(now[path] === bytes, path).toBe(true);
    const own = readdirSync(place).filter((name) => name.startsWith('computer-'));
    expect(own).toHaveLength(1);
    expect(listsIn(join(place, own[0] ?? '')).length).toBe(all.length - theirLists.length + 1);
    // What nothing proves is named for a person, and stays listed with its way to be looked into.
    const known = await first.desk.get('vault.backups');
    expect(known.leftAlone).toEqual(theirLists.toSorted());
    for (const name of theirLists) expect(known.backups.map(({ backupId }) => `${backupId}.backup`)).toContain(name);
    for (const { backupId } of await awayOf(first)) {
      const theirOwn = theirLists.some((name) => name.startsWith(backupId));
      if (!theirOwn) expect((await first.desk.call('vault.preview', { backupId, place: 'second', passphrase: PASSPHRASE })).ok, backupId).toBe(true);
    }
  });

  test('keeps every byte while a list there cannot be read, which may need any of them', async () => {
    const first = await computer();
    await first.desk.get('vault.backUp');
    asBefore(first);
    writeFileSync(join(place, 'cut.backup'), '{');
    const bytes = readdirSync(join(place, 'files'));
    await shares(first.desk);
    await works(first, 'First.');
    expect(listsIn(place)).toEqual(['cut.backup']);
    expect((await first.desk.get('vault.backups')).leftAlone).toEqual(['cut.backup']);
    expect(readdirSync(join(place, 'files'))).toEqual(bytes);
  });
});

test('only what nothing proves is called left alone: not what is taken over at the next backup, no copy for another computer, nothing of a place that is not there, and looking writes nothing', async () => {
  const first = await computer();
  await first.desk.get('vault.backUp');
  cpSync(join(first.desk.folder, 'backups'), place, { recursive: true });
  first.desk.folders.push(place);
  await first.desk.get('vault.transferTo', { passphrase: PASSPHRASE });
  expect((await first.desk.get('vault.backups')).leftAlone).toEqual([]);
  await shares(first.desk);
  const before = first.desk.picture();
  expect(listsIn(place)).toHaveLength(2);
  expect(await first.desk.get('vault.backups')).toMatchObject({ secondPlace: place, leftAlone: [] });
  writeFileSync(join(place, 'of another.backup'), '{');
  expect((await first.desk.get('vault.backups')).leftAlone).toEqual(['of another.backup']);
  expect(first.desk.picture()).toEqual(before);
  rmSync(place, { recursive: true });
  expect((await first.desk.get('vault.backups')).leftAlone).toEqual([]);
});

test('a copy for another computer that is put into the place of backups is found there by its newest list', async () => {
  const first = await computer();
  await shares(first.desk);
  await works(first, 'First.');
  first.desk.folders.push(place);
  const made = await first.desk.get('vault.transferTo', { passphrase: PASSPHRASE });
  const other = await openDesk();
  desks.push(other);
  other.folders.push(place);
  expect(await other.get('vault.chooseTransfer')).toMatchObject({ unreadable: 0 });
  await other.get('vault.transferFrom', { code: made?.code ?? '', passphrase: NEW_PASSPHRASE });
  expect((await other.get('caseload.list')).map(({ name }) => name)).toEqual(['Nolan Birchwater']);
});
