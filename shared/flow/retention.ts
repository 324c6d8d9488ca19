/**
 * When the records of a student who left the caseload may go from this computer: never before the district has confirmed every one of them
 * (storage.md section 4, retention), never while anything is unfinished or unreadable, and not in the first month, for students come back.
 */
import { daysBetween, addDays } from '../time/dates.ts';

/** Days a student who left stays on this computer. */
export const KEPT_AFTER_LEAVING_DAYS = 30;

/** Days after a removal in which sealed copies made before it (backups, folders a restore replaced) may still hold the records: as long as the weekly backups reach back. */
export const COPIES_KEPT_DAYS = 35;

const DAY_MS = 86_400_000;

export interface LeaverFacts {
  /** District-local date on which the district first said so. */
  readonly leftOn: string;
  readonly openDraft: boolean;
  /** Files of the student that cannot be read. */
  readonly unreadable: number;
  /** Each affirmed IEP: whether a receipt of the district names these very bytes, and whether the district asked a person to decide about it. */
  readonly records: readonly { readonly confirmed: boolean; readonly conflict: boolean; /** Something was added to it that the district has not confirmed, such as a late signature. */ readonly addedHere: boolean; /** A progress report beside it is written and not affirmed. */ readonly reportOpen: boolean }[];
}

export const STAYS_BECAUSE = ['unreadable', 'openDraft', 'reportOpen', 'conflict', 'notConfirmed', 'addedHere', 'tooSoon'] as const;
export type StaysBecause = (typeof STAYS_BECAUSE)[number];

/** Whether copies made before a removal must be gone now. Both are ISO instants. */
export function copiesAreDue(removedAt: string, now: string): boolean {
  return Date.parse(now) - Date.parse(removedAt) >= COPIES_KEPT_DAYS * DAY_MS;
}

/** The first reason to stay, gravest first, or that everything may go; `from` is the first day time allows it. */
export function retentionOf(facts: LeaverFacts, today: string): { readonly from: string; readonly stays: StaysBecause | null } {
  const from = addDays(facts.leftOn, KEPT_AFTER_LEAVING_DAYS);
  const reasons: Record<StaysBecause, boolean> = {
    unreadable: facts.unreadable > 0,
    openDraft: facts.openDraft,
    reportOpen: facts.records.some(({ reportOpen }) => reportOpen),
    conflict: facts.records.some(({ conflict }) => conflict),
    notConfirmed: facts.records.some(({ confirmed }) => !confirmed),
    addedHere: facts.records.some(({ addedHere }) => addedHere),
    tooSoon: daysBetween(today, from) > 0,
  };
  return { from, stays: STAYS_BECAUSE.find((reason) => reasons[reason]) ?? null };
}
