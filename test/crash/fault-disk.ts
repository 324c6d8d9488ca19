/** A disk whose n-th call fails, so that a test can try every n of an operation (decisions.md 28). */
import type { Disk, DiskFile } from '../../electron/ports/computer.ts';

/**
 * `ENOSPC`, `EIO`: the call does nothing and fails. `short`: a write takes half of its bytes, then fails; other calls fail at once.
 * `late`: the call does its work and then fails, as a flush does whose answer was lost.
 */
export type Fault = 'ENOSPC' | 'EIO' | 'short' | 'late';
export const FAULTS: readonly Fault[] = ['ENOSPC', 'EIO', 'short', 'late'];

export interface FaultDisk extends Disk {
  /** Calls since `arm`. */
  readonly calls: () => number;
  /** The call number `at` from now on fails; 0 = none. With `forever`, every later one too. */
  readonly arm: (at: number, fault: Fault, forever?: boolean) => void;
}

export function createFaultDisk(disk: Disk): FaultDisk {
  let calls = 0;
  let failing = { at: 0, fault: 'EIO' as Fault, forever: false };

  const error = (): Error => {
    const code = failing.fault === 'EIO' || failing.fault === 'late' ? 'EIO' : 'ENOSPC';
    return Object.assign(new Error(`${code}: call ${calls}`), { code });
  };
  const call = async <T>(work: () => Promise<T>, half?: () => Promise<void>): Promise<T> => {
    calls += 1;
    const fails = failing.at > 0 && (calls === failing.at || (failing.forever && calls > failing.at));
    if (!fails) return work();
    if (failing.fault === 'late') await work();
    if (failing.fault === 'short') await half?.();
    throw error();
  };
  const wrap = (file: DiskFile): DiskFile => ({
    write: (bytes) => call(() => file.write(bytes), () => file.write(bytes.subarray(0, bytes.length >> 1))),
    sync: () => call(file.sync),
    close: () => call(file.close),
  });
  return {
    read: (path) => call(() => disk.read(path)),
    readStart: (path, count) => call(() => disk.readStart(path, count)),
    list: (path) => call(() => disk.list(path)),
    exists: (path) => call(() => disk.exists(path)),
    create: (path) => call(async () => wrap(await disk.create(path))),
    rename: (from, to) => call(() => disk.rename(from, to)),
    remove: (path) => call(() => disk.remove(path)),
    removeFolder: (path) => call(() => disk.removeFolder(path)),
    makeFolder: (path) => call(() => disk.makeFolder(path)),
    syncFolder: (path) => call(() => disk.syncFolder(path)),
    freeBytes: (path) => call(() => disk.freeBytes(path)),
    calls: () => calls,
    arm: (at, fault, forever = false) => {
      calls = 0;
      failing = { at, fault, forever };
    },
  };
}
