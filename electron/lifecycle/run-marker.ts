/** Tells at start whether the last run ended in order: a file that exists only while the app runs. It holds nothing. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEvents } from '../diagnostics/log.ts';

export interface RunMarker {
  readonly previousRun: LogEvents['started']['previousRun'];
  readonly endedWell: () => void;
}

/** `folder` is the profile; it is made when it is not there yet. */
export function markRun(folder: string): RunMarker {
  const running = join(folder, 'running');
  const known = join(folder, 'started-before');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const previousRun = existsSync(running) ? 'endedBadly' : existsSync(known) ? 'clean' : 'first';
  writeFileSync(known, '', { mode: 0o600 });
  writeFileSync(running, '', { mode: 0o600 });
  return { previousRun, endedWell: () => rmSync(running, { force: true }) };
}
