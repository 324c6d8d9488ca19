/** Who works with this student: people are put on the staff list and taken off it (iep-forms.md section 7, "assign providers to a student"). */
import { ROW_ID, valueAt, type Address, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument, Staff } from '../iep/document.ts';
import type { JsonObject } from '../iep/json.ts';
import type { Edit } from '../journal/edit.ts';
import { isReadable } from '../words/readable.ts';
import { textAt, workOf } from './read.ts';

export const STAFF: Address = 'staff';

/** What somebody is for a student, in one word to choose; role and area say what is theirs to write (section 7) and which member of the team they are. */
export const KINDS = [
  { id: 'caseManager', label: 'Case manager', role: 'caseManager', area: 'specialEducation' },
  { id: 'generalTeacher', label: 'General education teacher', role: 'teacher', area: 'generalEducation' },
  { id: 'specialTeacher', label: 'Special education teacher who is not the case manager', role: 'relatedServiceProvider', area: 'specialEducation' },
  { id: 'administrator', label: 'Representative of the district (administrator)', role: 'administrator', area: 'administration' },
  { id: 'psychologist', label: 'School psychologist', role: 'relatedServiceProvider', area: 'psychology' },
  { id: 'speech', label: 'Speech-language pathologist', role: 'relatedServiceProvider', area: 'communication' },
  { id: 'motor', label: 'Occupational or physical therapist, adapted physical education', role: 'relatedServiceProvider', area: 'motor' },
  { id: 'nurse', label: 'School nurse', role: 'relatedServiceProvider', area: 'health' },
  { id: 'vision', label: 'Teacher of students with visual impairments', role: 'relatedServiceProvider', area: 'vision' },
  { id: 'hearing', label: 'Teacher of deaf and hard of hearing students', role: 'relatedServiceProvider', area: 'hearing' },
  { id: 'other', label: 'Another service provider', role: 'relatedServiceProvider', area: '' },
] as const;

/** Letters of a name, a title or an ID; more fit no line of a sign-in sheet. */
const MOST_LETTERS = 200;
const PARTS: readonly string[] = [ROW_ID, 'id', 'name', 'title', 'role', 'area'];

/** What is asked of somebody who is put on the list. */
export interface SaidOfPerson {
  readonly name: string;
  readonly title: string;
  /** Id of one of the kinds. */
  readonly kind: string;
  /** The ID of the district; '' for those who never open the program. */
  readonly staffId: string;
}

/** The entry these words make. Without an ID of the district it takes that of its row, which nobody else has; without a title it is titled by its kind. */
export function staffEntry({ name, title, kind, staffId }: SaidOfPerson, row: RowId): Row {
  const { label, role, area } = KINDS.find(({ id }) => id === kind) ?? KINDS[0];
  return { [ROW_ID]: row, id: staffId.trim() || row, name: name.trim(), title: title.trim() || label, role, area };
}

/** Words for what somebody on the list is. */
export function kindWords({ role, area }: Pick<Staff, 'role' | 'area'>): string {
  return (KINDS.find((kind) => kind.role === role && kind.area === area) ?? KINDS.find((kind) => kind.role === role))?.label ?? role;
}

/** True when a goal, the records of the meeting or the work on it speak of this person: their id would stand there in place of a name. Last year's goals stay whose they were. */
function isSpokenOf(doc: IepDocument, staffId: string): boolean {
  const said = JSON.stringify(staffId);
  return [doc.meeting, { ...workOf(doc), prior: [] }, valueAt(doc, 'pages/goals')].some((part) => part !== undefined && JSON.stringify(part).includes(said));
}

function addingRefusal(doc: IepDocument, row: JsonObject): string | null {
  if (Object.keys(row).some((part) => !PARTS.includes(part)) || !KINDS.some(({ role, area }) => role === row['role'] && area === row['area'])) return 'This is not an entry of the staff list.';
  if (textAt(row, 'id').trim() === '' || textAt(row, 'name').trim() === '') return 'Somebody on the staff list has a name and a staff ID.';
  if (['id', 'name', 'title'].some((part) => textAt(row, part).length > MOST_LETTERS || (textAt(row, part) !== '' && !isReadable(textAt(row, part))))) return `Name, title and staff ID are words everybody can read, of at most ${MOST_LETTERS} letters each: they stand on the notice and the sign-in sheet.`;
  const same = doc.staff.find(({ id }) => id === row['id']);
  return same === undefined ? null : `The staff ID ${same.id} belongs to ${same.name}.`;
}

function takingOffRefusal(doc: IepDocument, row: JsonObject): string | null {
  const person = doc.staff.find(({ id }) => id === row['id']);
  if (person === undefined) return null;
  if (person.role === 'caseManager' && doc.staff.every(({ id, role }) => id === person.id || role !== 'caseManager')) return `${person.name} is the only case manager: put the next one on the list first.`;
  return isSpokenOf(doc, person.id) ? `This IEP speaks of ${person.name}: a goal, a part to prepare, or the records of the meeting. Name somebody else there first; whoever wrote or sent something stays on the list.` : null;
}

/** Why this edit does not fit the staff list; null when it does. Nobody is renamed into somebody else: what the journal says of an id stays true of one person. */
export function staffRefusal(doc: IepDocument, edit: Edit): string | null {
  if (edit.op === 'insertRow') return addingRefusal(doc, edit.row);
  return edit.op === 'removeRow' ? takingOffRefusal(doc, edit.row) : 'People are put on the staff list and taken off it; an entry is not written over.';
}
