/**
 * Promise: of all engine processes on one userData folder exactly one holds the lock; a later one hands it its command line and learns that
 * it is not the first. The holder is known by process id and start time, so a crash leaves no lock that anybody waits for.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

/** Changes when a process id is used again; field 22 of /proc/<pid>/stat, clock ticks since boot. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function holds(lockFile: string): boolean {
  try {
    const { pid, started } = JSON.parse(readFileSync(lockFile, 'utf8')) as { pid: number; started: string };
    return startTime(pid) === started;
  } catch {
    // Not there, or torn by a crash in the middle of writing it: nobody holds it.
    return false;
  }
}

function take(lockFile: string): boolean {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(lockFile, JSON.stringify({ pid: process.pid, started: startTime(process.pid) }), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code !== 'EEXIST') throw reason;
      if (holds(lockFile)) return false;
      rmSync(lockFile, { force: true });
    }
  }
  return false;
}

export class SingleInstance {
  private readonly folder: string;
  private readonly onSecond: (start: SecondStart) => void;
  private watcher: FSWatcher | undefined;

  /** @param folder the app's userData */
  constructor(folder: string, onSecond: (start: SecondStart) => void) {
    this.folder = folder;
    this.onSecond = onSecond;
  }

  get held(): boolean { return this.watcher !== undefined; }
  private get lockFile(): string { return join(this.folder, 'engine-instance.lock'); }
  private get letters(): string { return join(this.folder, 'engine-second-starts'); }

  /** @returns true when this process is the first; else its command line is with the first one */
  request(start: SecondStart): boolean {
    if (this.held) return true;
    mkdirSync(this.letters, { recursive: true, mode: 0o700 });
    if (!take(this.lockFile)) {
      const draft = join(this.letters, `${process.pid}.part`);
      writeFileSync(draft, JSON.stringify(start), { mode: 0o600 });
      renameSync(draft, join(this.letters, `${process.pid}.json`));
      return false;
    }
    this.watcher = watch(this.letters, () => this.readLetters());
    this.watcher.unref();
    return true;
  }

  release(): void {
    if (!this.held) return;
    this.watcher?.close();
    this.watcher = undefined;
    rmSync(this.lockFile, { force: true });
  }

  private readLetters(): void {
    for (const name of readdirSync(this.letters).filter((file) => file.endsWith('.json'))) {
      const path = join(this.letters, name);
      const start = JSON.parse(readFileSync(path, 'utf8')) as SecondStart;
      rmSync(path);
      this.onSecond(start);
    }
  }
}
