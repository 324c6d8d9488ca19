/** What the frames of a draft's journal and its snapshots say: the base first, then what each save added. */
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import type { Frame } from './journal-file.ts';

export interface Beginning {
  readonly base: IepDocument;
  readonly at: string;
}
/** What is written in each frame after the first. */
export interface Saved {
  readonly entries: readonly JournalEntry[];
  readonly at: string;
}
/** `hash` is that of the last frame the snapshot includes. It shows when a snapshot belongs to another journal, or the journal has lost its end. */
export interface Snapshot {
  readonly rev: number;
  readonly hash: string;
  readonly document: IepDocument;
}
/** A state of the draft that is on disk. */
export interface Durable extends Snapshot {
  readonly savedAt: string;
}

export function bytesOf(value: Beginning | Saved | Snapshot): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

/** Bytes that authenticated were written by this program; they are parsed, not doubted again. */
export function valueOf<T extends Beginning | Saved | Snapshot>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
}

interface Told {
  readonly base: IepDocument;
  readonly entries: readonly JournalEntry[];
  readonly savedAt: string;
  /** By number of entries: the hash of the frame after which the journal has so many. */
  readonly hashAt: ReadonlyMap<number, string>;
}

/** What the frames of a journal say. */
export function tell([first, ...rest]: readonly Frame[]): Told {
  if (first === undefined) throw new Error('A journal that was read has at least the frame of its base.');
  const { base, at } = valueOf<Beginning>(first.payload);
  const entries: JournalEntry[] = [];
  const hashAt = new Map<number, string>([[0, first.hash]]);
  let savedAt = at;
  for (const frame of rest) {
    const saved = valueOf<Saved>(frame.payload);
    entries.push(...saved.entries);
    savedAt = saved.at;
    hashAt.set(entries.length, frame.hash);
  }
  return { base, entries, savedAt, hashAt };
}
