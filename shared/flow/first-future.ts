/** The first Future IEP of a child who has no record yet: what was said of the child, the purpose "initial", the case manager, who added the student, and nothing nobody said. */
import type { Row, RowId } from '../iep/address.ts';
import { meetingTypeOf } from '../iep/carry.ts';
import { SCHEMA_VERSION, type IepDocument } from '../iep/document.ts';
import { everyField } from '../iep/fields.ts';
import type { JsonObject } from '../iep/json.ts';
import type { Stamp } from '../journal/edit.ts';
import { addedLine } from './first-page.ts';
import { staffEntry } from './staff-list.ts';
import type { SaidOfPersonAtWork } from './who-you-are.ts';

/** Fields of page 1 that are asked before there is a page, in its order; all the rest is written on the pages. */
export const ASKED = ['lastName', 'firstName', 'birthDate', 'grade', 'primaryLanguage', 'primaryLanguageOther', 'seisId', 'ssid', 'dsea', 'reportingLea', 'referralDate', 'referredBy', 'referredByOther'] as const;
export type Asked = (typeof ASKED)[number];
/** '' where nothing was said. */
export type Answers = Readonly<Record<Asked, string>>;

export interface SaidOfStudent {
  readonly answers: Answers;
  readonly caseManager: SaidOfPersonAtWork;
}

export interface FirstFutureFacts {
  readonly documentId: string;
  /** The number the record is kept under where nobody said one: without it nothing could be filed. */
  readonly recordNumber: string;
  /** Row id of the case manager's entry on the staff list. */
  readonly staffRow: RowId;
  /** Who adds the student (staff id), and the instant by main's clock: whoever it is fills page 1 (first-page.ts). */
  readonly added: Pick<Stamp, 'by' | 'at'>;
}

const PURPOSES = ['initial'] as const;

function documentOf(answers: Partial<Answers>, staff: IepDocument['staff'], documentId: string, journal: readonly Row[]): IepDocument {
  return {
    schemaVersion: SCHEMA_VERSION, documentId, documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null, formLanguage: 'en', agency: {}, staff,
    // As in every Future IEP: structured notes can serve as the prior written notice; the team may choose free ones.
    meeting: { notesForm: 'structured', sessions: [], notice: [], contactLog: [], excusals: [] },
    pages: { infoEligibility: { pageState: 'draft', ...answers, purposes: PURPOSES, meetingType: meetingTypeOf(PURPOSES) } },
    handwrittenRevisions: [], droppedGoals: [], parentCopy: null, affirmation: null, progressReportSchedule: [], journal,
  } satisfies JsonObject as IepDocument;
}

/** The questions that are asked once so much was said: "which other" only after "other". */
export function askedNow(answers: Answers): readonly Asked[] {
  const shown = new Set(everyField(documentOf(answers, [], '', []), 'infoEligibility').filter((field) => field.shown).map(({ def }) => def.id));
  return ASKED.filter((id) => shown.has(id));
}

/** Of answers that can stand: `studentProblems` finds those that cannot. */
export function firstFuture({ answers, caseManager }: SaidOfStudent, { documentId, recordNumber, staffRow, added }: FirstFutureFacts): IepDocument {
  const said = Object.fromEntries(askedNow(answers).map((id) => [id, answers[id].trim()] as const).filter(([, answer]) => answer !== ''));
  const staff = [staffEntry({ ...caseManager, kind: 'caseManager' }, staffRow)] as unknown as IepDocument['staff'];
  return documentOf({ seisId: recordNumber, ...said }, staff, documentId, [addedLine(added)]);
}
