/**
 * Promise: what follows from a step around the meeting is written after it as edits of their own, which undo takes back. What an event itself writes stays what it
 * always was: a journal is replayed for ever, and words typed over a value would not fit another one.
 */
import { holds } from '../iep/conditions.ts';
import type { IepDocument } from '../iep/document.ts';
import { rowSegment, valueAt, type Address } from '../iep/address.ts';
import { PURPOSES } from '../iep/pages/make.ts';
import type { Edit } from '../journal/edit.ts';
import { settingEdits } from '../journal/make.ts';
import { addYears, isDate } from '../time/dates.ts';
import { lastNotice, NOTICES } from './notice.ts';
import { rowsAt, studentName, textAt } from './read.ts';

const INFO = 'pages/infoEligibility';
/** Kinds of meeting from whose day the next evaluation is counted: the first evaluation and the triennial one. */
const EVALUATIONS = ['10', '40'];

/** The next evaluation moves with the day of the meeting it is counted from; an earlier day somebody chose stays. */
function nextEvaluation(before: IepDocument, after: IepDocument): readonly Edit[] {
  const at: Address = `${INFO}/nextTriennialDate`;
  const [was, is] = [textAt(before, 'meeting/meetingDate'), textAt(after, 'meeting/meetingDate')];
  if (!isDate(was) || !isDate(is) || was === is || !EVALUATIONS.includes(textAt(after, `${INFO}/meetingType`))) return [];
  return textAt(after, at) === addYears(was, 3) ? settingEdits(after, at, addYears(is, 3)) : [];
}

function listAt(doc: IepDocument, at: Address): readonly string[] {
  const value = valueAt(doc, at);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** From transition age on a new notice names transition among the purposes and the student among those invited (34 CFR 300.322(b)(2); iep-forms.md 3.14). */
function transitionInNotice(before: IepDocument, after: IepDocument): readonly Edit[] {
  const notice = lastNotice(after);
  if (notice === undefined || rowsAt(before, NOTICES).length === rowsAt(after, NOTICES).length || !holds('transitionDue', after, '')) return [];
  const at = `${NOTICES}/${rowSegment(notice.$row)}`;
  const [purposes, invited] = [listAt(after, `${at}/purposes`), listAt(after, `${at}/invited`)];
  const student = `Student: ${studentName(after)}`;
  return [
    ...settingEdits(after, `${at}/purposes`, PURPOSES.map(({ value }) => value).filter((value) => value === 'transition' || purposes.includes(value))),
    ...(invited.includes(student) ? [] : settingEdits(after, `${at}/invited`, [...invited, student])),
  ];
}

/** @param before the document as it stood when the step was asked for */
export function followingEdits(before: IepDocument, after: IepDocument): readonly Edit[] {
  return [...nextEvaluation(before, after), ...transitionInNotice(before, after)];
}
