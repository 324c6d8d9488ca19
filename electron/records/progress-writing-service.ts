/**
 * Takes progress reports through their rounds: typed by the providers, finished, affirmed by the case manager, marked as sent, corrected (handbook, "Progress
 * Reports"; iep-forms.md 6.10). Main judges every step with its own clock and the unlocked user; the affirmed IEP keeps every byte.
 */
import type { Input, Output } from '../../shared/bridge/contract.ts';
import type { Verdict, Who } from '../../shared/flow/events.ts';
import { begunRound, newRound, progressRounds, type ProgressRound } from '../../shared/flow/progress-rounds.ts';
import { mayAddRound, mayAffirmRound, mayCorrectRound, mayFinishReport, mayGiveUpCorrection, maySendRound, mayWriteReport } from '../../shared/flow/may-report.ts';
import { typedOf, withRound, withWritten, type GoalReport, type RoundBeingWritten, type WrittenReport } from '../../shared/flow/progress.ts';
import type { LateEntry } from '../../shared/flow/late.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import { mayLook, refusalOf } from './judge.ts';
import { isChangedBy, leftReports, planOf, planProgress, wasAgreedTo, type PlanProgress } from './plan-progress.ts';
import { NO_REPORT_WORDS } from '../../shared/check/progress-reports.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { districtNow, type Rooms } from './rooms.ts';

interface Standing extends PlanProgress {
  readonly rounds: readonly ProgressRound[];
  readonly who: Who;
}

/** An IEP the parents agreed to, also when the next one is the Current by now: its last report still has to go home. */
async function planNamed(rooms: Rooms, entry: StudentIndexEntry, iepId: string): Promise<Result<PlanProgress>> {
  const carriedOut = await planOf(rooms, entry);
  if (typeof carriedOut !== 'string' && carriedOut.stored.package.iepId === iepId) return ok(carriedOut);
  const all = await rooms.vault.packages.listOf(entry.studentId);
  const stored = all.find(({ package: content }) => content.iepId === iepId);
  if (stored === undefined) return fail('notFound');
  if (isChangedBy(stored, all)) return fail('refused', 'An amendment, a correction or a continuation took the place of this IEP. Open the progress reports of this student again; what was typed is kept, and goes on there.');
  return wasAgreedTo(stored) ? ok(planProgress(stored, all)) : fail('refused', NO_REPORT_WORDS.noneAgreed);
}

/** @param iepId the plan on the screen; null for the one that is carried out */
async function standing(rooms: Rooms, studentId: string, iepId: string | null): Promise<Result<Standing>> {
  const who = mayLook(rooms, 'readAffirmed');
  if (!who.ok) return who;
  const entry = rooms.vault.caseload.get(studentId);
  if (entry === undefined) return fail('notFound');
  const carriedOut = iepId === null ? await planOf(rooms, entry) : null;
  if (typeof carriedOut === 'string') return fail('refused', NO_REPORT_WORDS[carriedOut]);
  const named = carriedOut !== null ? ok(carriedOut) : await planNamed(rooms, entry, iepId ?? '');
  if (!named.ok) return named;
  const found = named.value;
  return ok({ ...found, who: who.value, rounds: progressRounds(found.plan, found.writing, districtNow(rooms.tools).today) });
}

const NO_SUCH_ROUND = fail('refused', 'This report is not in the schedule any more. Open the progress reports of this student again.');

/** Steps of one student one after another: two windows' words or two presses must not overtake each other. */
function inTurn<T>(rooms: Rooms, studentId: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  return rooms.drafts.alone(`progress ${studentId}`, work);
}

type OfRound = Input<'progress.affirm'>;

/** Every step on a round: in its turn, on what stands now, with the round it is about. */
function onRound<T>(rooms: Rooms, { studentId, iepId, round: id }: OfRound, step: (here: Standing, round: ProgressRound) => Promise<Result<T>>): Promise<Result<T>> {
  return inTurn(rooms, studentId, async () => {
    const found = await standing(rooms, studentId, iepId);
    if (!found.ok) return found;
    const round = found.value.rounds.find((one) => one.round.id === id);
    return round === undefined ? NO_SUCH_ROUND : step(found.value, round);
  });
}

/** What the screen draws: the plan with its affirmed reports, and what is being written. */
export async function readProgress(rooms: Rooms, { studentId, iepId }: Input<'progress.read'>): Promise<Result<Output<'progress.read'>>> {
  const found = await standing(rooms, studentId, iepId ?? null);
  if (!found.ok) return found;
  const { stored, plan, writing } = found.value;
  const left = leftReports(await rooms.vault.packages.listOf(studentId)).map((one) => ({ iepId: one.iepId, meetingDate: one.meetingDate, reports: one.rounds.map(({ round }) => String(round.reportNo)) }));
  return ok({ iepId: stored.package.iepId, document: plan, writing: [...writing], left });
}

/** A round that was begun beside an earlier record of the same plan moves to this record with its next edit. */
async function keep(rooms: Rooms, here: Standing, next: RoundBeingWritten): Promise<Result<null>> {
  const { packages } = rooms.vault;
  const kept = await packages.changeProgress(here.stored.package.iepId, (before) => ok(withRound(before, next)));
  if (!kept.ok) return kept;
  const from = here.elsewhere.get(next.round.id);
  if (from === undefined) return ok(null);
  const cleared = await packages.changeProgress(from.iepId, (before) => ok(before.filter(({ round }) => round.id !== from.round)));
  return cleared.ok ? ok(null) : cleared;
}

/** Words for reports on goals; all of them or none. Whoever changes a finished report takes its tick away, so that nobody affirms words the provider has not seen whole. */
export function writeProgress(rooms: Rooms, { reports, ...of }: Input<'progress.write'>): Promise<Result<Output<'progress.write'>>> {
  return onRound(rooms, of, async (here, round) => {
    const { instant } = districtNow(rooms.tools);
    let next = begunRound(here.writing, round);
    for (const { goal, report } of reports) {
      const verdict = mayWriteReport(here.plan, round, goal, here.who);
      if (!verdict.ok) return refusalOf(verdict);
      next = withWritten(next, { goal, report: { ...typedOf(report), providerDone: false }, by: here.who.actor.staffId, at: instant });
    }
    const kept = await keep(rooms, here, next);
    return kept.ok ? ok({ keptAt: instant }) : kept;
  });
}

function reportIn({ goals }: ProgressRound, goal: string): JsonObject {
  const { report } = goals.find((one) => one.goal === goal) ?? { report: {} };
  return typedOf(report);
}

/** The provider says that a report is finished, or takes that back. The day is put in when nobody typed one. */
export function finishReport(rooms: Rooms, { goal, done, ...of }: Input<'progress.finish'>): Promise<Result<null>> {
  return onRound(rooms, of, async (here, round) => {
    const verdict = firstRefusal([() => mayWriteReport(here.plan, round, goal, here.who), () => (done ? mayFinishReport(round, goal) : { ok: true })]);
    if (!verdict.ok) return refusalOf(verdict);
    const { instant, today } = districtNow(rooms.tools);
    const report = reportIn(round, goal);
    const dated = (report['reportDate'] ?? '') === '' && done ? { ...report, reportDate: today } : report;
    return told(rooms, here, await keep(rooms, here, withWritten(begunRound(here.writing, round), { goal, report: { ...dated, providerDone: done }, by: here.who.actor.staffId, at: instant })));
  });
}

function firstRefusal(asked: readonly (() => Verdict)[]): Verdict {
  for (const ask of asked) {
    const verdict = ask();
    if (!verdict.ok) return verdict;
  }
  return { ok: true };
}

function told(rooms: Rooms, { stored }: Standing, result: Result<null>): Result<null> {
  if (result.ok) rooms.tools.notify('caseload', { changed: stored.studentId });
  return result;
}

/** Written once beside the record and sent to the district by itself. */
async function add(rooms: Rooms, { stored }: Standing, entry: LateEntry): Promise<Result<null>> {
  const added = await rooms.vault.packages.addLate(stored.package.iepId, entry);
  if (!added.ok) return added;
  rooms.sync.wake();
  rooms.tools.notify('caseload', { changed: stored.studentId });
  return ok(null);
}

function asReports({ goals }: ProgressRound): readonly GoalReport[] {
  return goals.map(({ goal, report }) => ({ goal, report: typedOf(report) }));
}

/** Once every provider is done the case manager affirms the round: date stamp, read-only. The words are in the affirmed entry before what was being written goes. */
export function affirmRound(rooms: Rooms, of: Input<'progress.affirm'>): Promise<Result<null>> {
  return onRound(rooms, of, async (here, round) => {
    const verdict = mayAffirmRound(here.plan, round, here.who);
    if (!verdict.ok) return refusalOf(verdict);
    const { instant, today, time } = districtNow(rooms.tools);
    const { edition, reason } = begunRound(here.writing, round);
    const { actor } = here.who;
    const added = await add(rooms, here, { progress: { round: round.round, edition, reason, affirmedBy: actor.name, affirmedAt: `${today}T${time}`, reports: asReports(round) }, by: actor.staffId, at: instant });
    if (!added.ok) return added;
    // If the disk refuses or the computer stops here, the typed words stay behind and count no more: the report they became is affirmed.
    await clear(rooms, here, round.round.id);
    return ok(null);
  });
}

/** Takes a round off what is being written. */
async function clear(rooms: Rooms, { stored, elsewhere }: Standing, id: string): Promise<Result<null>> {
  const { packages } = rooms.vault;
  const from = elsewhere.get(id) ?? { iepId: stored.package.iepId, round: id };
  const cleared = await packages.changeProgress(from.iepId, (before) => ok(before.some(({ round }) => round.id === from.round) ? before.filter(({ round }) => round.id !== from.round) : before));
  return cleared.ok ? ok(null) : cleared;
}

/** An affirmed report that is wrong: its words are taken over to be changed, and the affirmed one stays as it was. */
export function correctRound(rooms: Rooms, { reason, ...of }: Input<'progress.correct'>): Promise<Result<null>> {
  return onRound(rooms, of, async (here, round) => {
    const verdict = mayCorrectRound(here.plan, round, reason, here.who);
    if (!verdict.ok) return refusalOf(verdict);
    const { instant } = districtNow(rooms.tools);
    const reports = round.goals.map(({ goal, report }): WrittenReport => ({ goal, report: { ...typedOf(report), providerDone: false }, by: here.who.actor.staffId, at: instant }));
    return told(rooms, here, await keep(rooms, here, { round: round.round, edition: round.edition + 1, reason: reason.trim(), reports }));
  });
}

/** The words typed for it go; what was affirmed stands as it did. */
export function giveUpCorrection(rooms: Rooms, of: Input<'progress.giveUpCorrection'>): Promise<Result<null>> {
  return onRound(rooms, of, async (here, round) => {
    const verdict = mayGiveUpCorrection(here.plan, round, here.who);
    return verdict.ok ? told(rooms, here, await clear(rooms, here, round.round.id)) : refusalOf(verdict);
  });
}

/** A report more than the IEP's schedule names. */
export function addRound(rooms: Rooms, { studentId, iepId, dueDate }: Input<'progress.add'>): Promise<Result<null>> {
  return inTurn(rooms, studentId, async () => {
    const found = await standing(rooms, studentId, iepId);
    if (!found.ok) return found;
    const here = found.value;
    const verdict = mayAddRound(here.plan, here.rounds, dueDate, here.who);
    if (!verdict.ok) return refusalOf(verdict);
    return told(rooms, here, await keep(rooms, here, { round: newRound(here.rounds, rooms.tools.random.id(), dueDate), edition: 1, reason: '', reports: [] }));
  });
}

type Sent = Output<'progress.send'>;

function sendOne(rooms: Rooms, of: OfRound, how: string, on: string): Promise<Result<null>> {
  return onRound(rooms, of, async (here, round) => {
    const { instant, today } = districtNow(rooms.tools);
    const verdict = maySendRound(here.plan, round, { how, on }, today, here.who);
    if (!verdict.ok) return refusalOf(verdict);
    return add(rooms, here, { sent: { round: round.round.id, edition: round.edition, how, on }, by: here.who.actor.staffId, at: instant });
  });
}

/** Marks reports as sent home, of one student or of many; one that cannot be is named with its reason, and the others are marked. */
export async function sendRounds(rooms: Rooms, { reports, how, on }: Input<'progress.send'>): Promise<Result<Sent>> {
  const refused: { studentId: string; round: string; failure: Failure }[] = [];
  let sent = 0;
  for (const one of reports) {
    const done = await sendOne(rooms, one, how, on);
    if (done.ok) sent += 1;
    else refused.push({ studentId: one.studentId, round: one.round, failure: done.failure });
  }
  return ok({ sent, refused });
}

