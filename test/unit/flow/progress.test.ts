/** Progress reports as a machine of their own: any sequence of steps keeps what was affirmed, says only what was affirmed on paper, and leads on; and they stay with their goals when an amendment takes the plan's place. */
import { describe, expect, test } from 'vitest';
import { reportsNow } from '../../../shared/check/progress-reports.ts';
import { withLate } from '../../../shared/flow/late.ts';
import { begunRound, newRound, progressRounds, reportedGoals, type ProgressRound } from '../../../shared/flow/progress-rounds.ts';
import { mayAffirmRound, mayCorrectRound, mayFinishReport, maySendRound, mayWriteReport } from '../../../shared/flow/may-report.ts';
import { typedOf, withProgress, withRound, withRoundsAdded, withWriting, withWritten, type ProgressEntry, type RoundBeingWritten } from '../../../shared/flow/progress.ts';
import { carriedEntries, carriedWriting, changedDocument } from '../../../shared/flow/progress-carry.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import type { Who } from '../../../shared/flow/events.ts';
import { ROW_ID } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withoutRowIds, withRowIds } from '../../../shared/iep/ids.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { startChange } from '../../../shared/iep/start-change.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { dice, type Dice } from '../../crash/seeded.ts';
import { times } from '../../crash/size.ts';
import { sampleDocument } from '../iep/sample.ts';
import { factsOf } from '../paper/sample.ts';

const MANAGER: Who = { actor: { staffId: 'st1', name: 'Rosalind Achterberg', role: 'caseManager', area: 'specialEducation' }, district: [] };
const SPEECH: Who = { actor: { staffId: 'st2', name: 'Percival Odumegwu', role: 'relatedServiceProvider', area: 'communication' }, district: [] };
const TODAY = '2027-09-29';

/** As it lies in a package: without row ids, which are given anew at each reading. */
function affirmed(): IepDocument {
  return withRowIds({ ...withoutRowIds(sampleDocument()), documentStatus: 'current' } as unknown as IepDocument);
}

/** Two goals of two providers, so that a walk gets somewhere. */
function smallPlan(): IepDocument {
  const { infoEligibility, goals } = affirmed().pages;
  const items = rowsAt(affirmed(), 'pages/goals/items');
  return { ...affirmed(), pages: { infoEligibility, goals: { ...(goals as JsonObject), items: [items[0], items[3]] } } } as unknown as IepDocument;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

interface Desk {
  readonly record: IepDocument;
  entries: readonly ProgressEntry[];
  writing: readonly RoundBeingWritten[];
}
const planOf = ({ record, entries }: Desk): IepDocument => withProgress(record, entries);
const roundsOf = (desk: Desk): readonly ProgressRound[] => progressRounds(planOf(desk), desk.writing, TODAY);

const WORDS: JsonObject = { progressCode: '3', sufficient: 'Y', summary: '' };

type Step = (desk: Desk, round: ProgressRound, random: Dice, n: number) => string;
/** Each asks first, as main does, and says what it did, or why not. */
const STEPS: readonly Step[] = [
  (desk, round, random, n) => {
    const who = random.below(2) === 0 ? MANAGER : SPEECH;
    const { goal, report } = (random.below(6) > 0 ? round.goals.find(({ isDone }) => !isDone) : undefined) ?? (round.goals[random.below(round.goals.length)] as ProgressRound['goals'][number]);
    const verdict = mayWriteReport(planOf(desk), round, goal, who);
    if (!verdict.ok) return `no: ${verdict.reason}`;
    const words = random.below(4) === 0 ? { ...typedOf(report), sufficient: 'N', insufficientReason: random.below(2) === 0 ? '' : 'absences' } : { ...WORDS, summary: random.below(5) === 0 ? '' : `Words ${n}.` };
    desk.writing = withRound(desk.writing, withWritten(begunRound(desk.writing, round), { goal, report: { ...words, providerDone: false }, by: who.actor.staffId, at: '' }));
    return 'written';
  },
  (desk, round, random) => {
    const { goal, report } = round.goals[random.below(round.goals.length)] as ProgressRound['goals'][number];
    const verdict = [mayWriteReport(planOf(desk), round, goal, MANAGER), mayFinishReport(round, goal)].find((one) => !one.ok);
    if (verdict?.ok === false) return `no: ${verdict.reason}`;
    desk.writing = withRound(desk.writing, withWritten(begunRound(desk.writing, round), { goal, report: { ...typedOf(report), reportDate: TODAY, providerDone: true }, by: 'st1', at: '' }));
    return 'finished';
  },
  (desk, round, _random, n) => {
    const verdict = mayAffirmRound(planOf(desk), round, MANAGER);
    if (!verdict.ok) return `no: ${verdict.reason}`;
    const { edition, reason } = begunRound(desk.writing, round);
    desk.entries = [...desk.entries, { progress: { round: round.round, edition, reason, affirmedBy: 'Rosalind Achterberg', affirmedAt: `${TODAY}T10:00`, reports: round.goals.map(({ goal, report }) => ({ goal, report: typedOf(report) })) }, by: 'st1', at: String(n) }];
    // Half of the time the computer stops before what was being written is cleared away.
    if (n % 2 === 0) desk.writing = desk.writing.filter((one) => one.round.id !== round.round.id);
    return 'affirmed';
  },
  (desk, round, _random, n) => {
    const verdict = maySendRound(planOf(desk), round, { how: 'mail', on: TODAY }, TODAY, MANAGER);
    if (!verdict.ok) return `no: ${verdict.reason}`;
    desk.entries = [...desk.entries, { sent: { round: round.round.id, edition: round.edition, how: 'mail', on: TODAY }, by: 'st1', at: String(n) }];
    return 'sent';
  },
  (desk, round, random) => {
    const verdict = mayCorrectRound(planOf(desk), round, random.below(3) === 0 ? '' : 'A slip.', MANAGER);
    if (!verdict.ok || random.below(3) > 0) return verdict.ok ? 'left' : `no: ${verdict.reason}`;
    desk.writing = withRound(desk.writing, { round: round.round, edition: round.edition + 1, reason: 'A slip.', reports: round.goals.map(({ goal, report }) => ({ goal, report: { ...typedOf(report), providerDone: false }, by: 'st1', at: '' })) });
    return 'being corrected';
  },
];

/** What was affirmed of each edition of each round, as it was read right then. */
type Affirmed = Map<string, string>;

function look(desk: Desk, told: Affirmed): void {
  const plan = planOf(desk);
  for (const round of progressRounds(plan, [], TODAY)) {
    const key = `${round.round.id} ${round.edition}`;
    const says = JSON.stringify(round.goals.map(({ report }) => report));
    if (round.edition > 0) expect(told.get(key) ?? says).toBe(says);
    if (round.edition > 0) told.set(key, says);
    // Whatever was affirmed says all a report must say, and only what was affirmed is ever called sent.
    if (round.edition > 0) expect(round.goals.flatMap(({ missing }) => missing)).toEqual([]);
    if (round.state === 'sent') expect(round.edition).toBeGreaterThan(0);
  }
}

/** From wherever a round stands it can be brought home. */
function bringHome(desk: Desk, id: string): void {
  const now = (): ProgressRound => roundsOf(desk).find((round) => round.round.id === id) as ProgressRound;
  for (const { goal } of now().goals) {
    if (now().state === 'affirmed' || now().state === 'sent') break;
    desk.writing = withRound(desk.writing, withWritten(begunRound(desk.writing, now()), { goal, report: { ...WORDS, summary: 'At last.', reportDate: TODAY, providerDone: true }, by: 'st1', at: '' }));
  }
  const random = dice(1);
  STEPS[2]?.(desk, now(), random, 2);
  STEPS[3]?.(desk, now(), random, 3);
  expect(now().state).toBe('sent');
}

/** Finishing is drawn more often than writing, which takes a tick away again. */
const WEIGHTED = [0, 0, 1, 1, 1, 1, 2, 2, 3, 4];
const WALKS = times(30, 60);
const STEPS_A_WALK = 60;

test(`${WALKS} random walks of ${STEPS_A_WALK} steps never change what was affirmed, never affirm a report that is not whole, refuse with a reason, and every round can still be brought home`, () => {
  const done = new Map<string, number>();
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const random = dice(seed);
    const record = frozen(smallPlan());
    const desk: Desk = { record, entries: [], writing: [] };
    const told: Affirmed = new Map();
    for (let n = 0; n < STEPS_A_WALK; n += 1) {
      const rounds = roundsOf(desk);
      const round = rounds[random.below(2)] as ProgressRound;
      const before = JSON.stringify([desk.entries, desk.writing]);
      const did = (STEPS[WEIGHTED[random.below(WEIGHTED.length)] ?? 0] as Step)(desk, round, random, n);
      if (did.startsWith('no: ')) {
        expect(did).toMatch(/^no: [A-Z0-9].*\.$/u);
        expect(JSON.stringify([desk.entries, desk.writing])).toBe(before);
      }
      done.set(did.startsWith('no: ') ? 'refused' : did, (done.get(did.startsWith('no: ') ? 'refused' : did) ?? 0) + 1);
      look(desk, told);
    }
    for (const { round } of roundsOf(desk).slice(0, 2)) bringHome(desk, round.id);
  }
  // The walks really went everywhere: so often a walk at least.
  for (const [step, least] of [['written', 5], ['finished', 5], ['affirmed', 0.33], ['sent', 0.16], ['being corrected', 0.05], ['refused', 16]] as const) expect(done.get(step) ?? 0, step).toBeGreaterThanOrEqual(least * WALKS);
});

test('what is being written shows on the screen and in no reading that is printed or due', () => {
  const record = affirmed();
  const [round] = progressRounds(record, [], TODAY) as [ProgressRound];
  const goal = round.goals[0]?.goal ?? '';
  const writing = withRound([], withWritten(begunRound([], round), { goal, report: { ...WORDS, summary: 'Not yet.' }, by: 'st1', at: '' }));
  expect(JSON.stringify(withWriting(record, writing))).toContain('Not yet.');
  expect(JSON.stringify(withProgress(record, []))).not.toContain('Not yet.');
  expect(progressRounds(record, writing, TODAY)[0]?.goals[0]?.report['summary']).toBe('Not yet.');
});

describe('a report that is added between two others', () => {
  const ADDED = '2027-04-09';
  const BY_DAY = [[1, '2026-12-04'], [2, '2027-03-12'], [5, ADDED], [3, '2027-06-04'], [4, '2027-10-13']] as const;
  const record = smallPlan();
  const round = newRound(progressRounds(record, [], TODAY), 'added', ADDED);
  const [goal] = reportedGoals(record).map((row) => row[ROW_ID]);
  const written: RoundBeingWritten = { round, edition: 1, reason: '', reports: [{ goal: goal ?? '', report: { ...WORDS, summary: 'Reads to her sister.' }, by: 'st1', at: '2027-04-08T15:00:00.000Z' }] };
  const entry: ProgressEntry = { progress: { round, edition: 1, reason: '', affirmedBy: 'Rosalind Achterberg', affirmedAt: '2027-04-09T09:00', reports: written.reports }, by: 'st1', at: '2027-04-09T16:00:00.000Z' };

  test('stands at its day wherever reports are listed, and the others keep the numbers the signed IEP gives them', () => {
    const [writing, kept] = [withWriting(record, [written]), withProgress(record, [entry])];
    for (const plan of [writing, kept, withRoundsAdded(record, [written])]) expect(rowsAt(plan, 'progressReportSchedule').map((row) => [row['reportNo'], row['dueDate']])).toEqual(BY_DAY);
    expect(progressRounds(record, [written], TODAY).map((one) => [one.round.reportNo, one.round.dueDate])).toEqual(BY_DAY);
    expect(rowsAt(kept, `pages/goals/items/@${goal}/progressReports`).map((row) => row['reportNo'])).toEqual([1, 2, 5, 3]);
    expect(reportsNow(kept, [], TODAY)).toMatchObject({ open: [{ number: '1' }, { number: '2' }, { number: '5' }, { number: '3' }, { number: '4' }] });
  });

  test('does not move in the record, which keeps the order in which it was written', () => {
    const unsorted = { ...record, progressReportSchedule: [...rowsAt(record, 'progressReportSchedule')].reverse() } as IepDocument;
    expect(rowsAt(withProgress(frozen(unsorted), [entry]), 'progressReportSchedule').map((row) => row['reportNo'])).toEqual(BY_DAY.map(([number]) => number));
    expect(rowsAt(unsorted, 'progressReportSchedule').map((row) => row['reportNo'])).toEqual([4, 3, 2, 1]);
  });

  test('is printed at its day: on the goals, as a sheet, and among what was said before', () => {
    const kept = withProgress(record, [entry]);
    const textsOf = (only: readonly string[], document: IepDocument) => paperOf(factsOf(document, { kind: 'cleanCopy', only })).texts;
    const onGoals = (document: IepDocument): readonly string[] => textsOf(['goals'], document).filter(({ at }) => at.includes(`@${goal}/progressReports`)).map(({ text }) => text);
    expect(onGoals(kept).filter((text) => text.length === 1)).toEqual(['1', '2', '5', '3']);
    // A plan of another system may list them in any order.
    const turned = rowsAt(kept, 'pages/goals/items').map((row) => ({ ...row, progressReports: [...rowsAt(row, 'progressReports')].reverse() }));
    const mixed = { ...kept, progressReportSchedule: [...rowsAt(kept, 'progressReportSchedule')].reverse(), pages: { ...kept.pages, goals: { ...(kept.pages.goals as JsonObject), items: turned } } } as unknown as IepDocument;
    expect(onGoals(mixed)).toEqual(onGoals(kept));
    expect(pageKeysOf(mixed).filter((key) => key.startsWith('progressReport/'))).toEqual(pageKeysOf(kept).filter((key) => key.startsWith('progressReport/')));
    const sheet = (number: number): string => textsOf([`progressReport/@${String(rowsAt(kept, 'progressReportSchedule').find((row) => row['reportNo'] === number)?.[ROW_ID])}`], kept).map(({ text }) => text).join('\n');
    expect(sheet(3)).toContain('Reads to her sister.');
    expect(sheet(2)).not.toContain('Reads to her sister.');
  });
});

test('of a report that was corrected since, an earlier edition that went home does not count as sent, in whatever order the two computers were heard', () => {
  const record = affirmed();
  const [round] = progressRounds(record, [], TODAY) as [ProgressRound];
  const edition = (n: number): ProgressEntry => ({ progress: { round: round.round, edition: n, reason: '', affirmedBy: 'N', affirmedAt: `${TODAY}T10:00`, reports: round.goals.map(({ goal }) => ({ goal, report: WORDS })) }, by: 'st1', at: '' });
  const sent: ProgressEntry = { sent: { round: round.round.id, edition: 1, how: 'mail', on: TODAY }, by: 'st1', at: '' };
  const stateAfter = (...entries: readonly ProgressEntry[]): string | undefined => progressRounds(withProgress(record, entries), [], TODAY)[0]?.state;
  expect(stateAfter(edition(1), sent)).toBe('sent');
  expect(stateAfter(edition(1), sent, edition(2))).toBe('affirmed');
  expect(stateAfter(edition(1), edition(2), sent)).toBe('affirmed');
});

test('an entry about goals the record does not have says nothing of it', () => {
  const record = affirmed();
  const stray: ProgressEntry = { progress: { round: { id: 'r1', reportNo: 1, dueDate: '', note: '' }, edition: 1, reason: '', affirmedBy: 'N', affirmedAt: `${TODAY}T10:00`, reports: [{ goal: 'r99999', report: { summary: 'Stray.' } }] }, by: 'st1', at: '' };
  expect(withLate(record, [stray])).toEqual(withProgress(record, []));
});

describe('when an amendment takes the place of the plan', () => {
  const base = affirmed();
  const [round] = progressRounds(base, [], TODAY) as [ProgressRound];
  const reports = round.goals.map(({ goal, goalNumber }) => ({ goal, report: { ...WORDS, summary: `About goal ${goalNumber}.` } }));
  const entries: readonly ProgressEntry[] = [
    { progress: { round: round.round, edition: 1, reason: '', affirmedBy: 'Rosalind Achterberg', affirmedAt: `${TODAY}T10:00`, reports }, by: 'st1', at: '1' },
    { sent: { round: round.round.id, edition: 1, how: 'mail', on: TODAY }, by: 'st1', at: '2' },
  ];
  /** Rows before the goals came and went, so that no row has the id it had. */
  function amendment(change: (goals: readonly JsonObject[]) => readonly JsonObject[]): IepDocument {
    let n = 0;
    const draft = startChange(base, { kind: 'amendment', documentId: 'amended', today: TODAY, reason: 'Another goal.', newRow: () => `new${(n += 1)}` });
    const info = draft.pages.infoEligibility as JsonObject;
    const goals = draft.pages.goals as JsonObject;
    const pages = { ...draft.pages, infoEligibility: { ...info, parents: [{ name: 'One more' }, ...rowsAt(draft, 'pages/infoEligibility/parents')] }, goals: { ...goals, items: change(rowsAt(draft, 'pages/goals/items')) } };
    return withRowIds({ ...withoutRowIds({ ...draft, pages } as unknown as IepDocument), documentStatus: 'current' } as unknown as IepDocument);
  }
  const summaries = (plan: IepDocument): readonly unknown[] => progressRounds(plan, [], TODAY)[0]?.goals.map(({ annualGoal, report }) => [annualGoal.slice(0, 20), report['summary'] ?? '']) ?? [];

  test('its goals keep their reports by their words, though no row has the id it had, and the day they went home', () => {
    const to = amendment((goals) => goals);
    expect(changedDocument(to)).toBe(base.documentId);
    expect(reportedGoals(to).map((goal) => goal[ROW_ID])).not.toEqual(reportedGoals(base).map((goal) => goal[ROW_ID]));
    const carried = withProgress(to, carriedEntries(entries, base, to));
    expect(summaries(carried)).toEqual(summaries(withProgress(base, entries)));
    expect(progressRounds(carried, [], TODAY)[0]).toMatchObject({ state: 'sent', sentDate: TODAY });
  });

  test('a goal that was written anew begins without reports, one that moved keeps its own, and two that say the same are not guessed between', () => {
    const moved = amendment((goals) => [...goals.slice(1), { ...goals[0], annualGoal: 'A goal in other words.' }] as readonly JsonObject[]);
    expect(progressRounds(withProgress(moved, carriedEntries(entries, base, moved)), [], TODAY)[0]?.goals.map(({ report }) => report['summary'] ?? '')).toEqual(['About goal 2.', 'About goal 3.', 'About goal 4.', '']);
    const twins = amendment((goals) => [...goals, goals[0] as JsonObject]);
    expect(progressRounds(withProgress(twins, carriedEntries(entries, base, twins)), [], TODAY)[0]?.goals.map(({ report }) => report['summary'] ?? '')).toEqual(['', 'About goal 2.', 'About goal 3.', 'About goal 4.', '']);
  });

  test('what was being written comes over too', () => {
    const to = amendment((goals) => goals);
    const second = progressRounds(base, [], TODAY)[1] as ProgressRound;
    const writing = withRound([], withWritten(begunRound([], second), { goal: second.goals[2]?.goal ?? '', report: { summary: 'Half a sentence' }, by: 'st1', at: '' }));
    const here = progressRounds(to, carriedWriting(writing, base, to), TODAY)[1];
    expect(here?.goals.map(({ report }) => report['summary'] ?? '')).toEqual(['', '', 'Half a sentence', '']);
  });
});
