/** Every paper this program prints, for a student nobody is: the sample IEP with an assessment plan, an amendment, a transition plan and progress reports invented around it. */
import { withLate, type LateEntry } from '../../../shared/flow/late.ts';
import { redline } from '../../../shared/flow/redline.ts';
import type { DifferenceAnswer, IepDocument, Work } from '../../../shared/iep/document.ts';
import { withRowIds } from '../../../shared/iep/ids.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { pageIdOf, pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { LIBRARY_LANGUAGES, LIBRARY_PAPERS } from '../../../shared/library/listed.ts';
import type { LibraryJob } from '../../../shared/library/papers.ts';
import type { CopyRedline, PaperFacts, PaperLanguage } from '../../../shared/paper/facts.ts';

const PRINTED = '2026-10-14T15:22';
const HASH = 'a3f9c2d17be0441197c0d2e85b1f66aa0c7d4b1f9e2a3c5d6e7f8091a2b3c4d5';
/** Consent withdrawn in writing; the last day of services is not settled yet. */
const REVOKED: LateEntry = { revoking: { revokedBy: 'Dana Birchwater', relation: 'mother', revokedOn: '2027-02-08', receivedOn: '2027-02-10', paper: 'Special education file, room 4' }, by: 'st1', at: '2027-02-10T18:00:00.000Z' };
const NO_WORK: Work = { prepared: [], carried: [], goals: {}, discussed: {}, preparedBy: {}, goalsAtOpening: [], goalsAdded: [], prior: [], paper: null, sheets: [], differences: [], openSession: null, superseded: [] };

const ASSESSMENT_PLAN: JsonObject = {
  kind: 'triennial', requestedBy: 'Nolan’s case manager', referralDate: '2027-09-06', parentDecision: '', receivedDate: '',
  reason: 'Three years have passed since Nolan was last assessed. The team needs to know how he reads, writes, reckons and speaks now, and whether he still needs special education.',
  areas: [
    { area: 'Academic achievement', examiner: 'Education specialist', method: 'One-to-one tests of reading, writing and mathematics, work samples, a look at how he works in class', alternative: 'Untimed reading with breaks' },
    { area: 'Language and speech', examiner: 'Speech-language pathologist', method: 'Recorded samples of how he tells and retells stories, one standardized test', alternative: '' },
    { area: 'Motor development', examiner: 'Occupational therapist', method: 'Writing by hand and on a keyboard, seen in class', alternative: 'None' },
  ],
  nativeLanguage: 'English', elpacLevel: '', priorRecords: 'The assessment reports of October 2023, progress reports of this year, the health file.',
};

const AMENDMENT: JsonObject = {
  pageState: 'discussed', amendmentDate: '2027-02-11', baseMeetingDate: '2026-10-14', method: 'withoutMeeting',
  reason: 'Nolan reads faster than the plan foresaw, and the group in the resource room meets at another hour since January.',
  changes: [
    { pageId: 'fapeServices', fieldPath: 'Specialized academic instruction, minutes', effectiveDate: '2027-02-18', before: '40 minutes, four times a week, in the resource room.', after: '30 minutes, four times a week: 15 in the resource room, 15 in the regular class.' },
    { pageId: 'goals', fieldPath: 'Goal 1, reading', effectiveDate: '2027-02-18', before: 'Reads 92 words a minute with 95 percent accuracy.', after: 'Reads 105 words a minute with 97 percent accuracy, in texts of his own grade.' },
  ],
  revisedCopyRequested: 'Y', noMeetingAgreement: null, signatures: [{ title: 'Parent', sig: null }, { title: 'LEA representative', sig: null }],
};

const TRANSITION: JsonObject = {
  pageState: 'discussed', studentInvited: 'Y', agenciesInvited: 'na', studentParticipation: ['present', 'interviewPrior'], ageAppropriateAssessments: 'Y',
  assessmentList: [{ name: 'Interest inventory', date: '2026-09-20' }], assessmentResults: 'Nolan likes to build things that move, works best in pairs, and wants to know how bridges stand up.',
};

/** What was said of each goal in the first round. */
function reported(goal: JsonObject, index: number): JsonObject {
  const reports = Array.isArray(goal['progressReports']) ? (goal['progressReports'] as readonly Json[]) : [];
  const first: JsonObject = {
    reportDate: '2026-12-03', progressCode: String((index % 3) + 2), sufficient: index === 1 ? 'N' : 'Y', insufficientReason: index === 1 ? 'absences' : '', measuredBy: ['workSamples', 'observation'], providerDone: true,
    summary: `On 3 of the last 4 probes Nolan came to ${54 + 7 * index} percent; in September it was ${31 + 5 * index}. He does it alone when the first line is given.`,
    comment: index === 1 ? 'Nine days of illness in November cost two of the six practice weeks.' : '',
  };
  return { ...goal, progressReports: reports.map((report, at) => (at === 0 ? { ...(report as JsonObject), ...first } : report)) };
}

/** The sample with every other form filled in. */
export function withEveryForm(sample: IepDocument): IepDocument {
  const goals = sample.pages.goals as JsonObject;
  const schedule = (sample['progressReportSchedule'] as readonly Json[]).map((round, index) => (index === 0 ? { ...(round as JsonObject), affirmedBy: 'st1', affirmedAt: '2026-12-04T14:10', sentHow: 'mail', sentDate: '2026-12-04' } : round));
  return withRowIds({
    ...sample, progressReportSchedule: schedule,
    pages: { ...sample.pages, assessmentPlan: [ASSESSMENT_PLAN], amendment: AMENDMENT, transitionPlan: TRANSITION, goals: { ...goals, items: (goals['items'] as readonly JsonObject[]).map(reported) } },
  } as unknown as IepDocument);
}

/** The pages as they lie on the table when the meeting opens: present levels, goals and the offer prepared, nothing discussed. */
function prepared(document: IepDocument): IepDocument {
  const before = ['presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'emergencyProgram'] as const;
  const pages = Object.fromEntries(before.map((page) => [page, { ...(document.pages[page] as JsonObject), pageState: 'draft' }]));
  return { ...document, documentStatus: 'draft', pages: { ...document.pages, ...pages }, work: { ...NO_WORK, prepared: before } } as unknown as IepDocument;
}

/** A form nobody has written on yet: what a pen finds. */
function blank(document: IepDocument): IepDocument {
  const consent = (document.pages.consent as readonly JsonObject[]).map(({ $row, sessionNo, sessionDate }) => ({ $row, sessionNo, sessionDate }));
  const attendance = (document.pages.attendance as readonly JsonObject[]).map(({ $row, sessionNo, sessionDate }) => ({ $row, sessionNo, sessionDate }));
  return { ...document, pages: { ...document.pages, consent, attendance, goals: null, fapeServices: null, presentLevels: null, specialFactors: null } } as unknown as IepDocument;
}

/** The record after the handwriting was entered: a sentence, a date, a service crossed out, a goal moved, and a word of ours put right. */
function entered(copy: IepDocument): { readonly document: IepDocument; readonly answers: readonly DifferenceAnswer[] } {
  const levels = copy.pages.presentLevels as JsonObject;
  const services = copy.pages.fapeServices as JsonObject;
  const rows = services['accommodations'] as readonly JsonObject[];
  const goals = copy.pages.goals as JsonObject;
  const items = goals['items'] as readonly JsonObject[];
  const hand = (at: string, writtenBy: string, initials: readonly string[]): DifferenceAnswer => ({ at, kind: 'handwriting', writtenBy, initials, reason: '' });
  return {
    document: {
      ...copy,
      pages: {
        ...copy.pages,
        presentLevels: { ...levels, parentConcerns: `${String(levels['parentConcerns'])} She asks for a reading log every Friday.`, health: 'Nolan wears glasses since September.' },
        fapeServices: { ...services, accommodations: rows.slice(1) },
        goals: { ...goals, items: [...items.slice(1), ...items.slice(0, 1)] },
      },
      work: { ...(copy.work ?? NO_WORK), paper: { original: 'the confidential file in room 12', fileCopy: 'the district office' } },
    } as unknown as IepDocument,
    answers: [
      hand('pages/presentLevels/parentConcerns', 'Dana Birchwater', ['DB', 'RO']), hand(`pages/fapeServices/accommodations/@${String(rows[0]?.['$row'])}`, 'Rosa Ortiz', []),
      { at: 'pages/presentLevels/health', kind: 'correction', writtenBy: '', initials: [], reason: 'the health line was last year’s' },
    ],
  };
}

/** The redline of a sample, as the program makes it. */
function redlined(copy: IepDocument): { readonly document: IepDocument; readonly redline: CopyRedline } {
  const { document: plain, answers } = entered(copy);
  const document = { ...plain, work: { ...(plain.work ?? NO_WORK), differences: answers } } as unknown as IepDocument;
  return { document, redline: { copy, copyCode: 'K7QM2P', copyPrintedAt: PRINTED, differences: redline(document, copy) } };
}

export interface SamplePaper {
  /** Name of its file, without language and ending. */
  readonly name: string;
  readonly facts: Omit<PaperFacts, 'language'>;
}

export const LANGUAGES: readonly PaperLanguage[] = ['en', 'es', 'both'];

/** Every kind of paper, from the sample. */
export function samplePapers(sample: IepDocument): readonly SamplePaper[] {
  const document = withEveryForm(sample);
  const common = { printedAt: PRINTED, code: 'K7QM2P', contentHash: HASH, affirmedOn: null, previous: sample } as const;
  const alone = (name: string, page: string): SamplePaper => ({ name, facts: { ...common, document, kind: 'draft', only: pageKeysOf(document).filter((key) => pageIdOf(key) === page) } });
  return [
    { name: 'draft-packet', facts: { ...common, document: prepared(sample), kind: 'draft' } },
    { name: 'parent-copy', facts: { ...common, document: sample, kind: 'parentCopy' } },
    { name: 'parent-copy-to-write-on', facts: { ...common, document: blank(sample), kind: 'parentCopy' } },
    { name: 'affirmed', facts: { ...common, document: sample, kind: 'affirmed', affirmedOn: '2026-10-16' } },
    { name: 'imported', facts: { ...common, document: sample, kind: 'imported', affirmedOn: '2026-10-16', previous: null } },
    { name: 'clean-copy', facts: { ...common, document: sample, kind: 'cleanCopy' } },
    { name: 'redline', facts: { ...common, ...redlined(withRowIds(sample)), kind: 'redline' } },
    { name: 'revocation-notice', facts: { ...common, printedAt: '2027-02-12T09:10', document: withLate(sample, [REVOKED]), kind: 'revocationNotice' } },
    { name: 'at-a-glance', facts: { ...common, document: sample, kind: 'glance' } },
    { name: 'changed-pages', facts: { ...common, document: prepared(sample), kind: 'draft', only: ['presentLevels', 'goals'] } },
    alone('notice-of-meeting', 'meetingNotice'), alone('assessment-plan', 'assessmentPlan'), alone('amendment', 'amendment'), alone('excusal', 'excusal'), alone('contact-log', 'contactLog'), alone('transition-plan', 'transitionPlan'), alone('progress-report', 'progressReport'),
  ];
}

/** The progress reports of two students in one file, as a caseload's are printed. */
export function bulkReports(sample: IepDocument): readonly Omit<PaperFacts, 'language'>[] {
  const document = withEveryForm(sample);
  const only = pageKeysOf(document).filter((key) => pageIdOf(key) === 'progressReport');
  const named = (firstName: string, code: string): Omit<PaperFacts, 'language'> => ({
    document: { ...document, pages: { ...document.pages, infoEligibility: { ...(document.pages.infoEligibility as JsonObject), firstName } } } as unknown as IepDocument,
    kind: 'report', printedAt: PRINTED, code, contentHash: HASH, affirmedOn: null, previous: null, only,
  });
  return [named('Nolan', 'K7QM2P'), named('Lena', 'R4TX9B')];
}

/** The papers that come with the document library, each in its two languages. */
export function libraryJobs(): readonly LibraryJob[] {
  return LIBRARY_PAPERS.flatMap((paper) => LIBRARY_LANGUAGES.map((language) => ({ paper, language, printedAt: PRINTED, version: '0.1.0' })));
}
