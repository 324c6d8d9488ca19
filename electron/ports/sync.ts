/** Promise: the way to the district and back. */
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import type { Result } from '../../shared/words/failures.ts';

/** HTTP as sync needs it: no redirects followed, bytes in and out. */
export interface Http {
  readonly request: (request: {
    readonly method: 'GET' | 'HEAD' | 'PUT';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
    readonly timeoutMs: number;
    /** Aborted when nobody waits for the answer any more. */
    readonly signal?: AbortSignal;
  }) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }>;
}

export interface SyncService {
  readonly status: () => Promise<SyncStatus>;
  readonly configure: (url: string, accessKey: string) => Promise<Result<SyncStatus>>;
  /** Tries everything that waits, now. */
  readonly deliver: () => Promise<SyncStatus>;
  readonly pull: () => Promise<Result<{ readonly students: number; readonly records: number }>>;
  /** Something new waits (an affirm), the network changed, or the computer woke up. */
  readonly wake: () => void;
  readonly onChange: (listener: (status: SyncStatus) => void) => () => void;
  readonly close: () => Promise<void>;
}
