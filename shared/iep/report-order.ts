/**
 * Promise: progress reports come in the order of their days wherever they are listed. Their numbers are names and stay as they were given: the signed IEP says
 * "Report 3, due Jun 4", and so do the sheets that went home (iep-forms.md 3.15); neither law nor handbook ask for a number.
 */
import type { IepDocument } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Behind every day in ISO. */
const LAST = '~';

/** ISO; a report that names no day of its own is as old as what is said in it. */
function dayOf(report: JsonObject): string {
  return [report['dueDate'], report['reportDate']].find((day): day is string => typeof day === 'string' && day !== '') ?? '';
}

function numberOf(report: JsonObject): number {
  return typeof report['reportNo'] === 'number' ? report['reportNo'] : Number.POSITIVE_INFINITY;
}

/** True for a report before the other: by their days, and by their numbers where a day is missing or the same. */
export function isEarlierReport(one: JsonObject, other: JsonObject): boolean {
  if (numberOf(one) === numberOf(other)) return false;
  const [day, otherDay] = [dayOf(one), dayOf(other)];
  return day === '' || otherDay === '' || day === otherDay ? numberOf(one) < numberOf(other) : day < otherDay;
}

/** The reports by their days, those without one last; of the same day as they stood. The same list where they are in order already. */
export function inDayOrder<R extends JsonObject>(reports: readonly R[]): readonly R[] {
  const key = (report: R): string => dayOf(report) || LAST;
  const sorted = reports.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
  return sorted.every((report, index) => report === reports[index]) ? reports : sorted;
}

function orderedMember(holder: JsonObject, member: string): JsonObject {
  const list = holder[member];
  if (!Array.isArray(list) || !(list as readonly Json[]).every(isObject)) return holder;
  const ordered = inDayOrder(list as readonly JsonObject[]);
  return ordered === list ? holder : { ...holder, [member]: ordered };
}

/** The document with its schedule and the reports on each goal in that order, for reading; what is stored keeps the order in which it was written. */
export function withReportsInOrder(document: IepDocument): IepDocument {
  const scheduled = orderedMember(document, 'progressReportSchedule') as IepDocument;
  const { goals } = scheduled.pages;
  const items = isObject(goals) ? goals['items'] : undefined;
  if (!isObject(goals) || !Array.isArray(items)) return scheduled;
  const ordered = (items as readonly Json[]).map((goal) => (isObject(goal) ? orderedMember(goal, 'progressReports') : goal));
  return ordered.every((goal, index) => goal === items[index]) ? scheduled : { ...scheduled, pages: { ...scheduled.pages, goals: { ...goals, items: ordered } } };
}
