/**
 * Affirmed IEPs: written once, PDF first, then the package that holds the PDF's hash; that second write is the commit (decisions.md 5).
 * No code path changes or removes one. What waits for the district is derived: a package, or what came to it later, without a receipt.
 */
import { join } from 'node:path';
import { iepPackage, receipt as receiptSchema, lateReceipt, type IepPackage, type Receipt, type LateReceipt } from '../../shared/district-api/contract.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import { lateEntry, lateTranslation, roundBeingWritten } from '../../shared/bridge/values.ts';
import type { LateEntry } from '../../shared/flow/late.ts';
import type { RoundBeingWritten } from '../../shared/flow/progress.ts';
import { untold, withLater, type LateTranslation } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk, FileKind, KeptLate, Packages, StoredPackage } from '../ports.ts';
import { sha256Hex } from '../vault/digest.ts';
import { attempt } from '../vault/disk-failure.ts';
import { durableWrite, TEMPORARY_END } from '../vault/durable-write.ts';
import { HEADER_BYTES, readHeader } from '../vault/envelope.ts';
import { LATE_FOLDER, PACKAGES_FOLDER, PROGRESS_FOLDER, RECEIPTS_FOLDER, TRANSLATIONS_FOLDER } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import type { SealedIndex } from './caseload.ts';
import { openSideLists } from './side-lists.ts';

const PACKAGE_END = '.iep';
/** The district's receipt for a late entry lies beside it, under the name of it. */
export const LATE_RECEIPT_END = '.receipt';

export interface PackagesOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly index: SealedIndex;
  readonly setAside: SetAside;
}

export interface ClosablePackages {
  readonly packages: Packages;
  /** Takes no more writes and waits for those under way. */
  readonly close: () => Promise<void>;
  /** Forgets the packages of a student whose files are going. */
  readonly forgetOf: (studentId: string) => void;
  /** Whose package this is, as far as its place is known. */
  readonly studentOf: (iepId: string) => string | null;
}

/** Where a package stands without opening it; `sequence` is the order of commits and the revision of its envelope. */
interface Place {
  readonly iepId: string;
  readonly studentId: string;
  readonly sequence: number;
}

/** The content of a package, or null: bytes from a district are not trusted to be one. */
function parsePackage(bytes: Uint8Array): IepPackage | null {
  try {
    return iepPackage.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** In the district's order, then as they came: two computers that hold the same answers read them alike. */
function inDistrictOrder(late: readonly KeptLate[]): readonly KeptLate[] {
  const sent = late.flatMap((kept) => (kept.receipt === null ? [] : [{ kept, seq: BigInt(kept.receipt.seq) }]));
  return [...sent.toSorted((a, b) => (a.seq < b.seq ? -1 : 1)).map(({ kept }) => kept), ...late.filter(({ receipt }) => receipt === null)];
}

/** The IEP a file of that folder belongs to, and its number. */
export function lateName(name: string): { readonly iepId: string; readonly number: number } | null {
  const [, iepId = '', number = ''] = /^(.+)-(\d+)$/.exec(name) ?? [];
  return iepId === '' ? null : { iepId, number: Number(number) };
}

/** The highest number of an entry of each IEP, a receipt without its entry counted; files of a removal (`going`) are nobody's. A vault made before there were any has no such folder. */
async function countLate(disk: Disk, root: string, going: ReadonlySet<string>): Promise<Map<string, number>> {
  const folder = join(root, LATE_FOLDER);
  const counts = new Map<string, number>();
  if (!(await disk.exists(folder))) return counts;
  for (const name of await disk.list(folder)) {
    const found = going.has(`${LATE_FOLDER}/${name}`) ? null : lateName(name.replace(LATE_RECEIPT_END, ''));
    if (found !== null) counts.set(found.iepId, Math.max(counts.get(found.iepId) ?? 0, found.number));
  }
  return counts;
}

/** Translations that were written once, as of the instant they were told. */
function toldIn(late: readonly KeptLate[]): readonly LateTranslation[] {
  return late.flatMap((entry) => ('translations' in entry ? entry.translations.map((word): LateTranslation => ({ ...word, by: entry.by, keptAt: entry.at })) : []));
}

/** Translations that were sent or came from another computer, and those in the list that is being worked on: of one place the last that was kept stands. */
function translationsBeside(late: readonly KeptLate[], typed: readonly LateTranslation[]): readonly LateTranslation[] {
  const sent = toldIn(late);
  if (sent.length === 0) return typed;
  return [...sent, ...typed].toSorted((a, b) => (a.keptAt < b.keptAt ? -1 : a.keptAt > b.keptAt ? 1 : 0)).reduce<readonly LateTranslation[]>((before, word) => withLater(before, [word]), []);
}

/** Opens the folders of packages and receipts; reads the head of each package only. Throws the disk's own error. */
export async function openPackages({ disk, root, keys, index, setAside }: PackagesOptions): Promise<ClosablePackages> {
  const packagePath = (iepId: string): string => join(root, PACKAGES_FOLDER, `${iepId}${PACKAGE_END}`);
  const pdfPath = (iepId: string): string => join(root, PACKAGES_FOLDER, `${iepId}.pdf`);
  const receiptPath = (iepId: string): string => join(root, RECEIPTS_FOLDER, iepId);
  /** Written once each, numbered from 1: a later entry does not replace an earlier one. */
  const latePath = (iepId: string, number: number): string => join(root, LATE_FOLDER, `${iepId}-${number}`);
  const queue = createQueue();
  // Files of a removal that could not go yet are nobody's any more, and not damaged.
  const going = new Set(index.caseload.removals().flatMap(({ files }) => files));
  const counts = await countLate(disk, root, going);
  const sideLists = { disk, root, keys, setAside, going };
  const translations = await openSideLists<LateTranslation>({ ...sideLists, folder: TRANSLATIONS_FOLDER, kind: 'translation', item: lateTranslation });
  const progress = await openSideLists<RoundBeingWritten>({ ...sideLists, folder: PROGRESS_FOLDER, kind: 'progress', item: roundBeingWritten });
  const places = new Map<string, Place>();
  /** The same by student: with thousands of records nobody looks through all of them for those of one. */
  const placesOf = new Map<string, Map<string, Place>>();
  /** Packages that must be here and cannot be placed: their head is damaged, or only their receipt is left. */
  const lost = new Set<string>();
  /** Owners of lost packages, by the key that sealed their PDF or receipt. */
  const lostOwners = new Map<string, string>();
  let nextSequence = 1;

  const setPlace = (place: Place): void => {
    places.set(place.iepId, place);
    const theirs = placesOf.get(place.studentId) ?? new Map<string, Place>();
    placesOf.set(place.studentId, theirs.set(place.iepId, place));
  };
  const lose = async (iepId: string): Promise<void> => {
    lost.add(iepId);
    setAside.name(packagePath(iepId), 'inPlace');
    for (const path of [pdfPath(iepId), receiptPath(iepId)]) {
      const owner = (await disk.exists(path)) ? keys.studentOf(await disk.readStart(path, HEADER_BYTES)) : null;
      if (owner !== null) lostOwners.set(iepId, owner);
    }
  };

  /** Finds the place of a stored package by the head of its file; a head that makes no sense is named as damaged. */
  const findPlace = async (iepId: string): Promise<Place | null> => {
    const head = await disk.readStart(packagePath(iepId), HEADER_BYTES);
    const header = readHeader(head);
    const studentId = keys.studentOf(head);
    if (header === null || studentId === null) {
      await lose(iepId);
      return null;
    }
    const place: Place = { iepId, studentId, sequence: header.revision };
    setPlace(place);
    nextSequence = Math.max(nextSequence, header.revision + 1);
    return place;
  };
  for (const name of await disk.list(join(root, PACKAGES_FOLDER))) {
    if (name.endsWith(PACKAGE_END) && !going.has(`${PACKAGES_FOLDER}/${name}`)) await findPlace(name.slice(0, -PACKAGE_END.length));
  }
  for (const iepId of await disk.list(join(root, RECEIPTS_FOLDER))) {
    if (places.has(iepId) || lost.has(iepId) || iepId.endsWith(TEMPORARY_END) || going.has(`${RECEIPTS_FOLDER}/${iepId}`)) continue;
    await lose(iepId);
  }
  for (const iepId of new Set([...counts.keys(), ...translations.iepIds(), ...progress.iepIds()])) if (!places.has(iepId) && !lost.has(iepId)) await lose(iepId);

  const openFile = async (kind: FileKind, path: string, { iepId, studentId }: Place): Promise<Result<{ readonly revision: number; readonly plain: Uint8Array }>> => {
    const opened = (await disk.exists(path)) ? keys.open(kind, iepId, await disk.read(path), studentId) : fail('damaged');
    if (!opened.ok) setAside.name(path, 'inPlace');
    return opened;
  };
  /** A receipt that does not open is moved away: the package counts as undelivered and is sent again, which the district answers with the same receipt. */
  const receiptOf = async ({ iepId, studentId }: Place): Promise<{ readonly revision: number; readonly receipt: Receipt } | null> => {
    const path = receiptPath(iepId);
    if (!(await disk.exists(path))) return null;
    const opened = keys.open('receipt', iepId, await disk.read(path), studentId);
    if (opened.ok) return { revision: opened.value.revision, receipt: receiptSchema.parse(JSON.parse(Buffer.from(opened.value.plain).toString('utf8'))) };
    await setAside.move(path);
    return null;
  };
  /** As with packages: a receipt that does not open is moved away, and the entry is sent again. */
  const lateReceiptOf = async ({ iepId, studentId }: Place, number: number): Promise<{ readonly revision: number; readonly receipt: LateReceipt } | null> => {
    const path = `${latePath(iepId, number)}${LATE_RECEIPT_END}`;
    if (!(await disk.exists(path))) return null;
    const opened = keys.open('receipt', `${iepId}-${number}`, await disk.read(path), studentId);
    if (opened.ok) return { revision: opened.value.revision, receipt: lateReceipt.parse(JSON.parse(Buffer.from(opened.value.plain).toString('utf8'))) };
    await setAside.move(path);
    return null;
  };
  /** One that does not open is named as damaged; the others still count. */
  const lateOf = async (place: Place): Promise<readonly KeptLate[]> => {
    const late: KeptLate[] = [];
    for (let number = 1; number <= (counts.get(place.iepId) ?? 0); number += 1) {
      const path = latePath(place.iepId, number);
      const opened = (await disk.exists(path)) ? keys.open('signature', `${place.iepId}-${number}`, await disk.read(path), place.studentId) : fail('damaged');
      if (opened.ok) late.push({ ...lateEntry.parse(JSON.parse(Buffer.from(opened.value.plain).toString('utf8'))), number, receipt: (await lateReceiptOf(place, number))?.receipt ?? null });
      else setAside.name(path, 'inPlace');
    }
    return inDistrictOrder(late);
  };
  /** What does not open is named as damaged; the record itself is whole. */
  const besideOf = async ({ iepId, studentId }: Place, late: readonly KeptLate[]): Promise<Pick<StoredPackage, 'translations' | 'writing'>> => {
    const [typed, written] = [await translations.read(iepId, studentId), await progress.read(iepId, studentId)];
    return { translations: translationsBeside(late, typed.ok ? typed.value : []), writing: written.ok ? written.value : [] };
  };
  const readPlace = async (place: Place): Promise<Result<StoredPackage>> => {
    const opened = await openFile('package', packagePath(place.iepId), place);
    if (!opened.ok) return opened;
    const bytes = opened.value.plain;
    const content = parsePackage(bytes);
    if (content === null || content.iepId !== place.iepId) throw new Error('A stored package is not the one its name says.');
    const late = await lateOf(place);
    return ok({ studentId: place.studentId, bytes, sha256: sha256Hex(bytes), package: content, receipt: (await receiptOf(place))?.receipt ?? null, late, ...(await besideOf(place, late)) });
  };
  const placeOf = (iepId: string): Result<Place> => {
    const place = places.get(iepId);
    if (place !== undefined) return ok(place);
    return fail(lost.has(iepId) ? 'damaged' : 'notFound');
  };
  /** What is added beside a package waits its turn, and is added to one that is there. */
  const atPlace = <T>(iepId: string, work: (place: Place) => Promise<Result<T>>): Promise<Result<T>> =>
    attempt(() =>
      queue.run(async () => {
        const place = placeOf(iepId);
        return place.ok ? work(place.value) : place;
      }),
    );
  const inOrder = (of: Iterable<Place>): readonly Place[] => [...of].sort((a, b) => a.sequence - b.sequence);
  const theirsInOrder = (studentId: string): readonly Place[] => inOrder(placesOf.get(studentId)?.values() ?? []);
  /** A damaged package is named, not counted: the others must still be delivered and listed. */
  const readAll = async (wanted: readonly Place[]): Promise<readonly StoredPackage[]> => {
    const read: StoredPackage[] = [];
    for (const place of wanted) {
      const stored = await readPlace(place);
      if (stored.ok) read.push(stored.value);
    }
    return read;
  };

  /** The same bytes again are the same commit (a retry after a failed folder flush), other bytes under a known id are refused. */
  const again = async (place: Place, studentId: string, bytes: Uint8Array): Promise<Result<StoredPackage>> => {
    const stored = await readPlace(place);
    if (!stored.ok) return stored;
    if (place.studentId !== studentId || stored.value.sha256 !== sha256Hex(bytes)) return fail('readOnly');
    await disk.syncFolder(join(root, PACKAGES_FOLDER));
    return stored;
  };
  const commit = async (studentId: string, bytes: Uint8Array, pdf: Uint8Array): Promise<Result<StoredPackage>> => {
    const content = parsePackage(bytes);
    if (content === null) return fail('refused', 'This is not an affirmed IEP.');
    if (sha256Hex(pdf) !== content.pdfSha256 || pdf.length !== content.pdfBytes) return fail('refused', 'The PDF is not the one this IEP names.');
    const key = await index.ensureKey(studentId);
    if (!key.ok) return key;
    const { iepId } = content;
    if (places.has(iepId) || (await disk.exists(packagePath(iepId)))) {
      const known = places.get(iepId) ?? (await findPlace(iepId));
      return known === null ? fail('damaged') : again(known, studentId, bytes);
    }
    const place: Place = { iepId, studentId, sequence: nextSequence };
    nextSequence += 1;
    await durableWrite(disk, pdfPath(iepId), keys.seal('pdf', iepId, place.sequence, pdf, studentId));
    await durableWrite(disk, packagePath(iepId), keys.seal('package', iepId, place.sequence, bytes, studentId));
    setPlace(place);
    return ok({ studentId, bytes, sha256: sha256Hex(bytes), package: content, receipt: null, late: [], translations: [], writing: [] });
  };

  /** The number of the entry. Throws the disk's own error. */
  const keepLate = async ({ iepId, studentId }: Place, entry: LateEntry): Promise<number> => {
    const number = (counts.get(iepId) ?? 0) + 1;
    const folder = join(root, LATE_FOLDER);
    if (!(await disk.exists(folder))) {
      await disk.makeFolder(folder);
      await disk.syncFolder(root);
    }
    await durableWrite(disk, latePath(iepId, number), keys.seal('signature', `${iepId}-${number}`, 1, Buffer.from(JSON.stringify(entry), 'utf8'), studentId));
    counts.set(iepId, number);
    return number;
  };
  const packages: Packages = {
    all: () => inOrder(places.values()),
    commit: (studentId, bytes, pdf) => attempt(() => queue.run(() => commit(studentId, bytes, pdf))),
    read: (iepId) =>
      attempt(async () => {
        const place = placeOf(iepId);
        return place.ok ? readPlace(place.value) : place;
      }),
    pdf: (iepId) =>
      attempt(async () => {
        const place = placeOf(iepId);
        if (!place.ok) return place;
        const [stored, pdf] = [await readPlace(place.value), await openFile('pdf', pdfPath(iepId), place.value)];
        if (!stored.ok) return stored;
        if (!pdf.ok) return pdf;
        return sha256Hex(pdf.value.plain) === stored.value.package.pdfSha256 ? ok(pdf.value.plain) : fail('damaged');
      }),
    listOf: (studentId) => readAll(theirsInOrder(studentId)),
    listAfter: (studentId, iepId) => {
      const after = (iepId === null ? undefined : places.get(iepId)?.sequence) ?? 0;
      return readAll(theirsInOrder(studentId).filter((place) => place.sequence > after));
    },
    storeReceipt: (iepId, receipt) =>
      atPlace(iepId, async (place) => {
        const stored = await readPlace(place);
        if (!stored.ok) return stored;
        const { sha256: held, package: content } = stored.value;
        if (receipt.iepId !== iepId || receipt.sha256 !== held || receipt.pdfSha256 !== content.pdfSha256) return fail('lyingReceipt');
        const revision = ((await receiptOf(place))?.revision ?? 0) + 1;
        await durableWrite(disk, receiptPath(iepId), keys.seal('receipt', iepId, revision, Buffer.from(JSON.stringify(receipt), 'utf8'), place.studentId));
        return ok(null);
      }),
    addLate: (iepId, entry) => atPlace(iepId, async (place) => ok(await keepLate(place, entry))),
    addTranslations: (iepId, added) =>
      atPlace(iepId, async ({ studentId }) => {
        const before = await translations.read(iepId, studentId);
        if (!before.ok) return before;
        await translations.write(iepId, studentId, withLater(before.value, added));
        return ok(null);
      }),
    tellTranslations: (iepId, by, at) =>
      atPlace(iepId, async (place) => {
        const typed = await translations.read(iepId, place.studentId);
        if (!typed.ok) return typed;
        const words = untold(typed.value, toldIn(await lateOf(place)));
        if (words.length > 0) await keepLate(place, { translations: words, by, at });
        return ok(words.length);
      }),
    changeProgress: (iepId, change) =>
      atPlace(iepId, async ({ studentId }) => {
        const before = await progress.read(iepId, studentId);
        if (!before.ok) return before;
        const after = change(before.value);
        if (after.ok && after.value !== before.value) await progress.write(iepId, studentId, after.value);
        return after;
      }),
    storeLateReceipt: (iepId, number, receipt) =>
      atPlace(iepId, async (place) => {
        const stored = await readPlace(place);
        if (!stored.ok) return stored;
        const kept = stored.value.late.find((late) => late.number === number);
        if (kept === undefined) return fail('notFound');
        const { sha256: packageSha256, package: { studentKey } } = stored.value;
        const digest = sha256Hex(Buffer.from(lateText({ iepId, studentKey, sha256: packageSha256 }, kept), 'utf8'));
        if (receipt.iepId !== iepId || receipt.packageSha256 !== packageSha256 || receipt.sha256 !== digest) return fail('lyingReceipt');
        const revision = ((await lateReceiptOf(place, number))?.revision ?? 0) + 1;
        await durableWrite(disk, `${latePath(iepId, number)}${LATE_RECEIPT_END}`, keys.seal('receipt', `${iepId}-${number}`, revision, Buffer.from(JSON.stringify(receipt), 'utf8'), place.studentId));
        return ok(null);
      }),
    translated: () => [...translations.iepIds()],
    ownerOf: (iepId) => places.get(iepId)?.studentId ?? lostOwners.get(iepId) ?? index.caseload.all().find((student) => student.currentIepId === iepId)?.studentId ?? null,
  };
  const forgetOf = (studentId: string): void => {
    for (const { iepId } of theirsInOrder(studentId)) {
      places.delete(iepId);
      counts.delete(iepId);
      translations.forget(iepId);
      progress.forget(iepId);
    }
    placesOf.delete(studentId);
  };
  return { packages, close: queue.end, forgetOf, studentOf: (iepId) => places.get(iepId)?.studentId ?? null };
}
