/**
 * Promise: whoever added a student who has no record yet fills the facts of page 1 that a student record owns (iep-forms.md 3.1, "sys" and "rec"), because on that computer nobody
 * else can before the paper is printed. This lasts until the first IEP is affirmed or a record of the student is here, and what anybody else wrote stays as they wrote it.
 */
import { isWithin, segments, type Address, type Row } from '../iep/address.ts';
import type { IepDocument, Work } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json } from '../iep/json.ts';
import type { Stamp } from '../journal/edit.ts';
import { changeKind } from './change.ts';
import type { Verdict, Who } from './events.ts';
import { rowsAt, textAt, workOf } from './read.ts';

/** Page 1, where labels, choices and conditions of every question stand. */
export const PAGE_ONE: Address = 'pages/infoEligibility';

/** The number the record is kept under. */
const RECORD_NUMBER: Address = `${PAGE_ONE}/seisId`;

const ADDED = 'addStudent';

/** The first line of the document's own journal, in the form of the lines below it: who added the student, and when. */
export function addedLine({ by, at }: Pick<Stamp, 'by' | 'at'>): Row {
  return { $row: 'added', at, by, from: 'none', event: ADDED, to: 'draft' };
}

/** The fact of the student record a place lies in, whole lists as one fact; null for every other place. */
export function recordFactAt(at: Address): Address | null {
  const isFact = isWithin(at, PAGE_ONE) && fieldAt(at)?.path.some((def) => def.by.includes('sys') && def.pre === 'rec') === true;
  return isFact ? segments(at).slice(0, 3).join('/') : null;
}

/** Staff id of whoever added the student with this Future IEP; null for any that grew from another IEP or from a file nobody says it of. */
function adderOf(doc: IepDocument): string | null {
  if (doc.previousDocumentId !== null || doc.continuationOf !== null || changeKind(doc) !== null) return null;
  const line = rowsAt(doc, 'journal').find((one) => textAt(one, 'event') === ADDED);
  return line === undefined ? null : textAt(line, 'by');
}

/** Facts of the record that somebody else than whoever added the student has written belong to the record from then on. */
export function withFactsOfOthers(doc: IepDocument, places: readonly Address[], { by }: Pick<Stamp, 'by'>): IepDocument {
  const adder = adderOf(doc);
  if (adder === null || adder === by) return doc;
  const known = workOf(doc).factsOfOthers ?? [];
  const fresh = [...new Set(places.map(recordFactAt))].filter((fact) => fact !== null && !known.includes(fact));
  return fresh.length === 0 ? doc : { ...doc, work: { ...workOf(doc), factsOfOthers: [...known, ...fresh] } as unknown as Json & Work };
}

function no(reason: string): Verdict {
  return { ok: false, guard: 'role', reason };
}

/** Whether somebody fills this fact because they added the student; null where they did not, and the role alone decides. */
export function fillVerdict(doc: IepDocument, at: Address, { actor }: Who, hasRecord: boolean): Verdict | null {
  const fact = recordFactAt(at);
  if (fact === null || actor.role !== 'caseManager' || adderOf(doc) !== actor.staffId) return null;
  if (hasRecord) return no("The student's record is here now: the district keeps these facts.");
  if (fact === RECORD_NUMBER) return no('The record number stays as it is: the record is kept under it.');
  if (workOf(doc).factsOfOthers?.includes(fact) === true) return no('What somebody else who keeps the student record wrote stays. You fill the rest.');
  return { ok: true };
}
