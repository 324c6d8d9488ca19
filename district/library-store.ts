/**
 * The documents the district hands out: at most one edition of each, under the rules of the document library, so that no laptop is offered what it would have
 * to refuse for want of room. An edition that was handed out stays in the database with the day it was withdrawn; nothing is overwritten.
 */
import { type Kysely, type Transaction, sql } from 'kysely';
import type { HandedOut, HandedOutWords } from '../shared/district-api/library.ts';
import { clashOf, whyNoRoom } from '../shared/library/document.ts';
import type { DistrictTables } from './schema.ts';

/** An edition whose bytes and words were checked. */
export interface IncomingEdition {
  readonly name: string;
  readonly words: HandedOutWords;
  readonly bytes: Uint8Array;
  /** Must be the digest of `bytes`. */
  readonly sha256: string;
}

export type HandOut =
  /** `replaced` names the edition that was handed out until now. */
  | { readonly kind: 'handedOut'; readonly document: HandedOut; readonly replaced: string | null }
  | { readonly kind: 'repeated'; readonly document: HandedOut }
  | { readonly kind: 'notKept'; readonly reason: string };

export interface LibraryStore {
  /** What is handed out now, oldest first. */
  readonly list: () => Promise<readonly HandedOut[]>;
  /** The PDF of an edition that is handed out now. */
  readonly pdf: (sha256: string) => Promise<Uint8Array | null>;
  /** In the place of the edition that is handed out under this name; the same edition again changes nothing. */
  readonly handOut: (incoming: IncomingEdition) => Promise<HandOut>;
  /** What was withdrawn; null when nothing is handed out under this name. */
  readonly withdraw: (name: string) => Promise<HandedOut | null>;
}

const COLUMNS = ['name', 'title', 'kind', 'language', 'edition', 'source', 'sha256', 'size', 'handed_out_at'] as const;

async function handedOutNow(from: Kysely<DistrictTables>): Promise<readonly HandedOut[]> {
  const rows = await from.selectFrom('library_edition').select([...COLUMNS]).where('withdrawn_at', 'is', null).orderBy('seq').execute();
  return rows.map(({ name, title, kind, language, edition, source, sha256, size, handed_out_at: handedOutAt }) => ({ name, title, kind, language, edition, source, sha256, bytes: size, handedOutAt }));
}

/** Two who hand out at once wait for each other: the rules are about all documents together. */
async function lock(tx: Transaction<DistrictTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('library'))`.execute(tx);
}

function isSame(one: HandedOut, { words, sha256 }: IncomingEdition): boolean {
  return one.sha256 === sha256 && one.title === words.title && one.kind === words.kind && one.language === words.language && one.edition === words.edition && one.source === words.source;
}

/** Why a document cannot be handed out beside the others, in a sentence for whoever runs the server. */
function whyNot({ words: { title, language }, bytes, sha256 }: IncomingEdition, others: readonly HandedOut[]): string | null {
  const fresh = { title, language, sha256, bytes: bytes.byteLength };
  const clash = clashOf(fresh, others);
  if (clash === null) return whyNoRoom(fresh, others);
  return clash.kind === 'sameBytes'
    ? `The same file is handed out already, as “${clash.other.name}”.`
    : `A document called “${clash.other.title}” in ${clash.other.language} is handed out already, as “${clash.other.name}”. A newer edition of it goes by that name; another document needs another title.`;
}

export function createLibraryStore(db: Kysely<DistrictTables>, clock: { readonly now: () => string }): LibraryStore {
  const withdrawIn = async (tx: Transaction<DistrictTables>, name: string): Promise<void> => {
    await tx.updateTable('library_edition').set({ withdrawn_at: clock.now() }).where('name', '=', name).where('withdrawn_at', 'is', null).execute();
  };
  return {
    list: () => handedOutNow(db),

    async pdf(sha256) {
      const row = await db.selectFrom('library_edition').select('bytes').where('sha256', '=', sha256).where('withdrawn_at', 'is', null).executeTakeFirst();
      return row?.bytes ?? null;
    },

    handOut: (incoming) => db.transaction().execute(async (tx) => {
      await lock(tx);
      const now = await handedOutNow(tx);
      const before = now.find(({ name }) => name === incoming.name);
      if (before !== undefined && isSame(before, incoming)) return { kind: 'repeated', document: before };
      const reason = whyNot(incoming, now.filter(({ name }) => name !== incoming.name));
      if (reason !== null) return { kind: 'notKept', reason };
      await withdrawIn(tx, incoming.name);
      const { name, words, bytes, sha256 } = incoming;
      const handedOutAt = clock.now();
      await tx.insertInto('library_edition').values({ name, ...words, sha256, size: bytes.byteLength, bytes, handed_out_at: handedOutAt, withdrawn_at: null }).execute();
      return { kind: 'handedOut', document: { name, ...words, sha256, bytes: bytes.byteLength, handedOutAt }, replaced: before?.edition ?? null };
    }),

    withdraw: (name) => db.transaction().execute(async (tx) => {
      await lock(tx);
      const found = (await handedOutNow(tx)).find((document) => document.name === name);
      if (found !== undefined) await withdrawIn(tx, name);
      return found ?? null;
    }),
  };
}
