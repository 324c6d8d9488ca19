import { describe, expect, it } from 'vitest';
import { pwnCheck } from '../../../shared/check/pwn.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';

function withNotes(change: JsonObject): IepDocument {
  const doc = sampleDocument();
  return { ...doc, pages: { ...doc.pages, structuredNotes: { ...(doc.pages.structuredNotes as JsonObject), ...change } } };
}

function rows(list: string): readonly JsonObject[] {
  return valueAt(sampleDocument(), `pages/structuredNotes/${list}`) as readonly JsonObject[];
}

/** The list with one row changed. */
function withRow(list: string, index: number, change: JsonObject): IepDocument {
  return withNotes({ [list]: rows(list).map((row, at) => (at === index ? { ...row, ...change } : row)) });
}

function place(list: string, index: number, field: string): string {
  return `pages/structuredNotes/${list}/@${String(rows(list)[index]?.['$row'])}/${field}`;
}

/** Elements that fall short, with the places they name. */
function open(doc: IepDocument): readonly (readonly [number, readonly string[]])[] {
  return pwnCheck(doc).elements.filter((element) => !element.ok).map((element) => [element.n, element.missing]);
}

describe('the seven elements of a prior written notice', () => {
  it('are all in the notes of the example, which was handed over before anything changed', () => {
    expect(pwnCheck(sampleDocument())).toMatchObject({ complete: true, language: 'same', timing: 'ok' });
    expect(pwnCheck(sampleDocument()).elements.map((element) => [element.n, element.ok])).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => [n, true]));
  });

  it('are all open when there are no structured notes', () => {
    const doc = sampleDocument();
    const check = pwnCheck({ ...doc, pages: { ...doc.pages, structuredNotes: null } });
    expect(check.elements.map((element) => element.ok)).toEqual(Array.from({ length: 7 }, () => false));
    expect(check.elements.every((element) => element.missing.length > 0)).toBe(true);
    expect(check.complete).toBe(false);
  });

  const cases: readonly (readonly [number, string, IepDocument, string])[] = [
    [1, 'an action without words', withRow('actions', 0, { description: 'n/a' }), place('actions', 0, 'description')],
    [1, 'an action that is neither proposed nor refused', withRow('actions', 0, { verdict: '' }), place('actions', 0, 'verdict')],
    [1, 'a refused request that no refusal answers', withRow('parentRequests', 0, { actionRef: 'a1' }), place('parentRequests', 0, 'actionRef')],
    [1, 'a refused request in a line of the notes that no refusal answers', withNotes({ topics: [{ $row: 't1', kind: 'request', speakerRole: 'Parent', text: 'Every day, please.', answer: 'refused', why: 'The team sees no need.', actionRef: 'a1' }] }), 'pages/structuredNotes/topics/@t1/actionRef'],
    [2, 'a reason of seven words', withRow('actions', 3, { why: 'Keyboarding helps him more than handwriting does.' }), place('actions', 3, 'why')],
    [2, 'the same reason twice', withRow('actions', 1, { why: rows('actions')[0]?.['why'] as Json }), place('actions', 1, 'why')],
    [3, 'an action without a basis', withRow('actions', 2, { basisRefs: [] }), place('actions', 2, 'basisRefs')],
    [3, 'a basis that is not listed', withRow('actions', 2, { basisRefs: ['b9'] }), place('actions', 2, 'basisRefs')],
    [3, 'a report without its date', withRow('basis', 1, { date: '' }), place('basis', 1, 'date')],
    [4, 'safeguards that say "yes"', withNotes({ safeguardsNote: 'Yes' }), 'pages/structuredNotes/safeguardsNote'],
    [4, 'no word on how to get a copy', withNotes({ safeguardsHowToGetCopy: '' }), 'pages/structuredNotes/safeguardsHowToGetCopy'],
    [4, 'notes of a day on which nobody met', withNotes({ header: { ...(valueAt(sampleDocument(), 'pages/structuredNotes/header') as JsonObject), date: '2026-10-13' } }), 'pages/structuredNotes/header/date'],
    [5, 'one source of help', withNotes({ assistanceSources: rows('assistanceSources').slice(0, 1) }), 'pages/structuredNotes/assistanceSources'],
    [5, 'a source nobody can reach', withRow('assistanceSources', 1, { contact: ' ' }), place('assistanceSources', 1, 'contact')],
    [6, 'a rejected option in five words', withRow('options', 3, { whyRejected: 'Far more restrictive than needed.' }), place('options', 3, 'whyRejected')],
    [6, 'two placements selected', withRow('options', 0, { selected: true }), 'pages/structuredNotes/options'],
    [6, 'no option but the one chosen', withNotes({ options: rows('options').slice(2, 3) }), 'pages/structuredNotes/options'],
    [7, '"none" as other factors', withNotes({ otherFactors: 'none' }), 'pages/structuredNotes/otherFactors'],
  ];

  it.each(cases)('element %i is open with %s', (n, _what, doc, missing) => {
    expect(open(doc)).toEqual([[n, [missing]]]);
    expect(pwnCheck(doc).complete).toBe(false);
  });

  it.each([
    ['two sources of help', withNotes({ assistanceSources: rows('assistanceSources').slice(0, 2) })],
    ['one basis that every action rests on', withNotes({ basis: rows('basis').slice(0, 1), actions: rows('actions').map((row) => ({ ...row, basisRefs: ['b1'] })) })],
    ['a reason of eight words', withRow('actions', 0, { why: 'He reads two years below his listening comprehension.' })],
    ['a rejected option in six words', withRow('options', 3, { whyRejected: 'Far more restrictive than he needs.' })],
  ])('are all there with %s', (_what, doc) => expect(open(doc)).toEqual([]));

  it('are each broken at least once above', () => {
    expect(new Set(cases.map(([n]) => n))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  });
});

describe('the language and the time of the notice', () => {
  function spoken(homeLanguage: string, notes: JsonObject = {}): IepDocument {
    const doc = withNotes(notes);
    const parents = (valueAt(doc, 'pages/infoEligibility/parents') as readonly JsonObject[]).map((parent) => ({ ...parent, homeLanguage }));
    return { ...doc, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), parents } } };
  }

  it('are open for a parent of another language until an interpreter or a translation is there', () => {
    const header = valueAt(sampleDocument(), 'pages/structuredNotes/header') as JsonObject;
    expect(pwnCheck(spoken('Spanish'))).toMatchObject({ language: 'open', complete: false });
    expect(pwnCheck(spoken('Spanish', { header: { ...header, interpreter: 'M. Quiroga' } }))).toMatchObject({ language: 'interpreted', complete: true });
    expect(pwnCheck({ ...spoken('Spanish'), translations: { es: { by: 'M. Quiroga' } } } as IepDocument).language).toBe('translated');
    expect(pwnCheck({ ...spoken('Spanish'), formLanguage: 'es' }).language).toBe('same');
  });

  it('look at the day the copy was handed over', () => {
    expect(pwnCheck(withRow('actions', 0, { effectiveDate: '2026-10-14' })).timing).toBe('sameDay');
    expect(pwnCheck(withRow('actions', 0, { effectiveDate: '2026-10-13' })).timing).toBe('tooEarly');
    expect(pwnCheck(withRow('actions', 2, { effectiveDate: '2026-10-13' })).timing).toBe('ok');
    const doc = sampleDocument();
    const withoutSheet = { ...doc, pages: { ...doc.pages, consent: [] } };
    expect(pwnCheck(withoutSheet).timing).toBe('noCopy');
    expect(pwnCheck({ ...withoutSheet, parentCopy: { position: 3, handedAt: '2026-10-14T15:29' } } as unknown as IepDocument).timing).toBe('ok');
  });
});
