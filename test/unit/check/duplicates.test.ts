import { describe, expect, it } from 'vitest';
import { combineRepair, dnrRepair, duplicateServices } from '../../../shared/check/duplicates.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { invertEdit } from '../../../shared/journal/invert.ts';
import { sampleDocument } from '../iep/sample.ts';
import { AS_OF, BASE, SAI } from './students.ts';
import { apply, duplicateIssues, linesOf, withServices } from './offers.ts';

describe('duplicate services', () => {
  it('are named with their positions', () => {
    const [issue] = checkRecord({ ...BASE, services: [SAI, { ...SAI, code: '415' }, SAI, { ...SAI, dnr: true }, SAI] }, AS_OF);
    expect(issue).toMatchObject({ id: 'CAS-086', message: 'Specialized academic instruction is listed 3 times. Combine the minutes in one line (same frequency) or tick DNR on all but the main one.', detail: 'Lines 1, 3 and 5' });
  });

  it('are found in the document as groups of rows, each list for itself', () => {
    expect(duplicateServices(withServices([{}, {}, { code: '415' }], [{}]))).toEqual([{ code: '330', esy: false, rows: ['s0', 's1'] }]);
    expect(duplicateServices(sampleDocument())).toEqual([]);
  });
});

describe('combining duplicate lines', () => {
  const doc = withServices([
    { minutes: 60, delivery: ['ind'], comment: 'Reading.' } as object,
    { minutes: 120, delivery: ['grp'], location: '520' } as object,
    { code: '415' },
    { minutes: 20, comment: 'Consultation' } as object,
  ]);
  const combined = apply(doc, combineRepair(doc, ['s0', 's1', 's3']));

  it('adds the minutes up in the largest line and writes every part into its comment', () => {
    expect(linesOf(combined).map((row) => row['$row'])).toEqual(['s1', 's2']);
    expect(linesOf(combined)[0]).toMatchObject({
      minutes: 200, location: '520', delivery: ['grp', 'ind'], startDate: SAI.startDate, endDate: SAI.endDate,
      comment: '60 minutes, individual, Regular classroom / public day school: Reading.\n120 minutes, group, Separate classroom in public integrated facility\n20 minutes, individual, Regular classroom / public day school: Consultation',
    });
    expect(duplicateIssues(combined)).toEqual([]);
  });

  it('takes the emergency program along', () => {
    const before = { ...doc, pages: { ...doc.pages, emergencyProgram: { emSpecialEd: [{ $row: 'x', serviceRef: 'id-s0' }, { $row: 'y', serviceRef: 'id-s2' }], emRelated: [] } } } as IepDocument;
    const after = apply(before, combineRepair(before, ['s0', 's1', 's3']));
    expect((valueAt(after, 'pages/emergencyProgram/emSpecialEd') as readonly JsonObject[]).map((row) => row['serviceRef'])).toEqual(['id-s1', 'id-s2']);
  });

  it('can be undone edit by edit', () => {
    const edits = combineRepair(doc, ['s0', 's1', 's3']) ?? [];
    expect(edits.length).toBeGreaterThan(3);
    expect(apply(combined, edits.toReversed().map(invertEdit))).toEqual(doc);
  });

  it.each([
    ['frequency', '30'], ['provider', '110'], ['npaId', '9900123'], ['startDate', '2026-02-11'], ['endDate', '2027-02-08'], ['minutes', null], ['code', '415'],
  ] as const)('is not offered when the lines differ in %s, so that no date is widened and no minutes invented', (field, value: Json) => {
    expect(combineRepair(withServices([{}, { [field]: value } as object]), ['s0', 's1'])).toBeNull();
  });

  it('is not offered for minutes that are no whole number', () => {
    expect(combineRepair(withServices([{}, { minutes: 22.5 }]), ['s0', 's1'])).toBeNull();
  });

  it('names a part without its way of giving and with a comment as it was meant', () => {
    const bare = withServices([{ minutes: 30, delivery: [], comment: ' Reading. ' } as object, { minutes: 60, delivery: ['sec'] } as object]);
    expect(linesOf(apply(bare, combineRepair(bare, ['s0', 's1'])))[0]?.['comment']).toBe('30 minutes, Regular classroom / public day school: Reading.\n60 minutes, secondary transition, Regular classroom / public day school');
  });

  it('takes along a line that went under a removed one, and none that goes itself', () => {
    const before = withServices([{ minutes: 60 }, { minutes: 90, mainServiceRef: 'id-s0' } as object, { minutes: 30, dnr: true, mainServiceRef: 'id-s0' } as object, { minutes: 20, mainServiceRef: 'id-s2' } as object]);
    expect(linesOf(apply(before, combineRepair(before, ['s0', 's1']))).map((row) => [row['$row'], row['mainServiceRef']])).toEqual([['s1', 'id-s1'], ['s2', 'id-s1'], ['s3', 'id-s2']]);
  });

  it('is not offered for one line, for rows that are gone or across the two lists', () => {
    const mixed = withServices([{}, {}], [{}]);
    expect([combineRepair(mixed, ['s0']), combineRepair(mixed, ['s0', 'gone']), combineRepair(mixed, ['s0', 'e0']), combineRepair(mixed, ['s0', 's1', 'e0'])]).toEqual([null, null, null, null]);
  });
});

describe('marking the smaller lines DNR', () => {
  it('keeps the line with the most minutes a week and puts the others under it', () => {
    const doc = withServices([{ minutes: 60 }, { minutes: 90, frequency: '10' }, { minutes: 225 }]);
    const repaired = linesOf(apply(doc, dnrRepair(doc, ['s0', 's1', 's2'])));
    expect(repaired.map((row) => [row['dnr'], row['mainServiceRef']])).toEqual([[true, 'id-s1'], [false, null], [true, 'id-s1']]);
  });

  it('leaves alone the lines it was not asked about', () => {
    const doc = withServices([{ minutes: 60 }, { minutes: 90 }, { minutes: 225 }]);
    expect(linesOf(apply(doc, dnrRepair(doc, ['s0', 's1']))).map((row) => [row['dnr'], row['mainServiceRef']])).toEqual([[true, 'id-s1'], [false, null], [false, null]]);
  });

  it('keeps one line per stretch of the year, so that no month is missing from the report', () => {
    const spring = { endDate: '2026-06-05' };
    const fall = { startDate: '2026-08-10' };
    const doc = withServices([{ ...spring, minutes: 200 }, { ...spring, minutes: 60 }, { ...fall, minutes: 100 }, { ...fall, minutes: 30 }, { minutes: 20 }]);
    const repaired = apply(doc, dnrRepair(doc, ['s0', 's1', 's2', 's3', 's4']));
    expect(linesOf(repaired).map((row) => row['dnr'])).toEqual([false, true, false, true, true]);
    expect(duplicateIssues(repaired)).toEqual([]);
  });
});
