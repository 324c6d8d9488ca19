/** The sync service together with the documents the district hands out: whatever turns to the district looks for them too, and waits for none of it. */
import type { SyncService } from '../ports/sync.ts';
import { allInTurn } from '../vault/queue.ts';
import type { LibraryDelivery } from './library-delivery.ts';

export function withLibrary(sync: SyncService, library: LibraryDelivery): SyncService {
  return {
    ...sync,
    configure: async (url, accessKey) => {
      const configured = await sync.configure(url, accessKey);
      if (configured.ok) void library.look();
      return configured;
    },
    pull: () => {
      void library.look();
      return sync.pull();
    },
    wake: () => {
      sync.wake();
      void library.look();
    },
    close: () => allInTurn([library.close, sync.close]),
  };
}
