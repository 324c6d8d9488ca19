/**
 * The documents of the library as files: each sealed once under the vault's own key with what is said of it inside, and a list of that in two generations,
 * so that nothing is opened to be listed. Opened when it is first looked at: a disk or a damage that keeps the library shut keeps no record shut.
 *
 * The list follows from the documents. Where it does not open, or does not know a file (a crash, a backup of another day), that file tells what it is.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { libraryDocument, type LibraryDocument } from '../../shared/library/document.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { Library } from '../ports/library.ts';
import { sha256Hex } from '../vault/digest.ts';
import { attempt, evenIfTheDiskFails } from '../vault/disk-failure.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { LIBRARY_FOLDER } from '../vault/folders.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';

const END = '.pdf';
const LIST = 'list';
/** A document is written once. */
const ONCE = 1;
/** Bytes that say how long the words before the PDF are. */
const LENGTH_BYTES = 4;

/** `gone`: documents that were taken out and whose files may still lie there. */
const listSchema = z.strictObject({ documents: z.array(libraryDocument), gone: z.array(z.string()) });
type List = z.infer<typeof listSchema>;

interface Options {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly setAside: SetAside;
}

export interface ClosableLibrary {
  readonly library: Library;
  /** Takes no more writes and waits for those under way. */
  readonly close: () => Promise<void>;
}

/** A document with what is said of it: length, words, PDF. */
function pack(document: LibraryDocument, pdf: Uint8Array): Uint8Array {
  const words = Buffer.from(JSON.stringify(document), 'utf8');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(words.length);
  return Buffer.concat([length, words, pdf]);
}

/** The reverse of `pack`, of bytes that opened. */
export function unpack(packed: Uint8Array): { readonly document: LibraryDocument; readonly pdf: Uint8Array } {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const end = LENGTH_BYTES + bytes.readUInt32BE();
  return { document: libraryDocument.parse(JSON.parse(bytes.subarray(LENGTH_BYTES, end).toString('utf8'))), pdf: bytes.subarray(end) };
}

/** A vault of an older format has no such folder. */
export async function makeLibraryFolder(disk: Disk, root: string): Promise<void> {
  const folder = join(root, LIBRARY_FOLDER);
  if (await disk.exists(folder)) return;
  await disk.makeFolder(folder);
  await disk.syncFolder(root);
}

/** The folder on the disk: documents, the list, and what is known of them. */
interface Shelf extends Options {
  readonly folder: string;
  readonly pathOf: (id: string) => string;
  readonly listFile: Generations;
  /** As it was last written or read; null until somebody looks. */
  known: List | null;
}

function shelfOf(options: Options): Shelf {
  const { disk, root, keys, setAside } = options;
  const folder = join(root, LIBRARY_FOLDER);
  const listFile = createGenerations({
    disk, setAside, folder, name: LIST,
    seal: (revision, plain) => keys.seal('library', LIST, revision, plain, null),
    open: (sealed) => keys.open('library', LIST, sealed, null),
  });
  return { ...options, folder, pathOf: (id) => join(folder, `${id}${END}`), listFile, known: null };
}

/** A document as its file holds it; null where that is gone or damaged, which is then named. */
async function openFile({ disk, keys, setAside, pathOf }: Shelf, id: string): Promise<ReturnType<typeof unpack> | null> {
  const opened = (await disk.exists(pathOf(id))) ? keys.open('library', id, await disk.read(pathOf(id)), null) : fail('damaged');
  if (opened.ok) return unpack(opened.value.plain);
  setAside.name(pathOf(id), 'inPlace');
  return null;
}

async function writeList(shelf: Shelf, wanted: List): Promise<void> {
  await shelf.listFile.writeBoth(Buffer.from(JSON.stringify(wanted), 'utf8'));
  shelf.known = wanted;
}

/** Removes what was taken out; what the disk keeps is tried again with the next change. */
async function sweep({ disk, folder, pathOf }: Shelf, list: List): Promise<List> {
  if (list.gone.length === 0) return list;
  let now = list;
  await evenIfTheDiskFails(async () => {
    for (const id of list.gone) if (await disk.exists(pathOf(id))) await disk.remove(pathOf(id));
    // Only what is flushed is gone: a file that came back with the power would be taken for one nobody listed.
    await disk.syncFolder(folder);
    now = { ...list, gone: [] };
  });
  return now;
}

/** A file the list does not know tells what it is; the bytes of a document that is listed are a taking in that was tried twice. */
async function withUnknown(shelf: Shelf, list: List, ids: readonly string[]): Promise<List> {
  let now = list;
  for (const id of ids.filter((one) => !list.gone.includes(one) && !list.documents.some((document) => document.id === one))) {
    const found = await openFile(shelf, id);
    if (found === null) continue;
    const isTwice = now.documents.some(({ sha256 }) => sha256 === found.document.sha256);
    now = isTwice ? { ...now, gone: [...now.gone, id] } : { ...now, documents: [...now.documents, found.document] };
  }
  return now;
}

async function readList({ listFile, setAside, folder }: Shelf, hasFiles: boolean): Promise<List> {
  const read = await listFile.read();
  if (read.ok && read.value !== null) return listSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')));
  // The files themselves hold all of it, and the list is written again from them.
  if (hasFiles && read.ok) setAside.name(join(folder, `${LIST}.a`), 'inPlace');
  if (!read.ok) await listFile.setAside();
  return { documents: [], gone: [] };
}

async function listOf(shelf: Shelf): Promise<List> {
  if (shelf.known !== null) return shelf.known;
  const { disk, folder, setAside, pathOf } = shelf;
  const ids = (await disk.exists(folder)) ? (await disk.list(folder)).filter((name) => name.endsWith(END)).map((name) => name.slice(0, -END.length)) : [];
  const listed = await readList(shelf, ids.length > 0);
  const all = await withUnknown(shelf, listed, ids);
  for (const { id } of all.documents) if (!ids.includes(id)) setAside.name(pathOf(id), 'inPlace');
  const swept = await sweep(shelf, all);
  shelf.known = swept;
  if (all !== listed) await evenIfTheDiskFails(() => writeList(shelf, swept));
  return swept;
}

/** Writes the list, which is what counts, and then removes the files that are on it no more. */
async function settle(shelf: Shelf, wanted: List): Promise<Result<null>> {
  await writeList(shelf, wanted);
  shelf.known = await sweep(shelf, wanted);
  return ok(null);
}

async function readPdf(shelf: Shelf, documentId: string): Promise<Result<Uint8Array>> {
  const listed = (await listOf(shelf)).documents.find(({ id }) => id === documentId);
  if (listed === undefined) return fail('notInLibrary');
  const found = await openFile(shelf, documentId);
  return found !== null && sha256Hex(found.pdf) === listed.sha256 ? ok(found.pdf) : fail('libraryDamaged');
}

async function add(shelf: Shelf, ...[document, pdf, replaces, judge]: Parameters<Library['add']>): Promise<Result<null>> {
  const { disk, root, keys, pathOf } = shelf;
  const { documents, gone } = await listOf(shelf);
  if (replaces !== null && !documents.some(({ id }) => id === replaces)) return fail('notInLibrary');
  const others = documents.filter(({ id }) => id !== replaces);
  const refused = judge(others);
  if (refused !== null) return fail('badDocument', refused);
  await makeLibraryFolder(disk, root);
  await durableWrite(disk, pathOf(document.id), keys.seal('library', document.id, ONCE, pack(document, pdf), null));
  // A document of the district comes back under the id it had: its file is not the one that is to go.
  const toGo = gone.filter((id) => id !== document.id);
  return settle(shelf, { documents: [...others, document], gone: replaces === null ? toGo : [...toGo, replaces] });
}

async function remove(shelf: Shelf, documentId: string): Promise<Result<null>> {
  const { documents, gone } = await listOf(shelf);
  if (!documents.some(({ id }) => id === documentId)) return fail('notInLibrary');
  return settle(shelf, { documents: documents.filter(({ id }) => id !== documentId), gone: [...gone, documentId] });
}

export function createLibrary(options: Options): ClosableLibrary {
  const shelf = shelfOf(options);
  const queue = createQueue();
  const inTurn = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => attempt(() => queue.run(work));
  const library: Library = {
    list: () => inTurn(async () => ok((await listOf(shelf)).documents)),
    pdf: (documentId) => inTurn(() => readPdf(shelf, documentId)),
    add: (...what) => inTurn(() => add(shelf, ...what)),
    remove: (documentId) => inTurn(() => remove(shelf, documentId)),
  };
  return { library, close: queue.end };
}
