/** Promise: how the parent's answer stands on the sheets, and the words a rule looks for in what the team wrote down. */
import { valueAt } from '../../iep/address.ts';
import type { IepDocument } from '../../iep/document.ts';
import { rowsAt, textAt } from '../../flow/read.ts';
import { isDate } from '../../time/dates.ts';
import type { LawContext, Placed } from './rule.ts';

export const NOTES = 'pages/structuredNotes';
export const FREE_NOTES = 'pages/meetingNotes/notes';

/** The consent sheet of the last session. */
export function lastSheet({ consent }: LawContext): Placed | undefined {
  return consent.at(-1);
}

/** The parent agreed, to all of it or to parts. */
export function isAgreed({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'agreedAll' || consentStatus === 'agreedPart';
}

/** The parent refused, or never answered. */
export function isRefused({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'refused' || consentStatus === 'noResponse';
}

/** It is the first IEP. */
export function isFirst({ doc }: LawContext): boolean {
  return textAt(doc, 'pages/infoEligibility/meetingType') === '10';
}

/** Day the last of the parents, or the adult student, signed; "" while nobody has. */
export function signedOn(context: LawContext): string {
  const sheet = lastSheet(context);
  if (sheet === undefined) return '';
  const lines = [...rowsAt(sheet.row, 'parentSignatures'), valueAt(sheet.row, 'adultStudentSignature') ?? null];
  return lines.filter((line) => textAt(line, 'outcome') === 'signed').map((line) => textAt(line, 'signedOn')).filter(isDate).toSorted().at(-1) ?? '';
}

/** Words about a subject in what the team wrote down: the log, the follow-ups, the safeguards note, parents' requests. */
export function isWritten({ doc }: LawContext, subject: RegExp): boolean {
  const words = [
    ...rowsAt(doc, 'meeting/contactLog').map((row) => `${textAt(row, 'result')} ${textAt(row, 'followUp')}`),
    ...rowsAt(doc, `${NOTES}/followUps`).map((row) => `${textAt(row, 'owner')} ${textAt(row, 'task')}`),
    textAt(doc, `${NOTES}/safeguardsNote`), textAt(doc, FREE_NOTES),
  ];
  return words.some((text) => subject.test(text));
}
