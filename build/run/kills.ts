/** Counts SIGKILLs where both runners of the long form can find them: one character in a file for each program that died of one. */
import { appendFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const COUNT = 'out/test/kills';

export function forgetKills(): void {
  rmSync(COUNT, { force: true });
}

/** Call it once a killed program was seen to be dead of it. */
export function countKill(): void {
  mkdirSync(dirname(COUNT), { recursive: true });
  appendFileSync(COUNT, '9');
}

export function killsCounted(): number {
  return existsSync(COUNT) ? statSync(COUNT).size : 0;
}
