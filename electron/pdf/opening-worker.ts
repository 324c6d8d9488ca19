/** Entry of the thread that opens one PDF of a stranger, answers, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { openingOf } from './opening.ts';

void openingOf(workerData as Uint8Array).then((opening) => parentPort?.postMessage(opening));
