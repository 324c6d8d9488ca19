/**
 * What was translated of an affirmed IEP after affirming, sealed in two generations of its own beside the package, which keeps every byte
 * (iep-forms.md 8.6). Written again as a whole at each save; no other file is touched by it.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { lateTranslation } from '../../shared/bridge/values.ts';
import type { LateTranslation } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports.ts';
import { TEMPORARY_END } from '../vault/durable-write.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SetAside } from '../vault/set-aside.ts';

export const TRANSLATIONS_FOLDER = 'translations';

/** The IEP a file of the folder belongs to. */
export function translationsOwner(name: string): string {
  return name.replace(/\.[ab]$/u, '');
}

export interface LateTranslations {
  /** IEPs that have any. */
  readonly iepIds: () => Iterable<string>;
  /** None for an IEP nobody translated since; fails when neither generation opens. */
  readonly read: (iepId: string, studentId: string) => Promise<Result<readonly LateTranslation[]>>;
  /** Resolves when they are flushed; `read` comes before it. Throws the disk's own error. */
  readonly write: (iepId: string, studentId: string, all: readonly LateTranslation[]) => Promise<void>;
  readonly forget: (iepId: string) => void;
}

const content = z.array(lateTranslation);

interface Options {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly setAside: SetAside;
  /** Files of a removal that could not go yet. */
  readonly going: ReadonlySet<string>;
}

/** A vault made before there were any has no such folder. Throws the disk's own error. */
export async function openLateTranslations({ disk, root, keys, setAside, going }: Options): Promise<LateTranslations> {
  const folder = join(root, TRANSLATIONS_FOLDER);
  const names = (await disk.exists(folder)) ? await disk.list(folder) : [];
  const known = new Set(names.filter((name) => !name.endsWith(TEMPORARY_END) && !going.has(`${TRANSLATIONS_FOLDER}/${name}`)).map(translationsOwner));
  const files = new Map<string, Generations>();
  const filesOf = (iepId: string, studentId: string): Generations => {
    const made = files.get(iepId) ?? createGenerations({
      disk, setAside, folder, name: iepId,
      seal: (revision, plain) => keys.seal('translation', iepId, revision, plain, studentId),
      open: (sealed) => keys.open('translation', iepId, sealed, studentId),
    });
    files.set(iepId, made);
    return made;
  };
  const readFiles = async (iepId: string, studentId: string): Promise<Result<readonly LateTranslation[]>> => {
    const read = await filesOf(iepId, studentId).read();
    if (!read.ok) return read;
    // Both files gone from under a list that names them is damage, never "nothing was translated".
    if (read.value === null) {
      setAside.name(join(folder, `${iepId}.a`), 'inPlace');
      return fail('damaged');
    }
    return ok(content.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))));
  };
  /** Read once while the vault is open: a read beside a write could take the elder file for the newest. */
  const inMemory = new Map<string, Promise<Result<readonly LateTranslation[]>>>();
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
