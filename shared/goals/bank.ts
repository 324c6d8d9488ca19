/**
 * Goal banks: goals somebody wrote once to start many a student's goal from (handbook, "Goal Banks"). What a bank's file says is checked whole or refused;
 * whether it may be written to a file again is the author's word, which travels with it ("used only with permission of the author").
 */
import { z } from 'zod';
import { ok, fail, type Result } from '../words/failures.ts';
import { isReadable } from '../words/readable.ts';

/** P preschool, K kindergarten, A the programmes for adults of 18 to 22, in the order of school. */
export const GRADES = ['P', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', 'A'] as const;
export type Grade = (typeof GRADES)[number];

const MOST_LETTERS = 2_000;
/** Goals of one bank: the largest published ones have some three thousand. */
export const MOST_GOALS = 5_000;
/** Bytes of a bank's file. */
export const MOST_BANK_BYTES = 4 * 1024 * 1024;

const text = z.string().max(MOST_LETTERS);
const name = z.string().trim().min(1).max(200);

export const bankGoal = z.strictObject({
  /** Of its own in its bank. */
  id: z.string().min(1).max(64).regex(/^[a-z0-9-]+$/u),
  /** Area of need in a teacher's words: "Reading: fluency". */
  area: name,
  from: z.enum(GRADES),
  to: z.enum(GRADES),
  /** State standard it works towards, by its code; '' when none. */
  standard: text,
  /** The measurable annual goal; "…" marks each place that is written for the student at hand. '' where it was written in Spanish alone. */
  en: text,
  /** The same in Spanish; '' where nobody wrote it. */
  es: text,
});
export type BankGoal = z.infer<typeof bankGoal>;

function saysSomething({ en, es }: Pick<BankGoal, 'en' | 'es'>): boolean {
  return en.trim() !== '' || es.trim() !== '';
}

/** A goal as it is kept by hand: its id is given by main. */
export const newGoal = bankGoal.omit({ id: true }).refine(saysSomething);
export type NewGoal = z.infer<typeof newGoal>;

export const goalBank = z.strictObject({
  id: z.string().min(1).max(64),
  name,
  /** Who wrote it and who may use it, in the author's words. */
  source: z.string().max(1_000),
  /** The author allows copies of the file (decisions.md 23). */
  mayCopy: z.boolean(),
  goals: z.array(bankGoal).max(MOST_GOALS),
});
export type GoalBank = z.infer<typeof goalBank>;

const KIND = 'iep-desk-goal-bank';
const VERSION = 1;

const bankFile = z.strictObject({ kind: z.literal(KIND), version: z.int(), ...goalBank.omit({ id: true }).shape });
export type BankFile = z.infer<typeof bankFile>;

/** The bank as its file; `readBank` reads it back the same. */
export function fileOf({ name: called, source, mayCopy, goals }: Omit<GoalBank, 'id'>): BankFile {
  return { kind: KIND, version: VERSION, name: called, source, mayCopy, goals: [...goals] };
}

function isBackwards({ from, to }: Pick<BankGoal, 'from' | 'to'>): boolean {
  return GRADES.indexOf(from) > GRADES.indexOf(to);
}

/** Why a goal that is kept by hand could be found by nobody, or taken in by no bank; null when it can. */
export function newGoalMisfit(goal: NewGoal): string | null {
  if (!isReadable(goal.area)) return 'Name the area of need in letters everybody can read: the goal is found by it.';
  if (![goal.en, goal.es].some(isReadable) || [goal.en, goal.es, goal.standard].some((words) => words !== '' && !isReadable(words))) return 'Write the goal in letters everybody can read; a sign in it cannot be shown.';
  return isBackwards(goal) ? 'The grades run backwards: the first is higher than the last.' : null;
}

/** What is wrong with goals that each alone are well formed; null when nothing is. */
function problemOf(goals: readonly BankGoal[]): string | null {
  if (goals.length === 0) return 'It holds no goal.';
  const ids = goals.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `Two of its goals are called "${twice}".`;
  const silent = goals.find((goal) => !saysSomething(goal));
  if (silent !== undefined) return `Its goal "${silent.id}" says nothing.`;
  const backwards = goals.find(isBackwards);
  return backwards === undefined ? null : `The grades of its goal "${backwards.id}" run backwards.`;
}

/** A bank from the parsed words of its file; refused with the first thing that is wrong, by its place. */
export function readBank(parsed: unknown): Result<Omit<GoalBank, 'id'>> {
  const head = z.looseObject({ kind: z.literal(KIND), version: z.int() }).safeParse(parsed);
  if (!head.success) return fail('badGoalBank', 'It does not say that it is one.');
  if (head.data.version > VERSION) return fail('badGoalBank', 'It was written for a newer IEP Desk.');
  const file = bankFile.safeParse(parsed);
  if (!file.success) {
    const [issue] = file.error.issues;
    return fail('badGoalBank', `At ${issue?.path.map(String).join('/') ?? ''}: ${issue?.message ?? ''}.`);
  }
  const { kind: _kind, version: _version, ...bank } = file.data;
  const problem = problemOf(bank.goals);
  return problem === null ? ok(bank) : fail('badGoalBank', problem);
}

/** "K to 3", "6", "adult programmes". */
export function gradesInWords({ from, to }: Pick<BankGoal, 'from' | 'to'>): string {
  const word = (grade: Grade): string => (grade === 'P' ? 'preschool' : grade === 'A' ? 'adult programmes' : grade);
  return from === to ? word(from) : `${word(from)} to ${word(to)}`;
}
