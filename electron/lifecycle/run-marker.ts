/** Tells at start whether the last run ended in order: a file that exists only while the app runs. It is empty, and nothing but the log depends on it. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEvents } from '../diagnostics/log.ts';
import { diskCode } from '../vault/disk-failure.ts';

export interface RunMarker {
  readonly previousRun: LogEvents['started']['previousRun'];
  readonly endedWell: () => void;
}

/** On a full disk the mark is not made. If this run then crashes, the next start logs it as one that ended well; nothing else depends on it. */
function mark(path: string): void {
  try {
    writeFileSync(path, '', { mode: 0o600 });
  } catch (error) {
    if (diskCode(error) === null) throw error;
  }
}

/** `folder` is the profile; it is made when it is not there yet. */
export function markRun(folder: string): RunMarker {
  const running = join(folder, 'running');
  const known = join(folder, 'started-before');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const previousRun = existsSync(running) ? 'endedBadly' : existsSync(known) ? 'clean' : 'first';
  mark(known);
  mark(running);
  return { previousRun, endedWell: () => rmSync(running, { force: true }) };
}
