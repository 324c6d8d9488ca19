/**
 * What becomes of a student's goal in a bank: it will be read beside other children, so the names of this one give way to open places. Somebody still reads
 * it over before it is kept; a name nobody entered in the record cannot be known here.
 */
import { OPEN_PLACE } from '../iep/stems.ts';
import { exactly } from '../words/exactly.ts';

/** A name of one letter ("J.") would take every such letter out of the goal. */
const SHORTEST_NAME = 2;

/**
 * @param names as they stand in the record: "Nolan", "Birchwater-Okafor"
 * @returns the text with each of them, and each of their parts, as an open place; the student's own "'s" goes with it
 */
export function withoutNames(text: string, names: readonly string[]): string {
  const parts = names.flatMap((name) => [name, ...name.split(/[\s-]+/u)]).map((part) => part.trim()).filter((part) => part.length >= SHORTEST_NAME);
  const longestFirst = [...new Set(parts)].sort((one, other) => other.length - one.length);
  const open = longestFirst.reduce((said, name) => said.replace(new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${exactly(name)}(?![\\p{L}\\p{M}\\p{N}])`, 'giu'), () => OPEN_PLACE), text);
  return open.replaceAll(/…(?:[\s-]+…)+/gu, OPEN_PLACE);
}
