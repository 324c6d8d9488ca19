/** Promise: a session opens, ends, is tabled and goes on: its row, its own sign-in and consent sheets, and the meeting date it fixes. */
import { at, rowSegment, valueAt, type Row } from '../../iep/address.ts';
import type { IepDocument, Session, Staff } from '../../iep/document.ts';
import type { JsonObject } from '../../iep/json.ts';
import { pageIdOf, pageKeysOf } from '../../iep/page-keys.ts';
import { pageDef } from '../../iep/pages.ts';
import type { Stamp } from '../../journal/edit.ts';
import { addYears, minutesOfDay } from '../../time/dates.ts';
import type { EventOf } from '../events.ts';
import { parentLines } from '../no-show.ts';
import { lastSession, pageStateOf, rowsAt, sessionsOf, textAt } from '../read.ts';
import { append, emptyPage, eventRow, put, withWork } from './writing.ts';
import { withNotes, type Opening } from './notes.ts';
import { setPageState } from './page-states.ts';

type Change = (doc: IepDocument) => IepDocument;

/** The part a staff member has in the team unless the sign-in sheet says otherwise. */
function teamRole({ role, area }: Staff): string {
  if (role === 'caseManager') return 'specialEducationTeacher';
  if (role === 'teacher') return 'generalEducationTeacher';
  if (role === 'administrator') return 'leaRepresentative';
  return area === 'psychology' ? 'interpreterOfResults' : 'provider';
}

function participants(doc: IepDocument, start: string, stamp: Stamp): readonly Row[] {
  const line = (n: number, name: string, title: string, role: string): Row => ({
    $row: eventRow(stamp, 100 + n), name, title, teamRole: role, mode: 'inPerson', from: start, to: '', sig: { outcome: 'none', signedOn: null, source: 'paper' },
  });
  const parents = rowsAt(doc, 'pages/infoEligibility/parents').map((parent) => ({ name: textAt(parent, 'name'), title: textAt(parent, 'relation'), role: 'parent' }));
  const staff = doc.staff.map((person) => ({ name: person.name, title: person.title, role: teamRole(person) }));
  return [...parents, ...staff].map((person, n) => line(n, person.name, person.title, person.role));
}

/** A session begins: its row, its own sign-in and consent sheets, and the notes when there are none yet. */
export function openSession(doc: IepDocument, opening: Opening, stamp: Stamp): IepDocument {
  const sessionNo = sessionsOf(doc).length + 1;
  const { date, start, place, noteTaker } = opening;
  const session: Row & Session = { $row: eventRow(stamp, 1), sessionNo, date, start, end: '', minutes: 0, place, noteTaker, interpreter: null, recording: { requested: false, by: null, noticeGivenAt: null }, outcome: '' };
  const sheet = (id: 'attendance' | 'consent', n: number, more: JsonObject): Row => ({ $row: eventRow(stamp, n), ...emptyPage(id), sessionNo, sessionDate: date, pageState: 'empty', ...more });
  const steps: readonly Change[] = [
    (here) => append(here, 'meeting/sessions', session),
    (here) => append(here, 'pages/attendance', sheet('attendance', 2, { participants: participants(here, start, stamp) })),
    (here) => append(here, 'pages/consent', sheet('consent', 3, {})),
    (here) => withNotes(here, opening, sessionNo),
    (here) => withWork(here, { openSession: sessionNo, goalsAtOpening: rowsAt(here, 'pages/goals/items').map((goal) => goal.$row) }),
  ];
  return steps.reduce((here, step) => step(here), doc);
}

/** The session ends with its kind of reason; a parent who did not come leaves the own lines of its sign-in sheet empty (decisions.md 15). */
export function tabledSession(doc: IepDocument, { kind, end }: EventOf<'tabled'>): IepDocument {
  const closed = closeSession(doc, end, 'tabled');
  const session = lastSession(closed);
  if (session === undefined) return closed;
  const told = put(closed, at('meeting/sessions', rowSegment(session.$row), 'tabledFor'), kind);
  return kind === 'parentNoShow' ? parentLines(told).reduce((here, line) => put(put(here, at(line, 'from'), ''), at(line, 'sig/outcome'), 'absent'), told) : told;
}

/** The first session fixes the meeting date; dates that were counted from the planned day follow it. A continued IEP keeps the date of its first part. */
export function fixMeetingDate(doc: IepDocument, date: string): IepDocument {
  if (sessionsOf(doc).length > 0 || doc.continuationOf !== null) return doc;
  const planned = textAt(doc, 'meeting/meetingDate');
  const info = 'pages/infoEligibility';
  const follow = (here: IepDocument, field: string, was: string, now: string): IepDocument => (textAt(here, at(info, field)) === was ? put(here, at(info, field), now) : here);
  let here = put(doc, 'meeting/meetingDate', date);
  here = put(here, at(info, 'meetingDate'), date);
  if (planned === '' || planned === date) return here;
  here = follow(here, 'planEffectiveDate', planned, date);
  return follow(here, 'nextAnnualDate', addYears(planned, 1), addYears(date, 1));
}

/** The open session has ended, and the notes say when. */
export function closeSession(doc: IepDocument, end: string, outcome: string): IepDocument {
  const session = lastSession(doc);
  if (session === undefined) return doc;
  const row = at('meeting/sessions', rowSegment(session.$row));
  let here = put(doc, at(row, 'end'), end);
  here = put(here, at(row, 'outcome'), outcome);
  here = put(here, at(row, 'minutes'), minutesBetween(session.start, end));
  if (valueAt(here, 'pages/structuredNotes/header') !== undefined && valueAt(here, 'pages/structuredNotes') !== null) here = put(here, 'pages/structuredNotes/header/end', end);
  return withWork(here, { openSession: null });
}

/** The session that was closed by a print goes on, as if it had not ended. */
function reopenSession(doc: IepDocument): IepDocument {
  const session = lastSession(doc);
  if (session === undefined) return doc;
  const row = at('meeting/sessions', rowSegment(session.$row));
  const open = Object.entries({ end: '', outcome: '', minutes: 0 }).reduce((here, [field, value]) => put(here, at(row, field), value), doc);
  return withWork(put(open, 'pages/structuredNotes/header/end', ''), { openSession: session.sessionNo });
}

function minutesBetween(start: string, end: string): number {
  return Math.max(0, minutesOfDay(end) - minutesOfDay(start));
}

/** The copy was printed too early: what it closed is discussed again, and its session goes on (D10). */
export function reopenedSameDay(doc: IepDocument): IepDocument {
  const finals = pageKeysOf(doc).filter((key) => pageStateOf(doc, key) === 'final');
  return reopenSession(finals.reduce((here, key) => setPageState(here, key, pageDef(pageIdOf(key)).carriesDraftMark ? 'discussed' : 'empty'), doc));
}
