/**
 * A list that is worked on beside an affirmed IEP, sealed in two generations of its own: translations as they are typed, progress reports until they are
 * affirmed (iep-forms.md 8.6, 6.10). Written again as a whole at each save; the package keeps every byte and no other file is touched.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { FileKind } from '../ports/vault.ts';
import { TEMPORARY_END } from '../vault/durable-write.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SetAside } from '../vault/set-aside.ts';

/** The IEP a file of such a folder belongs to. */
export function sideListOwner(name: string): string {
  return name.replace(/\.[ab]$/u, '');
}

export interface SideLists<T> {
  /** IEPs that have any. */
  readonly iepIds: () => Iterable<string>;
  /** Empty for an IEP that has none; fails when neither generation opens. */
  readonly read: (iepId: string, studentId: string) => Promise<Result<readonly T[]>>;
  /** Resolves when they are flushed; `read` comes before it. Throws the disk's own error. */
  readonly write: (iepId: string, studentId: string, all: readonly T[]) => Promise<void>;
  readonly forget: (iepId: string) => void;
}

interface Options<T> {
  readonly disk: Disk;
  readonly root: string;
  readonly folder: string;
  readonly kind: FileKind;
  readonly item: z.ZodType<T>;
  readonly keys: VaultKeys;
  readonly setAside: SetAside;
  /** Files of a removal that could not go yet. */
  readonly going: ReadonlySet<string>;
}

/** A vault made before there were any has no such folder. Throws the disk's own error. */
export async function openSideLists<T>({ disk, root, folder: name, kind, item, keys, setAside, going }: Options<T>): Promise<SideLists<T>> {
  const folder = join(root, name);
  const content = z.array(item);
  const names = (await disk.exists(folder)) ? await disk.list(folder) : [];
  const known = new Set(names.filter((file) => !file.endsWith(TEMPORARY_END) && !going.has(`${name}/${file}`)).map(sideListOwner));
  const files = new Map<string, Generations>();
  const filesOf = (iepId: string, studentId: string): Generations => {
    const made = files.get(iepId) ?? createGenerations({
      disk, setAside, folder, name: iepId,
      seal: (revision, plain) => keys.seal(kind, iepId, revision, plain, studentId),
      open: (sealed) => keys.open(kind, iepId, sealed, studentId),
    });
    files.set(iepId, made);
    return made;
  };
  const readFiles = async (iepId: string, studentId: string): Promise<Result<readonly T[]>> => {
    const read = await filesOf(iepId, studentId).read();
    if (!read.ok) return read;
    // Both files gone from under a list that names them is damage, never "nothing was written".
    if (read.value === null) {
      setAside.name(join(folder, `${iepId}.a`), 'inPlace');
      return fail('damaged');
    }
    return ok(content.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))));
  };
  /** Each list is read from the disk once while the vault is open: a read during a write could take the older generation for the newest. */
  const inMemory = new Map<string, Promise<Result<readonly T[]>>>();
  return {
    iepIds: () => known,
    read: async (iepId, studentId) => {
      if (!known.has(iepId)) return ok([]);
      const reading = inMemory.get(iepId) ?? readFiles(iepId, studentId);
      inMemory.set(iepId, reading);
      const read = await reading.catch((error: unknown) => {
        inMemory.delete(iepId);
        throw error;
      });
      if (!read.ok) inMemory.delete(iepId);
      return read;
    },
    write: async (iepId, studentId, all) => {
      if (!(await disk.exists(folder))) {
        await disk.makeFolder(folder);
        await disk.syncFolder(root);
      }
      await filesOf(iepId, studentId).writeBoth(Buffer.from(JSON.stringify(all), 'utf8'));
      known.add(iepId);
      inMemory.set(iepId, Promise.resolve(ok(all)));
    },
    forget: (iepId) => {
      known.delete(iepId);
      inMemory.delete(iepId);
      files.delete(iepId);
    },
  };
}
