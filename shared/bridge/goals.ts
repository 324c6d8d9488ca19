/** Promise: goal banks of this computer, and goals somebody kept. */
import { z } from 'zod';
import { bankGoal, goalBank, MOST_BANK_BYTES, newGoal } from '../goals/bank.ts';
import { bytes, call, localId, none } from './call.ts';

/** One's own goals, and the banks that were taken in. */
const goalBanks = z.strictObject({ own: z.array(bankGoal), banks: z.array(goalBank) });

export const goalsCalls = {
  /** The goal banks of this computer; the one that comes with IEP Desk is known to the page. */
  'goals.banks': call(none, goalBanks),
  /** Takes a bank in from its file; what is wrong with it is said by its place. */
  'goals.import': call(z.strictObject({ bytes }), goalBanks, MOST_BANK_BYTES),
  'goals.remove': call(z.strictObject({ bankId: localId }), goalBanks),
  'goals.keep': call(z.strictObject({ goal: newGoal }), goalBanks),
  'goals.drop': call(z.strictObject({ goalId: localId }), goalBanks),
  /** Asks in a dialog of the system where to; with null, one's own goals. */
  'goals.save': call(z.strictObject({ bankId: localId.nullable() }), z.strictObject({ saved: z.boolean() })),
} as const;
