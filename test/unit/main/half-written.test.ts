/** What stood in a dialog at a lock: sealed, there at the next unlock of this or the next run, gone when it was taken over, and never silently missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { HalfWritten } from '../../../shared/bridge/session.ts';
import type { Disk } from '../../../electron/ports/computer.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { scanFolder } from '../../crash/scan.ts';
import { failureOf, setUp, type Desk } from './desk.ts';

const DIALOGS: HalfWritten[] = [{ title: 'The parent refuses', boxes: [{ label: "The parent's own words", text: 'Quibberwick says: «not this year» 李\nand signs nothing.' }] }];

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

function filesOf(of: Desk): readonly string[] {
  return Object.keys(of.picture()).filter((path) => path.includes('half-written'));
}

test('is kept sealed over a lock, also when the program was killed after it, and is in no backup', async () => {
  desk = await setUp();
  await desk.get('session.keepHalfWritten', { dialogs: DIALOGS });
  await desk.get('session.lock');
  expect(failureOf(await desk.call('session.halfWritten')).code).toBe('locked');
  expect(failureOf(await desk.call('session.keepHalfWritten', { dialogs: [] })).code).toBe('locked');
  expect(filesOf(desk)).toEqual(['/vault/half-written.a', '/vault/half-written.b']);
  const scan = scanFolder(desk.folder, ['Quibberwick', 'not this year']);
  expect(scan.files).toBeGreaterThan(8);
  expect(scan.hits).toEqual([]);
  const backedUp = Object.keys(desk.picture()).filter((path) => path.endsWith('.backup'));
  expect(backedUp).toHaveLength(1);
  expect(readFileSync(join(desk.folder, backedUp[0] ?? ''), 'utf8')).not.toContain('half-written');
  const again = await desk.restart();
  for (const open of [again, desk]) {
    await open.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await open.get('session.halfWritten')).toEqual({ dialogs: DIALOGS });
  }
});

test('goes from both files when it was taken over, and a lock with nothing half-written writes nothing', async () => {
  desk = await setUp();
  await desk.get('session.keepHalfWritten', { dialogs: [] });
  expect(filesOf(desk)).toEqual([]);
  expect(await desk.get('session.halfWritten')).toEqual({ dialogs: [] });
  await desk.get('session.keepHalfWritten', { dialogs: DIALOGS });
  const full = desk.picture();
  await desk.get('session.keepHalfWritten', { dialogs: DIALOGS });
  expect(desk.picture()).toEqual(full);
  await desk.get('session.keepHalfWritten', { dialogs: [] });
  const sizes = filesOf(desk).map((path) => readFileSync(join((desk as Desk).folder, path)).length);
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThan(100);
  await desk.get('session.lock');
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  expect(await desk.get('session.halfWritten')).toEqual({ dialogs: [] });
});

test('that the disk has no room for is a named failure, and what was kept before stays', async () => {
  let full = false;
  const real = createDisk();
  const disk: Disk = { ...real, create: async (path) => { if (full && path.includes('half-written')) throw Object.assign(new Error('full'), { code: 'ENOSPC' }); return real.create(path); } };
  desk = await setUp({ disk });
  await desk.get('session.keepHalfWritten', { dialogs: DIALOGS });
  full = true;
  expect(failureOf(await desk.call('session.keepHalfWritten', { dialogs: [] })).code).toBe('diskFull');
  expect(await desk.get('session.halfWritten')).toEqual({ dialogs: DIALOGS });
});

test('that does not open any more is damage that is named, never nothing', async () => {
  desk = await setUp();
  await desk.get('session.keepHalfWritten', { dialogs: DIALOGS });
  const disk = createDisk();
  for (const path of filesOf(desk)) {
    const at = join(desk.folder, path);
    const bytes = Buffer.from(await disk.read(at));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    await disk.remove(at);
    const file = await disk.create(at);
    await file.write(bytes);
    await file.close();
  }
  expect(failureOf(await desk.call('session.halfWritten')).code).toBe('damaged');
  expect((await desk.get('vault.damage')).map(({ file }) => file)).toEqual(expect.arrayContaining(['half-written.a', 'half-written.b']));
  const damaged = Object.fromEntries(Object.entries(desk.picture()).filter(([path]) => path.includes('half-written')));
  await desk.get('session.keepHalfWritten', { dialogs: [] });
  expect(desk.picture()).toMatchObject(damaged);
  // New words go where they always go; what did not open is put aside, not written over.
  const others: HalfWritten[] = [{ title: 'Another day', boxes: [{ label: 'Why', text: 'The parent works that day.' }] }];
  await desk.get('session.keepHalfWritten', { dialogs: others });
  expect(await desk.get('session.halfWritten')).toEqual({ dialogs: others });
  const aside = Object.entries(desk.picture()).filter(([path]) => path.includes('quarantine'));
  expect(aside.map(([, digest]) => digest).toSorted()).toEqual(Object.values(damaged).toSorted());
  expect((await desk.get('vault.damage')).map(({ file, state }) => `${file} ${state}`)).toEqual(['half-written.a setAside', 'half-written.b setAside']);
});
