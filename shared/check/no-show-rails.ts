/** What speaks against convening only to table: it is no way to put off scheduling, and a parent who asked for another day is given one (iep-forms.md 6.5, guard rails; handbook). */
import { rowsAt, textAt } from '../flow/read.ts';
import type { IepDocument } from '../iep/document.ts';
import { daysBetween, formatDate, isDate } from '../time/dates.ts';
import { dueFacts } from './due-facts.ts';
import { dueItems } from './deadlines.ts';

/** A meeting is first scheduled at least so many days before its due date (iep-forms.md 6.5). */
const SCHEDULED_DAYS = 10;
/** What a meeting is held in time for. */
const TIMELINES: ReadonlySet<string> = new Set(['annual', 'triennial', 'sixtyDays', 'reassessment', 'thirtyDays', 'thirdBirthday', 'interim']);

function dueDay(doc: IepDocument, today: string): string | undefined {
  const facts = dueFacts(doc);
  return dueItems({ ...facts, record: { ...facts.record, lastSessionDate: '' } }, today).find((item) => TIMELINES.has(item.kind))?.due;
}

/** Warnings in words; they stop nothing. */
export function noShowRails(doc: IepDocument, today: string): readonly string[] {
  const notices = rowsAt(doc, 'meeting/notice');
  const first = notices.map((notice) => textAt(notice, 'noticeDate')).filter(isDate).toSorted()[0];
  const due = dueDay(doc, today);
  const late = first !== undefined && due !== undefined && daysBetween(first, due) < SCHEDULED_DAYS ? [`This meeting was first scheduled on ${formatDate(first, 'en')}, less than ${SCHEDULED_DAYS} days before ${formatDate(due, 'en')}. Tabling is no way to put off scheduling: schedule the next one in time to cancel and reschedule.`] : [];
  const asked = notices.some((notice) => textAt(notice, 'parentReply/answer') === 'otherTime') ? ['The parent asked for another day in the reply to the notice. Agree on that day with them.'] : [];
  return [...late, ...asked];
}
