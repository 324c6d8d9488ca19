/**
 * Affirmed IEPs: written once, PDF first, then the package that holds the PDF's hash; that second write is the commit (decisions.md 5).
 * No code path changes or removes one. What waits for the district is derived: a package, or what came to it later, without a receipt.
 */
import { join } from 'node:path';
import { iepPackage, receipt as receiptSchema, type IepPackage, type Receipt } from '../../shared/district-api/contract.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import { lateTranslation, roundBeingWritten } from '../../shared/bridge/values.ts';
import type { RoundBeingWritten } from '../../shared/flow/progress.ts';
import { untold, withLater, type LateTranslation } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk, FileKind, KeptLate, Packages, StoredPackage } from '../ports.ts';
import { sha256Hex } from '../vault/digest.ts';
import { attempt } from '../vault/disk-failure.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { PACKAGES_FOLDER, PROGRESS_FOLDER, TRANSLATIONS_FOLDER } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import type { SealedIndex } from './caseload.ts';
import { openLateEntries } from './late-entries.ts';
import { openPackagePlaces, packagePaths, type Place } from './package-places.ts';
import { createSealedReceipts, type ReceiptFor } from './sealed-receipts.ts';
import { openSideLists } from './side-lists.ts';

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
  /** Whose package this is, as far as that can be told. */
  readonly studentOf: (iepId: string) => string | null;
}

/** The content of a package, or null: bytes from a district are not trusted to be one. */
function parsePackage(bytes: Uint8Array): IepPackage | null {
  try {
    return iepPackage.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
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

/** Opens the folders of packages and of what stands beside them; reads the head of each package only. Throws the disk's own error. */
export async function openPackages({ disk, root, keys, index, setAside }: PackagesOptions): Promise<ClosablePackages> {
  const paths = packagePaths(root);
  const queue = createQueue();
  const shared = { disk, root, keys, setAside, going: new Set(index.caseload.removals().flatMap(({ files }) => files)) };
  const lateEntries = await openLateEntries(shared);
  const translations = await openSideLists<LateTranslation>({ ...shared, folder: TRANSLATIONS_FOLDER, kind: 'translation', item: lateTranslation });
  const progress = await openSideLists<RoundBeingWritten>({ ...shared, folder: PROGRESS_FOLDER, kind: 'progress', item: roundBeingWritten });
  const places = await openPackagePlaces(shared);
  for (const beside of [lateEntries, translations, progress]) for (const iepId of beside.iepIds()) await places.expect(iepId);
  const receipts = createSealedReceipts<Receipt>({ disk, keys, setAside, schema: receiptSchema });
  const receiptFor = ({ iepId, studentId }: Place): ReceiptFor => ({ path: paths.receipt(iepId), id: iepId, studentId });

  const openFile = async (kind: FileKind, path: string, { iepId, studentId }: Place): Promise<Result<{ readonly revision: number; readonly plain: Uint8Array }>> => {
    const opened = (await disk.exists(path)) ? keys.open(kind, iepId, await disk.read(path), studentId) : fail('damaged');
    if (!opened.ok) setAside.name(path, 'inPlace');
    return opened;
  };
  /** What does not open is named as damaged; the record itself is whole. */
  const besideOf = async ({ iepId, studentId }: Place, late: readonly KeptLate[]): Promise<Pick<StoredPackage, 'translations' | 'writing'>> => {
    const [typed, written] = [await translations.read(iepId, studentId), await progress.read(iepId, studentId)];
    return { translations: translationsBeside(late, typed.ok ? typed.value : []), writing: written.ok ? written.value : [] };
  };
  const readPlace = async (place: Place): Promise<Result<StoredPackage>> => {
    const opened = await openFile('package', paths.package(place.iepId), place);
    if (!opened.ok) return opened;
    const bytes = opened.value.plain;
    const content = parsePackage(bytes);
    if (content === null || content.iepId !== place.iepId) throw new Error('A stored package is not the one its name says.');
    const late = await lateEntries.of(place);
    return ok({ studentId: place.studentId, bytes, sha256: sha256Hex(bytes), package: content, receipt: await receipts.read(receiptFor(place)), late, ...(await besideOf(place, late)) });
  };
  /** What is added beside a package waits its turn, and is added to one that is there. */
  const atPlace = <T>(iepId: string, work: (place: Place) => Promise<Result<T>>): Promise<Result<T>> =>
    attempt(() =>
      queue.run(async () => {
        const place = places.find(iepId);
        return place.ok ? work(place.value) : place;
      }),
    );
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
    const known = places.find(iepId);
    if (known.ok) return again(known.value, studentId, bytes);
    if (await disk.exists(paths.package(iepId))) {
      const found = await places.read(iepId);
      return found === null ? fail('damaged') : again(found, studentId, bytes);
    }
    const place = places.next(iepId, studentId);
    await durableWrite(disk, paths.pdf(iepId), keys.seal('pdf', iepId, place.sequence, pdf, studentId));
    await durableWrite(disk, paths.package(iepId), keys.seal('package', iepId, place.sequence, bytes, studentId));
    places.add(place);
    return ok({ studentId, bytes, sha256: sha256Hex(bytes), package: content, receipt: null, late: [], translations: [], writing: [] });
  };

  const packages: Packages = {
    all: places.all,
    commit: (studentId, bytes, pdf) => attempt(() => queue.run(() => commit(studentId, bytes, pdf))),
    read: (iepId) =>
      attempt(async () => {
        const place = places.find(iepId);
        return place.ok ? readPlace(place.value) : place;
      }),
    pdf: (iepId) =>
      attempt(async () => {
        const place = places.find(iepId);
        if (!place.ok) return place;
        const [stored, pdf] = [await readPlace(place.value), await openFile('pdf', paths.pdf(iepId), place.value)];
        if (!stored.ok) return stored;
        if (!pdf.ok) return pdf;
        return sha256Hex(pdf.value.plain) === stored.value.package.pdfSha256 ? ok(pdf.value.plain) : fail('damaged');
      }),
    listOf: (studentId) => readAll(places.of(studentId)),
    listAfter: (studentId, iepId) => {
      const theirs = places.of(studentId);
      const after = theirs.find((place) => place.iepId === iepId)?.sequence ?? 0;
      return readAll(theirs.filter((place) => place.sequence > after));
    },
    storeReceipt: (iepId, receipt) =>
      atPlace(iepId, async (place) => {
        const stored = await readPlace(place);
        if (!stored.ok) return stored;
        const { sha256: held, package: content } = stored.value;
        if (receipt.iepId !== iepId || receipt.sha256 !== held || receipt.pdfSha256 !== content.pdfSha256) return fail('lyingReceipt');
        await receipts.write(receiptFor(place), receipt);
        return ok(null);
      }),
    addLate: (iepId, entry) => atPlace(iepId, async (place) => ok(await lateEntries.keep(place, entry))),
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
        const words = untold(typed.value, toldIn(await lateEntries.of(place)));
        if (words.length > 0) await lateEntries.keep(place, { translations: words, by, at });
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
        await lateEntries.storeReceipt(place, number, receipt);
        return ok(null);
      }),
    translated: () => [...translations.iepIds()],
    ownerOf: (iepId) => places.ownerOf(iepId) ?? index.caseload.all().find((student) => student.currentIepId === iepId)?.studentId ?? null,
  };
  const forgetOf = (studentId: string): void => {
    for (const iepId of places.forgetOf(studentId)) for (const beside of [lateEntries, translations, progress]) beside.forget(iepId);
  };
  return { packages, close: queue.end, forgetOf, studentOf: places.ownerOf };
}
