/**
 * Brings the shelf in line with the documents the district hands out: what is new is fetched, checked against its digest and judged as a file added by hand is;
 * a newer edition takes the place of the older one in one step of the library; what was withdrawn leaves. Documents somebody took in here are never touched.
 * Each line is told after what it tells of is on the disk.
 */
import { handedOutList, type HandedOut } from '../../shared/district-api/library.ts';
import { whyNoRoom, type LibraryDocument } from '../../shared/library/document.ts';
import { handedOutAs, keptUnder, withNews, type LibraryNews } from '../../shared/library/from-district.ts';
import { ok, type Failure, type FailureCode, type Result } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { PdfJudge } from '../ports/paper.ts';
import { judgeDocument } from '../records/judge-document.ts';
import { sha256Hex } from '../vault/digest.ts';
import { LIBRARY_FOLDER } from '../vault/folders.ts';
import { problemOf } from './answers.ts';
import type { DistrictClient } from './client.ts';
import { download, read } from './fetched.ts';

export interface LibraryFetch {
  readonly client: Pick<DistrictClient, 'library' | 'libraryPdf'>;
  readonly vault: Pick<OpenVault, 'library' | 'libraryTold' | 'damaged'>;
  readonly judge: PdfJudge;
  readonly now: () => string;
  /** Name of the district, kept as who added a document. */
  readonly district: string;
  /** Something came, left or was told. */
  readonly changed: () => void;
}

/** With these the next document would fare no better. */
const ENDS_IT: ReadonlySet<FailureCode> = new Set<FailureCode>(['unreachable', 'signInNeeded', 'locked', 'diskFull', 'diskTrouble']);

/** An edition that is handed out, and the id it is kept under: another one for other words, also about the same bytes. */
interface Wanted {
  readonly id: string;
  readonly handedOut: HandedOut;
}

function wantedOf(handedOut: HandedOut): Wanted {
  const { name, title, kind, language, source, edition, sha256 } = handedOut;
  return { handedOut, id: keptUnder(name, sha256Hex(Buffer.from(JSON.stringify([title, kind, language, source, edition, sha256]), 'utf8'))) };
}

/** What the district hands out now; null of a server that does not know of documents yet, by whose word nothing leaves. */
async function handedOutNow({ client }: LibraryFetch): Promise<Result<readonly Wanted[] | null>> {
  const answer = await client.library();
  if (answer !== null && problemOf(answer) === 'not-found') return ok(null);
  const list = read(answer, handedOutList);
  return list.ok ? ok(list.value.documents.map(wantedOf)) : list;
}

async function tell({ vault, now, changed }: LibraryFetch, line: Omit<LibraryNews, 'at' | 'reason'>, reason = ''): Promise<Result<null>> {
  const told = await vault.libraryTold.change((before) => ({ ...before, news: withNews(before.news, { ...line, reason, at: now() }) }));
  changed();
  return told.ok ? ok(null) : told;
}

function lineOf(what: LibraryNews['what'], { name, title, language, edition }: HandedOut): Omit<LibraryNews, 'at' | 'reason'> {
  return { what, name, title, language, edition };
}

/** Says once why an edition is not kept. */
async function refuse(fetch: LibraryFetch, { id, handedOut }: Wanted, reason: string, wasRead: boolean): Promise<Result<null>> {
  const noted = await fetch.vault.libraryTold.change((before) => {
    if (before.refused.some((one) => one.documentId === id && one.wasRead === wasRead)) return before;
    return { news: withNews(before.news, { ...lineOf('refused', handedOut), reason, at: fetch.now() }), refused: [...before.refused.filter(({ documentId }) => documentId !== id), { documentId: id, wasRead }] };
  });
  if (noted.ok && noted.value) fetch.changed();
  return noted.ok ? ok(null) : noted;
}

/** The bytes of an edition: those of the one before where only its words changed. */
async function bytesOf({ client, vault }: LibraryFetch, { sha256 }: HandedOut, older: LibraryDocument | null): Promise<Result<Uint8Array>> {
  const here = older?.sha256 === sha256 ? await vault.library.pdf(older.id) : null;
  return here?.ok === true ? here : download(await client.libraryPdf(sha256), sha256);
}

/** Keeps an edition that is not here, in the place of the one before it. @param shelf everything that is here */
async function keep(fetch: LibraryFetch, wanted: Wanted, shelf: readonly LibraryDocument[]): Promise<Result<null>> {
  const { handedOut, id } = wanted;
  const older = shelf.find((document) => handedOutAs(document.id) === handedOut.name) ?? null;
  // Before anything is fetched.
  const noRoom = whyNoRoom(handedOut, shelf.filter((document) => document !== older));
  if (noRoom !== null) return refuse(fetch, wanted, noRoom, false);
  const told = await fetch.vault.libraryTold.read();
  if (!told.ok) return told;
  if (told.value.refused.some(({ documentId, wasRead }) => documentId === id && wasRead)) return ok(null);
  const bytes = await bytesOf(fetch, handedOut, older);
  if (!bytes.ok) return bytes;
  const judged = await judgeDocument(fetch.judge, bytes.value);
  if (!judged.ok) return judged.failure.code === 'badDocument' ? refuse(fetch, wanted, judged.failure.reason ?? '', true) : judged;
  const { title, kind, language, source, edition, sha256 } = handedOut;
  const document: LibraryDocument = { title, kind, language, source, version: edition, id, sha256, bytes: bytes.value.byteLength, pages: judged.value.pages, addedAt: fetch.now(), addedBy: fetch.district };
  const kept = await fetch.vault.library.add(document, bytes.value, older?.id ?? null, (others) => whyNoRoom(document, others));
  if (!kept.ok) return kept.failure.code === 'badDocument' ? refuse(fetch, wanted, kept.failure.reason ?? '', false) : kept;
  return tell(fetch, lineOf(older === null ? 'came' : 'newer', handedOut));
}

/** Documents of the district that lie here damaged leave, so that they are fetched again. */
async function dropDamaged({ vault }: LibraryFetch, shelf: readonly LibraryDocument[]): Promise<Result<null>> {
  const damaged = new Set(vault.damaged().map(({ file }) => file));
  for (const { id } of shelf) {
    if (handedOutAs(id) === null || !damaged.has(`${LIBRARY_FOLDER}/${id}.pdf`)) continue;
    const pdf = await vault.library.pdf(id);
    const gone = pdf.ok || pdf.failure.code !== 'libraryDamaged' ? ok(null) : await vault.library.remove(id);
    if (!gone.ok) return gone;
  }
  return ok(null);
}

/** What was withdrawn leaves; of what is handed out, every edition but the newest, once that one is here. */
async function letGo(fetch: LibraryFetch, wanted: readonly Wanted[]): Promise<Result<null>> {
  const listed = await fetch.vault.library.list();
  if (!listed.ok) return listed;
  for (const document of listed.value) {
    const name = handedOutAs(document.id);
    if (name === null || wanted.some(({ id }) => id === document.id)) continue;
    const newer = wanted.find(({ handedOut }) => handedOut.name === name);
    if (newer !== undefined && !isHere(newer, listed.value)) continue;
    const gone = await fetch.vault.library.remove(document.id);
    if (!gone.ok) return gone;
    const told = await tell(fetch, newer === undefined ? { what: 'withdrawn', name, title: document.title, language: document.language, edition: document.version } : lineOf('newer', newer.handedOut));
    if (!told.ok) return told;
  }
  return ok(null);
}

/** Under its own id, or as the same bytes somebody took in. */
function isHere({ id, handedOut }: Wanted, shelf: readonly LibraryDocument[]): boolean {
  return shelf.some((document) => document.id === id || (handedOutAs(document.id) === null && document.sha256 === handedOut.sha256));
}

/** Keeps what is missing, one after the other. The first failure of a document is told at the end, unless it ends all. */
async function keepMissing(fetch: LibraryFetch, wanted: readonly Wanted[]): Promise<Result<null>> {
  let first: Failure | null = null;
  for (const one of wanted) {
    const listed = await fetch.vault.library.list();
    if (!listed.ok) return listed;
    const kept = isHere(one, listed.value) ? ok(null) : await keep(fetch, one, listed.value);
    if (kept.ok) continue;
    if (ENDS_IT.has(kept.failure.code)) return kept;
    first ??= kept.failure;
  }
  return first === null ? ok(null) : { ok: false, failure: first };
}

/** Once. What fails changes nothing of what it was about, and the next look tries it again. */
export async function fetchLibrary(fetch: LibraryFetch): Promise<Result<null>> {
  const now = await handedOutNow(fetch);
  if (!now.ok) return now;
  if (now.value === null) return ok(null);
  const wanted = now.value;
  const shelf = await fetch.vault.library.list();
  if (!shelf.ok) return shelf;
  const mended = await dropDamaged(fetch, shelf.value);
  if (!mended.ok) return mended;
  // First what leaves: it makes room.
  const left = await letGo(fetch, wanted);
  if (!left.ok) return left;
  const kept = await keepMissing(fetch, wanted);
  const settled = await letGo(fetch, wanted);
  // A refusal of what is handed out no more is forgotten.
  const forgotten = await fetch.vault.libraryTold.change((before) => ({ ...before, refused: before.refused.filter(({ documentId }) => wanted.some(({ id }) => id === documentId)) }));
  if (!kept.ok || !settled.ok) return kept.ok ? settled : kept;
  return forgotten.ok ? ok(null) : forgotten;
}
