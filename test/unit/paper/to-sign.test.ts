/** What the law makes a form say is on its paper whoever fills it in, and a paper that is signed has a line for the pen before anybody has signed. */
import { describe, expect, test } from 'vitest';
import { withEveryForm } from '../../../build/run/samples/papers.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageIdOf, pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { fieldsOf, innerFields } from '../../../shared/iep/fields.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, sampleDocument } from './sample.ts';

const document = withEveryForm(sampleDocument());

function printed(page: string, language: 'en' | 'es' | 'both', doc: IepDocument = document): string {
  const only = pageKeysOf(doc).filter((key) => pageIdOf(key) === page);
  return paperOf(factsOf(doc, { kind: 'draft', language, only })).texts.map(({ text }) => text).join('\n');
}

/** The meeting's first row of a list with other members. */
function withRow(list: 'notice' | 'excusals', members: JsonObject): IepDocument {
  const rows = document.meeting[list] as readonly JsonObject[];
  return { ...document, meeting: { ...document.meeting, [list]: rows.map((row) => ({ ...row, ...members })) } } as unknown as IepDocument;
}

const lines = (text: string, caption: string): number => text.split('\n').filter((line) => line === caption).length;

describe('what a form says by itself', () => {
  const saying = PAGES.flatMap((page) => fieldsOf(page).filter(({ says }) => says !== undefined).map((def) => [page.id, def] as const));

  test('is four sentences so far, each computed, so that nobody types over them', () => {
    expect(saying.map(([page, { id }]) => `${page}/${id}`)).toEqual(['meetingNotice/rightToBring', 'meetingNotice/rightsNote', 'meetingNotice/recordingNote', 'assessmentPlan/noIepWithoutConsent']);
    expect(saying.filter(([, { type }]) => type.kind !== 'derived')).toEqual([]);
  });

  test.each(saying)('%s: in each language, and in two each in its own paragraph', (page, def) => {
    const [en, es] = [def.says?.en ?? '', def.says?.es ?? ''];
    expect(printed(page, 'en')).toContain(en);
    expect(printed(page, 'es')).toContain(es);
    expect(printed(page, 'es')).not.toContain(en);
    expect(printed(page, 'both').split('\n')).toEqual(expect.arrayContaining([en, es]));
  });

  test('gives way to what an imported record says there', () => {
    const own = printed('meetingNotice', 'en', withRow('notice', { rightToBring: 'Bring whom you like.' }));
    expect(own).toContain('Bring whom you like.');
    expect(own).not.toContain('special expertise');
  });
});

describe('a line to sign', () => {
  test('is on an assessment plan before the parent has decided', () => {
    expect(lines(printed('assessmentPlan', 'en'), 'Printed name')).toBe(1);
  });

  test('is under the parent’s reply to a notice', () => {
    expect(lines(printed('meetingNotice', 'es'), 'Nombre en letra de molde')).toBe((document.meeting['notice'] as readonly unknown[]).length);
  });

  test('is on an excusal for the parent and for the district, empty or with the day they signed', () => {
    expect(lines(printed('excusal', 'en', withRow('excusals', { parentSig: '', leaSig: '' })), 'Printed name')).toBe(2);
    const signed = printed('excusal', 'en', withRow('excusals', { parentSig: '2026-10-08', leaSig: '' }));
    expect(lines(signed, 'Printed name')).toBe(2);
    expect(lines(signed, 'Signed')).toBe(1);
    expect(signed).toContain('Oct 8, 2026');
  });

  test('every day in ink is a day', () => {
    const all = (fields: readonly FieldDef[]): readonly FieldDef[] => fields.flatMap((def) => [def, ...all(innerFields(def))]);
    const inked = PAGES.flatMap((page) => all(fieldsOf(page))).filter(({ inInk }) => inInk === true);
    expect(inked.map(({ id }) => id)).toEqual(['parentSig', 'leaSig']);
    expect(inked.filter(({ type }) => type.kind !== 'date')).toEqual([]);
  });
});

describe('words of the frame in two languages', () => {
  test('the language of a notice is said in words', () => {
    expect(printed('meetingNotice', 'es')).toContain('\nInglés\n');
    expect(printed('meetingNotice', 'es')).not.toMatch(/^en$/mu);
    expect(printed('meetingNotice', 'en', withRow('notice', { language: 'Vietnamese' }))).toContain('\nVietnamese\n');
  });

  test('a numbered note has its number once', () => {
    expect(printed('structuredNotes', 'both')).toMatch(/^2\. Who took part\u00a0\/ Quién participó$/mu);
    expect(printed('structuredNotes', 'es')).toMatch(/^2\. Quién participó$/mu);
  });
});
