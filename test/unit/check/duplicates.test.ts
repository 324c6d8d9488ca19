import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineRepair, dnrRepair, duplicateServices } from '../../../shared/check/duplicates.ts';
import type { ServiceLine } from '../../../shared/check/record.ts';
import { stateRecord } from '../../../shared/check/record.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { invertEdit } from '../../../shared/journal/invert.ts';
import { sampleDocument } from '../iep/sample.ts';
import { AS_OF, BASE, SAI } from './students.ts';

const day = (n: number): string => `2026-02-${n}`;

/** Within a small February and mostly of one service, so that random lines meet often; now and then a line ends before it begins. */
const randomLine: fc.Arbitrary<ServiceLine> = fc.record({
  code: fc.constantFrom('330', '330', '330', '415', ''), frequency: fc.constantFrom('10', '20', '30', '40', '90'), minutes: fc.constantFrom(10, 45, 225, 900, ''),
  from: fc.integer({ min: 11, max: 16 }), days: fc.integer({ min: -1, max: 6 }), esy: fc.constantFrom(false, false, true), dnr: fc.boolean(),
}).map(({ from, days, ...line }) => ({ ...SAI, ...line, startDate: day(from), endDate: day(from + days) }));

/** The same question asked in another way: which calendar days does a line cover? */
function daysOf(line: ServiceLine): ReadonlySet<number> {
  const [from, to] = [Number(line.startDate.slice(-2)), Number(line.endDate.slice(-2))];
  return new Set(Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index));
}

function clash(a: ServiceLine, b: ServiceLine): boolean {
  const shared = [...daysOf(a)].filter((each) => daysOf(b).has(each));
  return a.code.length > 0 && `${a.code}/${a.esy}` === `${b.code}/${b.esy}` && shared.length > 0;
}

/** Minutes over 36 school weeks and 52 calendar weeks at once, in whole numbers: × 468 = 36 · 13. */
function perWeekTimes468(line: ServiceLine): number {
  if (line.minutes === '') return 0;
  return Number(line.minutes) * ({ '10': 2340, '20': 468, '30': 108, '40': 13 }[line.frequency] ?? 0);
}

function oracle(lines: readonly ServiceLine[]): { readonly duplicates: readonly string[]; readonly lost: readonly number[]; readonly small: readonly number[] } {
  const pairs: [number, number][] = [];
  for (let i = 0; i < lines.length; i += 1) for (let j = 0; j < lines.length; j += 1) if (i !== j && clash(lines[i] as ServiceLine, lines[j] as ServiceLine)) pairs.push([i, j]);
  const line = (index: number): ServiceLine => lines[index] as ServiceLine;
  const doubled = [...new Set(pairs.filter(([i, j]) => !line(i).dnr && !line(j).dnr).map(([i]) => i))].sort((a, b) => a - b);
  const keys = [...new Set(doubled.map((index) => `${line(index).code}/${line(index).esy}`))];
  const mains = (index: number): readonly number[] => pairs.filter(([i, j]) => i === index && !line(j).dnr).map(([, j]) => j);
  const hidden = lines.flatMap((each, index) => (each.dnr ? [index] : []));
  return {
    duplicates: keys.map((key) => doubled.filter((index) => `${line(index).code}/${line(index).esy}` === key).join()),
    lost: hidden.filter((index) => mains(index).length === 0),
    small: hidden.filter((index) => mains(index).length > 0 && mains(index).every((main) => perWeekTimes468(line(index)) > perWeekTimes468(line(main)))),
  };
}

function positions(fields: readonly string[]): readonly number[] {
  return [...new Set(fields.map((field) => Number(/\d+/.exec(field)?.[0])))];
}

function withServices(lines: readonly Partial<ServiceLine & JsonObject>[], esyLines: readonly JsonObject[] = []): IepDocument {
  const doc = sampleDocument();
  const row = (prefix: string) => (line: object, index: number): JsonObject =>
    ({ $row: `${prefix}${index}`, id: `id-${prefix}${index}`, ...SAI, delivery: ['ind'], comment: '', mainServiceRef: null, ...line }) as unknown as JsonObject;
  return { ...doc, pages: { ...doc.pages, fapeServices: { ...(doc.pages.fapeServices as JsonObject), services: lines.map(row('s')), esyServices: esyLines.map(row('e')) } } };
}

function apply(doc: IepDocument, edits: readonly Edit[] | null): IepDocument {
  if (edits === null) throw new Error('There is no such repair.');
  const done = applyEdits(doc, edits);
  if (!done.ok) throw new Error(`${done.at}: ${done.reason}`);
  return done.document;
}

function linesOf(doc: IepDocument): readonly JsonObject[] {
  return valueAt(doc, 'pages/fapeServices/services') as readonly JsonObject[];
}

function duplicateIssues(doc: IepDocument): readonly string[] {
  return checkRecord(stateRecord(doc), AS_OF).map((issue) => issue.id).filter((id) => ['CAS-086', 'CAS-087', 'CAS-088'].includes(id));
}

describe('duplicate services', () => {
  it('are those a count of shared days finds, on 10,000 random offers', () => {
    let seen = { offers: 0, duplicates: 0, lost: 0, small: 0 };
    fc.assert(fc.property(fc.array(randomLine, { maxLength: 7 }), (services) => {
      const issues = checkRecord({ ...BASE, services }, AS_OF);
      const found = (id: string): readonly (readonly number[])[] => issues.filter((issue) => issue.id === id).map((issue) => positions(issue.fields));
      const expected = oracle(services);
      expect(found('CAS-086').map((group) => group.join())).toEqual(expected.duplicates);
      expect(found('CAS-087').flat()).toEqual(expected.lost);
      expect(found('CAS-088').flat()).toEqual(expected.small);
      seen = { offers: seen.offers + 1, duplicates: seen.duplicates + expected.duplicates.length, lost: seen.lost + expected.lost.length, small: seen.small + expected.small.length };
    }), { numRuns: 10_000 });
    expect(seen.offers).toBeGreaterThanOrEqual(10_000);
    expect(Math.min(seen.duplicates, seen.lost, seen.small)).toBeGreaterThan(500);
  });

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

  it('is not offered for one line, for rows that are gone or across the two lists', () => {
    const mixed = withServices([{}, {}], [{}]);
    expect([combineRepair(mixed, ['s0']), combineRepair(mixed, ['s0', 'gone']), combineRepair(mixed, ['s0', 'e0'])]).toEqual([null, null, null]);
  });
});

describe('marking the smaller lines DNR', () => {
  it('keeps the line with the most minutes a week and puts the others under it', () => {
    const doc = withServices([{ minutes: 60 }, { minutes: 90, frequency: '10' }, { minutes: 225 }]);
    const repaired = linesOf(apply(doc, dnrRepair(doc, ['s0', 's1', 's2'])));
    expect(repaired.map((row) => [row['dnr'], row['mainServiceRef']])).toEqual([[true, 'id-s1'], [false, null], [true, 'id-s1']]);
  });

  it('keeps one line per stretch of the year, so that no month is missing from the report', () => {
    const spring = { endDate: '2026-06-05' };
    const fall = { startDate: '2026-08-10' };
    const doc = withServices([{ ...spring, minutes: 200 }, { ...spring, minutes: 60 }, { ...fall, minutes: 100 }, { ...fall, minutes: 30 }, { minutes: 20 }]);
    const repaired = apply(doc, dnrRepair(doc, ['s0', 's1', 's2', 's3', 's4']));
    expect(linesOf(repaired).map((row) => row['dnr'])).toEqual([false, true, false, true, true]);
    expect(duplicateIssues(repaired)).toEqual([]);
  });

  it('leaves nothing for the duplicate rules to say, on 1,000 random offers without DNR', () => {
    let repairs = 0;
    fc.assert(fc.property(fc.array(randomLine.map((line) => ({ ...line, dnr: false })), { minLength: 2, maxLength: 6 }), (lines) => {
      const doc = withServices(lines.map(({ esy: _list, ...line }) => line));
      const repaired = duplicateServices(doc).reduce((here, group) => apply(here, dnrRepair(here, group.rows)), doc);
      repairs += duplicateServices(doc).length;
      expect(duplicateIssues(repaired)).toEqual([]);
    }), { numRuns: 1_000 });
    expect(repairs).toBeGreaterThan(500);
  });
});
