/** Words typed beside an affirmed IEP are main's within half a second, also of somebody who never pauses; what main refuses or cannot write stays, and holds up nobody else's. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeeper } from '../../../renderer/workbench/kept-typing.ts';
import type { Failure } from '../../../shared/words/failures.ts';

interface Typed { readonly of: string; readonly text: string }

/** Main, which fails for those named. */
function main() {
  const kept: (readonly Typed[])[] = [];
  const failures = new Map<string, Failure>();
  const keeper = createKeeper<Typed>({
    together: ({ of }) => of,
    send: async (typed) => {
      const failure = failures.get(typed[0]?.of ?? '');
      if (failure !== undefined) return { ok: false, failure };
      kept.push(typed);
      return { ok: true, value: { keptAt: '2027-09-29T21:31:00.000Z' } };
    },
  });
  return { kept, failures, keeper };
}

/** The most that may be lost of somebody who types on. */
const MOST_LOST_MS = 500;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('somebody who types on and on without a pause is never more than half a second ahead of main', async () => {
  const { kept, keeper } = main();
  const typedAt = new Map<string, number>();
  let text = '';
  for (let ms = 0; ms < 6_000; ms += 90) {
    text += 'a';
    typedAt.set(text, ms);
    keeper.type('summary', { of: 'report', text });
    await vi.advanceTimersByTimeAsync(90);
    const last = kept.at(-1)?.[0]?.text ?? '';
    const oldest = text.slice(0, last.length + 1);
    if (oldest.length > last.length) expect(ms + 90 - (typedAt.get(oldest) ?? 0)).toBeLessThanOrEqual(MOST_LOST_MS);
  }
  // By and by, not key by key.
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length).toBeLessThan(typedAt.size / 2);
});

it('words that main refuses stay and are said, and hold up no other words', async () => {
  const { kept, failures, keeper } = main();
  failures.set('refused', { code: 'readOnly', reason: 'This report is affirmed.' });
  keeper.type('a', { of: 'refused', text: 'Too late.' });
  keeper.type('b', { of: 'open', text: 'In time.' });
  expect(await keeper.keep()).toEqual({ unsaved: 1 });
  expect(kept).toEqual([[{ of: 'open', text: 'In time.' }]]);
  expect(keeper.useKeeping.getState()).toMatchObject({ unsaved: 1, failure: { code: 'readOnly' } });
  expect(keeper.waiting()).toEqual([{ of: 'refused', text: 'Too late.' }]);
});

it('a disk that was full is asked again by itself', async () => {
  const { kept, failures, keeper } = main();
  failures.set('report', { code: 'diskFull' });
  keeper.type('a', { of: 'report', text: 'Words' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect([kept, keeper.useKeeping.getState().failure?.code]).toEqual([[], 'diskFull']);
  failures.clear();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kept.at(-1)).toEqual([{ of: 'report', text: 'Words' }]);
  expect(keeper.useKeeping.getState()).toMatchObject({ unsaved: 0, failure: null });
});
