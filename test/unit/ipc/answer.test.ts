import { describe, expect, test } from 'vitest';
import { answer, type Caller, type Handlers } from '../../../electron/ipc/answer.ts';
import { CONTRACT, type Channel } from '../../../shared/bridge/contract.ts';
import { fail, ok } from '../../../shared/words/failures.ts';
import { CHANNELS, countingGate, GOOD_INPUT, OURS } from './gate.ts';

const WHILE_LOCKED: readonly Channel[] = ['session.status', 'session.create', 'session.unlock', 'session.recover', 'session.lock', 'session.setProfile', 'session.flushed', 'settings.get', 'vault.backups', 'vault.preview', 'vault.restore', 'vault.chooseTransfer', 'vault.transferFrom'];

test('the good arguments of these tests are good, for every channel of the contract', async () => {
  expect(CHANNELS.length).toBeGreaterThanOrEqual(30);
  for (const channel of CHANNELS) {
    const { gate, ran } = countingGate(null);
    await answer(channel, OURS, [GOOD_INPUT[channel]], gate);
    expect(ran.map((call) => call.channel)).toEqual([channel]);
  }
});

const frame = (url: string, parent: unknown = null): Caller => ({ windowId: 1, frame: { url, parent } });
const FOREIGN: readonly (readonly [string, Caller])[] = [
  ['a foreign page', frame('https://example.org/')], ['a look-alike host', frame('app://iep.evil/index.html')], ['a user-info host', frame('app://iep@evil/')], ['a local file', frame('file:///index.html')], ['a blank frame', frame('about:blank')], ['a data page', frame('data:text/html,x')],
  ['no address', frame('')], ['a frame inside the page', frame('app://iep/index.html', { url: 'app://iep/index.html' })], ['a frame whose parent is unknown', { windowId: 1, frame: { url: 'app://iep/index.html', parent: undefined } }], ['a frame that is gone', { windowId: 1, frame: null }], ['a window that was closed or never ours', { ...OURS, windowId: 2 }],
];

describe.each(CHANNELS)('%s', (channel) => {
  test.each(FOREIGN)('runs no handler for %s', async (_who, caller) => {
    const { gate, ran, logged } = countingGate(null);
    expect(await answer(channel, caller, [GOOD_INPUT[channel]], gate)).toEqual(fail('notAllowed'));
    expect(ran).toEqual([]);
    expect(logged).toEqual([{ event: 'ipcRefused', fields: { channel, code: 'notAllowed' } }]);
  });

  test('runs no handler for more than its limit, in whatever shape it comes', async () => {
    const limit = CONTRACT[channel].maxBytes;
    const { gate, ran } = countingGate(null);
    for (const big of [new Uint8Array(limit + 1), { bytes: new Uint8Array(limit + 1) }, { passphrase: 'x'.repeat(limit + 1) }]) expect(await answer(channel, OURS, [big], gate)).toEqual(fail('tooLarge'));
    expect(ran).toEqual([]);
  });

  test('runs no handler when an argument is added to the one it has', async () => {
    const { gate, ran } = countingGate(null);
    expect(await answer(channel, OURS, [GOOD_INPUT[channel], 'more'], gate)).toEqual(fail('badRequest'));
    expect(ran).toEqual([]);
  });

  test(WHILE_LOCKED.includes(channel) ? 'is answered while locked' : 'says "locked" before it reads anything', async () => {
    const { gate, ran } = countingGate(null, { unlocked: false });
    const unread = new Proxy({}, { ownKeys: () => { throw new Error('read'); }, get: () => { throw new Error('read'); } });
    const reply = await answer(channel, OURS, [WHILE_LOCKED.includes(channel) ? GOOD_INPUT[channel] : unread], gate);
    if (WHILE_LOCKED.includes(channel)) expect(ran).toHaveLength(1);
    else expect(reply).toEqual(fail('locked'));
  });

  test('delivers no result that breaks its schema', async () => {
    const { gate, ran, logged } = countingGate({ unheardOf: 'student words' });
    const reply = await answer(channel, OURS, [GOOD_INPUT[channel]], gate);
    expect(ran).toHaveLength(1);
    expect(reply).toEqual(fail('unexpected'));
    expect(JSON.stringify(logged)).not.toContain('student words');
  });
});

/** Values a hostile page might send where an object with known fields belongs; deterministic, so a failure can be repeated. */
function hostileValues(): readonly unknown[] {
  let seed = 20_261_125;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const leaves: readonly (() => unknown)[] = [
    () => () => 1, () => Symbol('x'), () => 10n, () => cycle, () => new Date(0), () => new Map([['a', 1]]), () => JSON.parse('{"__proto__":{"draftId":"d"}}'), () => ({ constructor: { prototype: {} } }), () => Number.NaN, () => Number.POSITIVE_INFINITY,
    () => -1, () => 1.5, () => '../../etc/passwd', () => 'D'.repeat(65), () => 'ABC', () => '\0', () => [], () => null, () => new Uint16Array(2), () => new Proxy({}, { ownKeys: () => { throw new Error('trap'); } }),
  ];
  const keys = ['draftId', 'parent', 'steps', 'studentId', 'bytes', 'event', 'attestation', 'profile', 'passphrase', 'ticket', 'topic', 'url', 'zone', 'iepId', 'copyId', 'then', 'toJSON'];
  const value = (depth: number): unknown => {
    const pick = next(depth > 2 ? 1 : 3);
    if (pick === 0) return leaves[next(leaves.length)]?.();
    if (pick === 1) return Array.from({ length: 1 + next(3) }, () => value(depth + 1));
    return Object.fromEntries(Array.from({ length: 1 + next(4) }, () => [keys[next(keys.length)] as string, value(depth + 1)]));
  };
  return [...leaves.map((leaf) => leaf()), ...Array.from({ length: 500 }, () => value(0))];
}

test('520 hostile values run no handler that takes an argument, and the gate never throws', async () => {
  const values = hostileValues();
  expect(values.length).toBeGreaterThanOrEqual(520);
  const withInput = CHANNELS.filter((channel) => GOOD_INPUT[channel] !== undefined && channel !== 'settings.set');
  expect(withInput.length).toBeGreaterThanOrEqual(20);
  const { gate, ran } = countingGate(null);
  for (const channel of withInput) for (const value of values) expect((await answer(channel, OURS, [value], gate)).ok).toBe(false);
  for (const channel of CHANNELS.filter((name) => !withInput.includes(name) && name !== 'settings.set')) for (const value of values) expect((await answer(channel, OURS, [value], gate)).ok).toBe(false);
  expect(ran).toEqual([]);
});

test('settings take only settings: a hostile value never reaches the handler as anything else', async () => {
  const { gate, ran } = countingGate(null);
  for (const value of hostileValues()) await answer('settings.set', OURS, [value], gate);
  for (const call of ran) expect(call.input).toEqual({});
});

describe('what a handler says', () => {
  const gateWith = (handler: () => Promise<unknown>) => {
    const counting = countingGate(null);
    return { ...counting, gate: { ...counting.gate, handlers: { ...counting.gate.handlers, 'help.open': handler } as unknown as Handlers } };
  };

  test('an exception becomes "unexpected" and its message stays inside', async () => {
    for (const thrown of [new Error('Nolan Birchwater reads 61 words'), 'Nolan Birchwater', { toString: () => 'Nolan Birchwater' }]) {
      const { gate, logged } = gateWith(async () => { throw thrown; });
      const reply = await answer('help.open', OURS, [{ topic: 't' }], gate);
      expect(reply).toEqual(fail('unexpected'));
      expect(JSON.stringify([reply, logged])).not.toContain('Nolan');
      expect(logged).toEqual([{ event: 'ipcRefused', fields: { channel: 'help.open', code: 'unexpected' } }]);
    }
  });

  test('a named failure reaches the page with its reason; a good result as it is', async () => {
    const failing = gateWith(async () => fail('refused', 'The meeting is still open.'));
    expect(await answer('help.open', OURS, [{ topic: 't' }], failing.gate)).toEqual(fail('refused', 'The meeting is still open.'));
    const good = gateWith(async () => ok(null));
    expect(await answer('help.open', OURS, [{ topic: 't' }], good.gate)).toEqual(ok(null));
  });
});

describe('what somebody typed or pasted and is longer than its field', () => {
  test.each([
    ['progress.correct', { reason: 'x'.repeat(2001) }], ['drafts.startChange', { studentId: 's', kind: 'amendment', reason: 'x'.repeat(2001) }], ['records.find', { words: 'x'.repeat(201) }],
    ['drafts.command', { event: { type: 'changeWithdrawn', reason: 'x'.repeat(20_001) } }],
  ] as const)('is refused by %s with the advice to shorten it', async (channel, part) => {
    const { gate, ran } = countingGate(null);
    expect(await answer(channel, OURS, [{ ...(GOOD_INPUT[channel] as object), ...part }], gate)).toEqual(fail('tooLarge'));
    expect(ran).toEqual([]);
  });

  test('is what it is when something else is wrong too, or when it is a list that is long', async () => {
    const { gate } = countingGate(null);
    expect(await answer('progress.correct', OURS, [{ ...(GOOD_INPUT['progress.correct'] as object), reason: 'x'.repeat(2001), round: 7 }], gate)).toEqual(fail('badRequest'));
    expect(await answer('paper.printProgress', OURS, [{ ...(GOOD_INPUT['paper.printProgress'] as object), students: Array.from({ length: 1001 }, () => 's') }], gate)).toEqual(fail('badRequest'));
  });
});
