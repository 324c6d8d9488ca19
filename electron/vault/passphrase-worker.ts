/** The thread that turns one passphrase into 32 bytes with Argon2id and ends; bundled alone into out/main/passphrase-worker.cjs. */
import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';
import type { DerivationJob } from './passphrase.ts';

const HASH_BYTES = 32;

async function derive({ passphrase, salt, cost }: DerivationJob): Promise<void> {
  const derived = await argon2id({ password: passphrase, salt, memorySize: cost.memoryKiB, iterations: cost.passes, parallelism: cost.lanes, hashLength: HASH_BYTES, outputType: 'binary' });
  parentPort?.postMessage(derived);
}

void derive(workerData as DerivationJob);
