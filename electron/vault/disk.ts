/** The real disk: files of mode 0600, folders of mode 0700, and a resolved promise means the call did all of it. */
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, rmdir, statfs, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Disk, DiskFile } from '../ports/computer.ts';
import { diskCode } from './disk-failure.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Milliseconds before each further try of a rename: about one second in all, the time a virus scanner holds a fresh file. */
const RENAME_WAITS_MS = [20, 60, 120, 200, 250, 350];
const HELD_BY_ANOTHER_PROGRAM = new Set(['EPERM', 'EACCES', 'EBUSY']);

type Writable = Pick<FileHandle, 'write'>;

/** Writes every byte: one `write` may take fewer than it was given and still succeed. */
export async function writeAll(file: Writable, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw Object.assign(new Error('The disk took no more bytes.'), { code: 'ENOSPC' });
    written += bytesWritten;
  }
}

/**
 * Renames; on Windows tries again while another program (a virus scanner, an indexer) holds the file open, as graceful-fs does and
 * write-file-atomic does not (npm/write-file-atomic#227). Elsewhere these codes mean what they say.
 */
export async function renamePatiently(from: string, to: string, how: { readonly platform: string; readonly rename: (from: string, to: string) => Promise<void>; readonly wait: (ms: number) => Promise<unknown> }): Promise<void> {
  const waits = how.platform === 'win32' ? RENAME_WAITS_MS : [];
  for (const ms of waits) {
    try {
      return await how.rename(from, to);
    } catch (error) {
      if (!HELD_BY_ANOTHER_PROGRAM.has(diskCode(error) ?? '')) throw error;
      await how.wait(ms);
    }
  }
  return how.rename(from, to);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch (error) {
    if (diskCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function readStart(path: string, count: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function create(path: string): Promise<DiskFile> {
  const file = await open(path, 'wx', FILE_MODE);
  return { write: (bytes) => writeAll(file, bytes), sync: () => file.sync(), close: () => file.close() };
}

/** A rename or a new file survives a power cut only once its folder is flushed too. Windows cannot open a folder for that and writes the entry by itself. */
async function syncFolder(path: string, platform: string): Promise<void> {
  if (platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export function createDisk(platform: string = process.platform): Disk {
  return {
    read: async (path) => readFile(path),
    readStart,
    list: async (folder) => (await readdir(folder)).sort(),
    exists,
    create,
    rename: (from, to) => renamePatiently(from, to, { platform, rename, wait: sleep }),
    remove: (path) => rm(path),
    removeFolder: (path) => rmdir(path),
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true, mode: FOLDER_MODE });
    },
    syncFolder: (path) => syncFolder(path, platform),
    freeBytes: async (path) => {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    },
  };
}
