/** The notice of meeting (iep-forms.md 6.11; 34 CFR 300.322): prepared, sent, answered, replaced by one for another day. Every notice stays; the newest one counts. */
import type { Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { meetingNotice } from '../iep/pages/meeting-notice.ts';
import type { FieldDef } from '../iep/definition.ts';
import { fieldsOf } from '../iep/fields.ts';
import { isDate } from '../time/dates.ts';
import { rowsAt, textAt } from './read.ts';

export const NOTICES = 'meeting/notice';

export type NoticeState = 'prepared' | 'sent' | 'answered' | 'replaced';

/** The notice of the meeting that is ahead; undefined before one was prepared. */
export function lastNotice(doc: IepDocument): Row | undefined {
  return rowsAt(doc, NOTICES).at(-1);
}

export function noticeState(doc: IepDocument, notice: Row): NoticeState {
  if (lastNotice(doc)?.$row !== notice.$row) return 'replaced';
  if (textAt(notice, 'parentReply/answer') !== '') return 'answered';
  return isDate(textAt(notice, 'noticeDate')) ? 'sent' : 'prepared';
}

function choicesOf(fields: readonly FieldDef[], id: string): readonly { readonly value: string; readonly label: string }[] {
  for (const def of fields) {
    if (def.id === id && (def.type.kind === 'choice' || def.type.kind === 'choices')) return def.type.choices.map(({ value, label }) => ({ value, label: label.en }));
    const inner = def.type.kind === 'group' ? choicesOf(def.type.fields, id) : [];
    if (inner.length > 0) return inner;
  }
  return [];
}

/** How a notice may go out and what a parent may answer: the lists of the form itself. */
export const SENDINGS = choicesOf(fieldsOf(meetingNotice), 'sentHow');
export const REPLIES = choicesOf(fieldsOf(meetingNotice), 'answer');

/** Who is invited, by title and name: parents, and the staff of this student. */
export function invitedTo(doc: IepDocument): readonly string[] {
  const parents = rowsAt(doc, 'pages/infoEligibility/parents').map((parent) => `Parent: ${textAt(parent, 'name')}`);
  return [...parents, ...doc.staff.map(({ title, name }) => `${title}: ${name}`)];
}
