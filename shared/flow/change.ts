/** A record that changes an affirmed IEP: which kind it is, what it changes, and what may not be changed this way (iep-forms.md 6.12; Ed. Code 56380.1). */
import { isWithin, type Address, type Row } from '../iep/address.ts';
import type { ChangeKind, IepDocument } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { pageIdOf, pageKeyAt } from '../iep/page-keys.ts';
import { placeWords } from '../iep/place-words.ts';
import { valueWords } from '../iep/value-words.ts';
import { diff, type Difference } from '../journal/diff.ts';
import { changeAt } from '../journal/place.ts';
import type { Stamp } from '../journal/edit.ts';
import type { Verdict, Who } from './events.ts';
import { exitOf, hasNoPlan } from './eligibility.ts';
import { isToBeContinued, rowsAt, textAt, workOf } from './read.ts';
import { roleVerdict, type Action } from './roles.ts';

export const CHANGES: Address = 'pages/amendment/changes';

/** Which kind of change to an affirmed IEP this document is; null when it is an IEP of its own. It stays known after the change is affirmed. */
export function changeKind(doc: IepDocument): ChangeKind | null {
  if ((doc.correctionOf ?? null) !== null) return 'correction';
  return (doc.amendmentOf ?? null) === null ? null : 'amendment';
}

/** Every difference of the pages from those of the affirmed IEP, the change sheet itself left out. A row that was only moved is no difference. */
function changesIn(doc: IepDocument): readonly Difference[] {
  const { changes } = workOf(doc);
  if (changes === undefined) return [];
  const before = { ...doc, pages: { ...changes.pages, amendment: doc.pages.amendment ?? null } } as IepDocument;
  return diff(before, doc).filter(({ kind }) => kind !== 'moved');
}

/** Pages that are changed, by their keys. */
export function changedPages(doc: IepDocument): ReadonlySet<string> {
  return new Set(changesIn(doc).flatMap(({ at }) => pageKeyAt(at) ?? []));
}

/** The affirmed IEP beside which the words of a change are read: a row that was taken out has its name there only. */
function asItWas(doc: IepDocument): IepDocument {
  return { ...doc, pages: workOf(doc).changes?.pages ?? {} } as IepDocument;
}

/** The place in words, without the page, which has a column of its own. */
function itemWords(doc: IepDocument, at: Address): string {
  return placeWords(doc, at).split(' · ').slice(1).join(', ');
}

/** A row of the list of changes, with the place it stands for beside it so that the day it takes effect stays with it. */
function changeRow(doc: IepDocument, { at, before, after }: Difference, known: readonly Row[], fresh: () => string): Row {
  const def = fieldAt(at)?.def;
  const words = (here: IepDocument, value: Json | undefined): string => (def === undefined ? '' : valueWords(here, def, value, 'en'));
  const item = itemWords(after === undefined || after === null ? asItWas(doc) : doc, at);
  const page = pageIdOf(pageKeyAt(at) ?? 'amendment');
  const same = known.find((row) => row['pageId'] === page && row['fieldPath'] === item);
  return { $row: same?.$row ?? fresh(), pageId: page, fieldPath: item, effectiveDate: same?.['effectiveDate'] ?? '', before: words(asItWas(doc), before), after: words(doc, after) };
}

/** The document with its list of changes as its pages have them now: before and after follow from the affirmed IEP, nobody types them. */
export function withChangesListed(doc: IepDocument, stamp: Stamp): IepDocument {
  if (workOf(doc).changes === undefined) return doc;
  const known = rowsAt(doc, CHANGES);
  let made = 0;
  const rows = changesIn(doc).map((difference) => changeRow(doc, difference, known, () => `c${stamp.seq}-${(made += 1)}`));
  return JSON.stringify(rows) === JSON.stringify(known) ? doc : changeAt(doc, CHANGES, () => rows);
}

export const SHEET: Address = 'pages/amendment';
/** Where the flow or the list itself writes on the change sheet. */
const FOLLOWS: readonly RegExp[] = [/^pages\/amendment$/u, /^pages\/amendment\/changes(\/@[^/]+(\/(pageId|fieldPath|before|after))?)?$/u, /^pages\/amendment\/(method|baseMeetingDate|signatures|noMeetingAgreement|teamInformed)(\/|$)/u];
/** What the team did and said at its meeting stays as it was. */
const OF_THE_MEETING: readonly Address[] = ['pages/attendance', 'pages/consent', 'pages/structuredNotes', 'pages/meetingNotes'];

/** The right each kind of change needs (iep-forms.md section 7). */
export const CHANGE_RIGHT: Readonly<Record<ChangeKind, Action>> = { amendment: 'continueOrAmend', correction: 'correct' };

function no(reason: string): Verdict {
  return { ok: false, guard: 'change', reason };
}

/** What a change of this kind may write; an IEP of its own is asked nothing here. */
export function mayChangeAt(doc: IepDocument, at: Address, who: Who): Verdict {
  const kind = changeKind(doc);
  if (kind === null) return { ok: true };
  if (FOLLOWS.some((place) => place.test(at))) return no('This part of the change sheet follows from the changes on the pages and from the steps of signing.');
  if (isWithin(at, SHEET)) return { ok: true };
  if (!at.startsWith('pages/')) return at.startsWith('meeting/contactLog') ? { ok: true } : no('A change of an affirmed IEP leaves the records of its meeting as they are.');
  if (OF_THE_MEETING.some((page) => isWithin(at, page))) return no('Sign-in, consent and notes belong to the meeting that was held; a change leaves them as they are.');
  if (kind === 'amendment') return isWithin(at, 'pages/infoEligibility') ? no('Eligibility, purposes and dates are decided at a meeting; an amendment leaves the first page as it is. An entry that is wrong is corrected as a data error.') : { ok: true };
  const right = roleVerdict('correct', who);
  if (!right.ok) return right;
  return fieldAt(at)?.path.some((def) => def.reported) === true ? { ok: true } : no('A correction changes data that is reported to the state and nothing that was agreed; anything else is an amendment or the next IEP.');
}

/** Why this kind of change does not fit the Current IEP, or null: an amendment changes a plan whose meeting has ended (iep-forms.md 6.12). */
export function changeMisfit(current: IepDocument, kind: ChangeKind): string | null {
  if (kind === 'correction') return null;
  if (isToBeContinued(current)) return 'The meeting of this IEP was left to be continued: go on with it instead.';
  if (exitOf(current) !== null) return 'The student has left special education: there is no plan to amend. An exit that was recorded wrongly is corrected as a data error.';
  return hasNoPlan(current) ? 'This record finds that the student is not eligible: there is no plan to amend. A new finding takes a meeting.' : null;
}

/** The findings this document has to answer. A change answers only errors in the data it reports anew, and what is open on its own sheet and on the pages it changes. */
export function owedBy<T extends { readonly severity: string; readonly page: string }>(doc: IepDocument, issues: readonly T[]): readonly T[] {
  if (changeKind(doc) === null) return issues;
  const pages = changedPages(doc);
  return issues.filter((issue) => issue.severity === 'error' || issue.page === 'amendment' || pages.has(issue.page));
}

/** The day the parent signed the change sheet; '' while nobody has. */
export function changeSignedOn(doc: IepDocument): string {
  return textAt(doc, 'pages/amendment/noMeetingAgreement/signedOn');
}

/** The change sheet with the signatures of both sides, as they stand on the paper. */
export function signedSheet(doc: IepDocument, rows: readonly Row[], agreement: JsonObject): IepDocument {
  return changeAt(changeAt(doc, `${SHEET}/signatures`, () => rows), `${SHEET}/noMeetingAgreement`, () => agreement);
}
