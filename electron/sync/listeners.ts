/** Tells whoever listens what the sync centre shows now, after each change of it. */
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import { ok } from '../../shared/words/failures.ts';
import { attempt as onDisk } from '../vault/disk-failure.ts';

export interface Listeners {
  /** Nobody waits for this: what the disk does not give now is told with the next change. */
  readonly tell: () => Promise<void>;
  readonly add: (listener: (status: SyncStatus) => void) => () => void;
  /** Tells nobody anything from then on. */
  readonly close: () => void;
}

export function createListeners(status: () => Promise<SyncStatus>): Listeners {
  const listeners = new Set<(status: SyncStatus) => void>();
  let closed = false;
  return {
    tell: async () => {
      if (closed || listeners.size === 0) return;
      const now = await onDisk(async () => ok(await status()));
      if (now.ok && !closed) for (const listener of listeners) listener(now.value);
    },
    add: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closed = true;
      listeners.clear();
    },
  };
}
