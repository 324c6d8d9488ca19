/**
 * A draft's journal on disk: append-only segments of sealed frames, each holding the hash of the one before it. An append resolves only when
 * its frame is flushed; a new segment starts at every open and after every failed write, so nothing is ever appended behind a torn tail
 * (that is how the browser's own store erases itself: storage.md 2.3).
 *
 *   frame = length 4 | length xor LENGTH_CHECK 4 | envelope of (hash of the previous frame 32 | payload)
 *
 * At most one frame is ever unflushed. An end that is cut short or has holes of zeros is therefore what a power cut left, and is cut and
 * reported; an end that is all there and does not authenticate was changed after it was written. That, like damage anywhere else, is damage,
 * and the journal is refused rather than read shorter than it was.
 */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk, DiskFile } from '../ports/computer.ts';
import type { Seal } from '../ports/vault.ts';
import { sha256Hex } from '../vault/digest.ts';
import { diskCode } from '../vault/disk-failure.ts';
import { MAGIC } from '../vault/envelope.ts';

const FRAME_HEAD_BYTES = 8;
/** Tells a damaged length from a frame that was cut short. */
const LENGTH_CHECK = 0x49455044;
const HASH_BYTES = 32;
const BEGINNING = Buffer.alloc(HASH_BYTES);
const SEGMENT_DIGITS = 4;

export interface JournalFileOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly journalId: string;
  readonly studentId: string;
  readonly seal: Seal;
}

/** One whole frame; `hash` names the journal up to and including it. */
export interface Frame {
  readonly payload: Uint8Array;
  readonly hash: string;
}

export interface ReadJournal {
  readonly frames: readonly Frame[];
  /** The newest segment, when its end was torn and cut. */
  readonly tailCut: string | null;
  readonly writer: JournalWriter;
}

export interface JournalWriter {
  /** Resolves with the frame's hash when it is flushed. Throws the disk's own error; the next append then starts a new segment behind the last flushed frame. */
  readonly append: (payload: Uint8Array) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface ChainedFrame extends Frame {
  readonly previous: string;
}

function segmentName(segment: number): string {
  return `${String(segment).padStart(SEGMENT_DIGITS, '0')}.seg`;
}

function segmentNumber(name: string): number | null {
  const match = /^(\d{4,})\.seg$/.exec(name);
  return match === null ? null : Number(match[1]);
}

function sealFrame({ seal, journalId, studentId }: JournalFileOptions, segment: number, frame: number, previous: string, payload: Uint8Array): { readonly bytes: Uint8Array; readonly hash: string } {
  const sealed = seal.seal('segment', `${journalId}/${segment}`, frame, Buffer.concat([Buffer.from(previous, 'hex'), payload]), studentId);
  const head = Buffer.alloc(FRAME_HEAD_BYTES);
  head.writeUInt32BE(sealed.length, 0);
  head.writeUInt32BE((sealed.length ^ LENGTH_CHECK) >>> 0, 4);
  return { bytes: Buffer.concat([head, sealed]), hash: sha256Hex(sealed) };
}

/** The frame that starts at `offset` when all of it is there and authentic. */
function frameAt({ seal, journalId, studentId }: JournalFileOptions, segment: number, bytes: Buffer, offset: number): { readonly frame: ChainedFrame; readonly number: number; readonly end: number } | null {
  const start = offset + FRAME_HEAD_BYTES;
  if (start > bytes.length) return null;
  const length = bytes.readUInt32BE(offset);
  if (((length ^ LENGTH_CHECK) >>> 0) !== bytes.readUInt32BE(offset + 4) || start + length > bytes.length) return null;
  const sealed = bytes.subarray(start, start + length);
  const opened = seal.open('segment', `${journalId}/${segment}`, sealed, studentId);
  if (!opened.ok || opened.value.plain.length < HASH_BYTES) return null;
  const plain = Buffer.from(opened.value.plain);
  const frame = { previous: plain.toString('hex', 0, HASH_BYTES), payload: plain.subarray(HASH_BYTES), hash: sha256Hex(sealed) };
  return { frame, number: opened.value.revision, end: start + length };
}

/** Nothing is ever written behind a torn frame, so an authentic frame further on proves that `offset` is damage in the middle. */
function wholeFrameBehind(options: JournalFileOptions, segment: number, bytes: Buffer, offset: number): boolean {
  let magic = bytes.indexOf(MAGIC, offset + FRAME_HEAD_BYTES + 1);
  while (magic >= 0) {
    if (frameAt(options, segment, bytes, magic - FRAME_HEAD_BYTES) !== null) return true;
    magic = bytes.indexOf(MAGIC, magic + 1);
  }
  return false;
}

/** Bytes a disk writes at once. A power cut leaves out whole sectors: all of one, or as much of it as belongs to the file. */
const SECTOR_BYTES = 512;
/** So many zeros in a row never stand in sealed bytes by chance; the head of an envelope has hardly more than seven. */
const HOLE_BYTES = 16;

/** What a power cut left out reads as zeros: a long run of them anywhere, or at an end of the frame all that lies in one sector. */
function hasHole(bytes: Buffer, offset: number): boolean {
  if (bytes.indexOf(Buffer.alloc(HOLE_BYTES), offset) >= 0) return true;
  for (let from = offset; from < bytes.length; ) {
    const to = Math.min(bytes.length, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
    if (bytes.subarray(from, to).every((byte) => byte === 0)) return true;
    from = to;
  }
  return false;
}

/** Whether the bytes from `offset` on are what a power cut leaves of the one frame that was not flushed: fewer than it says, or with holes. */
function isTorn(bytes: Buffer, offset: number): boolean {
  const start = offset + FRAME_HEAD_BYTES;
  if (start > bytes.length || hasHole(bytes, offset)) return true;
  const length = bytes.readUInt32BE(offset);
  return ((length ^ LENGTH_CHECK) >>> 0) === bytes.readUInt32BE(offset + 4) && start + length > bytes.length;
}

/** The whole frames of one segment and whether its end was torn; null when it is damaged. */
function readSegment(options: JournalFileOptions, segment: number, bytes: Buffer): { readonly frames: readonly ChainedFrame[]; readonly torn: boolean } | null {
  const frames: ChainedFrame[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const found = frameAt(options, segment, bytes, offset);
    if (found === null) return isTorn(bytes, offset) && !wholeFrameBehind(options, segment, bytes, offset) ? { frames, torn: true } : null;
    const before = frames.at(-1);
    if (found.number !== frames.length + 1 || (before !== undefined && before.hash !== found.frame.previous)) return null;
    frames.push(found.frame);
    offset = found.end;
  }
  return { frames, torn: false };
}

/**
 * Joins a segment to the journal so far. Its first frame follows the last one, or the last but one: a flush that failed may have left a
 * whole frame that was never acknowledged, and the writer then went on from the frame before it. False when it follows neither.
 */
function follows(frames: ChainedFrame[], next: readonly ChainedFrame[]): boolean {
  const first = next[0];
  if (first === undefined) return true;
  const last = frames.at(-1);
  if (first.previous !== (last?.hash ?? BEGINNING.toString('hex'))) {
    if (frames.length < 2 || first.previous !== last?.previous) return false;
    frames.pop();
  }
  frames.push(...next);
  return true;
}

function createWriter(options: JournalFileOptions, after: { readonly segment: number; readonly hash: string }): JournalWriter {
  const { disk, folder } = options;
  let segment = after.segment;
  let flushed = after.hash;
  let open: { readonly file: DiskFile; readonly frames: number } | null = null;

  /** Removes a segment without a flushed frame: on a disk that stays full for an hour every retry would leave a file behind. */
  const giveUp = async (): Promise<void> => {
    const failed = open;
    open = null;
    await failed?.file.close().catch(() => undefined);
    if (failed?.frames === 0) await disk.remove(join(folder, segmentName(segment))).catch(() => undefined);
  };
  /** Takes the next free number: a failed try may have left a file behind, and that file is never written to again. */
  const createSegment = async (): Promise<DiskFile> => {
    for (;;) {
      try {
        const file = await disk.create(join(folder, segmentName(segment + 1)));
        segment += 1;
        return file;
      } catch (error) {
        if (diskCode(error) !== 'EEXIST') throw error;
        segment += 1;
      }
    }
  };
  const current = async (): Promise<{ readonly file: DiskFile; readonly frames: number; readonly isNew: boolean }> => {
    if (open !== null) return { ...open, isNew: false };
    open = { file: await createSegment(), frames: 0 };
    return { ...open, isNew: true };
  };
  return {
    append: async (payload) => {
      try {
        const { file, frames, isNew } = await current();
        const { bytes, hash } = sealFrame(options, segment, frames + 1, flushed, payload);
        await file.write(bytes);
        await file.sync();
        if (isNew) await disk.syncFolder(folder);
        open = { file, frames: frames + 1 };
        flushed = hash;
        return hash;
      } catch (error) {
        await giveUp();
        throw error;
      }
    },
    close: async () => {
      const last = open;
      open = null;
      await last?.file.close();
    },
  };
}

/** A journal that does not exist yet; its folder must. */
export function newJournal(options: JournalFileOptions): JournalWriter {
  return createWriter(options, { segment: 0, hash: BEGINNING.toString('hex') });
}

/**
 * Reads every segment of a journal. `damaged` (naming the segment in `where`) when bytes that were once flushed are missing or changed; nothing on disk is touched.
 * @throws the disk's own error.
 */
export async function readJournal(options: JournalFileOptions): Promise<Result<ReadJournal> & { readonly where?: string }> {
  const { disk, folder } = options;
  const segments = (await disk.list(folder)).map(segmentNumber).filter((number): number is number => number !== null).sort((a, b) => a - b);
  const frames: ChainedFrame[] = [];
  let tailCut: string | null = null;
  for (const segment of segments) {
    const path = join(folder, segmentName(segment));
    const read = readSegment(options, segment, Buffer.from(await disk.read(path)));
    if (read === null || !follows(frames, read.frames)) return { ...fail('damaged'), where: path };
    tailCut = read.torn ? path : null;
  }
  const last = frames.at(-1);
  if (last === undefined) return { ...fail('damaged'), where: folder };
  return ok({ frames, tailCut, writer: createWriter(options, { segment: segments.at(-1) ?? 0, hash: last.hash }) });
}
