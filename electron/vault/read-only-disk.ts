/** Disks that refuse every write, to look into a vault without touching it: the folder itself, or a backup shown as the folder it was. */
import { relative } from 'node:path';
import type { Disk } from '../ports.ts';
import { readBackedUp, type Backup } from './backups.ts';

function refuse(): never {
  throw Object.assign(new Error('This disk is only read.'), { code: 'EROFS' });
}

const NO_WRITES = {
  create: async () => refuse(), rename: async () => refuse(), remove: async () => refuse(), makeFolder: async () => refuse(), syncFolder: async () => refuse(), freeBytes: async () => 0,
} as const;

export function readOnly(disk: Disk): Disk {
  return { ...disk, ...NO_WRITES };
}

/** The vault folder `root` as the backup has it; a file that is missing from the backup's place or damaged there reads as damage. */
export function backupAsDisk(disk: Disk, backup: Backup, root: string): Disk {
  const inside = (path: string): string => relative(root, path).replaceAll('\\', '/');
  const read = async (path: string): Promise<Uint8Array> => {
    const file = backup.files.find((known) => known.path === inside(path));
    if (file === undefined) throw Object.assign(new Error('The backup has no such file.'), { code: 'ENOENT' });
    const bytes = await readBackedUp(disk, backup, file);
    // Empty bytes authenticate nowhere: whoever opens the file names it as damaged.
    return bytes.ok ? bytes.value : new Uint8Array();
  };
  return {
    ...NO_WRITES,
    read,
    readStart: async (path, count) => (await read(path)).subarray(0, count),
    list: async (folder) => [...new Set(backup.files.filter(({ path }) => path.startsWith(`${inside(folder)}/`)).map(({ path }) => path.slice(inside(folder).length + 1).split('/')[0] ?? ''))].sort(),
    exists: async (path) => backup.files.some((file) => file.path === inside(path) || file.path.startsWith(`${inside(path)}/`)),
  };
}
