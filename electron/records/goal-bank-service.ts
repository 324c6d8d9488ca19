/**
 * The goal banks of this computer, sealed in the vault: those somebody took in from a file, and one's own. One's own may hold words about a child whatever
 * anybody does, so none of it lies in the clear.
 */
import { z } from 'zod';
import { bankGoal, fileOf, goalBank, MOST_BANK_BYTES, MOST_GOALS, newGoalMisfit, readBank, type GoalBank, type NewGoal } from '../../shared/goals/bank.ts';
import { roleVerdict } from '../../shared/flow/roles.ts';
import type { Json } from '../../shared/iep/json.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { refusalOf } from './judge.ts';
import { whoOf, type Rooms } from './rooms.ts';

/** All of them are sealed anew at each change. */
const MOST_BANKS = 10;

const kept = z.strictObject({ own: z.array(bankGoal), banks: z.array(goalBank) });
export type KeptGoals = z.infer<typeof kept>;

export function goalBanks({ vault }: Pick<Rooms, 'vault'>): Result<KeptGoals> {
  const stored = vault.readSetting('goalBanks');
  if (stored === undefined) return ok({ own: [], banks: [] });
  const read = kept.safeParse(stored);
  return read.success ? ok(read.data) : fail('damaged', 'The goal banks kept on this computer cannot be read.');
}

/** One change after the other: each is built on what the one before it left. */
function inTurn(rooms: Rooms, change: (now: KeptGoals) => Result<KeptGoals>): Promise<Result<KeptGoals>> {
  return rooms.drafts.alone('goal banks', async () => {
    const now = goalBanks(rooms);
    if (!now.ok) return now;
    const wanted = change(now.value);
    if (!wanted.ok) return wanted;
    const written = await rooms.vault.writeSetting('goalBanks', wanted.value as unknown as Json);
    return written.ok ? wanted : written;
  });
}

/** Choosing goals and keeping one's own is the team's (iep-forms.md section 7). */
async function ifTeam(rooms: Rooms, change: (now: KeptGoals) => Result<KeptGoals>): Promise<Result<KeptGoals>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const right = roleVerdict('goalBank', who.value);
  return right.ok ? inTurn(rooms, change) : refusalOf(right);
}

function parse(bytes: Uint8Array): Result<Omit<GoalBank, 'id'>> {
  if (bytes.byteLength > MOST_BANK_BYTES) return fail('badGoalBank', 'It is too large to be one.');
  try {
    return readBank(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return fail('badGoalBank', 'It is damaged, or of another kind.');
  }
}

/** Takes a bank in; one of the same name is never replaced. */
export async function importBank(rooms: Rooms, bytes: Uint8Array): Promise<Result<KeptGoals>> {
  const read = parse(bytes);
  if (!read.ok) return read;
  return ifTeam(rooms, ({ own, banks }) => {
    if (banks.some(({ name }) => name === read.value.name)) return fail('refused', `There is a bank called "${read.value.name}" already. Take that one out first.`);
    if (banks.length >= MOST_BANKS) return fail('refused', `There are ${MOST_BANKS} goal banks already. Take one out first.`);
    return ok({ own, banks: [...banks, { ...read.value, id: rooms.tools.random.id() }] });
  });
}

export function removeBank(rooms: Rooms, bankId: string): Promise<Result<KeptGoals>> {
  return ifTeam(rooms, ({ own, banks }) => ok({ own, banks: banks.filter(({ id }) => id !== bankId) }));
}

export function keepGoal(rooms: Rooms, goal: NewGoal): Promise<Result<KeptGoals>> {
  return ifTeam(rooms, ({ own, banks }) => {
    const misfit = newGoalMisfit(goal);
    if (misfit !== null) return fail('refused', misfit);
    if (own.length >= MOST_GOALS) return fail('refused', `There are ${MOST_GOALS} goals of your own already. Take some out first.`);
    return ok({ own: [...own, { ...goal, id: rooms.tools.random.id() }], banks });
  });
}

export function dropGoal(rooms: Rooms, goalId: string): Promise<Result<KeptGoals>> {
  return ifTeam(rooms, ({ own, banks }) => ok({ own: own.filter(({ id }) => id !== goalId), banks }));
}

/** Writes a bank to a file the user points at, where its author allows that (decisions.md 23); without an id, one's own goals. */
export async function saveBank(rooms: Rooms, bankId: string | null): Promise<Result<{ readonly saved: boolean }>> {
  const now = goalBanks(rooms);
  if (!now.ok) return now;
  const mine = { name: 'My goals', source: rooms.vault.profile()?.name ?? '', mayCopy: true, goals: now.value.own };
  const bank = bankId === null ? mine : now.value.banks.find(({ id }) => id === bankId);
  if (bank === undefined) return fail('notFound');
  if (!bank.mayCopy) return fail('refused', `The author of "${bank.name}" does not allow copies of it.`);
  if (bank.goals.length === 0) return fail('refused', 'There is no goal in it yet.');
  return rooms.tools.saver.saveGoals(Buffer.from(`${JSON.stringify(fileOf(bank), null, 1)}\n`, 'utf8'), 'Goal bank.json');
}
