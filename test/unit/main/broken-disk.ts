/** The real disk, until a test breaks it. */
import type { Disk } from '../../../electron/ports/computer.ts';
import { createDisk } from '../../../electron/vault/disk.ts';

export interface BrokenDisk extends Disk {
  /** From now on every write, new file and rename fails with this code; null heals the disk. */
  broken: string | null;
  /** Breaks the disk right after a package has its final name, the commit point: for good, or for one call. */
  breaksAtCommit: 'forGood' | 'once' | null;
  /** The list of students and drafts is not taken. */
  refusesList: boolean;
}

export function breakable(): BrokenDisk {
  const real = createDisk();
  const guard = (): void => {
    if (disk.broken === null) return;
    const code = disk.broken;
    if (disk.breaksAtCommit === 'once') Object.assign(disk, { broken: null, breaksAtCommit: null });
    throw Object.assign(new Error('The disk is broken.'), { code });
  };
  const disk: BrokenDisk = {
    ...real, broken: null, breaksAtCommit: null, refusesList: false,
    create: async (path) => {
      guard();
      const file = await real.create(path);
      return { ...file, sync: () => file.sync(), close: () => file.close(), write: async (bytes) => { guard(); await file.write(bytes); } };
    },
    rename: async (from, to) => {
      guard();
      if (disk.refusesList && /index\.[ab]$/u.test(to)) throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
      await real.rename(from, to);
      if (disk.breaksAtCommit !== null && /packages\/[^/]+\.iep$/.test(to)) disk.broken = 'EIO';
    },
  };
  return disk;
}
