/**
 * The document library: papers that come with IEP Desk and documents that were taken in. Reading, printing and saving is everybody's, for none of it is a
 * record of a student; taking in and out is the SELPA's (iep-forms.md section 7). What the
 * district hands out comes and goes by sync alone.
 */
import { whyNoRoom, whyNotKept, type DocumentWords, type LibraryDocument } from '../../shared/library/document.ts';
import { DISTRICT_KEEPS, handedOutAs, type LibraryNews } from '../../shared/library/from-district.ts';
import { listedPapers, type ListedPaper } from '../../shared/library/listed.ts';
import type { Who } from '../../shared/flow/events.ts';
import { roleVerdict } from '../../shared/flow/roles.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { sha256Hex } from '../vault/digest.ts';
import { refusalOf } from './judge.ts';
import { judgeDocument } from './judge-document.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

export async function listLibrary(rooms: Rooms): Promise<Result<LibraryDocument[]>> {
  const documents = await rooms.vault.library.list();
  return documents.ok ? ok([...documents.value]) : documents;
}

function mayKeep(rooms: Rooms): Result<Who> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const right = roleVerdict('library', who.value);
  return right.ok ? who : refusalOf(right);
}

/** A document of the district may be called the same: nobody here could put a newer version in its place. */
function whyNotKeptHere(document: LibraryDocument, others: readonly LibraryDocument[]): string | null {
  return whyNotKept(document, others.filter(({ id, sha256 }) => handedOutAs(id) === null || sha256 === document.sha256)) ?? whyNoRoom(document, others);
}

/** Takes a document in, whole or not at all, in the place of another only where that one is named. */
export async function takeIn(rooms: Rooms, words: DocumentWords, bytes: Uint8Array, replaces: string | null): Promise<Result<{ readonly documentId: string }>> {
  const who = mayKeep(rooms);
  if (!who.ok) return who;
  if (replaces !== null && handedOutAs(replaces) !== null) return fail('notYours', DISTRICT_KEEPS);
  const judged = await judgeDocument(rooms.tools.pdfJudge, bytes);
  if (!judged.ok) return judged;
  const document: LibraryDocument = { ...words, id: rooms.tools.random.id(), sha256: sha256Hex(bytes), bytes: bytes.byteLength, pages: judged.value.pages, addedAt: districtNow(rooms.tools).instant, addedBy: who.value.actor.name };
  const kept = await rooms.vault.library.add(document, bytes, replaces, (others) => whyNotKeptHere(document, others));
  return kept.ok ? ok({ documentId: document.id }) : kept;
}

export async function takeOut(rooms: Rooms, documentId: string): Promise<Result<null>> {
  const who = mayKeep(rooms);
  if (!who.ok) return who;
  return handedOutAs(documentId) === null ? rooms.vault.library.remove(documentId) : fail('notYours', DISTRICT_KEEPS);
}

/** What the district changed in the library, until somebody has put it away: it is told to whoever works here. */
export async function newsOf(rooms: Rooms): Promise<Result<LibraryNews[]>> {
  const told = await rooms.vault.libraryTold.read();
  return told.ok ? ok([...told.value.news]) : told;
}

/** Puts the lines away that somebody has seen; one that came since stays. */
export async function putNewsAway(rooms: Rooms, seen: readonly Pick<LibraryNews, 'name' | 'at'>[]): Promise<Result<null>> {
  const changed = await rooms.vault.libraryTold.change((told) => ({ ...told, news: told.news.filter((line) => !seen.some(({ name, at }) => name === line.name && at === line.at)) }));
  return changed.ok ? ok(null) : changed;
}

/** What a saved file and a print job are called: the document's own title, without signs a file name may not hold. */
function nameOf(title: string): string {
  return title.replaceAll(/[\p{Cc}"*/:<>?\\|]+/gu, ' ').replaceAll(/\s+/gu, ' ').trim();
}

interface Found {
  readonly name: string;
  readonly pdf: Uint8Array;
}

async function made(rooms: Rooms, { paper, in: language, title }: ListedPaper): Promise<Result<Found>> {
  const { today, time } = districtNow(rooms.tools);
  const printed = await rooms.tools.paper.library({ paper, language, printedAt: `${today}T${time}`, version: rooms.tools.version });
  return printed.ok ? ok({ name: nameOf(title), pdf: printed.value.pdf }) : printed;
}

async function takenIn(rooms: Rooms, documentId: string): Promise<Result<Found>> {
  const listed = await rooms.vault.library.list();
  if (!listed.ok) return listed;
  const document = listed.value.find(({ id }) => id === documentId);
  if (document === undefined) return fail('notInLibrary');
  const pdf = await rooms.vault.library.pdf(documentId);
  return pdf.ok ? ok({ name: nameOf(document.title), pdf: pdf.value }) : pdf;
}

/** Made when it is asked for, or read as it was taken in. */
async function documentOf(rooms: Rooms, documentId: string): Promise<Result<Found>> {
  const paper = listedPapers(rooms.tools.version).find(({ id }) => id === documentId);
  return paper === undefined ? takenIn(rooms, documentId) : made(rooms, paper);
}

export async function readDocument(rooms: Rooms, documentId: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const found = await documentOf(rooms, documentId);
  return found.ok ? ok(new Uint8Array(found.value.pdf)) : found;
}

/** Paper of the library does not wait for a printer: it is in the library. */
export async function printDocument(rooms: Rooms, documentId: string): Promise<Result<{ readonly printer: 'sent' | 'noPrinter' | 'cancelled' }>> {
  const found = await documentOf(rooms, documentId);
  return found.ok ? ok({ printer: await rooms.tools.printer.print(found.value.pdf, found.value.name) }) : found;
}

export async function saveDocument(rooms: Rooms, documentId: string): Promise<Result<{ readonly saved: boolean }>> {
  const found = await documentOf(rooms, documentId);
  return found.ok ? rooms.tools.saver.savePdf(found.value.pdf, `${found.value.name}.pdf`) : found;
}
