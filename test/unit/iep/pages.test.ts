import { describe, expect, it } from 'vitest';
import { CODE_TABLES, codeEntry, codeLabel, codeTable } from '../../../shared/iep/codes.ts';
import { CONDITIONS } from '../../../shared/iep/conditions.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import { fieldsOf, innerFields } from '../../../shared/iep/fields.ts';
import { label } from '../../../shared/iep/labels.ts';
import { PAGES } from '../../../shared/iep/pages.ts';

/** The page types of iep-forms.md section 1, in the order of the parent copy. */
const PAGE_SET = [
  'infoEligibility', 'transitionPlan', 'presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram',
  'meetingNotes', 'structuredNotes', 'attendance', 'consent', 'amendment', 'meetingNotice', 'progressReport', 'assessmentPlan', 'excusal', 'contactLog',
];

/** Every field of the tables of iep-forms.md section 3, as page.field. */
const FORM: Record<string, string> = {
  infoEligibility: 'lastName firstName middleName birthDate grade gender primaryLanguage residence seisId ssid localStudentId hispanic races elStatus interpreterNeeded interpreterLanguage dsea reportingLea selpa schoolOfResidence studentAddress parents meetingDate priorAnnualDate priorEvalDate nextAnnualDate nextTriennialDate entryDate initialEvalDate purposes purposeOther meetingType planReview planType reasonForPlan planEffectiveDate referralDate referredBy evalConsentDate earlyInterveningServices delayCode disability1 disability2 degreeOfSupport lowIncidence eligibilityOutcome disabilityImpact exitReason exitDate',
  transitionPlan: 'studentInvited agenciesInvited agencyNames agencyConsentDate studentParticipation ageAppropriateAssessments assessmentList assessmentResults psgTraining psgEmployment psgLiving psgTrainingServiceCode psgTrainingActivities psgTrainingCommunity psgTrainingRelatedServices psgTrainingLinkedGoals psgTrainingResponsible psgEmploymentServiceCode psgLivingResponsible courseOfStudy graduationPlan creditsRequired creditsEarned anticipatedCompletion majorityNoticeDate rightsStatement t1 t2 t3 t4 t5 t6 t7 t8 transitionDeferralReason',
  presentLevels: 'strengths parentConcerns statewideScores altAssessmentScores elpacScores fitnessResults otherAssessments hearingScreen visionScreen academicSkills communication motor socialEmotional vocational adaptive health healthPlan areasOfNeed',
  specialFactors: 'atNeeded atDescription lowIncidenceNeeded lowIncidenceDescription visualImpairment brailleDecision deafOrHoh communicationAccess communicationNeeds elNeeds elProgram eldProvider eldSetting primaryLanguageSupport languageOfInstruction behaviorImpedes behaviorDescription behaviorStrategies behaviorPlan behaviorGoal',
  stateAssessments: 'tests alternateReason alternateAppropriate districtAssessments',
  goals: 'items',
  fapeServices: 'optionsConsidered lreHarmfulEffects accommodationsNeeded accommodations modificationsNeeded modifications otherSupportsNeeded otherSupports services transportation transportationDetail esyOffered esyRationale esyServices',
  fapeSetting: 'physicalEducation districtOfService school npsCode schoolType allServicesAtSchoolOfResidence notAtResidenceReason preschoolServiceLocation tenHours setting percentRegular nonParticipationReason otherAgencies promotionCriteria progressFrequency progressMethod transitionActivities graduationPlanShort',
  emergencyProgram: 'emSpecialEd emRelated emAids emTransition emEsy emMeans emHealthOrder emConditions',
  attendance: 'sessionNo sessionDate participants requiredRolesMet excusedMembers',
  consent: 'sessionNo sessionDate safeguardsGiven assessmentReportGiven iepCopyGiven translationRequested translationLanguage meaningfulParticipation parentFacilitated consentChoice consentExceptions medicalBillingConsent parentSignatures adultStudentSignature parentComment interpreterSignature privateSchoolNote',
  structuredNotes: 'header earlierSessionNote introductions safeguardsNote safeguardsHowToGetCopy assistanceSources parentInput basis progressReviewed eligibilityNote topics goalsNote options actions parentRequests otherFactors offerSummary agreements disagreements participationConcern followUps outcome closing pwnCheck',
  amendment: 'amendmentDate baseMeetingDate method noMeetingAgreement reason changes teamInformed revisedCopyRequested signatures',
  meetingNotice: 'noticeDate sentBy sentHow meetingDate meetingTime meetingPlace remoteInfo purposes invited rightToBring rightsNote recordingNote parentReply excusalRequest',
  progressReport: 'reportNo dueDate affirmedBy affirmedAt sentHow sentDate',
  assessmentPlan: 'kind reason requestedBy referralDate areas nativeLanguage elpacLevel priorRecords noIepWithoutConsent parentDecision',
  excusal: 'member kind extent writtenInput inputDate parentSig leaSig',
  contactLog: 'at channel by result followUp',
};

function deep(fields: readonly FieldDef[]): readonly FieldDef[] {
  return fields.flatMap((def) => [def, ...(def.type.kind === 'signature' ? [] : deep(innerFields(def)))]);
}

function repeatedIn(ids: readonly string[]): readonly string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

const EVERY = PAGES.flatMap((page) => deep(fieldsOf(page)).map((def) => ({ page: page.id, def })));

describe('the form', () => {
  it('has every page type of the state form set, in the order of the parent copy', () => {
    expect(PAGES.map((page) => page.id)).toEqual(PAGE_SET);
  });

  it('has every field of the form tables', () => {
    const missing = Object.entries(FORM).flatMap(([id, fields]) => {
      const page = PAGES.find((candidate) => candidate.id === id);
      const have = new Set(page === undefined ? [] : fieldsOf(page).map((def) => def.id));
      return fields.split(' ').filter((field) => !have.has(field)).map((field) => `${id}.${field}`);
    });
    expect(missing).toEqual([]);
    expect(Object.values(FORM).join(' ').split(' ').length).toBeGreaterThan(230);
    expect(EVERY.length).toBeGreaterThanOrEqual(250);
  });

  it('never uses a field id twice in one place, nor a section id twice on a page', () => {
    const repeated = PAGES.flatMap((page) => [
      ...repeatedIn(fieldsOf(page).map((def) => def.id)),
      ...repeatedIn(page.sections.map((section) => section.id)),
      ...deep(fieldsOf(page)).flatMap((def) => repeatedIn(innerFields(def).map((inner) => inner.id))),
    ]);
    expect(repeated).toEqual([]);
  });

  it('names only conditions that exist, and none exists that nothing names', () => {
    const named = new Set([...PAGES.map((page) => page.appears), ...EVERY.flatMap(({ def }) => [def.when, def.hideUnless])].filter((id) => id !== undefined));
    expect([...named].filter((id) => !Object.hasOwn(CONDITIONS, id))).toEqual([]);
    expect(Object.keys(CONDITIONS).filter((id) => !named.has(id))).toEqual([]);
    expect(named.size).toBeGreaterThan(40);
  });

  it('gives every conditional field its condition, and every field an English label', () => {
    expect(EVERY.filter(({ def }) => def.req === 'C' && def.when === undefined).map(({ page, def }) => `${page}.${def.id}`)).toEqual([]);
    expect(EVERY.filter(({ def }) => def.label.en === '').map(({ page, def }) => `${page}.${def.id}`)).toEqual([]);
  });

  it('marks the state-reported fields', () => {
    const reported = EVERY.filter(({ def }) => def.reported).map(({ page, def }) => `${page}.${def.id}`);
    for (const one of ['infoEligibility.ssid', 'infoEligibility.disability1', 'fapeServices.code', 'fapeServices.minutes', 'fapeSetting.percentRegular', 'consent.parentFacilitated', 'transitionPlan.t8']) expect(reported).toContain(one);
    expect(reported).not.toContain('presentLevels.strengths');
    expect(reported.length).toBeGreaterThan(50);
  });

  it('never lets parent concerns, the parent’s answer or a signature be prepared ahead', () => {
    const early = EVERY.filter(({ def }) => def.type.kind === 'signature' || def.id === 'parentConcerns' || def.id === 'consentChoice').filter(({ def }) => def.pre === 'D' || def.pre === 'rec');
    expect(early.map(({ def }) => def.id)).toEqual([]);
  });

  it('labels both languages, and falls back to English where Spanish is missing', () => {
    expect(label({ en: 'Goals', es: 'Metas' }, 'both')).toBe('Goals / Metas');
    expect(label({ en: 'ELPAC', es: 'ELPAC' }, 'both')).toBe('ELPAC');
    expect(label({ en: 'Residency', es: '' }, 'es')).toBe('Residency');
    expect(PAGES.filter((page) => page.title.es === '')).toEqual([]);
  });
});

describe('the code lists', () => {
  it('exist for every coded field and have entries with a code and an English label, no code twice', () => {
    const used = new Set(EVERY.flatMap(({ def }) => (def.type.kind === 'code' || def.type.kind === 'codes' ? [def.type.table] : [])));
    expect(used.size).toBeGreaterThanOrEqual(20);
    expect([...used].filter((id) => !CODE_TABLES.includes(id))).toEqual([]);
    expect(CODE_TABLES.filter((id) => codeTable(id).length < 2)).toEqual([]);
    expect(CODE_TABLES.flatMap((id) => repeatedIn(codeTable(id).map((entry) => `${id} ${entry.code}`)))).toEqual([]);
    expect(CODE_TABLES.filter((id) => codeTable(id).some((entry) => entry.code === '' || entry.label.en === ''))).toEqual([]);
    expect(CODE_TABLES.reduce((sum, id) => sum + codeTable(id).length, 0)).toBeGreaterThan(250);
  });

  it('know ages, low incidence, meeting types and retired codes', () => {
    expect(codeEntry('disability', '281')).toMatchObject({ label: { en: 'Established medical disability' }, ages: { fromMonths: 33, beforeMonths: 72 } });
    expect(codeEntry('disability', '330')).toMatchObject({ label: { en: 'Traumatic brain injury' }, lowIncidence: false });
    expect(codeTable('disability').filter((entry) => entry.lowIncidence === true).map((entry) => entry.short)).toEqual(['HH', 'DEAF', 'VI', 'OI', 'DB']);
    expect(codeEntry('delay', '40')?.meetingTypes).toEqual(['10']);
    expect(codeTable('exit').filter((entry) => !entry.active).map((entry) => entry.code)).toEqual(['71', '74']);
  });

  it('show an unknown code as it stands', () => {
    expect(codeLabel('service', '330')).toBe('Specialized academic instruction');
    expect(codeLabel('service', '330', 'es')).toBe('Instrucción académica especializada');
    expect(codeLabel('service', '999')).toBe('999');
  });
});
