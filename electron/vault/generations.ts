/**
 * A small sealed file in two generations, `name.a` and `name.b`: a write replaces the older one, a read takes the newest that authenticates,
 * so no single damaged or half-written file is the only copy.
 */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import { durableWrite } from './durable-write.ts';
import type { SetAside } from './set-aside.ts';

export interface GenerationsOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly name: string;
  readonly setAside: SetAside;
  readonly seal: (revision: number, plain: Uint8Array) => Uint8Array;
  readonly open: (sealed: Uint8Array) => Result<{ readonly revision: number; readonly plain: Uint8Array }>;
}

export interface Generations {
  /** The newest whole content; null when neither file exists; `damaged` when files exist and none opens. Throws the disk's own error: an unreadable newest is never replaced by its elder. */
  readonly read: () => Promise<Result<Uint8Array | null>>;
  /** Replaces the older generation. Throws the disk's own error; the newest is then untouched. Call `read` first. */
  readonly write: (plain: Uint8Array) => Promise<void>;
  /** Replaces the older, then the other one too: for content no other file could restore. */
  readonly writeBoth: (plain: Uint8Array) => Promise<void>;
  /** Moves away what is there, for whoever writes new content where `read` found none that opens. Throws the disk's own error. */
  readonly setAside: () => Promise<void>;
}

type Slot = 'a' | 'b';
const SLOTS: readonly Slot[] = ['a', 'b'];

export function createGenerations({ disk, folder, name, setAside, seal, open }: GenerationsOptions): Generations {
  /** Highest revision ever tried: a failed write may still be on disk and must lose against the next one. */
  let revision = 0;
  /** Holds the content last acknowledged; never written over. */
  let newest: Slot = 'b';
  const pathOf = (slot: Slot): string => join(folder, `${name}.${slot}`);

  const write = async (plain: Uint8Array): Promise<void> => {
    const slot: Slot = newest === 'a' ? 'b' : 'a';
    revision += 1;
    await durableWrite(disk, pathOf(slot), seal(revision, plain));
    newest = slot;
  };
  return {
    read: async () => {
      const damaged: Slot[] = [];
      let best: { readonly revision: number; readonly plain: Uint8Array } | null = null;
      for (const slot of SLOTS) {
        if (!(await disk.exists(pathOf(slot)))) continue;
        const opened = open(await disk.read(pathOf(slot)));
        if (!opened.ok) damaged.push(slot);
        else if (best === null || opened.value.revision > best.revision) {
          best = opened.value;
          newest = slot;
        }
      }
      if (best === null && damaged.length > 0) {
        for (const slot of damaged) setAside.name(pathOf(slot), 'inPlace');
        return fail('damaged');
      }
      for (const slot of damaged) await setAside.move(pathOf(slot));
      revision = best?.revision ?? 0;
      return ok(best?.plain ?? null);
    },
    write,
    writeBoth: async (plain) => {
      await write(plain);
      await write(plain);
    },
    setAside: async () => {
      for (const slot of SLOTS) if (await disk.exists(pathOf(slot))) await setAside.move(pathOf(slot));
    },
  };
}
