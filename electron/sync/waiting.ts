/** What waits for the district and what is settled with it, told from what the records here hold of its receipts: never a list of its own (decisions.md 5). */
import type { LateFacts, RecordFacts } from '../ports/packages.ts';
import type { OpenVault } from '../ports/open-vault.ts';

/** An affirmed IEP, or something that came later to one the district holds. `id` is unique among all that waits; of one `queue` only the first is sent. */
export type Waiting =
  | { readonly what: 'iep'; readonly id: string; readonly queue: string; readonly record: RecordFacts }
  | { readonly what: 'late'; readonly id: string; readonly queue: string; readonly record: RecordFacts; readonly late: LateFacts };

/** A student's records go one after the other, since each builds on the one before. */
function waitingIep(record: RecordFacts): Waiting {
  return { what: 'iep', id: record.iepId, queue: record.studentId, record };
}

/** What came later waits for what came before it to the same record, and for no other record. */
function waitingLate(record: RecordFacts, late: LateFacts): Waiting {
  return { what: 'late', id: `${record.iepId}/${late.number}`, queue: `${record.iepId}/`, record, late };
}

/** In the order they were committed; what came later after the records. */
export function waitingOf(all: readonly RecordFacts[]): readonly Waiting[] {
  const there = all.filter(({ receipt }) => receipt !== null);
  return [...all.filter(({ receipt }) => receipt === null).map(waitingIep), ...there.flatMap((record) => record.late.filter(({ receipt }) => receipt === null).map((late) => waitingLate(record, late)))];
}

/** What was delivered from this computer, and records in conflict. */
export function settledOf(all: readonly RecordFacts[], vault: Pick<OpenVault, 'deviceId' | 'profile'>): readonly Waiting[] {
  const ieps = all.filter(({ receipt, device }) => receipt !== null && (device === vault.deviceId || receipt.standing === 'conflict'));
  const mine = (by: string): boolean => by === vault.profile()?.staffId;
  return [...ieps.map(waitingIep), ...all.flatMap((record) => record.late.filter(({ receipt, by }) => receipt !== null && mine(by)).map((late) => waitingLate(record, late)))];
}
