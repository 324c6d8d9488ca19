/** Who speaks, by role and never by name: those at the table first, as the sign-in sheet has them, then everybody else of the team. */
import { rowsAt, sessionsOf, textAt } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';

export interface Speakers {
  readonly present: readonly string[];
  readonly others: readonly string[];
}

function roleOf(title: string, teamRole: string): string {
  if (teamRole === 'parent') return 'Parent';
  return (title.split(',')[0] ?? title).trim();
}

/** Parents by relation as well, when there are several to tell apart. */
function parentRoles(document: IepDocument): readonly string[] {
  const relations = rowsAt(document, 'pages/infoEligibility/parents').map((parent) => textAt(parent, 'relation')).filter((relation) => relation !== '');
  return relations.length > 1 ? ['Parent', ...relations.map((relation) => `Parent (${relation})`)] : ['Parent'];
}

export function speakers(document: IepDocument): Speakers {
  const sheet = rowsAt(document, 'pages/attendance').find((row) => row['sessionNo'] === sessionsOf(document).length);
  const people = sheet === undefined ? [] : rowsAt(sheet, 'participants');
  const roles = (here: boolean): readonly string[] => people.filter((person) => (textAt(person, 'from') !== '' && textAt(person, 'to') === '') === here).map((person) => roleOf(textAt(person, 'title'), textAt(person, 'teamRole'))).filter((role) => role !== '');
  const present = [...new Set([...parentRoles(document), ...roles(true)])];
  const staff = document.staff.map((person) => roleOf(person.title, ''));
  const others = [...new Set([...roles(false), ...staff, 'Student', 'Interpreter'])].filter((role) => !present.includes(role));
  return { present, others };
}
