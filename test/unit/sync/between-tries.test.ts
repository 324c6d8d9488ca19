import { expect, test } from 'vitest';
import { createBetweenTries } from '../../../electron/sync/between-tries.ts';
import { createTestClock } from '../../crash/rig.ts';

/** The longest wait there is for each try, so that waits can be compared. */
const almostOne = { bytes: (length: number): Uint8Array => new Uint8Array(length).fill(255) };

test('once the network is back, what had failed often is due at once, its waits are short again, and it is still asked for before it is sent again', () => {
  const clock = createTestClock();
  const tries = createBetweenTries(clock, almostOne);
  const waitsNow = (): number => (tries.times()[0] ?? 0) - Date.parse(clock.now());
  for (let n = 0; n < 5; n += 1) tries.setBack('iep-1', { kind: 'later', failure: { code: 'unreachable' } });
  expect(waitsNow()).toBe(32_000);
  expect(tries.isDue('iep-1')).toBe(false);
  tries.waitsAnew();
  expect([tries.isDue('iep-1'), tries.isDoubtful('iep-1')]).toEqual([true, true]);
  tries.setBack('iep-1', { kind: 'later', failure: { code: 'unreachable' } });
  expect(waitsNow()).toBe(4_000);
});

test('what stopped for a person is due when one asks, what no try can help is not, and neither is woken by the network', () => {
  const tries = createBetweenTries(createTestClock(), almostOne);
  tries.setBack('forbidden', { kind: 'stopped', final: false, failure: { code: 'districtRefused' } });
  tries.setBack('taken', { kind: 'stopped', final: true, failure: { code: 'districtRefused' } });
  tries.waitsAnew();
  expect([tries.isDue('forbidden'), tries.isDue('taken')]).toEqual([false, false]);
  tries.allDue();
  expect([tries.isDue('forbidden'), tries.isDue('taken')]).toEqual([true, false]);
});
