import { describe, expect, it } from 'vitest';
import { isCovered, offerChanges, type OfferChange } from '../../../shared/check/offer-changes.ts';
import { pwnCheck } from '../../../shared/check/pwn.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { translatableOn, type TranslatablePlace } from '../../../shared/iep/translations.ts';
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
    [1, 'a request of the parent in a line of the notes, said with a space before', withNotes({ topics: [{ $row: 't1', kind: 'request', speakerRole: ' Parent', text: 'Every day, please.', answer: 'refused', why: 'The team sees no need.' }] }), 'pages/structuredNotes/topics/@t1/actionRef'],
    [2, 'a reason of seven words and four numbers', withRow('actions', 3, { why: 'He gained 18 of 20 words in 4 of 5 weeks.' }), place('actions', 3, 'why')],
    [2, 'the same reason with a space before', withRow('actions', 1, { why: `  ${String(rows('actions')[0]?.['why'])}` }), place('actions', 1, 'why')],
    [3, 'no basis at all', withNotes({ basis: [] }), 'pages/structuredNotes/basis'],
    [3, 'one basis of two that is not listed', withRow('actions', 1, { basisRefs: ['b2', 'b9'] }), place('actions', 1, 'basisRefs')],
    [3, 'a basis without a title', withRow('basis', 1, { title: ' ' }), place('basis', 1, 'title')],
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
    ['a request of a teacher refused without an action', withNotes({ topics: [{ $row: 't1', kind: 'request', speakerRole: 'Teacher', text: 'Every day, please.', answer: 'refused' }] })],
    ['a request of the parent agreed to', withNotes({ topics: [{ $row: 't1', kind: 'request', speakerRole: 'Parent', text: 'Every day, please.', answer: 'agreed' }] })],
    ['words of the parent that ask for nothing', withNotes({ topics: [{ $row: 't1', kind: 'disagreement', speakerRole: 'Parent', text: 'Every day would be better.', answer: 'refused' }] })],
    ['a basis named by its row', withNotes({ basis: rows('basis').map((row, n) => (n === 0 ? { ...row, id: '' } : row)), actions: rows('actions').map((row) => ({ ...row, basisRefs: [rows('basis')[0]?.['$row'] as Json] })) })],
    ['a chosen service beside the chosen placement', withRow('options', 4, { selected: true })],
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
    // One sentence of many is no translation of the notice, and neither is one of earlier words.
    const notice = translatableOn(spoken('Spanish'), 'structuredNotes');
    const typed = (places: readonly TranslatablePlace[], language = 'Spanish') => ({ ...spoken('Spanish'), translations: places.map(({ at, text }, n) => ({ $row: `t${n}`, at, language, of: text, text: 'Dicho en español.', translator: 'M. Quiroga', date: '2026-10-20' })) }) as unknown as IepDocument;
    expect(notice.length).toBeGreaterThan(10);
    expect(pwnCheck(typed(notice)).language).toBe('translated');
    expect(pwnCheck(typed(notice, 'Hmong')).language).toBe('open');
    expect(pwnCheck(typed(notice.slice(1))).language).toBe('open');
    expect(pwnCheck(typed(notice.map((place, n) => (n === 0 ? { ...place, text: 'Earlier words.' } : place)))).language).toBe('open');
    expect(pwnCheck(spoken('Spanish', { header: { ...header, interpreter: ' ' } })).language).toBe('open');
    for (const translations of [null, {}]) expect(pwnCheck({ ...spoken('Spanish'), translations } as IepDocument).language).toBe('open');
    for (const same of ['', ' ', ' ENGLISH ']) expect(pwnCheck(spoken(same)).language).toBe('same');
    const one = (educationRights: string): IepDocument => {
      const doc = sampleDocument();
      const parents = (valueAt(doc, 'pages/infoEligibility/parents') as readonly JsonObject[]).map((parent, n) => (n === 1 ? { ...parent, homeLanguage: 'Spanish', educationRights } : parent));
      return { ...doc, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), parents } } };
    };
    expect(['Y', 'N'].map((rights) => pwnCheck(one(rights)).language)).toEqual(['open', 'same']);
  });

  it('look at the day the copy was handed over', () => {
    expect(pwnCheck(withRow('actions', 0, { effectiveDate: '2026-10-14' })).timing).toBe('sameDay');
    expect(pwnCheck(withRow('actions', 0, { effectiveDate: '2026-10-13' })).timing).toBe('tooEarly');
    expect(pwnCheck(withRow('actions', 2, { effectiveDate: '2026-10-13' })).timing).toBe('ok');
    expect(pwnCheck(withRow('actions', 0, { effectiveDate: '' })).timing).toBe('ok');
    expect(pwnCheck(withRow('actions', 3, { effectiveDate: '2026-10-13' })).early).toEqual([place('actions', 3, 'effectiveDate')]);
    expect(pwnCheck(withRow('actions', 0, { effectiveDate: '2026-10-14' })).early).toEqual([]);
    const doc = sampleDocument();
    const withoutSheet = { ...doc, pages: { ...doc.pages, consent: [] } };
    expect(pwnCheck(withoutSheet).timing).toBe('noCopy');
    expect(pwnCheck({ ...withoutSheet, parentCopy: { position: 3, handedAt: '2026-10-14T15:29' } } as unknown as IepDocument).timing).toBe('ok');
  });
});

describe('the first element, with the IEP before at hand,', () => {
  const OFFER = 'pages/fapeServices';

  /** The example's offer with its lines changed; the example itself is the IEP before. */
  function offering(change: (lines: readonly JsonObject[]) => readonly JsonObject[], setting: JsonObject = {}, doc: IepDocument = sampleDocument()): IepDocument {
    const lines = valueAt(doc, `${OFFER}/services`) as readonly JsonObject[];
    return { ...doc, pages: { ...doc.pages, fapeServices: { ...(doc.pages.fapeServices as JsonObject), services: change(lines) }, fapeSetting: { ...(doc.pages.fapeSetting as JsonObject), ...setting } } };
  }
  const line = (code: string, change: JsonObject = {}): JsonObject => ({ $row: `n${code}`, code, minutes: 30, frequency: '20', location: '520', delivery: ['ind'], ...change });
  const changing = (code: string, change: JsonObject) => (lines: readonly JsonObject[]) => lines.map((row) => (row['code'] === code ? { ...row, ...change } : row));
  const against = (doc: IepDocument): readonly string[] => pwnCheck(doc, sampleDocument()).uncovered.map((one) => one.words.en);

  it('asks for nothing when the offer is last year’s, whatever its dates', () => {
    expect(pwnCheck(offering((lines) => lines.map((row) => ({ ...row, startDate: '2027-10-14', endDate: '2028-10-13' }))), sampleDocument())).toMatchObject({ compared: true, uncovered: [], complete: true });
  });

  it('says that it could not compare when that IEP is not at hand', () => {
    expect(pwnCheck(offering((lines) => [...lines, line('460')]))).toMatchObject({ compared: false, uncovered: [], complete: true });
  });

  const uncovered: readonly (readonly [string, IepDocument, string, string])[] = [
    ['a new service', offering((lines) => [...lines, line('460')]), 'Physical therapy is new', `${OFFER}/services/@n460`],
    ['a service that ended', offering((lines) => [...lines.filter((row) => row['code'] !== '450'), line('720')], {}, withRow('actions', 3, { description: 'Keyboarding stays with the teacher.' })), 'Occupational therapy has ended', `${OFFER}/services`],
    ['another setting', offering((lines) => lines, { percentRegular: 60 }, withRow('actions', 4, { kind: 'fape' })), 'The percent of time in the regular class has changed', 'pages/fapeSetting/percentRegular'],
    ['another school', offering((lines) => lines, { school: '6199993' }, withRow('actions', 4, { kind: 'fape' })), 'The school has changed', 'pages/fapeSetting/school'],
    ['other minutes', offering(changing('450', { minutes: 60 }), {}, withRow('actions', 3, { description: 'Keyboarding stays with the teacher.' })), 'Occupational therapy has other minutes, another frequency, location or delivery', ''],
  ];
  it.each(uncovered)('is open while no action speaks of %s', (_what, doc, words, at) => {
    const check = pwnCheck(doc, sampleDocument());
    const change = check.uncovered.find((one) => one.words.en === words);
    expect(change).toBeDefined();
    if (at !== '') expect(change?.at).toBe(at);
    expect(change?.words.es).not.toBe('');
    expect(check.elements[0]).toMatchObject({ n: 1, ok: false, missing: ['pages/structuredNotes/actions'] });
    expect(check.complete).toBe(false);
  });

  it.each([
    ['its name', 'Physical therapy is added because stairs tire him.'],
    ['a word that only it has, in Spanish', 'Se agrega fisioterapia (servicio 460) por las escaleras.'],
    ['its minutes', 'A therapist works with him on stairs for 25 minutes each week.'],
  ])('is there once an action speaks of a new service by %s', (_what, description) => {
    const doc = withNotes({ actions: [...rows('actions').slice(0, 3), ...rows('actions').slice(4), { ...(rows('actions')[3] as JsonObject), $row: 'new', id: 'a9', description: 'Occupational consultation stays monthly.' }, { ...(rows('actions')[3] as JsonObject), $row: 'pt', id: 'a10', description }] });
    expect(against(offering((lines) => [...lines, line('460', { minutes: 25 })], {}, doc))).toEqual([]);
  });

  it('is there for changed speech named by the one word "speech", and for any setting once an action is about placement', () => {
    expect(against(offering(changing('415', { minutes: 45 }), { setting: '410', percentRegular: 70 }))).toEqual([]);
  });

  it('takes minutes for the name of a service only where no other service has as many', () => {
    const doc = withNotes({ actions: rows('actions').map((row, index) => (index === 3 ? { ...row, description: 'Occupational therapy as consultation, 30 minutes.' } : row)) });
    expect(against(offering((lines) => [...lines, line('460')], {}, doc))).toEqual(['Physical therapy is new']);
  });

  it('takes no other service for the changed one: a word many services share names none of them', () => {
    expect(against(offering((lines) => [...lines, line('510', { minutes: 45 })]))).toEqual(['Individual counseling is new']);
  });

  it('names a list of actions once, however much it lacks', () => {
    const check = pwnCheck(offering((lines) => [...lines, line('460')], {}, withNotes({ actions: [] })), sampleDocument());
    expect(check.elements[0]?.missing).toEqual(['pages/structuredNotes/actions']);
    expect(check.elements[2]?.missing).toEqual(['pages/structuredNotes/actions']);
  });

  const changes = (doc: IepDocument, before: IepDocument = sampleDocument()): readonly (readonly [string, string])[] => offerChanges(before, doc).map(({ words, at }) => [words.en, at]);
  const OTHERWISE = 'has other minutes, another frequency, location or delivery';

  it.each<readonly [string, IepDocument, readonly (readonly [string, RegExp])[]]>([
    ['nothing', sampleDocument(), []],
    ['a line nobody has chosen a service for', offering((lines) => [...lines, line('')]), []],
    ['the same ways in another order', offering(changing('415', { delivery: ['ind', 'grp'] })), []],
    ['another frequency', offering(changing('415', { frequency: '30' })), [[`Language and speech ${OTHERWISE}`, /@/u]]],
    ['another location', offering(changing('415', { location: '510' })), [[`Language and speech ${OTHERWISE}`, /@/u]]],
    ['another way of giving it', offering(changing('415', { delivery: ['grp'] })), [[`Language and speech ${OTHERWISE}`, /@/u]]],
    ['minutes taken out', offering(changing('415', { minutes: null })), [[`Language and speech ${OTHERWISE}`, /@/u]]],
    ['an empty code of a nonpublic school', offering((lines) => lines, { npsCode: null }), []],
  ])('finds in the offer: %s', (_what, doc, found) => {
    expect(changes(doc).map(([words]) => words)).toEqual(found.map(([words]) => words));
    for (const [n, [, at]] of found.entries()) expect(changes(doc)[n]?.[1]).toMatch(at);
  });

  it('leads to the line that changed of several, and to one that is left when another is gone', () => {
    const lines = valueAt(sampleDocument(), `${OFFER}/services`) as readonly JsonObject[];
    const [first, second] = lines.map((row) => `${OFFER}/services/@${String(row['$row'])}`);
    expect(changes(offering((all) => all.map((row, n) => (n === 1 ? { ...row, minutes: 45 } : row))))).toEqual([[`Specialized academic instruction ${OTHERWISE}`, second]]);
    expect(changes(offering((all) => all.filter((_row, n) => n !== 1)))).toEqual([[`Specialized academic instruction ${OTHERWISE}`, first]]);
  });

  it('tells the extended school year from the year, and takes no missing minutes for a name', () => {
    const doc = sampleDocument();
    const summer = { ...doc, pages: { ...doc.pages, fapeServices: { ...(doc.pages.fapeServices as JsonObject), esyServices: [line('460', { minutes: null })] } } } as IepDocument;
    expect(offerChanges(doc, summer)).toMatchObject([{ words: { en: 'Physical therapy (extended school year) is new' }, at: `${OFFER}/esyServices/@n460`, minutes: [] }]);
    expect(offerChanges(summer, doc)).toMatchObject([{ words: { en: 'Physical therapy (extended school year) has ended' }, at: `${OFFER}/esyServices` }]);
  });

  it.each<readonly [code: string, description: string, covers: boolean]>([
    ['415', 'More speech, with a partner.', true], ['415', 'Speechwork with a partner.', true], ['415', 'Más habla con un compañero.', true], ['415', 'Reading and writing in a small group.', false], ['415', 'He speaks in a group of two.', false],
    ['450', 'Occupationally he needs less.', true], ['450', 'Terapia ocupacional cada mes.', true], ['450', 'Therapy in a group.', false], ['240', 'Service coordination: monthly.', true], ['240', 'Coordination with the service center.', true],
    ['460', 'Service 460 is new.', true], ['460', '1460 steps, 460 minutes.', false], ['999', 'Everything goes on.', false], ['999', 'The service 999 goes on.', true],
  ])('takes for service %s the action "%s": %s', (code, description, covers) => {
    const change: OfferChange = { kind: 'service', words: { en: '', es: '' }, at: OFFER, code, minutes: [] };
    expect(isCovered(change, [{ $row: 'a', description }])).toBe(covers);
    expect(isCovered(change, [{ $row: 'b', description: 'The school year begins in August.' }, { $row: 'a', description }])).toBe(covers);
  });
});
