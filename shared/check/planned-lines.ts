/**
 * Service lines that still begin on the day the meeting was planned for, when it was held on another (CAS-085 warns of each): moved in one step, when somebody asks for it. Nothing moves by
 * itself: an edit takes the mark of last year off a line, and a line nobody has looked at keeps it.
 */
import { isCarried, textAt } from '../flow/read.ts';
import type { Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import type { Edit } from '../journal/edit.ts';
import { settingEdits } from '../journal/make.ts';
import { addDays, addYears, isDate } from '../time/dates.ts';
import { serviceAddresses } from './record.ts';

export interface PlannedLines {
  /** Lines that are moved by `edits`. */
  readonly lines: readonly Address[];
  /** Lines at the planned day that nobody has looked at yet: they stay. */
  readonly unseen: number;
  readonly edits: readonly Edit[];
  /** The day of the meeting, to which they go. */
  readonly to: string;
}

/** Last day of the IEP year that begins with a meeting. */
function yearFrom(day: string): string {
  return addDays(addYears(day, 1), -1);
}

/** A line begins with the meeting, or on the day after it where last year's did (shared/iep/carry.ts). */
function startsFrom(day: string): readonly string[] {
  return [day, addDays(day, 1)];
}

/** The start goes to the same day of the meeting that was held; the end goes with it where the line is exactly the planned year. */
function moved(doc: IepDocument, line: Address, planned: string, to: string): readonly Edit[] {
  const isWholeYear = textAt(doc, `${line}/endDate`) === yearFrom(planned);
  const start = startsFrom(to)[startsFrom(planned).indexOf(textAt(doc, `${line}/startDate`))] ?? to;
  return [...settingEdits(doc, `${line}/startDate`, start), ...(isWholeYear ? settingEdits(doc, `${line}/endDate`, yearFrom(to)) : [])];
}

/** @param planned the day the draft was begun for; a line that would end before it begins stays where it is */
export function plannedLines(doc: IepDocument, planned: string): PlannedLines {
  const to = textAt(doc, 'meeting/meetingDate');
  if (!isDate(planned) || !isDate(to) || planned === to) return { lines: [], unseen: 0, edits: [], to };
  const standing = serviceAddresses(doc).filter((line) => {
    const [start = '', end = ''] = ['startDate', 'endDate'].map((field) => textAt(doc, `${line}/${field}`));
    return startsFrom(planned).includes(start) && end > to;
  });
  const lines = standing.filter((line) => !isCarried(doc, line));
  return { lines, unseen: standing.length - lines.length, edits: lines.flatMap((line) => moved(doc, line, planned, to)), to };
}
