/**
 * The findings of all checks on the open draft, worked out once per document and handed to every field that one speaks of. Checks follow every change once
 * the hand rests from it (workbench/rest.ts). Advice on the words reads them all and is shown only once the caret has left a field, so it waits for a pause.
 */
import { useMemo } from 'react';
import { create } from 'zustand';
import { isSameIssue, type Issue } from '../../shared/check/issue.ts';
import { hintSteps } from '../../shared/check/hints.ts';
import { checkDocument, foundTheSame } from '../../shared/check/summary.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { today } from '../workbench/clock.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { whenReleased, whenRested } from '../workbench/rest.ts';
import { useSpelling } from '../spell/spelling.ts';
import { knownOf, useRead } from './known.ts';

type Checked = ReturnType<typeof checkDocument>;

/** The answer for a document, worked out once: documents are never changed in place. */
function once<T>(known: WeakMap<IepDocument, T>, document: IepDocument, work: () => T): T {
  const before = known.get(document);
  if (before !== undefined) return before;
  const fresh = work();
  known.set(document, fresh);
  return fresh;
}

/** The advice on a document, as far as it was worked out. */
interface Advice {
  readonly steps: ReturnType<typeof hintSteps>;
  readonly issues: Issue[];
  done: boolean;
}

/** Both are true until more is known around a document: the IEP before, another name, a word of one's own. */
let checks = new WeakMap<IepDocument, Checked>();
let advice = new WeakMap<IepDocument, Advice>();

/** Everything but advice. */
function checkedAlone(document: IepDocument): Checked {
  return once(checks, document, () => checkDocument(document, today(), useRead.getState().previous, useRead.getState().revoked));
}

/** Goes on with the advice on a document until there is all of it, or until `isTime` to stop. */
function advise(document: IepDocument, isTime: () => boolean): Advice {
  const at = once(advice, document, () => ({ steps: hintSteps(document, knownOf(document)), issues: [], done: false }));
  while (!at.done && !isTime()) {
    const step = at.steps.next();
    if (step.done === true) at.done = true;
    else at.issues.push(...step.value);
  }
  return at;
}

/** All of it, now. */
function advised(document: IepDocument): readonly Issue[] {
  return advise(document, () => false).issues;
}

/** All checks and all advice on a document. */
export function checked(document: IepDocument): Checked {
  const alone = checkedAlone(document);
  return { ...alone, issues: [...alone.issues, ...advised(document)] };
}

/** The same, worked out again once the IEP before, or the revocation of its plan, was read: main knows both when it affirms. */
export function useCheckedOf(document: IepDocument): Checked {
  useRead((state) => state.previous);
  useRead((state) => state.revoked);
  return checked(document);
}

/** Pages the user asked to check: gaps are shown at their fields only there, never while a page is first being filled. */
export const useCheckedPages = create<{ readonly pages: ReadonlySet<string> }>(() => ({ pages: new Set() }));

export function checkPage(page: string): void {
  useCheckedPages.setState(({ pages }) => ({ pages: new Set([...pages, page]) }));
}

/** Fields the caret has left since the draft was opened: advice waits until somebody has finished writing. */
const useLeft = create<{ readonly fields: ReadonlySet<Address> }>(() => ({ fields: new Set() }));

function markLeft(at: Address): void {
  useLeft.setState((state) => (state.fields.has(at) ? state : { fields: new Set([...state.fields, at]) }));
}

export function leftField(at: Address): void {
  whenReleased(() => markLeft(at));
}

const NONE: readonly Issue[] = [];

interface Findings {
  readonly checked: Checked | null;
  /** Findings by the place they lead to; a list that says the same as before is the same list, so that only changed fields draw again. */
  readonly places: ReadonlyMap<Address, readonly Issue[]>;
}

const useFindings = create<Findings>(() => ({ checked: null, places: new Map() }));

function byPlace(issues: readonly Issue[], before: Findings['places']): Findings['places'] {
  const places = new Map<Address, Issue[]>();
  for (const issue of issues) {
    const place = issue.at[0];
    if (place === undefined) continue;
    const known = places.get(place);
    if (known === undefined) places.set(place, [issue]);
    else known.push(issue);
  }
  const isSame = (fresh: readonly Issue[], old: readonly Issue[] | undefined): old is readonly Issue[] =>
    old?.length === fresh.length && fresh.every((issue, index) => old[index] !== undefined && isSameIssue(issue, old[index]));
  return new Map([...places].map(([place, fresh]) => [place, isSame(fresh, before.get(place)) ? (before.get(place) ?? fresh) : fresh]));
}

/** The advice shown now: the open draft's, as it read at the last pause; null until it was worked out once, and until then nothing is said to be open or not. */
let shownAdvice: readonly Issue[] | null = null;

function look(): void {
  const document = useDraftStore.getState().draft?.document;
  if (document === undefined || shownAdvice === null) return;
  const alone = checkedAlone(document);
  const result = { ...alone, issues: [...alone.issues, ...shownAdvice] };
  // Most keys change no finding, and then nothing that shows them is drawn again.
  useFindings.setState((before) => (before.checked !== null && foundTheSame(before.checked, result) ? before : { checked: result, places: byPlace(result.issues, before.places) }));
}

/** Everything that is open, advice included, worked out now: for somebody who asks for the list. */
export function lookNow(): void {
  const document = useDraftStore.getState().draft?.document;
  if (document === undefined) return;
  shownAdvice = advised(document);
  look();
}

/** Checks and advice wait for an idle moment, but never longer than this. */
const LONGEST_WAIT_MS = 200;
/** Without a key for this long somebody has stopped typing. */
const PAUSE_MS = 400;
/** Advice is worked out for so long at a time: a key pressed meanwhile waits no longer than that. */
const SLICE_MS = 6;
let waiting = false;
let pause: ReturnType<typeof setTimeout> | undefined;

function lookSoon(): void {
  if (waiting) return;
  waiting = true;
  requestIdleCallback(() => {
    waiting = false;
    look();
  }, { timeout: LONGEST_WAIT_MS });
}

/** Gives the advice in idle moments, as long as nothing is written meanwhile: then it begins anew after the next pause. */
function adviseWhenIdle(wanted: IepDocument): void {
  requestIdleCallback(() => {
    if (useDraftStore.getState().draft?.document !== wanted) return;
    const began = performance.now();
    const { done, issues } = advise(wanted, () => performance.now() - began > SLICE_MS);
    if (!done) return adviseWhenIdle(wanted);
    shownAdvice = issues;
    return look();
  }, { timeout: LONGEST_WAIT_MS });
}

function adviseAfter(ms: number): void {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const document = useDraftStore.getState().draft?.document;
    if (document !== undefined) adviseWhenIdle(document);
  }, ms);
}

useDraftStore.subscribe(({ draft }, { draft: before }) => {
  if (draft?.document === before?.document) return;
  if (draft === null || draft.draftId !== before?.draftId) {
    clearTimeout(pause);
    shownAdvice = null;
    useFindings.setState({ checked: null, places: new Map() });
    // A draft that was just opened is drawn first, so that somebody can write in it at once.
    if (draft !== null) adviseAfter(0);
    return;
  }
  adviseAfter(PAUSE_MS);
});

whenRested(lookSoon);

function lookAnew(): void {
  checks = new WeakMap();
  advice = new WeakMap();
  if (useDraftStore.getState().draft !== null) adviseAfter(0);
}

useRead.subscribe(lookAnew);
useSpelling.subscribe(lookAnew);

/** Null while the draft was not looked at yet: it says nothing of what is open. */
export function useChecked(): Checked | null {
  return useFindings((state) => state.checked);
}

/** What is open now, for a key that must not wait for the list to catch up. */
export function checkedNow(): Checked | null {
  const document = useDraftStore.getState().draft?.document;
  return document === undefined ? null : checked(document);
}

/** Findings shown at one field: errors at once, hints once the field was left, everything once the page was checked. */
export function useIssuesAt(at: Address): readonly Issue[] {
  const found = useFindings((state) => state.places.get(at) ?? NONE);
  const pages = useCheckedPages((state) => state.pages);
  const isLeft = useLeft((state) => state.fields.has(at));
  return useMemo(() => {
    const shown = found.filter((issue) => issue.severity === 'error' || pages.has(issue.page) || (isLeft && issue.severity === 'hint'));
    return shown.length === 0 ? NONE : shown;
  }, [found, pages, isLeft]);
}
