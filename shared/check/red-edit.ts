/** Which state-reported fields a step would change, and the question to ask before it does in the weeks before a report closes (CAS-901). */
import { at as join, rowSegment, ROW_ID, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { textAt } from '../flow/read.ts';
import { applyEdits } from '../journal/apply.ts';
import type { Edit } from '../journal/edit.ts';
import { sameJson } from '../journal/equal.ts';
import { closingBefore, type ReportCalendar } from './highlight.ts';

/** A reported field a step would change. */
export interface ReportedField {
  readonly at: Address;
  readonly label: string;
}

/** What is asked before the change: when the report closes, for which meeting the change is, and which fields it touches. */
export interface RedQuestion {
  readonly closes: string;
  /** Day of the planned meeting; "" while none is planned. */
  readonly meetingDate: string;
  readonly fields: readonly ReportedField[];
}

const MEETING_DATE = 'pages/infoEligibility/meetingDate';

/** The field at an address when the state collects it, named by the place in it that changes. */
function reportedAt(address: Address, place: Address = address): readonly ReportedField[] {
  const def = fieldAt(address)?.def;
  return def?.reported === true ? [{ at: place, label: def.label.en }] : [];
}

/** Reported fields in a value written as a whole, where a page or group did not exist before. */
function inside(at: Address, value: Json): readonly ReportedField[] {
  const kind = fieldAt(at)?.def.type.kind ?? 'group';
  if (kind !== 'group') return reportedAt(at);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([key, member]) => inside(join(at, key), member));
}

function touchedBy(edit: Edit): readonly ReportedField[] {
  switch (edit.op) {
    case 'set':
      return sameJson(edit.was, edit.value) ? [] : inside(edit.at, edit.value);
    case 'unset':
    case 'splice':
      return reportedAt(edit.at);
    case 'insertRow':
    case 'removeRow':
      return reportedAt(edit.at, join(edit.at, rowSegment(edit.row[ROW_ID])));
    // The order of the lines is not reported.
    case 'moveRow':
      return [];
  }
}

/** Every state-reported field the edits of one step change, each once. */
export function reportedFields(edits: readonly Edit[]): readonly ReportedField[] {
  return [...new Map(edits.flatMap(touchedBy).map((field) => [field.at, field])).values()];
}

/** The day of the meeting as it will stand when the step is done. */
function meetingAfter(doc: IepDocument, edits: readonly Edit[]): string {
  const done = applyEdits(doc, edits);
  return textAt(done.ok ? done.document : doc, MEETING_DATE);
}

/** The question to ask before these edits; null when nothing reported changes, the fields are not red, or the meeting is before the report closes. */
export function redQuestion(doc: IepDocument, edits: readonly Edit[], today: string, calendar: ReportCalendar): RedQuestion | null {
  const fields = reportedFields(edits);
  if (fields.length === 0) return null;
  const meetingDate = meetingAfter(doc, edits);
  const closes = closingBefore(today, meetingDate, calendar);
  return closes === null ? null : { closes, meetingDate, fields };
}
