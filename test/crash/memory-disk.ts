/**
 * A disk that forgets like a real one: file contents last once the file was flushed, names once their folder was flushed, and everything else
 * survives a power cut only as far as the chosen flavour lets it (decisions.md 28; the idea is that of dsrhaslab/lazyfs).
 */
import { posix } from 'node:path';
import type { Disk, DiskFile } from '../../electron/ports/computer.ts';
import type { Dice } from './seeded.ts';

/** `nothing`: no unflushed byte or name survives. `prefix`: a random beginning of each. `pages`: single pages of what was not flushed, with holes of zeros. */
export type PowerCut = 'nothing' | 'prefix' | 'pages';
/** Smaller than a real page, so that a frame of a few hundred bytes is torn in several places. */
const PAGE_BYTES = 96;

interface FileNode {
  readonly kind: 'file';
  bytes: Buffer;
  flushed: number;
}
interface FolderNode {
  readonly kind: 'folder';
  readonly now: Map<string, Node>;
  readonly flushed: Map<string, Node>;
}
type Node = FileNode | FolderNode;
interface NameChange {
  readonly folders: readonly FolderNode[];
  readonly apply: () => void;
}

export interface MemoryDisk extends Disk {
  /** The disk as it is found after the power came back. The old one must not be used any more. */
  readonly cutPower: (how: PowerCut, random: Dice) => MemoryDisk;
  /** Every file with its bytes, for comparing before and after. */
  readonly files: () => ReadonlyMap<string, Uint8Array>;
  /** Changes a file behind the program's back. */
  readonly damage: (path: string, change: (bytes: Buffer) => Uint8Array) => void;
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function folder(): FolderNode {
  return { kind: 'folder', now: new Map(), flushed: new Map() };
}

export function createMemoryDisk(top: FolderNode = folder()): MemoryDisk {
  let pending: NameChange[] = [];

  const find = (path: string): Node | undefined => {
    let here: Node | undefined = top;
    for (const name of path.split('/').filter((part) => part !== '')) here = here?.kind === 'folder' ? here.now.get(name) : undefined;
    return here;
  };
  const folderAt = (path: string): FolderNode => {
    const found = find(path);
    if (found?.kind !== 'folder') throw failure(found === undefined ? 'ENOENT' : 'ENOTDIR', path);
    return found;
  };
  const fileAt = (path: string): FileNode => {
    const found = find(path);
    if (found?.kind !== 'file') throw failure(found === undefined ? 'ENOENT' : 'EISDIR', path);
    return found;
  };
  const change = (folders: readonly FolderNode[], how: (names: (of: FolderNode) => Map<string, Node>) => void): void => {
    how((of) => of.now);
    pending.push({ folders, apply: () => how((of) => of.flushed) });
  };
  const open = (file: FileNode): DiskFile => ({
    write: async (bytes) => {
      file.bytes = Buffer.concat([file.bytes, bytes]);
    },
    sync: async () => {
      file.flushed = file.bytes.length;
    },
    close: async () => undefined,
  });
  const makeOne = (path: string): void => {
    if (find(path)?.kind === 'folder') return;
    const parent = posix.dirname(path);
    if (parent !== path) makeOne(parent);
    const into = folderAt(parent);
    const made = folder();
    change([into], (names) => names(into).set(posix.basename(path), made));
  };

  const survivor = (file: FileNode, how: PowerCut, random: Dice): FileNode => {
    const kept = file.bytes.subarray(0, file.flushed);
    const tail = file.bytes.subarray(file.flushed);
    let bytes = Buffer.from(kept);
    if (how === 'prefix') bytes = Buffer.concat([kept, tail.subarray(0, random.below(tail.length + 1))]);
    if (how === 'pages' && tail.length > 0) {
      const pages = Array.from({ length: Math.ceil(tail.length / PAGE_BYTES) }, (_, at) => tail.subarray(at * PAGE_BYTES, (at + 1) * PAGE_BYTES));
      const there = pages.map(() => random.next() < 0.5);
      const end = there.lastIndexOf(true);
      bytes = Buffer.concat([kept, ...pages.slice(0, end + 1).map((page, at) => (there[at] === true ? page : Buffer.alloc(page.length)))]);
    }
    return { kind: 'file', bytes, flushed: bytes.length };
  };
  const survive = (node: Node, how: PowerCut, random: Dice): Node => {
    if (node.kind === 'file') return survivor(node, how, random);
    const after = folder();
    for (const [name, child] of node.flushed) {
      const found = survive(child, how, random);
      after.now.set(name, found);
      after.flushed.set(name, found);
    }
    return after;
  };
  const collect = (node: Node, path: string, into: Map<string, Uint8Array>): Map<string, Uint8Array> => {
    if (node.kind === 'file') into.set(path, new Uint8Array(node.bytes));
    else for (const [name, child] of node.now) collect(child, `${path}/${name}`, into);
    return into;
  };

  return {
    read: async (path) => new Uint8Array(fileAt(path).bytes),
    readStart: async (path, count) => new Uint8Array(fileAt(path).bytes.subarray(0, count)),
    list: async (path) => [...folderAt(path).now.keys()].sort(),
    exists: async (path) => find(path) !== undefined,
    create: async (path) => {
      if (find(path) !== undefined) throw failure('EEXIST', path);
      const into = folderAt(posix.dirname(path));
      const file: FileNode = { kind: 'file', bytes: Buffer.alloc(0), flushed: 0 };
      change([into], (names) => names(into).set(posix.basename(path), file));
      return open(file);
    },
    rename: async (from, to) => {
      const [source, target] = [folderAt(posix.dirname(from)), folderAt(posix.dirname(to))];
      const moved = find(from);
      if (moved === undefined) throw failure('ENOENT', from);
      if (moved.kind === 'folder' && find(to) !== undefined) throw failure('ENOTEMPTY', to);
      change([source, target], (names) => {
        names(source).delete(posix.basename(from));
        names(target).set(posix.basename(to), moved);
      });
    },
    remove: async (path) => {
      fileAt(path);
      const from = folderAt(posix.dirname(path));
      change([from], (names) => names(from).delete(posix.basename(path)));
    },
    removeFolder: async (path) => {
      if (folderAt(path).now.size > 0) throw failure('ENOTEMPTY', path);
      const from = folderAt(posix.dirname(path));
      change([from], (names) => names(from).delete(posix.basename(path)));
    },
    makeFolder: async (path) => makeOne(path),
    syncFolder: async (path) => {
      const flushed = folderAt(path);
      for (const { apply } of pending.filter(({ folders }) => folders.includes(flushed))) apply();
      pending = pending.filter(({ folders }) => !folders.includes(flushed));
    },
    freeBytes: async () => 1_000_000_000,
    cutPower: (how, random) => {
      const names = how === 'nothing' ? 0 : random.below(pending.length + 1);
      for (const { apply } of pending.slice(0, names)) apply();
      return createMemoryDisk(survive(top, how, random) as FolderNode);
    },
    files: () => collect(top, '', new Map()),
    damage: (path, how) => {
      const file = fileAt(path);
      file.bytes = Buffer.from(how(Buffer.from(file.bytes)));
      file.flushed = file.bytes.length;
    },
  };
}
