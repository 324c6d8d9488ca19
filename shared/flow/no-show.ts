/** A session the parent did not come to: what was tried, what may not have been decided in it, and whether the parent was told of the next day (iep-forms.md 6.5; decisions.md 15). */
import { valueAt, type Row } from '../iep/address.ts';
import type { IepDocument, Session } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import { pageIdOf } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { placeWords } from '../iep/place-words.ts';
import { formatDate } from '../time/dates.ts';
import { lastSession, pageStateOf, rowsAt, sessionsOf, textAt, workOf } from './read.ts';

export function missedByParent(session: (Row & Session) | undefined): boolean {
  return session !== undefined && session['tabledFor'] === 'parentNoShow';
}

function dayOf(contact: Row): string {
  return textAt(contact, 'at').slice(0, 10);
}

/** Attempts to reach the parent that say what came of them. */
function contacts(doc: IepDocument): readonly Row[] {
  return rowsAt(doc, 'meeting/contactLog').filter((contact) => textAt(contact, 'result').trim() !== '');
}

/** Somebody tried on the day of the open session. */
export function triedToday(doc: IepDocument): boolean {
  const day = lastSession(doc)?.date;
  return contacts(doc).some((contact) => dayOf(contact) === day);
}

/** A notice or a contact that came after the last session ended. */
export function toldSince(doc: IepDocument): boolean {
  const session = lastSession(doc);
  if (session === undefined) return false;
  return contacts(doc).some((contact) => textAt(contact, 'at') > `${session.date}T${session.end}`) || rowsAt(doc, 'meeting/notice').some((notice) => textAt(notice, 'noticeDate') > session.date || textAt(notice, 'meetingDate') > session.date);
}

const OPENINGS = ['openMeeting', 'reconvene'];
const MARKS = ['pageDiscussed', 'itemDiscussed', 'goalDiscussed', 'goalDropped'];

/** What the journal of the open session marked discussed and nobody took back, in words. */
function markedInSession(doc: IepDocument): readonly string[] {
  const lines = rowsAt(doc, 'journal');
  const { discussed, goals } = workOf(doc);
  const here = lines.slice(lines.findLastIndex((line) => OPENINGS.includes(textAt(line, 'event'))) + 1);
  const words = here.filter((line) => MARKS.includes(textAt(line, 'event'))).flatMap((line): readonly string[] => {
    const [page, place, goal] = [textAt(line, 'page'), textAt(line, 'place'), textAt(line, 'goal')];
    if (page !== '') return pageStateOf(doc, page) === 'discussed' ? [pageDef(pageIdOf(page)).title.en] : [];
    if (place !== '') return discussed[place] === undefined ? [] : [placeWords(doc, place)];
    return goal === '' || goals[goal] === undefined ? [] : [`goal ${rowsAt(doc, 'pages/goals/items').findIndex((row) => row.$row === goal) + 1}`];
  });
  return [...new Set(words)];
}

/** An offer made at an earlier session with the parent stays; without one there is nobody to make it to. */
function offered(doc: IepDocument): readonly string[] {
  if (!sessionsOf(doc).slice(0, -1).every(missedByParent)) return [];
  const notes = 'pages/structuredNotes';
  const isChosen = rowsAt(doc, `${notes}/options`).some((option) => option['selected'] === true);
  return [...(textAt(doc, `${notes}/offerSummary`).trim() === '' ? [] : ['the offer of FAPE in the notes']), ...(isChosen ? ['the option marked selected in the notes'] : [])];
}

/** What would be decided without the parent if this session were tabled for their absence. */
export function decidedInSession(doc: IepDocument): readonly string[] {
  return [...markedInSession(doc), ...offered(doc)];
}

/** The ways to reach a parent, as the form of the contact log lists them. */
export function waysToReach(): readonly { readonly value: string; readonly label: string }[] {
  const type = fieldAt('meeting/contactLog/@r1/channel')?.path.at(-1)?.type;
  if (type?.kind !== 'choice') throw new Error('The contact log has no list of ways to reach a parent.');
  return type.choices.map(({ value, label }) => ({ value, label: label.en }));
}

/** How a logged contact was made, in the words of the form; what another system wrote there stands as it is. */
export function wayInWords(contact: Row): string {
  const channel = textAt(contact, 'channel');
  return waysToReach().find((way) => way.value === channel)?.label ?? channel;
}

/** Every attempt so far, as the notes of the session list them. */
export function attemptsInWords(doc: IepDocument): string {
  return contacts(doc).map((contact) => `${formatDate(dayOf(contact), 'en')}, ${wayInWords(contact)}: ${textAt(contact, 'result').trim().replace(/\.$/u, '')}`).join('; ');
}

/** The parent's lines of the sign-in sheet of a session, which stay empty when the parent did not come. */
export function parentLines(doc: IepDocument): readonly string[] {
  const sheet = rowsAt(doc, 'pages/attendance').at(-1);
  if (sheet === undefined) return [];
  return rowsAt(sheet, 'participants').filter((person) => person['teamRole'] === 'parent' && valueAt(person, 'sig/outcome') !== 'signed').map((person) => `pages/attendance/@${sheet.$row}/participants/@${person.$row}`);
}
