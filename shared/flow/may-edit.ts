/** Who may change which place of which document: role matrix, own area, and the places only named events may write (decisions.md 4). */
import { isWithin, segments, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json } from '../iep/json.ts';
import type { Edit } from '../journal/edit.ts';
import type { Actor, Verdict } from './events.ts';
import { sessionsOf, textAt } from './read.ts';
import { isOnTeam, may, right } from './roles.ts';

const OPEN: ReadonlySet<string> = new Set(['draft', 'inMeeting', 'tabled', 'closed', 'reconciled']);

/** Lists beside the pages that people write in; everything else at the root belongs to named events or to the record system. */
const WRITABLE: readonly RegExp[] = [/^pages\//u, /^meeting\/(notice|contactLog|excusals)(\/|$)/u, /^meeting\/notesForm$/u, /^meeting\/sessions\/@[^/]+\/(place|noteTaker|interpreter|recording)(\/|$)/u, /^progressReportSchedule(\/|$)/u, /^stateRecordExtras\/(conserved|fromPartC|partCtoB|tolledDays|interimStartDate|initialServicesConsent)$/u];

/** Parts of pages that named events write. */
const FLOW_OWNED: readonly RegExp[] = [/\/pageState$/u, /^pages\/(attendance|consent)$/u, /^pages\/(attendance|consent)\/@[^/]+\/(sessionNo|sessionDate|consentChoice|parentSignatures|consentExceptions|iepCopyGiven)(\/|$)/u, /\$row$/u];

/** Services a provider of each area gives; their rows are that provider's own. */
const SERVICES_OF_AREA: Readonly<Record<string, readonly string[]>> = { communication: ['415'], motor: ['425', '450', '460'], psychology: ['510', '515', '530'], health: ['435', '436'] };

/** Where everybody at the table writes. */
const NOTES: readonly Address[] = ['pages/structuredNotes', 'pages/meetingNotes', 'meeting/contactLog'];

function no(guard: string, reason: string): Verdict {
  return { ok: false, guard, reason };
}

function flowOwned(doc: IepDocument, edit: Edit): boolean {
  if (!WRITABLE.some((place) => place.test(edit.at)) || FLOW_OWNED.some((place) => place.test(edit.at))) return true;
  // A whole page may be begun, never replaced; and no value may smuggle a page state in.
  if (segments(edit.at).length === 2 && edit.at.startsWith('pages/')) return edit.op !== 'set' || (valueAt(doc, edit.at) ?? null) !== null || smuggles(edit.value);
  return (edit.op === 'set' && smuggles(edit.value)) || (edit.op === 'insertRow' && smuggles(edit.row));
}

function smuggles(value: Json): boolean {
  return JSON.stringify(value).includes('"pageState"');
}

/** The row of a list a place lies in: the goal or service it belongs to. */
function rowOf(doc: IepDocument, edit: Edit, list: Address): Json | undefined {
  if (edit.at === list) return edit.op === 'insertRow' || edit.op === 'removeRow' ? edit.row : undefined;
  return valueAt(doc, segments(edit.at).slice(0, segments(list).length + 1).join('/'));
}

function isOwnArea(doc: IepDocument, edit: Edit, actor: Actor): boolean {
  if (NOTES.some((notes) => isWithin(edit.at, notes))) return may('takeNotes', actor.role);
  if (edit.at.startsWith('pages/goals/items')) {
    const goal = rowOf(doc, edit, 'pages/goals/items');
    return goal !== undefined && textAt(goal, 'ownerProviderId') === actor.staffId;
  }
  for (const list of ['pages/fapeServices/services', 'pages/fapeServices/esyServices']) {
    if (!edit.at.startsWith(list)) continue;
    const service = rowOf(doc, edit, list);
    return service !== undefined && (SERVICES_OF_AREA[actor.area] ?? []).includes(textAt(service, 'code'));
  }
  return fieldAt(edit.at)?.path.some((def) => def.area === actor.area) === true;
}

/** Data of the student record system, on the first page. */
function isIdentity(edit: Edit): boolean {
  return isWithin(edit.at, 'pages/infoEligibility') && fieldAt(edit.at)?.path.some((def) => def.by.includes('sys') && def.pre === 'rec') === true;
}

/** All edits of one step, or the first reason against one of them. */
export function mayEdit(doc: IepDocument, edits: readonly Edit[], actor: Actor): Verdict {
  if (!OPEN.has(doc.documentStatus)) return no('readOnly', doc.documentStatus === 'abandoned' ? 'This Future IEP was given up.' : 'An affirmed IEP is read-only.');
  if (!isOnTeam(doc, actor)) return no('team', "Only this student's team writes in this IEP.");
  const granted = right('editPages', actor.role);
  if (granted === '-' && !may('editIdentity', actor.role)) return no('role', 'Your role reads IEPs; it does not write them.');
  for (const edit of edits) {
    if (flowOwned(doc, edit)) return no('flowOwned', 'This part follows from the steps of the meeting and cannot be typed over.');
    if (edit.at === 'pages/infoEligibility/meetingDate' && (sessionsOf(doc).length > 0 || doc.continuationOf !== null)) return no('meetingDate', 'The date of the first meeting stays: it is what every deadline is counted from.');
    if (granted === 'own' && !isOwnArea(doc, edit, actor)) return no('area', 'This part belongs to the case manager or another provider.');
    if (granted === '-' && !isIdentity(edit)) return no('role', 'Your role keeps the student record up to date; the rest of the IEP is written by its team.');
  }
  return { ok: true };
}
