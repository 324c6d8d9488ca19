/** Translations that main could not keep yet stay those of their own IEP and translator, whatever is typed next. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetTranslations, keepTranslations, typeTranslation, useLateTranslations } from '../../../renderer/workbench/late-translations.ts';
import type { Bridge, Input } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/words/failures.ts';

const FIRST = { iepId: 'iep-1', language: 'Spanish', translator: 'L. Okafor' };
const SECOND = { iepId: 'iep-2', language: 'Spanish', translator: 'M. Reyes' };
const STRENGTHS = 'pages/presentLevels/strengths';

/** Main that fails while `failure` says how. */
function main() {
  const kept: Input<'records.translate'>[] = [];
  const state: { failure: Failure | null } = { failure: null };
  const translate = async (asked: Input<'records.translate'>) => {
    if (state.failure !== null) return { ok: false, failure: state.failure };
    kept.push(asked);
    return { ok: true, value: { keptAt: '2027-09-29T21:31:00.000Z' } };
  };
  vi.stubGlobal('window', { iep: { records: { translate } } as unknown as Bridge });
  return { kept, state };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  forgetTranslations();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('words of one IEP that wait for the disk are kept with that IEP, also when another IEP is typed into meanwhile', async () => {
  const { kept, state } = main();
  state.failure = { code: 'diskFull' };
  typeTranslation(FIRST, STRENGTHS, 'Lee con gusto.');
  expect(await keepTranslations()).toEqual({ unsaved: 1 });
  expect(useLateTranslations.getState().failure).toEqual({ code: 'diskFull' });
  state.failure = null;
  typeTranslation(SECOND, STRENGTHS, 'Dibuja mapas.');
  expect(await keepTranslations()).toEqual({ unsaved: 0 });
  expect(kept).toEqual([
    { ...FIRST, words: [{ at: STRENGTHS, text: 'Lee con gusto.' }] },
    { ...SECOND, words: [{ at: STRENGTHS, text: 'Dibuja mapas.' }] },
  ]);
});

it('what is typed over while it is being kept is kept again', async () => {
  const { kept } = main();
  typeTranslation(FIRST, STRENGTHS, 'Lee');
  const keeping = keepTranslations();
  typeTranslation(FIRST, STRENGTHS, 'Lee con gusto.');
  await keeping;
  expect(useLateTranslations.getState().unsaved).toBeLessThanOrEqual(1);
  expect(await keepTranslations()).toEqual({ unsaved: 0 });
  expect(kept.at(-1)).toEqual({ ...FIRST, words: [{ at: STRENGTHS, text: 'Lee con gusto.' }] });
});
