/** Times work after warm-up, shows the median beside its floor, and fails the run when it is over its limit. */
const WARM_UP_RUNS = 40;
const RUNS = 101;

/** Milliseconds. */
function median(work: () => unknown): number {
  for (let n = 0; n < WARM_UP_RUNS; n += 1) work();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  return times[Math.floor(RUNS / 2)] ?? 0;
}

export interface Figure {
  readonly what: string;
  readonly work: () => unknown;
  /** Work that cannot be avoided on the same input; the figure is shown as so many times this. */
  readonly floor: { readonly what: string; readonly work: () => unknown };
  /** Milliseconds. */
  readonly limit: number;
}

export function take(figures: readonly Figure[]): void {
  for (const { what, work, floor, limit } of figures) {
    const least = median(floor.work);
    const took = median(work);
    console.log(`${took <= limit ? 'ok  ' : 'OVER'} ${what}: ${took.toFixed(2)} ms, limit ${limit} ms; ${(took / least).toFixed(1)} times ${floor.what} (${least.toFixed(2)} ms)`);
    if (took > limit) process.exitCode = 1;
  }
}
