/** A page is named so that it can be told from its neighbours in the rail, the palette and every list. */
import { expect, test } from 'vitest';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { pageTitle, shortName } from '../../../shared/iep/page-names.ts';
import { sampleDocument } from '../paper/sample.ts';

function notices(count: number): IepDocument {
  const document = sampleDocument();
  const notice: Json = Array.from({ length: count }, (_none, n) => ({ $row: `n${n}`, meetingDate: '2027-10-01' }));
  return { ...document, meeting: { ...document.meeting, notice } };
}

function consents(numbers: readonly (number | null)[]): IepDocument {
  const document = sampleDocument();
  return { ...document, pages: { ...document.pages, consent: numbers.map((sessionNo, n) => ({ $row: `c${n}`, sessionNo })) } };
}

test('the only sheet of a page has the plain name', () => {
  expect([shortName(notices(1), 'meetingNotice/@n0'), pageTitle(notices(1), 'meetingNotice/@n0')]).toEqual(['Notice', 'Notice of Meeting']);
  expect(shortName(notices(1), 'goals')).toBe('Goals');
});

test('of several sheets each says which it is', () => {
  const document = notices(3);
  expect(pageKeysOf(document).filter((key) => key.startsWith('meetingNotice/')).map((key) => shortName(document, key))).toEqual(['Notice 1', 'Notice 2', 'Notice 3']);
  expect(pageTitle(document, 'meetingNotice/@n1')).toBe('Notice of Meeting 2');
});

test('a sheet that has a number of its own is called by it', () => {
  const document = consents([1, 3]);
  expect(['consent/@c0', 'consent/@c1'].map((key) => shortName(document, key))).toEqual(['Consent 1', 'Consent 3']);
});

test.each([[[2, 2]], [[2, null]], [[null, null]]])('numbers that do not tell sheets apart (%j) name none of them', (numbers) => {
  const document = consents(numbers);
  expect(['consent/@c0', 'consent/@c1'].map((key) => shortName(document, key))).toEqual(['Consent 1', 'Consent 2']);
});

test('no two pages of an IEP have one name', () => {
  const document = notices(2);
  const names = pageKeysOf(document).map((key) => shortName(document, key));
  expect(names.length).toBeGreaterThan(10);
  expect(new Set(names).size).toBe(names.length);
});
