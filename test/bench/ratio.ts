/** Times work against its floor, turn by turn so that a busy moment of the machine falls on both, and fails the run when a ratio is over its bar. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Percentiles of milliseconds. */
export function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export interface Race {
  readonly what: string;
  readonly work: () => Promise<unknown>;
  /** Work that cannot be avoided: the figure is shown as so many times this. */
  readonly floor: { readonly what: string; readonly work: () => Promise<unknown> };
  readonly rounds: number;
  readonly warmUp: number;
  /** At this percentile the work may take so many times its floor; without a bar the figure is only shown. */
  readonly bar?: { readonly at: keyof Spread; readonly times: number };
}

/** Runs both in turn; true = within the bar. */
export async function race({ what, work, floor, rounds, warmUp, bar }: Race): Promise<boolean> {
  for (let n = 0; n < warmUp; n += 1) {
    await floor.work();
    await work();
  }
  const [mine, least]: [number[], number[]] = [[], []];
  for (let n = 0; n < rounds; n += 1) {
    least.push(await timed(floor.work));
    mine.push(await timed(work));
  }
  const [took, needed] = [spread(mine), spread(least)];
  const names = ['p50', 'p95', 'p99'] as const;
  const within = bar === undefined || took[bar.at] <= needed[bar.at] * bar.times;
  const figures = names.map((name) => `${name} ${took[name].toFixed(2)} ms = ${(took[name] / needed[name]).toFixed(2)} ×`).join(', ');
  console.log(`${bar === undefined ? 'info' : within ? 'ok  ' : 'OVER'} ${what}: ${figures} ${floor.what} (${names.map((name) => needed[name].toFixed(2)).join(' / ')} ms)${bar === undefined ? '' : `; bar ${bar.at} ${bar.times} ×`}`);
  if (!within) process.exitCode = 1;
  return within;
}
