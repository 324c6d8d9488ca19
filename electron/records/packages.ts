/**
 * Affirmed IEPs as the rest of main knows them: each written once, and what comes to one later written beside it. No code path changes or removes one.
 * What waits for the district is derived: a package, or what came to it later, without a receipt.
 */
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Packages, StoredPackage } from '../ports/packages.ts';
import { sha256Hex } from '../vault/digest.ts';
import { attempt } from '../vault/disk-failure.ts';
import { addTranslations, changeProgress, storeLateReceipt, storeReceipt, tellTranslations } from './beside-packages.ts';
import { commitPackage } from './package-commit.ts';
import { packagePaths, type Place } from './package-places.ts';
import { atPlace, openFile, openPackageRoom, readPlace, type PackageRoom, type PackagesOptions } from './package-room.ts';

export interface ClosablePackages {
  readonly packages: Packages;
  /** Takes no more writes and waits for those under way. */
  readonly close: () => Promise<void>;
  /** Forgets the packages of a student whose files are going. */
  readonly forgetOf: (studentId: string) => void;
  /** Whose package this is, as far as that can be told. */
  readonly studentOf: (iepId: string) => string | null;
}

/** A damaged package is named, not counted: the others must still be delivered and listed. */
async function readAll(room: PackageRoom, wanted: readonly Place[]): Promise<readonly StoredPackage[]> {
  const read: StoredPackage[] = [];
  for (const place of wanted) {
    const stored = await readPlace(room, place);
    if (stored.ok) read.push(stored.value);
  }
  return read;
}

/** The PDF of a record, when it is the one the record names. */
async function readPdf(room: PackageRoom, place: Place): Promise<Result<Uint8Array>> {
  const [stored, pdf] = [await readPlace(room, place), await openFile(room, 'pdf', packagePaths(room.root).pdf(place.iepId), place)];
  if (!stored.ok) return stored;
  if (!pdf.ok) return pdf;
  return sha256Hex(pdf.value.plain) === stored.value.package.pdfSha256 ? ok(pdf.value.plain) : fail('damaged');
}

function listAfter(room: PackageRoom, studentId: string, iepId: string | null): Promise<readonly StoredPackage[]> {
  const theirs = room.places.of(studentId);
  const after = theirs.find((place) => place.iepId === iepId)?.sequence ?? 0;
  return readAll(room, theirs.filter((place) => place.sequence > after));
}

function packagesOf(room: PackageRoom): Packages {
  const { places, queue, translations, lateEntries, index } = room;
  const found = <T>(iepId: string, work: (place: Place) => Promise<Result<T>>): Promise<Result<T>> =>
    attempt(async () => {
      const place = places.find(iepId);
      return place.ok ? work(place.value) : place;
    });
  return {
    all: places.all,
    commit: (studentId, bytes, pdf) => attempt(() => queue.run(() => commitPackage(room, studentId, bytes, pdf))),
    read: (iepId) => found(iepId, (place) => readPlace(room, place)),
    pdf: (iepId) => found(iepId, (place) => readPdf(room, place)),
    listOf: (studentId) => readAll(room, places.of(studentId)),
    listAfter: (studentId, iepId) => listAfter(room, studentId, iepId),
    storeReceipt: (iepId, receipt) => atPlace(room, iepId, (place) => storeReceipt(room, place, receipt)),
    addLate: (iepId, entry) => atPlace(room, iepId, async (place) => ok(await lateEntries.keep(place, entry))),
    addTranslations: (iepId, added) => atPlace(room, iepId, (place) => addTranslations(room, place, added)),
    tellTranslations: (iepId, by, at) => atPlace(room, iepId, (place) => tellTranslations(room, place, by, at)),
    changeProgress: (iepId, change) => atPlace(room, iepId, (place) => changeProgress(room, place, change)),
    storeLateReceipt: (iepId, number, receipt) => atPlace(room, iepId, (place) => storeLateReceipt(room, place, number, receipt)),
    translated: () => [...translations.iepIds()],
    ownerOf: (iepId) => places.ownerOf(iepId) ?? index.caseload.all().find((student) => student.currentIepId === iepId)?.studentId ?? null,
  };
}

/** Opens the folders of packages and of what stands beside them. Throws the disk's own error. */
export async function openPackages(options: PackagesOptions): Promise<ClosablePackages> {
  const room = await openPackageRoom(options);
  const { places, lateEntries, translations, progress, queue } = room;
  return {
    packages: packagesOf(room),
    close: queue.end,
    forgetOf: (studentId) => {
      for (const iepId of places.forgetOf(studentId)) for (const beside of [lateEntries, translations, progress]) beside.forget(iepId);
    },
    studentOf: places.ownerOf,
  };
}
