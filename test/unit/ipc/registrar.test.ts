import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NOTICES } from '../../../shared/bridge/channels.ts';
import { CHANNELS, countingGate, GOOD_INPUT } from './gate.ts';

type Invoke = (event: { readonly sender: { readonly id: number }; readonly senderFrame: unknown }, ...args: unknown[]) => Promise<unknown>;
const bound = vi.hoisted(() => ({ handlers: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: unknown) => {
      if (bound.handlers.has(channel)) throw new Error(`${channel} is bound twice.`);
      bound.handlers.set(channel, handler);
    },
  },
}));
const { createKnownWindows, registerCalls } = await import('../../../electron/ipc/registrar.ts');

beforeEach(() => bound.handlers.clear());

/** A window's contents: alive until `die`. */
function contents(id: number) {
  const sent: { readonly name: string; readonly notice: unknown }[] = [];
  let onDestroyed: () => void = () => undefined;
  let destroyed = false;
  return {
    sent, id, isDestroyed: () => destroyed, send: (name: string, notice: unknown) => void sent.push({ name, notice }),
    once: (_event: 'destroyed', run: () => void) => { onDestroyed = run; },
    die: () => { destroyed = true; onDestroyed(); },
  };
}

const topFrame = { url: 'app://iep/index.html', parent: null };

describe('the registrar', () => {
  test('binds every channel of the contract once, and no other', () => {
    registerCalls(countingGate(null).gate);
    expect([...bound.handlers.keys()].toSorted()).toEqual([...CHANNELS].toSorted());
  });

  test('takes the caller from the event: the same call from a known window runs, from a closed one it does not', async () => {
    const windows = createKnownWindows();
    const mine = contents(7);
    windows.add(mine as never);
    const { gate, ran } = countingGate(null);
    registerCalls({ ...gate, knownWindows: windows.ids });
    const call = (id: number, frame: unknown) => (bound.handlers.get('session.lock') as Invoke)({ sender: { id }, senderFrame: frame }, GOOD_INPUT['session.lock']);
    expect(await call(7, topFrame)).toMatchObject({ ok: true });
    expect(await call(8, topFrame)).toMatchObject({ failure: { code: 'notAllowed' } });
    expect(await call(7, null)).toMatchObject({ failure: { code: 'notAllowed' } });
    expect(await call(7, { ...topFrame, parent: topFrame })).toMatchObject({ failure: { code: 'notAllowed' } });
    mine.die();
    expect(await call(7, topFrame)).toMatchObject({ failure: { code: 'notAllowed' } });
    expect(ran).toHaveLength(1);
  });
});

describe('notices', () => {
  test('reach every window that lives, as data', () => {
    const windows = createKnownWindows();
    const [first, second] = [contents(1), contents(2)];
    for (const each of [first, second]) windows.add(each as never);
    second.die();
    windows.notify('command', { id: 'file.print' });
    expect(first.sent).toEqual([{ name: 'command', notice: { id: 'file.print' } }]);
    expect(second.sent).toEqual([]);
  });

  test('are those of the contract only', () => {
    expect(NOTICES.length).toBeGreaterThanOrEqual(6);
    expect(() => createKnownWindows().notify('ELECTRON_BROWSER_X' as never, {} as never)).toThrow('not a notice');
  });
});
