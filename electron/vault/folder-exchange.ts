/** Exchanges the vault for a folder that was built and proved beside it, by renames: at every moment one of the two is whole. */
import { dirname } from 'node:path';
import type { Clock, Disk, Random } from '../ports/computer.ts';
import { asideName } from './replaced.ts';

function readyFolder(root: string): string {
  return `${root}.restored`;
}

/** After the first of the two renames of a restore the vault has no folder; the finished one beside it takes its place. Throws the disk's own error. */
export async function finishRestore(disk: Disk, root: string): Promise<void> {
  if ((await disk.exists(root)) || !(await disk.exists(readyFolder(root)))) return;
  await disk.rename(readyFolder(root), root);
  await disk.syncFolder(dirname(root));
}

/** Puts `built` in the place of the vault, which stays beside it. Throws the disk's own error. */
export async function exchangeFolders({ disk, root, clock, random }: { readonly disk: Disk; readonly root: string; readonly clock: Clock; readonly random: Random }, built: string): Promise<void> {
  const parent = dirname(root);
  const ready = readyFolder(root);
  // Left by a restore that ended between its two renames while the old folder was still there.
  if (await disk.exists(ready)) await disk.rename(ready, asideName(root, clock, random));
  await disk.rename(built, ready);
  await disk.syncFolder(parent);
  if (await disk.exists(root)) await disk.rename(root, asideName(root, clock, random));
  await disk.syncFolder(parent);
  await finishRestore(disk, root);
}
