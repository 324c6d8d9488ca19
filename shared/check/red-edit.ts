/** Which state-reported fields a step would change, and the question to ask before it does in the weeks before a report closes (CAS-901). */
import { at as join, isRow, rowSegment, ROW_ID, type Address } from '../iep/address.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { textAt } from '../flow/read.ts';
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

function named(at: Address, def: FieldDef): readonly ReportedField[] {
  return def.reported === true ? [{ at, label: def.label.en }] : [];
}

/** Reported fields in a value written as a whole, where a page or group did not exist before. */
function inside(at: Address, value: Json): readonly ReportedField[] {
  const found = fieldAt(at);
  if (found !== undefined && found.def.type.kind !== 'group') return named(at, found.def);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([key, member]) => inside(join(at, key), member));
}

function touchedBy(edit: Edit): readonly ReportedField[] {
  switch (edit.op) {
    case 'set':
      return sameJson(edit.was, edit.value) ? [] : inside(edit.at, edit.value);
    case 'unset':
    case 'splice': {
      const found = fieldAt(edit.at);
      return found === undefined ? [] : named(edit.at, found.def);
    }
    case 'insertRow':
    case 'removeRow': {
      const list = fieldAt(edit.at);
      return list === undefined ? [] : named(isRow(edit.row) ? join(edit.at, rowSegment(edit.row[ROW_ID])) : edit.at, list.def);
    }
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
  const moved = edits.findLast((edit) => edit.op === 'set' && edit.at === MEETING_DATE);
  return moved?.op === 'set' && typeof moved.value === 'string' ? moved.value : textAt(doc, MEETING_DATE);
}

/** The question to ask before these edits; null when nothing reported changes, the fields are not red, or the meeting is before the report closes. */
export function redQuestion(doc: IepDocument, edits: readonly Edit[], today: string, calendar: ReportCalendar): RedQuestion | null {
  const fields = reportedFields(edits);
  const meetingDate = meetingAfter(doc, edits);
  const closes = fields.length === 0 ? null : closingBefore(today, meetingDate, calendar);
  return closes === null ? null : { closes, meetingDate, fields };
}
