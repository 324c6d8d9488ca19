import { describe, expect, it } from 'vitest';
import { EDIT_GUARD } from '../../../shared/check/highlight.ts';
import type { RecordField, StateRecord } from '../../../shared/check/record.ts';
import { RULES } from '../../../shared/check/rules/all.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/affirm.ts';
import { FIXTURES } from './fixtures.ts';
import { AS_OF, BASE, SAI } from './students.ts';

function raised(change: Partial<StateRecord>, asOf = AS_OF): readonly { readonly id: string; readonly message: string; readonly fields: readonly RecordField[] }[] {
  return checkRecord({ ...BASE, ...change }, asOf);
}

describe('each state rule', () => {
  it.each(FIXTURES.map((fixture) => [fixture.id, fixture] as const))('%s speaks once when it is broken, in its final words, and not one step before', (id, { asOf, fires, silent, message }) => {
    expect(raised(fires, asOf).filter((issue) => issue.id === id).map((issue) => issue.message)).toEqual([message]);
    expect(raised(silent, asOf).map((issue) => issue.id)).not.toContain(id);
  });

  it('has both fixtures', () => {
    expect(FIXTURES.map((fixture) => fixture.id)).toEqual(RULES.map((rule) => rule.id));
    expect(RULES).toHaveLength(87);
  });

  it('stands in the list once, in the order of its number', () => {
    const ids = RULES.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids).not.toContain(EDIT_GUARD.id);
  });

  it('names fields that the record has', () => {
    const named = FIXTURES.flatMap(({ fires, asOf }) => raised(fires, asOf).flatMap((issue) => issue.fields));
    expect(named.length).toBeGreaterThan(FIXTURES.length);
    for (const field of named) {
      const [, column] = /^services\[\d+\]\.(\w+)$/.exec(field) ?? [];
      expect(column === undefined ? Object.keys(BASE) : Object.keys(SAI)).toContain(column ?? field);
    }
  });

  it('names its source', () => {
    for (const rule of RULES) expect(rule.source, rule.id).not.toBe('');
  });
});

describe('rules with more than one way to be broken', () => {
  const cases: readonly (readonly [string, string, Partial<StateRecord>, readonly string[]])[] = [
    ['CAS-001', 'a missing ID of a student who is not new', { ssid: '' }, ['ssid']],
    ['CAS-008', 'a repeated race', { races: ['700', '700'] }, ['races']],
    ['CAS-008', 'a sixth race', { races: ['100', '201', '202', '203', '204', '205'] }, ['races']],
    ['CAS-008', 'an unknown race', { races: ['555'] }, ['races']],
    ['CAS-010', 'English only with another home language', { primaryLanguage: '01' }, ['primaryLanguage']],
    ['CAS-012', 'a child too young for grade 12', { grade: '12' }, ['grade']],
    ['CAS-012', 'a preschooler of nine', { grade: 'PS' }, ['grade']],
    ['CAS-021', 'a code of a nonpublic school the student does not attend', { npsCode: '9900011' }, ['school']],
    ['CAS-035', 'a disability of a student found not eligible', { planType: '900', disability1: '290' }, ['planType']],
    ['CAS-040', 'no entry date', { entryDate: '' }, ['entryDate']],
    ['CAS-040', 'an entry before birth', { entryDate: '2016-05-13' }, ['entryDate']],
    ['CAS-047', 'a preschool setting at seven', { setting: '201', birthDate: '2019-02-10' }, ['setting']],
    ['CAS-050', 'a share above 100', { setting: '301', percentRegular: 101 }, ['percentRegular']],
    ['CAS-050', 'half a percent', { percentRegular: 84.5 }, ['percentRegular']],
    ['CAS-050', 'a share in words', { percentRegular: 'most' }, ['percentRegular']],
    ['CAS-065', 'a refused offer', { signature: 'refused' }, ['purposeOther']],
    ['CAS-065', 'no answer at all', { signature: 'absent' }, ['purposeOther']],
    ['CAS-076', 'a reason the table does not have', { delayCode: '60' }, ['delayCode']],
    ['CAS-078', 'a triennial beyond three years', { nextTriennialDate: '2027-02-14' }, ['nextTriennialDate']],
    ['CAS-082', 'minutes that are no whole number', { services: [{ ...SAI, minutes: 22.5 }] }, ['services[0].minutes']],
    ['CAS-089', 'an agency code without an agency', { services: [{ ...SAI, npaId: '9900123' }] }, ['services[0].provider']],
    ['CAS-110', 'a reason without a date', { exitReason: '70' }, ['exitDate']],
    ['CAS-110', 'an exit that has not happened yet', { exitDate: '2026-02-13', exitReason: '70' }, ['exitDate']],
    ['CAS-112', 'a refusal of Part B at four', { exitDate: '2026-02-10', exitReason: '84', birthDate: '2022-02-10' }, ['exitReason']],
  ];

  it.each(cases)('%s: %s', (id, _what, change, first) => {
    expect(raised(change).filter((issue) => issue.id === id).map((issue) => issue.fields[0])).toEqual(first);
  });

  it('raise one issue per field where the reference says so', () => {
    expect(raised({ reportingLea: '', dsea: '' }).map((issue) => `${issue.id} ${issue.fields.join()}`)).toEqual(['CAS-020 reportingLea', 'CAS-020 dsea']);
    expect(raised({ nextAnnualDate: '', nextTriennialDate: '' }).map((issue) => issue.message)).toEqual(['The next annual date is too late.', 'The next triennial date is too late.']);
    expect(raised({ services: [{ ...SAI, provider: '', location: '', frequency: '' }] }).map((issue) => issue.fields.join())).toEqual(['services[0].provider', 'services[0].location', 'services[0].frequency']);
  });

  it('keep silent about an age that cannot be known; only the date itself is asked for', () => {
    expect(raised({ birthDate: '2016-02-30' }).map((issue) => issue.id)).toEqual(['CAS-005']);
  });

  it('ask for the words that affirming without a signature needs', () => {
    expect(RULES.find((rule) => rule.id === 'CAS-065')?.message).toContain(`"${UNSIGNED_OFFER}"`);
    expect(raised({ signature: 'refused', purposeOther: UNSIGNED_OFFER })).toEqual([]);
  });

  it('do not ask for a signature while the parent may still bring it', () => {
    expect(raised({ signature: 'pending' })).toEqual([]);
    expect(raised({ signature: 'pending', signatureDueDate: '2026-02-12' })).toEqual([]);
  });
});
