/** What a restore put aside stays a month after its successor opened, and stays for ever while it is the only copy of anything. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { KEPT_DAYS } from '../../../electron/vault/replaced.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { setUp, type Desk } from './desk.ts';
import { CONCERNS, importSample, startDraft, WORDS } from './meeting.ts';

const DAY_MS = 86_400_000;
const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
});

function aside(desk: Desk): readonly string[] {
  return readdirSync(desk.folder).filter((name) => name.startsWith('vault.before-'));
}

/** One day at work: opened, and closed with a backup. */
async function daysPass(desk: Desk, days: number): Promise<void> {
  desk.clock.pass(days * DAY_MS);
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  await desk.session.lock('user');
}

/** A desk that went back to a backup, closed again. */
async function restored(): Promise<{ readonly desk: Desk; readonly draftId: string }> {
  const desk = await setUp();
  desks.push(desk);
  const held = await startDraft(desk, (await importSample(desk)).studentId);
  await desk.session.lock('user');
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  await held.type(CONCERNS, WORDS);
  desk.clock.pass(60_000);
  const [made] = (await desk.get('vault.backups')).backups;
  await desk.get('vault.restore', { backupId: made?.backupId ?? '', place: 'here', passphrase: PASSPHRASE });
  return { desk, draftId: held.draftId };
}

test('the folder a restore replaced is named by the day, kept a month after its successor was closed undamaged, and then let go; its backup still brings it back', async () => {
  const { desk, draftId } = await restored();
  expect(aside(desk)).toHaveLength(1);
  expect(aside(desk)[0]).toMatch(/^vault\.before-2027-09-29-090100-000-utc-0700-[0-9a-z]+$/);
  await desk.session.lock('user');
  await daysPass(desk, KEPT_DAYS - 1);
  expect(aside(desk)).toHaveLength(1);
  await daysPass(desk, 1);
  expect(aside(desk)).toEqual([]);

  const undo = (await desk.get('vault.backups')).backups.find((backup) => backup.why === 'beforeRestore');
  await desk.get('vault.restore', { backupId: undo?.backupId ?? '', place: 'here', passphrase: PASSPHRASE });
  expect(JSON.stringify((await desk.get('drafts.load', { draftId })).document)).toContain(WORDS);
});

test('it stays when no time passed since its successor opened, however long the computer was off', async () => {
  const { desk } = await restored();
  await desk.session.lock('suspend');
  desk.clock.pass(400 * DAY_MS);
  await daysPass(desk, 0);
  expect(aside(desk)).toHaveLength(1);
});

test.each(['a backup of it was lost', 'a backup of it rotted'])('it stays while it is the only copy of anything: %s', async (what) => {
  const { desk } = await restored();
  await desk.session.lock('user');
  const [folder = ''] = aside(desk);
  const before = readdirSync(join(desk.folder, folder));
  const files = join(desk.folder, 'backups/files');
  if (what.endsWith('lost')) {
    for (const name of readdirSync(join(desk.folder, 'backups'))) if (name.endsWith('.backup') && readFileSync(join(desk.folder, 'backups', name), 'utf8').includes('beforeRestore')) writeFileSync(join(desk.folder, 'backups', name), '');
  } else {
    for (const name of readdirSync(files)) writeFileSync(join(files, name), '');
  }
  await daysPass(desk, KEPT_DAYS + 1);
  expect(aside(desk)).toEqual([folder]);
  expect(readdirSync(join(desk.folder, folder)).filter((name) => name !== 'opened-since.json').sort()).toEqual(before.filter((name) => name !== 'opened-since.json').sort());
  expect(existsSync(join(desk.folder, folder, 'index.a'))).toBe(true);
});
