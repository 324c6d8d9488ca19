import { describe, expect, it } from 'vitest';
import { ROW_ID, isRow, valueAt, type Row } from '../../../shared/iep/address.ts';
import { CONDITIONS, holds } from '../../../shared/iep/conditions.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { emptyRow, emptyValue, everyField, fieldAt, isAnswered, type PlacedField } from '../../../shared/iep/fields.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { pageIdOf, pageKeyAt, pageKeysOf, pageRoot } from '../../../shared/iep/page-keys.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { sampleDocument } from './sample.ts';

/** Addresses of everything that is not an object or a list of rows. */
function leaves(value: Json, at: string): readonly string[] {
  if (Array.isArray(value)) {
    const rows = (value as readonly Json[]).filter(isRow);
    return rows.length > 0 ? rows.flatMap((row) => leaves(row, `${at}/@${row[ROW_ID]}`)) : [at];
  }
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value as JsonObject).filter(([key]) => key !== ROW_ID).flatMap(([key, member]) => leaves(member, at === '' ? key : `${at}/${key}`));
}

/** Places of the pages that belong to the keeping of a page or to a computed result, not to the form. */
const NOT_ON_THE_FORM = [/\/pageState$/, /^pages\/structuredNotes\/pwnCheck\//, /^pages\/(transitionPlan|amendment)$/];

function withInfo(document: IepDocument, change: JsonObject): IepDocument {
  return { ...document, pages: { ...document.pages, infoEligibility: { ...(document.pages.infoEligibility as JsonObject), ...change } } } as IepDocument;
}

function withPage(document: IepDocument, id: string, change: JsonObject): IepDocument {
  const pages = document.pages as JsonObject;
  return { ...document, pages: { ...pages, [id]: { ...(pages[id] as JsonObject), ...change } } } as IepDocument;
}

function placed(document: IepDocument, at: string): PlacedField {
  const key = pageKeyAt(at) ?? '';
  const found = everyField(document, key).find((field) => field.at === at);
  if (found === undefined) throw new Error(`${at} is not on the page.`);
  return found;
}

describe('addresses and definitions', () => {
  it('meet for every value on the pages of the sample', () => {
    const document = sampleDocument();
    const all = [...leaves(document.pages as Json, 'pages'), ...['notice', 'contactLog', 'excusals'].flatMap((list) => leaves(valueAt(document, `meeting/${list}`) ?? null, `meeting/${list}`))];
    const missing = all.filter((at) => fieldAt(at) === undefined && !NOT_ON_THE_FORM.some((form) => form.test(at)));
    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(600);
  });

  it('give the path from the page down to the field', () => {
    const found = fieldAt('pages/goals/items/@r9/objectives/@r10/text');
    expect(found).toMatchObject({ page: 'goals', def: { id: 'text' } });
    expect(found?.path.map((def) => def.id)).toEqual(['items', 'objectives', 'text']);
    expect(fieldAt('pages/attendance/@r1/participants/@r2/sig/outcome')?.path.map((def) => def.id)).toEqual(['participants', 'sig', 'outcome']);
    expect(fieldAt('pages/goals/items/@r9')?.def.id).toBe('items');
  });

  it('do not meet off the form', () => {
    const off = ['documentStatus', 'pages/goals', 'pages/goals/pageState', 'pages/goals/nothing', 'pages/presentLevels/strengths/@r1', 'meeting/sessions/@r3/place', 'pages/goalsX/items'];
    expect(off.filter((at) => fieldAt(at) !== undefined)).toEqual([]);
  });
});

describe('page keys', () => {
  it('of the sample are its pages in the order of the parent copy, papers around the meeting last', () => {
    const keys = pageKeysOf(sampleDocument());
    expect(keys.map(pageIdOf)).toEqual([
      'infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram',
      'structuredNotes', 'attendance', 'consent', 'meetingNotice', 'excusal', 'contactLog', 'contactLog', 'contactLog',
    ]);
    expect(keys.find((key) => key.startsWith('attendance'))).toMatch(/^attendance\/@r\d+$/);
  });

  it('lead to the page and back', () => {
    const document = sampleDocument();
    const keys = pageKeysOf(document);
    expect(keys.filter((key) => (valueAt(document, pageRoot(key)) ?? null) === null)).toEqual([]);
    expect(keys.map((key) => pageKeyAt(`${pageRoot(key)}/anything`))).toEqual(keys);
    expect(pageKeyAt('pages/attendance')).toBeUndefined();
    expect(pageKeyAt('meeting/sessions/@r1/date')).toBeUndefined();
  });

  it('that name no sheet throw a sentence', () => {
    expect(() => pageRoot('attendance')).toThrow('does not name one sheet');
    expect(() => pageRoot('goals/@r1')).toThrow('does not name one sheet');
    expect(() => pageIdOf('nowhere')).toThrow('not the key of a page');
  });

  it('include the transition plan in the year a student turns 16, and from the start of high school', () => {
    const has = (change: JsonObject) => pageKeysOf(withInfo(sampleDocument(), change)).includes('transitionPlan');
    expect(has({})).toBe(false);
    expect(has({ birthDate: '2011-10-13' })).toBe(true);
    expect(has({ birthDate: '2011-10-14', grade: '08' })).toBe(false);
    expect(has({ grade: '09' })).toBe(true);
  });

  it('include a page with content that the law does not call for, and leave out one that is only begun', () => {
    const has = (page: JsonObject) => pageKeysOf(withPage(sampleDocument(), 'transitionPlan', page)).includes('transitionPlan');
    expect(has({ psgTraining: 'Upon completion of school I will learn to weld.' })).toBe(true);
    expect(has({ pageState: 'empty', psgTraining: '  ', assessmentList: [], lowIncidence: false })).toBe(false);
  });

  it('include free notes instead of structured ones once they are begun', () => {
    const document = sampleDocument();
    const free = { ...document, pages: { ...document.pages, structuredNotes: null, meetingNotes: {} } } as IepDocument;
    const ids = pageKeysOf(free).map(pageIdOf);
    expect(ids).toContain('meetingNotes');
    expect(ids).not.toContain('structuredNotes');
  });
});

describe('the fields of a page', () => {
  it('are lists, then the cells of their rows, and the members of groups', () => {
    const document = sampleDocument();
    const goals = everyField(document, 'goals');
    expect(goals.filter((field) => field.def.id === 'items')).toHaveLength(1);
    expect(goals.filter((field) => field.def.id === 'annualGoal')).toHaveLength(4);
    expect(goals.filter((field) => field.def.id === 'byDate')).toHaveLength(8);
    expect(everyField(document, 'presentLevels').map((field) => field.at)).toContain('pages/presentLevels/hearingScreen/date');
    expect(pageKeysOf(document).reduce((sum, key) => sum + everyField(document, key).length, 0)).toBeGreaterThan(500);
  });

  it('of the sample are filled in wherever they are required', () => {
    const document = sampleDocument();
    const blank = pageKeysOf(document)
      .flatMap((key) => everyField(document, key))
      .filter((field) => field.required && !isAnswered(field.def, field.value));
    expect(blank.map((field) => field.at)).toEqual([]);
  });

  it('are required and shown by the answers around them', () => {
    const document = sampleDocument();
    const accommodations = 'pages/fapeServices/accommodations';
    expect(placed(document, accommodations)).toMatchObject({ required: true, shown: true });
    expect(placed(withPage(document, 'fapeServices', { accommodationsNeeded: 'N' }), accommodations)).toMatchObject({ required: false, shown: false });
    expect(placed(document, 'pages/infoEligibility/referralDate')).toMatchObject({ required: false, shown: false });
    expect(placed(withInfo(document, { purposes: ['initial'] }), 'pages/infoEligibility/referralDate')).toMatchObject({ required: true, shown: true });
    expect(placed(document, 'pages/specialFactors/elNeeds').shown).toBe(false);
    expect(placed(withInfo(document, { elStatus: 'EL' }), 'pages/specialFactors/elNeeds')).toMatchObject({ required: true, shown: true });
    expect(placed(document, 'pages/structuredNotes/participationConcern/concern').shown).toBe(false);
    const [, second] = valueAt(document, 'pages/fapeServices/services') as readonly Row[];
    expect(placed(document, `pages/fapeServices/services/@${second?.[ROW_ID] ?? ''}/mainServiceRef`)).toMatchObject({ required: true, shown: true });
  });

  it('of a row are required once the row exists, even in a list that need not have any', () => {
    const goals = everyField(sampleDocument(), 'goals');
    expect(goals.filter((field) => field.def.id === 'objectives').map((field) => field.required)).toEqual([false, false, false, false]);
    expect(goals.filter((field) => field.def.id === 'byDate').every((field) => field.required)).toBe(true);
  });

  it('of a transition plan put off in high school are only the reason', () => {
    const ninth = withInfo(sampleDocument(), { grade: '09' });
    const asked = (document: IepDocument) => everyField(document, 'transitionPlan').filter((field) => field.required).map((field) => field.def.id);
    expect(asked(ninth)).toContain('psgTraining');
    expect(asked(withPage(ninth, 'transitionPlan', { transitionDeferralReason: 'The team will begin next year because of the move.' }))).toEqual(['transitionDeferralReason']);
    expect(asked(withInfo(ninth, { birthDate: '2010-10-14' }))).toEqual(expect.arrayContaining(['psgTraining', 't1', 't8']));
  });

  it('start empty, and empty is not an answer, except for a box', () => {
    const defs = PAGES.flatMap((page) => page.sections.flatMap((section) => section.fields));
    const answered = defs.filter((def) => def.type.kind !== 'bool' && def.type.kind !== 'derived' && isAnswered(def, emptyValue(def)));
    expect(answered.map((def) => def.id)).toEqual([]);
    expect(defs.length).toBeGreaterThan(200);
  });

  it('of a new row carry its id, also as the reference other pages use', () => {
    const services = fieldAt('pages/fapeServices/services')?.def;
    if (services === undefined) throw new Error('There is no list of services.');
    expect(emptyRow(services, 'r77')).toMatchObject({ [ROW_ID]: 'r77', id: 'r77', code: '', minutes: null, delivery: [], dnr: false });
    const strengths = fieldAt('pages/presentLevels/strengths')?.def;
    expect(() => emptyRow(strengths ?? services, 'r78')).toThrow('has no rows');
  });
});

describe('conditions', () => {
  it('answer for every page of an empty document without failing', () => {
    const empty = { pages: {}, meeting: {}, continuationOf: null } as unknown as IepDocument;
    const answers = Object.keys(CONDITIONS).map((id) => holds(id, empty, 'pages/goals'));
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.every((answer) => typeof answer === 'boolean')).toBe(true);
  });

  it('know when a deadline was missed', () => {
    const missed = (change: JsonObject) => holds('deadlineMissed', withInfo(sampleDocument(), change), 'pages/infoEligibility');
    expect(missed({ priorAnnualDate: '2025-10-14' })).toBe(false);
    expect(missed({ priorAnnualDate: '2025-10-13' })).toBe(true);
    expect(missed({ meetingType: '40', priorEvalDate: '2023-10-13' })).toBe(true);
    expect(missed({ meetingType: '10', evalConsentDate: '2026-08-15' })).toBe(false);
    expect(missed({ meetingType: '10', evalConsentDate: '2026-08-14' })).toBe(true);
  });

  it('that do not exist throw instead of hiding a field', () => {
    expect(() => holds('toString', sampleDocument(), 'pages/goals')).toThrow('no condition called');
  });
});
