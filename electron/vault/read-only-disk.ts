/** Disks that refuse every write, to look into a vault without touching it: the folder itself, or a backup shown as the folder it was. */
import { relative } from 'node:path';
import type { Disk } from '../ports/computer.ts';
import { readBackedUp, type Backup } from './backups.ts';

function refuse(): never {
  throw Object.assign(new Error('This disk is only read.'), { code: 'EROFS' });
}

const NO_WRITES = {
  create: async () => refuse(), rename: async () => refuse(), remove: async () => refuse(), removeFolder: async () => refuse(), makeFolder: async () => refuse(), syncFolder: async () => refuse(), freeBytes: async () => 0,
} as const;

export function readOnly(disk: Disk): Disk {
  return { ...disk, ...NO_WRITES };
}

/** A folder that holds exactly these files (paths inside `root`, with forward slashes), read through `read`. */
export function filesAsDisk(root: string, paths: readonly string[], read: (path: string, absolute: string) => Promise<Uint8Array>): Disk {
  const inside = (path: string): string => relative(root, path).replaceAll('\\', '/');
  const known = new Set(paths);
  const readWhole = async (path: string): Promise<Uint8Array> => {
    if (!known.has(inside(path))) throw Object.assign(new Error('There is no such file.'), { code: 'ENOENT' });
    return read(inside(path), path);
  };
  return {
    ...NO_WRITES,
    read: readWhole,
    readStart: async (path, count) => (await readWhole(path)).subarray(0, count),
    list: async (folder) => [...new Set(paths.filter((path) => path.startsWith(`${inside(folder)}/`)).map((path) => path.slice(inside(folder).length + 1).split('/')[0] ?? ''))].sort(),
    exists: async (path) => known.has(inside(path)) || paths.some((file) => file.startsWith(`${inside(path)}/`)),
  };
}

/** The vault folder `root` as the backup has it; a file that is missing from the backup's place or damaged there reads as damage. */
export function backupAsDisk(disk: Disk, backup: Backup, root: string): Disk {
  const files = new Map(backup.files.map((file) => [file.path, file]));
  return filesAsDisk(root, [...files.keys()], async (path) => {
    const file = files.get(path);
    const bytes = file === undefined ? null : await readBackedUp(disk, backup, file);
    // Empty bytes authenticate nowhere: whoever opens the file names it as damaged.
    return bytes?.ok === true ? bytes.value : new Uint8Array();
  });
}
