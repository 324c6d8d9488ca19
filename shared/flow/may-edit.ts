/** Who may change which place of which document: role matrix, own area, and the places only named events may write (decisions.md 4). */
import { isWithin, segments, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { holds } from '../iep/conditions.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { factAt, RECORD_FACTS_ROOT } from '../iep/record-facts.ts';
import { TRANSLATIONS } from '../iep/translations.ts';
import { applyEdits } from '../journal/apply.ts';
import type { Edit } from '../journal/edit.ts';
import { changeKind, mayChangeAt } from './change.ts';
import type { Actor, Verdict, Who } from './events.ts';
import { fillVerdict, recordFactAt } from './first-page.ts';
import { preMeetingEditRefusal } from './pre-meeting.ts';
import { preparerOf, sessionsOf, textAt } from './read.ts';
import { isOnTeam, roleVerdict, type Action } from './roles.ts';
import { STAFF, staffRefusal } from './staff-list.ts';

const OPEN: ReadonlySet<string> = new Set(['draft', 'inMeeting', 'tabled', 'closed', 'reconciled']);

/** Lists beside the pages that people write in; everything else at the root belongs to named events or to the record system. */
const WRITABLE: readonly RegExp[] = [/^pages\//u, /^meeting\/(notice|contactLog|excusals)(\/|$)/u, /^meeting\/notesForm$/u, /^meeting\/sessions\/@[^/]+\/(place|noteTaker|interpreter|recording)(\/|$)/u, /^progressReportSchedule(\/|$)/u, /^translations(\/|$)/u, /^stateRecordExtras\/(conserved|fromPartC|partCtoB|tolledDays|interimStartDate|initialServicesConsent)$/u, /^staff$/u];

/** Parts of pages that named events write. */
const FLOW_OWNED: readonly RegExp[] = [/\/pageState$/u, /^pages\/(attendance|consent)(\/@[^/]+)?$/u, /^pages\/(attendance|consent)\/@[^/]+\/(sessionNo|sessionDate|consentChoice|parentSignatures|consentExceptions|refusalWords|iepCopyGiven)(\/|$)/u, /\$row$/u];

/** Services a provider of each area gives; their rows are that provider's own. */
const SERVICES_OF_AREA: Readonly<Record<string, readonly string[]>> = { communication: ['415'], motor: ['425', '450', '460'], psychology: ['510', '515', '530'], health: ['435', '436'] };

const GOALS: Address = 'pages/goals/items';
const SERVICES: readonly Address[] = ['pages/fapeServices/services', 'pages/fapeServices/esyServices'];

/** Where everybody at the table writes. */
const NOTES: readonly Address[] = ['pages/structuredNotes', 'pages/meetingNotes'];

/** What is written of a goal after the year has begun. */
const PROGRESS: ReadonlySet<string> = new Set(['progressReports', 'annualReviewDate', 'goalMet', 'annualReviewComment']);

function no(guard: string, reason: string): Verdict {
  return { ok: false, guard, reason };
}

/** Nothing, or the facts people write and nothing else beside them. */
function onlyFacts(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value).every((id) => factAt(`${RECORD_FACTS_ROOT}/${id}`) !== undefined);
}

/** A record that has none of these facts begins with the first that is written, and undo takes that back. */
function beginsFacts(doc: IepDocument, edit: Edit): boolean {
  return edit.at === RECORD_FACTS_ROOT && (edit.op === 'set' || edit.op === 'unset') && onlyFacts(valueAt(doc, edit.at)) && onlyFacts(edit.op === 'set' ? edit.value : undefined);
}

function flowOwned(doc: IepDocument, edit: Edit): boolean {
  if (beginsFacts(doc, edit)) return false;
  if (isFlowOwned(edit.at)) return true;
  // A whole page may be begun, never replaced; and no value may smuggle a page state in.
  if (segments(edit.at).length === 2 && edit.at.startsWith('pages/')) return edit.op !== 'set' || (valueAt(doc, edit.at) ?? null) !== null || smuggles(edit.value);
  return (edit.op === 'set' && smuggles(edit.value)) || (edit.op === 'insertRow' && smuggles(edit.row));
}

function isFlowOwned(at: Address): boolean {
  return !WRITABLE.some((place) => place.test(at)) || FLOW_OWNED.some((place) => place.test(at));
}

function smuggles(value: Json): boolean {
  return JSON.stringify(value).includes('"pageState"');
}

/** The area this person has in the student's own staff list: what a profile says of itself opens nothing. */
function areaOf(doc: IepDocument, { staffId }: Actor): string {
  return doc.staff.find((person) => person.id === staffId)?.area ?? '';
}

/** The row of `list` a place lies in, undefined for the list itself and for a row that is not there. */
function rowAround(doc: IepDocument, at: Address, list: Address): Json | undefined {
  return at === list ? undefined : valueAt(doc, rowPlace(at, list));
}

function rowPlace(at: Address, list: Address): Address {
  return segments(at).slice(0, segments(list).length + 1).join('/');
}

function isOwnRow(doc: IepDocument, list: Address, row: Json | undefined, actor: Actor): boolean {
  if (row === undefined) return false;
  return list === GOALS ? textAt(row, 'ownerProviderId') === actor.staffId : (SERVICES_OF_AREA[areaOf(doc, actor)] ?? []).includes(textAt(row, 'code'));
}

/** The list of goals or services a place lies in. */
function listAround(at: Address): Address | undefined {
  return [GOALS, ...SERVICES].find((list) => isWithin(at, list));
}

/** A list some of whose rows are a provider's own. */
export function hasOwnRows(list: Address): boolean {
  return list === GOALS || SERVICES.includes(list);
}

/** What a new row of such a list has to say to be this person's own; nothing for those who write the whole list. */
export function ownRowStart(doc: IepDocument, list: Address, who: Who): JsonObject {
  if (!hasOwnRows(list) || roleVerdict('editOtherAreas', who).ok || isGiven(doc, list, who.actor)) return {};
  const code = (SERVICES_OF_AREA[areaOf(doc, who.actor)] ?? [])[0];
  return list === GOALS ? { ownerProviderId: who.actor.staffId } : code === undefined ? {} : { code };
}

/** A section the case manager gave this person to prepare: a page, a row, a field. */
function isGiven(doc: IepDocument, at: Address, { staffId }: Actor): boolean {
  return preparerOf(doc, at)?.staff === staffId;
}

/** Whether a place, as the document stands, is this provider's own: the own goal, the own service line, a field of the own area, a part given to them. */
function isOwnPlace(doc: IepDocument, at: Address, actor: Actor): boolean {
  if (isGiven(doc, at, actor)) return true;
  const list = listAround(at);
  if (list !== undefined) return isOwnRow(doc, list, rowAround(doc, at, list), actor);
  const area = areaOf(doc, actor);
  return area !== '' && fieldAt(at)?.path.some((def) => def.area === area) === true;
}

/** A list that was not there is begun empty, whoever writes the first row. */
function isBegun(doc: IepDocument, edit: Extract<Edit, { readonly op: 'set' }>): boolean {
  return (valueAt(doc, edit.at) ?? null) === null && Array.isArray(edit.value) && edit.value.length === 0;
}

/** An edit is in the own area when the place is, before and after it: a line is neither taken over nor handed on by typing. */
function isOwnEdit(doc: IepDocument, edit: Edit, actor: Actor): boolean {
  if (isGiven(doc, edit.at, actor)) return true;
  const list = listAround(edit.at);
  if (list === undefined) return isOwnPlace(doc, edit.at, actor);
  if (edit.at === list && edit.op === 'set') return isBegun(doc, edit);
  if (edit.at === list) return (edit.op === 'insertRow' || edit.op === 'removeRow') && isOwnRow(doc, list, edit.op === 'removeRow' ? valueAt(doc, `${list}/@${edit.row.$row}`) : edit.row, actor);
  if (!isOwnPlace(doc, edit.at, actor)) return false;
  const after = applyEdits(doc, [edit]);
  return !after.ok || isOwnPlace(after.document, edit.at, actor);
}

/** True when the edit decides whether a service line is reported to the state. A new line that is reported decides nothing. */
function saysDnr(edit: Edit): boolean {
  const list = SERVICES.find((services) => isWithin(edit.at, services));
  if (list === undefined) return false;
  if (edit.at === list) return edit.op === 'insertRow' && edit.row['dnr'] === true;
  return edit.at.endsWith('/dnr') || (edit.op === 'set' && segments(edit.at).length === segments(list).length + 1);
}

/** After the parent copy, typing enters what stands on the paper: handwriting may be in any field, also in the record's. */
function isPrinted(doc: IepDocument): boolean {
  return doc.documentStatus === 'closed' || doc.documentStatus === 'reconciled';
}

/** The row of the role matrix a place falls under for somebody. */
function actionAt(doc: IepDocument, at: Address, own: boolean, who: Who): Action {
  if (NOTES.some((notes) => isWithin(at, notes))) return 'takeNotes';
  // A translator's words change nothing the team wrote; whoever takes notes at the table keeps them.
  if (isWithin(at, TRANSLATIONS)) return 'takeNotes';
  if (at.startsWith('meeting/')) return 'runMeeting';
  if (at === STAFF) return 'assignProviders';
  if (isWithin(at, 'pages/consent')) return 'recordAnswer';
  if (isWithin(at, 'progressReportSchedule')) return 'affirmProgress';
  if (recordFactAt(at) !== null && !(isPrinted(doc) && roleVerdict('editOtherAreas', who).ok)) return 'editIdentity';
  if (isWithin(at, GOALS) && fieldAt(at)?.path.some((def) => PROGRESS.has(def.id)) === true) return 'writeProgress';
  return own ? 'editOwnArea' : 'editOtherAreas';
}

const ELSEWHERE = 'This part belongs to the case manager or another provider.';

/** A right that is not about areas holds for a provider in the own area only: progress on own goals, DNR on own lines. */
function rightVerdict(action: Action, own: boolean, who: Who): Verdict {
  const verdict = roleVerdict(action, who);
  if (!verdict.ok) return action === 'editOtherAreas' ? no('area', ELSEWHERE) : verdict;
  const ownOnly = action === 'writeProgress' || action === 'setDnr';
  return ownOnly && !own && !roleVerdict('editOtherAreas', who).ok ? no('area', ELSEWHERE) : verdict;
}

/** The right of a place, by the role or because whoever asks added this student. */
function placeVerdict(doc: IepDocument, at: Address, own: boolean, who: Who, hasRecord: boolean): Verdict {
  const action = actionAt(doc, at, own, who);
  const right = rightVerdict(action, own, who);
  return right.ok || action !== 'editIdentity' ? right : (fillVerdict(doc, at, who, hasRecord) ?? right);
}

/** Whether anybody of this kind writes in this IEP at all. */
function openVerdict(doc: IepDocument, { actor, district }: Who): Verdict {
  if (!OPEN.has(doc.documentStatus)) return no('readOnly', doc.documentStatus === 'abandoned' ? 'This Future IEP was given up.' : 'An affirmed IEP is read-only.');
  if (!isOnTeam(doc, actor)) return no('team', "Only this student's team writes in this IEP.");
  const writes = roleVerdict('editOwnArea', { actor, district }).ok || roleVerdict('editIdentity', { actor, district }).ok;
  return writes ? { ok: true } : no('role', 'Your role reads IEPs; it does not write them.');
}

const FOLLOWS = 'This part follows from the steps of the meeting and cannot be typed over.';
const DATE_STAYS = 'The date of the first meeting stays: it is what every deadline is counted from.';

function dateStays(doc: IepDocument, at: Address): boolean {
  return at === 'pages/infoEligibility/meetingDate' && (sessionsOf(doc).length > 0 || doc.continuationOf !== null);
}

/** A choice this document does not offer: it would claim to be a kind of record that only starting one as such makes it. */
function notOffered(doc: IepDocument, edit: Edit): Verdict | null {
  const type = edit.op === 'set' ? fieldAt(edit.at)?.def.type : undefined;
  if (edit.op !== 'set' || type?.kind !== 'choice') return null;
  const chosen = type.choices.find(({ value }) => value === edit.value);
  return chosen?.offeredWhen === undefined || holds(chosen.offeredWhen, doc, '') ? null : no('notOffered', `"${chosen.label.en}" cannot be chosen in this IEP: such a record is begun from the Current IEP.`);
}

/** A correction is made by those who correct reported data, wherever it stands. */
function isCorrected(doc: IepDocument, who: Who): boolean {
  return changeKind(doc) === 'correction' && roleVerdict('correct', who).ok;
}

/** A page that is begun whole, as the edits it stands for: one for each field it brings. */
function membersOf(edit: Edit): readonly Edit[] {
  if (edit.op !== 'set' || segments(edit.at).length !== 2 || typeof edit.value !== 'object' || edit.value === null || Array.isArray(edit.value)) return [];
  return Object.entries(edit.value as JsonObject).map(([id, value]) => ({ op: 'set', at: `${edit.at}/${id}`, value, was: undefined }));
}

function editVerdict(doc: IepDocument, edit: Edit, who: Who, hasRecord: boolean): Verdict {
  const prepared = preMeetingEditRefusal(doc, edit.at);
  if (prepared !== null) return no('preMeeting', prepared);
  if (flowOwned(doc, edit)) return no('flowOwned', FOLLOWS);
  const members = membersOf(edit);
  if (members.length > 0) return members.map((member) => editVerdict(doc, member, who, hasRecord)).find((verdict) => !verdict.ok) ?? { ok: true };
  if (dateStays(doc, edit.at)) return no('meetingDate', DATE_STAYS);
  const unoffered = notOffered(doc, edit);
  if (unoffered !== null) return unoffered;
  const misfit = edit.at === STAFF ? staffRefusal(doc, edit) : null;
  if (misfit !== null) return no('staffList', misfit);
  const change = mayChangeAt(doc, edit.at, who);
  if (!change.ok || isCorrected(doc, who)) return change;
  const own = isOwnEdit(doc, edit, who.actor);
  const right = placeVerdict(doc, edit.at, own, who, hasRecord);
  return right.ok && saysDnr(edit) ? rightVerdict('setDnr', own, who) : right;
}

/**
 * All edits of one step, each judged on what the ones before it leave, or the first reason against one of them.
 * @param hasRecord whether an affirmed IEP of the student is here: without one, whoever added the student fills page 1 (first-page.ts)
 */
export function mayEdit(doc: IepDocument, edits: readonly Edit[], who: Who, hasRecord = true): Verdict {
  const open = openVerdict(doc, who);
  if (!open.ok) return open;
  let here = doc;
  for (const edit of edits) {
    const verdict = editVerdict(here, edit, who, hasRecord);
    if (!verdict.ok) return verdict;
    // An edit that does not fit is refused for that by whoever applies it.
    const applied = applyEdits(here, [edit]);
    if (applied.ok) here = applied.document;
  }
  return { ok: true };
}

/** The part of the pages that decides whose a place is: for goals and service lines their row. The answers of `mayWriteAt` and `mayAddRow` depend on it and on what stands beside the pages, and on nothing else. */
export function ownerAt(at: Address): readonly Address[] {
  const list = listAround(at);
  return list === undefined || list === at ? [] : [rowPlace(at, list)];
}

/** Whether somebody adds a row to this list, as their own where rows are somebody's: what the list's Add says before it is pressed. */
export function mayAddRow(doc: IepDocument, list: Address, who: Who): Verdict {
  const open = openVerdict(doc, who);
  return open.ok ? editVerdict(doc, { op: 'insertRow', at: list, row: { $row: 'new', ...ownRowStart(doc, list, who) }, after: null }, who, true) : open;
}

/** Whether somebody writes at this place as the document stands: what a form shows as read-only, by the same rules main decides with; `hasRecord` as for `mayEdit`. */
export function mayWriteAt(doc: IepDocument, at: Address, who: Who, hasRecord = true): Verdict {
  const open = openVerdict(doc, who);
  if (!open.ok) return open;
  const prepared = preMeetingEditRefusal(doc, at);
  if (prepared !== null) return no('preMeeting', prepared);
  if (isFlowOwned(at)) return no('flowOwned', FOLLOWS);
  if (dateStays(doc, at)) return no('meetingDate', DATE_STAYS);
  const change = mayChangeAt(doc, at, who);
  if (!change.ok || isCorrected(doc, who)) return change;
  const own = isOwnPlace(doc, at, who.actor);
  const right = placeVerdict(doc, at, own, who, hasRecord);
  return right.ok && SERVICES.some((list) => isWithin(at, list)) && at.endsWith('/dnr') ? rightVerdict('setDnr', own, who) : right;
}
