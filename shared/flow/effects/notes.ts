/** Promise: the notes say which session they are of, where it comes from and how it ended; what the team wrote there stands first. */
import { valueAt } from '../../iep/address.ts';
import type { IepDocument } from '../../iep/document.ts';
import { holds } from '../../iep/conditions.ts';
import type { JsonObject } from '../../iep/json.ts';
import { isWritten } from '../../iep/page-keys.ts';
import { pageDef } from '../../iep/pages.ts';
import { formatDate, isDate } from '../../time/dates.ts';
import type { EventOf } from '../events.ts';
import { attemptsInWords } from '../no-show.ts';
import { lastSession, purposesOf, sessionsOf, textAt } from '../read.ts';
import { emptyPage, put } from './writing.ts';

/** What is said of a session when it opens. */
export interface Opening {
  readonly date: string;
  readonly start: string;
  readonly place: string;
  readonly noteTaker: string;
}

/** The notes of the session that opens now: its head, and where it comes from. */
export function withNotes(doc: IepDocument, { date, start, place, noteTaker }: Opening, sessionNo: number): IepDocument {
  const purposes = purposesOf(doc);
  const name = doc.staff.find((person) => person.id === noteTaker)?.name ?? noteTaker;
  const notes = valueAt(doc, 'pages/structuredNotes');
  const earlier = sessionsOf(doc).at(-2);
  const blank: JsonObject = typeof notes === 'object' && notes !== null ? (notes as JsonObject) : { ...emptyPage('structuredNotes'), pageState: 'empty' };
  const header = typeof blank['header'] === 'object' && blank['header'] !== null ? (blank['header'] as JsonObject) : {};
  const continued = earlier === undefined ? {} : { ...endOfSession(), earlierSessionNote: earlierNote(doc, blank, earlier.date) };
  return put(freeNotesFollow(doc), 'pages/structuredNotes', { ...blank, ...continued, header: { ...header, sessionNo, date, start, end: '', place, purposes, noteTaker: name } });
}

/** What the notes say of how a session ended; a later session ends in its own way. */
const ENDS = ['outcome', 'outcomeReason', 'reconveneDate', 'closing'] as const;

function endOfSession(): JsonObject {
  const blank = emptyPage('structuredNotes');
  return Object.fromEntries(ENDS.map((id) => [id, blank[id] ?? '']));
}

/** The notes say that the session was tabled, why, and when the meeting goes on; what the team wrote there stands first. Without the parent they list the attempts (iep-forms.md 6.5 N3). */
export function tabledNotes(doc: IepDocument, { kind, reason, reconvene }: EventOf<'tabled'>): IepDocument {
  const notes = 'pages/structuredNotes';
  if ((valueAt(doc, notes) ?? null) === null) return doc;
  const plan = isDate(reconvene) ? `The meeting goes on on ${formatDate(reconvene, 'en')}.` : `The meeting goes on: ${reconvene}`;
  const attempts = kind === 'parentNoShow' ? `Attempts to reach the parent: ${attemptsInWords(doc)}.` : '';
  const why = [textAt(doc, `${notes}/outcomeReason`), reason, attempts, plan].map((words) => words.trim()).filter((words) => words !== '').join(' ');
  const said = put(put(doc, `${notes}/outcome`, 'tabled'), `${notes}/outcomeReason`, why);
  return isDate(reconvene) ? put(said, `${notes}/reconveneDate`, reconvene) : said;
}

/** The notes of a later session open with where it comes from and why the earlier one ended; the team writes on behind it (iep-forms.md 6.1 D8, 6.5 N5). */
function earlierNote(doc: IepDocument, notes: JsonObject, date: string): string {
  const before = textAt(notes, 'earlierSessionNote');
  if (holds('freeNotes', doc, '')) return before;
  const ended = [textAt(notes, 'outcomeReason'), textAt(notes, 'closing/statement')].map((words) => words.trim());
  return [before.trimEnd(), `Continued from ${formatDate(date, 'en')}.`, ...ended].filter((words) => words !== '').join(' ');
}

/** Free notes begin with the day and the note-taker of the session; when the team goes back to structured ones, only a sheet somebody wrote on is kept. */
export function freeNotesFollow(doc: IepDocument): IepDocument {
  const session = lastSession(doc);
  const page = valueAt(doc, 'pages/meetingNotes') ?? null;
  if (!holds('freeNotes', doc, '')) return page === null || isWritten(doc, pageDef('meetingNotes')) ? doc : put(doc, 'pages/meetingNotes', null);
  const taker = doc.staff.find((person) => person.id === session?.['noteTaker'])?.name ?? session?.['noteTaker'] ?? '';
  return page !== null || session === undefined ? doc : put(doc, 'pages/meetingNotes', { ...emptyPage('meetingNotes'), date: session.date, noteTaker: taker, pageState: 'empty' });
}
