import { describe, expect, it } from 'vitest';
import { valueAt, type Address } from '../../../shared/iep/address.ts';
import { isList, isObject, type Json } from '../../../shared/iep/json.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import { changedPlaces, mayHaveChanged } from '../../../shared/journal/changed-places.ts';
import { sameJson } from '../../../shared/journal/equal.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { dice } from '../../crash/seeded.ts';
import { seedFor } from '../../crash/size.ts';
import { sampleDocument } from '../paper/sample.ts';

/** Every place of a document, from the pages down to the last value. */
function placesIn(value: Json | undefined, at: Address): readonly Address[] {
  const under = (name: string): Address => (at === '' ? name : `${at}/${name}`);
  if (isObject(value)) return [at, ...Object.keys(value).flatMap((name) => placesIn(value[name], under(name)))];
  if (isList(value)) return [at, ...value.flatMap((row) => (isObject(row) && typeof row['$row'] === 'string' ? placesIn(row, under(`@${row['$row']}`)) : []))];
  return [at];
}

describe('Where two stands of a document differ', () => {
  it('is nowhere for the same document', () => {
    const document = sampleDocument();
    const changed = changedPlaces(document, document);
    expect([changed.places.size, changed.ends]).toEqual([0, []]);
  });

  it('is on the way to a text that was typed into, and nowhere beside it', () => {
    const before = sampleDocument();
    const after = applyEdits(before, [{ op: 'set', at: 'pages/presentLevels/strengths', value: 'Reads maps.', was: valueAt(before, 'pages/presentLevels/strengths') ?? null }]);
    if (!after.ok) throw new Error('The sample has strengths.');
    const changed = changedPlaces(before, after.document);
    expect([...changed.places]).toEqual(['', 'pages', 'pages/presentLevels', 'pages/presentLevels/strengths']);
    expect(changed.ends).toEqual(['pages/presentLevels/strengths']);
    expect(changed.blind, 'nothing lies below a text').toEqual([]);
  });

  it('covers, over random edits, every place that holds another value than before, and few that do not', () => {
    const roll = dice(seedFor('changed places'));
    let document = sampleDocument();
    const all = placesIn(document, '').filter((at) => at.startsWith('pages/'));
    let different = 0;
    let named = 0;
    for (let n = 0; n < 300; n += 1) {
      const at = all[roll.below(all.length)] ?? '';
      const was = valueAt(document, at);
      const rows = isList(was) ? was.find(isObject) : undefined;
      const kinds: readonly Edit[] = [
        { op: 'set', at, value: typeof was === 'string' ? `${was} more ${n}` : null, was: was ?? null },
        ...(rows === undefined ? [] : [{ op: 'removeRow', at, row: rows, after: null } as unknown as Edit, { op: 'insertRow', at, row: { $row: `new${n}`, note: 'new' }, after: null } as unknown as Edit]),
      ];
      const edit = kinds[roll.below(kinds.length)];
      const after = edit === undefined || (edit.op === 'set' && typeof was !== 'string' && roll.below(20) > 0) ? null : applyEdits(document, [edit]);
      if (after === null || !after.ok) continue;
      const changed = changedPlaces(document, after.document);
      for (const place of new Set([...all, ...placesIn(after.document, '')])) {
        const isSame = sameJson(valueAt(document, place), valueAt(after.document, place));
        if (!isSame) different += 1;
        if (!isSame && !mayHaveChanged(changed, place)) expect(place).toBe('named as changed');
      }
      named += changed.places.size;
      document = after.document;
    }
    expect(different).toBeGreaterThan(500);
    expect(named).toBeLessThan(different * 2);
  });
});
