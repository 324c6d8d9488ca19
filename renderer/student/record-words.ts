/** An affirmed IEP in words, as the lists of History call it. */
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { showDate } from '../form/dates.ts';
import { CHANGE_WORDS, purposeWords } from '../ui/words.ts';

export function partWords({ part, toBeContinued }: RecordSummary): string {
  if (part !== null && part.of > 1) return `Part ${part.no} of ${part.of} of one meeting`;
  return toBeContinued ? 'Part 1 of a meeting that goes on' : '';
}

export function changeWords({ change }: RecordSummary): string {
  return change === null ? '' : `${CHANGE_WORDS[change.kind] ?? ''} of ${showDate(change.on)}`;
}

export function standingWords({ standing }: RecordSummary): string {
  return standing === 'current' ? 'Current' : 'History';
}

/** "IEP of 10/14/2026 · Annual · History". */
export function recordWords(record: RecordSummary): string {
  return [`IEP of ${showDate(record.meetingDate)}`, changeWords(record), purposeWords(record.purposes), standingWords(record), partWords(record)].filter((words) => words !== '').join(' · ');
}
