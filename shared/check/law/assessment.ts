/** Assessment and its clocks: 34 CFR 300.303, Ed. Code 56043, 56302.1, 56321, 56344, 56381. */
import { textAt } from '../../flow/read.ts';
import { addDays, isDate } from '../../time/dates.ts';
import { EVALUATION_DAYS } from '../rules/meetings.ts';
import { heldOrToday, hitIf, law, placed, tolledDays, type LawContext, type LawHit, type LawRule, type StateRule } from './rule.ts';

/** Days from referral to a written assessment plan (Ed. Code 56321(a), 56043(a)). */
const PLAN_DAYS = 15;

/** Plans whose sixty days ran out before the meeting, or run out while none is held. A first IEP with its consent date on page 1 is CAS-072's. */
function lateMeetings(context: LawContext): readonly LawHit[] {
  const { doc } = context;
  if (isDate(textAt(doc, 'pages/infoEligibility/evalConsentDate'))) return [];
  const held = heldOrToday(context);
  return placed(doc, 'pages/assessmentPlan').filter(({ row }) => row['parentDecision'] === 'consent' && isDate(textAt(row, 'receivedDate'))).flatMap(({ at, row }) =>
    hitIf(isDate(held) && held > addDays(textAt(row, 'receivedDate'), EVALUATION_DAYS + tolledDays(context)), [`${at}/receivedDate`], { what: 'More than 60 days lie between the signed assessment plan and the meeting.' }));
}

/** A referral without a written plan after fifteen days; the fifteen days the parent has to decide begin with the plan and end nothing here. */
function latePlans(context: LawContext): readonly LawHit[] {
  const { doc, today } = context;
  const isLate = (referral: string): boolean => isDate(referral) && today > addDays(referral, PLAN_DAYS + tolledDays(context));
  const plans = placed(doc, 'pages/assessmentPlan');
  const unwritten = plans.filter(({ row }) => isLate(textAt(row, 'referralDate')) && (!Array.isArray(row['areas']) || row['areas'].length === 0));
  const referral = textAt(doc, 'pages/infoEligibility/referralDate');
  const isWaiting = plans.length === 0 && !isDate(textAt(doc, 'pages/infoEligibility/evalConsentDate')) && context.sessions.length === 0;
  return [
    ...unwritten.map(({ at }) => ({ at: [`${at}/areas`] })),
    ...hitIf(isWaiting && isLate(referral), ['pages/infoEligibility/referralDate']),
  ];
}

export const ASSESSMENT_RULES: readonly (LawRule | StateRule)[] = [
  { id: 'L-303', severity: ['W'], step: 'assessment', source: '34 CFR 300.303; Ed. Code 56381', reportedAs: [{ rule: 'CAS-067' }, { rule: 'CAS-068' }, { rule: 'CAS-078', field: 'nextTriennialDate' }] },
  law({
    id: 'L-344', severity: 'W', step: 'assessment', source: 'Ed. Code 56344(a), 56302.1, 56043',
    message: '{what} School breaks of more than five days do not count; note the reason.',
    reportedAs: [{ rule: 'CAS-072' }],
    when: lateMeetings,
  }),
  law({
    id: 'L-321a', severity: 'W', step: 'assessment', source: 'Ed. Code 56321(a), (c), 56043(a), (b)',
    message: 'More than 15 days have passed since the referral and no assessment plan is written. The parent then has at least 15 days to decide.',
    when: latePlans,
  }),
];
