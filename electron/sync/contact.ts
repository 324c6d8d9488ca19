/** What the last words with the district told: whether the network reaches it, when it last answered and what went wrong. */
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import type { Failure } from '../../shared/words/failures.ts';

type ContactShown = Pick<SyncStatus, 'network' | 'lastContact' | 'lastFailure'>;

export interface Contact {
  /** A try ended: well (null) or with this failure. */
  readonly note: (failure: Failure | null) => void;
  readonly shown: () => ContactShown;
}

export function createContact(now: () => string): Contact {
  let shown: ContactShown = { network: 'unknown', lastContact: '', lastFailure: null };
  return {
    note: (failure) => {
      const network = failure === null || !['unreachable', 'notDistrict'].includes(failure.code) ? 'reachable' : 'unreachable';
      shown = { network, lastContact: network === 'reachable' ? now() : shown.lastContact, lastFailure: failure };
    },
    shown: () => shown,
  };
}
