/** A condition looks at the object that holds its field and at the places it is known to look at, and nowhere else: what nothing there changed is not asked again. */
import { expect, test } from 'vitest';
import { ROW_ID, isRow, isWithin, rowSegment, valueAt, type Address } from '../../../shared/iep/address.ts';
import { CONDITIONS, holds } from '../../../shared/iep/conditions.ts';
import { looksElsewhere } from '../../../shared/iep/condition-places.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { dice } from '../../crash/seeded.ts';
import { randomlyEdited } from '../check/random-edits.ts';
import { sampleDocument } from './sample.ts';

const EDITS = 500;

/** The document, which notes every member that is read of it by its address. */
function watched(document: IepDocument): { readonly document: IepDocument; readonly read: Set<Address> } {
  const read = new Set<Address>();
  const wrap = (value: unknown, at: Address): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof name !== 'string' || typeof member === 'function' || name === 'length' || name === ROW_ID) return member;
        const segment = Array.isArray(target) ? (isRow(member as never) ? rowSegment((member as { readonly $row: string }).$row) : name) : name;
        const place = at === '' ? segment : `${at}/${segment}`;
        if (!Array.isArray(target)) read.add(place);
        return wrap(member, place);
      },
      getOwnPropertyDescriptor: (target, name) => Reflect.getOwnPropertyDescriptor(target, name),
    });
  };
  return { document: wrap(document, '') as IepDocument, read };
}

/** Every object of the document that could hold a field. */
function holders(value: unknown, at: Address): readonly Address[] {
  if (Array.isArray(value)) return value.flatMap((row) => (isRow(row) ? holders(row, `${at}/${rowSegment(row[ROW_ID])}`) : []));
  if (typeof value !== 'object' || value === null) return [];
  return [...(at === '' ? [] : [at]), ...Object.entries(value).flatMap(([name, member]) => holders(member, at === '' ? name : `${at}/${name}`))];
}

test('no condition looks anywhere it is not known to look, on many random documents', { timeout: 120_000 }, () => {
  const random = dice(11);
  const unread = new Set(Object.keys(CONDITIONS).flatMap((id) => looksElsewhere(id).map((place) => `${id} at ${place}`)));
  expect(unread.size).toBeGreaterThan(40);
  // What a document does not hold cannot be read: a list that is looked into is there, if empty.
  let document: IepDocument = { ...sampleDocument(), pages: { ...sampleDocument().pages, assessmentPlan: [] } };
  for (let n = 0; n < EDITS; n += 1) {
    document = randomlyEdited(document, random);
    // Some places are looked at only of an adult student, which chance alone may never make.
    if (n === EDITS / 2) document = { ...document, pages: { ...document.pages, infoEligibility: { ...(document.pages.infoEligibility as JsonObject), birthDate: '2001-05-04' } } } as unknown as IepDocument;
    const all = holders(document.pages, 'pages');
    for (const id of Object.keys(CONDITIONS)) {
      const scope = all[random.below(all.length)] as Address;
      const { document: seen, read } = watched(document);
      const answer = holds(id, seen, scope);
      expect(holds(id, document, scope, valueAt(document, scope))).toBe(answer);
      const known = [scope, ...looksElsewhere(id)];
      for (const place of looksElsewhere(id)) if (read.has(place)) unread.delete(`${id} at ${place}`);
      expect([...read].filter((place) => !known.some((one) => isWithin(place, one) || isWithin(one, place))), `${id} at ${scope}`).toEqual([]);
    }
  }
  // Each was followed to every place it is known to look at.
  expect([...unread]).toEqual([]);
});
