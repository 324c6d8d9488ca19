/** The line of the caseload index that a document yields: what the home screen needs without opening the document. */
import { hasEnded } from '../../shared/flow/eligibility.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';

/** `currentIepId` is the student's Current on this computer, or null when there is none yet. */
export function entryFor(document: IepDocument, studentId: string, currentIepId: string | null): StudentIndexEntry {
  const field = (id: string): string => {
    const value = valueAt(document, `pages/infoEligibility/${id}`);
    return typeof value === 'string' ? value : '';
  };
  const manager = document.staff.find((person) => person.role === 'caseManager');
  return {
    studentId,
    studentKey: field('seisId'),
    name: `${field('firstName')} ${field('lastName')}`.trim(),
    grade: field('grade'),
    birthDate: field('birthDate'),
    caseManagerId: manager?.id ?? '',
    caseManager: manager?.name ?? '',
    currentIepId,
    // No review is due of a plan that ended or never began.
    nextAnnualDate: hasEnded(document) ? '' : field('nextAnnualDate'),
    nextTriennialDate: hasEnded(document) ? '' : field('nextTriennialDate'),
  };
}
