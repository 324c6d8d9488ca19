/** The folders of affirmed IEPs and of what stands beside them, opened, and one record read out of them as a whole. */
import { iepPackage, receipt as receiptSchema, type IepPackage, type Receipt } from '../../shared/district-api/contract.ts';
import { lateTranslation, roundBeingWritten } from '../../shared/bridge/values.ts';
import type { RoundBeingWritten } from '../../shared/flow/progress.ts';
import { withLater, type LateTranslation } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { FileKind } from '../ports/vault.ts';
import type { KeptLate, StoredPackage } from '../ports/packages.ts';
import { sha256Hex } from '../vault/digest.ts';
import { attempt } from '../vault/disk-failure.ts';
import { PROGRESS_FOLDER, TRANSLATIONS_FOLDER } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue, type Queue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import type { SealedIndex } from './caseload.ts';
import { openLateEntries, type LateEntries } from './late-entries.ts';
import { openPackagePlaces, packagePaths, type PackagePlaces, type Place } from './package-places.ts';
import { createSealedReceipts, type ReceiptFor, type SealedReceipts } from './sealed-receipts.ts';
import { openSideLists, type SideLists } from './side-lists.ts';

export interface PackagesOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly index: SealedIndex;
  readonly setAside: SetAside;
}

export interface PackageRoom extends PackagesOptions {
  readonly places: PackagePlaces;
  readonly lateEntries: LateEntries;
  readonly translations: SideLists<LateTranslation>;
  readonly progress: SideLists<RoundBeingWritten>;
  readonly receipts: SealedReceipts<Receipt>;
  /** Writers, one after the other. */
  readonly queue: Queue;
}

/** Reads the head of each package only. Throws the disk's own error. */
export async function openPackageRoom(options: PackagesOptions): Promise<PackageRoom> {
  const { disk, root, keys, index, setAside } = options;
  const shared = { disk, root, keys, setAside, going: new Set(index.caseload.removals().flatMap(({ files }) => files)) };
  const lateEntries = await openLateEntries(shared);
  const translations = await openSideLists<LateTranslation>({ ...shared, folder: TRANSLATIONS_FOLDER, kind: 'translation', item: lateTranslation });
  const progress = await openSideLists<RoundBeingWritten>({ ...shared, folder: PROGRESS_FOLDER, kind: 'progress', item: roundBeingWritten });
  const places = await openPackagePlaces(shared);
  for (const beside of [lateEntries, translations, progress]) for (const iepId of beside.iepIds()) await places.expect(iepId);
  return { ...options, places, lateEntries, translations, progress, receipts: createSealedReceipts<Receipt>({ disk, keys, setAside, schema: receiptSchema }), queue: createQueue() };
}

/** The content of a package, or null: bytes from a district are not trusted to be one. */
export function parsePackage(bytes: Uint8Array): IepPackage | null {
  try {
    return iepPackage.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** Translations that were written once, as of the instant they were told. */
export function toldIn(late: readonly KeptLate[]): readonly LateTranslation[] {
  return late.flatMap((entry) => ('translations' in entry ? entry.translations.map((word): LateTranslation => ({ ...word, by: entry.by, keptAt: entry.at })) : []));
}

/** Translations that were sent or came from another computer, and those in the list that is being worked on: of one place the last that was kept stands. */
function translationsBeside(late: readonly KeptLate[], typed: readonly LateTranslation[]): readonly LateTranslation[] {
  const sent = toldIn(late);
  if (sent.length === 0) return typed;
  return [...sent, ...typed].toSorted((a, b) => (a.keptAt < b.keptAt ? -1 : a.keptAt > b.keptAt ? 1 : 0)).reduce<readonly LateTranslation[]>((before, word) => withLater(before, [word]), []);
}

export function receiptFor({ root }: PackageRoom, { iepId, studentId }: Place): ReceiptFor {
  return { path: packagePaths(root).receipt(iepId), id: iepId, studentId };
}

/** Opens a sealed file of a package; one that is missing or does not open is named as damaged. */
export async function openFile({ disk, keys, setAside }: PackageRoom, kind: FileKind, path: string, { iepId, studentId }: Place): Promise<Result<{ readonly revision: number; readonly plain: Uint8Array }>> {
  const opened = (await disk.exists(path)) ? keys.open(kind, iepId, await disk.read(path), studentId) : fail('damaged');
  if (!opened.ok) setAside.name(path, 'inPlace');
  return opened;
}

/** What does not open is named as damaged; the record itself is whole. */
async function besideOf({ translations, progress }: PackageRoom, { iepId, studentId }: Place, late: readonly KeptLate[]): Promise<Pick<StoredPackage, 'translations' | 'writing'>> {
  const [typed, written] = [await translations.read(iepId, studentId), await progress.read(iepId, studentId)];
  return { translations: translationsBeside(late, typed.ok ? typed.value : []), writing: written.ok ? written.value : [] };
}

/** One record with all that stands beside it. Throws the disk's own error. */
export async function readPlace(room: PackageRoom, place: Place): Promise<Result<StoredPackage>> {
  const opened = await openFile(room, 'package', packagePaths(room.root).package(place.iepId), place);
  if (!opened.ok) return opened;
  const bytes = opened.value.plain;
  const content = parsePackage(bytes);
  if (content === null || content.iepId !== place.iepId) throw new Error('A stored package is not the one its name says.');
  const late = await room.lateEntries.of(place);
  return ok({ studentId: place.studentId, bytes, sha256: sha256Hex(bytes), package: content, receipt: await room.receipts.read(receiptFor(room, place)), late, ...(await besideOf(room, place, late)) });
}

/** What is added beside a package waits its turn, and is added to one that is there. */
export function atPlace<T>({ queue, places }: PackageRoom, iepId: string, work: (place: Place) => Promise<Result<T>>): Promise<Result<T>> {
  return attempt(() =>
    queue.run(async () => {
      const place = places.find(iepId);
      return place.ok ? work(place.value) : place;
    }),
  );
}
