/** What waits for a printer, by name, and its three ends: printed after all, saved where the user points, or taken off the list. */
import type { ProgressReports, WaitingOnPrinter } from '../../shared/bridge/paper.ts';
import { localDate, localTime } from '../../shared/time/zone.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { mayLook } from './judge.ts';
import { reprint, saveCopyAs } from './paper-service.ts';
import { printProgress } from './progress-service.ts';
import { printRecord, saveRecordAs } from './record-paper.ts';
import type { Rooms } from './rooms.ts';
import { studentsOf, type Paper, type PrinterAnswer, type WaitingPaper } from './waiting-papers.ts';

export function listWaiting(rooms: Rooms): Result<WaitingOnPrinter[]> {
  // On a computer nobody has chosen a name on, nobody has printed.
  if (rooms.vault.profile() === null) return ok([]);
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  const { zone } = rooms.tools.settings.get();
  return ok(rooms.waiting.all().map(({ waitingId, paper, since, answered }) => ({
    waitingId, ...calledOf(paper),
    names: studentsOf(paper).flatMap((studentId) => rooms.vault.caseload.get(studentId)?.name ?? []), since: `${localDate(since, zone)}T${localTime(since, zone)}`, cutOff: !answered,
  })));
}

/** Progress reports are drawn anew when they are printed: no code is known of them yet. */
function calledOf(paper: Paper): Pick<WaitingOnPrinter, 'kind' | 'code'> {
  switch (paper.what) {
    case 'copy': case 'record': return { kind: paper.kind, code: paper.code };
    case 'progress': return { kind: 'progressReports', code: '' };
    case 'report': return { kind: 'progressReport', code: '' };
  }
}

type Ended = { readonly printer: PrinterAnswer | 'notAsked'; readonly saved: boolean; readonly leftOut: ProgressReports['leftOut'] };

/** Students of a bulk print who are still here; those who left the caseload have no report to send. */
function present(rooms: Rooms, students: readonly string[]): readonly string[] {
  return students.filter((studentId) => rooms.vault.caseload.get(studentId) !== undefined);
}

async function endWith(rooms: Rooms, { waitingId, paper }: WaitingPaper, to: 'printer' | 'file'): Promise<Result<Ended>> {
  if (paper.what === 'progress') {
    // Whoever printed it first has seen which signs are missing.
    const printed = await printProgress(rooms, { students: present(rooms, paper.students), to, evenWithoutSigns: true });
    // A print of fewer students, because the others' reports were sent meanwhile, waits under a name of its own.
    const isReplaced = printed.ok && (printed.value.printer === 'sent' || (printed.value.printer === 'waits' && printed.value.papers.length < paper.students.length));
    if (isReplaced) await rooms.waiting.drop(waitingId);
    return printed;
  }
  if (paper.what === 'report') {
    const { studentId, iepId, round } = paper;
    return printProgress(rooms, { students: present(rooms, [studentId]), to, evenWithoutSigns: true, round, iepId });
  }
  if (to === 'file') {
    const saved = paper.what === 'copy' ? await saveCopyAs(rooms, paper.copyId) : await saveRecordAs(rooms, paper.iepId, paper.kind);
    return saved.ok ? ok({ printer: 'notAsked', saved: saved.value.saved, leftOut: [] }) : saved;
  }
  const printed = paper.what === 'copy' ? await reprint(rooms, paper.copyId) : await printRecord(rooms, paper.iepId, paper.kind);
  return printed.ok ? ok({ printer: printed.value.printer, saved: false, leftOut: [] }) : printed;
}

/** Prints or saves what waits. Printed paper leaves the list by itself; a saved one stays, because nobody has it in hand yet. */
export async function endWaiting(rooms: Rooms, waitingId: string, to: 'printer' | 'file'): Promise<Result<Ended>> {
  const waiting = rooms.waiting.all().find((one) => one.waitingId === waitingId);
  if (waiting === undefined) return fail('notFound', 'This paper is not waiting any more.');
  const ended = await endWith(rooms, waiting, to);
  return ended.ok ? ok({ printer: ended.value.printer, saved: ended.value.saved, leftOut: [...ended.value.leftOut] }) : ended;
}

export function dropWaiting(rooms: Rooms, waitingId: string): Promise<Result<null>> | Result<null> {
  const allowed = mayLook(rooms, 'openRecord');
  return allowed.ok ? rooms.waiting.drop(waitingId) : allowed;
}
