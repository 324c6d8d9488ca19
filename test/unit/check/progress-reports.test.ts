import { describe, expect, it } from 'vitest';
import { NO_REPORT_WORDS, reportsNow } from '../../../shared/check/progress-reports.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { labelsForParents } from '../../../shared/iep/translations.ts';
import { sampleDocument } from '../iep/sample.ts';

const sample = sampleDocument();

function withRounds(change: (round: JsonObject, index: number) => JsonObject): IepDocument {
  return { ...sample, progressReportSchedule: (sample['progressReportSchedule'] as readonly JsonObject[]).map(change) } as unknown as IepDocument;
}
function withGoals(change: (goal: JsonObject, index: number) => JsonObject): IepDocument {
  const goals = sample.pages.goals as unknown as { readonly items: readonly JsonObject[] };
  return { ...sample, pages: { ...sample.pages, goals: { ...goals, items: goals.items.map(change) } } } as unknown as IepDocument;
}
const numbers = (doc: IepDocument, today: string): readonly string[] | string => {
  const now = reportsNow(doc, [], today);
  return now.open === null ? `${now.why} ${now.from}`.trim() : now.open.map(({ number, isLate }) => `${number}${isLate ? ' late' : ''}`);
};

describe('a progress report is printed', () => {
  it('from fourteen days before its day until it is marked sent, and is late from the day after', () => {
    expect(numbers(sample, '2026-11-19')).toBe('later 2026-11-20');
    expect(numbers(sample, '2026-11-20')).toEqual(['1']);
    expect(numbers(sample, '2026-12-04')).toEqual(['1']);
    expect(numbers(sample, '2026-12-05')).toEqual(['1 late']);
    expect(numbers(sample, '2027-09-29')).toEqual(['1 late', '2 late', '3 late', '4']);
    expect(numbers(withRounds((round, index) => (index < 3 ? { ...round, sentDate: '2027-06-04' } : round)), '2027-09-28')).toBe('later 2027-09-29');
    expect(numbers(withRounds((round) => ({ ...round, sentDate: '2027-06-04' })), '2027-09-29')).toBe('allSent');
  });

  it('also when it was affirmed or written on every goal and is not sent yet: then it only has to go home', () => {
    const affirmed = withRounds((round, index) => (index === 0 ? { ...round, affirmedAt: '2026-12-03T09:00' } : round));
    expect(numbers(affirmed, '2026-12-05')).toEqual(['1 late']);
    expect(numbers(affirmed, '2026-11-01')).toEqual(['1']);
  });

  it('also when the schedule names no day for it, so that nobody is left out over a blank', () => {
    const now = reportsNow(withRounds((round, index) => (index === 1 ? { ...round, dueDate: 'spring', reportNo: null } : round)), [], '2026-11-01');
    expect(now.open).toMatchObject([{ number: '2', due: 'spring', isLate: false }]);
  });

  it('never without a schedule, and then the reason is said', () => {
    expect(numbers({ ...sample, progressReportSchedule: [] } as unknown as IepDocument, '2026-12-05')).toBe('noSchedule');
    expect(Object.values(NO_REPORT_WORDS).every((words) => /^[A-Z].*\.$/u.test(words))).toBe(true);
  });

  it('with the goals nobody wrote about counted: a date, a summary or both make it written, another round’s do not; a dropped goal is not asked about', () => {
    const blank = (doc: IepDocument): string => {
      const now = reportsNow(doc, [], '2026-12-05');
      return now.open === null ? now.why : now.open.map((report) => `${report.blank} of ${report.goals}`).join();
    };
    const said = (report: JsonObject): IepDocument => withGoals((goal, index) => (index === 0 ? { ...goal, progressReports: [{ $row: 'p1', ...report }] } : goal));
    expect(blank(sample)).toBe('4 of 4');
    expect(blank(said({ reportNo: 1, summary: 'He reads 90 words.' }))).toBe('3 of 4');
    expect(blank(said({ reportNo: 1, reportDate: '2026-12-01' }))).toBe('3 of 4');
    expect(blank(said({ reportNo: 2, summary: 'He reads 90 words.' }))).toBe('4 of 4');
    const first = (sample.pages.goals as unknown as { readonly items: readonly { readonly $row: string }[] }).items[0]?.$row ?? '';
    expect(blank({ ...sample, work: { goals: { [first]: { state: 'dropped', by: '', reason: '' } } } } as unknown as IepDocument)).toBe('3 of 3');
  });
});

describe('the language of a report', () => {
  const of = (home: string, change: Partial<IepDocument> = {}): string => {
    const info = sample.pages.infoEligibility as JsonObject;
    const parents = (info['parents'] as readonly JsonObject[]).map((parent) => ({ ...parent, homeLanguage: home }));
    const { language, parentsRead } = labelsForParents({ ...sample, pages: { ...sample.pages, infoEligibility: { ...info, parents } }, ...change } as unknown as IepDocument);
    return `${language} ${parentsRead}`.trim();
  };

  it('is the parents’ where there are labels in it, and names theirs where there are none', () => {
    expect(of('English')).toBe('en');
    expect(of('Spanish')).toBe('both');
    expect(of('Hmong')).toBe('en Hmong');
    expect(of('English', { secondLanguage: 'es' } as unknown as Partial<IepDocument>)).toBe('both');
  });

  it('is Spanish for an IEP written in Spanish, with the English beside it for parents who read that', () => {
    expect(of('Spanish', { formLanguage: 'es' })).toBe('es');
    expect(of('English', { formLanguage: 'es' })).toBe('both');
    expect(of('Hmong', { formLanguage: 'es' })).toBe('es Hmong');
  });
});
