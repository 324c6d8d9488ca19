import { describe, expect, it } from 'vitest';
import { closingLabel, DEFAULT_CALENDAR, reportDate } from '../../../shared/check/highlight.ts';
import { redQuestion, reportedFields } from '../../../shared/check/red-edit.ts';
import { ROW_ID, type Row } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { emptyRow, everyField, fieldAt } from '../../../shared/iep/fields.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { sampleDocument } from '../iep/sample.ts';

const INFO = 'pages/infoEligibility';
const GRADE = `${INFO}/grade`;

function set(at: string, value: Json, was: Json | undefined = ''): Edit {
  return { op: 'set', at, value, was };
}

function meetingOn(date: string): IepDocument {
  const doc = sampleDocument();
  return { ...doc, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), meetingDate: date } } } as IepDocument;
}

function asks(doc: IepDocument, edits: readonly Edit[], today: string): boolean {
  return redQuestion(doc, edits, today, DEFAULT_CALENDAR) !== null;
}

describe('a change of a state-reported field', () => {
  it('in the red weeks, for a meeting after the report or without a day yet, is asked about with the field and both days', () => {
    expect(redQuestion(meetingOn('2026-12-15'), [set(GRADE, '05', '04')], '2026-11-20', DEFAULT_CALENDAR)).toEqual({ closes: '2026-12-01', meetingDate: '2026-12-15', fields: [{ at: GRADE, label: 'Grade' }] });
    expect(asks(meetingOn(''), [set(GRADE, '05', '04')], '2026-11-20')).toBe(true);
  });

  it('is free outside the red weeks and for a meeting held by the report date', () => {
    for (const [day, red] of [['2026-11-02', false], ['2026-11-03', true], ['2026-12-01', true], ['2026-12-02', false]] as const) expect(asks(meetingOn('2027-01-15'), [set(GRADE, '05', '04')], day)).toBe(red);
    expect(asks(meetingOn('2026-12-01'), [set(GRADE, '05', '04')], '2026-11-20')).toBe(false);
  });

  it('is asked about by where the meeting will stand: moving it before the report is free, moving it behind is not', () => {
    expect(asks(meetingOn('2026-12-15'), [set(`${INFO}/meetingDate`, '2026-11-25', '2026-12-15')], '2026-11-20')).toBe(false);
    expect(asks(meetingOn('2026-11-25'), [set(`${INFO}/meetingDate`, '2026-12-15', '2026-11-25')], '2026-11-20')).toBe(true);
  });

  it('is no change when the value stays, and no question where the state collects nothing', () => {
    expect(asks(meetingOn(''), [set(GRADE, '04', '04')], '2026-11-20')).toBe(false);
    expect(asks(meetingOn(''), [set('pages/presentLevels/strengths', 'Reads for pleasure.')], '2026-11-20')).toBe(false);
  });

  it('is seen in every way of writing: a value, letters, a row put in or taken out, and a page written as a whole', () => {
    const list = 'pages/fapeServices/services';
    const def = fieldAt(list)?.def;
    if (def === undefined) throw new Error('The offer has no list of services.');
    const row: Row = emptyRow(def, 'new');
    const labels = (edit: Edit): readonly string[] => reportedFields([edit]).map((field) => `${field.at} ${field.label}`);
    expect(labels({ op: 'splice', at: `${INFO}/ssid`, index: 0, removed: '', inserted: '9' })).toEqual([`${INFO}/ssid State student ID`]);
    expect(labels({ op: 'unset', at: GRADE, was: '04' })).toEqual([`${GRADE} Grade`]);
    expect(labels({ op: 'insertRow', at: list, row, after: null })).toEqual([`${list}/@${row[ROW_ID]} Services`]);
    expect(labels({ op: 'removeRow', at: list, row, after: null })).toEqual([`${list}/@${row[ROW_ID]} Services`]);
    expect(labels({ op: 'moveRow', at: list, row: 'r1', after: null, wasAfter: 'r2' })).toEqual([]);
    expect(labels(set('pages/fapeSetting', { setting: '10', promotionCriteria: 'grade level' }, null))).toEqual(['pages/fapeSetting/setting Program setting']);
  });

  it('is not seen where there is no field, whatever is written there', () => {
    const nowhere = 'pages/nowhere/else';
    for (const value of ['words', 7, true, null, ['a', { b: 'c' }]]) expect(reportedFields([set(nowhere, value, 'before')])).toEqual([]);
    expect(reportedFields([{ op: 'unset', at: nowhere, was: 'a' }, { op: 'splice', at: nowhere, index: 0, removed: 'a', inserted: '' }, { op: 'insertRow', at: nowhere, row: { [ROW_ID]: 'x' }, after: null }])).toEqual([]);
  });

  it('is asked about by the day that stands after the whole step, also when the day is taken out or typed by letters', () => {
    const at = `${INFO}/meetingDate`;
    const doc = meetingOn('2026-11-25');
    expect(redQuestion(doc, [{ op: 'unset', at, was: '2026-11-25' }], '2026-11-20', DEFAULT_CALENDAR)?.meetingDate).toBe('');
    expect(redQuestion(doc, [{ op: 'splice', at, index: 5, removed: '11', inserted: '12' }], '2026-11-20', DEFAULT_CALENDAR)?.meetingDate).toBe('2026-12-25');
    expect(asks(doc, [set(at, '2026-12-15', 'something else')], '2026-11-20')).toBe(false);
  });

  it('is seen at every field the definitions mark as reported, and at none other', () => {
    const doc = sampleDocument();
    const fields = pageKeysOf(doc).flatMap((page) => everyField(doc, page));
    const reported = fields.filter(({ def }) => def.reported);
    expect(reported.length).toBeGreaterThan(40);
    expect(fields.filter(({ at }) => reportedFields([set(at, 'changed', 'before')]).length === 1)).toEqual(reported);
  });
});

describe('report dates', () => {
  it('have words and are days that come every year', () => {
    expect(reportDate(12, 1)).toEqual({ label: 'Dec 1', month: 12, day: 1 });
    for (const [month, day] of [[2, 29], [13, 1], [0, 4], [6, 31], [6, 0]] as const) expect(reportDate(month, day)).toBeNull();
    expect([closingLabel('2026-11-20'), closingLabel('2026-12-02'), closingLabel('2026-06-30')]).toEqual(['Dec 1', 'June 30', 'June 30']);
  });
});
