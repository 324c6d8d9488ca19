/**
 * A search for words in every affirmed IEP of one student, newest first: one call a record, so that places show as they are found and the search can be
 * stopped. What is looked for and what was found is in memory only, also while a PDF is read, and forgotten at lock.
 */
import { create } from 'zustand';
import type { FoundInRecord } from '../../shared/bridge/records.ts';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, bridge } from './bridge.ts';

export type Place = FoundInRecord['places'][number];

export interface Searched {
  readonly record: RecordSummary;
  readonly places: readonly Place[];
  /** What came after affirming and could not be read. */
  readonly unread: FoundInRecord['unread'];
  /** Why the record itself could not be read; nothing is said of what it holds. */
  readonly failure: Failure | null;
}

interface Search {
  readonly studentId: string;
  /** As they were typed when the search began; '' before the first. */
  readonly words: string;
  readonly state: 'none' | 'running' | 'stopped' | 'done';
  /** How many records are asked in all; 0 until that is known. */
  readonly of: number;
  /** Those asked so far, in their order. */
  readonly searched: readonly Searched[];
  /** The place that was opened last, so that whoever comes back from its PDF finds it. */
  readonly opened: string | null;
}

const NOTHING: Search = { studentId: '', words: '', state: 'none', of: 0, searched: [], opened: null };
export const useRecordSearch = create<Search>(() => NOTHING);

/** Counts up with every search: answers to an earlier one are dropped. */
let turn = 0;

/** @param list the records, in the order they are to be asked */
export async function searchRecords(studentId: string, words: string, list: () => Promise<readonly RecordSummary[]>): Promise<void> {
  turn += 1;
  const mine = turn;
  useRecordSearch.setState({ ...NOTHING, studentId, words, state: 'running' });
  const records = await list();
  if (mine !== turn) return;
  useRecordSearch.setState({ of: records.length });
  for (const record of records) {
    const reply = await ask(bridge().records.find({ iepId: record.iepId, words }));
    if (mine !== turn) return;
    const one: Searched = reply.ok ? { record, ...reply.value, failure: null } : { record, places: [], unread: [], failure: reply.failure as Failure };
    useRecordSearch.setState(({ searched }) => ({ searched: [...searched, one] }));
  }
  useRecordSearch.setState({ state: 'done' });
}

/** What was found so far stays. */
export function stopSearch(): void {
  turn += 1;
  useRecordSearch.setState(({ state }) => (state === 'running' ? { state: 'stopped' } : {}));
}

/** @param place null once somebody came back to it */
export function noteOpened(place: string | null): void {
  useRecordSearch.setState({ opened: place });
}

export function forgetSearch(): void {
  turn += 1;
  useRecordSearch.setState(NOTHING);
}
