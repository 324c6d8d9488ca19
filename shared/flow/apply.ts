/** What each event writes into the document. Guards have been asked before; the same event and stamp always give the same document. */
import { at, rowSegment, valueAt, type Address, type Row } from '../iep/address.ts';
import type { IepDocument, PageState, ParentCopy, PreMeeting, Session, Staff, Work } from '../iep/document.ts';
import { holds } from '../iep/conditions.ts';
import { emptyValue, fieldsOf } from '../iep/fields.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { placeWords } from '../iep/place-words.ts';
import { hasContent, isWritten, pageIdOf, pageKeysOf, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import type { PageId } from '../iep/definition.ts';
import type { Stamp } from '../journal/edit.ts';
import { changeAt } from '../journal/place.ts';
import { addYears, formatDate, isDate, minutesOfDay } from '../time/dates.ts';
import { signedSheet, SHEET } from './change.ts';
import { statesAfter } from './decide.ts';
import { FINDING_DISPUTED, notEligible } from './eligibility.ts';
import { invitedTo, NOTICES } from './notice.ts';
import { preMeetingsOf } from './pre-meeting.ts';
import { JOURNAL_NAME } from './machines.ts';
import type { FlowEvent, SignedPaper } from './events.ts';
import { attemptsInWords, parentLines } from './no-show.ts';
import { withoutAnswer } from './taken-back.ts';
import { isToBeContinued, lastSession, openGoals, pageStateOf, parentCopyOf, purposesOf, rowsAt, sessionsOf, studentName, textAt, waitsForContinuation, workOf } from './read.ts';

type Change = (doc: IepDocument) => IepDocument;

function put(doc: IepDocument, address: Address, value: Json): IepDocument {
  return changeAt(doc, address, () => value);
}

function withWork(doc: IepDocument, part: Partial<Work>): IepDocument {
  return { ...doc, work: { ...workOf(doc), ...part } as unknown as Json & Work };
}

function append(doc: IepDocument, address: Address, row: Row): IepDocument {
  return put(doc, address, [...rowsAt(doc, address), row]);
}

/** Ids of rows an event makes follow from its place in the journal, so that every reader of the journal gives them the same. */
function eventRow(stamp: Stamp, n: number): string {
  return `s${stamp.seq}-${n}`;
}

export function setPageState(doc: IepDocument, key: string, state: PageState): IepDocument {
  const root = pageRoot(key);
  const page = valueAt(doc, root);
  if (state !== 'discussed' && state !== 'final' && workOf(doc).discussed[root] !== undefined) return setPageState(withoutMarks(doc, (at) => at === root), key, state);
  return page === null || page === undefined ? put(doc, root, { pageState: state }) : put(doc, at(root, 'pageState'), state);
}

/** A place and the moment the team discussed it. */
function marked(doc: IepDocument, at: Address, { by, at: when }: Stamp): IepDocument {
  return withWork(doc, { discussed: { ...workOf(doc).discussed, [at]: { by, at: when } } });
}

/** The document without the marks of these places. */
export function withoutMarks(doc: IepDocument, gone: (at: Address) => boolean): IepDocument {
  const { discussed } = workOf(doc);
  return withWork(doc, { discussed: Object.fromEntries(Object.entries(discussed).filter(([at]) => !gone(at))) });
}

/** The team has discussed this page; the day stays known when the meeting goes on another day (decisions.md 14). */
export function discussedPage(doc: IepDocument, key: string, stamp: Stamp): IepDocument {
  return setPageState(marked(doc, pageRoot(key), stamp), key, 'discussed');
}

function emptyPage(id: PageId): JsonObject {
  return Object.fromEntries(fieldsOf(pageDef(id)).map((def) => [def.id, emptyValue(def)]));
}

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

interface Opening {
  readonly date: string;
  readonly start: string;
  readonly place: string;
  readonly noteTaker: string;
}

/** A session begins: its row, its own sign-in and consent sheets, and the notes when there are none yet. */
function openSession(doc: IepDocument, opening: Opening, stamp: Stamp): IepDocument {
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

function withNotes(doc: IepDocument, { date, start, place, noteTaker }: Opening, sessionNo: number): IepDocument {
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

type Tabled = Extract<FlowEvent, { readonly type: 'tabled' }>;

/** The session ends with its kind of reason; a parent who did not come leaves the own lines of its sign-in sheet empty (decisions.md 15). */
function tabledSession(doc: IepDocument, { kind, end }: Tabled): IepDocument {
  const closed = closeSession(doc, end, 'tabled');
  const session = lastSession(closed);
  if (session === undefined) return closed;
  const told = put(closed, at('meeting/sessions', rowSegment(session.$row), 'tabledFor'), kind);
  return kind === 'parentNoShow' ? parentLines(told).reduce((here, line) => put(put(here, at(line, 'from'), ''), at(line, 'sig/outcome'), 'absent'), told) : told;
}

/** The notes say that the session was tabled, why, and when the meeting goes on; what the team wrote there stands first. Without the parent they list the attempts (iep-forms.md 6.5 N3). */
function tabledNotes(doc: IepDocument, { kind, reason, reconvene }: Tabled): IepDocument {
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

/** The first session fixes the meeting date; dates that were counted from the planned day follow it. A continued IEP keeps the date of its first part. */
function fixMeetingDate(doc: IepDocument, date: string): IepDocument {
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

/** Every page that has content before the session opens was prepared ahead (decisions.md 14). */
function markPrepared(doc: IepDocument): IepDocument {
  const prepared = pageKeysOf(doc).filter((key) => {
    const def = pageDef(pageIdOf(key));
    return def.partOfIep && def.carriesDraftMark && hasContent(valueAt(doc, pageRoot(key)));
  });
  const states = prepared.reduce((here, key) => (pageStateOf(here, key) === 'empty' ? setPageState(here, key, 'draft') : here), doc);
  return withWork(states, { prepared });
}

function lastSheet(doc: IepDocument, id: 'attendance' | 'consent'): Address | null {
  const row = rowsAt(doc, `pages/${id}`).at(-1);
  return row === undefined ? null : at('pages', id, rowSegment(row.$row));
}

function onConsentSheet(doc: IepDocument, parts: JsonObject): IepDocument {
  const sheet = lastSheet(doc, 'consent');
  return sheet === null ? doc : Object.entries(parts).reduce((here, [field, value]) => put(here, at(sheet, field), value), doc);
}

function closeSession(doc: IepDocument, end: string, outcome: string): IepDocument {
  const session = lastSession(doc);
  if (session === undefined) return doc;
  const row = at('meeting/sessions', rowSegment(session.$row));
  let here = put(doc, at(row, 'end'), end);
  here = put(here, at(row, 'outcome'), outcome);
  here = put(here, at(row, 'minutes'), minutesBetween(session.start, end));
  if (valueAt(here, 'pages/structuredNotes/header') !== undefined && valueAt(here, 'pages/structuredNotes') !== null) here = put(here, 'pages/structuredNotes/header/end', end);
  return withWork(here, { openSession: null });
}

/** D10: the session that was closed by a print goes on, as if it had not ended. */
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

function printed(doc: IepDocument, copy: ParentCopy & JsonObject, end: string): IepDocument {
  const before = doc['parentCopy'];
  const superseded = before !== null && typeof before === 'object' && 'position' in before ? [...workOf(doc).superseded, before as unknown as ParentCopy] : workOf(doc).superseded;
  const closed = closeSession(doc, end, isToBeContinued(doc) ? 'toBeContinued' : 'completed');
  const finals = copy.pages.filter((key) => pageStateOf(closed, key) === 'discussed' || !pageDef(pageIdOf(key)).carriesDraftMark);
  const pages = finals.reduce((here, key) => setPageState(here, key, 'final'), closed);
  return withWork({ ...pages, parentCopy: copy }, { superseded, sheets: [], differences: [] });
}

/** One more notice, with what the record knows; while no session was held, the planned day of the meeting is the one it names. */
function withNotice(doc: IepDocument, { date, time, place, remote }: Extract<FlowEvent, { readonly type: 'noticePrepared' | 'noticeRescheduled' }>, stamp: Stamp): IepDocument {
  const notice: Row = {
    $row: eventRow(stamp, 1), ...emptyPage('meetingNotice'), noticeNo: rowsAt(doc, NOTICES).length + 1, language: doc.formLanguage,
    meetingDate: date, meetingTime: time, meetingPlace: place, remoteInfo: remote, purposes: purposesOf(doc), purposesOther: textAt(doc, 'pages/infoEligibility/purposeOther'), invited: invitedTo(doc),
  };
  return append(fixMeetingDate(doc, date), NOTICES, notice);
}

function onNotice(doc: IepDocument, notice: string, parts: JsonObject): IepDocument {
  return Object.entries(parts).reduce((here, [field, value]) => put(here, `${NOTICES}/${rowSegment(notice)}/${field}`, value), doc);
}

function onPreMeeting(doc: IepDocument, change: (held: PreMeeting) => PreMeeting): IepDocument {
  return withWork(doc, { preMeetings: preMeetingsOf(doc).map((one) => (one.end === '' ? change(one) : one)) });
}

/** The sheet to sign was made: an earlier print of it is replaced, and its answers begin again. */
function amendmentPrinted(doc: IepDocument, copy: ParentCopy & JsonObject): IepDocument {
  const before = parentCopyOf(doc);
  const superseded = before === null ? workOf(doc).superseded : [...workOf(doc).superseded, before];
  return withWork(setPageState({ ...doc, parentCopy: copy }, 'amendment', 'final'), { superseded, sheets: [], differences: [] });
}

function amendmentSigned(doc: IepDocument, { signedBy, relation, signedOn, district, districtTitle, districtSignedOn }: Extract<FlowEvent, { readonly type: 'amendmentSigned' }>, stamp: Stamp): IepDocument {
  const parent = { printedName: signedBy, relation, outcome: 'signed', signedOn, source: 'paper' };
  const rows: readonly Row[] = [
    { $row: eventRow(stamp, 1), title: isStudents(doc, signedBy) ? 'Adult student' : 'Parent', sig: parent },
    { $row: eventRow(stamp, 2), title: `LEA representative, ${districtTitle}`, sig: { printedName: district, role: districtTitle, outcome: 'signed', signedOn: districtSignedOn, source: 'paper' } },
  ];
  return withExtras({ ...signedSheet(doc, rows, parent), implementedPlanRef: { base: doc.documentId, except: [], fallback: null } }, { signature: 'signed', signer: signerKind(doc, signedBy) });
}

function withCopy(doc: IepDocument, part: JsonObject): IepDocument {
  const copy = doc['parentCopy'];
  return typeof copy === 'object' && copy !== null ? { ...doc, parentCopy: { ...(copy as JsonObject), ...part } } : doc;
}

function withPaper(doc: IepDocument, paper: SignedPaper | undefined): IepDocument {
  return paper === undefined ? doc : withCopy(doc, { signedPaper: paper.signed, returnedOn: paper.returnedOn });
}

function withExtras(doc: IepDocument, part: JsonObject): IepDocument {
  const extras = doc['stateRecordExtras'];
  return { ...doc, stateRecordExtras: { ...(typeof extras === 'object' && extras !== null ? (extras as JsonObject) : {}), ...part } };
}

function contact(doc: IepDocument, stamp: Stamp, on: string, channel: string, result: string): IepDocument {
  return append(doc, 'meeting/contactLog', { $row: eventRow(stamp, 1), at: on, channel, by: stamp.by, result });
}

/** The name of the student, and no parent's who is called the same. */
function isStudents(doc: IepDocument, name: string): boolean {
  return name === studentName(doc) && signerKind(doc, name) === 'student';
}

/** The line of the consent sheet that was signed: one more of the parents', or the adult student's own (iep-forms.md 3.11). */
function signedLine(doc: IepDocument, stamp: Stamp, { signedBy, relation, signedOn }: Pick<Of<'agreedAll'>, 'signedBy' | 'relation' | 'signedOn'>): JsonObject {
  const line: JsonObject = { printedName: signedBy, relation, outcome: 'signed', signedOn, source: 'paper' };
  if (isStudents(doc, signedBy)) return { adultStudentSignature: line };
  const sheet = lastSheet(doc, 'consent');
  const known = sheet === null ? [] : rowsAt(doc, at(sheet, 'parentSignatures'));
  return { parentSignatures: [...known, { $row: eventRow(stamp, 1), ...line }] };
}

function withGoal(doc: IepDocument, goal: string, state: 'discussed' | 'dropped', by: string, reason: string, stamp: Stamp): IepDocument {
  const here = withWork(doc, { goals: { ...workOf(doc).goals, [goal]: { state, by, reason } } });
  return openGoals(here).length === 0 ? discussedPage(here, 'goals', stamp) : here;
}

/** Goals that are open again, and their page with them. */
export function reopenedGoals(doc: IepDocument, goals: readonly string[]): IepDocument {
  const here = withWork(doc, { goals: Object.fromEntries(Object.entries(workOf(doc).goals).filter(([id]) => !goals.includes(id))) });
  return pageStateOf(here, 'goals') === 'discussed' ? setPageState(here, 'goals', 'draft') : here;
}

type Of<T extends FlowEvent['type']> = Extract<FlowEvent, { readonly type: T }>;

function reopenedSameDay(doc: IepDocument): IepDocument {
  const finals = pageKeysOf(doc).filter((key) => pageStateOf(doc, key) === 'final');
  return reopenSession(finals.reduce((here, key) => setPageState(here, key, pageDef(pageIdOf(key)).carriesDraftMark ? 'discussed' : 'empty'), doc));
}

function agreedAll(doc: IepDocument, event: Of<'agreedAll'>, stamp: Stamp): IepDocument {
  return withExtras(
    { ...onConsentSheet(withPaper(doc, event.paper), { consentChoice: 'agreeAll', ...signedLine(doc, stamp, event) }), implementedPlanRef: { base: doc.documentId, except: [], fallback: null } },
    { signature: 'signed', signer: signerKind(doc, event.signedBy), ...firstServicesConsent(doc) },
  );
}

function notEligibleUnderstood(doc: IepDocument, event: Of<'notEligibleUnderstood'>, stamp: Stamp): IepDocument {
  const first = notEligible(doc) === 'notEligible';
  const words = event.parentWords === undefined ? {} : { refusalWords: event.parentWords };
  return withExtras(
    { ...onConsentSheet(withPaper(doc, event.paper), { consentChoice: first ? 'notEligibleUnderstood' : 'noLongerEligibleUnderstood', ...words, ...signedLine(doc, stamp, event) }), implementedPlanRef: null },
    { signature: 'signed', signer: signerKind(doc, event.signedBy), [FINDING_DISPUTED]: event.parentWords === undefined ? 'N' : 'Y', ...(first ? { initialServicesConsent: 'n/a' } : {}) },
  );
}

function agreedExcept(doc: IepDocument, event: Of<'agreedExcept'>, stamp: Stamp): IepDocument {
  const exceptions = event.exceptions.map((exception, n): Row => ({ $row: eventRow(stamp, 10 + n), pageId: exception.page, fieldOrService: exception.what, parentWords: exception.parentWords }));
  const signed = onConsentSheet(withPaper(doc, event.paper), { consentChoice: 'agreeExcept', consentExceptions: exceptions, ...signedLine(doc, stamp, event) });
  return withExtras({ ...signed, implementedPlanRef: { base: doc.documentId, except: event.exceptions.map((exception) => `${exception.page}: ${exception.what}`), fallback: doc.previousDocumentId } }, { signature: 'partial', signer: signerKind(doc, event.signedBy) });
}

function followedUp(doc: IepDocument, event: Of<'followedUp'>, stamp: Stamp): IepDocument {
  const copy = doc['parentCopy'];
  const before = typeof copy === 'object' && copy !== null && 'followUps' in copy && typeof copy.followUps === 'number' ? copy.followUps : 0;
  return withCopy(contact(doc, stamp, event.on, event.channel, event.result), { followUps: before + 1 });
}

/** What waits for the continued meeting is locked as it stands: not discussed (decisions.md 12). */
function affirmed(doc: IepDocument): IepDocument {
  return pageKeysOf(doc).filter((key) => (valueAt(doc, pageRoot(key)) ?? null) !== null && !waitsForContinuation(doc, key)).reduce((here, key) => setPageState(here, key, 'final'), withoutDropped(withPlacesInWords(doc)));
}

/** What each event makes of the document: one line each, so that this is the list of them. */
function effect(doc: IepDocument, event: FlowEvent, stamp: Stamp): IepDocument {
  switch (event.type) {
    case 'noticePrepared':
    case 'noticeRescheduled':
      return withNotice(doc, event, stamp);
    case 'noticeSent':
      return onNotice(doc, event.notice, { noticeDate: event.on, sentBy: stamp.by, sentHow: event.how });
    case 'noticeAnswered':
      return onNotice(doc, event.notice, { parentReply: { date: event.on, answer: event.answer, bringing: '', interpreter: false, record: false, comment: event.comment } });
    case 'preMeetingOpened':
      return withWork(doc, { preMeetings: [...preMeetingsOf(doc), { date: event.date, start: event.start, end: '', place: event.place, participants: event.participants, notes: [] }] });
    case 'preMeetingNoted':
      return onPreMeeting(doc, (held) => ({ ...held, notes: [...held.notes, { by: stamp.by, at: stamp.at, text: event.text }] }));
    case 'preMeetingEnded':
      return onPreMeeting(doc, (held) => ({ ...held, end: event.end }));
    case 'openMeeting':
      return openSession(fixMeetingDate(markPrepared(doc), event.date), event, stamp);
    case 'reconvened':
      return openSession(markPrepared(doc), event, stamp);
    case 'pageDiscussed':
      return discussedPage(doc, event.page, stamp);
    case 'pageReopened':
      return setPageState(doc, event.page, 'draft');
    case 'goalDiscussed':
      return withGoal(doc, event.goal, 'discussed', stamp.by, '', stamp);
    case 'goalDropped':
      return withGoal(doc, event.goal, 'dropped', event.suggestedBy, event.reason, stamp);
    case 'goalReopened':
      return reopenedGoals(doc, [event.goal]);
    case 'itemDiscussed':
      return marked(doc, event.at, stamp);
    case 'sectionPreparedBy':
      return withWork(doc, { preparedBy: { ...workOf(doc).preparedBy, [event.at]: { staff: event.staff, by: stamp.by, at: stamp.at } } });
    case 'sectionHandedBack':
      return withWork(doc, { preparedBy: Object.fromEntries(Object.entries(workOf(doc).preparedBy).filter(([section]) => section !== event.at)) });
    case 'itemReopened':
      return withoutMarks(doc, (place) => place === event.at);
    case 'carriedConfirmed':
      return withWork(doc, { carried: workOf(doc).carried.filter((address) => !event.at.includes(address)) });
    case 'parentCopyPrinted':
      return printed(doc, event.copy, event.end);
    case 'parentCopyHanded':
      return onConsentSheet(withCopy(doc, { handedTo: event.to, handedAt: event.at }), { iepCopyGiven: { answer: 'Y', date: event.at.slice(0, 10), method: event.method } });
    case 'amendmentPrinted':
      return amendmentPrinted(doc, event.copy);
    case 'amendmentSigned':
      return amendmentSigned(doc, event, stamp);
    case 'teamTold':
      return event.names.reduce((here, name, n) => append(here, `${SHEET}/teamInformed`, { $row: eventRow(stamp, 1 + n), name, date: event.on, how: event.how }), doc);
    case 'changeWithdrawn':
    case 'correctionDeclared':
      return doc;
    case 'reopenedSameDay':
      return reopenedSameDay(doc);
    case 'tabled':
      return tabledNotes(tabledSession(doc, event), event);
    case 'contactLogged':
      return contact(doc, stamp, event.on, event.channel, event.result);
    case 'sheetAnswered':
      return withWork(doc, { sheets: [...workOf(doc).sheets.filter((answer) => answer.page !== event.answer.page), event.answer] });
    case 'differenceExplained':
      return withWork(doc, { differences: [...workOf(doc).differences.filter((answer) => answer.at !== event.answer.at), event.answer] });
    case 'declaredReconciled':
      return withWork(doc, { paper: { original: event.original, fileCopy: event.fileCopy } });
    case 'agreedAll':
      return agreedAll(doc, event, stamp);
    case 'notEligibleUnderstood':
      return notEligibleUnderstood(doc, event, stamp);
    case 'agreedExcept':
      return agreedExcept(doc, event, stamp);
    case 'refused':
      return withExtras(onConsentSheet(doc, { consentChoice: event.scope === 'initialServices' ? 'declineInitialServices' : 'none', refusalWords: event.parentWords }), { signature: 'refused', ...(event.scope === 'initialServices' ? { initialServicesConsent: 'declined' } : {}) });
    case 'tookHome':
      return withCopy(contact(doc, stamp, event.on, 'inPerson', `The parent takes the IEP home and brings it back by ${event.returnBy}.`), { tookHomeOn: event.on, returnBy: event.returnBy, signedPaper: event.signedPaper });
    case 'followedUp':
      return followedUp(doc, event, stamp);
    case 'noResponse':
      return withExtras(doc, { signature: 'absent' });
    case 'answerTakenBack':
      return withoutAnswer(doc, event.stood);
    case 'abandoned':
      return doc;
    case 'affirmed':
      return affirmed(doc);
  }
}

/** An initial IEP that is agreed to is the written consent to first services (iep-forms.md L-300-1). */
function firstServicesConsent(doc: IepDocument): JsonObject {
  return purposesOf(doc).includes('initial') ? { initialServicesConsent: 'given' } : {};
}

/**
 * A goal the team dropped is no goal of the affirmed IEP: it leaves the list, or the next IEP and the district would take it for one. Its words
 * stay beside the pages with who suggested dropping it and why.
 */
function withoutDropped(doc: IepDocument): IepDocument {
  const known = workOf(doc).goals;
  const items = rowsAt(doc, 'pages/goals/items');
  const dropped = items.filter((goal) => known[goal.$row]?.state === 'dropped');
  if (dropped.length === 0) return doc;
  const kept = put(doc, 'pages/goals/items', items.filter((goal) => !dropped.includes(goal)));
  return { ...kept, droppedGoals: [...rowsAt(doc, 'droppedGoals'), ...dropped.map((goal) => ({ ...goal, suggestedBy: known[goal.$row]?.by ?? '', reason: known[goal.$row]?.reason ?? '' }))] };
}

/** Row ids never leave the laptop, so what a line of the notes is about leaves it in words. */
function withPlacesInWords(doc: IepDocument): IepDocument {
  const list = 'pages/structuredNotes/topics';
  const rows = rowsAt(doc, list);
  if (rows.every((row) => textAt(row, 'about') === '')) return doc;
  const language = doc.formLanguage === 'es' ? 'es' : 'en';
  return put(doc, list, rows.map((row) => (textAt(row, 'about') === '' ? row : { ...row, about: placeWords(doc, textAt(row, 'about'), language) })));
}

function signerKind(doc: IepDocument, signedBy: string): string {
  return rowsAt(doc, 'pages/infoEligibility/parents').some((parent) => textAt(parent, 'name') === signedBy) ? 'parent' : 'student';
}

/** Events whose `at` is a place, not a moment. */
const ITEM_EVENTS: ReadonlySet<FlowEvent['type']> = new Set<FlowEvent['type']>(['itemDiscussed', 'itemReopened', 'sectionPreparedBy', 'sectionHandedBack']);

/** The line of an event in the document's own journal; an event that moves only the parent's answer speaks of that. */
function journalLine(doc: IepDocument, event: FlowEvent, stamp: Stamp, states: ReturnType<typeof statesAfter>): Row {
  const ofConsent = states.consent !== doc.consentStatus && states.document === doc.documentStatus;
  const from = ofConsent ? doc.consentStatus : doc.documentStatus;
  const to = ofConsent ? states.consent : states.document;
  return {
    $row: `j${stamp.seq}`, at: stamp.at, by: stamp.by, from, event: JOURNAL_NAME[event.type], to,
    ...('page' in event ? { page: event.page } : {}), ...('goal' in event ? { goal: event.goal } : {}), ...('at' in event && ITEM_EVENTS.has(event.type) ? { place: event.at } : {}), ...('reason' in event ? { reason: event.reason } : {}),
  };
}

/** The document after the event: its effect, its states, and its line in the document's own journal. */
export function applyEvent(doc: IepDocument, event: FlowEvent, stamp: Stamp): IepDocument {
  const states = statesAfter(doc, event);
  const line = journalLine(doc, event, stamp, states);
  return { ...effect(doc, event, stamp), documentStatus: states.document, consentStatus: states.consent, journal: [...rowsAt(doc, 'journal'), line] };
}
