/** Promise: each print job is one PDF file in a folder, numbered in order, never overwritten; the folder is the paper tray of the specs. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../running.ts';
import { paths } from './app-paths.ts';

export function spool(bytes: Uint8Array): string {
  const folder = settings.spool ?? join(paths.get('userData'), 'spool');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const last = readdirSync(folder).map((name) => Number.parseInt(name, 10)).filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 0);
  const path = join(folder, `${String(last + 1).padStart(4, '0')}.pdf`);
  writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 });
  return path;
}
