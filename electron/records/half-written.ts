/**
 * Words somebody was typing into a dialog when the records were locked or the program left: no step of a draft yet, so the journal does not have them. They are
 * sealed in a small file of their own, shown at the next unlock, and gone when somebody has taken them over. A backup does not hold them.
 */
import { z } from 'zod';
import { halfWritten, type HalfWritten } from '../../shared/bridge/session.ts';
import { ok } from '../../shared/words/failures.ts';
import type { HalfWrittenWords } from '../ports/drafts.ts';
import { attempt } from '../vault/disk-failure.ts';
import { createGenerations, type GenerationsOptions } from '../vault/generations.ts';
import { createQueue } from '../vault/queue.ts';
import type { VaultKeys } from '../vault/keys.ts';

const NAME = 'half-written';
const content = z.array(halfWritten);

export interface HalfWrittenOptions extends Pick<GenerationsOptions, 'disk' | 'setAside'> {
  readonly root: string;
  readonly keys: VaultKeys;
}

export interface ClosableHalfWritten {
  readonly halfWritten: HalfWrittenWords;
  /** Waits for writes under way. */
  readonly close: () => Promise<void>;
}

export function createHalfWritten({ disk, root, keys, setAside }: HalfWrittenOptions): ClosableHalfWritten {
  const queue = createQueue();
  const generations = createGenerations({
    disk, setAside, folder: root, name: NAME,
    seal: (revision, plain) => keys.seal('kept', NAME, revision, plain, null),
    open: (sealed) => keys.open('kept', NAME, sealed, null),
  });
  const bytesOf = (dialogs: readonly HalfWritten[]): Uint8Array => Buffer.from(JSON.stringify(dialogs), 'utf8');
  return {
    halfWritten: {
      read: () => attempt(() => queue.run(async () => {
        const read = await generations.read();
        if (!read.ok) return read;
        return ok(read.value === null ? [] : content.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))));
      })),
      keep: (dialogs) => attempt(() => queue.run(async () => {
        const there = await generations.read();
        // Most locks find nothing half-written, and write nothing; words that do not open stay where they are until there are others to keep.
        const isKept = there.ok ? Buffer.from(there.value ?? bytesOf([])).equals(bytesOf(dialogs)) : dialogs.length === 0;
        if (isKept) return ok(null);
        if (!there.ok) await generations.setAside();
        // Both, so that words that were taken over are not left in the older one.
        await generations.writeBoth(bytesOf(dialogs));
        return ok(null);
      })),
    },
    close: queue.end,
  };
}
