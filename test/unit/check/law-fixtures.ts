/** For every rule of law one document that breaks it and one that just does not; each is the affirmed example with the named places changed. */
import type { Severity } from '../../../shared/check/issue.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withRowIds } from '../../../shared/iep/ids.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { sampleFile } from '../iep/sample.ts';

/** Places of the exchange file and their new values: a number is a position in a list, `+` adds a row, null takes a row or a value away. */
export type Change = Readonly<Record<string, Json>>;

export interface LawFixture {
  readonly id: string;
  /** What this case is about, where a rule has several. */
  readonly about?: string;
  readonly today?: string;
  readonly breaks: Change;
  readonly silent: Change;
  readonly silentToday?: string;
  /** Findings the breaking document gives; one when nothing is said, `every` for one per open place of a page (ten at least). */
  readonly hits?: number | 'every';
  /** Severity on screen where it is not that of the rule's first case. */
  readonly severity?: Severity;
}

/** Everything about the example is settled two days after its meeting. */
export const TODAY = '2026-10-16';

function put(holder: JsonObject | Json[], segments: readonly string[], value: Json): void {
  const [first = '', ...rest] = segments;
  const here = holder as Record<string, Json>;
  if (rest.length > 0) {
    const inner = here[first];
    if (typeof inner !== 'object' || inner === null) throw new Error(`The example has nothing at ${first}.`);
    return put(inner as JsonObject, rest, value);
  }
  if (!Array.isArray(holder)) here[first] = value;
  else if (first === '+') holder.push(value);
  else if (value === null) holder.splice(Number(first), 1);
  else holder[Number(first)] = value;
}

export function changed(change: Change): IepDocument {
  const file = sampleFile();
  for (const [place, value] of Object.entries(change)) put(file, place.split('/'), structuredClone(value));
  return withRowIds(file as IepDocument);
}

const SENTENCE = 'The team looked at this together and wrote down what it found.';
const INFO = 'pages/infoEligibility';
const NOTES = 'pages/structuredNotes';
const MEMBERS = 'pages/attendance/0/participants';
const CONSENT = 'pages/consent/0';
const LINES = 'pages/fapeServices/services';
const GOALS = 'pages/goals/items';

const SIGNED = { outcome: 'signed', signedOn: '2026-10-14', source: 'paper' };
const OBJECTIVES = [{ text: SENTENCE, byDate: '2027-02-01' }, { text: SENTENCE, byDate: '2027-06-01' }];
const WITH_ALTERNATE: Change = { 'pages/stateAssessments/tests/0/participation': 'alternate', 'pages/stateAssessments/alternateReason': SENTENCE, 'pages/stateAssessments/alternateAppropriate': SENTENCE };
/** The same words without one of the services. */
const OFFER_WITHOUT_SPEECH = 'The district offers specialized academic instruction 290 minutes a week, occupational therapy consultation 30 minutes a month, and placement in the general education class.';
const AMENDMENT: JsonObject = {
  pageState: 'final', amendmentDate: '2026-10-14', baseMeetingDate: '2026-03-02', method: 'withoutMeeting', reason: SENTENCE, noMeetingAgreement: { printedName: 'Dana Birchwater', ...SIGNED },
  changes: [{ pageId: 'fapeServices', fieldPath: 'Speech minutes', effectiveDate: '2026-10-20', before: 'Thirty minutes a week.', after: 'Sixty minutes a week.' }],
  teamInformed: [{ name: 'Percival Odumegwu', date: '2026-10-15', how: 'in person' }], revisedCopyRequested: 'N',
  signatures: [{ title: 'Parent', sig: SIGNED }, { title: 'LEA representative', sig: SIGNED }],
};
const NOT_ANNUAL: Change = { [`${INFO}/purposes`]: ['other'], [`${INFO}/purposeOther`]: 'More speech' };
const PARENT_ABSENT: Change = { [`${MEMBERS}/0/sig/outcome`]: 'absent' };
const PLAN = (agencyConsentDate: string): Change => ({ 'pages/transitionPlan': { pageState: 'final', agenciesInvited: 'Y', agencyConsentDate } });
/** The notes of the example with no request or action refused. */
const UNDISPUTED: Change = { [`${NOTES}/actions/2/verdict`]: 'propose', [`${NOTES}/actions/2/effectiveDate`]: '2026-10-19', [`${NOTES}/parentRequests/0/answer`]: 'agreed' };
const ENDS = (date: string): Change => Object.fromEntries([0, 1, 2, 3].map((line) => [`${LINES}/${line}/endDate`, date]));
const LINGUISTIC = (fit: boolean): Change => Object.fromEntries([0, 1, 2, 3].map((goal) => [`${GOALS}/${goal}/linguisticallyAppropriate`, fit]));

export const LAW_FIXTURES: readonly LawFixture[] = [
  { id: 'L-320-1', breaks: { 'pages/presentLevels/motor': '' }, silent: { 'pages/presentLevels/motor': SENTENCE } },
  { id: 'L-320-2', breaks: { 'pages/presentLevels/areasOfNeed/+': 'Organization' }, silent: { [`${GOALS}/1/areaOfNeed`]: 'Reading: decoding and fluency', 'pages/presentLevels/areasOfNeed/1': null } },
  { id: 'L-320-2', about: 'no goal at all', breaks: { [GOALS]: [], 'pages/presentLevels/areasOfNeed': ['Reading'] }, hits: 2, silent: { [`${GOALS}/3`]: null, 'pages/presentLevels/areasOfNeed/3': null } },
  { id: 'L-320-2', about: 'a goal for a need that is not listed', breaks: { [`${GOALS}/+`]: { goalNumber: 5, areaOfNeed: 'Music', baseline: SENTENCE, annualGoal: SENTENCE, standardRef: 'RF.4', enablesCurriculum: true, otherNeeds: false, personsResponsible: ['Teacher'], ownerProviderId: 'st1', objectives: OBJECTIVES } }, silent: {} },
  { id: 'L-320-3', breaks: { ...WITH_ALTERNATE, [`${GOALS}/0/objectives`]: OBJECTIVES.slice(1) }, silent: { ...WITH_ALTERNATE, [`${GOALS}/0/objectives`]: OBJECTIVES } },
  { id: 'L-320-3', about: 'no objective', breaks: { ...WITH_ALTERNATE, [`${GOALS}/0/objectives`]: [] }, silent: { [`${GOALS}/0/objectives`]: [] } },
  { id: 'L-320-4', breaks: { 'pages/fapeSetting/progressMethod': [] }, silent: { 'pages/fapeSetting/progressMethod': ['Report card'] } },
  { id: 'L-320-5', breaks: { 'pages/fapeServices/modificationsNeeded': '' }, silent: { 'pages/fapeServices/modificationsNeeded': 'N' } },
  { id: 'L-320-5', about: 'accommodations needed and none written', breaks: { 'pages/fapeServices/accommodations': [] }, silent: { 'pages/fapeServices/accommodationsNeeded': 'N', 'pages/fapeServices/accommodations': [] } },
  { id: 'L-320-6', breaks: { 'pages/fapeSetting/nonParticipationReason': 'N/A' }, silent: { 'pages/fapeSetting/nonParticipationReason': 'Nolan takes part in everything with his class.' } },
  { id: 'L-320-7', breaks: { 'pages/stateAssessments/tests/0/embedded': [], 'pages/stateAssessments/tests/0/nonEmbedded': [] }, silent: { 'pages/stateAssessments/tests/0/embedded': [] } },
  { id: 'L-320-7', about: 'a test of the grade without a row', breaks: { 'pages/stateAssessments/tests/1': null }, silent: { 'pages/stateAssessments/tests/2': null } },
  { id: 'L-320-7', about: 'an alternate test without its second reason', breaks: { ...WITH_ALTERNATE, 'pages/stateAssessments/alternateAppropriate': '' }, silent: WITH_ALTERNATE },
  { id: 'L-320-8', breaks: { [`${LINES}/1/location`]: '' }, silent: { [`${LINES}/1/location`]: '510' } },
  { id: 'L-320-9', about: 'a plan that was begun at 16', breaks: { [`${INFO}/birthDate`]: '2010-10-15', 'pages/transitionPlan': { courseOfStudy: [] } }, hits: 'every', silent: { [`${INFO}/birthDate`]: '2011-10-14' } },
  { id: 'L-320-9', about: 'high school and nothing said', severity: 'warning', breaks: { [`${INFO}/birthDate`]: '2012-03-08', [`${INFO}/grade`]: '09' }, silent: { [`${INFO}/birthDate`]: '2012-03-08', [`${INFO}/grade`]: '09', 'pages/transitionPlan': { transitionDeferralReason: SENTENCE, t2: 'N' } } },
  { id: 'L-320-10', breaks: { [`${INFO}/birthDate`]: '2010-10-14' }, hits: 2, silent: { [`${INFO}/birthDate`]: '2010-10-15' } },
  { id: 'L-345-9', breaks: { 'pages/emergencyProgram/emAids': '' }, silent: { 'pages/emergencyProgram/emAids': SENTENCE } },
  { id: 'L-345-9', about: 'a service without its line', breaks: { 'pages/emergencyProgram/emRelated/1': null }, silent: { 'pages/emergencyProgram/emRelated/1': null, [`${LINES}/3`]: null } },
  { id: 'L-345-b', breaks: { [`${INFO}/elStatus`]: 'EL', ...LINGUISTIC(true), [`${GOALS}/2/linguisticallyAppropriate`]: false }, silent: { [`${INFO}/elStatus`]: 'EL', ...LINGUISTIC(true) } },
  { id: 'L-116', breaks: { 'pages/fapeServices/lreHarmfulEffects': 'none' }, silent: { 'pages/fapeServices/lreHarmfulEffects': SENTENCE } },
  { id: 'L-3040c', breaks: { [`${GOALS}/3/ownerProviderId`]: 'st7' }, silent: { [`${GOALS}/3/ownerProviderId`]: 'st3' } },
  { id: 'L-3040c', about: 'a goal for neither curriculum nor another need', breaks: { [`${GOALS}/0/enablesCurriculum`]: false }, silent: { [`${GOALS}/0/enablesCurriculum`]: false, [`${GOALS}/0/otherNeeds`]: true } },
  { id: 'L-3040c', about: 'a postsecondary goal linked to no annual goal', breaks: { 'pages/transitionPlan': { psgTraining: SENTENCE, psgTrainingLinkedGoals: [5] } }, silent: { 'pages/transitionPlan': { psgTraining: SENTENCE, psgTrainingLinkedGoals: [4] } } },
  { id: 'L-324-1', breaks: { 'pages/presentLevels/parentConcerns': '' }, silent: { 'pages/presentLevels/parentConcerns': SENTENCE } },
  { id: 'L-324-3', severity: 'error', breaks: { [`${INFO}/nextAnnualDate`]: '2027-10-15' }, silent: { [`${INFO}/nextAnnualDate`]: '2027-10-13' } },

  {
    id: 'L-321-1', breaks: { [`${MEMBERS}/1/sig/outcome`]: 'absent' },
    silent: { [`${MEMBERS}/1/sig/outcome`]: 'absent', 'meeting/excusals/+': { member: 'st5', extent: 'whole', kind: 'notDiscussed', area: 'Grade 4', parentSig: '2026-10-09', leaSig: '2026-10-09' } },
  },
  { id: 'L-321-1', about: 'a student in no regular class has no general education teacher', breaks: { [`${MEMBERS}/1`]: null }, silent: { [`${MEMBERS}/1`]: null, 'pages/fapeSetting/percentRegular': 0 } },
  { id: 'L-321-1', about: 'a member the district names speaks for it', breaks: { [`${MEMBERS}/6`]: null }, silent: { [`${MEMBERS}/6`]: null, [`${MEMBERS}/5/title`]: 'School Psychologist, LEA representative' } },
  { id: 'L-321-1', about: 'a provider may stand for the special education teacher, and a teacher may interpret results', breaks: Object.fromEntries([5, 4, 3, 2].map((n) => [`${MEMBERS}/${n}`, null])), silent: { [`${MEMBERS}/5`]: null, [`${MEMBERS}/2`]: null } },
  { id: 'L-321-1', about: 'a student of 16 who neither came nor was heard', breaks: { [`${INFO}/birthDate`]: '2010-10-15', 'pages/transitionPlan': { studentParticipation: ['present'] } }, silent: { [`${INFO}/birthDate`]: '2010-10-15', 'pages/transitionPlan': { studentParticipation: ['interviewPrior'] } } },
  { id: 'L-321-1', about: 'a session that was put off decides nothing', breaks: { [`${MEMBERS}/1/sig/outcome`]: 'absent' }, silent: { [`${MEMBERS}/1/sig/outcome`]: 'absent', 'meeting/sessions/0/outcome': 'tabled' } },
  { id: 'L-321-2', breaks: { 'meeting/excusals/0/kind': 'notDiscussed', 'meeting/excusals/0/leaSig': '2026-10-15' }, silent: { 'meeting/excusals/0/kind': 'notDiscussed', 'meeting/excusals/0/leaSig': '2026-10-14', 'meeting/excusals/0/writtenInput': '' } },
  { id: 'L-321-3', breaks: { 'meeting/excusals/0/inputDate': '2026-10-14' }, silent: { 'meeting/excusals/0/inputDate': '2026-10-13' } },
  { id: 'L-321-3', about: 'no signature of the parent', breaks: { 'meeting/excusals/0/parentSig': '' }, silent: { 'meeting/excusals/0/parentSig': '2026-10-14' } },
  { id: 'L-321-4', breaks: PLAN('2026-10-15'), silent: PLAN('2026-10-14') },
  { id: 'L-321-4', about: 'an agency that sat there uninvited', breaks: { 'pages/transitionPlan': { agenciesInvited: 'N' }, [`${MEMBERS}/+`]: { name: 'Ada Quist', title: 'Regional center', teamRole: 'agency', mode: 'inPerson', from: '14:35', to: '15:30', sig: SIGNED } }, silent: { 'pages/transitionPlan': { agenciesInvited: 'N' } } },

  { id: 'L-322-1', breaks: { 'meeting/notice/0/noticeDate': '2026-10-05' }, silent: { 'meeting/notice/0/noticeDate': '2026-10-04' } },
  { id: 'L-322-1', about: 'no notice', breaks: { 'meeting/notice': [] }, silent: { 'meeting/notice': [], 'meeting/sessions': [], documentStatus: 'draft' } },
  { id: 'L-322-1', about: 'a notice from transition age on names the student', breaks: { [`${INFO}/birthDate`]: '2010-10-15', 'meeting/notice/0/purposes': ['annual', 'transition'] }, silent: { [`${INFO}/birthDate`]: '2010-10-15', 'meeting/notice/0/purposes': ['annual', 'transition'], 'meeting/notice/0/invited/+': 'Student' } },
  { id: 'L-322-2', breaks: { 'meeting/notice/0/parentReply/answer': 'goAheadWithout', 'meeting/notice/0/remoteInfo': '' }, silent: { 'meeting/notice/0/parentReply/answer': 'goAheadWithout' } },
  { id: 'L-322-3', breaks: { ...PARENT_ABSENT, 'meeting/contactLog/2': null }, silent: PARENT_ABSENT },
  { id: 'L-322-3', about: 'three attempts by one way', breaks: { ...PARENT_ABSENT, 'meeting/contactLog/1/channel': 'phone', 'meeting/contactLog/2/channel': 'phone' }, silent: { ...PARENT_ABSENT, 'meeting/contactLog/1/channel': 'phone' } },
  { id: 'L-322-3', about: 'an attempt after the meeting counts for nothing', breaks: { ...PARENT_ABSENT, 'meeting/contactLog/2/at': '2026-10-15T08:00' }, silent: { ...PARENT_ABSENT, 'meeting/contactLog/2/at': '2026-10-14T08:00' } },
  {
    id: 'L-322-4', breaks: { [`${INFO}/interpreterNeeded`]: 'Y', [`${INFO}/interpreterLanguage`]: '01' },
    silent: { [`${INFO}/interpreterNeeded`]: 'Y', [`${INFO}/interpreterLanguage`]: '01', [`${MEMBERS}/+`]: { name: 'M. Quiroga', title: 'Interpreter', teamRole: 'languageInterpreter', mode: 'inPerson', from: '14:35', to: '15:30', sig: SIGNED } },
  },
  { id: 'L-322-4', about: 'another language at home and the question not answered', breaks: { [`${INFO}/interpreterNeeded`]: '', [`${INFO}/parents/0/homeLanguage`]: 'Spanish' }, silent: { [`${INFO}/parents/0/homeLanguage`]: 'Spanish' } },
  { id: 'L-dougc', breaks: PARENT_ABSENT, silent: { ...PARENT_ABSENT, 'meeting/sessions/0/outcome': 'tabled' } },
  { id: 'L-dougc', about: 'a parent who said: go ahead', breaks: { ...PARENT_ABSENT, 'meeting/notice/0/parentReply/answer': 'otherTime' }, silent: { ...PARENT_ABSENT, 'meeting/notice/0/parentReply/answer': 'goAheadWithout' } },
  { id: 'L-343.5', breaks: { 'meeting/contactLog/+': { at: '2026-09-13T10:00', channel: 'letter', by: 'st1', result: 'The mother requested an IEP meeting.' } }, silent: { 'meeting/contactLog/+': { at: '2026-09-14T10:00', channel: 'letter', by: 'st1', result: 'The mother requested an IEP meeting.' } } },
  {
    id: 'L-343.5', about: 'a request by word of mouth', breaks: { 'meeting/contactLog/+': { at: '2026-09-14T10:00', channel: 'phone', by: 'st1', result: 'The mother asked for a meeting.', followUp: '' } },
    silent: { 'meeting/contactLog/+': { at: '2026-09-14T10:00', channel: 'phone', by: 'st1', result: 'The mother asked for a meeting.', followUp: 'Helped her write the request the same day.' } },
  },
  { id: 'L-record', breaks: { 'meeting/sessions/0/recording': { requested: true, by: 'parent', noticeGivenAt: '2026-10-13T14:36' } }, silent: { 'meeting/sessions/0/recording': { requested: true, by: 'parent', noticeGivenAt: '2026-10-13T14:35' } } },
  { id: 'L-record', about: 'a parent who said so in the reply', breaks: { 'meeting/sessions/0/recording': { requested: true, by: 'parent', noticeGivenAt: null } }, silent: { 'meeting/sessions/0/recording': { requested: true, by: 'parent', noticeGivenAt: null }, 'meeting/notice/0/parentReply/record': true } },

  { id: 'L-303', severity: 'warning', breaks: { [`${INFO}/priorEvalDate`]: '2023-10-13', [`${INFO}/nextTriennialDate`]: '2026-10-13' }, silent: { [`${INFO}/priorEvalDate`]: '2023-10-14', [`${INFO}/nextTriennialDate`]: '2026-10-14' } },
  { id: 'L-344', breaks: { 'pages/assessmentPlan': [{ parentDecision: 'consent', receivedDate: '2026-08-14', areas: [{ area: 'Reading' }] }] }, silent: { 'pages/assessmentPlan': [{ parentDecision: 'consent', receivedDate: '2026-08-15', areas: [{ area: 'Reading' }] }] } },
  { id: 'L-321a', breaks: { 'pages/assessmentPlan': [{ referralDate: '2026-09-30', areas: [] }] }, silent: { 'pages/assessmentPlan': [{ referralDate: '2026-10-01', areas: [] }] } },
  { id: 'L-321a', about: 'a referral and no plan', breaks: { [`${INFO}/referralDate`]: '2026-09-30', 'meeting/sessions': [], documentStatus: 'draft' }, silent: { [`${INFO}/referralDate`]: '2026-09-30', 'meeting/sessions': [], documentStatus: 'draft', [`${INFO}/evalConsentDate`]: '2026-10-10' } },

  { id: 'L-322-5', breaks: { [`${CONSENT}/iepCopyGiven/answer`]: 'N', 'parentCopy/handedAt': '' }, silent: { [`${CONSENT}/iepCopyGiven/answer`]: 'N' } },
  { id: 'L-3040b', breaks: { [`${CONSENT}/translationRequested`]: 'Y', [`${CONSENT}/translationLanguage`]: '01' }, silent: { [`${CONSENT}/translationRequested`]: 'Y', [`${CONSENT}/translationLanguage`]: '01', [`${NOTES}/followUps/+`]: { owner: 'R. Achterberg', task: 'Have the IEP translated', due: '2026-11-02' } } },
  { id: 'L-323-1', breaks: { [`${LINES}/2/startDate`]: '2026-10-29' }, silent: { [`${LINES}/2/startDate`]: '2026-10-28' } },
  { id: 'L-323-2', breaks: { [`${GOALS}/3/ownerProviderId`]: 'st7' }, silent: { [`${GOALS}/3/ownerProviderId`]: 'st7', [`${NOTES}/followUps/+`]: { owner: 'R. Achterberg', task: 'Give nurse Marchetti the IEP and go through goal 4', due: '2026-10-20' } } },
  { id: 'L-324-2', breaks: { ...NOT_ANNUAL, 'pages/amendment': { ...AMENDMENT, signatures: [{ title: 'Parent', sig: SIGNED }] } }, silent: { ...NOT_ANNUAL, 'pages/amendment': AMENDMENT } },
  { id: 'L-324-2', about: 'in place of the annual meeting', breaks: { 'pages/amendment': AMENDMENT }, silent: { 'pages/amendment': { ...AMENDMENT, method: 'meeting' } } },
  { id: 'L-324-2', about: 'the team was not told', breaks: { ...NOT_ANNUAL, 'pages/amendment': { ...AMENDMENT, teamInformed: [] } }, silent: { ...NOT_ANNUAL, 'pages/amendment': AMENDMENT } },
  { id: 'L-9', breaks: { consentStatus: 'awaiting' }, silent: {} },
  { id: 'L-300-1', breaks: { [`${INFO}/meetingType`]: '10', [`${LINES}/3/startDate`]: '2026-10-13' }, silent: { [`${INFO}/meetingType`]: '10', [`${LINES}/3/startDate`]: '2026-10-14' } },
  { id: 'L-300-2', breaks: { [`${INFO}/exitReason`]: '78', [`${INFO}/exitDate`]: '2026-10-14', ...ENDS('2026-10-15') }, hits: 4, silent: { [`${INFO}/exitReason`]: '78', [`${INFO}/exitDate`]: '2026-10-14', ...ENDS('2026-10-14') } },
  { id: 'L-300-2', about: 'no notice before services stop', breaks: { [`${INFO}/exitReason`]: '78', [`${INFO}/exitDate`]: '2026-10-14', ...ENDS('2026-10-14'), [`${NOTES}/otherFactors`]: '' }, silent: { [`${INFO}/exitReason`]: '76', [`${INFO}/exitDate`]: '2026-10-14', [`${NOTES}/otherFactors`]: '' } },
  { id: 'L-300-2', about: 'a correction, whose notice is a letter', breaks: { correctionOf: 'iep-0', [`${INFO}/exitReason`]: '78', [`${INFO}/exitDate`]: '2026-10-14' }, silent: { correctionOf: 'iep-0', [`${INFO}/exitReason`]: '78', [`${INFO}/exitDate`]: '2026-10-14', 'meeting/contactLog/+': { at: '2026-10-14T09:00', channel: 'mail', by: 'st1', result: 'Prior written notice sent.' } } },
  { id: 'L-346-e', breaks: { consentStatus: 'agreedPart' }, silent: { consentStatus: 'refused' } },
  { id: 'L-346-f', breaks: { consentStatus: 'refused' }, silent: { consentStatus: 'refused', [`${INFO}/meetingType`]: '10' } },
  { id: 'L-503', breaks: { [`${NOTES}/otherFactors`]: '' }, silent: {} },
  { id: 'L-503', about: 'a gap in the notes that nobody disputes', severity: 'warning', breaks: { ...UNDISPUTED, [`${NOTES}/otherFactors`]: '' }, silent: UNDISPUTED },
  { id: 'L-503', about: 'a change before the notice', breaks: { [`${NOTES}/actions/0/effectiveDate`]: '2026-10-13' }, silent: { [`${NOTES}/actions/0/effectiveDate`]: '2026-10-14' } },
  { id: 'L-503', about: 'in a language the parent does not speak', breaks: { [`${INFO}/parents/0/homeLanguage`]: 'Spanish' }, silent: { [`${INFO}/parents/0/homeLanguage`]: 'Spanish', [`${NOTES}/header/interpreter`]: 'M. Quiroga' } },
  { id: 'L-503', about: 'free notes', breaks: { 'pages/meetingNotes': { notes: SENTENCE } }, silent: { 'meeting/notesForm': 'structured', 'pages/meetingNotes': { notes: SENTENCE } } },
  { id: 'L-500', breaks: { [`${CONSENT}/safeguardsGiven/date`]: '2025-10-13' }, silent: { [`${CONSENT}/safeguardsGiven/date`]: '2025-10-14' } },
  { id: 'L-offer', breaks: { [`${NOTES}/offerSummary`]: OFFER_WITHOUT_SPEECH }, silent: { [`${NOTES}/offerSummary`]: `${OFFER_WITHOUT_SPEECH} Language and speech is given 60 minutes a week.` } },
  { id: 'L-offer', about: 'two placements chosen', breaks: { [`${NOTES}/options/0/selected`]: true }, silent: { [`${NOTES}/options/4/selected`]: true } },
  { id: 'L-offer', about: 'no clear offer stops affirm once the parent has refused', severity: 'error', breaks: { consentStatus: 'refused', [`${NOTES}/offerSummary`]: '' }, silent: { consentStatus: 'refused' } },
  { id: 'L-offer', about: 'free notes that name every service', breaks: { 'pages/meetingNotes': { notes: OFFER_WITHOUT_SPEECH } }, silent: { 'pages/meetingNotes': { notes: `${OFFER_WITHOUT_SPEECH} Language and speech is given 60 minutes a week.` } } },
  { id: 'L-rec', breaks: { [`${NOTES}/parentRequests/+`]: { request: 'Copies of all records', answer: 'agreed', why: SENTENCE } }, silent: { [`${NOTES}/parentRequests/+`]: { request: 'Copies of all drawings', answer: 'agreed', why: SENTENCE } } },
  { id: 'L-154', breaks: { [`${CONSENT}/medicalBillingConsent`]: 'Y' }, silent: { [`${CONSENT}/medicalBillingConsent`]: 'Y', 'meeting/contactLog/0/result': 'Spoke with Ms. Birchwater and sent the Medi-Cal notice.' } },

  { id: 'S-7', today: '2026-10-22', breaks: {}, silentToday: '2026-10-21', silent: {} },
  { id: 'S-purpose', breaks: { [`${INFO}/purposes`]: ['annual', 'other'] }, silent: { [`${INFO}/purposes`]: ['annual', 'other'], [`${INFO}/purposeOther`]: 'Change of placement' } },
  { id: 'S-purpose', about: 'an empty purpose box', severity: 'error', breaks: { [`${INFO}/purposes`]: [] }, silent: {} },
  { id: 'S-dup', severity: 'error', breaks: { [`${LINES}/1/dnr`]: false }, silent: { [`${LINES}/1/dnr`]: true } },
  { id: 'S-blank', breaks: { [`${NOTES}/agreements`]: '' }, silent: { [`${NOTES}/agreements`]: SENTENCE } },
];
