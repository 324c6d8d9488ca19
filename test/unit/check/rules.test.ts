import { describe, expect, it } from 'vitest';
import { EDIT_GUARD } from '../../../shared/check/highlight.ts';
import type { RecordField, StateRecord } from '../../../shared/check/record.ts';
import { RULES } from '../../../shared/check/rules/all.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/unsigned-offer.ts';
import { addDays, addMonths } from '../../../shared/time/dates.ts';
import { FIXTURES } from './fixtures.ts';
import { AS_OF, BASE, INITIAL, SAI } from './students.ts';

function raised(change: Partial<StateRecord>, asOf = AS_OF): readonly { readonly id: string; readonly message: string; readonly fields: readonly RecordField[] }[] {
  return checkRecord({ ...BASE, ...change }, asOf);
}

/** Numbers of the rules that casemis.md sections 5 to 9 call errors: a rule that slips to a warning lets a wrong report through, one that slips to an error stops a meeting. */
const ERRORS = [
  1, 3, 5, 6, 7, 8, 9, 11, 20, 21, 22, 23, 30, 31, 32, 33, 35, 36, 37, 40, 41, 42, 44, 45, 46, 47, 49, 50, 52, 53, 54,
  60, 61, 62, 66, 67, 69, 70, 71, 72, 76, 77, 78, 80, 81, 82, 84, 86, 89, 90, 91, 92, 100, 103, 110, 111,
];
/** Rules that do not run on an amendment, which is no meeting record: section 7 but for the purpose box, and five marked "IEP only". */
const IEP_ONLY = [55, 60, 61, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 85, 103, 104, 105];

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

  it('stops affirm exactly where the reference says error', () => {
    expect(RULES.filter((rule) => rule.severity === 'error').map((rule) => Number(rule.id.slice(4)))).toEqual(ERRORS);
    expect(EDIT_GUARD.severity).toBe('warning');
  });

  it('looks at an amendment too, unless it is a rule about the meeting', () => {
    expect(RULES.filter((rule) => rule.scope === 'iepOnly').map((rule) => Number(rule.id.slice(4)))).toEqual(IEP_ONLY);
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
    ['CAS-063', 'one purpose, and not the one of an annual review', { purposes: ['transition'] }, ['purposes']],
    ['CAS-076', 'a reason the table does not have', { delayCode: '60' }, ['delayCode']],
    ['CAS-078', 'a triennial beyond three years', { nextTriennialDate: '2027-02-14' }, ['nextTriennialDate']],
    ['CAS-082', 'minutes that are no whole number', { services: [{ ...SAI, minutes: 22.5 }] }, ['services[0].minutes']],
    ['CAS-084', 'a start that is no date', { services: [{ ...SAI, startDate: '2026-02-30' }] }, ['services[0].startDate']],
    ['CAS-084', 'no end', { services: [{ ...SAI, endDate: '' }] }, ['services[0].startDate']],
    ['CAS-089', 'an agency code without an agency', { services: [{ ...SAI, npaId: '9900123' }] }, ['services[0].provider']],
    ['CAS-110', 'a reason without a date', { exitReason: '70' }, ['exitDate']],
    ['CAS-110', 'an exit before special education began', { exitDate: '2000-02-10', exitReason: '76' }, ['exitDate']],
    ['CAS-110', 'a reason the table does not have', { exitDate: '2026-02-10', exitReason: '99' }, ['exitDate']],
    ['CAS-110', 'an exit that has not happened yet', { exitDate: '2026-02-13', exitReason: '70' }, ['exitDate']],
    ['CAS-112', 'a refusal of Part B at four', { exitDate: '2026-02-10', exitReason: '84', birthDate: '2022-02-10' }, ['exitReason']],
  ];

  it.each(cases)('%s: %s', (id, _what, change, first) => {
    expect(raised(change).filter((issue) => issue.id === id).map((issue) => issue.fields[0])).toEqual(first);
  });

  it('say of an exit what is wrong with it, not only that both are asked for', () => {
    const detail = (change: Partial<StateRecord>) => checkRecord({ ...BASE, ...change }, AS_OF).filter(({ id }) => id === 'CAS-110').map((issue) => issue.detail ?? '');
    expect(detail({ exitReason: '76' })).toEqual(['']);
    expect(detail({ exitDate: '2027-02-10', exitReason: '99' })).toEqual(['The exit reason is not in the table of the state. The exit date has not come yet: an exit is recorded once it has happened.']);
    expect(detail({ exitDate: '2000-02-10', exitReason: '76' })).toEqual(['The exit date lies before the special education entry date.']);
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

describe('rules at their last allowed value', () => {
  const cases: readonly (readonly [string, string, Partial<StateRecord>])[] = [
    ['CAS-012', 'a student of 15 in grade 12', { grade: '12', birthDate: '2010-09-01' }],
    ['CAS-050', 'the whole day in regular class', { percentRegular: 100 }],
    ['CAS-050', 'no share at 23, when the setting is no longer asked about', { percentRegular: '', birthDate: '2003-02-10' }],
    ['CAS-038', 'no support needs in a plan of the last day before they are collected', { degreeOfSupport: '', planEffectiveDate: '2025-06-30' }],
    ['CAS-101', 'silence about transition in a plan of the last day before AB 438', { grade: '09', birthDate: '2011-08-09', planEffectiveDate: '2025-06-30' }],
    ['CAS-076', 'an adult student who stayed away, when the date of birth cannot be read', { delayCode: '30', birthDate: '' }],
  ];

  it.each(cases)('%s is silent: %s', (id, _what, change) => {
    expect(raised(change).map((issue) => issue.id)).not.toContain(id);
  });

  it('speak of support needs and of transition from July 1, 2025 on', () => {
    expect(raised({ degreeOfSupport: '', planEffectiveDate: '2025-07-01' }).map((issue) => issue.id)).toContain('CAS-038');
    expect(raised({ grade: '09', birthDate: '2011-08-09', planEffectiveDate: '2025-07-01' }).map((issue) => issue.id)).toContain('CAS-101');
  });
});

/** Each condition of a rule has a record that meets all others and not this one: [rule, what, change, speaks]. */
const ONE_BY_ONE: readonly (readonly [id: string, what: string, change: Partial<StateRecord>, speaks: boolean])[] = [
  ['CAS-003', 'no last name', { lastName: '' }, true],
  ['CAS-003', 'no first name', { firstName: '' }, true],
  ['CAS-008', 'one known and one unknown race', { races: ['700', '555'] }, true],
  ['CAS-008', 'a race declined, alone', { races: ['999'] }, false],
  ['CAS-008', 'a race declined beside another', { races: ['700', '999'] }, true],
  ['CAS-010', 'an English learner who speaks Spanish', { elStatus: 'EL', primaryLanguage: '01' }, false],
  ['CAS-010', 'an English learner who speaks English', { elStatus: 'EL', primaryLanguage: '00' }, true],
  ['CAS-010', 'English only and no language entered', { primaryLanguage: '' }, false],
  ['CAS-010', 'English only and sign language', { primaryLanguage: '37' }, false],
  ['CAS-010', 'fluent in English and in Spanish', { elStatus: 'IFEP', primaryLanguage: '01' }, false],
  ['CAS-012', 'no day to measure the age on', { planEffectiveDate: '', meetingDate: '' }, false],
  ['CAS-012', 'grade 12 at 20', { grade: '12', birthDate: '2005-03-01' }, false],
  ['CAS-012', 'preschool at five', { grade: 'PS', birthDate: '2020-08-30' }, false],
  ['CAS-012', 'an infant program at two', { grade: 'IN', birthDate: '2022-09-02' }, false],
  ['CAS-012', 'an infant program on the third birthday', { grade: 'IN', birthDate: '2022-09-01' }, true],
  ['CAS-012', 'an infant program at four', { grade: 'IN', birthDate: '2021-03-01' }, true],
  ['CAS-032', 'an IFSP of an unknown age', { planType: '150', birthDate: '' }, false],
  ['CAS-033', 'a service plan at five', { planType: '200', birthDate: '2021-02-01' }, false],
  ['CAS-033', 'a service plan of an unknown age', { planType: '200', birthDate: '' }, false],
  ['CAS-034', 'a service plan of an unknown age', { planType: '200', birthDate: '' }, false],
  ['CAS-035', 'no main disability', { disability1: '' }, true],
  ['CAS-035', 'a disability that stands in no table', { disability1: '999' }, true],
  ['CAS-040', 'no entry yet while consent to first services is awaited', { ...INITIAL, entryDate: '', initialServicesConsent: 'pending' }, false],
  ['CAS-040', 'an entry that is no date', { entryDate: 'soon' }, true],
  ['CAS-043', 'a review has its services', { initialServicesConsent: 'pending' }, false],
  ['CAS-043', 'a first meeting that found the student not eligible', { ...INITIAL, planType: '900', initialServicesConsent: 'pending' }, false],
  ['CAS-043', 'a first plan that waits for consent', { ...INITIAL, initialServicesConsent: 'pending' }, true],
  ['CAS-049', 'a preschooler of five', { grade: 'PS', setting: '201', birthDate: '2020-08-30' }, false],
  ['CAS-049', 'transitional kindergarten at four', { grade: 'TK', setting: '201', birthDate: '2021-08-30' }, false],
  ['CAS-049', 'transitional kindergarten at five', { grade: 'TK', setting: '201', birthDate: '2021-02-10' }, true],
  ['CAS-049', 'transitional kindergarten of an unknown age', { grade: 'TK', setting: '201', birthDate: '' }, false],
  ['CAS-050', 'a share below nothing', { percentRegular: -1 }, true],
  ['CAS-050', 'no share on the fifth birthday', { percentRegular: '', birthDate: '2021-02-10' }, true],
  ['CAS-050', 'no share before it', { percentRegular: '', birthDate: '2021-02-11' }, false],
  ['CAS-050', 'no share of an unknown age', { percentRegular: '', birthDate: '' }, false],
  ['CAS-051', 'a share in words, which CAS-050 asks for', { setting: '301', percentRegular: 'most' }, false],
  ['CAS-052', 'the place and not the hours', { setting: '201', birthDate: '2022-02-10', preschoolServiceLocation: '1', tenHours: '' }, true],
  ['CAS-052', 'the hours and not the place', { setting: '201', birthDate: '2022-02-10', preschoolServiceLocation: '', tenHours: 'Y' }, true],
  ['CAS-052', 'both', { setting: '201', birthDate: '2022-02-10', preschoolServiceLocation: '1', tenHours: 'Y' }, false],
  ['CAS-053', 'the move at 2 years 9 months, answered', { planType: '150', birthDate: '2023-05-10', partCtoB: 'Y' }, false],
  ['CAS-053', 'the move at 2 years 9 months, not answered', { planType: '150', birthDate: '2023-05-10', partCtoB: '' }, true],
  ['CAS-053', 'the move of an unknown age', { planType: '150', birthDate: '', partCtoB: '' }, false],
  ['CAS-063', 'an annual review that is also the first meeting', { purposes: ['annual', 'initial'] }, true],
  ['CAS-063', 'a first meeting without that purpose', { ...INITIAL, purposes: ['annual'] }, true],
  ['CAS-063', 'no purpose, which CAS-062 asks for', { purposes: [], meetingType: '10' }, false],
  ['CAS-065', 'signed, though later than agreed', { signatureDueDate: '2026-02-11' }, false],
  ['CAS-065', 'not back on the agreed day', { signature: 'pending', signatureDueDate: '2026-02-11' }, true],
  ['CAS-066', 'a triennial that reviews the plan', { meetingType: '40', purposes: ['triennial'], priorAnnualDate: '2025-02-09' }, true],
  ['CAS-066', 'a triennial that does not', { meetingType: '40', purposes: ['triennial'], planReview: 'N', priorAnnualDate: '2025-02-09' }, false],
  ['CAS-066', 'a meeting that is neither', { meetingType: '15', purposes: ['initial'], priorAnnualDate: '2025-02-09' }, false],
  ['CAS-070', 'no referral', { ...INITIAL, referralDate: '' }, true],
  ['CAS-070', 'no consent', { ...INITIAL, evalConsentDate: '' }, true],
  ['CAS-072', 'a review long after consent', { evalConsentDate: '2025-02-10' }, false],
  ['CAS-072', 'a delay with its reason', { ...INITIAL, evalConsentDate: '2025-12-01', delayCode: '20' }, false],
  ['CAS-073', 'a review of a child from the infant program', { fromPartC: 'Y' }, false],
  ['CAS-073', 'a first meeting after the third birthday', { ...INITIAL, fromPartC: 'Y', birthDate: '2023-02-09' }, true],
  ['CAS-073', 'a delay with its reason', { ...INITIAL, fromPartC: 'Y', birthDate: '2023-02-09', delayCode: '20' }, false],
  ['CAS-077', 'no start', { planEffectiveDate: '' }, true],
  ['CAS-077', 'a start before birth', { birthDate: '2026-02-11' }, true],
  ['CAS-077', 'a start more than a year after the meeting', { planEffectiveDate: '2027-02-11' }, true],
  ['CAS-077', 'a start a year after the meeting', { planEffectiveDate: '2027-02-10' }, false],
  ['CAS-077', 'no plan and no start', { planType: '900', planEffectiveDate: '' }, false],
  ['CAS-078', 'no plan and no next date', { planType: '900', nextAnnualDate: '', nextTriennialDate: '' }, false],
  ['CAS-078', 'a first plan without its next review', { ...INITIAL, planReview: 'N', nextAnnualDate: '' }, true],
  ['CAS-078', 'a meeting that reviewed nothing owes no next review', { planReview: 'N', nextAnnualDate: '' }, false],
  ['CAS-078', 'a next review of a meeting without its day', { meetingDate: '' }, false],
  ['CAS-085', 'a service in a meeting without its day', { meetingDate: '' }, false],
  ['CAS-088', 'a line larger than one of two main lines', { services: [{ ...SAI, minutes: 100, endDate: '2026-06-05' }, { ...SAI, minutes: 300, startDate: '2026-08-10' }, { ...SAI, minutes: 200, dnr: true }] }, false],
  ['CAS-088', 'a line larger than both', { services: [{ ...SAI, minutes: 100, endDate: '2026-06-05' }, { ...SAI, minutes: 150, startDate: '2026-08-10' }, { ...SAI, minutes: 200, dnr: true }] }, true],
  ['CAS-083', 'many minutes of a frequency that is not chosen', { services: [{ ...SAI, minutes: 9000, frequency: '' }] }, false],
  ['CAS-094', 'a transition service on the fifth birthday', { services: [{ ...SAI, code: '820' }], birthDate: '2021-02-10' }, true],
  ['CAS-094', 'a transition service below five, which CAS-092 speaks of', { services: [{ ...SAI, code: '820' }], birthDate: '2021-02-11' }, false],
  ['CAS-094', 'speech at any age', { services: [{ ...SAI, code: '415' }], birthDate: '2021-02-10' }, false],
  ['CAS-100', 'a service plan at 16', { planType: '200', birthDate: '2010-04-22', grade: '10' }, false],
  ['CAS-101', 'a service plan in high school', { planType: '200', grade: '09', birthDate: '2011-08-09' }, false],
  ['CAS-103', 'a student of 17 who was found not eligible', { planType: '900', birthDate: '2009-02-10' }, false],
  ['CAS-103', 'a student of an unknown age', { birthDate: '' }, false],
  ['CAS-104', 'the notice before 17, given', { birthDate: '2009-06-01', majorityNoticeDate: '2026-02-10' }, false],
  ['CAS-104', 'the notice before 17, not given', { birthDate: '2009-06-01' }, true],
  ['CAS-105', 'an adult who signs', { birthDate: '2008-02-10', signer: 'student' }, false],
  ['CAS-105', 'an adult whose parent signs', { birthDate: '2008-02-10' }, true],
  ['CAS-105', 'a conserved adult', { birthDate: '2008-02-10', conserved: 'Y' }, false],
];

describe('each condition of a state rule', () => {
  it.each(ONE_BY_ONE)('%s: %s', (id, _what, change, speaks) => {
    expect(raised(change).some((issue) => issue.id === id)).toBe(speaks);
  });

  it.each([
    ['an infant service at nine', '210', '2016-05-14', 'CAS-090'],
    ['preschool instruction at nine', '350', '2016-05-14', 'CAS-091'],
    ['a transition service at four', '820', '2022-02-10', 'CAS-092'],
  ])('names %s by one rule', (_what, code, birthDate, id) => {
    expect(raised({ services: [{ ...SAI, code }], birthDate }).map((issue) => issue.id).filter((one) => ['CAS-090', 'CAS-091', 'CAS-092', 'CAS-094'].includes(one))).toEqual([id]);
  });
});

/** Ages as casemis.md writes them, in months: from the first on, before the second. */
const AGES: readonly (readonly [rule: string, what: 'setting' | 'provider' | 'service', codes: readonly string[], from: number, before: number])[] = [
  ['CAS-047', 'setting', ['103', '104'], 0, 36],
  ['CAS-047', 'setting', ['200'], 0, 84],
  ['CAS-047', 'setting', ['201', '203', '204'], 36, 84],
  ['CAS-047', 'setting', ['400', '401', '402', '403', '500'], 60, 276],
  ['CAS-048', 'setting', ['300', '301'], 36, 276],
  ['CAS-090', 'service', ['210', '220', '230', '240', '250', '260', '270'], 0, 48],
  ['CAS-091', 'service', ['350'], 36, 84],
  ['CAS-092', 'service', ['750', '820', '830', '840', '850', '855', '860', '890'], 60, 276],
  ['CAS-093', 'provider', ['200', '210'], 144, 264],
  ['CAS-093', 'provider', ['230'], 24, 264],
  ['CAS-093', 'provider', ['240'], 0, 156],
  ['CAS-093', 'provider', ['250'], 0, 72],
  ['CAS-093', 'provider', ['300'], 36, 264],
  ['CAS-093', 'provider', ['310'], 0, 252],
  ['CAS-093', 'provider', ['410'], 33, 264],
];
const PLAN_START = '2026-02-10';

/** Born so that this many months are completed on the day the plan starts, or one day short of it. */
function bornFor(months: number, daysShort: 0 | 1 = 0): string {
  return addDays(addMonths(PLAN_START, -months), daysShort);
}

describe('the ages of settings, services and providers', () => {
  const coded = AGES.flatMap(([rule, what, codes, from, before]) => codes.map((code) => [rule, what, code, from, before] as const));

  it.each(coded)('%s: %s %s is for children of %i months and more, below %i', (rule, what, code, from, before) => {
    const at = (birthDate: string): readonly string[] => {
      const place = what === 'setting' ? { setting: code } : { services: [{ ...SAI, [what === 'service' ? 'code' : 'provider']: code }] };
      return raised({ ...place, birthDate, planEffectiveDate: PLAN_START }).map((issue) => issue.id);
    };
    expect(at(bornFor(from))).not.toContain(rule);
    expect(at(bornFor(before, 1))).not.toContain(rule);
    expect(at(bornFor(before))).toContain(rule);
    if (from > 0) expect(at(bornFor(from, 1))).toContain(rule);
  });

  it('are tried for every code the reference gives ages for', () => expect(coded).toHaveLength(37));
});
