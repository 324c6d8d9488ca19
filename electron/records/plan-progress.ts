/**
 * The plan of a student that is carried out, read together with its progress reports: those beside its own record, and those that were written beside the
 * record it amended, corrected or continued (iep-forms.md 6.10). Nothing is stored here.
 */
import { documentReportedOn, planInForce } from '../../shared/flow/in-force.ts';
import { exitOf, hasNoPlan, reportedUntil } from '../../shared/flow/eligibility.ts';
import { isProgress } from '../../shared/flow/late.ts';
import { progressRounds, roundsLeft, withRoundsUntil, type ProgressRound } from '../../shared/flow/progress-rounds.ts';
import { SCHEDULE, withProgress, type ProgressEntry, type RoundBeingWritten } from '../../shared/flow/progress.ts';
import { carriedEntries, carriedWriting, changedDocument } from '../../shared/flow/progress-carry.ts';
import { rowsAt, textAt } from '../../shared/flow/read.ts';
import type { NoReport } from '../../shared/check/progress-reports.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withRowIds } from '../../shared/iep/ids.ts';
import type { StoredPackage } from '../ports/packages.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { unreadableOf } from './damage.ts';
import { asAnswered } from './late-signature-service.ts';
import type { Rooms } from './rooms.ts';

export interface PlanProgress {
  readonly stored: StoredPackage;
  /** With every report that was affirmed, and how it went home. */
  readonly plan: IepDocument;
  readonly writing: readonly RoundBeingWritten[];
  /** Rounds that are still written beside an earlier record, and beside which. */
  readonly elsewhere: ReadonlyMap<string, { readonly iepId: string; readonly round: string }>;
}

function documentOf({ package: { document } }: StoredPackage): IepDocument {
  return withRowIds(document as IepDocument);
}

function recordOf(documentId: string | null, all: readonly StoredPackage[]): StoredPackage | undefined {
  return documentId === null ? undefined : all.find(({ package: { document } }) => (document as IepDocument).documentId === documentId);
}

interface Gathered {
  readonly entries: readonly ProgressEntry[];
  readonly writing: readonly RoundBeingWritten[];
  readonly elsewhere: PlanProgress['elsewhere'];
}

function gather(stored: StoredPackage, all: readonly StoredPackage[]): Gathered {
  const here = documentOf(stored);
  const own = stored.late.filter(isProgress);
  const base = recordOf(changedDocument(here), all);
  if (base === undefined) return { entries: own, writing: stored.writing, elsewhere: new Map() };
  const before = gather(base, all);
  const from = documentOf(base);
  const carried = carriedWriting(before.writing, from, here);
  const mine = new Set(stored.writing.map(({ round }) => round.id));
  const elsewhere = carried.flatMap(({ round }, index) => (mine.has(round.id) ? [] : [[round.id, before.elsewhere.get(before.writing[index]?.round.id ?? '') ?? { iepId: base.package.iepId, round: before.writing[index]?.round.id ?? '' }] as const]));
  return { entries: [...carriedEntries(before.entries, from, here), ...own], writing: [...carried.filter(({ round }) => !mine.has(round.id)), ...stored.writing], elsewhere: new Map(elsewhere) };
}

/** @param all every affirmed record of the student at hand */
export function planProgress(stored: StoredPackage, all: readonly StoredPackage[]): PlanProgress {
  const { entries, writing, elsewhere } = gather(stored, all);
  const document = asAnswered(stored);
  const [plan, exit] = [withProgress(document, entries), exitOf(document)];
  return { stored, plan: exit === null ? plan : withRoundsUntil(plan, writing, reportedUntil(exit)), writing, elsewhere };
}

/** An amendment, a correction or a continuation took its place: its reports go on there. */
export function isChangedBy(stored: StoredPackage, all: readonly StoredPackage[]): boolean {
  const { documentId } = stored.package.document as IepDocument;
  return all.some((other) => changedDocument(other.package.document as IepDocument) === documentId);
}

/** Reports of one earlier plan that still have to go home. */
export interface LeftReports {
  readonly iepId: string;
  readonly meetingDate: string;
  readonly rounds: readonly ProgressRound[];
}

/** There was a plan, and the parents agreed to it. */
export function wasAgreedTo(stored: StoredPackage): boolean {
  const document = asAnswered(stored);
  return !hasNoPlan(document) && ['agreedAll', 'agreedPart'].includes(document.consentStatus);
}

function hasReports(stored: StoredPackage, all: readonly StoredPackage[]): boolean {
  const isScheduled = rowsAt(stored.package.document as IepDocument, SCHEDULE).length > 0 || planProgress(stored, all).writing.length > 0 || stored.late.some(isProgress);
  return isScheduled && !isChangedBy(stored, all) && wasAgreedTo(stored);
}

/** @param all every affirmed record of the student, oldest first; of each that another one followed, what is left of it */
export function leftReports(all: readonly StoredPackage[]): readonly LeftReports[] {
  return all.flatMap((stored, at): readonly LeftReports[] => {
    const next = all.slice(at + 1).find((other) => changedDocument(other.package.document as IepDocument) === null);
    if (next === undefined || !hasReports(stored, all)) return [];
    const { plan, writing } = planProgress(stored, all);
    const endedOn = textAt(next.package.document as IepDocument, 'meeting/meetingDate');
    const rounds = roundsLeft(progressRounds(plan, writing, endedOn), writing, endedOn, stored.package.kind === 'imported');
    return rounds.length === 0 ? [] : [{ iepId: stored.package.iepId, meetingDate: textAt(plan, 'meeting/meetingDate'), rounds }];
  });
}

/** The plan that is carried out, or why there is none at hand. */
export async function planOf(rooms: Rooms, { studentId, currentIepId }: StudentIndexEntry): Promise<PlanProgress | Exclude<NoReport, 'later' | 'notYours'>> {
  const stored = await rooms.vault.packages.listOf(studentId);
  const current = stored.find(({ package: { iepId } }) => iepId === currentIepId);
  if (current === undefined) return unreadableOf(rooms.vault.damaged(), studentId).records > 0 ? 'unreadable' : 'notHere';
  const [document, known] = [asAnswered(current), stored.map(asAnswered)];
  if (hasNoPlan(document)) return 'noPlan';
  const [record, exit] = [recordOf(documentReportedOn(document, known)?.documentId ?? null, stored), exitOf(document)];
  if (record !== undefined) {
    const found = planProgress(record, stored);
    if (exit === null) return found;
    const plan = withRoundsUntil(found.plan, found.writing, reportedUntil(exit));
    return rowsAt(plan, SCHEDULE).length === 0 && found.writing.length === 0 ? 'left' : { ...found, plan };
  }
  if (exit !== null) return 'left';
  const { plan } = planInForce(document, known);
  if (plan === 'revoked') return 'revoked';
  return plan === 'none' ? 'noneAgreed' : 'notHere';
}

/** One of the student's plans by its record. */
export async function planById(rooms: Rooms, { studentId }: StudentIndexEntry, iepId: string): Promise<PlanProgress | 'notHere'> {
  const stored = await rooms.vault.packages.listOf(studentId);
  const record = stored.find(({ package: content }) => content.iepId === iepId);
  return record === undefined ? 'notHere' : planProgress(record, stored);
}
