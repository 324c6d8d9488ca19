import { describe, expect, it } from 'vitest';
import { CODE_TABLES, codeEntry, codeLabel, codeTable } from '../../../shared/iep/codes.ts';
import { CONDITIONS } from '../../../shared/iep/conditions.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import { fieldsOf, innerFields } from '../../../shared/iep/fields.ts';
import { label } from '../../../shared/iep/labels.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { RECORD_FACTS } from '../../../shared/iep/record-facts.ts';

function deep(fields: readonly FieldDef[]): readonly FieldDef[] {
  return fields.flatMap((def) => [def, ...(def.type.kind === 'signature' ? [] : deep(innerFields(def)))]);
}

function repeatedIn(ids: readonly string[]): readonly string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

const EVERY = PAGES.flatMap((page) => deep(fieldsOf(page)).map((def) => ({ page: page.id, def })));

describe('the form', () => {
  it('never uses a field id twice in one place, nor a section id twice on a page', () => {
    const repeated = PAGES.flatMap((page) => [
      ...repeatedIn(fieldsOf(page).map((def) => def.id)),
      ...repeatedIn(page.sections.map((section) => section.id)),
      ...deep(fieldsOf(page)).flatMap((def) => repeatedIn(innerFields(def).map((inner) => inner.id))),
    ]);
    expect(repeated).toEqual([]);
  });

  it('names only conditions that exist, and none exists that nothing names', () => {
    const named = new Set([...PAGES.map((page) => page.appears), ...[...EVERY, ...RECORD_FACTS.map((def) => ({ def }))].flatMap(({ def }) => [def.when, def.hideUnless, ...(def.type.kind === 'choice' ? def.type.choices.map(({ offeredWhen }) => offeredWhen) : [])])].filter((id) => id !== undefined));
    expect([...named].filter((id) => !Object.hasOwn(CONDITIONS, id))).toEqual([]);
    expect(Object.keys(CONDITIONS).filter((id) => !named.has(id))).toEqual([]);
    expect(named.size).toBeGreaterThan(40);
  });

  it('gives every conditional field its condition, and every field an English label', () => {
    expect(EVERY.filter(({ def }) => def.req === 'C' && def.when === undefined).map(({ page, def }) => `${page}.${def.id}`)).toEqual([]);
    expect(EVERY.filter(({ def }) => def.label.en === '').map(({ page, def }) => `${page}.${def.id}`)).toEqual([]);
  });

  it('marks the state-reported fields', () => {
    const reported = EVERY.filter(({ def }) => def.reported).map(({ page, def }) => `${page}.${def.id}`);
    for (const one of ['infoEligibility.ssid', 'infoEligibility.disability1', 'fapeServices.code', 'fapeServices.minutes', 'fapeSetting.percentRegular', 'consent.parentFacilitated', 'transitionPlan.t8']) expect(reported).toContain(one);
    expect(reported).not.toContain('presentLevels.strengths');
    expect(reported.length).toBeGreaterThan(50);
  });

  it('never lets parent concerns, the parent’s answer or a signature be prepared ahead', () => {
    const early = EVERY.filter(({ def }) => def.type.kind === 'signature' || def.id === 'parentConcerns' || def.id === 'consentChoice').filter(({ def }) => def.pre === 'D' || def.pre === 'rec');
    expect(early.map(({ def }) => def.id)).toEqual([]);
  });

  it('labels both languages, and falls back to English where Spanish is missing', () => {
    expect(label({ en: 'Goals', es: 'Metas' }, 'both')).toBe('Goals\u00a0/ Metas');
    expect(label({ en: 'ELPAC', es: 'ELPAC' }, 'both')).toBe('ELPAC');
    expect(label({ en: 'Residency', es: '' }, 'es')).toBe('Residency');
    expect(PAGES.filter((page) => page.title.es === '')).toEqual([]);
  });
});

describe('the code lists', () => {
  it('exist for every coded field and have entries with a code and an English label, no code twice', () => {
    const used = new Set(EVERY.flatMap(({ def }) => (def.type.kind === 'code' || def.type.kind === 'codes' ? [def.type.table] : [])));
    expect(used.size).toBeGreaterThanOrEqual(20);
    expect([...used].filter((id) => !CODE_TABLES.includes(id))).toEqual([]);
    expect(CODE_TABLES.filter((id) => codeTable(id).length < 2)).toEqual([]);
    expect(CODE_TABLES.flatMap((id) => repeatedIn(codeTable(id).map((entry) => `${id} ${entry.code}`)))).toEqual([]);
    expect(CODE_TABLES.filter((id) => codeTable(id).some((entry) => entry.code === '' || entry.label.en === ''))).toEqual([]);
    expect(CODE_TABLES.reduce((sum, id) => sum + codeTable(id).length, 0)).toBeGreaterThan(250);
  });

  it('know ages, low incidence, meeting types and retired codes', () => {
    expect(codeEntry('disability', '281')).toMatchObject({ label: { en: 'Established medical disability' }, ages: { fromMonths: 33, beforeMonths: 72 } });
    expect(codeEntry('disability', '330')).toMatchObject({ label: { en: 'Traumatic brain injury' }, lowIncidence: false });
    expect(codeTable('disability').filter((entry) => entry.lowIncidence === true).map((entry) => entry.short)).toEqual(['HH', 'DEAF', 'VI', 'OI', 'DB']);
    expect(codeEntry('delay', '40')?.meetingTypes).toEqual(['10']);
    expect(codeTable('exit').filter((entry) => !entry.active).map((entry) => entry.code)).toEqual(['71', '74']);
  });

  it('show an unknown code as it stands', () => {
    expect(codeLabel('service', '330')).toBe('Specialized academic instruction');
    expect(codeLabel('service', '330', 'es')).toBe('Instrucción académica especializada');
    expect(codeLabel('service', '999')).toBe('999');
  });
});
