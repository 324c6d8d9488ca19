/** Progress reports as they are typed, each under its own plan, round and goal. */
import type { JsonObject } from '../../shared/iep/json.ts';
import { ask, bridge } from './bridge.ts';
import { createKeeper } from './kept-typing.ts';

export interface ReportOf {
  readonly studentId: string;
  readonly iepId: string;
  readonly round: string;
}

interface Typed extends ReportOf {
  readonly goal: string;
  readonly report: JsonObject;
}

const keeper = createKeeper<Typed>({
  together: ({ iepId, round }) => `${iepId} ${round}`,
  send: (typed) => {
    const [{ studentId, iepId, round }] = typed as [Typed];
    return ask(bridge().progress.write({ studentId, iepId, round, reports: typed.map(({ goal, report }) => ({ goal, report })) }));
  },
});

export const useProgressWriting = keeper.useKeeping;
export const keepProgress = keeper.keep;
export const forgetProgress = keeper.forget;

/** One report whole, as it stands on the screen now. */
export function typeProgress(whose: ReportOf, goal: string, report: JsonObject): void {
  keeper.type(`${whose.iepId} ${whose.round} ${goal}`, { ...whose, goal, report });
}

/** What main has not kept of a plan: laid over what it answers, so that no word typed meanwhile goes from the screen. */
export function waitingReports(iepId: string): readonly Typed[] {
  return keeper.waiting().filter((typed) => typed.iepId === iepId);
}
