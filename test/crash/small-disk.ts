/** A disk one folder of which can be full, as a system volume is while a stick still has room: names may still fit where bytes do not, or neither. */
import { sep } from 'node:path';
import type { Disk } from '../../electron/ports/computer.ts';

/** `bytes`: files are made and take no byte; `names`: not even a file is made. */
export type Full = 'no' | 'bytes' | 'names';

export interface SmallDisk extends Disk {
  full: Full;
}

function noRoom(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

export function createSmallDisk(disk: Disk, folder: string): SmallDisk {
  const inside = (path: string): boolean => path === folder || path.startsWith(`${folder}${sep}`);
  const small: SmallDisk = {
    ...disk,
    full: 'no',
    makeFolder: async (path) => {
      if (inside(path) && small.full === 'names' && !(await disk.exists(path))) throw noRoom();
      await disk.makeFolder(path);
    },
    create: async (path) => {
      if (inside(path) && small.full === 'names') throw noRoom();
      const file = await disk.create(path);
      return {
        ...file,
        write: async (bytes) => {
          if (inside(path) && small.full !== 'no') throw noRoom();
          await file.write(bytes);
        },
      };
    },
  };
  return small;
}
