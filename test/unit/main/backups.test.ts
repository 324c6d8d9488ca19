/** Backups of the whole desk: made by themselves at lock, previewed, restored byte for byte, reversible, and carried to another computer. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { ok } from '../../../shared/words/failures.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, openDesk, setUp, type Desk } from './desk.ts';
import { CONCERNS, importSample, startDraft, WORDS } from './meeting.ts';

const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
});

/** The sealed files of the vault by their digest, without the keyring and the count of tries, which a restore leaves as they are. */
function records(desk: Desk): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(desk.picture()).filter(([path]) => path.startsWith('/vault/') && !/keyring|tries/.test(path)));
}

test('locking backs everything up; a restore is previewed per student, brings every byte back, and can itself be undone', async () => {
  const desk = await setUp();
  desks.push(desk);
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  await desk.session.lock('user');
  const then = records(desk);
  expect(Object.keys(then).length).toBeGreaterThanOrEqual(7);
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  await held.type(CONCERNS, WORDS);
  desk.clock.pass(60_000);
  const [made] = (await desk.get('vault.backups')).backups;
  // 9 in the morning of this computer, which is 16:00 UTC.
  expect(made).toMatchObject({ why: 'closed', place: 'here', backupId: '2027-09-29-090000-000-utc-0700', files: Object.keys(then).length });
  const which = { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE } as const;

  expect(failureOf(await desk.call('vault.preview', { ...which, passphrase: 'not the right one' })).code).toBe('wrongPassphrase');
  const preview = await desk.get('vault.preview', which);
  expect(preview.students).toMatchObject([{ name: 'Nolan Birchwater', now: { draft: { changes: 1 }, records: 1 }, inBackup: { draft: { changes: 0 }, records: 1 } }]);

  await desk.get('vault.restore', which);
  expect((await desk.get('drafts.load', { draftId: held.draftId })).rev).toBe(0);
  for (const [path, digest] of Object.entries(then)) expect(records(desk)[path], path).toBe(digest);

  const undo = (await desk.get('vault.backups')).backups.find((backup) => backup.why === 'beforeRestore');
  await desk.get('vault.restore', { ...which, backupId: undo?.backupId ?? '' });
  const back = await desk.get('drafts.load', { draftId: held.draftId });
  expect(back.rev).toBe(1);
  expect(JSON.stringify(back.document)).toContain(WORDS);
});

/** A desk with one draft, backed up at lock; then words typed, and the lid closed, which waits for no backup. */
async function typedAfterTheBackup(): Promise<{ readonly desk: Desk; readonly draftId: string }> {
  const desk = await setUp();
  desks.push(desk);
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  await desk.session.lock('user');
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  await held.type(CONCERNS, WORDS);
  await desk.session.lock('suspend');
  return { desk, draftId: held.draftId };
}

function damage(desk: Desk, ...paths: readonly string[]): void {
  for (const path of paths) writeFileSync(join(desk.folder, 'vault', path), 'nothing of ours');
}

test.each([
  ['list of students', ['index.a', 'index.b']],
  ['settings', ['settings.a', 'settings.b']],
  ['file of keys', ['keyring.json', 'keyring.copy']],
  ['list, settings and keys', ['index.a', 'index.b', 'settings.a', 'settings.b', 'keyring.json', 'keyring.copy']],
])('records that do not open for damage to their %s are mended from a backup while locked, with every word written since it', async (_what, paths) => {
  const { desk, draftId } = await typedAfterTheBackup();
  damage(desk, ...paths);
  expect(failureOf(await desk.call('session.unlock', { passphrase: PASSPHRASE })).code).toBe('recordsDamaged');
  const [made] = (await desk.get('vault.backups')).backups;
  const which = { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE } as const;
  const before = desk.picture();
  expect(await desk.get('vault.preview', which)).toMatchObject({ mends: { begunAfter: 0 }, students: [{ now: { draft: { changes: 1 }, records: 1 }, inBackup: { draft: { changes: 0 }, records: 1 } }] });
  expect(desk.picture()).toEqual(before);
  await desk.get('vault.restore', which);
  expect(await desk.get('caseload.list')).toHaveLength(1);
  expect(JSON.stringify((await desk.get('drafts.load', { draftId })).document)).toContain(WORDS);
  expect(await desk.get('vault.damage')).toEqual([]);
});

test('what does not open here comes from the backup, and what the backup does not know stays and is told', async () => {
  const { desk, draftId } = await typedAfterTheBackup();
  damage(desk, 'index.a', 'index.b', `drafts/${draftId}/0001.seg`);
  const after = join(desk.folder, 'vault/drafts/begunlater');
  mkdirSync(after);
  writeFileSync(join(after, '0001.seg'), 'sealed under a key only the damaged list knows');
  const [made] = (await desk.get('vault.backups')).backups;
  const which = { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE } as const;
  expect(await desk.get('vault.preview', which)).toMatchObject({ mends: { begunAfter: 1 }, students: [{ now: { draft: { changes: 0 } } }] });
  await desk.get('vault.restore', which);
  expect((await desk.get('drafts.load', { draftId })).rev).toBe(0);
  expect(readFileSync(join(after, '0001.seg'), 'utf8')).toContain('only the damaged list knows');
});

test('a damaged backup is refused before anything changes', async () => {
  const desk = await setUp();
  desks.push(desk);
  await importSample(desk);
  await desk.session.lock('user');
  const files = join(desk.folder, 'backups/files');
  for (const name of readdirSync(files)) writeFileSync(join(files, name), readFileSync(join(files, name)).subarray(1));
  const before = records(desk);
  const [made] = (await desk.get('vault.backups')).backups;
  expect(failureOf(await desk.call('vault.restore', { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE })).code).toBe('copyDamaged');
  expect(records(desk)).toEqual(before);
  expect(await desk.get('caseload.list')).toHaveLength(1);
});

/** A desk with an affirmed IEP and words in a Future IEP, copied to a stick; and a new computer that is offered the stick. */
async function onAStick(): Promise<{ readonly desk: Desk; readonly stick: string; readonly code: string; readonly other: Desk; readonly draftId: string; readonly studentId: string }> {
  const desk = await setUp();
  desks.push(desk);
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  await held.type(CONCERNS, WORDS);
  const stick = join(desk.folder, 'stick');
  desk.folders.push(stick);
  const code = (await desk.get('vault.transferTo', { passphrase: PASSPHRASE }))?.code ?? '';
  const other = await openDesk();
  desks.push(other);
  other.folders.push(stick);
  return { desk, stick, code, other, draftId: held.draftId, studentId };
}
const NEW_PASSPHRASE = 'five plain words of mine';

test('everything goes to another computer through a folder and a code shown once: every sealed file byte for byte, every record the same, a device id of its own', async () => {
  const { desk, code, other, draftId, studentId } = await onAStick();
  const then = records(desk);
  expect(await other.get('vault.chooseTransfer')).toMatchObject({ folder: 'stick', files: Object.keys(then).length, unreadable: 0, zone: 'America/Los_Angeles' });
  expect(failureOf(await other.call('vault.transferFrom', { code: '0000-0000', passphrase: NEW_PASSPHRASE })).code).toBe('wrongCopyCode');
  expect((await other.get('session.status')).vault).toBe('none');
  await other.get('vault.transferFrom', { code, passphrase: NEW_PASSPHRASE });

  const carried = records(other);
  const own = (path: string): boolean => path.startsWith('/vault/settings.');
  expect(Object.keys(carried).sort()).toEqual(Object.keys(then).sort());
  for (const [path, digest] of Object.entries(then)) expect(carried[path] === digest, path).toBe(!own(path));
  expect(Object.keys(then).length).toBeGreaterThanOrEqual(7);

  expect(await other.get('caseload.list')).toEqual(await desk.get('caseload.list'));
  expect(await other.get('drafts.load', { draftId })).toEqual(await desk.get('drafts.load', { draftId }));
  const { records: affirmed } = await desk.get('caseload.student', { studentId });
  expect(affirmed.length).toBe(1);
  for (const { iepId } of affirmed) {
    expect(await other.get('records.read', { iepId })).toEqual(await desk.get('records.read', { iepId }));
    expect(Buffer.from(await other.get('records.pdf', { iepId })).equals(Buffer.from(await desk.get('records.pdf', { iepId })))).toBe(true);
  }
  await other.session.lock('user');
  await other.get('session.unlock', { passphrase: NEW_PASSPHRASE });
  expect(failureOf(await other.call('vault.transferFrom', { code, passphrase: NEW_PASSPHRASE })).code).toBe('vaultExists');
});

test('a cut copy, a cut list, a missing file of keys and a foreign folder are refused in words, and the new computer stays as new', async () => {
  const { stick, code, other } = await onAStick();
  const foreign = join(stick, '..', 'photos');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'holiday.jpg'), 'no record of ours');
  const files = join(stick, 'files');
  const [list = '', keys = ''] = ['.backup', '.keyring'].map((end) => join(stick, readdirSync(stick).find((name) => name.endsWith(end)) ?? ''));
  const cut = (path: string): void => writeFileSync(path, readFileSync(path).subarray(0, -20));
  const refused = async (): Promise<string> => `${failureOf(await other.call('vault.transferFrom', { code, passphrase: NEW_PASSPHRASE })).code}, ${(await other.get('session.status')).vault}`;

  await other.get('vault.chooseTransfer');
  const [largest = ''] = readdirSync(files).toSorted((a, b) => statSync(join(files, b)).size - statSync(join(files, a)).size);
  const whole = readFileSync(join(files, largest));
  cut(join(files, largest));
  expect(await refused()).toBe('copyDamaged, none');
  writeFileSync(join(files, largest), whole);

  for (const path of [keys, list]) {
    cut(path);
    other.folders.push(stick);
    expect(failureOf(await other.call('vault.chooseTransfer')).code).toBe('copyDamaged');
    expect(await refused()).toBe('refused, none');
  }
  other.folders.push(foreign);
  expect(failureOf(await other.call('vault.chooseTransfer')).code).toBe('noCopyThere');
  expect(await other.get('vault.chooseTransfer')).toBe(null);
});

test('a changed passphrase and a new recovery code take the place of the old ones', async () => {
  const desk = await openDesk();
  desks.push(desk);
  const { recoveryCode: old } = await desk.get('session.create', { passphrase: PASSPHRASE });
  expect(failureOf(await desk.call('vault.changePassphrase', { passphrase: 'not the right one', next: 'seven other plain words' })).code).toBe('wrongPassphrase');
  await desk.get('vault.changePassphrase', { passphrase: PASSPHRASE, next: 'seven other plain words' });
  const { recoveryCode } = await desk.get('vault.newRecoveryCode', { passphrase: 'seven other plain words' });
  await desk.session.lock('user');
  expect(failureOf(await desk.call('session.unlock', { passphrase: PASSPHRASE })).code).toBe('wrongPassphrase');
  await desk.get('session.unlock', { passphrase: 'seven other plain words' });
  await desk.session.lock('user');
  expect(failureOf(await desk.call('session.recover', { recoveryCode: old, passphrase: PASSPHRASE })).code).toBe('wrongRecoveryCode');
  await desk.get('session.recover', { recoveryCode, passphrase: PASSPHRASE });
});

/** The disk with one file that does not answer, while it is named. */
function deafDisk() {
  const real = createDisk();
  const deaf = { to: null as string | null };
  const disk: Disk = { ...real, read: async (path) => { if (deaf.to !== null && path.endsWith(deaf.to)) throw Object.assign(new Error('The disk did not read.'), { code: 'EIO' }); return real.read(path); } };
  return { disk, deaf };
}

test('a list of a backup that the disk does not give hides no other one, stops no new one, and nothing is let go meanwhile', async () => {
  const { disk, deaf } = deafDisk();
  const desk = await setUp({ disk });
  desks.push(desk);
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  for (let n = 0; n < 2; n += 1) {
    await held.type(CONCERNS, `${WORDS} ${n}`);
    desk.clock.pass(60_000);
    await desk.session.lock('user');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
  }
  const folder = join(desk.folder, 'backups');
  const lists = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.backup')).toSorted();
  const before = lists();
  const files = readdirSync(join(folder, 'files'));
  deaf.to = before.at(-1) ?? '';
  await held.type(CONCERNS, `${WORDS} at last`);
  desk.clock.pass(60_000);
  await desk.session.inside(async ({ tools, vault }) => {
    const made = await tools.vault.backups.backUp('closed', true, { before: tools.clock.now(), keyIds: new Set() });
    expect(made).toMatchObject({ ok: true, value: { here: { ok: true } } });
    expect(vault.damaged()).toEqual([]);
    return ok(null);
  });
  expect(lists()).toEqual(expect.arrayContaining(before));
  expect(readdirSync(join(folder, 'files'))).toEqual(expect.arrayContaining(files));
  expect((await desk.get('vault.backups')).backups).toHaveLength(lists().length - 1);
  // It is called gone only once the disk gives every list that is there.
  const asked = { backupId: deaf.to.replace(/\.backup$/u, ''), place: 'here', passphrase: PASSPHRASE } as const;
  expect(await desk.call('vault.preview', asked)).toMatchObject({ ok: false, failure: { code: 'diskTrouble' } });
  deaf.to = null;
  expect(await desk.call('vault.preview', asked)).toMatchObject({ ok: true });
  expect(await desk.call('vault.preview', { ...asked, backupId: 'nowhere' })).toMatchObject({ ok: false, failure: { code: 'notFound' } });
});

test('a note of the second place that cannot be read is told, and the backup here is made', async () => {
  const { disk, deaf } = deafDisk();
  const desk = await setUp({ disk });
  desks.push(desk);
  writeFileSync(join(desk.folder, 'backup-place.json'), '{"folder":');
  await desk.session.lock('user');
  expect(desk.session.lastBackup()).toMatchObject({ here: null, second: { code: 'refused', reason: expect.stringMatching(/Choose the place again/) } });
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  deaf.to = 'backup-place.json';
  await desk.session.lock('user');
  expect(desk.session.lastBackup()).toMatchObject({ here: null, second: { code: 'diskTrouble' } });
});
