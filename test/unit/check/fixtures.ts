/** For every state rule one record that breaks it and one that just does not; each is the clean base record with the named fields changed. */
import type { ServiceLine, StateRecord } from '../../../shared/check/record.ts';
import { INITIAL, SAI, TRANS } from './students.ts';

export interface RuleFixture {
  readonly id: string;
  readonly asOf?: string;
  readonly fires: Partial<StateRecord>;
  readonly silent: Partial<StateRecord>;
  /** Final wording as casemis.md prints it, filled in. */
  readonly message: string;
}

function line(change: Partial<ServiceLine>): Partial<StateRecord> {
  return { services: [{ ...SAI, ...change }] };
}

/** A second line beside the base one, so that rules about having a service at all stay silent. */
function beside(change: Partial<ServiceLine>): Partial<StateRecord> {
  return { services: [SAI, { ...SAI, ...change }] };
}

const TRIENNIAL: Partial<StateRecord> = { meetingType: '40', purposes: ['annual', 'triennial'], nextTriennialDate: '2029-02-10' };

/** Just 3, 4, 5, 6, 14, 16, 17, 18, 21 and 22 years old when the base plan starts on 2026-02-10. */
const BORN = { three: '2023-02-10', four: '2022-02-10', five: '2021-02-10', six: '2020-02-10', fourteen: '2012-02-10', fifteen: '2011-02-10', seventeen: '2009-02-10', eighteen: '2008-02-10', twentyTwo: '2004-02-10' };
const DAY_BEFORE = { three: '2023-02-11', four: '2022-02-11', five: '2021-02-11', six: '2020-02-11', seven: '2019-02-11' };

export const FIXTURES: readonly RuleFixture[] = [
  { id: 'CAS-001', fires: { ssid: '91000000012' }, silent: { ...INITIAL, ssid: '' }, message: 'The statewide student ID must have 10 digits.' },
  { id: 'CAS-002', fires: { ...INITIAL, ssid: '' }, silent: { ssid: '' }, message: 'No statewide student ID yet. You can affirm, but ask the data office for one.' },
  { id: 'CAS-003', fires: { firstName: '' }, silent: { middleName: '' }, message: "Enter the student's legal first and last name." },
  { id: 'CAS-004', fires: { lastName: 'Ferro/Ruiz' }, silent: { lastName: "Núñez O'Brien-St. Claire 2" }, message: 'The name has a character the state file refuses; it will be left out of the report.' },
  { id: 'CAS-005', fires: { birthDate: '2026-02-11' }, silent: { birthDate: '2026-02-10' }, message: 'Check the date of birth.' },
  { id: 'CAS-006', fires: { gender: 'U' }, silent: { gender: 'X' }, message: 'Choose a gender code.' },
  { id: 'CAS-007', fires: { races: [] }, silent: { hispanic: 'Y' }, message: 'Answer the Hispanic question and choose at least one race.' },
  { id: 'CAS-008', fires: { races: ['700', '999'] }, silent: { races: ['700', '100', '201', '202', '203'] }, message: 'Check the race codes: no repeats, at most five.' },
  { id: 'CAS-009', fires: { primaryLanguage: '' }, silent: { primaryLanguage: '01', elStatus: 'RFEP' }, message: 'Enter home language and English learner status.' },
  { id: 'CAS-010', fires: { elStatus: 'EL' }, silent: { primaryLanguage: '37' }, message: 'Home language and English learner status do not fit together.' },
  { id: 'CAS-011', fires: { grade: '13' }, silent: { grade: 'UE' }, message: 'Choose a grade.' },
  { id: 'CAS-012', fires: { grade: '07' }, silent: { grade: '06' }, message: "The grade looks wrong for the student's age." },
  { id: 'CAS-020', fires: { dsea: '399999' }, silent: { dsea: '3999992' }, message: 'Enter the 7-digit district code.' },
  { id: 'CAS-021', fires: { school: '0000001' }, silent: { school: '0000001', npsCode: '9900011' }, message: 'A nonpublic school needs its own code, and only then.' },
  { id: 'CAS-022', fires: { selpa: '399' }, silent: { selpa: '3998' }, message: 'Enter the SELPA code.' },
  { id: 'CAS-023', fires: { residence: '11' }, silent: { residence: '90' }, message: 'Choose where the student lives.' },

  { id: 'CAS-030', fires: { planType: '300' }, silent: { planType: '700', services: [] }, message: 'Choose a plan type. A pending evaluation cannot be affirmed.' },
  { id: 'CAS-031', fires: { birthDate: DAY_BEFORE.three }, silent: { birthDate: BORN.three }, message: 'An IEP or service plan is for ages 3 to 22 on the day it starts.' },
  { id: 'CAS-032', fires: { planType: '150', birthDate: BORN.four }, silent: { planType: '150', birthDate: DAY_BEFORE.four }, message: 'An IFSP cannot be used from age 4.' },
  { id: 'CAS-033', fires: { planType: '200', birthDate: BORN.six }, silent: { planType: '200', birthDate: BORN.six, setting: '403' }, message: "A service plan means the student is in private school by the parent's choice: set the setting to 403." },
  { id: 'CAS-034', fires: { planType: '200', birthDate: DAY_BEFORE.six }, silent: { planType: '200', birthDate: BORN.six }, message: 'Children aged 3 to 5 have an IEP even in private preschool.' },
  { id: 'CAS-035', fires: { disability1: '200' }, silent: { planType: '900', disability1: '200' }, message: 'Choose the main disability (or remove it if the student was found not eligible).' },
  { id: 'CAS-036', fires: { disability2: '290' }, silent: { disability2: '240' }, message: 'The second disability must differ from the first.' },
  { id: 'CAS-037', fires: { disability2: '281', birthDate: BORN.six }, silent: { disability2: '281', birthDate: DAY_BEFORE.six }, message: 'Established medical disability ends at the sixth birthday. Choose another category.' },
  { id: 'CAS-038', fires: { degreeOfSupport: '' }, silent: { degreeOfSupport: '', disability1: '240' }, message: 'Mark mild/moderate (MMSN) or extensive (ESN) support needs.' },
  { id: 'CAS-039', fires: { disability1: '240' }, silent: { disability1: '240', ...beside({ code: '415' }) }, message: 'Speech or language is the disability but no speech service is listed.' },
  { id: 'CAS-040', fires: { entryDate: '2026-02-11' }, silent: { ...INITIAL, entryDate: '2026-02-12' }, message: 'Check the special education entry date.' },
  { id: 'CAS-041', fires: { initialEvalDate: '2021-03-03' }, silent: { initialEvalDate: '2021-03-02' }, message: 'Eligibility must be decided before services begin.' },
  { id: 'CAS-042', fires: { ...INITIAL, initialServicesConsent: 'declined' }, silent: { initialServicesConsent: 'declined' }, message: 'The parent declined first services: use plan type 700, not an IEP.' },
  { id: 'CAS-043', fires: { ...INITIAL, initialServicesConsent: 'pending' }, silent: { ...INITIAL, initialServicesConsent: 'given' }, message: 'No consent to first services yet; services cannot start.' },
  { id: 'CAS-044', fires: { planType: '800' }, silent: { planType: '800', ...line({ dnr: true }) }, message: 'This plan type has no services: remove them.' },
  { id: 'CAS-045', fires: { services: [] }, silent: { planType: '700', services: [] }, message: 'List at least one service that is reported.' },
  { id: 'CAS-046', fires: { setting: '999' }, silent: { setting: '500' }, message: 'Choose the program setting.' },
  { id: 'CAS-047', fires: { birthDate: DAY_BEFORE.five }, silent: { birthDate: BORN.five }, message: "The program setting does not fit the student's age." },
  { id: 'CAS-048', fires: { setting: '300', birthDate: DAY_BEFORE.three }, silent: { setting: '300', birthDate: BORN.three }, message: 'Separate school and residential settings start at age 3.' },
  { id: 'CAS-049', fires: { grade: 'TK', setting: '203', birthDate: BORN.five }, silent: { grade: 'TK', setting: '203', birthDate: DAY_BEFORE.five }, message: 'A 5-year-old in TK or kindergarten needs a school-age setting and a percentage.' },
  { id: 'CAS-050', fires: { percentRegular: '' }, silent: { percentRegular: 0 }, message: 'Enter the share of the day in regular class, 0 to 100.' },
  { id: 'CAS-051', fires: { setting: '402', percentRegular: 51 }, silent: { setting: '402', percentRegular: 50 }, message: 'This setting and more than half the day in regular class do not fit.' },
  { id: 'CAS-052', fires: { setting: '201', birthDate: DAY_BEFORE.six, tenHours: 'Y' }, silent: { setting: '201', birthDate: DAY_BEFORE.six, tenHours: 'Y', preschoolServiceLocation: 'S' }, message: 'Say where preschool services happen, and whether the child attends 10 hours a week.' },
  { id: 'CAS-053', fires: { planType: '150', birthDate: '2023-05-10' }, silent: { planType: '150', birthDate: '2023-05-11' }, message: 'Answer the question about the move to preschool services.' },
  { id: 'CAS-054', fires: { transportation: '' }, silent: { transportation: 'Y' }, message: 'Answer the special transportation question.' },
  { id: 'CAS-055', fires: { parentFacilitated: 'N' }, silent: { parentFacilitated: 'NR' }, message: 'The parent has not agreed the school made involvement possible. Ask why and write it in the notes.' },

  { id: 'CAS-060', fires: { meetingDate: '2026-02-13' }, silent: { meetingDate: '2026-02-12' }, message: 'Enter the date the meeting was held.' },
  { id: 'CAS-061', fires: { meetingType: '30' }, silent: { meetingType: '15' }, message: 'Choose the meeting type.' },
  { id: 'CAS-062', fires: { purposes: [] }, silent: { purposes: [], purposeOther: 'Manifestation determination' }, message: 'Check every purpose of this meeting in the purpose box.' },
  { id: 'CAS-063', fires: { purposes: ['annual', 'triennial'] }, silent: { purposes: ['annual', 'transition'] }, message: 'The purpose box and the meeting type do not match.' },
  { id: 'CAS-064', asOf: '2026-02-18', fires: {}, silent: { lastSessionDate: '2026-02-11' }, message: 'This IEP is being affirmed more than 7 days after the meeting.' },
  { id: 'CAS-065', fires: { signature: 'pending', signatureDueDate: '2026-02-11' }, silent: { signature: 'refused', toBeContinued: 'Y' }, message: 'No parent signature: write "district offer of FAPE. No parent signature." under Other in the purpose box.' },
  { id: 'CAS-066', fires: { priorAnnualDate: '2025-02-09' }, silent: { priorAnnualDate: '2025-02-09', delayCode: '20' }, message: 'The annual review was due Feb 9, 2026. Choose a delay reason.' },
  { id: 'CAS-067', fires: { ...TRIENNIAL, priorEvalDate: '2023-02-09' }, silent: { ...TRIENNIAL, priorEvalDate: '2023-02-10' }, message: 'The triennial was due Feb 9, 2026. Choose a delay reason.' },
  { id: 'CAS-068', fires: { priorEvalDate: '2023-02-09' }, silent: { priorEvalDate: '2023-02-10' }, message: 'The triennial was due Feb 9, 2026 and is still open.' },
  { id: 'CAS-069', fires: { priorEvalDate: '' }, silent: { ...INITIAL, priorEvalDate: '' }, message: 'Enter the last review and last evaluation dates.' },
  { id: 'CAS-070', fires: { ...INITIAL, referredBy: '50' }, silent: { referredBy: '50' }, message: 'Enter who referred the student, when, and the date of consent to assess.' },
  { id: 'CAS-071', fires: { ...INITIAL, referralDate: '2025-12-16' }, silent: { ...INITIAL, referralDate: '2025-12-15' }, message: 'Referral, consent and meeting dates are out of order.' },
  { id: 'CAS-072', fires: { ...INITIAL, evalConsentDate: '2025-12-11' }, silent: { ...INITIAL, evalConsentDate: '2025-12-11', tolledDays: 1 }, message: 'More than 60 days passed between consent and meeting. Choose a delay reason.' },
  { id: 'CAS-073', fires: { ...INITIAL, fromPartC: 'Y', birthDate: '2023-02-09' }, silent: { ...INITIAL, fromPartC: 'Y', birthDate: '2023-02-10' }, message: 'The first IEP was due by the third birthday.' },
  { id: 'CAS-074', fires: { delayCode: '90', priorAnnualDate: '2025-02-09' }, silent: { delayCode: '20', priorAnnualDate: '2025-02-09' }, message: 'This delay counts as out of compliance.' },
  { id: 'CAS-075', fires: { delayCode: '20' }, silent: { delayCode: '20', priorAnnualDate: '2025-02-09' }, message: 'A delay reason is set but nothing is late.' },
  { id: 'CAS-076', fires: { delayCode: '30', birthDate: '2008-02-11' }, silent: { delayCode: '30', birthDate: '2008-02-10' }, message: 'That delay reason does not apply to this kind of meeting.' },
  { id: 'CAS-077', fires: { planEffectiveDate: '2026-02-09' }, silent: { planEffectiveDate: '2027-02-10' }, message: 'Check the plan start date.' },
  { id: 'CAS-078', fires: { nextAnnualDate: '2027-02-11' }, silent: { nextAnnualDate: '2027-02-09' }, message: 'The next annual date is too late.' },
  { id: 'CAS-079', fires: { interimStartDate: '2026-01-10' }, silent: { interimStartDate: '2026-01-11' }, message: 'The 30-day interim placement ran over.' },

  { id: 'CAS-080', fires: line({ code: '999' }), silent: line({ code: '900' }), message: 'Choose a service.' },
  { id: 'CAS-081', fires: line({ location: '' }), silent: beside({ location: '', dnr: true }), message: 'Choose provider, location and frequency.' },
  { id: 'CAS-082', fires: line({ minutes: 9 }), silent: line({ minutes: 10 }), message: 'Enter at least 10 minutes.' },
  { id: 'CAS-083', fires: line({ minutes: 2401 }), silent: line({ minutes: 2400 }), message: 'The minutes look too many for the frequency.' },
  { id: 'CAS-084', fires: line({ startDate: '2026-02-11', endDate: '2026-02-10' }), silent: line({ startDate: '2026-02-11', endDate: '2026-02-11' }), message: 'Check the service dates.' },
  { id: 'CAS-085', fires: line({ endDate: '2027-02-11' }), silent: line({ endDate: '2027-02-10' }), message: "The service dates fall outside this IEP's year." },
  { id: 'CAS-086', fires: beside({ startDate: '2027-02-09', frequency: '30' }), silent: beside({ esy: true }), message: 'Specialized academic instruction is listed 2 times. Combine the minutes in one line (same frequency) or tick DNR on all but the main one.' },
  { id: 'CAS-087', fires: beside({ code: '450', dnr: true }), silent: beside({ minutes: 60, dnr: true }), message: 'This service will not be reported at all.' },
  { id: 'CAS-088', fires: beside({ minutes: 46, frequency: '10', dnr: true }), silent: beside({ minutes: 45, frequency: '10', dnr: true }), message: 'Report the larger line and tick DNR on the smaller one.' },
  { id: 'CAS-089', fires: line({ provider: '400' }), silent: line({ provider: '400', npaId: '9900123' }), message: 'A nonpublic agency needs its code, and only then.' },
  { id: 'CAS-090', fires: { birthDate: BORN.four, ...line({ code: '250' }) }, silent: { birthDate: DAY_BEFORE.four, ...line({ code: '250' }) }, message: 'This service is for infants and toddlers.' },
  { id: 'CAS-091', fires: line({ code: '350' }), silent: { birthDate: DAY_BEFORE.seven, ...line({ code: '350' }) }, message: 'Individual and small group instruction is a preschool service.' },
  { id: 'CAS-092', fires: { birthDate: DAY_BEFORE.five, ...line({ code: '850' }) }, silent: { birthDate: BORN.five, ...line({ code: '850' }) }, message: 'This service is for ages 5 to 22.' },
  { id: 'CAS-093', fires: line({ provider: '250' }), silent: line({ provider: '230' }), message: 'This provider does not usually serve that age.' },
  { id: 'CAS-094', fires: line({ code: '865' }), silent: { birthDate: BORN.fourteen, ...line({ code: '865' }) }, message: 'Transition services are unusual before high school.' },

  { id: 'CAS-100', fires: { birthDate: '2010-06-30', ...TRANS, t4: '' }, silent: { birthDate: '2010-07-01', ...TRANS, t4: '' }, message: 'The student is 16 by June 30: complete the transition page.' },
  { id: 'CAS-101', fires: { birthDate: BORN.fifteen, grade: '09' }, silent: { birthDate: BORN.fifteen, grade: '09', t2: 'N' }, message: 'High school has begun: record whether transition planning is needed now.' },
  { id: 'CAS-102', fires: { birthDate: '2010-04-22', ...TRANS, t6: 'N' }, silent: { birthDate: '2010-04-22', ...TRANS, t7: 'N' }, message: 'A transition item is answered No; the plan may be out of compliance.' },
  { id: 'CAS-103', fires: { birthDate: BORN.seventeen }, silent: { birthDate: BORN.seventeen, majorityNoticeDate: '2026-02-10' }, message: 'Tell student and parent about rights at 18 and enter the date.' },
  { id: 'CAS-104', fires: { birthDate: '2010-02-10' }, silent: { birthDate: '2010-02-11' }, message: 'The student turns 17 before the next annual: give the notice now.' },
  { id: 'CAS-105', fires: { birthDate: BORN.eighteen }, silent: { birthDate: BORN.eighteen, conserved: 'Y' }, message: 'The student is an adult and signs, unless conserved.' },
  { id: 'CAS-106', fires: { birthDate: BORN.twentyTwo }, silent: { birthDate: '2004-02-11' }, message: 'The student is 22: check the end of eligibility.' },
  { id: 'CAS-110', fires: { exitDate: '2026-02-10' }, silent: { exitDate: '2026-02-10', exitReason: '70' }, message: 'Enter both exit date and exit reason.' },
  { id: 'CAS-111', fires: { exitDate: '2026-02-10', exitReason: '74' }, silent: { exitDate: '2026-02-10', exitReason: '72' }, message: 'That exit reason is no longer used; leaving school is recorded in the student system.' },
  { id: 'CAS-112', fires: { exitDate: '2026-02-10', exitReason: '73' }, silent: { exitDate: '2026-02-10', exitReason: '73', birthDate: '2005-02-10' }, message: 'The exit reason does not fit the age.' },
];
