/**
 * Who may do what: iep-forms.md section 7 as data, row by row and cell by cell, and the one reading of it. A test compares every cell with the
 * table itself. Optional rights are off until the district sets them; main hands them in, nothing here reads a setting.
 */
import type { IepDocument, Role } from '../iep/document.ts';
import type { Actor, Verdict, Who } from './events.ts';

/** `optional`: if the district allows it. `request`: not here, but the district system manager does it when asked. `own`: for the own students or this computer only. */
export type Right = 'Y' | 'view' | 'optional' | 'request' | 'own' | 'no';

type Rights = Readonly<Record<Role, Right>>;

interface MatrixRow {
  readonly rights: Rights;
  /** Said to those who may not. */
  readonly refusal: string;
}

const row = (caseManager: Right, relatedServiceProvider: Right, districtSystemManager: Right, selpaSystemManager: Right, selpaAdministrator: Right, refusal: string): MatrixRow => ({
  rights: { caseManager, relatedServiceProvider, districtSystemManager, selpaSystemManager, selpaAdministrator }, refusal,
});

/** In the order of the table. "District", "SELPA" and the like are a `Y`: how far a role reaches follows from the role. */
const ROWS = {
  openRecord: row('Y', 'Y', 'Y', 'Y', 'view', 'Your role does not open records.'),
  startFuture: row('Y', 'optional', 'Y', 'no', 'no', 'The case manager starts the next IEP.'),
  editIdentity: row('optional', 'no', 'Y', 'Y', 'no', 'The district system manager keeps the student record: names, birth date, address, language.'),
  editOwnArea: row('Y', 'Y', 'Y', 'no', 'no', 'The IEP is written by its team.'),
  editOtherAreas: row('Y', 'no', 'Y', 'no', 'no', 'This part belongs to the case manager or another provider.'),
  setDnr: row('Y', 'optional', 'Y', 'no', 'no', 'The case manager says which service lines the state does not get (DNR).'),
  goalBank: row('Y', 'Y', 'Y', 'view', 'view', 'Goals are chosen by the team.'),
  runMeeting: row('Y', 'optional', 'Y', 'no', 'no', 'Only the case manager runs the meeting.'),
  takeNotes: row('Y', 'Y', 'Y', 'no', 'no', "Only this student's team takes notes and prints drafts."),
  recordAnswer: row('Y', 'no', 'Y', 'no', 'no', "Only the case manager records the parent's answer."),
  runStateCheck: row('Y', 'Y', 'Y', 'Y', 'Y', 'Everybody may run the state check.'),
  affirm: row('Y', 'no', 'no', 'no', 'no', 'Only the case manager of this student affirms and attests.'),
  continueOrAmend: row('Y', 'no', 'Y', 'no', 'no', 'The case manager continues or amends an IEP.'),
  correct: row('request', 'request', 'Y', 'Y', 'no', 'An error in reported data is corrected by the district system manager.'),
  abandon: row('request', 'no', 'Y', 'no', 'no', 'A Future IEP is given up by the district system manager.'),
  writeProgress: row('Y', 'Y', 'no', 'no', 'no', 'Progress on a goal is written by the provider who reports on it.'),
  affirmProgress: row('Y', 'no', 'optional', 'no', 'no', 'The case manager affirms progress reports and sends them.'),
  readAffirmed: row('Y', 'Y', 'Y', 'Y', 'view', 'Your role does not read IEPs.'),
  printAffirmed: row('Y', 'Y', 'Y', 'Y', 'no', 'Your role reads IEPs on screen; it does not print them.'),
  assignProviders: row('Y', 'no', 'Y', 'no', 'no', 'The case manager says who works with this student.'),
  moveStudents: row('request', 'request', 'Y', 'Y', 'no', 'A student who is not yours is added by the district system manager.'),
  accounts: row('no', 'no', 'Y', 'Y', 'view', 'Accounts are kept by the district system manager.'),
  submitDistrictData: row('no', 'no', 'Y', 'no', 'no', 'The district system manager submits the data of the district.'),
  certifyStateReport: row('no', 'no', 'no', 'Y', 'view', 'The SELPA system manager certifies the state report.'),
  overdueLists: row('own', 'own', 'Y', 'Y', 'Y', 'These lists show the own students only.'),
  library: row('view', 'view', 'optional', 'Y', 'Y', 'The SELPA keeps the document library: its system manager or a program specialist takes documents in and out.'),
  districtSettings: row('no', 'no', 'Y', 'Y', 'Y', 'The district sets this; ask the district system manager.'),
  eraseCopy: row('own', 'own', 'Y', 'Y', 'no', 'Only copies on your own computer are yours to erase.'),
  readJournal: row('own', 'no', 'Y', 'Y', 'view', 'The list of changes is read by the case manager.'),
} as const satisfies Record<string, MatrixRow>;

export type Action = keyof typeof ROWS;
export const ROLE_MATRIX: Readonly<Record<Action, MatrixRow>> = ROWS;

/** Rows with a right the district may give; each has one role it is for. */
export const OPTIONAL_ACTIONS = ['startFuture', 'editIdentity', 'setDnr', 'runMeeting', 'affirmProgress', 'library'] as const satisfies readonly Action[];
/** All a district may give: those rows, and adding a student, the first word of a row whose other words (drop, transfer, make eligible, exit) stay a request. */
export const OPTIONAL_RIGHTS = [...OPTIONAL_ACTIONS, 'addStudent'] as const;
/** The optional rights a district has given. */
export type DistrictRights = readonly (typeof OPTIONAL_RIGHTS)[number][];

/** Roles that hold for the students they are assigned to; system managers work for a whole district or SELPA. */
const PER_STUDENT: ReadonlySet<Role> = new Set<Role>(['caseManager', 'relatedServiceProvider']);

/** True when this person works for this student in this role: a case manager of another student has no rights here (iep-forms.md section 7). */
export function isOnTeam(doc: IepDocument, { staffId, role }: Actor): boolean {
  return !PER_STUDENT.has(role) || doc.staff.some((person) => person.id === staffId && person.role === role);
}

/** The right a role has, with the district's choice in place of `optional`. */
export function rightOf(action: Action, role: Role, district: DistrictRights): Exclude<Right, 'optional'> {
  const right = ROLE_MATRIX[action].rights[role];
  if (right !== 'optional') return right;
  return (district as readonly string[]).includes(action) ? 'Y' : 'no';
}

/** Whether the role alone allows an action; `refusal` names the one thing that was tried when the row holds several. */
export function roleVerdict(action: Action, { actor, district }: Who, refusal: string = ROLE_MATRIX[action].refusal): Verdict {
  const right = rightOf(action, actor.role, district);
  if (right === 'Y' || right === 'own') return { ok: true };
  return { ok: false, guard: 'role', reason: right === 'request' ? `${refusal} Ask the district system manager to do it.` : refusal };
}

/** As `roleVerdict`, for this student. */
export function verdictFor(doc: IepDocument, action: Action, who: Who, refusal?: string): Verdict {
  const verdict = roleVerdict(action, who, refusal);
  if (!verdict.ok || isOnTeam(doc, who.actor)) return verdict;
  return { ok: false, guard: 'team', reason: `${refusal ?? ROLE_MATRIX[action].refusal} Your name is not on this student's staff list; its case manager or the district system manager puts it there.` };
}

/** Looking, for which a `view` is enough. What is on this computer was put there for the person who unlocks it, by the district or by an import that was judged. */
export function lookVerdict(action: Action, { actor, district }: Who): Verdict {
  return rightOf(action, actor.role, district) === 'no' ? { ok: false, guard: 'role', reason: ROLE_MATRIX[action].refusal } : { ok: true };
}

/** Adding a student who has no record yet: a row that a case manager may only request, until the district lets case managers add. */
export function addStudentVerdict(who: Who): Verdict {
  if (who.actor.role === 'caseManager' && who.district.includes('addStudent')) return { ok: true };
  return roleVerdict('moveStudents', who, 'A student who has no record yet is added by the district system manager.');
}

/** The first Future IEP, opened with the student: a case manager opens one of the own caseload only. */
export function firstFutureVerdict(doc: IepDocument, who: Who): Verdict {
  const verdict = addStudentVerdict(who);
  if (!verdict.ok || isOnTeam(doc, who.actor)) return verdict;
  return { ok: false, guard: 'team', reason: 'A case manager adds students of the own caseload; for another case manager the district system manager does it.' };
}

/** Taking an IEP file in: a draft is a Future IEP that is started here; a Current of somebody else's student is a student added. */
export function importRight(doc: IepDocument, becomes: 'current' | 'draft', who: Who): Verdict {
  if (becomes === 'draft') return verdictFor(doc, 'startFuture', who);
  return rightOf('openRecord', who.actor.role, who.district) === 'Y' && isOnTeam(doc, who.actor) ? { ok: true } : roleVerdict('moveStudents', who);
}
