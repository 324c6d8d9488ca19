/** Records of a student who left the caseload: removed only with a receipt for each, with a record of it, and for good. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import type { Rooms } from '../../../electron/records/rooms.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { lateText } from '../../../shared/district-api/late-entry.ts';
import type { LateSignature } from '../../../shared/flow/late-signature.ts';
import { ok } from '../../../shared/words/failures.ts';
import { PASSPHRASE, sampleBase } from '../../crash/rig.ts';
import { COPIES_KEPT_DAYS } from '../../../shared/flow/retention.ts';
import { CASE_MANAGER, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { CONCERNS, hold, importSample, startDraft, WORDS } from './meeting.ts';

const DAY_MS = 86_400_000;
const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
});

async function within<T>(desk: Desk, run: (rooms: Rooms) => Promise<T>): Promise<T> {
  const done = await desk.session.inside(async (rooms) => ok(await run(rooms)));
  if (!done.ok) throw new Error('The desk is locked.');
  return done.value;
}

/** The district confirms an IEP, as sync stores it. */
async function confirmed(desk: Desk, iepId: string, standing: 'current' | 'conflict' = 'current'): Promise<void> {
  await within(desk, async ({ vault }) => {
    const stored = await vault.packages.read(iepId);
    if (!stored.ok) throw new Error('There is no such IEP.');
    const { sha256, package: { studentKey, pdfSha256 } } = stored.value;
    const kept = await vault.packages.storeReceipt(iepId, { kind: 'receipt', iepId, studentKey, sha256, pdfSha256, standing, conflictWith: null, seq: '1', receivedAt: '2027-09-29T17:00:00.000Z' });
    expect(kept.ok).toBe(true);
  });
}

/** Days later, in the morning: locked over night, unlocked with the passphrase. */
async function later(desk: Desk, days: number): Promise<void> {
  await desk.session.lock('suspend');
  desk.clock.pass(days * DAY_MS);
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
}

async function leaves(desk: Desk, studentId: string): Promise<void> {
  await within(desk, async ({ vault, tools }) => vault.caseload.setLeft(studentId, tools.clock.now()));
}

/** Only the district system manager gives a Future IEP up. */
async function givenUp(desk: Desk, draftId: string): Promise<void> {
  await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
  await (await hold(desk, draftId)).send({ type: 'abandoned', reason: 'The family moved away.' });
  await desk.get('session.setProfile', { profile: CASE_MANAGER });
}

/** A desk with a student who has an affirmed IEP and an abandoned Future IEP. */
async function deskWithStudent(disk?: Disk): Promise<{ readonly desk: Desk; readonly studentId: string; readonly currentId: string }> {
  const desk = await setUp(disk === undefined ? {} : { disk });
  desks.push(desk);
  const student = await importSample(desk);
  const held = await startDraft(desk, student.studentId);
  await held.type(CONCERNS, WORDS);
  await givenUp(desk, held.draftId);
  return { desk, ...student };
}

/** Files of drafts, IEPs, receipts and copies in the vault. */
function recordFiles(desk: Desk): readonly string[] {
  return ['drafts', 'packages', 'receipts', 'signatures', 'copies'].flatMap((folder) => readdirSync(join(desk.folder, 'vault', folder)).map((name) => `${folder}/${name}`));
}

test('without a receipt nothing of the student is removed, however long ago the student left', async () => {
  const { desk, studentId } = await deskWithStudent();
  await leaves(desk, studentId);
  const before = recordFiles(desk);
  expect(before.length).toBeGreaterThanOrEqual(3);
  await later(desk, 4_000);
  expect(recordFiles(desk)).toEqual(before);
  expect(await desk.get('caseload.list')).toHaveLength(1);
  expect(await desk.get('caseload.leavers')).toMatchObject({ staying: [{ name: 'Nolan Birchwater', leftOn: '2027-09-29', records: 1, stays: 'notConfirmed' }], removed: [] });
});

test('with a receipt for every IEP the records go after thirty days, every file of them, and a record of it stays', async () => {
  const { desk, studentId, currentId } = await deskWithStudent();
  await confirmed(desk, currentId);
  await leaves(desk, studentId);
  await later(desk, 29);
  expect((await desk.get('caseload.leavers')).staying).toMatchObject([{ stays: 'tooSoon', from: '2027-10-29' }]);
  expect(recordFiles(desk).length).toBeGreaterThanOrEqual(4);
  await later(desk, 1);
  expect(recordFiles(desk)).toEqual([]);
  expect(await desk.get('caseload.list')).toEqual([]);
  const told = { staying: [], removed: [{ studentKey: expect.stringMatching(/^\d+$/), leftOn: '2027-09-29', removedOn: '2027-10-29', records: 1 }] };
  expect(await desk.get('caseload.leavers')).toEqual(told);
  const [removal] = await within(desk, async ({ vault }) => vault.caseload.removals());
  expect(removal?.receipts).toEqual([{ iepId: currentId, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), receivedAt: '2027-09-29T17:00:00.000Z' }]);

  await later(desk, 1);
  expect(await desk.get('vault.damage')).toEqual([]);
  expect(await desk.get('caseload.leavers')).toEqual(told);
});

test('a conflict nobody has settled and a file that cannot be read each keep the records', async () => {
  const { desk, studentId, currentId } = await deskWithStudent();
  await confirmed(desk, currentId, 'conflict');
  await leaves(desk, studentId);
  await later(desk, 60);
  expect((await desk.get('caseload.leavers')).staying).toMatchObject([{ stays: 'conflict' }]);
  await confirmed(desk, currentId);
  await desk.session.lock('suspend');
  const path = join(desk.folder, 'vault/packages', `${currentId}.iep`);
  const whole = readFileSync(path);
  writeFileSync(path, whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte)));
  await later(desk, 1);
  expect((await desk.get('caseload.leavers')).staying).toMatchObject([{ stays: 'unreadable' }]);
  await desk.session.lock('suspend');
  writeFileSync(path, whole);
  await later(desk, 1);
  expect(await desk.get('caseload.list')).toEqual([]);
});

test('a late signature the district has not confirmed keeps the records; once it has, they go with every file of it', async () => {
  const { desk, studentId, currentId } = await deskWithStudent();
  await confirmed(desk, currentId);
  const signature: LateSignature = { signing: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: '2027-09-20', paper: { signed: 'copy', returnedOn: '2027-09-21' } }, by: CASE_MANAGER.staffId, at: '2027-09-29T17:00:00.000Z' };
  const sha256 = await within(desk, async ({ vault }) => {
    expect((await vault.packages.addLate(currentId, signature)).ok).toBe(true);
    const stored = await vault.packages.read(currentId);
    return stored.ok ? stored.value.sha256 : '';
  });
  await leaves(desk, studentId);
  await later(desk, 60);
  expect((await desk.get('caseload.leavers')).staying).toMatchObject([{ stays: 'addedHere' }]);
  expect(recordFiles(desk)).toContain(`signatures/${currentId}-1`);
  await within(desk, async ({ vault }) => {
    const studentKey = vault.caseload.get(studentId)?.studentKey ?? '';
    const digest = createHash('sha256').update(lateText({ iepId: currentId, studentKey, sha256 }, signature)).digest('hex');
    const kept = await vault.packages.storeLateReceipt(currentId, 1, { kind: 'signature', iepId: currentId, studentKey, packageSha256: sha256, sha256: digest, seq: '1', receivedAt: '2027-09-30T17:00:00.000Z' });
    expect(kept.ok).toBe(true);
  });
  await later(desk, 1);
  expect(recordFiles(desk)).toEqual([]);
  await later(desk, 1);
  expect(await desk.get('vault.damage')).toEqual([]);
});

test('an open Future IEP keeps the records until it is given up', async () => {
  const { desk, studentId, currentId } = await deskWithStudent();
  await confirmed(desk, currentId);
  await leaves(desk, studentId);
  const open = await startDraft(desk, studentId);
  await later(desk, 60);
  expect((await desk.get('caseload.leavers')).staying).toMatchObject([{ stays: 'openDraft' }]);
  expect((await desk.get('drafts.load', { draftId: open.draftId })).rev).toBe(0);
  await givenUp(desk, open.draftId);
  await later(desk, 1);
  expect(await desk.get('caseload.list')).toEqual([]);
});

test('a student who came back stays', async () => {
  const { desk, studentId, currentId } = await deskWithStudent();
  await confirmed(desk, currentId);
  await leaves(desk, studentId);
  await within(desk, async ({ vault }) => vault.caseload.setLeft(studentId, null));
  await later(desk, 60);
  expect(await desk.get('caseload.list')).toHaveLength(1);
  expect(await desk.get('caseload.leavers')).toEqual({ staying: [], removed: [] });
});

test('a removal that the disk cuts off in the middle is finished at the next unlock, and what is left of it is not called damaged', async () => {
  const real = createDisk();
  let stubborn = false;
  const disk: Disk = { ...real, remove: (path) => (stubborn && /packages|drafts/.test(path) ? Promise.reject(Object.assign(new Error('It stays.'), { code: 'EIO' })) : real.remove(path)) };
  const { desk, studentId, currentId } = await deskWithStudent(disk);
  await confirmed(desk, currentId);
  await leaves(desk, studentId);
  stubborn = true;
  await later(desk, 30);
  expect(recordFiles(desk).length).toBeGreaterThan(0);
  expect(await desk.get('caseload.list')).toEqual([]);
  await later(desk, 1);
  expect(await desk.get('vault.damage')).toEqual([]);
  expect((await desk.get('caseload.leavers')).removed).toHaveLength(1);
  stubborn = false;
  await later(desk, 1);
  expect(recordFiles(desk)).toEqual([]);
});

/** Files under a folder that were sealed with a key: its name stands in the head of each. */
function sealedWith(keyId: string, folder: string): readonly string[] {
  const name = Buffer.from(keyId, 'hex');
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(name));
}

test('once the time of copies is over, no backup from before a removal and no folder a restore replaced holds a file of the student, in either place; other records and a whole backup stay', async () => {
  const { desk, studentId, currentId } = await deskWithStudent();
  const second = mkdtempSync(join(tmpdir(), 'iep-second-'));
  desk.folders.push(second);
  await desk.get('vault.secondPlace', { to: 'choose' });
  const other = await within(desk, async ({ vault }) => vault.drafts.create('s2', sampleBase()));
  await confirmed(desk, currentId);
  await leaves(desk, studentId);
  await desk.session.lock('user');
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  // The list of students is another one than in any backup that stays.
  await leaves(desk, 's2');
  const backup = (await desk.get('vault.backups')).backups.find(({ place }) => place === 'here');
  await desk.get('vault.restore', { backupId: backup?.backupId ?? '', place: 'here', passphrase: PASSPHRASE });
  const aside = (): readonly string[] => readdirSync(desk.folder).filter((name) => name.startsWith('vault.before-'));
  // What would keep copies longest: the folder is the only copy of its list, and a list of the second place cannot be read, so that nothing there rotates.
  const lists = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.backup')).map((name) => join(folder, name));
  for (const list of lists(join(desk.folder, 'backups'))) if (readFileSync(list, 'utf8').includes('beforeRestore')) rmSync(list);
  const [own = ''] = readdirSync(second).filter((name) => name.startsWith('computer-'));
  writeFileSync(lists(join(second, own))[0] ?? '', '');
  /** A day at work: the evening's lock makes a backup. */
  const workedUntil = async (days: number): Promise<void> => {
    await desk.session.lock('user');
    desk.clock.pass(days * DAY_MS);
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    await desk.session.lock('user');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
  };
  await workedUntil(30);
  const [removal] = await within(desk, async ({ vault }) => vault.caseload.removals());
  const keyId = removal?.keyId ?? '';
  expect(keyId).toMatch(/^[0-9a-f]{32}$/);
  expect(sealedWith(keyId, join(desk.folder, 'vault'))).toEqual([]);

  for (let day = 0; day < COPIES_KEPT_DAYS - 1; day += 1) await workedUntil(1);
  expect(sealedWith(keyId, join(desk.folder, 'backups')).length).toBeGreaterThan(0);
  expect(sealedWith(keyId, second).length).toBeGreaterThan(0);
  expect(aside()).toHaveLength(1);
  expect(sealedWith(keyId, join(desk.folder, aside()[0] ?? '')).length).toBeGreaterThan(0);

  await workedUntil(1);
  expect(sealedWith(keyId, desk.folder)).toEqual([]);
  expect(sealedWith(keyId, second)).toEqual([]);
  expect(aside()).toEqual([]);
  const { backups } = await desk.get('vault.backups');
  expect(backups.length).toBeGreaterThan(1);
  expect(backups.every(({ madeAt }) => madeAt >= (removal?.removedAt ?? ''))).toBe(true);
  await desk.get('vault.restore', { backupId: backups[0]?.backupId ?? '', place: backups[0]?.place ?? 'here', passphrase: PASSPHRASE });
  expect(other.ok && (await within(desk, async ({ vault }) => vault.drafts.load(other.value))).ok).toBe(true);
  rmSync(second, { recursive: true });
});
