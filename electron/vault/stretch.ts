/** Argon2id of one passphrase, and how long it took by the clock it is given: what passphrase-worker.ts does in its thread. */
import { argon2id } from 'hash-wasm';
import type { DerivationJob, Derived } from './passphrase.ts';

const HASH_BYTES = 32;

/** @param now milliseconds of a clock that never goes back */
export async function stretch({ passphrase, salt, cost }: DerivationJob, now: () => number): Promise<Derived> {
  const begun = now();
  const key = await argon2id({ password: passphrase, salt, memorySize: cost.memoryKiB, iterations: cost.passes, parallelism: cost.lanes, hashLength: HASH_BYTES, outputType: 'binary' });
  return { key, ms: now() - begun };
}
