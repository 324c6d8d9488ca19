/** The goal banks at hand: the one that comes with IEP Desk, those taken in, and one's own, as main last told them; forgotten at lock. */
import { create } from 'zustand';
import type { Output } from '../../shared/bridge/contract.ts';
import type { BankGoal, GoalBank, NewGoal } from '../../shared/goals/bank.ts';
import { BANK_GOALS } from '../../shared/goals/bank-goals.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, askWhileOpen, bridge } from './bridge.ts';

type Kept = Output<'goals.banks'>;

interface Known {
  readonly own: readonly BankGoal[];
  readonly banks: readonly GoalBank[];
  /** Main has told; until then one's own goals are not known to be none. */
  readonly isRead: boolean;
  readonly failure: Failure | null;
}

const NOTHING: Known = { own: [], banks: [], isRead: false, failure: null };

export const useGoalBanks = create<Known>(() => NOTHING);

/** One's own goals as a bank among the others. */
export const OWN = 'own';
const OURS: GoalBank = { id: 'iep-desk', name: 'Goals that come with IEP Desk', source: 'Written for IEP Desk; for everybody to use and to change.', mayCopy: false, goals: [...BANK_GOALS] };

/** In the order they are offered: one's own first. */
export function banksOf({ own, banks }: Pick<Known, 'own' | 'banks'>): readonly GoalBank[] {
  return [{ id: OWN, name: 'My goals', source: '', mayCopy: true, goals: [...own] }, ...banks, OURS];
}

function keepWhatMainTold({ own, banks }: Kept): void {
  useGoalBanks.setState({ own, banks, isRead: true, failure: null });
}

export async function readGoalBanks(): Promise<void> {
  const reply = await askWhileOpen(bridge().goals.banks());
  if (reply.ok) keepWhatMainTold(reply.value);
  else useGoalBanks.setState({ failure: reply.failure as Failure });
}

/** At lock: a goal of one's own may hold words about a child. */
export function forgetGoalBanks(): void {
  useGoalBanks.setState(NOTHING);
}

async function change(asked: ReturnType<ReturnType<typeof bridge>['goals']['keep']>): Promise<Failure | null> {
  const reply = await ask(asked);
  if (!reply.ok) return reply.failure as Failure;
  keepWhatMainTold(reply.value);
  return null;
}

/** Each answers null once main has it on disk, or why not. */
export const takeInBank = (bytes: Uint8Array<ArrayBuffer>): Promise<Failure | null> => change(bridge().goals.import({ bytes }));
export const removeBank = (bankId: string): Promise<Failure | null> => change(bridge().goals.remove({ bankId }));
export const keepGoal = (goal: NewGoal): Promise<Failure | null> => change(bridge().goals.keep({ goal }));
export const dropGoal = (goalId: string): Promise<Failure | null> => change(bridge().goals.drop({ goalId }));
