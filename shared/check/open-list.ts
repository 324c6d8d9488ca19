/** All findings of a document as one list, page after page in document order, and the next or the previous place from where the caret stands. */
import { isWithin, parentOf, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField } from '../iep/fields.ts';
import { pageKeysOf } from '../iep/page-keys.ts';
import type { Issue, Severity } from './issue.ts';

/** Everything open on one page, in the order of its fields. */
export interface OpenPage {
  readonly page: string;
  readonly issues: readonly Issue[];
}

/** A place in the window: a page, and a field of it unless only the page is known. */
export interface OpenPlace {
  readonly page: string;
  readonly at: Address | null;
}

/** The most pressing first, where two speak of one field. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'gap', 'hint'];

/** Before every field of its page: facts that stand on no field. */
const OFF_THE_PAGE = -1;

/** The reading order of one page: the number of the field an address is, holds or stands in. */
function orderOf(doc: IepDocument, page: string): (at: Address | null) => number {
  const places = everyField(doc, page).map((field) => field.at);
  const numbers = new Map(places.map((at, index) => [at, index]));
  return (at) => {
    for (let place = at ?? ''; place !== ''; place = parentOf(place)) {
      const number = numbers.get(place) ?? places.findIndex((known) => isWithin(known, place));
      if (number >= 0) return number;
      // Above the field nothing is nearer than the page itself.
      if (!places.some((known) => isWithin(place, known))) break;
    }
    return OFF_THE_PAGE;
  };
}

/** Findings grouped by page; a page nothing speaks of is not in the list. */
export function openByPage(doc: IepDocument, issues: readonly Issue[]): readonly OpenPage[] {
  const found = new Map<string, Issue[]>();
  for (const issue of issues) {
    const known = found.get(issue.page);
    if (known === undefined) found.set(issue.page, [issue]);
    else known.push(issue);
  }
  const keys = pageKeysOf(doc);
  return [...keys.filter((key) => found.has(key)), ...[...found.keys()].filter((key) => !keys.includes(key))].map((page) => {
    const order = keys.includes(page) ? orderOf(doc, page) : (): number => OFF_THE_PAGE;
    const placed = (found.get(page) ?? []).map((issue) => ({ issue, number: order(issue.at[0] ?? null) }));
    return { page, issues: placed.toSorted((a, b) => a.number - b.number || SEVERITIES.indexOf(a.issue.severity) - SEVERITIES.indexOf(b.issue.severity)).map(({ issue }) => issue) };
  });
}

function stopsOf(pages: readonly OpenPage[]): readonly OpenPlace[] {
  const stops = pages.flatMap(({ page, issues }) => issues.map((issue): OpenPlace => ({ page, at: issue.at[0] ?? null })));
  return [...new Map(stops.map((stop) => [`${stop.page} ${stop.at ?? ''}`, stop])).values()];
}

/**
 * The open place after (`by` 1) or before (-1) the one the caret is in, across all pages; past the last one comes the first again.
 * Null when nothing is open.
 */
export function nextOpen(doc: IepDocument, pages: readonly OpenPage[], here: OpenPlace, by: 1 | -1): OpenPlace | null {
  const stops = stopsOf(pages);
  const around = (index: number): OpenPlace | null => stops[(index + stops.length) % stops.length] ?? null;
  const known = stops.findIndex((stop) => stop.page === here.page && stop.at === here.at);
  if (known >= 0) return around(known + by);
  const keys = pageKeysOf(doc);
  const orders = new Map<string, (at: Address | null) => number>();
  const rank = ({ page, at }: OpenPlace): readonly [number, number] => {
    const order = orders.get(page) ?? (keys.includes(page) ? orderOf(doc, page) : (): number => OFF_THE_PAGE);
    orders.set(page, order);
    return [keys.indexOf(page), at === null ? OFF_THE_PAGE - 1 : order(at)];
  };
  const [pageHere, fieldHere] = rank(here);
  const isAfter = (stop: OpenPlace): boolean => {
    const [page, field] = rank(stop);
    return page > pageHere || (page === pageHere && field > fieldHere);
  };
  const isBefore = (stop: OpenPlace): boolean => {
    const [page, field] = rank(stop);
    return page < pageHere || (page === pageHere && field < fieldHere);
  };
  return by === 1 ? (stops.find(isAfter) ?? around(0)) : (stops.findLast(isBefore) ?? around(-1));
}
