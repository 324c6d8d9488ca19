/**
 * Progress reports as they are typed: main keeps them a moment after the last key, and at once when the screen is left, at a lock and when the app quits.
 * Each report waits under its own plan, round and goal; what main could not keep stays on the screen and is offered again.
 */
import { create } from 'zustand';
import type { JsonObject } from '../../shared/iep/json.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, bridge } from './bridge.ts';

/** Milliseconds after the last key; as with the words of a draft, half a second of typing is the most that can be lost. */
const PAUSE_MS = 350;

export interface ReportOf {
  readonly studentId: string;
  readonly iepId: string;
  readonly round: string;
}

interface State {
  /** Reports main has not kept yet. */
  readonly unsaved: number;
  /** Instant of the last keeping, '' before the first. */
  readonly keptAt: string;
  readonly failure: Failure | null;
}
const NOTHING: State = { unsaved: 0, keptAt: '', failure: null };
export const useProgressWriting = create<State>(() => NOTHING);

interface Typed extends ReportOf {
  readonly goal: string;
  readonly report: JsonObject;
}

const waiting = new Map<string, Typed>();
let timer: ReturnType<typeof setTimeout> | undefined;
let turn: Promise<unknown> = Promise.resolve();

function tell(state: Partial<State>): void {
  useProgressWriting.setState({ unsaved: waiting.size, ...state });
}

function isOfOne(one: ReportOf, other: ReportOf): boolean {
  return one.iepId === other.iepId && one.round === other.round;
}

async function send(): Promise<void> {
  let keptAt: string | null = null;
  for (let left = [...waiting]; left.length > 0; ) {
    const [, { studentId, iepId, round }] = left[0] as [string, Typed];
    const now = left.filter(([, typed]) => isOfOne(typed, { studentId, iepId, round }));
    const reply = await ask(bridge().progress.write({ studentId, iepId, round, reports: now.map(([, { goal, report }]) => ({ goal, report })) }));
    if (!reply.ok) return tell({ failure: reply.failure as Failure });
    // What was typed over meanwhile waits for the next time.
    for (const [key, typed] of now) if (waiting.get(key) === typed) waiting.delete(key);
    left = left.filter((one) => !now.includes(one));
    ({ keptAt } = reply.value);
  }
  return keptAt === null ? undefined : tell({ failure: null, keptAt });
}

/** Resolves when everything typed was offered to main; says how many reports it has not kept. */
export async function keepProgress(): Promise<{ readonly unsaved: number }> {
  clearTimeout(timer);
  const mine = turn.then(send);
  turn = mine.catch(() => undefined);
  await mine;
  return { unsaved: waiting.size };
}

/** One report whole, as it stands on the screen now. */
export function typeProgress(whose: ReportOf, goal: string, report: JsonObject): void {
  waiting.set(`${whose.iepId} ${whose.round} ${goal}`, { ...whose, goal, report });
  tell({});
  clearTimeout(timer);
  timer = setTimeout(() => void keepProgress(), PAUSE_MS);
}

/** What main has not kept of a plan: laid over what it answers, so that no word typed meanwhile goes from the screen. */
export function waitingReports(iepId: string): readonly { readonly round: string; readonly goal: string; readonly report: JsonObject }[] {
  return [...waiting.values()].filter((typed) => typed.iepId === iepId);
}

/** Forgets what was typed; whoever calls has asked main to keep it before. */
export function forgetProgress(): void {
  clearTimeout(timer);
  waiting.clear();
  useProgressWriting.setState(NOTHING);
}
