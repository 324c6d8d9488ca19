/** How the parent is invited, reached and understood: 34 CFR 300.322, Ed. Code 56304, 56341.5, 56343.5. */
import { valueAt, type Row } from '../../iep/address.ts';
import { holds } from '../../iep/conditions.ts';
import type { IepDocument } from '../../iep/document.ts';
import { homeLanguages } from '../../iep/translations.ts';
import { rowsAt, textAt } from '../../flow/read.ts';
import { addDays, daysBetween, isDate, minutesOfDay } from '../../time/dates.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isTabled, peopleOn } from './team.ts';
import { heldOrToday, hitIf, law, listed, tolledDays, type LawContext, type LawHit, type LawRule, type Placed } from './rule.ts';

/** Days a notice leaves the parent; practice of the SELPAs, the law says "early enough". */
const NOTICE_DAYS = 10;
/** Attempts, and ways of trying, before a meeting is held without a parent; practice, the law says "record of its attempts". */
const FEWEST_ATTEMPTS = 3;
const FEWEST_WAYS = 2;
/** Days from a parent's written request to the meeting (Ed. Code 56343.5). */
const REQUEST_DAYS = 30;
/** Hours of notice before an audio recording (Ed. Code 56341.1(g)). */
const RECORDING_HOURS = 24;

function sent(context: LawContext): readonly Placed[] {
  return context.notices.filter(({ row }) => isDate(textAt(row, 'noticeDate')));
}

const ASKED_OF_A_NOTICE = [
  { field: 'meetingDate', words: 'the day' }, { field: 'meetingTime', words: 'the time' }, { field: 'meetingPlace', words: 'the place' }, { field: 'purposes', words: 'the purpose' }, { field: 'invited', words: 'who will attend' },
] as const;

function isEmpty(row: Row, field: string): boolean {
  const value = row[field];
  return Array.isArray(value) ? value.length === 0 : typeof value !== 'string' || value.trim() === '';
}

/** What a notice does not say; from transition age on it names the purpose and the student (300.322(b)(2)). */
function unsaid(doc: IepDocument, row: Row): readonly { readonly field: string; readonly words: string }[] {
  const invited = Array.isArray(row['invited']) ? row['invited'].map(String).join(' ') : '';
  const purposes = Array.isArray(row['purposes']) ? row['purposes'] : [];
  const blank = ASKED_OF_A_NOTICE.filter(({ field }) => isEmpty(row, field));
  if (!holds('transitionDue', doc, '')) return blank;
  return [
    ...blank,
    ...(purposes.includes('transition') ? [] : [{ field: 'purposes', words: 'that transition will be discussed' }]),
    ...(/student|estudiante/iu.test(invited) ? [] : [{ field: 'invited', words: 'that the student is invited' }]),
  ];
}

/** The newest notice of the first session: a later session may be agreed at the table. */
function firstNotice(context: LawContext): Placed | undefined {
  const held = context.sessions[0] === undefined ? '9999-12-31' : textAt(context.sessions[0], 'date');
  return sent(context).findLast(({ row }) => textAt(row, 'noticeDate') <= held);
}

function lateNotice(context: LawContext): readonly LawHit[] {
  const notice = firstNotice(context);
  if (notice === undefined) return hitIf(context.sessions.length > 0, ['pages/infoEligibility/meetingDate'], { what: 'No notice of this meeting is recorded.' });
  const day = isDate(textAt(notice.row, 'meetingDate')) ? textAt(notice.row, 'meetingDate') : context.meetingDate;
  if (!isDate(day)) return [];
  const lead = daysBetween(textAt(notice.row, 'noticeDate'), day);
  return hitIf(lead < NOTICE_DAYS, [`${notice.at}/noticeDate`], { what: `The notice went out ${leadInWords(lead)} the meeting.` });
}

function leadInWords(days: number): string {
  if (days < 0) return 'after';
  if (days === 0) return 'on the day of';
  return `${days} ${days === 1 ? 'day' : 'days'} before`;
}

function notices(context: LawContext): readonly LawHit[] {
  const gaps = sent(context).flatMap(({ at, row }) => {
    const missing = unsaid(context.doc, row);
    return hitIf(missing.length > 0, [`${at}/${missing[0]?.field ?? ''}`], { what: `The notice does not say ${listed(missing.map(({ words }) => words))}.` });
  });
  return [...lateNotice(context), ...gaps];
}

function replyOf({ row }: Placed): string {
  return textAt(row, 'parentReply/answer');
}

/** Sessions at which nobody with education rights sat: a parent, or the adult student in the parent's place. */
function withoutParent({ doc, attendance }: LawContext): readonly Placed[] {
  const holder = holds('adultStudent', doc, '') ? 'student' : 'parent';
  return attendance.filter((sheet) => !peopleOn(sheet).some((row) => row['teamRole'] === holder));
}

/** The parent cannot come, and no notice offers the telephone or video. */
function otherMeans(context: LawContext): readonly LawHit[] {
  const cannotCome = context.notices.find((notice) => replyOf(notice) === 'goAheadWithout') ?? (withoutParent(context).length > 0 ? context.notices.at(-1) : undefined);
  if (cannotCome === undefined || context.notices.some(({ row }) => !isPlaceholder(textAt(row, 'remoteInfo')))) return [];
  return [{ at: [`${cannotCome.at}/remoteInfo`] }];
}

/** Logged tries by the day of a session, each with what came of it. */
function attempts(doc: IepDocument, by: string): { readonly count: number; readonly ways: number } {
  const tries = rowsAt(doc, 'meeting/contactLog').filter((row) => textAt(row, 'at').slice(0, 10) <= by && !isPlaceholder(textAt(row, 'result')));
  return { count: tries.length, ways: new Set(tries.map((row) => textAt(row, 'channel'))).size };
}

/** Meetings without a parent whose log shows too few tries; a session speaks once it has ended. */
function meetingWithoutParent(context: LawContext): readonly LawHit[] {
  return withoutParent(context).flatMap((sheet) => {
    const { count, ways } = attempts(context.doc, textAt(sheet.row, 'sessionDate'));
    const words = `${count} ${count === 1 ? 'attempt' : 'attempts'} by ${ways} ${ways === 1 ? 'way' : 'ways'}`;
    const who = holds('adultStudent', context.doc, '') ? 'The student, who holds the education rights, is not listed as a student on the sign-in sheet' : 'No parent took part';
    return hitIf(count < FEWEST_ATTEMPTS || ways < FEWEST_WAYS, [`${sheet.at}/participants`, 'meeting/contactLog'], { attempts: words, who });
  });
}

/** The parent wanted to come, or asked for another day, and the team decided without one. */
function wantedToCome(context: LawContext): readonly LawHit[] {
  const last = context.notices.at(-1);
  const wanted = last !== undefined && ['attend', 'remote', 'otherTime'].includes(replyOf(last));
  const decided = withoutParent(context).filter((sheet) => !isTabled(context, sheet));
  return wanted ? decided.map(({ at }) => ({ at: [`${at}/participants`] })) : [];
}

/** Asked for, or a parent speaks another language and nobody has written that no interpreter is needed. */
function needsInterpreter({ doc, notices: all }: LawContext): boolean {
  const answer = textAt(doc, 'pages/infoEligibility/interpreterNeeded');
  if (answer === 'Y' || all.some(({ row }) => valueAt(row, 'parentReply/interpreter') === true)) return true;
  return answer !== 'N' && homeLanguages(doc).some((language) => language.toLowerCase() !== 'english');
}

function interpreters(context: LawContext): readonly LawHit[] {
  if (!needsInterpreter(context) || !isPlaceholder(textAt(context.doc, 'pages/structuredNotes/header/interpreter'))) return [];
  return context.attendance.filter((sheet) => !peopleOn(sheet).some((row) => row['teamRole'] === 'languageInterpreter')).map(({ at }) => ({ at: [`${at}/participants`, 'pages/structuredNotes/header/interpreter'] }));
}

/** Words of a log line that asks for a meeting; the log is where a request arrives. */
const ASKS_FOR_MEETING = /\b(?:request|ask)\w*\b[^.]*\bmeeting\b|\b(?:pid|solicit)\w+\b[^.]*\breuni[oó]n/iu;

/** Requests for a meeting in the log: one in writing has its thirty days, one by word of mouth is answered with how to write. */
function requests(context: LawContext): readonly LawHit[] {
  const { doc } = context;
  const asked = rowsAt(doc, 'meeting/contactLog').map((row) => ({ row, day: textAt(row, 'at').slice(0, 10) })).filter(({ row, day }) => isDate(day) && ASKS_FOR_MEETING.test(textAt(row, 'result')));
  const held = heldOrToday(context);
  return asked.flatMap(({ row, day }) => {
    const at = [`meeting/contactLog/@${row.$row}/result`];
    if (!['letter', 'email'].includes(textAt(row, 'channel'))) return hitIf(isPlaceholder(textAt(row, 'followUp')), at, { what: 'The parent asked for a meeting by word of mouth: help the parent write it down, and note that as the follow-up.' });
    const due = addDays(day, REQUEST_DAYS + tolledDays(context));
    return hitIf(isDate(held) && held > due, at, { what: 'The parent asked in writing for a meeting, and more than 30 days went by.' });
  });
}

/** Minutes from one district date and time to another; null while either cannot be read. */
function minutesBetween(from: string, to: string): number | null {
  const read = (moment: string): readonly [day: string, minutes: number] | null => {
    const [day = '', clock = ''] = moment.split('T');
    return isDate(day) && /^\d\d:\d\d/.test(clock) ? [day, minutesOfDay(clock)] : null;
  };
  const start = read(from);
  const end = read(to);
  return start === null || end === null ? null : daysBetween(start[0], end[0]) * 24 * 60 + end[1] - start[1];
}

/** A recording of a session with less than a day's notice, from either side. */
function recordings({ sessions, notices: all }: LawContext): readonly LawHit[] {
  return sessions.filter((session) => valueAt(session, 'recording/requested') === true).flatMap((session) => {
    const opens = `${textAt(session, 'date')}T${textAt(session, 'start')}`;
    const told = minutesBetween(textAt(session, 'recording/noticeGivenAt'), opens);
    const replied = all.some(({ row }) => valueAt(row, 'parentReply/record') === true && textAt(row, 'parentReply/date') < textAt(session, 'date'));
    return hitIf(!replied && (told === null || told < RECORDING_HOURS * 60), [`meeting/sessions/@${session.$row}/recording`, 'pages/structuredNotes/header/recording']);
  });
}

export const INVITATION_RULES: readonly LawRule[] = [
  law({
    id: 'L-322-1', severity: 'W', step: 'invitation', source: '34 CFR 300.322(a), (b); Ed. Code 56341.5(b), (c)',
    message: '{what} A notice is sent early enough, ten days is the custom, with day, time, place, purpose and who will attend.',
    when: notices,
  }),
  law({
    id: 'L-322-2', severity: 'W', step: 'invitation', source: '34 CFR 300.322(c), 300.328; Ed. Code 56304(b), 56341.5(g)',
    message: 'The parent cannot come: offer the telephone or video, and write the offer on the notice.',
    when: otherMeans,
  }),
  law({
    id: 'L-322-3', severity: 'B', step: 'close', source: '34 CFR 300.322(d); Ed. Code 56341.5(h)',
    message: '{who}, and the contact log shows {attempts}. Log at least three attempts by two ways, each with what came of it.',
    when: meetingWithoutParent,
  }),
  law({
    id: 'L-322-4', severity: 'B', step: 'meeting', source: '34 CFR 300.322(e); Ed. Code 56341.5(i)',
    message: 'The parent needs an interpreter and none is on the sign-in sheet or in the notes.',
    when: interpreters,
  }),
  law({
    id: 'L-dougc', severity: 'W', step: 'close', source: 'Doug C. v. Hawaii DOE, 720 F.3d 1038 (9th Cir. 2013)',
    message: 'The parent wanted to come and the team met without one. A due date does not justify that, and a second meeting may not mend it: table and agree on another day.',
    when: wantedToCome,
  }),
  law({
    id: 'L-343.5', severity: 'W', step: 'invitation', source: 'Ed. Code 56343.5',
    message: '{what} A written request is answered with a meeting within 30 days; school breaks of more than five days do not count.',
    when: requests,
  }),
  law({
    id: 'L-record', severity: 'W', step: 'meeting', source: 'Ed. Code 56341.1(g)',
    message: 'This session is recorded, and no notice of 24 hours is noted. The district may not record when the parent objects.',
    when: recordings,
  }),
];
