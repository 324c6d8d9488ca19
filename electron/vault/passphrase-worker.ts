/** The thread that turns one passphrase into 32 bytes and ends; bundled alone into out/main/passphrase-worker.cjs. */
import { parentPort, workerData } from 'node:worker_threads';
import type { DerivationJob } from './passphrase.ts';
import { stretch } from './stretch.ts';

void stretch(workerData as DerivationJob, () => performance.now()).then((derived) => parentPort?.postMessage(derived));
