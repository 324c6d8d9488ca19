/**
 * Promise: the next Future IEP, opened from the Current one (iep-forms.md 6.1 D1). What the student record and the team knew is carried over
 * and marked as carried; what only a meeting can say is blank again, so that no answer of last year is ever handed out as this year's.
 */
import { addDays, addYears, isDate } from '../time/dates.ts';
import { ROW_ID, isRow, rowSegment, valueAt, type Address, type Row, type RowId } from './address.ts';
import type { FieldDef, PageDef, PageId } from './definition.ts';
import type { IepDocument, PageState, Work } from './document.ts';
import { emptyValue, everyField, fieldsOf, isAnswered, type PlacedField } from './fields.ts';
import { assignRowIds } from './ids.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { hasContent, pageKeysOf } from './page-keys.ts';
import { PAGES } from './pages.ts';
import { reviewsPlan } from './review.ts';

export interface NextFutureFacts {
  readonly documentId: string;
  /** Planned meeting date YYYY-MM-DD. */
  readonly meetingDate: string;
  /** Values of the purpose box. */
  readonly purposes: readonly string[];
  /** A fresh row id, for rows of the Current IEP that have none yet. */
  readonly newRow: () => RowId;
}

/** Pages whose content belongs to one meeting: notes, signatures, amendments, plans to assess. */
const OF_ONE_MEETING: ReadonlySet<PageId> = new Set(['meetingNotes', 'structuredNotes', 'amendment', 'attendance', 'consent', 'assessmentPlan']);
/** Told once; stays told although it is entered at a meeting. */
const STAYS_TRUE = new Set(['majorityNoticeDate', 'rightsStatement']);
/** Days at either end of the IEP year within which a date means "from the beginning" or "to the end". */
const EDGE_DAYS = 31;

type Years = { readonly from: string; readonly to: string };
/** The IEP year that ends, and the day of the meeting whose lines these are: a meeting between two reviews adds lines that begin with it. */
type PastYear = Years & { readonly held: string };

function textAt(holder: JsonObject, key: string): string {
  const value = holder[key];
  return typeof value === 'string' ? value : '';
}

/** The first and last day of the IEP year that begins with a meeting. */
function iepYear(meetingDate: string): Years {
  return { from: meetingDate, to: addDays(addYears(meetingDate, 1), -1) };
}

/** A field cleared when it can only be said at or after a meeting; lists and groups are cleared inside. */
function cleared(def: FieldDef, value: Json): Json {
  if ((def.pre === 'M' || def.pre === 'A') && !STAYS_TRUE.has(def.id)) return emptyValue(def);
  if (def.type.kind === 'rows' && Array.isArray(value)) {
    const { fields } = def.type;
    return (value as readonly Json[]).map((row) => (isObject(row) ? clearedMembers(fields, row) : row));
  }
  return def.type.kind === 'group' && isObject(value) ? clearedMembers(def.type.fields, value) : value;
}

function clearedMembers(fields: readonly FieldDef[], holder: JsonObject): JsonObject {
  const defs = new Map(fields.map((def) => [def.id, def]));
  return Object.fromEntries(
    Object.entries(holder).map(([key, value]) => {
      const def = defs.get(key);
      return [key, def === undefined ? value : cleared(def, value)];
    }),
  );
}

/**
 * Dates of one line of the offer, moved into the new IEP year. A line that ran from the start or to the end of last year does so again;
 * other dates belong to the school calendar (a placement change in June, summer services) and keep their day of the year.
 */
function moved(row: JsonObject, old: PastYear, next: Years): JsonObject {
  const start = textAt(row, 'startDate');
  const end = textAt(row, 'endDate');
  if (!isDate(start) || !isDate(end)) return row;
  const years = Number(next.from.slice(0, 4)) - Number(old.from.slice(0, 4));
  // The first anniversary on or after the new meeting is the one that falls into the new IEP year.
  const inYear = (day: string): string => [years - 1, years, years + 1].map((n) => addYears(day, n)).find((candidate) => candidate >= next.from) ?? next.to;
  const begins = (day: string): boolean => start <= addDays(day, EDGE_DAYS);
  const atStart = begins(old.from) || (start >= old.held && begins(old.held));
  const atEnd = end >= addDays(old.to, -EDGE_DAYS);
  const newEnd = atEnd ? next.to : inYear(end);
  const first = start <= old.from || start === old.held ? next.from : addDays(next.from, 1);
  const newStart = atStart ? first : inYear(start);
  return { ...row, startDate: newStart <= newEnd ? newStart : first, endDate: newStart <= newEnd ? newEnd : next.to };
}

function movedOffer(page: JsonObject, old: PastYear | undefined, next: Years): JsonObject {
  if (old === undefined) return page;
  const lists = ['accommodations', 'modifications', 'otherSupports', 'services', 'esyServices'];
  return Object.fromEntries(
    Object.entries(page).map(([key, value]) => [
      key,
      lists.includes(key) && Array.isArray(value) ? (value as readonly Json[]).map((row) => (isObject(row) ? moved(row, old, next) : row)) : value,
    ]),
  );
}

/** The state's kind of meeting that fits the purpose box; blank when the box does not say (CAS-063). */
export function meetingTypeOf(purposes: readonly string[]): string {
  if (purposes.includes('initial')) return '10';
  if (purposes.includes('triennial')) return '40';
  return purposes.includes('annual') ? '20' : '';
}

function includes(value: Json | undefined, item: string): boolean {
  return Array.isArray(value) && (value as readonly Json[]).includes(item);
}

function wasEvaluated(info: JsonObject): boolean {
  return ['10', '15', '40'].includes(textAt(info, 'meetingType')) || includes(info['purposes'], 'triennial') || includes(info['purposes'], 'initial');
}

function purposesIn(info: JsonObject): readonly string[] {
  const { purposes } = info;
  return Array.isArray(purposes) ? (purposes as readonly Json[]).filter((purpose) => typeof purpose === 'string') : [];
}

/** The day the next review is due: a meeting that reviews nothing leaves it where it was, or the plan of one year would run for two. */
function nextReview(info: JsonObject, lastReview: string, facts: NextFutureFacts): string {
  if (reviewsPlan('', facts.purposes)) return addYears(facts.meetingDate, 1);
  const due = textAt(info, 'nextAnnualDate');
  return isDate(due) || !isDate(lastReview) ? due : addYears(lastReview, 1);
}

/** The meeting that reviewed the plan last: this one, or the one before it. */
function lastReviewOf(info: JsonObject): string {
  return textAt(info, reviewsPlan(textAt(info, 'planReview'), purposesIn(info)) ? 'meetingDate' : 'priorAnnualDate');
}

/** The year of the plan that ends with a meeting that reviews it; undefined where it goes on, and the lines of the offer keep their days. */
function endedYear(info: JsonObject, { purposes }: NextFutureFacts): PastYear | undefined {
  const [held, review] = [textAt(info, 'meetingDate'), lastReviewOf(info)];
  return isDate(held) && reviewsPlan('', purposes) ? { ...iepYear(isDate(review) ? review : held), held } : undefined;
}

/** Page 1 for the new meeting: clocks restarted from what last year's meeting was, first-evaluation and exit fields blank. */
function nextInfo(info: JsonObject, facts: NextFutureFacts): JsonObject {
  const held = textAt(info, 'meetingDate');
  const lastReview = lastReviewOf(info);
  const priorEval = wasEvaluated(info) ? held : textAt(info, 'priorEvalDate');
  const meetingType = meetingTypeOf(facts.purposes);
  const evaluation = meetingType === '10' || meetingType === '40' ? facts.meetingDate : priorEval;
  return {
    ...info,
    meetingDate: facts.meetingDate,
    purposes: facts.purposes,
    purposeOther: '',
    meetingType,
    planReview: meetingType === '' ? '' : 'Y',
    reasonForPlan: '1',
    planEffectiveDate: facts.meetingDate,
    priorAnnualDate: lastReview,
    priorEvalDate: priorEval,
    nextAnnualDate: nextReview(info, lastReview, facts),
    nextTriennialDate: isDate(evaluation) ? addYears(evaluation, 3) : '',
    referralDate: '',
    referredBy: '',
    evalConsentDate: '',
    earlyInterveningServices: '',
  };
}

function nextPage(page: PageDef, value: Json, current: JsonObject, facts: NextFutureFacts): Json {
  if (!isObject(value) || OF_ONE_MEETING.has(page.id)) return page.instances === 'one' ? null : [];
  const blank = clearedMembers(fieldsOf(page), value);
  const info = isObject(current['infoEligibility']) ? current['infoEligibility'] : {};
  const content = page.id === 'infoEligibility' ? nextInfo(blank, facts) : page.id === 'fapeServices' ? movedOffer(blank, endedYear(info, facts), iepYear(facts.meetingDate)) : blank;
  const pageState: PageState = hasContent(content) ? 'draft' : 'empty';
  return { ...content, pageState };
}

/** Unknown pages are kept: a page of a newer form must not vanish from the next IEP. */
function nextPages(current: JsonObject, facts: NextFutureFacts): JsonObject {
  const byRoot = new Map(PAGES.map((page) => [page.root, page]));
  return Object.fromEntries(
    Object.entries(current).map(([key, value]) => {
      const page = byRoot.get(`pages/${key}`);
      return [key, page === undefined ? value : nextPage(page, value, current, facts)];
    }),
  );
}

/** Rows of last year's lists (goals, services, supports, tests), each to be looked at as a whole; record data is kept current elsewhere. */
function carriedRows({ at, def, value }: PlacedField): readonly Address[] {
  if (def.type.kind !== 'rows' || def.pre !== 'D' || at.includes('@') || !Array.isArray(value)) return [];
  return (value as readonly Json[]).filter(isRow).map((row) => `${at}/${rowSegment(row[ROW_ID])}`);
}

/** Words of last year that this year's team has not looked at yet; record data is kept current elsewhere and is not asked about. */
function isCarriedText({ def, value }: PlacedField): boolean {
  return ['text', 'statement', 'textList'].includes(def.type.kind) && def.pre !== 'rec' && isAnswered(def, value);
}

function carriedAddresses(document: IepDocument, keys: readonly string[]): readonly Address[] {
  // The grade is record data, yet a year has passed: it is never advanced by itself, only put before the case manager.
  const grade = 'pages/infoEligibility/grade';
  const texts = keys.flatMap((key) => everyField(document, key)).flatMap((field) => (isCarriedText(field) ? [field.at] : carriedRows(field)));
  return (valueAt(document, grade) ?? '') === '' ? texts : [grade, ...texts];
}

/** Last year's goals as they stand there, progress and review included, to be read beside the new ones. */
function priorGoals(pages: IepDocument['pages']): readonly Row[] {
  const items = isObject(pages.goals) ? pages.goals['items'] : undefined;
  return Array.isArray(items) ? (items as readonly Json[]).filter(isRow) : [];
}

function preparedKeys(document: IepDocument): readonly string[] {
  return pageKeysOf(document).filter((key) => {
    const page = PAGES.find((candidate) => candidate.id === key);
    return page !== undefined && page.partOfIep && page.carriesDraftMark && hasContent(valueAt(document, page.root));
  });
}

/** Days of progress reports that still lie ahead: the goals of a plan that is not reviewed are reported on as they were, and of a new plan the team says when. */
function reportsAhead(schedule: Json | undefined, { meetingDate, purposes }: NextFutureFacts): Json {
  if (reviewsPlan('', purposes) || !Array.isArray(schedule)) return [];
  const ahead = (schedule as readonly Json[]).filter(isRow).filter((round) => isDate(textAt(round, 'dueDate')) && textAt(round, 'dueDate') > meetingDate && textAt(round, 'affirmedAt') === '' && textAt(round, 'sentDate') === '');
  return ahead.map(({ [ROW_ID]: row, reportNo, dueDate, note }) => ({ [ROW_ID]: row, reportNo: reportNo ?? null, dueDate: dueDate ?? '', note: note ?? '' }));
}

function nextExtras(extras: Json | undefined): Json {
  return isObject(extras) ? { ...extras, kind: 'iep', signature: 'pending', signer: '', tolledDays: 0, interimStartDate: '' } : null;
}

/**
 * The carried-forward draft. Rows keep their ids, so a goal or service can be compared with last year's.
 * Throws when the planned meeting date is no date: no deadline could be computed from it.
 */
export function nextFuture(current: IepDocument, facts: NextFutureFacts): IepDocument {
  if (!isDate(facts.meetingDate)) throw new Error('A Future IEP needs the planned date of its meeting.');
  const { translations: _ofLastYear, work: _done, consentRevoked: _ended, ...kept } = assignRowIds(current, facts.newRow) as IepDocument & JsonObject;
  const document = {
    ...kept,
    documentId: facts.documentId,
    documentStatus: 'draft',
    consentStatus: 'notAsked',
    previousDocumentId: current.documentId,
    continuationOf: null,
    amendmentOf: null,
    correctionOf: null,
    // Structured notes are the form that can serve as the prior written notice; the team may choose free ones.
    meeting: { meetingDate: facts.meetingDate, notesForm: 'structured', sessions: [], notice: [], contactLog: [], excusals: [] },
    pages: nextPages(kept.pages as JsonObject, facts),
    handwrittenRevisions: [],
    droppedGoals: [],
    parentCopy: null,
    affirmation: null,
    stateRecordExtras: nextExtras(kept['stateRecordExtras']),
    progressReportSchedule: reportsAhead(kept['progressReportSchedule'], facts),
    journal: [],
  } as IepDocument;
  const prepared = preparedKeys(document);
  const work: Work = { prepared, carried: carriedAddresses(document, prepared), goals: {}, discussed: {}, preparedBy: {}, goalsAtOpening: [], goalsAdded: [], prior: priorGoals(kept.pages), paper: null, sheets: [], differences: [], openSession: null, superseded: [] };
  return { ...document, work: work as Work & JsonObject };
}
