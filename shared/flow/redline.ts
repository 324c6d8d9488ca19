/** The record against what the parent took home: every difference with its label and its origin, and the rows of handwriting that follow from it. */
import type { DifferenceAnswer, IepDocument } from '../iep/document.ts';
import { ROW_ID, isWithin, segments, valueAt, type Address, type Row } from '../iep/address.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json } from '../iep/json.ts';
import { pageIdOf, pageKeyAt } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { placeWords } from '../iep/place-words.ts';
import { diff, type Difference } from '../journal/diff.ts';
import { indexOfRow } from '../journal/place.ts';
import { changeKind, SHEET } from './change.ts';
import type { Verdict } from './events.ts';
import { sheetMisfit } from './guards.ts';
import { goalWords } from './goal-words.ts';
import { parentCopyOf, workOf } from './read.ts';
import { copyToCompare } from './unsigned-offer.ts';

export interface RedlineRow {
  /** Page key, or the first page for places on none. */
  readonly page: string;
  readonly at: Address;
  readonly label: string;
  readonly kind: Difference['kind'];
  /** What happened to a goal as a whole, who suggested it and why; '' elsewhere. */
  readonly said: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly answered: DifferenceAnswer | null;
}

function labelOf(at: Address): string {
  const found = fieldAt(at);
  return found === undefined ? 'Meeting record' : found.path.map((def) => def.label.en).join(': ');
}

/** What a person has to account for between the parent copy and now. */
export function differencesFrom(parentCopyDoc: IepDocument, doc: IepDocument): readonly Difference[] {
  const all = diff(copyToCompare(parentCopyDoc, doc), doc);
  // What was printed of a change is its sheet, and that lists every change of the pages.
  return changeKind(doc) === null ? all : all.filter(({ at }) => isWithin(at, SHEET));
}

/** All differences between the parent copy and now, in document order. */
export function redline(doc: IepDocument, parentCopyDoc: IepDocument): readonly RedlineRow[] {
  const answers = new Map(workOf(doc).differences.map((answer) => [answer.at, answer]));
  return differencesFrom(parentCopyDoc, doc).map(({ at, kind, before, after }) => ({ page: pageKeyAt(at) ?? 'infoEligibility', at, label: labelOf(at), kind, said: goalWords(doc, at), before, after, answered: answers.get(at) ?? null }));
}

/** Printed pages that have no answer yet. */
export function openSheets(doc: IepDocument): readonly string[] {
  const answered = new Set(workOf(doc).sheets.map((answer) => answer.page));
  return (parentCopyOf(doc)?.pages ?? []).filter((page) => !answered.has(page));
}

/** Whether every sheet is answered truly and every difference explained. */
export function reconcileVerdict(doc: IepDocument, differences: readonly Address[]): Verdict {
  const open = openSheets(doc);
  if (open.length > 0) return { ok: false, guard: 'sheetsAnswered', reason: `${open.length} printed ${open.length === 1 ? 'page has' : 'pages have'} no answer yet.` };
  for (const answer of workOf(doc).sheets) {
    const misfit = sheetMisfit(answer.answer, answer.page, differences.filter((at) => pageKeyAt(at) === answer.page).length);
    if (misfit !== null) return { ok: false, guard: 'sheetFits', reason: misfit };
  }
  const known = new Set(workOf(doc).differences.map((answer) => answer.at));
  const unexplained = differences.filter((at) => !known.has(at)).length;
  return unexplained === 0 ? { ok: true } : { ok: false, guard: 'differencesExplained', reason: `${unexplained} ${unexplained === 1 ? 'difference is' : 'differences are'} not explained yet.` };
}

/** A value as a line of words; rows become their cells, without our own ids. */
function inWords(doc: IepDocument, value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item: Json) => inWords(doc, item)).filter((part) => part !== '').join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value).filter(([name]) => name !== ROW_ID).map(([name, member]) => (name === 'about' && typeof member === 'string' ? placeWords(doc, member) : inWords(doc, member))).filter((part) => part !== '').join('; ');
}

/** Row ids never leave the laptop, so the exchange form names a place by positions: `items[0].objectives[0].text`. */
function exchangePath(doc: IepDocument, at: Address, from: Address): string {
  let here: Address = from;
  let path = '';
  for (const segment of segments(at).slice(segments(from).length)) {
    const list = valueAt(doc, here);
    if (segment.startsWith('@')) path += `[${Array.isArray(list) ? indexOfRow(list, segment.slice(1)) : -1}]`;
    else path += path === '' ? segment : `.${segment}`;
    here = `${here}/${segment}`;
  }
  return path;
}

/** The handwriting as the exchange form lists it: what stood printed, what was written, by whom and with whose initials, and where the paper is that carries it. */
export function handwrittenRevisions(doc: IepDocument, parentCopyDoc: IepDocument, entered: { readonly at: string; readonly by: string }): readonly Row[] {
  return redline(doc, parentCopyDoc)
    .filter((row) => row.answered?.kind === 'handwriting')
    .map((row, index) => ({
      // A row that was struck out on paper has its place in the copy only.
      $row: `h${index + 1}`, n: index + 1, pageId: pageIdOf(row.page), fieldPath: exchangePath(valueAt(doc, row.at) === undefined ? parentCopyDoc : doc, row.at, pageDef(pageIdOf(row.page)).root), before: inWords(parentCopyDoc, row.before), after: inWords(doc, row.after),
      writtenBy: row.answered?.writtenBy ?? '', initials: row.answered?.initials ?? [], enteredAt: entered.at, enteredBy: entered.by, paper: workOf(doc).paper?.original ?? '',
    }));
}
