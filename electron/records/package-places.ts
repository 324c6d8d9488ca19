/**
 * Which affirmed IEPs are here, whose they are and in which order they were committed, known from the head of each file; and which must be here and cannot be
 * placed: those are named as damaged.
 */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import { TEMPORARY_END } from '../vault/durable-write.ts';
import { HEADER_BYTES, readHeader } from '../vault/envelope.ts';
import { PACKAGES_FOLDER, RECEIPTS_FOLDER } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SetAside } from '../vault/set-aside.ts';

const PACKAGE_END = '.iep';

/** `sequence` is the order of commits and the revision of the package's envelope. */
export interface Place {
  readonly iepId: string;
  readonly studentId: string;
  readonly sequence: number;
}

export interface PackagePaths {
  readonly package: (iepId: string) => string;
  readonly pdf: (iepId: string) => string;
  readonly receipt: (iepId: string) => string;
}

export function packagePaths(root: string): PackagePaths {
  return {
    package: (iepId) => join(root, PACKAGES_FOLDER, `${iepId}${PACKAGE_END}`),
    pdf: (iepId) => join(root, PACKAGES_FOLDER, `${iepId}.pdf`),
    receipt: (iepId) => join(root, RECEIPTS_FOLDER, iepId),
  };
}

export interface PackagePlaces {
  /** Fails with `damaged` where a package must be here, with `notFound` where nothing says that one is. */
  readonly find: (iepId: string) => Result<Place>;
  /** All of them, or one student's, in the order they were committed. */
  readonly all: () => readonly Place[];
  readonly of: (studentId: string) => readonly Place[];
  /** The place of a package that is about to be committed; it counts once `add` was called. */
  readonly next: (iepId: string, studentId: string) => Place;
  readonly add: (place: Place) => void;
  /** Finds the place of a stored package by its head; null, and named as damaged, when the head makes no sense. Throws the disk's own error. */
  readonly read: (iepId: string) => Promise<Place | null>;
  /** Something is here that stands beside a package: unless that was placed, it is lost. Throws the disk's own error. */
  readonly expect: (iepId: string) => Promise<void>;
  /** Whose a package is; of a lost one, whose key sealed its PDF or receipt. */
  readonly ownerOf: (iepId: string) => string | null;
  /** Forgets one student's; returns which they were. */
  readonly forgetOf: (studentId: string) => readonly string[];
}

interface PlacesOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly setAside: SetAside;
  /** Files of a removal that could not go yet: nobody's any more, and not damaged. */
  readonly going: ReadonlySet<string>;
}

function inOrder(of: Iterable<Place>): readonly Place[] {
  return [...of].sort((a, b) => a.sequence - b.sequence);
}

/** Every package that lies here is read, and every receipt says that its package must be here. Throws the disk's own error. */
async function lookThrough({ disk, root, going }: Pick<PlacesOptions, 'disk' | 'root' | 'going'>, read: (iepId: string) => Promise<unknown>, expect: (iepId: string) => Promise<void>): Promise<void> {
  for (const name of await disk.list(join(root, PACKAGES_FOLDER))) {
    if (name.endsWith(PACKAGE_END) && !going.has(`${PACKAGES_FOLDER}/${name}`)) await read(name.slice(0, -PACKAGE_END.length));
  }
  for (const iepId of await disk.list(join(root, RECEIPTS_FOLDER))) {
    if (!iepId.endsWith(TEMPORARY_END) && !going.has(`${RECEIPTS_FOLDER}/${iepId}`)) await expect(iepId);
  }
}

/** Reads the head of each package only. Throws the disk's own error. */
export async function openPackagePlaces({ disk, root, keys, setAside, going }: PlacesOptions): Promise<PackagePlaces> {
  const paths = packagePaths(root);
  const places = new Map<string, Place>();
  /** The same by student: with thousands of records nobody looks through all of them for those of one. */
  const placesOf = new Map<string, Map<string, Place>>();
  /** Packages that must be here and cannot be placed: their head is damaged, or only what stands beside them is left. */
  const lost = new Set<string>();
  const lostOwners = new Map<string, string>();
  let nextSequence = 1;

  const add = (place: Place): void => {
    places.set(place.iepId, place);
    const theirs = placesOf.get(place.studentId) ?? new Map<string, Place>();
    placesOf.set(place.studentId, theirs.set(place.iepId, place));
  };
  const lose = async (iepId: string): Promise<void> => {
    lost.add(iepId);
    setAside.name(paths.package(iepId), 'inPlace');
    for (const path of [paths.pdf(iepId), paths.receipt(iepId)]) {
      const owner = (await disk.exists(path)) ? keys.studentOf(await disk.readStart(path, HEADER_BYTES)) : null;
      if (owner !== null) lostOwners.set(iepId, owner);
    }
  };
  const expect = async (iepId: string): Promise<void> => {
    if (!places.has(iepId) && !lost.has(iepId)) await lose(iepId);
  };
  const read = async (iepId: string): Promise<Place | null> => {
    const head = await disk.readStart(paths.package(iepId), HEADER_BYTES);
    const header = readHeader(head);
    const studentId = keys.studentOf(head);
    if (header === null || studentId === null) {
      await lose(iepId);
      return null;
    }
    const place: Place = { iepId, studentId, sequence: header.revision };
    add(place);
    nextSequence = Math.max(nextSequence, header.revision + 1);
    return place;
  };

  await lookThrough({ disk, root, going }, read, expect);

  const of = (studentId: string): readonly Place[] => inOrder(placesOf.get(studentId)?.values() ?? []);
  return {
    find: (iepId) => {
      const place = places.get(iepId);
      return place === undefined ? fail(lost.has(iepId) ? 'damaged' : 'notFound') : ok(place);
    },
    all: () => inOrder(places.values()),
    of,
    next: (iepId, studentId) => {
      const sequence = nextSequence;
      nextSequence += 1;
      return { iepId, studentId, sequence };
    },
    add,
    read,
    expect,
    ownerOf: (iepId) => places.get(iepId)?.studentId ?? lostOwners.get(iepId) ?? null,
    forgetOf: (studentId) => {
      const theirs = of(studentId).map(({ iepId }) => iepId);
      for (const iepId of theirs) places.delete(iepId);
      placesOf.delete(studentId);
      return theirs;
    },
  };
}
