/**
 * What the district's deliveries of documents have told, sealed in two generations beside the documents: lines nobody has put away yet, and editions that were
 * refused, so that a refusal is said once and its file not fetched again. No document follows from it: without it a line is said twice, and a program of vault
 * format 4 that does not know it passes over it.
 */
import { z } from 'zod';
import { join } from 'node:path';
import { libraryNews } from '../../shared/library/from-district.ts';
import { ok } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { LibraryTold, Told } from '../ports/library.ts';
import { attempt } from '../vault/disk-failure.ts';
import { LIBRARY_FOLDER } from '../vault/folders.ts';
import { createGenerations } from '../vault/generations.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import { makeLibraryFolder } from './library.ts';

export const TOLD = 'told';
const NOTHING: Told = { news: [], refused: [] };

const toldSchema = z.strictObject({ news: z.array(libraryNews), refused: z.array(z.strictObject({ documentId: z.string(), wasRead: z.boolean() })) });

/** What a later program may have written here counts as nothing told. */
function toldIn(bytes: Uint8Array | null): Told {
  const parsed = bytes === null ? null : toldSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return parsed?.success === true ? parsed.data : NOTHING;
}

export interface ClosableLibraryTold {
  readonly libraryTold: LibraryTold;
  /** Takes no more writes and waits for those under way. */
  readonly close: () => Promise<void>;
}

export function createLibraryTold({ disk, root, keys, setAside }: { readonly disk: Disk; readonly root: string; readonly keys: VaultKeys; readonly setAside: SetAside }): ClosableLibraryTold {
  const queue = createQueue();
  const file = createGenerations({
    disk, setAside, folder: join(root, LIBRARY_FOLDER), name: TOLD,
    seal: (revision, plain) => keys.seal('library', TOLD, revision, plain, null),
    open: (sealed) => keys.open('library', TOLD, sealed, null),
  });
  const read = async (): Promise<Told> => {
    const found = await file.read();
    if (!found.ok) await file.setAside();
    return toldIn(found.ok ? found.value : null);
  };
  return {
    libraryTold: {
      read: () => attempt(() => queue.run(async () => ok(await read()))),
      change: (change) => attempt(() => queue.run(async () => {
        const before = await read();
        const after = change(before);
        if (JSON.stringify(after) === JSON.stringify(before)) return ok(false);
        await makeLibraryFolder(disk, root);
        await file.writeBoth(Buffer.from(JSON.stringify(after), 'utf8'));
        return ok(true);
      })),
    },
    close: queue.end,
  };
}
