/** Pages that did not change keep the open places worked out before; that is what they would be, worked out anew. */
import { expect, test } from 'vitest';
import { openPlaces } from '../../../shared/check/completeness.ts';
import { emptyValue, everyField } from '../../../shared/iep/fields.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { changeAt } from '../../../shared/journal/place.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { dice } from '../../crash/seeded.ts';
import { sampleDocument } from '../iep/sample.ts';
import { randomlyEdited } from './random-edits.ts';

const EDITS = 400;

test.each([1, 2, 3, 4, 5, 6])('after each of many random edits of one document (seed %s) the open places are those of a document nobody looked at before', { timeout: 120_000 }, (seed) => {
  const random = dice(seed);
  const seen = new Set<string>();
  let document: IepDocument = sampleDocument();
  for (let n = 0; n < EDITS; n += 1) {
    document = randomlyEdited(document, random);
    const now = JSON.stringify(openPlaces(document));
    expect(now, `seed ${seed}, edit ${n}`).toBe(JSON.stringify(openPlaces(structuredClone(document))));
    seen.add(now);
  }
  expect(seen.size).toBeGreaterThan(EDITS / 4);
});

/** With the first words of every page taken out. */
function emptied(document: IepDocument): IepDocument {
  return Object.keys(document.pages).reduce((here, page) => {
    const first = pageKeysOf(here).includes(page) ? everyField(here, page).filter(({ def, required }) => required && def.type.kind !== 'rows' && def.type.kind !== 'derived').slice(0, 4) : [];
    return first.reduce((doc, { at, def }) => changeAt(doc, at, () => emptyValue(def)), here);
  }, document);
}

test('a page that did not change is not looked through again, and one that did is', () => {
  const document = emptied(sampleDocument());
  const before = new Map(openPlaces(document).map((place) => [place.at, place]));
  const after = openPlaces({ ...document, pages: { ...document.pages, presentLevels: { ...(document.pages.presentLevels as object), strengths: '' } } } as IepDocument);
  const [kept, fresh] = [after.filter((place) => before.get(place.at) === place), after.filter((place) => before.get(place.at) !== place)];
  expect(kept.length).toBeGreaterThan(10);
  expect(new Set(fresh.map(({ page }) => page))).toEqual(new Set(['presentLevels']));
  expect(fresh.map(({ at }) => at)).toContain('pages/presentLevels/strengths');
});
