/** What is in the document library beside the papers of IEP Desk, and what the district changed in it, as main last told it; forgotten at lock. */
import { create } from 'zustand';
import type { DocumentWords, LibraryDocument } from '../../shared/library/document.ts';
import type { LibraryNews } from '../../shared/library/from-district.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, askWhileOpen, bridge } from './bridge.ts';
import { refreshDamage } from './damage-store.ts';

interface Known {
  /** Null until main has told: an empty library is not the same as one nobody has read. */
  readonly held: readonly LibraryDocument[] | null;
  readonly failure: Failure | null;
  /** What the district changed and nobody has put away, newest first. */
  readonly news: readonly LibraryNews[];
}

const NOTHING: Known = { held: null, failure: null, news: [] };

export const useLibrary = create<Known>(() => NOTHING);

export async function readLibrary(): Promise<void> {
  const reply = await askWhileOpen(bridge().library.list());
  useLibrary.setState(reply.ok ? { held: reply.value, failure: null } : { failure: reply.failure as Failure });
  // A damaged document is found when the library is looked at.
  await refreshDamage();
}

async function readNews(): Promise<void> {
  const reply = await askWhileOpen(bridge().library.news());
  if (reply.ok) useLibrary.setState({ news: reply.value });
}

/** Follows what the district hands out; the list is read again where somebody has looked at it. */
export function followLibrary(): () => void {
  void readNews();
  return bridge().on('library', () => {
    void readNews();
    if (useLibrary.getState().held !== null) void readLibrary();
  });
}

/** Puts these lines away; answers null once main has it on disk, or why not. */
export async function putNewsAway(lines: readonly LibraryNews[]): Promise<Failure | null> {
  const reply = await ask(bridge().library.putNewsAway({ seen: lines.map(({ name, at }) => ({ name, at })) }));
  await readNews();
  return reply.ok ? null : (reply.failure as Failure);
}

export function forgetLibrary(): void {
  useLibrary.setState(NOTHING);
}

/** Each answers null once main has it on disk, or why not. */
export async function takeIn(words: DocumentWords, bytes: Uint8Array<ArrayBuffer>, replaces: string | null): Promise<Failure | null> {
  const reply = await ask(bridge().library.takeIn({ words, bytes, replaces }));
  if (!reply.ok) return reply.failure as Failure;
  await readLibrary();
  return null;
}

export async function takeOut(documentId: string): Promise<Failure | null> {
  const reply = await ask(bridge().library.takeOut({ documentId }));
  await readLibrary();
  return reply.ok ? null : (reply.failure as Failure);
}
