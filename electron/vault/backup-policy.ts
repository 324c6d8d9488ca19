/** Which backups stay: the newest few, one a day for a week, one a week for five weeks, and those made before a restore or for another computer. */
import type { BackupWhy } from '../ports/backups.ts';

/** The newest ones, whatever day they are of. */
const NEWEST = 3;
const DAYS = 7;
const WEEKS = 5;
/** States that a restore replaced; each can be brought back. */
const BEFORE_RESTORE = 3;

const DAY_MS = 86_400_000;
/** 1 January 1970 was a Thursday: three days more and weeks begin on Monday. */
const MONDAY_SHIFT = 3;

export interface DatedBackup {
  readonly id: string;
  /** ISO instant. */
  readonly madeAt: string;
  readonly why: BackupWhy;
}

function day(backup: DatedBackup): number {
  return Math.floor(Date.parse(backup.madeAt) / DAY_MS);
}

/** The newest backup of each of the last `count` periods that have one; `newestFirst` is sorted. */
function onePer(newestFirst: readonly DatedBackup[], periodOf: (backup: DatedBackup) => number, count: number): readonly DatedBackup[] {
  const found = new Map<number, DatedBackup>();
  for (const backup of newestFirst) if (!found.has(periodOf(backup))) found.set(periodOf(backup), backup);
  return [...found.values()].slice(0, count);
}

/** Ids of the backups to keep. The newest one is always among them. */
export function backupsToKeep(backups: readonly DatedBackup[]): ReadonlySet<string> {
  const newestFirst = backups.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const kept = [
    ...newestFirst.slice(0, NEWEST),
    ...onePer(newestFirst, day, DAYS),
    ...onePer(newestFirst, (backup) => Math.floor((day(backup) + MONDAY_SHIFT) / 7), WEEKS),
    ...newestFirst.filter(({ why }) => why === 'beforeRestore').slice(0, BEFORE_RESTORE),
    ...newestFirst.filter(({ why }) => why === 'transfer'),
  ];
  return new Set(kept.map(({ id }) => id));
}
