/** Who may do what (iep-forms.md section 7), as data. `Y` may, `own` only in the own area, `-` may not. Optional rights of a district are off until it sets them. */
import type { IepDocument, Role } from '../iep/document.ts';
import type { Actor } from './events.ts';

export type Action =
  | 'editPages' | 'editIdentity' | 'runMeeting' | 'printParentCopy' | 'takeNotes' | 'recordAnswer' | 'enterHandwriting' | 'affirm' | 'abandon' | 'startFuture';

export type Right = 'Y' | 'own' | '-';

const row = (caseManager: Right, relatedServiceProvider: Right, districtSystemManager: Right, selpaSystemManager: Right = '-'): Readonly<Record<Role, Right>> => ({ caseManager, relatedServiceProvider, districtSystemManager, selpaSystemManager, selpaAdministrator: '-' });

export const ROLE_MATRIX: Readonly<Record<Action, Readonly<Record<Role, Right>>>> = {
  editPages: row('Y', 'own', 'Y'),
  editIdentity: row('Y', '-', 'Y', 'Y'),
  runMeeting: row('Y', '-', 'Y'),
  printParentCopy: row('Y', '-', 'Y'),
  takeNotes: row('Y', 'Y', 'Y'),
  recordAnswer: row('Y', '-', 'Y'),
  enterHandwriting: row('Y', 'own', 'Y'),
  affirm: row('Y', '-', '-'),
  abandon: row('-', '-', 'Y'),
  startFuture: row('Y', '-', 'Y'),
};

export function right(action: Action, role: Role): Right {
  return ROLE_MATRIX[action][role];
}

export function may(action: Action, role: Role): boolean {
  return right(action, role) === 'Y';
}

/** Roles that hold for the students they are assigned to; system managers work for a whole district or SELPA. */
const PER_STUDENT: ReadonlySet<Role> = new Set<Role>(['caseManager', 'relatedServiceProvider']);

/** True when this person works for this student in this role: a case manager of another student has no rights here (iep-forms.md section 7). */
export function isOnTeam(doc: IepDocument, { staffId, role }: Actor): boolean {
  return !PER_STUDENT.has(role) || doc.staff.some((person) => person.id === staffId && person.role === role);
}
