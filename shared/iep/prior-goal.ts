/** Promise: the progress that was reported on a goal, one sentence a report, for a reader who writes the next goal. */
import { formatDate, isDate } from '../time/dates.ts';
import type { Json, JsonObject } from './json.ts';
import { inDayOrder, isEarlierReport } from './report-order.ts';
import { PROGRESS_FIELDS } from './pages/progress-fields.ts';

function text(holder: JsonObject, key: string): string {
  const value = holder[key];
  return typeof value === 'string' ? value.trim() : '';
}

function day(date: string): string {
  return isDate(date) ? formatDate(date, 'en') : '';
}

function codeWords(code: string): string {
  const type = PROGRESS_FIELDS.find((def) => def.id === 'progressCode')?.type;
  return type?.kind === 'choice' ? (type.choices.find((choice) => choice.value === code)?.label.en ?? code) : code;
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').map((part) => (/[.!?]$/u.test(part) ? part : `${part}.`)).join(' ');
}

function reportWords(report: JsonObject): readonly string[] {
  const said = sentences(codeWords(text(report, 'progressCode')), text(report, 'summary'), text(report, 'comment'));
  if (said === '') return [];
  const on = day(text(report, 'reportDate')) || day(text(report, 'dueDate'));
  return [`Report ${typeof report['reportNo'] === 'number' ? report['reportNo'] : ''}${on === '' ? '' : `, ${on}`}: ${said}`];
}

function reportsOf(goal: JsonObject): readonly JsonObject[] {
  const reports = Array.isArray(goal['progressReports']) ? (goal['progressReports'] as readonly Json[]) : [];
  return inDayOrder(reports.filter((report): report is JsonObject => typeof report === 'object' && report !== null && !Array.isArray(report)));
}

/** What was reported on a goal before a round, one sentence a report. */
export function earlierReports(goal: JsonObject, round: { readonly reportNo: number; readonly dueDate: string }): readonly string[] {
  return reportsOf(goal).filter((report) => isEarlierReport(report, { ...round })).flatMap(reportWords);
}

/** Reports nobody wrote are left out. */
export function progressWords(goal: JsonObject): readonly string[] {
  const written = reportsOf(goal).flatMap(reportWords);
  const met = text(goal, 'goalMet');
  const review = sentences(met === 'Y' ? 'Goal met' : met === 'N' ? 'Goal not met' : '', text(goal, 'annualReviewComment'));
  const on = day(text(goal, 'annualReviewDate'));
  return review === '' ? written : [...written, `Annual review${on === '' ? '' : `, ${on}`}: ${review}`];
}
