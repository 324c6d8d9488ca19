/** Words that stood in a dialog at the last lock are written over by nothing: neither by a lock that comes before they were read, nor by one after a reading that failed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dropAnswers } from '../../../renderer/workbench/bridge.ts';
import { forgetHalfWritten, keepHalfWritten, layAside, refreshHalfWritten, useHalfWritten } from '../../../renderer/workbench/half-written.ts';
import type { Bridge } from '../../../shared/bridge/contract.ts';
import type { HalfWritten } from '../../../shared/bridge/session.ts';
import type { Failure } from '../../../shared/words/failures.ts';

const KEPT: HalfWritten[] = [{ title: 'The parent refuses', boxes: [{ label: "The parent's own words", text: 'Not this year.' }] }];
const TYPED: HalfWritten = { title: 'Another day', boxes: [{ label: 'Why', text: 'The parent works that day.' }] };

/** Main with what it keeps; `failure` is what its next readings end with. */
function main() {
  const state: { kept: HalfWritten[]; failure: Failure | null } = { kept: [...KEPT], failure: null };
  const session = {
    halfWritten: async () => (state.failure === null ? { ok: true, value: { dialogs: state.kept } } : { ok: false, failure: state.failure }),
    keepHalfWritten: async ({ dialogs }: { readonly dialogs: HalfWritten[] }) => {
      state.kept = dialogs;
      return { ok: true, value: null };
    },
  };
  vi.stubGlobal('window', { iep: { session } as unknown as Bridge });
  return state;
}

/** What stands in dialogs on the screen. */
function onScreen(...dialogs: readonly HalfWritten[]): void {
  const boxes = dialogs.flatMap(({ title, boxes: inside }) => inside.map(({ label, text }) => ({ value: text, labels: [{ textContent: label }], closest: () => ({ querySelector: () => ({ textContent: title }) }) })));
  vi.stubGlobal('document', { querySelectorAll: () => boxes });
}

beforeEach(() => {
  forgetHalfWritten();
  onScreen();
});
afterEach(() => void vi.unstubAllGlobals());

it('a lock right after the unlock, before they were read, keeps them, and what is typed beside them', async () => {
  const state = main();
  expect(await keepHalfWritten()).toBe(0);
  expect(state.kept).toEqual(KEPT);
  forgetHalfWritten();
  onScreen(TYPED);
  expect(await keepHalfWritten()).toBe(0);
  expect(state.kept).toEqual([...KEPT, TYPED]);
});

it('while they cannot be read nothing is written over them, and what is typed counts as not kept', async () => {
  const state = main();
  state.failure = { code: 'diskTrouble' };
  await refreshHalfWritten();
  expect(await keepHalfWritten()).toBe(0);
  onScreen(TYPED);
  expect(await keepHalfWritten()).toBe(1);
  expect(state.kept).toEqual(KEPT);
  state.failure = null;
  expect(await keepHalfWritten()).toBe(0);
  expect(state.kept).toEqual([...KEPT, TYPED]);
});

it('damaged ones keep nobody from writing: main has put them aside', async () => {
  const state = main();
  state.failure = { code: 'damaged' };
  await refreshHalfWritten();
  onScreen(TYPED);
  expect(await keepHalfWritten()).toBe(0);
  expect(state.kept).toEqual([TYPED]);
});

it('an answer that comes after a lock leaves no word here', async () => {
  main();
  const reading = refreshHalfWritten();
  dropAnswers();
  forgetHalfWritten();
  await reading;
  expect(useHalfWritten.getState()).toMatchObject({ dialogs: [], isRead: false });
});

it('words laid aside are kept with them, also when they were not read yet', async () => {
  const state = main();
  layAside([TYPED], 's1');
  await refreshHalfWritten();
  expect(useHalfWritten.getState()).toMatchObject({ dialogs: [...KEPT, TYPED], of: 's1' });
  // Read again with what is here, nothing is here twice.
  await refreshHalfWritten();
  expect(await keepHalfWritten([TYPED])).toBe(0);
  expect(state.kept).toEqual([...KEPT, TYPED, TYPED]);
});
