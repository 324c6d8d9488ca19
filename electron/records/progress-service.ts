/**
 * Prints the progress reports of many students at once: one packet a student, by last name, in the language of the parents, and a reason for
 * everybody who has none (iep-forms.md 3.15 and 6.10). No PDF is stored: a report is drawn from the plan that is carried out whenever it is asked for.
 */
import type { ProgressPrinted, ProgressReports } from '../../shared/bridge/paper.ts';
import { NO_REPORT_WORDS, reportOf, reportsNow, type NoReport, type OpenReport, type ReportsNow } from '../../shared/check/progress-reports.ts';
import { roleVerdict } from '../../shared/flow/roles.ts';
import { textAt } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { labelsForParents } from '../../shared/iep/translations.ts';
import { formatDate } from '../../shared/time/dates.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { PaperJob } from '../ports/paper.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { contentHash, shortCode } from './content-hash.ts';
import { judged, refusalOf } from './judge.ts';
import { planById, planOf } from './plan-progress.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';
import type { Paper } from './waiting-papers.ts';

interface Chosen {
  readonly studentId: string;
  readonly name: string;
  readonly document: IepDocument;
  readonly iepId: string;
  readonly reports: readonly OpenReport[];
}
type LeftOut = ProgressReports['leftOut'][number];

/** One round, of the plan that is carried out or of the one named. */
interface OneReport {
  readonly round: string;
  readonly iepId: string | undefined;
}

/** One round by itself, whether or not it went home already. */
function oneReport(plan: IepDocument, round: string, today: string): ReportsNow {
  const one = reportOf(plan, round, today);
  return one === null ? { open: null, why: 'noSchedule', from: '' } : { open: [one] };
}

/** @param one one round alone; undefined for every open one of the plan that is carried out */
async function choiceOf(rooms: Rooms, entry: StudentIndexEntry, one?: OneReport): Promise<Chosen | LeftOut> {
  const { studentId, name } = entry;
  const leftOut = (why: NoReport, words: string): LeftOut => ({ studentId, name, why, words });
  const found = one?.iepId === undefined ? await planOf(rooms, entry) : await planById(rooms, entry, one.iepId);
  if (typeof found === 'string') return leftOut(found, NO_REPORT_WORDS[found]);
  const { plan, writing, stored } = found;
  const allowed = judged(rooms, plan, { kind: 'act', action: 'affirmProgress' });
  if (!allowed.ok) return leftOut('notYours', allowed.failure.reason ?? '');
  const { today } = districtNow(rooms.tools);
  const now = one === undefined ? reportsNow(plan, writing, today) : oneReport(plan, one.round, today);
  if (now.open !== null) return { studentId, name, document: plan, iepId: stored.package.iepId, reports: now.open };
  return leftOut(now.why, now.why === 'later' ? `The next report can be printed from ${formatDate(now.from, 'en')} on.` : NO_REPORT_WORDS[now.why]);
}

function isChosen(choice: Chosen | LeftOut): choice is Chosen {
  return 'document' in choice;
}

/** By last name, then by first (iep-forms.md 3.15). */
function byLastName(a: Chosen, b: Chosen): number {
  const names = ['lastName', 'firstName'].map((part) => textAt(a.document, `pages/infoEligibility/${part}`).localeCompare(textAt(b.document, `pages/infoEligibility/${part}`), 'en'));
  return names.find((order) => order !== 0) ?? 0;
}

/** Everybody on the caseload, either with open reports or with the reason why not; refused as a whole to a role that sends no reports. */
async function choose(rooms: Rooms, wanted: (studentId: string) => boolean, one?: OneReport): Promise<Result<{ readonly chosen: readonly Chosen[]; readonly leftOut: readonly LeftOut[] }>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const verdict = roleVerdict('affirmProgress', who.value);
  if (!verdict.ok) return refusalOf(verdict);
  const choices: (Chosen | LeftOut)[] = [];
  for (const entry of rooms.vault.caseload.all()) if (wanted(entry.studentId)) choices.push(await choiceOf(rooms, entry, one));
  return ok({
    chosen: choices.filter(isChosen).toSorted(byLastName),
    leftOut: choices.filter((choice): choice is LeftOut => !isChosen(choice)).toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  });
}

/** What can be printed now, and who is left out and why. */
export async function progressReports(rooms: Rooms): Promise<Result<ProgressReports>> {
  const found = await choose(rooms, () => true);
  if (!found.ok) return found;
  return ok({
    students: found.value.chosen.map(({ studentId, name, document, reports }) => ({ studentId, name, ...labelsForParents(document), reports: [...reports] })),
    leftOut: [...found.value.leftOut],
  });
}

export interface ProgressPrint {
  readonly students: readonly string[];
  /** One file to the printer, one file where the user points, or a file for each student in a folder. */
  readonly to: 'printer' | 'file' | 'folder';
  /** The user has seen which signs the printing fonts lack. */
  readonly evenWithoutSigns: boolean;
  /** One round alone; every open one where none is named. */
  readonly round?: string | undefined;
  /** Its plan, where it is not the one that is carried out. */
  readonly iepId?: string | undefined;
}

interface Packet {
  readonly chosen: Chosen;
  readonly job: PaperJob;
  readonly pdf: Uint8Array;
  readonly sheets: number;
  readonly missing: readonly string[];
}

function jobOf(rooms: Rooms, { document, reports }: Chosen): PaperJob {
  const { today, time } = districtNow(rooms.tools);
  const hash = contentHash(document);
  return { document, kind: 'report', language: labelsForParents(document).language, printedAt: `${today}T${time}`, code: shortCode(hash), contentHash: hash, affirmedOn: null, previous: null, only: reports.map(({ page }) => page) };
}

/** No name of a student: the code stands on every sheet, and the list on screen says whose it is. */
function fileName(today: string, code: string): string {
  return `Progress report ${today} ${code}.pdf`;
}

/** Prints or saves the open reports of the students named; one whose PDF cannot be made is left out by name, and the others go on. */
export async function printProgress(rooms: Rooms, { students, to, evenWithoutSigns, round, iepId }: ProgressPrint): Promise<Result<ProgressPrinted>> {
  if (students.some((studentId) => rooms.vault.caseload.get(studentId) === undefined)) return fail('notFound');
  const found = await choose(rooms, (studentId) => students.includes(studentId), round === undefined ? undefined : { round, iepId });
  if (!found.ok) return found;
  const packets: Packet[] = [];
  const leftOut: LeftOut[] = [...found.value.leftOut];
  for (const chosen of found.value.chosen) {
    const job = jobOf(rooms, chosen);
    const made = await rooms.tools.paper.make(job);
    if (made.ok) packets.push({ chosen, job, pdf: made.value.pdf, sheets: made.value.sheets, missing: made.value.audit.missingGlyphs });
    else leftOut.push({ studentId: chosen.studentId, name: chosen.name, why: 'failed', words: NO_REPORT_WORDS.failed });
  }
  const missingSigns = packets.filter(({ missing }) => missing.length > 0).map(({ chosen: { studentId, name }, missing }) => ({ studentId, name, signs: [...missing] }));
  const asked = packets.length > 0 && (evenWithoutSigns || missingSigns.length === 0);
  const went = asked ? await handOver(rooms, packets, to, round) : ok(NOWHERE);
  if (!went.ok) return went;
  return ok({
    papers: packets.map(({ chosen: { studentId, name, iepId: plan, reports }, job, sheets }) => ({ studentId, name, iepId: plan, code: job.code, reports: reports.length, sheets, toSend: reports.filter(({ state }) => state === 'affirmed').map(({ page }) => rowOf(page)), file: went.value.files.get(studentId) ?? '' })),
    leftOut, missingSigns, printer: went.value.printer, saved: went.value.saved,
  });
}

/** Row of the schedule a sheet is of. */
function rowOf(page: string): string {
  return page.slice(page.indexOf('@') + 1);
}

interface Went {
  readonly printer: ProgressPrinted['printer'];
  readonly saved: boolean;
  /** Name of the file of each student, where each has one. */
  readonly files: ReadonlyMap<string, string>;
}
const NOWHERE: Went = { printer: 'notAsked', saved: false, files: new Map() };

function waitingFor(packets: readonly Packet[], round: string | undefined): Paper {
  const [first] = packets;
  if (round !== undefined && first !== undefined) return { what: 'report', studentId: first.chosen.studentId, iepId: first.chosen.iepId, round };
  return { what: 'progress', students: packets.map(({ chosen: { studentId } }) => studentId) };
}

/** @param round the one report this paper is, where it is not every open one */
async function handOver(rooms: Rooms, packets: readonly Packet[], to: ProgressPrint['to'], round: string | undefined): Promise<Result<Went>> {
  const { today } = districtNow(rooms.tools);
  if (to === 'folder') {
    const saved = await rooms.tools.saver.savePdfs('A folder for the progress reports', packets.map(({ pdf, job: { code } }) => ({ pdf, name: fileName(today, code) })));
    if (!saved.ok) return saved;
    const names = saved.value;
    return ok(names === null ? NOWHERE : { ...NOWHERE, saved: true, files: new Map(packets.map(({ chosen }, index) => [chosen.studentId, names[index] ?? ''])) });
  }
  const file = await rooms.tools.paper.together(packets.map(({ job }) => job));
  if (!file.ok) return file;
  if (to === 'printer') return ok({ ...NOWHERE, printer: await rooms.waiting.print(waitingFor(packets, round), () => rooms.tools.printer.print(file.value, 'IEP Desk progress reports')) });
  const saved = await rooms.tools.saver.savePdf(file.value, `Progress reports ${today}.pdf`);
  return saved.ok ? ok({ ...NOWHERE, saved: saved.value.saved }) : saved;
}
