/** Leads from an affirmed IEP to its PDF, and from a place that was found in it to that place on its sheets. */
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { showDate } from '../form/dates.ts';
import { go } from '../routes.ts';
import type { Place } from '../workbench/record-search.ts';

function titleOf(record: RecordSummary): string {
  return `IEP of ${showDate(record.meetingDate)}`;
}

export function readPdf(studentId: string, record: RecordSummary): void {
  go({ name: 'reader', studentId, title: titleOf(record), source: { kind: 'affirmed', iepId: record.iepId } });
}

/** What came after affirming is not on the affirmed sheets; the clean copy, which is made today, has it. */
export function readPlace(studentId: string, record: RecordSummary, { before, found, after, shownOn }: Place): void {
  const { iepId } = record;
  const passage = { before, found, after };
  if (shownOn === 'cleanCopy') go({ name: 'reader', studentId, title: `Clean copy: ${titleOf(record)}`, source: { kind: 'cleanCopy', iepId }, passage });
  else go({ name: 'reader', studentId, title: titleOf(record), source: { kind: 'affirmed', iepId }, passage });
}
