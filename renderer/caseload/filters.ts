/** Promise: the lists a caseload is looked at by, and the order of each. */
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { unaffirmed, type Unaffirmed } from '../../shared/check/unaffirmed.ts';
import { today } from '../workbench/clock.ts';

export type Filter = 'all' | 'due' | 'unaffirmed' | 'unsigned' | 'waiting';

/** What is due within so many days is asked for with what is overdue. */
const SOON_DAYS = 30;

/** Whose meeting has come and who is not affirmed; null: not on the list. */
export function waitsForAffirming({ draft }: StudentSummary): Unaffirmed | null {
  return draft === null ? null : unaffirmed(draft.countedFrom, today());
}

/** Affirmed without the signature of a parent (casemis.md section 10, the second list): refused, not answered, or still out; one whose consent was revoked later was signed. */
function isUnsignedRecord({ current }: StudentSummary): boolean {
  return current !== null && current.exit === null && current.revoked === null && !current.toBeContinued && ['awaiting', 'noResponse', 'refused'].includes(current.consent);
}

export const FILTERS: readonly { readonly id: Filter; readonly label: string; readonly keep: (student: StudentSummary) => boolean }[] = [
  { id: 'all', label: 'All', keep: () => true },
  { id: 'due', label: 'Due or overdue', keep: (student) => student.due.some((item) => item.daysLeft <= SOON_DAYS) },
  { id: 'unaffirmed', label: 'Not affirmed yet', keep: (student) => waitsForAffirming(student) !== null },
  { id: 'unsigned', label: 'Affirmed, not signed', keep: isUnsignedRecord },
  { id: 'waiting', label: 'Waiting to send', keep: (student) => student.current !== null && student.current.delivery !== 'delivered' },
];

function firstDue(student: StudentSummary): string {
  return student.due[0]?.due ?? '9999-12-31';
}

/** The unaffirmed list begins with the meeting that was longest ago, every other with what is due first. */
export function orderOf(student: StudentSummary, filter: Filter): string {
  return filter === 'unaffirmed' ? (student.draft?.countedFrom ?? '') : firstDue(student);
}
