/** Finds words in the reasons for which something was left open when an IEP was affirmed: they stand on none of its sheets, the list of what was left open shows them. */
import type { IepDocument } from '../iep/document.ts';
import { placeIn, snippetOf, wantedWords } from '../iep/find.ts';
import type { PlaceInRecord } from '../iep/find-record.ts';
import { attestedOf, type LeftOpen } from './attested.ts';

/** One reason is often written for many: it is found once, with the first of what it was written for. */
function placeOf(gaps: readonly LeftOpen[], reason: string): string {
  const [first, ...others] = gaps.filter((gap) => gap.reason === reason);
  return `Reason · ${first?.message ?? ''}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
}

/** @param affirmed the record as it was affirmed; one of another program tells no reasons */
export function findInReasons(affirmed: IepDocument, words: string): readonly PlaceInRecord[] {
  const wanted = wantedWords(words);
  const gaps = attestedOf(affirmed)?.gaps ?? [];
  if (wanted === null) return [];
  return [...new Set(gaps.map(({ reason }) => reason))].flatMap((text) => {
    const place = placeIn(text, wanted);
    return place === null ? [] : [{ at: `affirmation/gaps/${gaps.findIndex(({ reason }) => reason === text)}`, language: null, place: placeOf(gaps, text), shownOn: 'leftOpen' as const, ...snippetOf({ text, ...place }) }];
  });
}
