/** How much a crash test does: little inside `npm test`, much in `npm run test:crash`, and the seed both print so that a run can be repeated. */

export const LONG = process.env['IEP_CRASH'] === 'long';

/** @param short inside `npm test`, @param long in `npm run test:crash` */
export function times(short: number, long: number): number {
  return LONG ? long : short;
}

/** The seed of this run: the one asked for with IEP_CRASH_SEED, else a new one. Printed by whoever takes it. */
export function seedFor(name: string): number {
  const seed = Number(process.env['IEP_CRASH_SEED'] ?? Date.now() % 1_000_000);
  console.log(`${name}: IEP_CRASH_SEED=${seed}`);
  return seed;
}
