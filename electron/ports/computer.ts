/** Promise: what the computer itself lends the main process: time, chance, the disk and its key store, each to be replaced in a test. */
import type { Result } from '../../shared/words/failures.ts';

export interface Clock {
  /** ISO instant, UTC. */
  readonly now: () => string;
  /** IANA zone this computer's own clock shows, such as America/Los_Angeles; the district's zone is a setting. */
  readonly zone: () => string;
}

export interface Random {
  readonly bytes: (count: number) => Uint8Array;
  /** A new local id: lower-case letters and digits, at least 120 bits. */
  readonly id: () => string;
}

/** An open file of the disk port; every call may fail with a Node error code (ENOSPC, EIO…). */
export interface DiskFile {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The only way to the disk; the crash tests replace it (decisions.md 28). Paths are absolute. */
export interface Disk {
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The first bytes of a file, at most `count`. */
  readonly readStart: (path: string, count: number) => Promise<Uint8Array>;
  /** Names in the folder, sorted. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly exists: (path: string) => Promise<boolean>;
  /** Creates with mode 0600; fails if the file exists. */
  readonly create: (path: string) => Promise<DiskFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Removes an empty folder; fails when anything is in it. */
  readonly removeFolder: (path: string) => Promise<void>;
  /** Creates folders with mode 0700. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly syncFolder: (path: string) => Promise<void>;
  readonly freeBytes: (path: string) => Promise<number>;
}

/** The operating system's key store, asynchronous; of kind `passphraseOnly` when there is none that protects (decisions.md 7). */
export interface DeviceSecret {
  readonly kind: () => Promise<'os' | 'passphraseOnly'>;
  readonly seal: (plain: Uint8Array) => Promise<Result<Uint8Array>>;
  readonly open: (sealed: Uint8Array) => Promise<Result<Uint8Array>>;
}

export interface Timer {
  readonly after: (ms: number, run: () => void) => () => void;
}
