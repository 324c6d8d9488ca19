/** Offers of services for the duplicate rules: random ones, and the same question asked in another way, day by day. */
import fc from 'fast-check';
import type { ServiceLine } from '../../../shared/check/record.ts';
import { stateRecord } from '../../../shared/check/record.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { sampleDocument } from '../iep/sample.ts';
import { AS_OF, SAI } from './students.ts';

export const day = (n: number): string => `2026-02-${n}`;

/** Within a small February and mostly of one service, so that random lines meet often; now and then a line ends before it begins. */
export const randomLine: fc.Arbitrary<ServiceLine> = fc.record({
  code: fc.constantFrom('330', '330', '330', '415', ''), frequency: fc.constantFrom('10', '20', '30', '40', '90'), minutes: fc.constantFrom(10, 45, 225, 900, ''),
  from: fc.integer({ min: 11, max: 16 }), days: fc.integer({ min: -1, max: 6 }), esy: fc.constantFrom(false, false, true), dnr: fc.boolean(),
}).map(({ from, days, ...line }) => ({ ...SAI, ...line, startDate: day(from), endDate: day(from + days) }));

/** The same question asked in another way: which calendar days does a line cover? */
export function daysOf(line: ServiceLine): ReadonlySet<number> {
  const [from, to] = [Number(line.startDate.slice(-2)), Number(line.endDate.slice(-2))];
  return new Set(Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index));
}

export function clash(a: ServiceLine, b: ServiceLine): boolean {
  const shared = [...daysOf(a)].filter((each) => daysOf(b).has(each));
  return a.code.length > 0 && `${a.code}/${a.esy}` === `${b.code}/${b.esy}` && shared.length > 0;
}

/** Minutes over 36 school weeks and 52 calendar weeks at once, in whole numbers: × 468 = 36 · 13. */
export function perWeekTimes468(line: ServiceLine): number {
  if (line.minutes === '') return 0;
  return Number(line.minutes) * ({ '10': 2340, '20': 468, '30': 108, '40': 13 }[line.frequency] ?? 0);
}

export function oracle(lines: readonly ServiceLine[]): { readonly duplicates: readonly string[]; readonly lost: readonly number[]; readonly small: readonly number[] } {
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

export function positions(fields: readonly string[]): readonly number[] {
  return [...new Set(fields.map((field) => Number(/\d+/.exec(field)?.[0])))];
}

export function withServices(lines: readonly Partial<ServiceLine & JsonObject>[], esyLines: readonly JsonObject[] = []): IepDocument {
  const doc = sampleDocument();
  const row = (prefix: string) => (line: object, index: number): JsonObject =>
    ({ $row: `${prefix}${index}`, id: `id-${prefix}${index}`, ...SAI, delivery: ['ind'], comment: '', mainServiceRef: null, ...line }) as unknown as JsonObject;
  return { ...doc, pages: { ...doc.pages, fapeServices: { ...(doc.pages.fapeServices as JsonObject), services: lines.map(row('s')), esyServices: esyLines.map(row('e')) } } };
}

export function apply(doc: IepDocument, edits: readonly Edit[] | null): IepDocument {
  if (edits === null) throw new Error('There is no such repair.');
  const done = applyEdits(doc, edits);
  if (!done.ok) throw new Error(`${done.at}: ${done.reason}`);
  return done.document;
}

export function linesOf(doc: IepDocument): readonly JsonObject[] {
  return valueAt(doc, 'pages/fapeServices/services') as readonly JsonObject[];
}

export function duplicateIssues(doc: IepDocument): readonly string[] {
  return checkRecord(stateRecord(doc), AS_OF).map((issue) => issue.id).filter((id) => ['CAS-086', 'CAS-087', 'CAS-088'].includes(id));
}
