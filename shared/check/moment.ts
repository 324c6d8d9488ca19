/** How far a document has come, for checks that must not shout at a draft before its meeting. */
import { sessionsOf, textAt } from '../flow/read.ts';
import type { IepDocument } from '../iep/document.ts';
import { isDate } from '../time/dates.ts';

/** The parent copy was printed: the meeting is over and its paper exists. */
export function hasEnded(doc: IepDocument): boolean {
  return ['closed', 'reconciled', 'current', 'history'].includes(doc.documentStatus);
}

/** A session has opened, or an amendment is agreed without one: what only the table can give is owed from now on. */
export function hasMet(doc: IepDocument): boolean {
  return hasEnded(doc) || sessionsOf(doc).length > 0 || textAt(doc, 'pages/amendment/method') === 'withoutMeeting';
}

/**
 * The day the state check of a document runs for. A draft whose planned day lies ahead is looked at as on that day: its meeting date is a plan, not an
 * error. From the first session on, and so for everything that can be affirmed, it is today.
 */
export function checkDay(doc: IepDocument, today: string): string {
  const planned = textAt(doc, 'pages/infoEligibility/meetingDate');
  return !hasMet(doc) && isDate(planned) && planned > today ? planned : today;
}
