/** The words the screen uses for states of documents, pages, consent and delivery (libraries.md 9.2: same words everywhere). */
import { showDate } from '../form/dates.ts';
import { codeLabel } from '../../shared/iep/codes.ts';
import type { Printed } from '../../shared/bridge/paper.ts';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { carriesDraft, pageStateOf } from '../../shared/flow/read.ts';
import type { LateKind } from '../../shared/flow/late.ts';
import type { ConsentStatus, DocumentStatus, IepDocument, PageState } from '../../shared/iep/document.ts';

export const DOCUMENT_WORDS: Record<DocumentStatus, string> = {
  draft: 'Draft', inMeeting: 'In meeting', tabled: 'Tabled', closed: 'Printed', reconciled: 'Handwriting entered', current: 'Affirmed', history: 'History', abandoned: 'Abandoned',
};

const PAGE_WORDS: Record<PageState, string> = { empty: 'Not opened', draft: 'DRAFT', discussed: 'Discussed', final: 'Printed' };

/** DRAFT is said of what was prepared ahead; a page first written on at the table is only not discussed yet. */
export function pageWords(document: IepDocument, page: string): string {
  const state = pageStateOf(document, page);
  return state === 'draft' && !carriesDraft(document, page) ? 'Not discussed yet' : PAGE_WORDS[state];
}

const CONSENT_WORDS: Record<ConsentStatus, string> = {
  notAsked: 'Not asked yet', awaiting: "Waiting for the parent's answer", agreedAll: 'Parent agreed to all parts', agreedPart: 'Parent agreed with exceptions', refused: 'Parent did not agree', notEligibleAck: 'Understands that there is no eligibility', noResponse: 'No answer from the parent',
};

/** What came to an affirmed IEP later, in the list of what goes to the district. */
export const LATE_WORDS: Record<LateKind, string> = {
  signature: 'A signature that came later', revocation: 'A written revocation of consent', servicesStop: 'Notice and stop of services after a revocation', progress: 'A progress report', sent: 'That a progress report was sent home', translations: 'Translations that came later',
};

/** Of what came later and is kept beside an affirmed IEP. */
export const LATE_DELIVERY_WORDS: Record<RecordSummary['late'][number]['delivery'], string> = {
  waiting: 'The district does not have it yet; it is sent by itself.', delivered: 'The district has it.', refused: 'The district refused it; the sync screen says why.', noServer: 'No district is set up; it is kept on this computer.',
};

/** "Grade 4", "Kindergarten": the record holds the code of the state's list. */
export function gradeWords(code: string): string {
  return code === '' ? 'No grade yet' : codeLabel('grade', code);
}

const UNDERSTOOD_WORDS = { notEligible: 'Not eligible: understood', noLongerEligible: 'No longer eligible: understood' } as const;

/** The parent's answer as it is recorded. To understand a finding is not to agree with it. */
export function answerWords({ consent, finding, revoked = null }: Pick<RecordSummary, 'consent' | 'finding'> & Partial<Pick<RecordSummary, 'revoked'>>): string {
  if (revoked !== null) return `Consent revoked in writing on ${showDate(revoked.revokedOn)}`;
  if (consent !== 'notEligibleAck' || finding === null) return CONSENT_WORDS[consent as ConsentStatus];
  return `${UNDERSTOOD_WORDS[finding.outcome]}${finding.isDisputed ? ', and not agreed with' : ''}`;
}

export const DELIVERY_WORDS: Record<string, string> = { waiting: 'Waiting to send', sending: 'Sending', delivered: 'Delivered', refused: 'Refused by the district', conflict: 'Conflict: a person must decide', paused: 'Paused: sign in', noServer: 'No district set up' };

/** What a record is that changes an affirmed IEP. */
export const CHANGE_WORDS: Readonly<Record<string, string>> = { amendment: 'Amendment', correction: 'Correction of a data error' };

export const PURPOSES = [
  { value: 'initial', label: 'Initial' }, { value: 'annual', label: 'Annual' }, { value: 'triennial', label: 'Triennial' }, { value: 'transition', label: 'Transition' },
  { value: 'preExpulsion', label: 'Pre-expulsion' }, { value: 'interim', label: 'Interim' }, { value: 'other', label: 'Other' },
] as const;

export function purposeWords(purposes: readonly string[]): string {
  return purposes.map((purpose) => PURPOSES.find((known) => known.value === purpose)?.label ?? purpose).join(', ');
}

/** What the printer said to one paper that can be printed again. */
export const PRINTER_WORDS: Record<Exclude<Printed['printer'], 'notAsked'>, string> = {
  sent: 'Sent to the printer.',
  waits: 'No printer answered. It waits on Home to be printed again; you can also save the PDF to a folder or stick.',
  noPrinter: 'No printer answered. Connect a printer and print again, or save the PDF.',
  cancelled: 'Printing was cancelled. Nothing was printed.',
};

export const SAVED_WORDS = 'Saved. Whoever has the file or the stick can read it: it is not sealed.';

/** Said with the signs, before the paper is made or beside it. */
export const SIGNS_LACKING = 'The printing fonts lack these signs, so the paper shows a code in brackets in their place; write them in by hand:';

/** Since when, and why: "Special education ended on 9/29/2027: moved out of state or country." */
export function exitWords({ on, why }: NonNullable<RecordSummary['exit']>): string {
  return `Special education ended on ${showDate(on)}: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`;
}
