/**
 * Promise: every "required if" and "shown if" of the form as a named, pure predicate, so that the editor, the paper and the completeness
 * check can never disagree about whether a field is asked for.
 *
 * A condition gets the document and the address of the object that holds the field (the page, a row or a group).
 */
import { addDays, addYears, daysBetween, isDate, yearEnd } from '../time/dates.ts';
import { segments, valueAt, type Address } from './address.ts';
import { codeEntry } from './codes.ts';
import type { ConditionId } from './definition.ts';
import type { IepDocument } from './document.ts';
import type { Json, JsonObject } from './json.ts';
import { age, ageAtStart, anyService, beside, cell, effectiveDate, hasPurpose, info, isThere, list, objects, onCode, otherChosen, otherCode, schoolGrade, text, written, type Condition } from './condition-parts.ts';

/** Which of the two notes the team keeps: `structured` or `free`. */
export const NOTES_FORM: Address = 'meeting/notesForm';
/** Days between consent to assess and the first IEP (Ed. Code 56344). */
const ASSESSMENT_DAYS = 60;
/** In years. */
const SCHOOL_AGE = 6;
/** Disabilities for which the state asks the degree of support (casemis.md CAS-038). */
const SUPPORT_DEGREE = new Set(['210', '260', '270', '280', '290', '300', '310', '320', '330']);

const initialMeeting: Condition = (document) => hasPurpose(document, 'initial') || ['10', '15'].includes(info(document, 'meetingType'));

const exiting: Condition = (document) => info(document, 'eligibilityOutcome') === 'noLongerEligible' || info(document, 'exitReason') !== '' || info(document, 'exitDate') !== '';

/** A student also leaves without a finding of the team; whoever keeps the record says so in a correction (iep-forms.md section 7). */
const exitAsked: Condition = (document, scope) => exiting(document, scope) || (document.correctionOf ?? null) !== null;

/** Plans with a programme; 700 to 900 have none. */
const eligible: Condition = (document) => !['700', '800', '900'].includes(info(document, 'planType')) && !['notEligible', 'noLongerEligible'].includes(info(document, 'eligibilityOutcome'));

const adultStudent: Condition = (document) => (age(document, info(document, 'meetingDate')) ?? 0) >= 18 && text(document, 'stateRecordExtras/conserved') !== 'Y';

/** Held later than one year after the last review, three after the last evaluation, or 60 days after consent (casemis.md section 7). */
const deadlineMissed: Condition = (document) => {
  const meeting = info(document, 'meetingDate');
  if (!isDate(meeting)) return false;
  const after = (field: string, years: number): boolean => isDate(info(document, field)) && meeting > addYears(info(document, field), years);
  const type = info(document, 'meetingType');
  if (type === '20') return after('priorAnnualDate', 1);
  if (type === '40') return after('priorEvalDate', 3) || (info(document, 'planReview') === 'Y' && after('priorAnnualDate', 1));
  const consent = info(document, 'evalConsentDate');
  const tolled = valueAt(document, 'stateRecordExtras/tolledDays');
  return type === '10' && isDate(consent) && daysBetween(consent, meeting) - (typeof tolled === 'number' ? tolled : 0) > ASSESSMENT_DAYS;
};

/** 16 on the day the plan starts, before the next IEP, or by June 30 of the school year it starts in (34 CFR 300.320(b), CAS-100). */
const transitionDue: Condition = (document) => {
  const from = effectiveDate(document);
  if (from === undefined) return false;
  return (age(document, addDays(addYears(from, 1), -1)) ?? 0) >= 16 || (age(document, yearEnd(from)) ?? 0) >= 16;
};

/** From the start of high school the team must at least consider it (AB 438). */
const transitionConsidered: Condition = (document, scope) => transitionDue(document, scope) || (schoolGrade(document) ?? 0) >= 9;

const lowIncidence: Condition = (document) => ['disability1', 'disability2'].some((field) => codeEntry('disability', info(document, field))?.lowIncidence === true);

const preschoolAge: Condition = (document) => {
  const years = ageAtStart(document);
  return years !== undefined && years >= 3 && years < 6;
};

/** What the team chose; a record that does not say has free notes when their sheet is there. */
const freeNotes: Condition = (document) => {
  const chosen = text(document, NOTES_FORM);
  return chosen === 'free' || (chosen !== 'structured' && isThere(document, 'pages/meetingNotes'));
};

/** Answers of a test row that promise supports or accommodations by name. */
const WITH_RESOURCES = new Set(['designatedSupports', 'accommodations', 'both']);

export const CONDITIONS: Readonly<Record<ConditionId, Condition>> = {
  always: () => true,

  // Student and purpose
  interpreterNeeded: (document) => info(document, 'interpreterNeeded') === 'Y',
  englishLearner: (document) => info(document, 'elStatus') === 'EL',
  adultStudent,
  notAdultStudent: (document, scope) => !adultStudent(document, scope),
  /** 18 at the meeting, whoever holds the rights. */
  ofAge: (document) => (age(document, info(document, 'meetingDate')) ?? 0) >= 18,
  initialMeeting,
  notInitial: (document, scope) => !initialMeeting(document, scope),
  /** A first evaluation at an age at which a child may come from an infant program. */
  earlyInitial: (document, scope) => initialMeeting(document, scope) && (age(document, info(document, 'meetingDate')) ?? SCHOOL_AGE) < SCHOOL_AGE,
  familyPlan: (document) => info(document, 'planType') === '150',
  /** Something is assessed: days are counted from a referral and from the consent to assess. */
  assessmentClock: (document, scope) => initialMeeting(document, scope) || list(document, 'pages/assessmentPlan').length > 0,
  interimMeeting: (document, scope, here) => hasPurpose(document, 'interim') || (cell(document, scope, here, 'interimStartDate') ?? '') !== '',
  purposeOther: (document) => hasPurpose(document, 'other'),
  deadlineMissed,
  eligible,
  exiting,
  exitAsked,
  eligibilityReviewed: (document, scope) => initialMeeting(document, scope) || hasPurpose(document, 'triennial') || exiting(document, scope) || info(document, 'eligibilityOutcome') === 'notEligible',
  lowIncidence,
  supportDegreeNeeded: (document) =>
    info(document, 'planType') === '100' &&
    (schoolGrade(document) !== undefined || ['TK', 'KN'].includes(info(document, 'grade'))) &&
    ['disability1', 'disability2'].some((field) => SUPPORT_DEGREE.has(info(document, field))),

  // Present levels and special factors
  testedGrade: (document) => (schoolGrade(document) ?? 0) >= 4,
  screeningDone: beside('result', 'pass', 'fail'),
  screeningOther: beside('result', 'other'),
  visuallyImpaired: beside('visualImpairment', 'Y', 'N'),
  deafOrHardOfHearing: beside('deafOrHoh', 'Y'),
  primaryLanguageSupport: beside('primaryLanguageSupport', 'Y'),
  behaviorImpedes: beside('behaviorImpedes', 'Y'),

  // "Other", with its text (decisions.md 21)
  primaryLanguageOther: otherCode('primaryLanguage', 'language'),
  interpreterLanguageOther: otherCode('interpreterLanguage', 'language'),
  languageOfInstructionOther: otherCode('languageOfInstruction', 'language'),
  translationLanguageOther: otherCode('translationLanguage', 'language'),
  residenceOther: otherCode('residence', 'residence'),
  referredByOther: otherCode('referredBy', 'referredBy'),
  codeOther: otherCode('code', 'service'),
  frequencyOther: otherCode('frequency', 'frequency'),
  locationOther: otherCode('location', 'location'),
  psgTrainingServiceCodeOther: otherCode('psgTrainingServiceCode', 'service'),
  psgEmploymentServiceCodeOther: otherCode('psgEmploymentServiceCode', 'service'),
  psgLivingServiceCodeOther: otherCode('psgLivingServiceCode', 'service'),
  purposesOther: otherChosen('purposes'),
  studentParticipationOther: otherChosen('studentParticipation'),
  graduationPlanOther: otherChosen('graduationPlan'),
  graduationPlanShortOther: otherChosen('graduationPlanShort'),
  elProgramOther: otherChosen('elProgram'),
  testCodeOther: otherChosen('testCode', 'OTHER'),
  insufficientReasonOther: otherChosen('insufficientReason'),
  measuredByOther: otherChosen('measuredBy'),
  otherAgenciesOther: otherChosen('otherAgencies'),
  promotionCriteriaOther: otherChosen('promotionCriteria'),
  progressFrequencyOther: otherChosen('progressFrequency'),

  // Goals and assessments
  goalAddedAtMeeting: (document, scope) => document.work?.goalsAdded?.includes(segments(scope).at(-1)?.slice(1) ?? '') === true,
  /** Supports are promised and none is named yet: one list of the three is enough. */
  resourceUnnamed: (document, scope) =>
    WITH_RESOURCES.has(text(document, `${scope}/participation`)) && ['embedded', 'nonEmbedded', 'unlisted'].every((field) => list(document, `${scope}/${field}`).length === 0),
  /** A postsecondary goal of the transition plan is linked to this annual goal. */
  servesPostsecondaryGoal: (document, scope, here) => {
    const number = cell(document, scope, here, 'goalNumber');
    const linked = ['Training', 'Employment', 'Living'].flatMap((goal) => list(document, `pages/transitionPlan/psg${goal}LinkedGoals`));
    return typeof number === 'number' && (linked.includes(number) || linked.includes(String(number)));
  },
  alternateAssessment: (document) => objects(document, 'pages/stateAssessments/tests').some((row) => row['participation'] === 'alternate'),
  enablesCurriculum: beside('enablesCurriculum', true),
  progressStarted: written('reportDate', 'summary', 'progressCode', 'comment'),
  /** The round was affirmed: now it goes home. */
  progressAffirmed: written('affirmedBy'),
  progressSent: written('sentHow'),
  progressCorrected: written('correction'),
  progressInsufficient: beside('sufficient', 'N'),
  progressWritten: (document, scope) => {
    const number = valueAt(document, `${scope}/reportNo`);
    return objects(document, 'pages/goals/items').some((goal) => {
      const reports = goal['progressReports'];
      return Array.isArray(reports) && (reports as readonly JsonObject[]).some((report) => report['reportNo'] === number && (report['summary'] ?? '') !== '');
    });
  },

  // Services and setting
  accommodationsNeeded: beside('accommodationsNeeded', 'Y'),
  modificationsNeeded: beside('modificationsNeeded', 'Y'),
  otherSupportsNeeded: beside('otherSupportsNeeded', 'Y'),
  esyOffered: beside('esyOffered', 'Y'),
  nonpublicAgency: onCode('provider', 'provider', (entry) => entry.needsNpa === true),
  serviceNotReported: beside('dnr', true),
  relatedServices: (document) => anyService(document, (entry) => entry.transition !== true && entry.specialEducation !== true),
  transitionServices: (document) => anyService(document, (entry) => entry.transition === true),
  physicalEducationOther: beside('physicalEducation', 'other'),
  nonpublicSchool: beside('school', '0000001'),
  notAtSchoolOfResidence: beside('allServicesAtSchoolOfResidence', 'N'),
  preschoolAge,
  preschoolProgram: (document, scope) => preschoolAge(document, scope) && text(document, `${scope}/setting`) === '201',
  percentNeeded: (document, scope) => {
    const years = ageAtStart(document);
    return ['400', '500'].includes(text(document, `${scope}/setting`)) && years !== undefined && years >= 5 && years < 23;
  },
  gradeSevenUp: (document) => (schoolGrade(document) ?? 0) >= 7,

  // Transition
  transitionDue,
  transitionConsidered,
  transitionDeferred: (document, scope) => transitionConsidered(document, scope) && !transitionDue(document, scope),
  transitionPlanned: (document, scope) => transitionDue(document, scope) || (transitionConsidered(document, scope) && text(document, `${scope}/transitionDeferralReason`).trim() === ''),
  livingGoalWritten: (document, scope) => text(document, `${scope}/psgLiving`).trim() !== '',
  agenciesInvited: beside('agenciesInvited', 'Y'),
  /** The plan in force on the 17th birthday must say that the student was told (34 CFR 300.320(c)). */
  seventeenThisYear: (document) => {
    const meeting = info(document, 'meetingDate');
    return isDate(meeting) && (age(document, addYears(meeting, 1)) ?? 0) >= 17;
  },

  // Notes
  freeNotes,
  structuredNotes: (document, scope) => !freeNotes(document, scope),
  continuedMeeting: (document) => list(document, 'meeting/sessions').length > 1 || document.continuationOf !== null,
  optionNotSelected: beside('selected', false),
  requestRefused: beside('answer', 'refused'),
  noteIsRequest: beside('kind', 'request'),
  noteRequestRefused: (document, scope, here) => beside('kind', 'request')(document, scope, here) && beside('answer', 'refused')(document, scope, here),
  meetingNotCompleted: beside('outcome', 'tabled', 'toBeContinued'),
  participationNotConfirmed: (document) => objects(document, 'pages/consent').some((sheet) => sheet['meaningfulParticipation'] === 'N' || sheet['meaningfulParticipation'] === 'unchecked'),

  /** Somebody at the table did not agree, and the notes say so in a line of its own. */
  disagreementNoted: (document) => objects(document, 'pages/structuredNotes/topics').some((line) => line['kind'] === 'disagreement'),

  // Consent and the papers around the meeting
  memberExcused: (document) => list(document, 'meeting/excusals').length > 0,
  /** A service plan: the parent chose a private school (plan type 200). */
  servicePlan: (document) => info(document, 'planType') === '200',
  agreeExcept: beside('consentChoice', 'agreeExcept'),
  refusalSaid: (document, scope, here) => (cell(document, scope, here, 'refusalWords') ?? '') !== '',
  translationRequested: beside('translationRequested', 'Y'),
  lineSigned: beside('outcome', 'signed'),
  amendment: (document) => isThere(document, 'pages/amendment'),
  /** The record corrects a data error of an affirmed IEP; it is begun as one. */
  correction: (document) => (document.correctionOf ?? null) !== null,
  amendmentWithoutMeeting: beside('method', 'withoutMeeting'),
  // A correction is no agreement: it has no lines to sign.
  amendmentSigned: beside('method', 'meeting', 'withoutMeeting', ''),
  assessmentDecided: beside('parentDecision', 'consent', 'decline'),
  memberAreaDiscussed: beside('kind', 'discussed'),
};

/** Whether a named condition holds. Throws for a name that is none: a misspelt condition must not silently hide a field. */
export function holds(id: ConditionId, document: IepDocument, scope: Address, here?: Json): boolean {
  const condition = Object.hasOwn(CONDITIONS, id) ? CONDITIONS[id] : undefined;
  if (condition === undefined) throw new Error(`There is no condition called "${id}".`);
  return condition(document, scope, here);
}
