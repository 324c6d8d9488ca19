import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/iep/canonical.ts';
import { withoutRowIds } from '../../../shared/iep/ids.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { MAX_VALUES, readDocument, type ReadResult } from '../../../shared/iep/schema.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { sampleDocument, sampleFile } from './sample.ts';

/** The sample with the value at a slash path of keys and list positions replaced. */
function altered(path: string, value: unknown): unknown {
  const file = sampleFile();
  const parts = path.split('/');
  let holder = file as unknown as Record<string, unknown>;
  for (const part of parts.slice(0, -1)) holder = holder[part] as Record<string, unknown>;
  holder[parts.at(-1) as string] = value;
  return file;
}

function read(input: unknown): Extract<ReadResult, { ok: true }> {
  const result = readDocument(input);
  if (!result.ok) throw new Error(`${result.at}: ${result.problem}`);
  return result;
}

function refusal(input: unknown): Extract<ReadResult, { ok: false }> {
  const result = readDocument(input);
  if (result.ok) throw new Error('The input was accepted.');
  return result;
}

describe('reading an IEP file', () => {
  it('gives back the very same exchange form, byte for byte in canonical form', () => {
    const file = canonicalJson(sampleFile());
    expect(file.length).toBeGreaterThan(30_000);
    expect(canonicalJson(withoutRowIds(sampleDocument()))).toBe(file);
  });

  it('leaves the input as it was', () => {
    const file = sampleFile();
    readDocument(file);
    expect(canonicalJson(file)).toBe(canonicalJson(sampleFile()));
  });

  it('lists only the remark of the example as unknown', () => {
    expect(read(sampleFile()).unknown).toEqual(['_about']);
  });

  it('keeps what the form does not know, and lists it', () => {
    const file = altered('pages/goals/items/1/localColor', { shade: [1, 2] });
    const { document, unknown } = read(file);
    const listed = unknown.find((at) => at.endsWith('/localColor')) ?? '';
    expect(listed).toMatch(/^pages\/goals\/items\/@r\d+\/localColor$/);
    expect(canonicalJson(withoutRowIds(document))).toBe(canonicalJson(file as JsonObject));
  });

  it('lists a choice that is not on its list, and an unknown page, without refusing them', () => {
    expect(read(altered('pages/fapeSetting/physicalEducation', 'swimming')).unknown).toContain('pages/fapeSetting/physicalEducation');
    expect(read(altered('pages/localPage', { text: 'ours' })).unknown).toContain('pages/localPage');
  });

  it('reads a code written with its label, yes and no, old disability codes and grades in words', () => {
    const info = (field: string, written: unknown) => valueAt(read(altered(`pages/infoEligibility/${field}`, written)).document, `pages/infoEligibility/${field}`);
    expect(info('disability1', '290 Specific learning disability')).toBe('290');
    expect(info('disability1', '090')).toBe('290');
    expect(info('disability2', '081')).toBe('281');
    expect(info('planReview', 'Yes')).toBe('Y');
    expect(info('hispanic', 'no')).toBe('N');
    expect(info('grade', 'Eighth grade')).toBe('08');
    expect(info('grade', '0')).toBe('KN');
    expect(info('races', ['700 White'])).toEqual(['700']);
    expect(valueAt(read(altered('pages/fapeServices/services/0/code', '330 Specialized academic instruction')).document, 'pages/fapeServices/services')).toMatchObject([{ code: '330' }, {}, {}, {}]);
  });

  it('reads nothing into a code it does not know', () => {
    expect(valueAt(read(altered('pages/infoEligibility/disability1', '777 Unheard of')).document, 'pages/infoEligibility/disability1')).toBe('777 Unheard of');
    expect(valueAt(read(altered('pages/infoEligibility/planType', '10')).document, 'pages/infoEligibility/planType')).toBe('10');
  });
});

describe('a file that is no IEP of this form', () => {
  it.each([
    ['null', null], ['a list', []], ['text', 'hello'], ['a number', 4], ['nothing', undefined], ['a date object', new Date(0)], ['an empty object', {}],
    ['a file of another program', { version: 3, students: [] }],
  ])('is refused when it is %s', (_, input) => {
    expect(refusal(input)).toMatchObject({ code: 'importNotIep' });
  });

  it('of a newer form is refused by that name', () => {
    expect(refusal(altered('schemaVersion', 2))).toMatchObject({ code: 'importNewer', at: 'schemaVersion' });
  });

  it.each([
    ['schemaVersion', '1', 'schemaVersion'],
    ['documentId', '', 'documentId'],
    ['documentStatus', 'finished', 'documentStatus'],
    ['staff', 'st1', 'staff'],
    ['meeting/sessions/0/date', '14.10.2026', 'meeting/sessions[0]/date'],
    ['pages', null, 'pages'],
    ['pages', [], 'pages'],
    ['pages/goals', [], 'pages/goals'],
    ['pages/goals/items', {}, 'pages/goals/items'],
    ['pages/goals/items/2/annualGoal', 17, 'pages/goals/items[2]/annualGoal'],
    ['pages/goals/items/0/objectives/1/byDate', '2027-02-30', 'pages/goals/items[0]/objectives[1]/byDate'],
    ['pages/fapeServices/services/0/minutes', 'many', 'pages/fapeServices/services[0]/minutes'],
    ['pages/fapeServices/services/1/dnr', 'Y', 'pages/fapeServices/services[1]/dnr'],
    ['pages/presentLevels/hearingScreen', 'passed', 'pages/presentLevels/hearingScreen'],
    ['pages/presentLevels/pageState', 'finished', 'pages/presentLevels/pageState'],
    ['pages/attendance', {}, 'pages/attendance'],
    ['pages/infoEligibility/purposes', 'annual', 'pages/infoEligibility/purposes'],
    ['work', { prepared: 'all' }, 'work/prepared'],
  ])('is refused at the place that is wrong: %s = %j', (path, value, at) => {
    const refused = refusal(altered(path, value));
    expect(refused).toMatchObject({ code: 'importNotIep', at });
    expect(refused.problem).toMatch(/^[A-Z a-z].{8,}\.$/);
  });

  it('names the page and field in the words of the form', () => {
    expect(refusal(altered('pages/goals/items/2/annualGoal', 17)).problem).toBe('Goals, Measurable annual goal: must be text.');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('is refused when it uses the name %s', (name) => {
    const file = JSON.parse(JSON.stringify(sampleFile()).replace('"strengths":', `"${name}":{"polluted":true},"strengths":`)) as unknown;
    expect(refusal(file)).toMatchObject({ at: `pages/presentLevels/${name}` });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('is refused when it is larger or deeper than any IEP, and when it holds what JSON cannot', () => {
    expect(refusal(altered('padding', Array.from({ length: MAX_VALUES + 1 }, () => 0)))).toMatchObject({ problem: 'The file holds more than an IEP can hold.' });
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    expect(refusal(altered('padding', deep))).toMatchObject({ problem: 'The file is nested deeper than any IEP.' });
    expect(refusal(altered('padding', Number.NaN))).toMatchObject({ at: 'padding' });
    expect(refusal(altered('padding', () => 1))).toMatchObject({ at: 'padding' });
  });

  it('does not include a very long IEP: one with 400 goals of a thousand words is read whole', () => {
    const goals = (sampleFile() as { pages: { goals: { items: readonly JsonObject[] } } }).pages.goals.items;
    const many = Array.from({ length: 400 }, (_, i) => ({ ...goals[i % goals.length], goalNumber: i + 1, baseline: 'word '.repeat(1000) }));
    const file = altered('pages/goals/items', many) as JsonObject;
    expect(canonicalJson(withoutRowIds(read(file).document))).toBe(canonicalJson(file));
  });
});
