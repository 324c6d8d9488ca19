/** Which of its reasons a rule of law speaks for, in which words, and the exact place it leads to; `[]` where it must be silent. Each case is the affirmed example with the named places changed. */
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../shared/check/issue.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { rowSegment } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import type { Revoked } from '../../../shared/iep/revoked.ts';
import { TODAY, changed, type Change } from './law-fixtures.ts';

/** Place of a finding with positions for row ids, as changes are written, and words its message holds. */
type Said = readonly [place: string, words?: string];
type Case = readonly [about: string, change: Change, said: readonly Said[], today?: string];

/** `meeting/notice/0/remoteInfo` as the document addresses it. */
function addressOf(doc: IepDocument, place: string): string {
  let here: Json = doc;
  return place.split('/').map((segment) => {
    const inner: Json | undefined = (here as JsonObject)[segment];
    const row = Array.isArray(here) ? rowSegment(String((inner as JsonObject)['$row'])) : segment;
    here = inner ?? null;
    return row;
  }).join('/');
}

function spoken(doc: IepDocument, id: string, today = TODAY): readonly Issue[] {
  return checkDocument(doc, today).issues.filter((issue) => issue.id === id || issue.law === id);
}

const SENTENCE = 'The team looked at this together and wrote down what it found.';
const INFO = 'pages/infoEligibility';
const NOTES = 'pages/structuredNotes';
const MEMBERS = 'pages/attendance/0/participants';
const SHEET = 'pages/consent/0';
const LINES = 'pages/fapeServices/services';
const GOALS = 'pages/goals/items';
const NOTICE = 'meeting/notice/0';
const LOG = 'meeting/contactLog';

/** Where a line added to the topics of the example stands. */
const TOPICS = rowsAt(changed({}), `${NOTES}/topics`).length;

const ENDED_THEN: Change = Object.fromEntries([0, 1, 2, 3].map((line) => [`${LINES}/${line}/endDate`, '2026-10-14']));
const NO_SHEET: Change = { 'pages/consent': [] };
const NOBODY_SIGNED: Change = { [`${SHEET}/parentSignatures`]: [] };
const SIGNED = { outcome: 'signed', signedOn: '2026-10-14', source: 'paper' };
const LATE_LINE: Change = { [`${LINES}/2/startDate`]: '2026-10-29' };
const NO_FOLLOW_UPS: Change = { [`${NOTES}/followUps`]: [] };
const PARENT_ABSENT: Change = { [`${MEMBERS}/0/sig/outcome`]: 'absent' };
const DRAFT: Change = { documentStatus: 'draft', 'meeting/sessions': [] };
const session = (sessionNo: number, date: string, more: JsonObject = {}): JsonObject => ({ sessionNo, date, start: '14:35', end: '15:30', outcome: 'completed', ...more });
const asked = (at: string, channel = 'letter'): Change => ({ [`${LOG}/+`]: { at, channel, by: 'st1', result: 'The mother requested an IEP meeting.', followUp: '' } });
const secondNotice = (more: JsonObject): Change => ({ 'meeting/notice/+': { noticeNo: 2, language: 'en', noticeDate: '2026-09-28', sentBy: 'st1', sentHow: ['handed'], meetingDate: '2026-10-14', meetingTime: '14:35', meetingPlace: 'Room 12', remoteInfo: '', purposes: ['annual'], invited: ['Parent'], parentReply: { answer: '' }, ...more } });
const recorded = (noticeGivenAt: string | null): Change => ({ 'meeting/sessions/0/recording': { requested: true, by: 'parent', noticeGivenAt } });
const AMENDMENT: JsonObject = {
  pageState: 'final', amendmentDate: '2026-10-14', baseMeetingDate: '2026-03-02', method: 'withoutMeeting', reason: SENTENCE, noMeetingAgreement: { printedName: 'Dana Birchwater', ...SIGNED },
  changes: [{ pageId: 'fapeServices', fieldPath: 'Speech minutes', effectiveDate: '2026-10-20', before: 'Thirty minutes a week.', after: 'Sixty minutes a week.' }],
  teamInformed: [{ name: 'Percival Odumegwu', date: '2026-10-15', how: 'in person' }], revisedCopyRequested: 'N', signatures: [{ title: 'Parent', sig: SIGNED }, { title: 'LEA representative', sig: SIGNED }],
};
const amended = (more: JsonObject): Change => ({ [`${INFO}/purposes`]: ['other'], [`${INFO}/purposeOther`]: 'More speech', 'pages/amendment': { ...AMENDMENT, ...more } });
const OFFER = 'The district offers specialized academic instruction 290 minutes a week, occupational therapy consultation 30 minutes a month, and placement in the general education class.';
const excusal = (more: JsonObject): JsonObject => ({ member: 'st3', extent: 'part', kind: 'discussed', area: 'Motor', writtenInput: SENTENCE, inputDate: '2026-10-09', parentSig: '2026-10-09', leaSig: '2026-10-09', ...more });
const excused = (more: JsonObject): Change => ({ 'meeting/excusals': [excusal(more)] });
const assessment = (more: JsonObject): Change => ({ 'pages/assessmentPlan': [{ parentDecision: 'consent', receivedDate: '2026-08-14', areas: [{ area: 'Reading' }], ...more }] });

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'L-322-5': [
    ['no copy, and the sheet says so', { [`${SHEET}/iepCopyGiven/answer`]: 'N', 'parentCopy/handedAt': '' }, [[`${SHEET}/iepCopyGiven/answer`, 'The parent has no copy yet.']]],
    ['a copy that only the sheet knows of', { 'parentCopy/handedAt': '' }, []],
    ['no consent sheet', { ...NO_SHEET, 'parentCopy/handedAt': '' }, []],
  ],
  'L-3040b': [
    ['a translation that was asked for', { [`${SHEET}/translationRequested`]: 'Y', [`${SHEET}/translationLanguage`]: '01', translations: {} }, [[`${SHEET}/translationRequested`, 'the IEP in Spanish:']]],
    ['one in a language nobody wrote down', { [`${SHEET}/translationRequested`]: 'Y', [`${SHEET}/translationLanguage`]: null }, [[`${SHEET}/translationRequested`, 'the IEP in their language:']]],
    ['a translation that is kept', { [`${SHEET}/translationRequested`]: 'Y', [`${SHEET}/translationLanguage`]: '01', translations: { es: { by: 'M. Quiroga' } } }, []],
    ['one sentence of it translated', { [`${SHEET}/translationRequested`]: 'Y', [`${SHEET}/translationLanguage`]: '01', translations: [{ $row: 't1', at: 'pages/presentLevels/strengths', language: 'Spanish', of: 'Nolan is curious.', text: 'Nolan es curioso.', translator: 'M. Quiroga', date: '2026-10-20' }] }, [[`${SHEET}/translationRequested`, 'the IEP in Spanish:']]],
    ['a task without a day', { [`${SHEET}/translationRequested`]: 'Y', [`${NOTES}/followUps/+`]: { owner: 'R. Achterberg', task: 'Have the IEP translated', due: '' } }, [[`${SHEET}/translationRequested`]]],
  ],
  'L-323-1': [
    ['agreed in part', { consentStatus: 'agreedPart', ...LATE_LINE }, [[`${LINES}/2/startDate`, 'Language and speech begins 15 days']]],
    ['refused: nothing was agreed to', { consentStatus: 'refused', ...LATE_LINE }, []],
    ['agreed, with the signature still to come', { ...LATE_LINE, ...NOBODY_SIGNED }, []],
    ['agreed, without a consent sheet', { ...LATE_LINE, ...NO_SHEET }, []],
    ['counted from the last signature, here the adult student’s', { ...LATE_LINE, [`${SHEET}/adultStudentSignature`]: { outcome: 'signed', signedOn: '2026-10-20' } }, []],
    ['the adult student who refused signed nothing', { ...LATE_LINE, [`${SHEET}/adultStudentSignature`]: { outcome: 'refused', signedOn: '2026-10-20' } }, [[`${LINES}/2/startDate`]]],
    ['a signature without its day', { ...LATE_LINE, [`${SHEET}/parentSignatures/+`]: { outcome: 'signed', signedOn: 'unknown' } }, [[`${LINES}/2/startDate`]]],
    ['a line that is not reported', { [`${LINES}/1/startDate`]: '2026-10-29' }, []],
    ['a line without a start', { [`${LINES}/2/startDate`]: '' }, []],
    ['an extended school year', { 'pages/fapeServices/esyServices': [{ id: 'e1', code: '415', startDate: '2027-06-14', endDate: '2027-07-09', provider: '100', minutes: 30, frequency: '20', location: '520', delivery: ['grp'], dnr: false }] }, []],
  ],
  'L-323-2': [
    ['everybody was there', NO_FOLLOW_UPS, []],
    ['the teacher was not', { ...NO_FOLLOW_UPS, [`${MEMBERS}/1`]: null }, [[`${NOTES}/followUps`, 'Tamsin Delacroix-Wu did not take part']]],
    ['nor was who reports on a goal', { ...NO_FOLLOW_UPS, [`${MEMBERS}/3`]: null, [`${MEMBERS}/1`]: null }, [[`${NOTES}/followUps`, 'Percival Odumegwu and Tamsin Delacroix-Wu did not take part']]],
    ['nobody is owed an IEP that was refused', { ...NO_FOLLOW_UPS, consentStatus: 'refused', [`${MEMBERS}/1`]: null }, []],
    ['a follow-up that names the teacher by the last of three names', { [`${MEMBERS}/1`]: null, 'staff/4/name': 'Tamsin Rae Delacroix-Wu , MA' }, []],
    ['a follow-up with only the middle name', { [`${MEMBERS}/1`]: null, 'staff/4/name': 'Tamsin Rae Delacroix-Wu , MA', [`${NOTES}/followUps`]: [{ owner: 'R. Achterberg', task: 'Talk to Rae', due: '2026-10-20' }] }, [[`${NOTES}/followUps`]]],
  ],
  'L-324-2': [
    ['a base dated after the amendment', amended({ baseMeetingDate: '2026-10-15' }), [['pages/amendment/baseMeetingDate', 'The IEP it changes is dated later.']]],
    ['a base of the same day', amended({ baseMeetingDate: '2026-10-14' }), []],
    ['an amendment without its day', amended({ amendmentDate: '' }), [['pages/amendment/amendmentDate', 'is blank']]],
    ['a base without its day', amended({ baseMeetingDate: '' }), [['pages/amendment/baseMeetingDate', 'is blank']]],
    ['nobody signed', amended({ signatures: [{ title: 'Parent', sig: { outcome: 'absent' } }, { title: 'Principal', sig: { outcome: 'none' } }] }), [['pages/amendment/signatures', 'not signed by the parent and the district.']]],
    ['no line to sign on', amended({ signatures: [] }), [['pages/amendment/signatures', 'is blank']]],
    ['in place of two meetings', { 'pages/amendment': AMENDMENT, [`${INFO}/purposes`]: ['annual', 'triennial'] }, [['pages/amendment/method', 'the purpose is annual and triennial.']]],
    ['the team is told afterwards: nothing is owed of it before the end', { ...amended({ teamInformed: [] }), documentStatus: 'inMeeting' }, []],
    ['one of its own, which keeps the purposes of its meeting', { 'pages/amendment': AMENDMENT, amendmentOf: 'doc-before' }, []],
  ],
  'L-9': [['an answer that is awaited, and no sheet yet', { consentStatus: 'awaiting', ...NO_SHEET }, []], ['an answer that is awaited', { consentStatus: 'awaiting' }, [[`${SHEET}/consentChoice`]]]],
  'L-300-1': [
    ['a review may go on with services that run', { [`${LINES}/3/startDate`]: '2026-10-13' }, []],
    ['who refused has not signed later', { [`${INFO}/meetingType`]: '10', [`${SHEET}/parentSignatures/+`]: { outcome: 'refused', signedOn: '2026-10-30' } }, []],
    ['the later of two signatures counts', { [`${INFO}/meetingType`]: '10', [`${SHEET}/parentSignatures/+`]: { outcome: 'signed', signedOn: '2026-10-16' } }, [[`${LINES}/0/startDate`], [`${LINES}/1/startDate`], [`${LINES}/3/startDate`]]],
  ],
  'L-346-f': [
    ['no answer at all', { consentStatus: 'noResponse' }, [[`${SHEET}/consentChoice`]]],
    ['agreed in part', { consentStatus: 'agreedPart' }, [[`${SHEET}/consentChoice`]]],
    ['agreed in part to a first IEP', { consentStatus: 'agreedPart', [`${INFO}/meetingType`]: '10' }, []],
  ],
  'L-346-e': [['agreed in full', {}, []]],
  'L-503': [
    ['the first place that is open', { [`${NOTES}/otherFactors`]: '', [`${NOTES}/safeguardsNote`]: '' }, [[`${NOTES}/safeguardsNote`, 'hold 5 of the seven elements']]],
    ['the proposal that starts before the notice, not the one above it', { [`${NOTES}/actions/3/effectiveDate`]: '2026-10-13' }, [[`${NOTES}/actions/3/effectiveDate`, 'takes effect before']]],
  ],
  'L-500': [
    ['a parent who was not told', { [`${SHEET}/safeguardsGiven/answer`]: 'N' }, [[`${SHEET}/safeguardsGiven/answer`]]],
    ['a copy without its day', { [`${SHEET}/safeguardsGiven/date`]: '' }, []],
    ['a session without its day', { [`${SHEET}/sessionDate`]: '' }, []],
  ],
  'L-offer': [
    ['a service left out', { [`${NOTES}/offerSummary`]: OFFER }, [[`${NOTES}/offerSummary`, 'does not name Language and speech.']]],
    ['a service named by its code', { [`${NOTES}/offerSummary`]: `${OFFER} 415 for 60 minutes.` }, []],
    ['a service named in Spanish', { [`${NOTES}/offerSummary`]: `${OFFER} Lenguaje y habla, 60 minutos.` }, []],
    ['a service that has no name in Spanish', { [`${LINES}/2/code`]: '460' }, [[`${NOTES}/offerSummary`, 'Physical therapy']]],
    ['a code that stands in no table', { [`${LINES}/2/code`]: '999' }, []],
    ['no placement chosen', { [`${NOTES}/options/2/selected`]: false }, [[`${NOTES}/options`, 'No placement is marked as chosen.']]],
    ['three chosen', { [`${NOTES}/options/0/selected`]: true, [`${NOTES}/options/1/selected`]: true }, [[`${NOTES}/options`, '3 placements are marked as chosen.']]],
  ],
  'L-rec': [
    ['a request in a line of the notes', { [`${NOTES}/topics/+`]: { kind: 'request', speakerRole: 'Parent', text: 'Copies of all records, please.', answer: 'agreed', why: SENTENCE } }, [[`${NOTES}/topics/${TOPICS}/text`]]],
    ['a request about something else', { [`${NOTES}/topics/+`]: { kind: 'request', speakerRole: 'Parent', text: 'Copies of all drawings, please.', answer: 'agreed', why: SENTENCE } }, []],
    ['records spoken of and not asked for', { [`${NOTES}/topics/+`]: { kind: 'information', speakerRole: 'Nurse', text: 'The records came from Lodestar.' } }, []],
    ['a request in the log', { [`${LOG}/1/result`]: 'Pidió una copia del expediente.' }, [[`${LOG}/1/result`]]],
  ],
  'L-154': [
    ['billing that nobody wrote about', { [`${SHEET}/medicalBillingConsent`]: 'Y' }, [[`${SHEET}/medicalBillingConsent`]]],
    ['a follow-up about it', { [`${SHEET}/medicalBillingConsent`]: 'Y', [`${NOTES}/followUps/+`]: { owner: 'R. Achterberg', task: 'Send the Medi-Cal notice', due: '2026-10-20' } }, []],
  ],
  'L-322-1': [
    ['a notice of the day before', { [`${NOTICE}/noticeDate`]: '2026-10-13' }, [[`${NOTICE}/noticeDate`, 'went out 1 day before the meeting.']]],
    ['a notice of nine days', { [`${NOTICE}/noticeDate`]: '2026-10-05' }, [[`${NOTICE}/noticeDate`, 'went out 9 days before the meeting.']]],
    ['a notice of that day', { [`${NOTICE}/noticeDate`]: '2026-10-14' }, [[`${NOTICE}/noticeDate`, 'went out on the day of the meeting.']]],
    ['a notice of a day that has passed', { [`${NOTICE}/meetingDate`]: '2026-09-24' }, [[`${NOTICE}/noticeDate`, 'went out after the meeting.']]],
    ['a notice that was never sent', { [`${NOTICE}/noticeDate`]: '' }, [[`${INFO}/meetingDate`, 'No notice of this meeting is recorded.']]],
    ['a second one that is still being written', secondNotice({ noticeDate: '', meetingPlace: '', invited: [] }), []],
    ['a second one after the first session, for the next', secondNotice({ noticeDate: '2026-10-15', meetingDate: '2026-10-20' }), []],
    ['a second one that came too late', secondNotice({ noticeDate: '2026-10-08' }), [['meeting/notice/1/noticeDate', '6 days']]],
    ['a notice that leaves the day open, held against the meeting', { [`${NOTICE}/meetingDate`]: '', [`${NOTICE}/noticeDate`]: '2026-10-05' }, [[`${NOTICE}/noticeDate`, '9 days'], [`${NOTICE}/meetingDate`, 'does not say the day.']]],
    ['a plan without any day', { ...DRAFT, [`${NOTICE}/meetingDate`]: '', [`${INFO}/meetingDate`]: '' }, [[`${NOTICE}/meetingDate`, 'the day.']]],
    ['a notice without time, place, purpose and people', { [`${NOTICE}/meetingTime`]: null, [`${NOTICE}/meetingPlace`]: ' ', [`${NOTICE}/purposes`]: [], [`${NOTICE}/invited`]: [] }, [[`${NOTICE}/meetingTime`, 'does not say the time, the place, the purpose and who will attend.']]],
    ['transition and the student, from 16 on', { [`${INFO}/birthDate`]: '2010-10-15' }, [[`${NOTICE}/purposes`, 'that transition will be discussed and that the student is invited.']]],
  ],
  'L-322-2': [
    ['a parent who stays away, and no telephone offered', { ...PARENT_ABSENT, [`${NOTICE}/remoteInfo`]: '' }, [[`${NOTICE}/remoteInfo`]]],
    ['a parent who came', { [`${NOTICE}/remoteInfo`]: '' }, []],
    ['the newest notice, where the parent stayed away', { ...PARENT_ABSENT, [`${NOTICE}/remoteInfo`]: '', ...secondNotice({}) }, [['meeting/notice/1/remoteInfo']]],
    ['the notice the parent answered', { [`${NOTICE}/remoteInfo`]: '', ...secondNotice({ parentReply: { answer: 'goAheadWithout' } }) }, [['meeting/notice/1/remoteInfo']]],
    ['one of two notices offers it', { ...PARENT_ABSENT, ...secondNotice({}) }, []],
  ],
  'L-322-3': [
    ['one try', { ...PARENT_ABSENT, [`${LOG}/2`]: null, [`${LOG}/1`]: null }, [['pages/attendance/0/participants', 'shows 1 attempt by 1 way.']]],
    ['of an adult student nobody listed, who holds the rights', { ...PARENT_ABSENT, [`${LOG}/2`]: null, [`${INFO}/birthDate`]: '2008-03-01' }, [['pages/attendance/0/participants', 'The student, who holds the education rights, is not listed']]],
    ['of a conserved adult still the parent’s', { ...PARENT_ABSENT, [`${LOG}/2`]: null, [`${INFO}/birthDate`]: '2008-03-01', 'stateRecordExtras/conserved': 'Y' }, [['pages/attendance/0/participants', 'No parent took part']]],
    ['two tries', { ...PARENT_ABSENT, [`${LOG}/2`]: null }, [['pages/attendance/0/participants', 'shows 2 attempts by 2 ways.']]],
    ['a session that was put off', { ...PARENT_ABSENT, [`${LOG}/2`]: null, documentStatus: 'tabled' }, [['pages/attendance/0/participants']]],
  ],
  'L-322-4': [
    ['asked for in one of two replies', { ...secondNotice({ parentReply: { answer: 'attend', interpreter: true } }) }, [['pages/attendance/0/participants']]],
    ['the language of a parent who does not decide', { [`${INFO}/interpreterNeeded`]: '', [`${INFO}/parents/1/homeLanguage`]: 'Spanish', [`${INFO}/parents/1/educationRights`]: 'N' }, []],
    ['English, however it is written, and no word on the other parent', { [`${INFO}/interpreterNeeded`]: '', [`${INFO}/parents/0/homeLanguage`]: ' english ', [`${INFO}/parents/1/homeLanguage`]: ' ' }, []],
  ],
  'L-343.5': [
    ['a request answered in time, whatever day it is now', asked('2026-09-14T10:00'), [], '2026-12-01'],
    ['a request that lies behind a planned day', { ...DRAFT, ...asked('2026-09-14T10:00'), [`${INFO}/meetingDate`]: '2026-10-15' }, [[`${LOG}/3/result`]], '2026-10-01'],
    ['a planned day in time', { ...DRAFT, ...asked('2026-09-14T10:00') }, [], '2026-10-01'],
    ['a planned day that went by', { ...DRAFT, ...asked('2026-09-14T10:00') }, [[`${LOG}/3/result`]], '2026-10-15'],
    ['the planned day itself', { ...DRAFT, ...asked('2026-09-14T10:00') }, [], '2026-10-14'],
    ['five days of school break', { ...asked('2026-09-09T10:00'), 'stateRecordExtras/tolledDays': 5 }, []],
    ['four days of school break', { ...asked('2026-09-09T10:00'), 'stateRecordExtras/tolledDays': 4 }, [[`${LOG}/3/result`, 'more than 30 days']]],
    ['no day on page 1, and a first session', { ...asked('2026-09-13T10:00'), [`${INFO}/meetingDate`]: '' }, [[`${LOG}/3/result`]]],
    ['no day at all', { ...asked('2026-09-13T10:00'), [`${INFO}/meetingDate`]: '', 'meeting/sessions/0/date': '' }, []],
    ['a line of the log without a day', asked(''), []],
  ],
  'L-record': [
    ['more than a day before', recorded('2026-10-13T13:50'), []],
    ['less than a day before', recorded('2026-10-13T15:00'), [['meeting/sessions/0/recording']]],
    ['a day without an hour', recorded('2026-10-13'), [['meeting/sessions/0/recording']]],
    ['an hour without a day', recorded('soonT13:00'), [['meeting/sessions/0/recording']]],
    ['a session without its hour', { ...recorded('2026-10-10T10:00'), 'meeting/sessions/0/start': '' }, [['meeting/sessions/0/recording']]],
    ['a reply of the day itself', { ...recorded(null), [`${NOTICE}/parentReply/record`]: true, [`${NOTICE}/parentReply/date`]: '2026-10-14' }, [['meeting/sessions/0/recording']]],
    ['a reply to one of two notices', { ...recorded(null), ...secondNotice({ parentReply: { answer: 'attend', record: true, date: '2026-10-01' } }) }, []],
  ],
  'L-344': [
    ['a plan that was consented to 61 days before', assessment({}), [['pages/assessmentPlan/0/receivedDate', 'More than 60 days']]],
    ['a plan the parent turned down', assessment({ parentDecision: 'decline' }), []],
    ['consent without its day', assessment({ receivedDate: '' }), []],
    ['consent that stands on page 1 is the state check’s', { ...assessment({}), [`${INFO}/evalConsentDate`]: '2026-08-14' }, []],
    ['one day of school break', { ...assessment({}), 'stateRecordExtras/tolledDays': 1 }, []],
    ['a planned day that went by', { ...DRAFT, ...assessment({ receivedDate: '2026-08-20' }) }, [['pages/assessmentPlan/0/receivedDate']], '2026-10-20'],
    ['no meeting day yet, after sixty days', { ...DRAFT, ...assessment({ receivedDate: '2026-08-20' }), [`${INFO}/meetingDate`]: '' }, [['pages/assessmentPlan/0/receivedDate']], '2026-10-20'],
  ],
  'L-321a': [
    ['a plan that names no area', { 'pages/assessmentPlan': [{ referralDate: '2026-09-30' }] }, [['pages/assessmentPlan/0/areas']]],
    ['a plan that is written', { 'pages/assessmentPlan': [{ referralDate: '2026-09-30', areas: [{ area: 'Reading' }] }] }, []],
    ['one day of school break', { 'pages/assessmentPlan': [{ referralDate: '2026-09-30', areas: [] }], 'stateRecordExtras/tolledDays': 1 }, []],
    ['a plan beside the referral of page 1', { ...DRAFT, [`${INFO}/referralDate`]: '2026-09-30', 'pages/assessmentPlan': [{ referralDate: '2026-09-30', areas: [{ area: 'Reading' }] }] }, []],
    ['a referral that was met about', { [`${INFO}/referralDate`]: '2026-09-30' }, []],
  ],
  'L-321-1': [
    ['three seats are empty', { [MEMBERS]: [{ name: 'Dana Birchwater', title: 'Principal of another school', teamRole: 'parent', sig: SIGNED }, { name: 'Gideon Yarrow', title: 'School Psychologist', teamRole: 'interpreterOfResults', sig: SIGNED }] }, [['pages/attendance/0/participants', 'does not list a general education teacher, a special education teacher or provider and an administrator or designee.']]],
    ['nobody who interprets results', { [MEMBERS]: [{ name: 'Dana Birchwater', title: 'Mother', teamRole: 'parent', sig: SIGNED }] }, [['pages/attendance/0/participants', 'and somebody who can interpret evaluation results.']]],
    ['the student was asked before, and came too', { [`${INFO}/birthDate`]: '2010-10-15', 'pages/transitionPlan': { studentParticipation: ['present', 'interviewPrior'] } }, []],
    ['one of two sessions was put off', { 'meeting/sessions': [session(1, '2026-10-14', { outcome: 'tabled' }), session(2, '2026-10-21')], [`${MEMBERS}/1`]: null }, []],
    ['another session was put off', { 'meeting/sessions': [session(1, '2026-10-14'), session(2, '2026-10-21', { outcome: 'tabled' })], [`${MEMBERS}/1`]: null }, [['pages/attendance/0/participants', 'a general education teacher.']]],
    ['an excusal that names nobody', { [`${MEMBERS}/1`]: null, 'meeting/excusals/+': excusal({ member: '', extent: 'whole' }) }, [['pages/attendance/0/participants']]],
  ],
  'L-321-2': [
    ['no signature at all', excused({ kind: 'notDiscussed', parentSig: '', leaSig: '' }), [['meeting/excusals/0/parentSig', "Occupational Therapist is excused and the area was not discussed: the parent's signature and the district's signature must"]]],
    ['a member who is not on the staff list', excused({ kind: 'notDiscussed', member: 'st99', leaSig: '' }), [['meeting/excusals/0/parentSig', 'A team member is excused']]],
    ['an area that was discussed is the next rule’s', excused({ leaSig: '' }), []],
    ['signed between the first and the last of three sessions', { ...excused({ kind: 'notDiscussed', leaSig: '2026-10-27' }), 'meeting/sessions': [session(1, '2026-10-14'), session(2, '2026-10-21'), session(3, '2026-10-28')] }, []],
  ],
  'L-321-3': [
    ['input of the day of the meeting', excused({ inputDate: '2026-10-14' }), [['meeting/excusals/0/writtenInput', 'Occupational Therapist is excused though the area was discussed: the written input before the meeting must']]],
    ['input that was not written', excused({ writtenInput: '' }), [['meeting/excusals/0/writtenInput']]],
    ['input without its day', excused({ inputDate: '' }), [['meeting/excusals/0/writtenInput']]],
    ['neither input nor signature', excused({ writtenInput: '', leaSig: '' }), [['meeting/excusals/0/parentSig', "the district's signature and the written input"]]],
    ['an area that was not discussed is the rule’s before', excused({ kind: 'notDiscussed', leaSig: '' }), []],
  ],
  'L-321-4': [
    ['an agency that was invited and has no day of consent', { 'pages/transitionPlan': { agenciesInvited: 'Y' }, [`${MEMBERS}/+`]: { name: 'Ada Quist', title: 'Regional center', teamRole: 'agency', sig: SIGNED } }, []],
    ['an agency at one of two sessions', { 'pages/transitionPlan': { agenciesInvited: 'N' }, [`${MEMBERS}/+`]: { name: 'Ada Quist', title: 'Regional center', teamRole: 'agency', sig: SIGNED }, 'pages/attendance/+': { sessionNo: 2, sessionDate: '2026-10-21', participants: [] } }, [['pages/transitionPlan/agencyConsentDate']]],
    ['an agency at the table of a younger student', { [`${MEMBERS}/+`]: { name: 'Ada Quist', title: 'Regional center', teamRole: 'agency', sig: SIGNED } }, []],
  ],
  'L-320-2': [
    ['two needs without a goal', { 'pages/presentLevels/areasOfNeed/+': 'Organization', [`${GOALS}/3`]: null }, [['pages/presentLevels/areasOfNeed', 'The areas of need "Language: narrative and complex sentences" and "Organization" have no goal yet.']]],
    ['one need without a goal', { 'pages/presentLevels/areasOfNeed/+': 'Organization' }, [['pages/presentLevels/areasOfNeed', 'The area of need "Organization" has no goal yet.']]],
    ['a line without words is no need', { 'pages/presentLevels/areasOfNeed/+': ' ' }, []],
    ['a goal whose area is blank', { [`${GOALS}/0/areaOfNeed`]: '', 'pages/presentLevels/areasOfNeed/0': null }, [[`${GOALS}/0/areaOfNeed`, 'is blank']]],
  ],
  'L-345-9': [
    ['a service without its line', { 'pages/emergencyProgram/emRelated/1': null }, [['pages/emergencyProgram/emSpecialEd', 'It has no line for Occupational therapy.']]],
    ['a service nobody has chosen yet', { [`${LINES}/+`]: { id: 'sv9', code: '', dnr: false } }, []],
    ['a transition service has a field of its own', { [`${LINES}/+`]: { id: 'sv9', code: '820', dnr: false } }, [['pages/emergencyProgram/emTransition', 'is blank']]],
    ['no line at all: the lists themselves are asked for', { 'pages/emergencyProgram/emRelated': [], 'pages/emergencyProgram/emSpecialEd': [] }, [['pages/emergencyProgram/emSpecialEd', 'is blank'], ['pages/emergencyProgram/emRelated', 'is blank']]],
  ],
  'S-blank': [
    ['a page of the draft', { ...DRAFT, 'pages/fapeServices/esyRationale': '' }, [['pages/fapeServices/esyRationale', 'is blank']]],
    ['notes that were begun before the meeting', { ...DRAFT, [`${NOTES}/header/place`]: '' }, [[`${NOTES}/header/place`]]],
    ['notes that begin with the meeting', { ...DRAFT, [NOTES]: null }, []],
    ['free notes that begin with the meeting', { ...DRAFT, [NOTES]: null, 'meeting/notesForm': 'free' }, []],
    ['what is worked out and not typed', { [`${NOTES}/basis/0/id`]: '' }, []],
    ['N/A where nothing is asked', { 'pages/specialFactors/behaviorStrategies': 'N/A' }, []],
    ['support needs, which the state only warns of', { [`${INFO}/degreeOfSupport`]: '' }, [[`${INFO}/degreeOfSupport`, 'is blank']]],
  ],
  'CAS-038': [['a blank somebody asks a reason for is not asked for twice', { [`${INFO}/degreeOfSupport`]: '' }, []], ['a word that is none of the two', { [`${INFO}/degreeOfSupport`]: 'some' }, [[`${INFO}/degreeOfSupport`]]]],
  'CAS-085': [['a service that starts too early breaks two rules at one place', { [`${INFO}/meetingType`]: '10', [`${LINES}/3/startDate`]: '2026-10-13' }, [[`${LINES}/3/startDate`]]]],
  'L-303': [['the next triennial after more than three years', { [`${INFO}/nextTriennialDate`]: '2027-11-07' }, [[`${INFO}/nextTriennialDate`]]]],
  'L-324-3': [['the next review after more than a year', { [`${INFO}/nextAnnualDate`]: '2027-10-15' }, [[`${INFO}/nextAnnualDate`]]], ['the next triennial is another rule’s', { [`${INFO}/nextTriennialDate`]: '2027-11-07' }, []]],
  'L-320-7': [
    ['a test of the grade that has no row', { 'pages/stateAssessments/tests/1': null }, [['pages/stateAssessments/tests', 'Mathematics is given in this grade']]],
    ['several tests in one line', { [`${INFO}/grade`]: '05', 'pages/stateAssessments/tests/3': null, 'pages/stateAssessments/tests/2': null, 'pages/stateAssessments/tests/1': null }, [['pages/stateAssessments/tests', 'Mathematics, science and physical fitness are given']]],
    ['a grade without state tests', { [`${INFO}/grade`]: '10', 'pages/stateAssessments/tests/1': null }, []],
    ['ELPAC of an English learner', { [`${INFO}/elStatus`]: 'EL', 'pages/stateAssessments/tests/4': null }, [['pages/stateAssessments/tests', 'ELPAC is given']]],
    ['ELPAC by another of its names', { [`${INFO}/elStatus`]: 'EL', 'pages/stateAssessments/tests/4/testCode': 'ELPAC-SUMMATIVE' }, []],
    ['a service plan, which has no state tests', { [`${INFO}/planType`]: '200', 'pages/stateAssessments/tests/1': null }, []],
    ['no row at all is said once', { 'pages/stateAssessments/tests': [] }, [['pages/stateAssessments/tests', 'is blank']]],
  ],
  'L-320-10': [['the notice at 17, asked for once', { [`${INFO}/birthDate`]: '2010-05-01', 'pages/transitionPlan': { psgLiving: SENTENCE } }, [['pages/transitionPlan/majorityNoticeDate', 'is blank'], ['pages/transitionPlan/rightsStatement']]]],
  'L-3040c': [
    ['a goal of a provider who is not in the offer', { [`${GOALS}/3/ownerProviderId`]: 'st7' }, [[`${GOALS}/3/ownerProviderId`, 'Goal 4 is reported by']]],
    ['a goal without its number', { [`${GOALS}/3/ownerProviderId`]: 'st7', [`${GOALS}/3/goalNumber`]: null }, [[`${GOALS}/3/ownerProviderId`, 'A goal is reported by']]],
    ['a goal of somebody who left', { [`${GOALS}/3/ownerProviderId`]: 'st99' }, []],
    ['one of two links leads nowhere', { 'pages/transitionPlan': { psgTraining: SENTENCE, psgTrainingLinkedGoals: [4, 5] } }, [['pages/transitionPlan/psgTrainingLinkedGoals']]],
  ],
};

const all = Object.entries(CASES).flatMap(([id, cases]) => cases.map((each) => [`${id}, ${each[0]}`, id, each] as const));

describe('a rule of law', () => {
  it.each(all)('%s', (_about, id, [, change, said, today]) => {
    const doc = changed(change);
    const found = spoken(doc, id, today);
    expect(found.map((issue) => issue.at[0])).toEqual(said.map(([place]) => addressOf(doc, place)));
    for (const [n, [, words = '']] of said.entries()) expect(found[n]?.message).toContain(words);
  });

  const UNDISPUTED: Change = { [`${NOTES}/actions/2/verdict`]: 'propose', [`${NOTES}/actions/2/effectiveDate`]: '2026-10-19', [`${NOTES}/parentRequests/0/answer`]: 'agreed', [`${NOTES}/otherFactors`]: '' };
  it.each<readonly [string, Change, 'warning' | 'gap']>([
    ['nobody disputes it', {}, 'warning'],
    ['the parent refused', { consentStatus: 'refused' }, 'gap'],
    ['the parent did not answer', { consentStatus: 'noResponse' }, 'gap'],
    ['the parent agreed in part', { consentStatus: 'agreedPart' }, 'gap'],
    ['one action is a refusal', { [`${NOTES}/actions/2/verdict`]: 'refuse' }, 'gap'],
    ['one request was refused', { [`${NOTES}/parentRequests/1/answer`]: 'refused' }, 'gap'],
    ['a line of the notes was refused', { [`${NOTES}/topics/+`]: { kind: 'request', speakerRole: 'Parent', text: 'Every day, please.', answer: 'refused', why: SENTENCE } }, 'gap'],
  ])('asks a reason for a short notice once something is disputed: %s', (_about, change, severity) => {
    const found = spoken(changed({ ...UNDISPUTED, ...change }), 'L-503');
    expect(found.map((issue) => issue.severity)).toEqual([severity]);
    expect(found[0]?.at).toHaveLength(1);
  });

  it('an exit by withdrawn consent is questioned while the plan before is carried out, beside which no revocation is recorded; another reason is not', () => {
    const spokenBefore = (exitReason: string, previous: IepDocument | null) => checkDocument(changed({ [`${INFO}/exitReason`]: exitReason, [`${INFO}/exitDate`]: '2026-10-14', ...ENDED_THEN }), TODAY, previous).issues.filter(({ id }) => id === 'L-300-2');
    expect(spokenBefore('78', changed({}))).toMatchObject([{ at: [`${INFO}/exitReason`], message: expect.stringContaining('No written revocation is recorded') as string }]);
    expect(spokenBefore('78', null)).toEqual([]);
    expect(spokenBefore('76', changed({}))).toEqual([]);
  });

  describe('an exit by withdrawn consent, with a revocation recorded beside the plan before,', () => {
    const REVOKING = { revokedBy: 'Dana Birchwater', relation: 'mother', revokedOn: '2026-10-01', receivedOn: '2026-10-02', paper: 'Room 4' };
    const STOPPED: Revoked = { ...REVOKING, stop: { noticeSentOn: '2026-10-05', how: 'by mail', servicesEndOn: '2026-10-14' } };
    const EXIT: Change = { [`${INFO}/exitReason`]: '78', [`${INFO}/exitDate`]: '2026-10-14', ...ENDED_THEN };
    const asked = (change: Change, revoked: Revoked | null) => checkDocument(changed({ ...EXIT, ...change }), TODAY, null, revoked).issues.filter(({ id }) => id === 'L-300-2').map(({ message }) => message);
    const CORRECTION: Change = { correctionOf: 'iep-0' };
    const NO_NOTES: Change = { [`${NOTES}/otherFactors`]: '' };

    it.each([['a correction', CORRECTION], ['an IEP whose notes lack an element', NO_NOTES]])('asks for no second notice in %s once the first is recorded with the stop of services', (_what, change) => {
      expect(asked(change, STOPPED)).toEqual([]);
      expect(asked(change, null)).toHaveLength(1);
    });

    it('asks for the notice where it is recorded, as long as it is not', () => {
      for (const change of [CORRECTION, NO_NOTES]) expect(asked(change, { ...REVOKING, stop: null })).toEqual([expect.stringContaining("record it on the student's page, with the last day of services")]);
      expect(asked(CORRECTION, null)).toEqual([expect.stringContaining('The contact log names no prior written notice')]);
      expect(asked({ ...CORRECTION, 'meeting/contactLog/+': { at: '2026-10-14T09:00', channel: 'mail', by: 'st1', result: 'Prior written notice sent.' } }, { ...REVOKING, stop: null })).toEqual([]);
    });
  });

  describe('a prior written notice is held against the IEP before', () => {
    const notice = (change: Change, previous: Change | null) => checkDocument(changed(change), TODAY, previous === null ? null : changed(previous)).issues.filter(({ id }) => id === 'L-503');
    const LESS_SPEECH: Change = { 'pages/fapeServices/services/2/minutes': 45 };
    const WITHOUT_SPEECH: Change = { [`${NOTES}/actions/1/description`]: 'The reading goal is written anew.', [`${NOTES}/actions/3/description`]: 'The reading goal is written anew.', [`${NOTES}/actions/0/description`]: 'The reading goal is written anew.', [`${NOTES}/actions/2/description`]: 'The reading goal is written anew.' };
    const FREE: Change = { 'meeting/notesForm': 'free', 'pages/meetingNotes': { date: '2026-10-14', noteTaker: 'R. A.', notes: SENTENCE } };

    it('a change of the offer that no action names is said, with what it is; one that an action names is not', () => {
      const [found] = notice(WITHOUT_SPEECH, LESS_SPEECH);
      expect(found).toMatchObject({ at: [`${NOTES}/actions`], message: expect.stringContaining('hold 6 of the seven elements of a prior written notice. No action names this change of the offer: Language and speech') as string });
      expect(notice({}, LESS_SPEECH)).toEqual([]);
      expect(notice(WITHOUT_SPEECH, {})).toEqual([]);
      expect(notice(WITHOUT_SPEECH, null)).toEqual([]);
    });

    it('in free notes none is looked for, so a separate one is asked for where the offer changes, something is disputed, or nobody can tell', () => {
      const agreed: Change = { ...UNDISPUTED, ...FREE };
      expect(notice(agreed, {})).toEqual([]);
      expect(notice(agreed, LESS_SPEECH)).toMatchObject([{ severity: 'warning', at: ['pages/meetingNotes/notes'], message: expect.stringContaining('a separate notice is needed') as string }]);
      expect(notice(agreed, null)).toMatchObject([{ severity: 'warning' }]);
      expect(notice({ ...agreed, consentStatus: 'refused' }, {})).toMatchObject([{ severity: 'gap' }]);
    });

    it('a separate one that was logged with the contacts is enough, whatever the notes hold', () => {
      const logged = (words: string): Change => ({ 'meeting/contactLog/0/result': words });
      for (const short of [FREE, { [`${NOTES}/otherFactors`]: '' }]) {
        expect(notice({ ...short, ...logged('Sent the prior written notice by mail.') }, LESS_SPEECH)).toEqual([]);
        expect(notice({ ...short, ...logged('Se entregó el aviso previo por escrito.') }, LESS_SPEECH)).toEqual([]);
        expect(notice({ ...short, ...logged('Sent the notice of meeting.') }, LESS_SPEECH)).toHaveLength(1);
      }
    });
  });

  it('stands on the page of the first place that is on one, and cites its source, the rule of blanks alone does not', () => {
        expect(spoken(changed(recorded(null)), 'L-record')).toMatchObject([{ page: 'structuredNotes', detail: 'Ed. Code 56341.1(g)' }]);
    const [blank] = spoken(changed({ [`${NOTES}/agreements`]: '' }), 'S-blank');
    expect(blank).toBeDefined();
    expect(blank).not.toHaveProperty('detail');
  });

  it('is tried for what it says and for what it does not', () => {
    expect(all.filter(([, , [, , said]]) => said.length > 0).length).toBeGreaterThanOrEqual(70);
    expect(all.filter(([, , [, , said]]) => said.length === 0).length).toBeGreaterThanOrEqual(50);
  });
});
