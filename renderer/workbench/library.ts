/** What was taken into the document library, as main last told it; forgotten at lock. */
import { create } from 'zustand';
import type { DocumentWords, LibraryDocument } from '../../shared/library/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, askWhileOpen, bridge } from './bridge.ts';
import { refreshDamage } from './damage-store.ts';

interface Known {
  /** Null until main has told: an empty library is not the same as one nobody has read. */
  readonly held: readonly LibraryDocument[] | null;
  readonly failure: Failure | null;
}

const NOTHING: Known = { held: null, failure: null };

export const useLibrary = create<Known>(() => NOTHING);

export async function readLibrary(): Promise<void> {
  const reply = await askWhileOpen(bridge().library.list());
  useLibrary.setState(reply.ok ? { held: reply.value, failure: null } : { failure: reply.failure as Failure });
  // A damaged document is found when the library is looked at.
  await refreshDamage();
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
