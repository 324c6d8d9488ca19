import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog, logLine } from '../../../electron/diagnostics/log.ts';
import { markRun } from '../../../electron/lifecycle/run-marker.ts';

const electron = vi.hoisted(() => ({ first: true, listeners: new Map<string, () => void>(), boxes: [] as { readonly message: string; readonly detail: string; readonly buttons: readonly string[]; readonly defaultId: number; readonly cancelId: number }[], response: 0, errors: [] as string[], exits: [] as number[] }));
vi.mock('electron', () => ({
  app: { requestSingleInstanceLock: () => electron.first, on: (name: string, run: () => void) => void electron.listeners.set(name, run), exit: (code: number) => void electron.exits.push(code) },
  dialog: {
    showMessageBox: async (...args: unknown[]) => { electron.boxes.push(args.at(-1) as never); return { response: electron.response }; },
    showErrorBox: (title: string, content: string) => void electron.errors.push(`${title} ${content}`),
  },
}));
const { becomeOnlyInstance } = await import('../../../electron/lifecycle/single-instance.ts');
const { askToLeave, tellStartFailed } = await import('../../../electron/lifecycle/ask-user.ts');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iep-start-'));
  electron.listeners.clear();
  electron.boxes.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('one IEP Desk per profile', () => {
  test('a second start brings the first window forward, and it is told', () => {
    electron.first = true;
    const calls: string[] = [];
    const window = { isMinimized: () => true, restore: () => calls.push('restore'), show: () => calls.push('show'), focus: () => calls.push('focus') };
    expect(becomeOnlyInstance(() => window as never, () => calls.push('tell'))).toBe(true);
    electron.listeners.get('second-instance')?.();
    expect(calls).toEqual(['restore', 'show', 'focus', 'tell']);
  });

  test('before the first window is there a second start does nothing', () => {
    electron.first = true;
    becomeOnlyInstance(() => null, () => undefined);
    expect(() => electron.listeners.get('second-instance')?.()).not.toThrow();
  });

  test('the second one is told to leave and listens to nothing', () => {
    electron.first = false;
    expect(becomeOnlyInstance(() => null, () => undefined)).toBe(false);
    expect(electron.listeners.size).toBe(0);
  });
});

describe('the question of leaving', () => {
  test('says how much would be lost; staying is what Enter and Escape do', async () => {
    electron.response = 0;
    expect(await askToLeave(null, { answer: 'unsaved', unsaved: 1 })).toBe(false);
    expect(await askToLeave(null, { answer: 'unsaved', unsaved: 4 })).toBe(false);
    expect(await askToLeave(null, { answer: 'noAnswer', unsaved: 0 })).toBe(false);
    expect(electron.boxes.map((box) => box.message)).toEqual(['1 change is not saved on this computer yet.', '4 changes are not saved on this computer yet.', 'The window does not answer. The last words typed may not be saved.']);
    for (const box of electron.boxes) expect([box.buttons[box.defaultId], box.buttons[box.cancelId]]).toEqual(['Stay', 'Stay']);
    electron.response = 1;
    expect(await askToLeave(null, { answer: 'unsaved', unsaved: 1 })).toBe(true);
  });

  test('a start that fails says what is safe and ends', () => {
    tellStartFailed();
    expect(electron.errors.join()).toContain('sealed and unchanged');
    expect(electron.exits).toEqual([1]);
  });
});

describe('the run marker', () => {
  test('tells a first start, an orderly end and a crash apart', () => {
    const profile = join(folder, 'profile');
    const first = markRun(profile);
    expect(first.previousRun).toBe('first');
    first.endedWell();
    expect(markRun(profile).previousRun).toBe('clean');
    expect(markRun(profile).previousRun).toBe('endedBadly');
    for (const name of readdirSync(profile)) expect(statSync(join(profile, name)).size).toBe(0);
  });
});

test('a run mark that cannot be made, as on a full disk, keeps nobody from the records', () => {
  const profile = join(folder, 'profile');
  // A folder stands where the mark should: writing it fails as it does for want of room.
  for (const name of ['running', 'started-before']) mkdirSync(join(profile, name), { recursive: true });
  expect(markRun(profile).previousRun).toBe('endedBadly');
});

describe('the log', () => {
  test('a line is time, event and enumerated fields', () => {
    expect(logLine('2026-11-25T14:00:00.000Z', 'lockedDown', { why: 'idle' })).toBe('{"at":"2026-11-25T14:00:00.000Z","event":"lockedDown","why":"idle"}\n');
  });

  test('lines reach the file in order, readable by this user only', async () => {
    const logs = join(folder, 'logs');
    const log = createLog(logs, { now: () => '2026-11-25T14:00:00.000Z' });
    for (let repaired = 0; repaired < 20; repaired += 1) log('unlocked', { repaired, removed: 0 });
    const file = join(logs, 'desk.log');
    await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8').trim().split('\n').length === 20);
    expect(readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { readonly repaired: number }).repaired)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('a folder that cannot be written drops the line and harms nothing', () => {
    const inTheWay = join(folder, 'a file');
    writeFileSync(inTheWay, '');
    const log = createLog(join(inTheWay, 'logs'), { now: () => '' });
    expect(() => log('started', { previousRun: 'first' })).not.toThrow();
  });
});
