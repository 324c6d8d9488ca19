/** The invented students of casemis.md section 13: one base record and what each of the twenty overrides. */
import type { ServiceLine, StateRecord } from '../../../shared/check/record.ts';

export const AS_OF = '2026-02-12';

export const SAI: ServiceLine = {
  code: '330', provider: '100', npaId: '', location: '510', frequency: '20', minutes: 225, startDate: '2026-02-10', endDate: '2027-02-09', dnr: false, esy: false,
};

export const BASE: StateRecord = {
  kind: 'iep', ssid: '9100000001', lastName: 'Okonjo-Reyes', firstName: 'Amaya', middleName: '', birthDate: '2016-05-14', gender: 'F', hispanic: 'N', races: ['700'],
  primaryLanguage: '00', elStatus: 'EO', grade: '04', residence: '10', reportingLea: '3999991', dsea: '3999991', school: '6199991', npsCode: '', selpa: '3999',
  meetingDate: '2026-02-10', lastSessionDate: '2026-02-10', toBeContinued: 'N', meetingType: '20', planReview: 'Y', purposes: ['annual'], purposeOther: '', delayCode: '',
  referralDate: '', referredBy: '', evalConsentDate: '', tolledDays: 0, fromPartC: 'N', priorAnnualDate: '2025-02-11', priorEvalDate: '2024-02-13',
  initialEvalDate: '2021-03-02', interimStartDate: '', signature: 'signed', signatureDueDate: '', signer: 'parent', conserved: 'N', parentFacilitated: 'Y',
  planType: '100', reasonForPlan: '1', planEffectiveDate: '2026-02-10', entryDate: '2021-03-02', initialServicesConsent: 'given', disability1: '290', disability2: '200',
  degreeOfSupport: 'MMSN', setting: '400', percentRegular: 85, preschoolServiceLocation: '', tenHours: '', transportation: 'N', partCtoB: '', nextAnnualDate: '2027-02-10',
  nextTriennialDate: '2027-02-13', t1: '', t2: '', t3: '', t4: '', t5: '', t6: '', t7: '', t8: '', majorityNoticeDate: '', exitDate: '', exitReason: '', services: [SAI],
};

export const INITIAL: Partial<StateRecord> = {
  meetingType: '10', purposes: ['initial'], priorAnnualDate: '', priorEvalDate: '', initialEvalDate: '2026-02-10', entryDate: '2026-02-10', referralDate: '2025-11-20',
  referredBy: '20', evalConsentDate: '2025-12-15', nextTriennialDate: '2029-02-10',
};

export const TRANS: Partial<StateRecord> = { t1: 'Y', t2: 'Y', t3: 'Y', t4: 'Y', t5: 'Y', t6: 'Y', t7: 'Y', t8: 'NA' };

export interface TestStudent {
  readonly id: string;
  readonly name: readonly [firstName: string, lastName: string];
  readonly overrides: Partial<StateRecord>;
  readonly asOf?: string;
  readonly expected: readonly string[];
}

export const STUDENTS: readonly TestStudent[] = [
  { id: 'T01', name: ['Amaya', 'Okonjo-Reyes'], overrides: {}, expected: [] },
  { id: 'T02', name: ['Bastian', 'Ferro'], overrides: { ssid: '910000002' }, expected: ['CAS-001'] },
  { id: 'T03', name: ['Calliope', 'Brandt'], overrides: { services: [SAI, { ...SAI, minutes: 60 }] }, expected: ['CAS-086'] },
  { id: 'T04', name: ['Dario', 'Whitfield'], overrides: { services: [SAI, { ...SAI, minutes: 60, dnr: true }] }, expected: [] },
  { id: 'T05', name: ['Esme', 'Tran-Holloway'], overrides: { services: [{ ...SAI, minutes: 60 }, { ...SAI, dnr: true }] }, expected: ['CAS-088'] },
  { id: 'T06', name: ['Farid', 'Nakamura'], overrides: { services: [{ ...SAI, endDate: '2026-06-05' }, { ...SAI, startDate: '2026-08-10', location: '520' }] }, expected: [] },
  { id: 'T07', name: ['Greta', 'Solis'], overrides: { birthDate: '2020-02-10', grade: 'KN', disability1: '281', degreeOfSupport: '', entryDate: '2023-03-02', initialEvalDate: '2023-03-02' }, expected: ['CAS-037'] },
  { id: 'T08', name: ['Hamza', 'Delacroix'], overrides: { priorAnnualDate: '2025-02-09' }, expected: ['CAS-066'] },
  { id: 'T09', name: ['Ines', 'Paquette'], overrides: { priorAnnualDate: '2025-02-10' }, expected: [] },
  { id: 'T10', name: ['Jonah', 'Abernathy-Lee'], overrides: { meetingType: '40', purposes: ['annual', 'triennial'], priorEvalDate: '2023-01-31', delayCode: '20', nextTriennialDate: '2029-02-10' }, expected: [] },
  { id: 'T11', name: ['Keziah', 'Monroe'], overrides: { ...INITIAL, evalConsentDate: '2025-12-11' }, expected: ['CAS-072'] },
  {
    id: 'T12', name: ['Lucian', 'Petrov'],
    overrides: {
      birthDate: '2021-09-30', grade: 'PS', disability1: '240', degreeOfSupport: '', setting: '201', percentRegular: '', entryDate: '2024-10-01', initialEvalDate: '2024-10-01',
      priorEvalDate: '2024-10-01', nextTriennialDate: '2027-10-01', services: [{ ...SAI, code: '415', minutes: 60 }],
    },
    expected: ['CAS-052'],
  },
  {
    id: 'T13', name: ['Maribel', 'Oyelaran'],
    overrides: { birthDate: '2020-06-18', grade: 'KN', setting: '203', percentRegular: '', disability1: '320', degreeOfSupport: 'ESN', entryDate: '2023-07-01', initialEvalDate: '2023-07-01' },
    expected: ['CAS-049'],
  },
  { id: 'T14', name: ['Nico', 'Vandersteen'], overrides: { birthDate: '2010-04-22', grade: '10' }, expected: ['CAS-100'] },
  { id: 'T15', name: ['Odette', 'Kim'], overrides: { birthDate: '2011-08-09', grade: '09' }, expected: ['CAS-101'] },
  { id: 'T16', name: ['Priya', 'Castellanos'], overrides: { birthDate: '2008-11-03', grade: '11', ...TRANS }, expected: ['CAS-103'] },
  { id: 'T17', name: ['Quentin', 'Abara'], overrides: { planType: '200', degreeOfSupport: '' }, expected: ['CAS-033'] },
  {
    id: 'T18', name: ['Rosalind', 'Mbeki'],
    overrides: { ...INITIAL, planType: '900', disability1: '', disability2: '', setting: '', percentRegular: '', entryDate: '', initialServicesConsent: 'n/a', transportation: '' },
    expected: ['CAS-044'],
  },
  { id: 'T19', name: ['Soren', 'Gallagher'], overrides: { services: [{ ...SAI, dnr: true }] }, expected: ['CAS-045', 'CAS-087'] },
  {
    id: 'T20', name: ['Tamsin', 'Iwu'], asOf: '2026-02-19',
    overrides: { signature: 'refused', purposeOther: 'District offer of FAPE. No parent signature.', parentFacilitated: 'NR' }, expected: ['CAS-064'],
  },
];

export function recordOf({ name: [firstName, lastName], overrides }: TestStudent): StateRecord {
  return { ...BASE, firstName, lastName, ...overrides };
}
