/** The record against what the parent took home: every difference with its label and its origin, and the rows of handwriting that follow from it. */
import type { DifferenceAnswer, IepDocument } from '../iep/document.ts';
import type { Address, Row } from '../iep/address.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json } from '../iep/json.ts';
import { pageKeyAt } from '../iep/page-keys.ts';
import { diff } from '../journal/diff.ts';
import type { Verdict } from './events.ts';
import { sheetMisfit } from './guards.ts';
import { parentCopyOf, workOf } from './read.ts';

export interface RedlineRow {
  /** Page key, or the first page for places on none. */
  readonly page: string;
  readonly at: Address;
  readonly label: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly answered: DifferenceAnswer | null;
}

function labelOf(at: Address): string {
  const found = fieldAt(at);
  return found === undefined ? 'Meeting record' : found.path.map((def) => def.label.en).join(': ');
}

/** All differences between the parent copy and now, in document order. */
export function redline(doc: IepDocument, parentCopyDoc: IepDocument): readonly RedlineRow[] {
  const answers = new Map(workOf(doc).differences.map((answer) => [answer.at, answer]));
  return diff(parentCopyDoc, doc).map(({ at, before, after }) => ({ page: pageKeyAt(at) ?? 'infoEligibility', at, label: labelOf(at), before, after, answered: answers.get(at) ?? null }));
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

function inWords(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The handwriting as the exchange form lists it: what stood printed, what was written, by whom and with whose initials. */
export function handwrittenRevisions(doc: IepDocument, parentCopyDoc: IepDocument, entered: { readonly at: string; readonly by: string }): readonly Row[] {
  return redline(doc, parentCopyDoc)
    .filter((row) => row.answered?.kind === 'handwriting')
    .map((row, index) => ({
      $row: `h${index + 1}`, n: index + 1, pageId: row.page, fieldPath: row.at, before: inWords(row.before), after: inWords(row.after),
      writtenBy: row.answered?.writtenBy ?? '', initials: row.answered?.initials ?? [], enteredAt: entered.at, enteredBy: entered.by,
    }));
}
