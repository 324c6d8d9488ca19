/** Progress reports in bulk through the bridge: whose are printed, in which order, and that everybody else is named with the reason. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PaperJob } from '../../../electron/ports/paper.ts';
import { failureOf, pdfOf, sampleFile, setUp, SPEECH, type Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => { desk = await setUp(); });
afterEach(() => desk.end());

interface Fields { readonly first: string; readonly last: string; readonly number: number; readonly change?: (sample: Record<string, unknown>) => void }

async function bring({ first, last, number, change }: Fields): Promise<string> {
  const { studentId } = await desk.get('exchange.import', {
    bytes: sampleFile((sample) => {
      const { pages } = sample as unknown as { readonly pages: { readonly infoEligibility: Record<string, unknown> } };
      Object.assign(sample, { documentId: `doc-${number}` });
      Object.assign(pages.infoEligibility, { seisId: `99001${number}`, ssid: `10293847${number}`, firstName: first, lastName: last });
      change?.(sample);
    }),
  });
  return studentId;
}
const reports = (): readonly PaperJob[] => desk.paper.jobs.filter(({ kind }) => kind === 'report');
const sentAll = (sample: Record<string, unknown>): void => void Object.assign(sample, { progressReportSchedule: (sample['progressReportSchedule'] as object[]).map((round) => ({ ...round, sentDate: '2027-06-04' })) });
const inSpanish = (sample: Record<string, unknown>): void => {
  const { parents } = (sample['pages'] as { readonly infoEligibility: { readonly parents: object[] } }).infoEligibility;
  for (const parent of parents) Object.assign(parent, { homeLanguage: 'Spanish' });
};

test('everybody on the caseload is listed once: with the open reports by last name, or left out with the reason', async () => {
  await bring({ first: 'Ana', last: 'Zamora', number: 10, change: inSpanish });
  await bring({ first: 'Ben', last: 'Abara', number: 11 });
  await bring({ first: 'Cid', last: 'Moss', number: 12, change: sentAll });
  await bring({ first: 'Dot', last: 'Noor', number: 13, change: (sample) => Object.assign(sample, { progressReportSchedule: [] }) });
  await bring({ first: 'Eli', last: 'Pike', number: 14, change: (sample) => Object.assign(sample, { documentStatus: 'draft' }) });
  await bring({ first: 'Fay', last: 'Quist', number: 15, change: (sample) => Object.assign(sample, { progressReportSchedule: [{ reportNo: 4, dueDate: '2027-10-14' }] }) });
  const { students, leftOut } = await desk.get('paper.progressReports');
  expect(students.map(({ name, language, reports }) => `${name} ${language} ${reports.map((report) => report.number).join()}`)).toEqual(['Ben Abara en 1,2,3,4', 'Ana Zamora both 1,2,3,4']);
  expect(leftOut.map(({ name, why }) => `${name} ${why}`)).toEqual(['Cid Moss allSent', 'Dot Noor noSchedule', 'Eli Pike notHere', 'Fay Quist later']);
  expect(leftOut.at(-1)?.words).toBe('The next report can be printed from Sep 30, 2027 on.');
  expect(students.length + leftOut.length).toBe((await desk.get('caseload.list')).length);
});

test('those chosen go to the printer in one PDF, each in the language of the parents; no PDF is kept', async () => {
  const ana = await bring({ first: 'Ana', last: 'Zamora', number: 10, change: inSpanish });
  const ben = await bring({ first: 'Ben', last: 'Abara', number: 11 });
  const cid = await bring({ first: 'Cid', last: 'Moss', number: 12 });
  const kept = (): unknown => Object.entries(desk.picture()).filter(([name]) => !/\/settings\.[ab]$/u.test(name));
  const before = kept();
  const printed = await desk.get('paper.printProgress', { students: [ana, ben], to: 'printer', evenWithoutSigns: false });
  expect(printed).toMatchObject({ printer: 'sent', saved: false, leftOut: [], papers: [{ studentId: ben, name: 'Ben Abara', reports: 4, sheets: 12, file: '' }, { studentId: ana, reports: 4 }] });
  expect(reports().map(({ kind, language, only }) => `${kind} ${language} ${only?.length}`)).toEqual(['report en 4', 'report both 4']);
  expect(desk.printed.map((pdf) => String(pdf))).toEqual([reports().map((job) => String(pdfOf(job))).join('')]);
  expect(kept()).toEqual(before);
  expect(printed.papers.some(({ studentId }) => studentId === cid)).toBe(false);
});

test('a file each is named by the code on its sheets and never by the student; one file holds all; a cancelled dialog says that nothing was written', async () => {
  const ana = await bring({ first: 'Ana', last: 'Zamora', number: 10 });
  const ben = await bring({ first: 'Ben', last: 'Abara', number: 11 });
  desk.folders.push('/stick');
  const each = await desk.get('paper.printProgress', { students: [ana, ben], to: 'folder', evenWithoutSigns: false });
  expect(each.saved).toBe(true);
  expect(each.papers.map(({ file, code }) => file === `Progress report 2027-09-29 ${code}.pdf`)).toEqual([true, true]);
  expect(desk.saved.map(({ name }) => name)).toEqual(each.papers.map(({ file }) => file));
  expect(desk.saved.map(({ name }) => name).join()).not.toMatch(/Zamora|Abara|Ana|Ben/u);
  expect(desk.saved.map(({ pdf }) => String(Buffer.from(pdf)))).toEqual(reports().map((job) => String(pdfOf(job))));
  const none = await desk.get('paper.printProgress', { students: [ana, ben], to: 'folder', evenWithoutSigns: false });
  expect([none.saved, none.papers.map(({ file }) => file)]).toEqual([false, ['', '']]);
  const one = await desk.get('paper.printProgress', { students: [ana, ben], to: 'file', evenWithoutSigns: false });
  expect([one.saved, desk.saved.at(-1)?.name, desk.saved.length, desk.printed.length]).toEqual([true, 'Progress reports 2027-09-29.pdf', 3, 0]);
});

test('signs the fonts lack are named before anything is printed, and printing goes on when that was seen', async () => {
  const ana = await bring({ first: 'Ana', last: 'Zamora', number: 10 });
  desk.paper.lacks = ['U+1781'];
  const first = await desk.get('paper.printProgress', { students: [ana], to: 'printer', evenWithoutSigns: false });
  expect([first.printer, first.missingSigns, desk.printed.length]).toEqual(['notAsked', [{ studentId: ana, name: 'Ana Zamora', signs: ['U+1781'] }], 0]);
  const second = await desk.get('paper.printProgress', { students: [ana], to: 'printer', evenWithoutSigns: true });
  expect([second.printer, desk.printed.length]).toEqual(['sent', 1]);
});

test('a student whose PDF cannot be made is left out by name, and who was sent meanwhile too; the printer gets the rest', async () => {
  const ana = await bring({ first: 'Ana', last: 'Zamora', number: 10 });
  const cid = await bring({ first: 'Cid', last: 'Moss', number: 12, change: sentAll });
  const ben = await bring({ first: 'Ben', last: 'Abara', number: 11 });
  desk.paper.meanwhile = async () => { desk.paper.fails = true; };
  const printed = await desk.get('paper.printProgress', { students: [ana, ben, cid], to: 'printer', evenWithoutSigns: false });
  expect(printed.leftOut.map(({ name, why }) => `${name} ${why}`)).toEqual(['Cid Moss allSent', 'Ben Abara failed', 'Ana Zamora failed']);
  expect([printed.papers, printed.printer, desk.printed]).toEqual([[], 'notAsked', []]);
});

test('a provider prints no reports in bulk, a student of somebody else is left out, and a student who is not here is a named failure', async () => {
  const ana = await bring({ first: 'Ana', last: 'Zamora', number: 10 });
  expect(failureOf(await desk.call('paper.printProgress', { students: [ana, 'nobody'], to: 'printer', evenWithoutSigns: false })).code).toBe('notFound');
  await desk.get('session.setProfile', { profile: { ...SPEECH, staffId: 'elsewhere', role: 'caseManager' } });
  const { students, leftOut } = await desk.get('paper.progressReports');
  expect([students, leftOut.map(({ why }) => why)]).toEqual([[], ['notYours']]);
  expect(leftOut[0]?.words).toMatch(/staff list/u);
  await desk.get('session.setProfile', { profile: SPEECH });
  for (const reply of [await desk.call('paper.progressReports'), await desk.call('paper.printProgress', { students: [ana], to: 'printer', evenWithoutSigns: false })]) expect(failureOf(reply).code).toBe('notYours');
  expect(desk.printed).toEqual([]);
});
