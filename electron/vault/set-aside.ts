/** What was found damaged: every file is named to the user, and none is deleted or read as if it were empty. */
import { basename, join, relative } from 'node:path';
import type { DamagedFile } from '../ports/open-vault.ts';
import type { Disk, Random } from '../ports/computer.ts';
import { QUARANTINE } from './folders.ts';

/** A damaged file before anybody asked whose it is. */
export type FoundDamage = Omit<DamagedFile, 'studentId'>;

export interface SetAside {
  /** Moves the file to quarantine/ under a name that tells where it stood. */
  readonly move: (path: string) => Promise<void>;
  /** Names a file that stays where it is: `inPlace` because nothing will ever write there, `tailCut` because its end was torn by a crash. */
  readonly name: (path: string, state: 'inPlace' | 'tailCut') => void;
  readonly all: () => readonly FoundDamage[];
}

export function createSetAside(disk: Disk, root: string, random: Random): SetAside {
  const found = new Map<string, FoundDamage>();
  const fileOf = (path: string): string => relative(root, path).replaceAll('\\', '/');
  const keyOf = (path: string, state: FoundDamage['state']): string => `${state} ${fileOf(path)}`;
  const note = (path: string, state: FoundDamage['state']): void => void found.set(keyOf(path, state), { file: fileOf(path), state });
  return {
    move: async (path) => {
      await disk.rename(path, join(root, QUARANTINE, `${basename(path)}.${random.id()}`));
      found.delete(keyOf(path, 'inPlace'));
      note(path, 'setAside');
    },
    name: note,
    all: () => [...found.values()],
  };
}
