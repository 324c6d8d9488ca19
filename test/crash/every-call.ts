/** Runs an operation on a vault again and again, each time with another of its disk calls failing, until none is left. */
import { expect } from 'vitest';
import type { DeviceSecret } from '../../electron/ports/computer.ts';
import type { Vault } from '../../electron/ports/vault.ts';
import type { Result } from '../../shared/words/failures.ts';
import { createFaultDisk, FAULTS, type FaultDisk } from './fault-disk.ts';
import { createMemoryDisk, type MemoryDisk } from './memory-disk.ts';
import { createKeyStore, createTestClock, freshProcess, rigVault, type TestClock } from './rig.ts';
import { seededRandom } from './seeded.ts';

export interface Bench {
  readonly memory: MemoryDisk;
  readonly disk: FaultDisk;
  readonly clock: TestClock;
  readonly deviceSecret: DeviceSecret;
  readonly vault: (process: number) => Vault;
}

export function bench(): Bench {
  const memory = createMemoryDisk();
  const disk = createFaultDisk(memory);
  const [random, clock, deviceSecret] = [seededRandom(1), createTestClock(), createKeyStore()];
  return { memory, disk, clock, deviceSecret, vault: (process) => rigVault({ disk, random, clock, deviceSecret, processes: freshProcess(process) }) };
}

const NAMED = /^(diskFull|diskTrouble)$/;

/** A failure must be one of the disk's; anything thrown fails the test by itself. */
export function named(result: Result<unknown>): void {
  expect(result.ok ? 'diskTrouble' : result.failure.code).toMatch(NAMED);
}

/**
 * Repeats `act` on a fresh bench with call 1, 2, 3… failing, until no call is left to fail; `check` then looks with the fault gone.

 * @param stride tries every so many calls only, each of the eight ways beginning at another: together they still reach every call
 * @returns how many faults were tried.
 */
export async function everyCall<T>(prepare: (at: Bench) => Promise<T>, act: (at: Bench, with_: T) => Promise<boolean>, check: (at: Bench, with_: T, acknowledged: boolean, forever: boolean) => Promise<void>, stride = 1): Promise<number> {
  let tried = 0;
  let way = 0;
  for (const fault of FAULTS) {
    for (const forever of [false, true]) {
      way += 1;
      for (let call = 1 + (way % stride); ; call += stride) {
        const at = bench();
        const prepared = await prepare(at);
        at.disk.arm(call, fault, forever);
        const acknowledged = await act(at, prepared);
        const reached = at.disk.calls() >= call;
        at.disk.arm(0, fault);
        await check(at, prepared, acknowledged, forever);
        expect(reached || acknowledged).toBe(true);
        if (!reached) break;
        tried += 1;
      }
    }
  }
  return tried;
}
