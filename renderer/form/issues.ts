/** The findings of all checks on the open draft, worked out once per document and handed to every field that one speaks of. */
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Issue } from '../../shared/check/issue.ts';
import { checkDocument } from '../../shared/check/summary.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { today } from '../workbench/clock.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { useSpelling } from '../spell/spelling.ts';
import { knownOf, useRead } from './known.ts';

type Checked = ReturnType<typeof checkDocument>;

let cache = new WeakMap<IepDocument, Checked>();

/** Checks a document once; documents are never changed in place, so the answer stays true until more is known around them. */
export function checked(document: IepDocument): Checked {
  const known = cache.get(document);
  if (known !== undefined) return known;
  const fresh = checkDocument(document, today(), knownOf(document));
  cache.set(document, fresh);
  return fresh;
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

/** True between press and release of the pointer. A line of advice that appeared then would move the page under it, and the click would miss. */
let isPressed = false;
window.addEventListener('pointerdown', () => { isPressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => { isPressed = false; }, true);

export function leftField(at: Address): void {
  if (!isPressed) return markLeft(at);
  // The click comes after the release, and this after the click.
  window.addEventListener('pointerup', () => setTimeout(() => markLeft(at)), { once: true });
  return undefined;
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
    old?.length === fresh.length && fresh.every((issue, index) => issue.id === old[index]?.id && issue.message === old[index]?.message && issue.page === old[index]?.page);
  return new Map([...places].map(([place, fresh]) => [place, isSame(fresh, before.get(place)) ? (before.get(place) ?? fresh) : fresh]));
}

function look(): void {
  const document = useDraftStore.getState().draft?.document;
  const result = document === undefined ? null : checked(document);
  useFindings.setState(({ places }) => ({ checked: result, places: byPlace(result?.issues ?? NONE, places) }));
}

/** The checks wait until the key just pressed is on screen, but never longer than this. */
const LONGEST_WAIT_MS = 200;
let waiting = false;

useDraftStore.subscribe(({ draft }, { draft: before }) => {
  if (draft?.document === before?.document) return;
  if (draft === null || draft.draftId !== before?.draftId) {
    look();
    return;
  }
  if (waiting) return;
  waiting = true;
  requestIdleCallback(() => {
    waiting = false;
    look();
  }, { timeout: LONGEST_WAIT_MS });
});

function lookAnew(): void {
  cache = new WeakMap();
  look();
}

useRead.subscribe(lookAnew);
useSpelling.subscribe(lookAnew);

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
