/**
 * Counts the changes to each student's records, so that a cache of them knows when it is out of date. Every method of Packages that is not listed in READINGS
 * counts as a change: a method that is added later can cause one reading too many, never a stale cache.
 */
import type { Packages } from '../ports/packages.ts';

/** The methods that write nothing. */
export const READINGS = ['all', 'read', 'pdf', 'listOf', 'listAfter', 'ownerOf', 'translated'] as const satisfies readonly (keyof Packages)[];

export interface CountedPackages {
  /** The same methods; a change is counted when it has ended, before its caller is answered. */
  readonly packages: Packages;
  /** Equal numbers mean that nothing of the student's records was changed in between. */
  readonly changesOf: (studentId: string) => number;
}

type Way = (named: string, ...rest: readonly unknown[]) => Promise<unknown>;

/**
 * The first argument of a change is the id of a student or of an IEP; a change of anything else counts for every student.
 * @param studentOf the student behind such an id, or null; asked after the change, even when the vault was closed meanwhile
 */
export function countChanges(packages: Packages, studentOf: (named: string) => string | null): CountedPackages {
  const counts = new Map<string, number>();
  let ofEverybody = 0;
  const count = (named: string): void => {
    const studentId = studentOf(named);
    if (studentId === null) ofEverybody += 1;
    else counts.set(studentId, (counts.get(studentId) ?? 0) + 1);
  };
  const counted = (way: Way): Way => (named, ...rest) => way(named, ...rest).finally(() => count(named));
  const readings: ReadonlySet<string> = new Set(READINGS);
  const ways = Object.entries(packages).map(([name, way]) => [name, readings.has(name) ? way : counted(way as Way)] as const);
  return { packages: Object.fromEntries(ways) as unknown as Packages, changesOf: (studentId) => ofEverybody + (counts.get(studentId) ?? 0) };
}
