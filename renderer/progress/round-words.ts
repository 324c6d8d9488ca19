/** Promise: how a round of reports stands, in words, and which one is shown first. */
import type { ProgressRound } from '../../shared/flow/progress-rounds.ts';

const STATE_WORDS: Record<ProgressRound['state'], string> = { scheduled: 'not open yet', open: 'being written', providersDone: 'every provider is done', affirmed: 'affirmed, not sent', sent: 'sent home' };

export function roundWords({ state, isLate, correction, goals }: ProgressRound): string {
  if (correction !== '') return 'being corrected';
  const words = state === 'open' && goals.every(({ isBlank }) => isBlank) ? 'nothing written' : STATE_WORDS[state];
  return isLate && state !== 'affirmed' ? `late, ${words}` : words;
}

/** The round that waits longest, else the last. */
export function firstOpen(rounds: readonly ProgressRound[]): ProgressRound | undefined {
  return rounds.find(({ state }) => state !== 'sent' && state !== 'scheduled') ?? rounds.find(({ state }) => state === 'scheduled') ?? rounds.at(-1);
}

/** The sheet of a round, by the key its page has on paper. */
export function keyOf({ round }: ProgressRound): string {
  return `progressReport/@${round.id}`;
}
