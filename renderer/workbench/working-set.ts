/**
 * The working set of this window: caseload and record lists in Dexie, in a partition that is never on disk (design.md section 3).
 * Main fills it at unlock and after every change; lock empties it; the screens query it live. The open document is not here: it lives in
 * the draft store only, one owner per fact (decisions.md 8).
 */
import { Dexie, liveQuery, type EntityTable } from 'dexie';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { RecordSummary, StudentSummary } from '../../shared/bridge/summaries.ts';
import { askWhileOpen, bridge } from './bridge.ts';

export type StoredRecord = RecordSummary & { readonly studentId: string };

class WorkingSet extends Dexie {
  readonly students!: EntityTable<StudentSummary, 'studentId'>;
  readonly records!: EntityTable<StoredRecord, 'iepId'>;

  constructor() {
    super('working-set');
    this.version(1).stores({ students: 'studentId, name, nextAnnualDate', records: 'iepId, studentId' });
  }
}

const set = new WorkingSet();

/** Whether the caseload was read since the records were opened: until then nothing here is told as empty. */
export const useCaseloadRead = create<{ readonly read: boolean }>(() => ({ read: false }));

/** What main last said of each student, for the moment before the first query of a screen has answered: whoever opens a student sees them at once. */
const lastSaid = new Map<string, StudentSummary>();

/** Replaces the caseload by main's answer. */
export async function fillWorkingSet(): Promise<void> {
  const reply = await askWhileOpen(bridge().caseload.list());
  if (!reply.ok) return;
  lastSaid.clear();
  for (const student of reply.value) lastSaid.set(student.studentId, student);
  await set.transaction('rw', set.students, async () => {
    await set.students.clear();
    await set.students.bulkPut([...reply.value]);
  });
  useCaseloadRead.setState({ read: true });
}

/** Replaces what is known of one student's affirmed records. */
export async function fillRecords(studentId: string): Promise<void> {
  const reply = await askWhileOpen(bridge().caseload.student({ studentId }));
  if (!reply.ok) return;
  lastSaid.set(studentId, reply.value.summary);
  await set.transaction('rw', set.students, set.records, async () => {
    await set.students.put(reply.value.summary);
    await set.records.where('studentId').equals(studentId).delete();
    await set.records.bulkPut(reply.value.records.map((record) => ({ ...record, studentId })));
  });
}

export async function emptyWorkingSet(): Promise<void> {
  useCaseloadRead.setState({ read: false });
  lastSaid.clear();
  await set.transaction('rw', set.students, set.records, async () => {
    await set.students.clear();
    await set.records.clear();
  });
}

/** Follows a query of the working set. Returns `first` until the query has answered, and again once `key` has changed: what was found for one student is never shown as another's. */
function useLive<T>(query: () => Promise<T>, key: string, first?: T): T | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly value: T } | null>(null);
  useEffect(() => {
    const watch = liveQuery(query).subscribe({ next: (value) => setFound({ key, value }) });
    return () => watch.unsubscribe();
    // The query closes over `key` only; a new key is a new query.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return found?.key === key ? found.value : first;
}

export function useStudents(): readonly StudentSummary[] | undefined {
  return useLive(() => set.students.orderBy('name').toArray(), 'all');
}

/** The caseload as it is known now, for what is worked out once. */
export function studentsNow(): Promise<readonly StudentSummary[]> {
  return set.students.toArray();
}

export function useStudent(studentId: string): StudentSummary | undefined {
  return useLive(() => set.students.get(studentId), studentId, lastSaid.get(studentId));
}

async function newestFirst(studentId: string): Promise<readonly StoredRecord[]> {
  return (await set.records.where('studentId').equals(studentId).toArray()).sort((a, b) => b.affirmedAt.localeCompare(a.affirmedAt));
}

/** Affirmed records of a student, newest first. */
export function useRecords(studentId: string): readonly StoredRecord[] | undefined {
  return useLive(() => newestFirst(studentId), studentId);
}

/** The same as main has them now, for what is asked once. */
export async function recordsNow(studentId: string): Promise<readonly StoredRecord[]> {
  await fillRecords(studentId);
  return newestFirst(studentId);
}
