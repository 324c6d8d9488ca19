/**
 * Counts the changes of each student's records, so that whoever remembers something of them knows when it is old. Every way into the records that is not
 * named a reading counts as a change: a kind of file that comes later can be read once too often, never be forgotten.
 */
import type { Packages } from '../ports.ts';

/** Ways in that write nothing. */
export const READINGS = ['all', 'read', 'pdf', 'listOf', 'listAfter', 'ownerOf', 'translated'] as const satisfies readonly (keyof Packages)[];

export interface CountedPackages {
  /** The same ways in; a change is counted when it has ended, before whoever asked for it is told. */
  readonly packages: Packages;
  /** Equal numbers mean that nothing of the student's records was changed in between. */
  readonly changesOf: (studentId: string) => number;
}

type Way = (named: string, ...rest: readonly unknown[]) => Promise<unknown>;

/**
 * A change names first the student, or the IEP it belongs to; one that names neither counts for everybody.
 * @param studentOf the student of such an id, or null; asked after the change, also when the vault was closed meanwhile
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
