/** Promise: where the answer of each condition can come from, so that nothing is asked again while nothing there changes. */
import type { Address } from './address.ts';
import type { ConditionId } from './definition.ts';
import { INFO, SERVICES } from './condition-parts.ts';
import { NOTES_FORM } from './conditions.ts';

const INFO_ONLY: readonly Address[] = [INFO];
const AGE: readonly Address[] = [INFO, 'stateRecordExtras'];
const NOTES_KEPT: readonly Address[] = [NOTES_FORM, 'pages/meetingNotes'];

/** Where a condition looks besides the object that holds its field; one that is not named looks nowhere else. */
const ELSEWHERE: Readonly<Record<ConditionId, readonly Address[]>> = {
  ofAge: INFO_ONLY, earlyInitial: INFO_ONLY, familyPlan: INFO_ONLY, interimMeeting: INFO_ONLY, assessmentClock: [INFO, 'pages/assessmentPlan'],
  interpreterNeeded: INFO_ONLY, englishLearner: INFO_ONLY, initialMeeting: INFO_ONLY, notInitial: INFO_ONLY, purposeOther: INFO_ONLY, eligible: INFO_ONLY, exiting: INFO_ONLY, eligibilityReviewed: INFO_ONLY,
  lowIncidence: INFO_ONLY, supportDegreeNeeded: INFO_ONLY, testedGrade: INFO_ONLY, gradeSevenUp: INFO_ONLY, servicePlan: INFO_ONLY, preschoolAge: INFO_ONLY, preschoolProgram: INFO_ONLY, percentNeeded: INFO_ONLY,
  transitionDue: INFO_ONLY, transitionConsidered: INFO_ONLY, transitionDeferred: INFO_ONLY, transitionPlanned: INFO_ONLY, seventeenThisYear: INFO_ONLY,
  adultStudent: AGE, notAdultStudent: AGE, deadlineMissed: AGE,
  freeNotes: NOTES_KEPT, structuredNotes: NOTES_KEPT,
  goalAddedAtMeeting: ['work/goalsAdded'], servesPostsecondaryGoal: ['pages/transitionPlan'], progressWritten: ['pages/goals/items'], alternateAssessment: ['pages/stateAssessments/tests'],
  relatedServices: [SERVICES], transitionServices: [SERVICES], continuedMeeting: ['meeting/sessions', 'continuationOf'], participationNotConfirmed: ['pages/consent'], disagreementNoted: ['pages/structuredNotes/topics'],
  memberExcused: ['meeting/excusals'], amendment: ['pages/amendment'], correction: ['correctionOf'], exitAsked: [INFO, 'correctionOf'],
};

const NOWHERE: readonly Address[] = [];

/** Where the answer of a condition can come from besides the object that holds its field: while nothing there and nothing in that object changes, the answer stays. */
export function looksElsewhere(id: ConditionId): readonly Address[] {
  return Object.hasOwn(ELSEWHERE, id) ? (ELSEWHERE[id] ?? NOWHERE) : NOWHERE;
}
