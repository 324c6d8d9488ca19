/** Tells at start whether the last run ended in order: a file that exists only while the app runs. It holds nothing, and nobody is kept from the records for want of it. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEvents } from '../diagnostics/log.ts';
import { diskCode } from '../vault/disk-failure.ts';

export interface RunMarker {
  readonly previousRun: LogEvents['started']['previousRun'];
  readonly endedWell: () => void;
}

/** On a full disk the mark is not made: after a crash the next start then takes this run for a clean one, which only the log ever said. */
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
