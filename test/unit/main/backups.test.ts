/** Backups of the whole desk: made by themselves at lock, previewed, restored byte for byte, reversible, and carried to another computer. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
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

test('records that do not open any more are restored while locked, with the passphrase', async () => {
  const desk = await setUp();
  desks.push(desk);
  await importSample(desk);
  await desk.session.lock('user');
  for (const name of ['index.a', 'index.b']) writeFileSync(join(desk.folder, 'vault', name), 'nothing of ours');
  expect(failureOf(await desk.call('session.unlock', { passphrase: PASSPHRASE })).code).toBe('recordsDamaged');
  const [made] = (await desk.get('vault.backups')).backups;
  const which = { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE } as const;
  expect(await desk.get('vault.preview', which)).toMatchObject({ nowReadable: false, students: [{ now: null, inBackup: { records: 1 } }] });
  await desk.get('vault.restore', which);
  expect(await desk.get('caseload.list')).toHaveLength(1);
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
  expect(failureOf(await desk.call('vault.restore', { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE })).code).toBe('damaged');
  expect(records(desk)).toEqual(before);
  expect(await desk.get('caseload.list')).toHaveLength(1);
});

test('everything goes to another computer through a folder and a code shown once, with a device id of its own', async () => {
  const desk = await setUp();
  desks.push(desk);
  await importSample(desk);
  const stick = join(desk.folder, 'stick');
  desk.folders.push(stick);
  const carried = await desk.get('vault.transferTo', { passphrase: PASSPHRASE });
  const other = await openDesk();
  desks.push(other);
  other.folders.push(stick);
  expect(await other.get('vault.chooseTransfer')).toMatchObject({ folder: 'stick', files: carried?.files });
  expect(failureOf(await other.call('vault.transferFrom', { code: '0000-0000', passphrase: 'five plain words of mine' })).code).toBe('wrongRecoveryCode');
  await other.get('vault.transferFrom', { code: carried?.code ?? '', passphrase: 'five plain words of mine' });
  expect(await other.get('caseload.list')).toEqual(await desk.get('caseload.list'));
  await other.session.lock('user');
  await other.get('session.unlock', { passphrase: 'five plain words of mine' });
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
