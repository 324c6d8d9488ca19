/** What an IEP must say: 34 CFR 300.320, Ed. Code 56345 and the rules beside them. They speak from the first draft on. */
import { ROW_ID, rowSegment, valueAt, type Row } from '../../iep/address.ts';
import { codeEntry, codeLabel } from '../../iep/codes.ts';
import { holds } from '../../iep/conditions.ts';
import type { IepDocument } from '../../iep/document.ts';
import type { Json } from '../../iep/json.ts';
import { hasContent } from '../../iep/page-keys.ts';
import { hasPage, nameOfRow, rowsAt, textAt, workOf } from '../../flow/read.ts';
import { blanks, hitIf, law, listed, type LawContext, type LawHit, type LawRule, type Placed } from './rule.ts';

const GOALS = 'pages/goals/items';
const NEEDS = 'pages/presentLevels/areasOfNeed';
const PLAN = 'pages/transitionPlan';
/** Short-term objectives a goal needs when any test is an alternate one. */
const FEWEST_OBJECTIVES = 2;

/** Goals that stay in the offer; a dropped one owes nothing. */
export function keptGoals(doc: IepDocument): readonly Placed[] {
  const known = workOf(doc).goals;
  return rowsAt(doc, GOALS).filter((goal) => known[goal[ROW_ID]]?.state !== 'dropped').map((row) => ({ at: `${GOALS}/${rowSegment(row[ROW_ID])}`, row }));
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item): item is string => typeof item === 'string' && item.trim() !== '') : [];
}

/** Each area of need has a goal, and each goal serves a listed area. */
function needsWithoutGoals({ doc }: LawContext): readonly LawHit[] {
  const areas = texts(valueAt(doc, NEEDS));
  const goals = keptGoals(doc);
  const served = new Set(goals.map(({ row }) => textAt(row, 'areaOfNeed')));
  const missing = areas.filter((area) => !served.has(area));
  const unlisted = goals.filter(({ row }) => !areas.includes(textAt(row, 'areaOfNeed')));
  return [
    ...hitIf(missing.length > 0, [NEEDS], { what: `${missing.length === 1 ? 'The area of need' : 'The areas of need'} ${listed(missing.map((area) => `"${area}"`))} ${missing.length === 1 ? 'has' : 'have'} no goal yet.` }),
    ...unlisted.map(({ at, row }) => ({ at: [`${at}/areaOfNeed`], fill: { what: `"${textAt(row, 'areaOfNeed')}" is not among the areas of need.` } })),
  ];
}

function goalsWithoutObjectives({ doc }: LawContext): readonly LawHit[] {
  if (!holds('alternateAssessment', doc, 'pages/goals')) return [];
  return keptGoals(doc).filter(({ row }) => rowsAt(row, 'objectives').length < FEWEST_OBJECTIVES).map(({ at }) => ({ at: [`${at}/objectives`] }));
}

/** The three lists of a test row that name its supports. */
const RESOURCES = ['embedded', 'nonEmbedded', 'unlisted'];

/** Supports or accommodations that name nothing. */
function testsWithoutNames({ doc }: LawContext): readonly LawHit[] {
  const list = 'pages/stateAssessments/tests';
  const unnamed = rowsAt(doc, list).filter((test) => ['designatedSupports', 'accommodations', 'both'].includes(textAt(test, 'participation')) && RESOURCES.every((field) => texts(test[field]).length === 0));
  return unnamed.map((test) => ({ at: [`${list}/${rowSegment(test[ROW_ID])}/embedded`], fill: { what: `${textAt(test, 'testCode')} is taken with supports, and none is named.` } }));
}

interface StateTest {
  readonly words: string;
  /** A row of any of these is one of this test. */
  readonly codes: readonly string[];
  readonly grades: readonly string[];
  readonly onlyFor?: 'englishLearner';
}

/** Tests the state gives every student of a grade (Ed. Code 60640, 60800, 60810). Science is given once more in high school, in a year the school chooses. */
const STATE_TESTS: readonly StateTest[] = [
  { words: 'English language arts', codes: ['CAASPP-ELA'], grades: ['03', '04', '05', '06', '07', '08', '11'] },
  { words: 'mathematics', codes: ['CAASPP-MATH'], grades: ['03', '04', '05', '06', '07', '08', '11'] },
  { words: 'science', codes: ['CAST'], grades: ['05', '08'] },
  { words: 'physical fitness', codes: ['PFT'], grades: ['05', '07', '09'] },
  { words: 'ELPAC', codes: ['ELPAC', 'ELPAC-INITIAL', 'ELPAC-SUMMATIVE'], grades: ['KN', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'], onlyFor: 'englishLearner' },
];

/** A row for every test of the grade (iep-forms.md 3.5): a test that is not listed is one the team has not talked about. A plan of another kind has no state tests. */
function testsWithoutRow({ doc }: LawContext): readonly LawHit[] {
  const list = 'pages/stateAssessments/tests';
  const [grade, listedCodes] = [textAt(doc, 'pages/infoEligibility/grade'), rowsAt(doc, list).map((row) => textAt(row, 'testCode'))];
  if (textAt(doc, 'pages/infoEligibility/planType') !== '100' || listedCodes.length === 0) return [];
  const missing = STATE_TESTS.filter(({ codes, grades, onlyFor }) => grades.includes(grade) && (onlyFor === undefined || holds(onlyFor, doc, list)) && !codes.some((code) => listedCodes.includes(code)));
  return hitIf(missing.length > 0, [list], { what: `${listed(missing.map(({ words }) => words)).replace(/^./u, (first) => first.toUpperCase())} ${missing.length === 1 ? 'is' : 'are'} given in this grade and not among the tests.` });
}

/** At 16 every open place of the plan is owed; in high school before that (AB 438: "consider") a plan that was begun is asked for, and CAS-101 asks when nothing is said. */
function transition(context: LawContext, rule: LawRule): readonly LawHit[] {
  const { doc } = context;
  const open = blanks(context, rule);
  if (holds('transitionDue', doc, PLAN)) return open;
  return hasContent(valueAt(doc, PLAN)) ? open.map((hit) => ({ ...hit, severity: 'W' })) : [];
}

/** Lines of the emergency program stand for services of the regular year; transition services have a field of their own (iep-forms.md 3.9). */
function servicesWithoutEmergencyLine({ doc }: LawContext): readonly LawHit[] {
  const named = new Set(['emSpecialEd', 'emRelated'].flatMap((list) => rowsAt(doc, `pages/emergencyProgram/${list}`)).map((line) => textAt(line, 'serviceRef')));
  if (named.size === 0) return [];
  const missing = rowsAt(doc, 'pages/fapeServices/services').filter((row) => codeEntry('service', textAt(row, 'code'))?.transition !== true && !named.has(nameOfRow(row)) && textAt(row, 'code') !== '');
  return hitIf(missing.length > 0, ['pages/emergencyProgram/emSpecialEd'], { what: `It has no line for ${listed([...new Set(missing.map((row) => codeLabel('service', textAt(row, 'code'))))])}.` });
}

/** Goals an English learner's team has not called linguistically appropriate. The blanks of 56345(b) itself are required fields and S-blank's. */
function goalsForEnglishLearners({ doc }: LawContext): readonly LawHit[] {
  if (!holds('englishLearner', doc, GOALS)) return [];
  return keptGoals(doc).filter(({ row }) => row['linguisticallyAppropriate'] === false).map(({ at }) => ({ at: [`${at}/linguisticallyAppropriate`] }));
}

/** Services that carry out the goals of a provider area; areas that any special education teacher serves have none. */
const SERVICES_OF_AREA: Readonly<Record<string, readonly string[]>> = {
  communication: ['415'], motor: ['425', '450', '460'], health: ['435', '436'], psychology: ['510', '515', '520', '525', '530', '535', '540', '545'], vision: ['725', '730', '735'], hearing: ['710', '715', '720'],
};

function goalName({ goalNumber }: Row): string {
  return typeof goalNumber === 'number' ? `Goal ${goalNumber}` : 'A goal';
}

/** A goal leads to a service of the provider who reports on it, and serves the curriculum or another need; a postsecondary goal leads to annual goals. */
function orphans({ doc, services }: LawContext): readonly LawHit[] {
  const goals = keptGoals(doc);
  const codes = new Set(services.map(({ row }) => textAt(row, 'code')));
  const numbers = new Set(goals.map(({ row }) => row['goalNumber']));
  const areaOf = (row: Row): string => doc.staff.find((person) => person.id === textAt(row, 'ownerProviderId'))?.area ?? '';
  const unserved = goals.filter(({ row }) => SERVICES_OF_AREA[areaOf(row)]?.some((code) => codes.has(code)) === false);
  const idle = goals.filter(({ row }) => row['enablesCurriculum'] === false && row['otherNeeds'] === false);
  const loose = (hasPage(doc, 'transitionPlan') ? ['psgTraining', 'psgEmployment', 'psgLiving'] : []).filter((field) => {
    const linked = valueAt(doc, `${PLAN}/${field}LinkedGoals`);
    return Array.isArray(linked) && (linked as readonly Json[]).some((number) => !numbers.has(number));
  });
  return [
    ...unserved.map(({ at, row }) => ({ at: [`${at}/ownerProviderId`], fill: { what: `${goalName(row)} is reported by a provider whose service is not in the offer.` } })),
    ...idle.map(({ at, row }) => ({ at: [`${at}/enablesCurriculum`], fill: { what: `${goalName(row)} serves neither the curriculum nor another need.` } })),
    ...loose.map((field) => ({ at: [`${PLAN}/${field}LinkedGoals`], fill: { what: 'A postsecondary goal is linked to an annual goal that is not in this IEP.' } })),
  ];
}

const SUPPORTS = ['accommodations', 'modifications', 'otherSupports'].flatMap((list) => [`pages/fapeServices/${list}Needed`, `pages/fapeServices/${list}`, `pages/fapeServices/${list}/**`]);
const LINE_FIELDS = ['startDate', 'endDate', 'frequency', 'minutes', 'location'];

export const CONTENT_RULES: readonly LawRule[] = [
  law({
    id: 'L-320-1', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(1); Ed. Code 56345(a)(1)',
    message: '{what} An IEP says where the student stands in every area, and how the disability affects learning with the class.',
    owns: [...['academicSkills', 'communication', 'motor', 'socialEmotional', 'vocational', 'adaptive', 'health'].map((field) => `pages/presentLevels/${field}`), 'pages/infoEligibility/disabilityImpact'],
  }),
  law({
    id: 'L-320-2', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(2)(i); Ed. Code 56345(a)(2)',
    message: '{what} An IEP has at least one measurable goal, and a goal for each area of need.',
    owns: [NEEDS, GOALS, ...['areaOfNeed', 'baseline', 'annualGoal'].map((field) => `${GOALS}/*/${field}`)],
    when: (context, rule) => [...blanks(context, rule), ...needsWithoutGoals(context)],
  }),
  law({
    id: 'L-320-3', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(2)(ii); Ed. Code 56345(a)(1)(C)',
    message: 'An alternate assessment is chosen: write at least two objectives for this goal.',
    owns: [`${GOALS}/*/objectives`],
    when: goalsWithoutObjectives,
  }),
  law({
    id: 'L-320-4', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(3); Ed. Code 56345(a)(3)',
    message: '{what} An IEP says how progress is measured, and when and how the parent hears of it.',
    owns: ['pages/fapeSetting/progressFrequency', 'pages/fapeSetting/progressMethod', `${GOALS}/*/ownerProviderId`],
  }),
  law({
    id: 'L-320-5', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(4); Ed. Code 56345(a)(4)',
    message: '{what} The offer states every service, aid, change and support, or that none is needed.',
    owns: [...SUPPORTS, 'pages/fapeServices/services', 'pages/fapeServices/esyServices', 'pages/fapeServices/transportation', 'pages/fapeServices/transportationDetail'],
  }),
  law({
    id: 'L-320-6', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(5); Ed. Code 56345(a)(5)',
    message: '{what} Say how far the student does not take part with other students, and why.',
    owns: ['pages/fapeSetting/nonParticipationReason'],
  }),
  law({
    id: 'L-320-7', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(6); Ed. Code 56345(a)(6)',
    message: '{what} Name the supports of each test; an alternate test needs both reasons.',
    owns: ['tests', 'tests/*/testCode', 'tests/*/participation', ...RESOURCES.map((field) => `tests/*/${field}`), 'alternateReason', 'alternateAppropriate', 'districtAssessments'].map((field) => `pages/stateAssessments/${field}`),
    // One list of the three is enough, so the row is asked once.
    when: (context, rule) => [...blanks(context, rule).filter(({ at }) => !RESOURCES.some((field) => at[0]?.endsWith(`/${field}`))), ...testsWithoutRow(context), ...testsWithoutNames(context)],
  }),
  law({
    id: 'L-320-8', severity: 'B', step: 'writing', source: '34 CFR 300.320(a)(7); Ed. Code 56345(a)(7)',
    message: '{what} Each service says when it starts and ends, how often, how long and where.',
    owns: ['services', 'esyServices'].flatMap((list) => LINE_FIELDS.map((field) => `pages/fapeServices/${list}/*/${field}`)),
  }),
  law({
    id: 'L-320-9', severity: ['B', 'W'], step: 'writing', source: '34 CFR 300.320(b); Ed. Code 56345(a)(8), 56345.1; AB 438 from July 1, 2025',
    message: '{what} From 16 on the IEP in force has a transition plan; in high school before that, the plan or a sentence why it begins later.',
    owns: [`${PLAN}/**`],
    reportedAs: [{ rule: 'CAS-100' }, { rule: 'CAS-101' }],
    when: transition,
  }),
  law({
    id: 'L-320-10', severity: 'B', step: 'writing', source: '34 CFR 300.320(c); Ed. Code 56345(g), 56041.5',
    message: '{what} The student turns 17 before the next IEP: tell student and parent that rights pass to the student at 18, and write down when.',
    owns: [`${PLAN}/majorityNoticeDate`, `${PLAN}/rightsStatement`],
    reportedAs: [{ rule: 'CAS-103' }, { rule: 'CAS-104' }],
  }),
  law({
    id: 'L-345-9', severity: 'B', step: 'writing', source: 'Ed. Code 56345(a)(9)',
    message: '{what} The emergency program covers special education and related services, aids, transition services and the extended school year.',
    owns: ['pages/emergencyProgram/**'],
    when: (context, rule) => [...blanks(context, rule), ...servicesWithoutEmergencyLine(context)],
  }),
  law({
    id: 'L-345-b', severity: 'W', step: 'writing', source: 'Ed. Code 56345(b)',
    message: 'The student is an English learner: see that this goal is linguistically appropriate, and tick it.',
    when: goalsForEnglishLearners,
  }),
  law({
    id: 'L-116', severity: 'B', step: 'writing', source: '34 CFR 300.114, 300.116; Ed. Code 56342',
    message: '{what} The team lists the options, considers harmful effects, and begins with the school the student would attend anyway.',
    owns: ['pages/fapeServices/optionsConsidered', 'pages/fapeServices/lreHarmfulEffects', 'pages/fapeSetting/allServicesAtSchoolOfResidence', 'pages/fapeSetting/notAtResidenceReason'],
  }),
  law({
    id: 'L-3040c', severity: 'W', step: 'writing', source: '5 CCR 3040',
    message: '{what} Present levels lead to needs, needs to goals, goals to services.',
    when: orphans,
  }),
  law({
    id: 'L-324-1', severity: 'B', step: 'writing', source: '34 CFR 300.324(a)(1), (2); Ed. Code 56341.1',
    message: '{what} The team considers strengths, the concerns of the parent, the latest evaluation and the five special factors.',
    owns: [
      ...['strengths', 'parentConcerns', 'otherAssessments'].map((field) => `pages/presentLevels/${field}`),
      ...['atNeeded', 'atDescription', 'visualImpairment', 'brailleDecision', 'deafOrHoh', 'communicationAccess', 'communicationNeeds', 'elNeeds', 'behaviorImpedes', 'behaviorDescription', 'behaviorStrategies'].map((field) => `pages/specialFactors/${field}`),
    ],
  }),
  law({
    id: 'L-324-3', severity: 'B', step: 'writing', source: '34 CFR 300.324(b); Ed. Code 56343(d), 56380',
    message: '{what} An IEP is reviewed at least once a year.',
    owns: ['pages/infoEligibility/nextAnnualDate'],
    reportedAs: [{ rule: 'CAS-078', field: 'nextAnnualDate' }, { rule: 'CAS-066' }],
  }),
];
