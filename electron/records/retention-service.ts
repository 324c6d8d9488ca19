/** Lets go of students who left the caseload, by the policy of shared/flow/retention.ts, and tells what stays and why. */
import type { Leavers } from '../../shared/bridge/caseload.ts';
import { retentionOf, type LeaverFacts } from '../../shared/flow/retention.ts';
import { stillWritten } from '../../shared/flow/progress.ts';
import { localDate } from '../../shared/time/zone.ts';
import type { StoredPackage } from '../ports/packages.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { planProgress } from './plan-progress.ts';
import { districtNow, type Rooms } from './rooms.ts';

/** A receipt counts only when it names the very bytes that are here. */
function isConfirmed({ receipt, sha256, package: { pdfSha256 } }: StoredPackage): boolean {
  return receipt !== null && receipt.sha256 === sha256 && receipt.pdfSha256 === pdfSha256;
}

/** Words of a progress report that nobody has affirmed. */
function isBeingWritten(record: StoredPackage, all: readonly StoredPackage[]): boolean {
  return stillWritten(planProgress(record, all).plan, record.writing).some(({ reports }) => reports.length > 0);
}

/** Damage counts that is this student's, or a record's whose owner cannot be told. */
function unreadable(rooms: Rooms, studentId: string): number {
  return rooms.vault.damaged().filter((found) => found.state !== 'tailCut' && (found.studentId === studentId || (found.studentId === null && found.file.includes('/')))).length;
}

interface Left {
  readonly student: StudentIndexEntry;
  readonly leftAt: string;
  readonly records: readonly StoredPackage[];
  readonly facts: LeaverFacts;
}

/** Everybody who left and is still here, with everything read that the verdict needs. */
async function everybodyWhoLeft(rooms: Rooms): Promise<readonly Left[]> {
  const { zone } = rooms.tools.settings.get();
  if (rooms.vault.caseload.leavers().length === 0) return [];
  const drafts = await rooms.vault.drafts.list();
  const left: Left[] = [];
  for (const { studentId, leftAt } of rooms.vault.caseload.leavers()) {
    const student = rooms.vault.caseload.get(studentId);
    if (student === undefined) continue;
    const records = await rooms.vault.packages.listOf(studentId);
    left.push({
      student, leftAt, records,
      facts: {
        leftOn: localDate(leftAt, zone), openDraft: drafts.some((draft) => draft.studentId === studentId), unreadable: unreadable(rooms, studentId),
        records: records.map((record) => ({ confirmed: isConfirmed(record), conflict: record.receipt?.standing === 'conflict', addedHere: record.late.some(({ receipt }) => receipt === null), reportOpen: isBeingWritten(record, records) })),
      },
    });
  }
  return left;
}

/** Removes whoever may go; returns how many went. What the disk refuses is tried again at the next unlock. */
export async function letLeaversGo(rooms: Rooms): Promise<number> {
  const { today, instant } = districtNow(rooms.tools);
  let gone = 0;
  for (const { student, leftAt, records, facts } of await everybodyWhoLeft(rooms)) {
    if (retentionOf(facts, today).stays !== null) continue;
    const receipts = records.map(({ package: { iepId }, sha256, receipt }) => ({ iepId, sha256, receivedAt: receipt?.receivedAt ?? '' }));
    const removed = await rooms.vault.removeStudent(student.studentId, { studentKey: student.studentKey, leftAt, removedAt: instant, receipts });
    if (!removed.ok) continue;
    rooms.records.forgetOf(student.studentId);
    gone += 1;
  }
  return gone;
}

/** For Settings: who left and why their records stay, and what was removed with which receipts. */
export async function leavers(rooms: Rooms): Promise<Leavers> {
  const { today } = districtNow(rooms.tools);
  const { zone } = rooms.tools.settings.get();
  const left = await everybodyWhoLeft(rooms);
  return {
    staying: left.map(({ student, facts }) => ({ studentId: student.studentId, name: student.name, leftOn: facts.leftOn, records: facts.records.length, ...retentionOf(facts, today) })),
    removed: rooms.vault.caseload.removals().map(({ studentKey, leftAt, removedAt, receipts }) => ({ studentKey, leftOn: localDate(leftAt, zone), removedOn: localDate(removedAt, zone), records: receipts.length })),
  };
}
