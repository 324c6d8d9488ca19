/** All checks on a document at once, with what is open on each page: what the page rail, the affirm wizard, the affirm service and the caseload read. */
import type { IepDocument } from '../iep/document.ts';
import { pageKeysOf } from '../iep/page-keys.ts';
import type { Revoked } from '../iep/revoked.ts';
import { completeness, openPlaces, type OpenPlace } from './completeness.ts';
import { isSameIssue, type Issue } from './issue.ts';
import { lawCheck } from './law/run.ts';
import { stateCheck } from './state-check.ts';

export interface PageCounts {
  readonly gaps: number;
  readonly errors: number;
  readonly warnings: number;
  /** Blanks only the meeting, or what follows it, can fill. */
  readonly waiting: number;
}

export interface Checked {
  readonly issues: readonly Issue[];
  readonly pages: Readonly<Record<string, PageCounts>>;
}

function isSameCount(a: PageCounts, b: PageCounts | undefined): boolean {
  return a.gaps === b?.gaps && a.errors === b.errors && a.warnings === b.warnings && a.waiting === b.waiting;
}

/** True when both found the same, so that whoever shows the one need not turn to the other. */
export function foundTheSame(a: Checked, b: Checked): boolean {
  const pages = Object.keys(a.pages);
  return a.issues.length === b.issues.length && pages.length === Object.keys(b.pages).length
    && a.issues.every((issue, index) => b.issues[index] !== undefined && isSameIssue(issue, b.issues[index])) && Object.entries(a.pages).every(([page, counts]) => isSameCount(counts, b.pages[page]));
}

/** A finding of each kind counts; a hint only advises. */
const COUNTED = { error: 'errors', warning: 'warnings', gap: 'gaps' } as const;

/** Findings of the state without warnings about a blank that a rule of law already asks a reason for: the stricter of the two speaks. */
function withoutAskedTwice(state: readonly Issue[], law: readonly Issue[], open: readonly OpenPlace[]): readonly Issue[] {
  const blank = new Set(open.map((place) => place.at));
  const asked = new Set(law.filter((issue) => issue.severity === 'gap').flatMap((issue) => issue.at.slice(0, 1)).filter((at) => blank.has(at)));
  return state.filter(({ severity, at: [first = ''] }) => severity !== 'warning' || !asked.has(first));
}

/**
 * Advice on the words (hints.ts) is not among it: it counts as nothing to be answered, and reads every word, so whoever shows it asks for it when there is time.
 * @param today the district's date, YYYY-MM-DD
 * @param previous the IEP this one follows: the notes are held against what it changes; null when it is not at hand
 * @param revoked the written revocation recorded beside the plan before it, with the notice and the stop it owes; null while consent stands
 */
export function checkDocument(doc: IepDocument, today: string, previous: IepDocument | null = null, revoked: Revoked | null = null): Checked {
  const state = stateCheck(doc, today);
  const open = openPlaces(doc);
  // An error of the state check already asks for its blank, and affirm waits for it; a reason would not help.
  const spoken = new Set(state.filter((issue) => issue.severity === 'error').flatMap((issue) => issue.at));
  const law = lawCheck(doc, today, open.filter((place) => !place.waits && !spoken.has(place.at)), previous, revoked);
  const issues = [...withoutAskedTwice(state, law, open), ...law, ...completeness(doc)];
  const counts = new Map<string, { gaps: number; errors: number; warnings: number; waiting: number }>(pageKeysOf(doc).map((key) => [key, { gaps: 0, errors: 0, warnings: 0, waiting: 0 }]));
  const count = (page: string, what: keyof PageCounts): void => {
    const known = counts.get(page) ?? { gaps: 0, errors: 0, warnings: 0, waiting: 0 };
    known[what] += 1;
    counts.set(page, known);
  };
  for (const { page, severity } of issues) if (severity !== 'hint') count(page, COUNTED[severity]);
  for (const { page, waits } of open) if (waits) count(page, 'waiting');
  return { issues, pages: Object.fromEntries(counts) };
}
