/** What was written after the parent copy was printed, drawn at random: each change is in the redline, with what was printed and what stands now, and nothing else is. */
import { expect, it } from 'vitest';
import { redline } from '../../../shared/flow/redline.ts';
import { replayTo } from '../../../shared/flow/replay.ts';
import { at, isRow, isWithin, rowSegment, valueAt, type Address, type Row } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { insertingEdits, removingEdits, settingEdits } from '../../../shared/journal/make.ts';
import { dice, type Dice } from '../../crash/seeded.ts';
import { printedWalk } from './room.ts';

const EDITS = 200;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LISTS: readonly Address[] = ['fapeServices/accommodations', 'fapeServices/otherSupports', 'fapeServices/services'].map((list) => `pages/${list}`);
/** What the flow writes and no hand: named here again, so that nothing the redline leaves out is left out of this list with it. */
const KEPT_BY_FLOW: readonly Address[] = ['pages/infoEligibility/meetingDate', 'pages/structuredNotes/header', 'pages/attendance', 'pages/consent'];
const STATES: readonly string[] = ['pageState', 'requiredRolesMet', 'pwnCheck'];

/** Every text of the pages, by its address. */
function textsIn(value: Json | undefined, here: Address, found: Map<Address, string> = new Map()): ReadonlyMap<Address, string> {
  if (KEPT_BY_FLOW.includes(here) || STATES.includes(here.split('/').at(-1) ?? '')) return found;
  if (typeof value === 'string') found.set(here, value);
  else if (Array.isArray(value)) {
    for (const row of value as readonly Json[]) if (isRow(row)) textsIn(row, at(here, rowSegment(row.$row)), found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) if (name !== '$row') textsIn(member, at(here, name), found);
  }
  return found;
}

const rowsOf = (doc: IepDocument, list: Address): readonly Row[] => (valueAt(doc, list) ?? []) as readonly Row[];

function words(draw: Dice): string {
  return Array.from({ length: 1 + draw.below(6) }, () => ['reads', 'niño', 'with help', '12', 'twice a week', 'é', 'daily.'][draw.below(7)] ?? '').join(' ');
}

function pick<T>(draw: Dice, from: readonly T[]): T | undefined {
  return from[draw.below(Math.max(1, from.length))];
}

/** Knows by itself what has to be listed: it never compares two documents. */
class Expected {
  readonly added = new Set<Address>();
  readonly removed = new Set<Address>();
  readonly now = new Map<Address, string>();
  private readonly printed: ReadonlyMap<Address, string>;

  constructor(printed: ReadonlyMap<Address, string>) {
    this.printed = printed;
  }

  changed(): readonly (readonly [Address, string])[] {
    const rows = [...this.added, ...this.removed];
    return [...this.now].filter(([place, text]) => this.printed.get(place) !== text && !rows.some((row) => isWithin(place, row)));
  }

  places(): readonly Address[] {
    return [...this.added, ...this.removed, ...this.changed().map(([place]) => place)].toSorted();
  }
}

it.each(SEEDS)(`${EDITS} random edits after printing are each listed and none is invented (seed %i)`, (seed) => {
  const draw = dice(seed);
  const walk = printedWalk();
  const frozen = (walk.document['parentCopy'] as unknown as { position: number }).position;
  const printed = textsIn(walk.document.pages as Json, 'pages');
  const expected = new Expected(printed);
  expect(printed.size).toBeGreaterThan(300);
  for (let n = 0; n < EDITS; n += 1) {
    const list = pick(draw, LISTS) ?? '';
    const kind = draw.next();
    const row = pick(draw, rowsOf(walk.document, list));
    if (kind < 0.12) {
      const fresh: Row = { $row: `new${n}`, text: words(draw) };
      walk.edit(insertingEdits(walk.document, list, fresh, row?.$row ?? null));
      expected.added.add(at(list, rowSegment(fresh.$row)));
    } else if (kind < 0.2 && row !== undefined) {
      const place = at(list, rowSegment(row.$row));
      walk.edit(removingEdits(walk.document, list, row.$row));
      // A row that came after printing and went again was never there for the parent.
      if (!expected.added.delete(place)) expected.removed.add(place);
      for (const known of expected.now.keys()) if (isWithin(known, place)) expected.now.delete(known);
    } else {
      const here = textsIn(walk.document.pages as Json, 'pages');
      const back = kind > 0.85 ? pick(draw, expected.changed())?.[0] : undefined;
      const place = back ?? pick(draw, [...here.keys()]) ?? '';
      const text = back === undefined ? words(draw) : (printed.get(back) ?? '');
      const edits = settingEdits(walk.document, place, text);
      if (edits.length > 0) walk.edit(edits);
      expected.now.set(place, text);
    }
  }
  const copy = replayTo(walk.base, walk.entries, frozen);
  const lines = redline(walk.document, copy);
  expect(lines.map((line) => line.at).toSorted()).toEqual(expected.places());
  expect(expected.places().length).toBeGreaterThan(80);
  const said = new Map(lines.map((line) => [line.at, line] as const));
  for (const [place, text] of expected.changed()) expect(said.get(place)).toMatchObject({ kind: 'changed', before: printed.get(place), after: text, answered: null });
  for (const place of expected.added) expect(said.get(place)?.kind).toBe('added');
  for (const place of expected.removed) expect(said.get(place)?.kind).toBe('removed');
});
