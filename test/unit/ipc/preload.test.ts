import { beforeAll, describe, expect, test, vi } from 'vitest';
import { CALLS, NOTICES } from '../../../shared/bridge/channels.ts';
import { CONTRACT } from '../../../shared/bridge/contract.ts';

const world = vi.hoisted(() => ({
  exposed: [] as { readonly name: string; readonly value: Record<string, unknown> }[],
  invoked: [] as unknown[][],
  listeners: new Map<string, ((event: unknown, ...rest: unknown[]) => void)[]>(),
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: Record<string, unknown>) => void world.exposed.push({ name, value }) },
  ipcRenderer: {
    invoke: async (...args: unknown[]) => { world.invoked.push(args); return { ok: true, value: null }; },
    on: (name: string, listener: () => void) => void world.listeners.set(name, [...(world.listeners.get(name) ?? []), listener]),
    removeListener: (name: string, listener: () => void) => void world.listeners.set(name, (world.listeners.get(name) ?? []).filter((each) => each !== listener)),
  },
}));

type Group = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;
let bridge: Record<string, unknown> = {};
const on = (name: string, listener: (notice: unknown, ...rest: unknown[]) => void): (() => void) => (bridge['on'] as (name: string, listener: unknown) => () => void)(name, listener);
beforeAll(async () => {
  await import('../../../electron/preload.ts');
  bridge = world.exposed[0]?.value ?? {};
});

test('exactly one thing is exposed, under one name', () => {
  expect(world.exposed.map((each) => each.name)).toEqual(['iep']);
});

test('the names of the bridge are the names of the contract, no more and no fewer', () => {
  const names = Object.entries(bridge).flatMap(([group, calls]) => (group === 'on' ? [] : Object.keys(calls as object).map((name) => `${group}.${name}`)));
  expect(names.toSorted()).toEqual(Object.keys(CONTRACT).toSorted());
  expect(Object.keys(bridge).toSorted()).toEqual([...Object.keys(CALLS), 'on'].toSorted());
  for (const name of ['send', 'invoke', 'ipcRenderer', 'require', 'process']) expect(bridge).not.toHaveProperty(name);
});

test('the bridge and each of its groups are frozen', () => {
  expect(Object.isFrozen(bridge)).toBe(true);
  for (const group of Object.keys(CALLS)) expect([group, Object.isFrozen(bridge[group])]).toEqual([group, true]);
});

test('each call goes to its own channel with one argument, whatever the page adds', async () => {
  for (const [group, names] of Object.entries(CALLS)) {
    for (const name of names) {
      world.invoked.length = 0;
      await (bridge[group] as Group)[name]?.({ mine: 1 }, 'smuggled');
      expect(world.invoked).toEqual([[`${group}.${name}`, { mine: 1 }]]);
    }
  }
});

describe('listening', () => {
  test('a listener gets the data and not the event, until it unsubscribes', () => {
    for (const name of NOTICES) {
      const heard: unknown[][] = [];
      const leave = on(name, (...args) => void heard.push(args));
      const [deliver] = world.listeners.get(name) ?? [];
      deliver?.({ sender: 'ipcRenderer itself' }, { data: name }, 'more');
      expect(heard).toEqual([[{ data: name }]]);
      expect(leave()).toBeUndefined();
      expect(world.listeners.get(name)).toEqual([]);
    }
  });

  test.each(['ELECTRON_BROWSER_DISPATCH', 'session.status', '__proto__', 'constructor', ''])('nobody listens to %j', (name) => {
    expect(() => on(name, () => undefined)).toThrow('There is no notice');
    expect(world.listeners.has(name)).toBe(false);
  });
});
