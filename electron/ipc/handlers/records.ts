/** Handlers of the caseload, drafts, paper, affirming and affirmed records: each runs inside the open rooms or answers `locked`. */
import { ok } from '../../../shared/words/failures.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { affirm } from '../../records/affirm-service.ts';
import { appendSteps, command, continueDraft, parentCopy, startChangeOf, startDraft } from '../../records/draft-service.ts';
import { keepElsewhere, takeBack } from '../../records/elsewhere.ts';
import { writeFuture } from '../../records/export-service.ts';
import { importFile, inspectFile } from '../../records/import-service.ts';
import { addStudent } from '../../records/new-student-service.ts';
import { recordLateSignature } from '../../records/late-signature-service.ts';
import { recordTranslations, tellTranslations } from '../../records/late-translation-service.ts';
import { mayLook } from '../../records/judge.ts';
import { recordRevocation, recordServicesStop } from '../../records/revocation-service.ts';
import { leavers, letLeaversGo } from '../../records/retention-service.ts';
import { paperAhead, printDraft, readCopy, reprint, saveCopyAs } from '../../records/paper-service.ts';
import { printProgress, progressReports } from '../../records/progress-service.ts';
import { printRecord, readDrawn, saveRecordAs } from '../../records/record-paper.ts';
import { findInStored, readRecord, recordPdf } from '../../records/record-service.ts';
import type { WholeDraft } from '../../ports/drafts.ts';
import type { Rooms } from '../../records/rooms.ts';
import type { Session } from '../../records/session.ts';
import { dropWaiting, endWaiting, listWaiting } from '../../records/waiting-service.ts';
import { listCaseload, studentFile } from '../../records/summaries.ts';
import type { HandlersOf } from '../answer.ts';

type Channels =
  | 'caseload.list' | 'caseload.student' | 'caseload.leavers' | 'caseload.add' | 'exchange.inspect' | 'exchange.import' | 'exchange.write' | 'drafts.start' | 'drafts.continue' | 'drafts.startChange' | 'drafts.load' | 'drafts.append' | 'drafts.command' | 'drafts.parentCopy' | 'drafts.keepElsewhere' | 'drafts.takeBack'
  | 'paper.print' | 'paper.read' | 'paper.reprint' | 'paper.save' | 'paper.progressReports' | 'paper.printProgress' | 'paper.waiting' | 'paper.endWaiting' | 'paper.dropWaiting' | 'affirm.commit' | 'records.read' | 'records.find' | 'records.lateSignature' | 'records.revoke' | 'records.stopServices' | 'records.translate' | 'records.tellTranslations' | 'records.pdf' | 'records.cleanCopy' | 'records.revocationNotice' | 'records.print' | 'records.save' | 'sync.status' | 'sync.configure' | 'sync.deliver' | 'sync.pull';

async function loadDraft(rooms: Rooms, draftId: string, warmFor: (draft: WholeDraft) => void) {
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  const loaded = await rooms.drafts.whole(draftId);
  if (!loaded.ok) return loaded;
  const draft = loaded.value;
  warmFor(draft);
  return ok({ draftId, studentId: draft.studentId, rev: draft.rev, savedAt: draft.savedAt, document: draft.document as IepDocument, entries: [...draft.entries], base: draft.base });
}

export function recordHandlers(session: Session): HandlersOf<Channels> {
  const { inside } = session;
  // Made ahead, with nobody waiting: a failure is told when the paper is really asked for, and after a lock the worker is not given the document.
  const warmFor = (rooms: Rooms, draft: WholeDraft): void => void paperAhead(rooms, draft).then((job) => (session.isOpen() ? rooms.tools.paper.warm(job) : undefined), () => undefined);
  return {
    'caseload.list': () => inside(async (rooms) => ok(await listCaseload(rooms))),
    'caseload.student': ({ studentId }) => inside(async (rooms) => {
      const file = await studentFile(rooms, studentId);
      return file.ok ? ok({ summary: file.value.summary, records: [...file.value.records] }) : file;
    }),
    'caseload.leavers': () => inside(async (rooms) => ok(await leavers(rooms))),
    'caseload.add': (said) => inside((rooms) => addStudent(rooms, said)),
    'exchange.inspect': ({ bytes }) => inside((rooms) => inspectFile(rooms, bytes)),
    'exchange.import': ({ bytes }) => inside((rooms) => importFile(rooms, bytes)),
    'exchange.write': ({ draftId }) => inside((rooms) => writeFuture(rooms, draftId)),
    'drafts.start': ({ studentId, meetingDate, purposes }) => inside((rooms) => startDraft(rooms, studentId, meetingDate, purposes)),
    'drafts.continue': ({ studentId }) => inside((rooms) => continueDraft(rooms, studentId)),
    'drafts.startChange': ({ studentId, kind, reason }) => inside((rooms) => startChangeOf(rooms, studentId, kind, reason)),
    'drafts.load': ({ draftId }) => inside((rooms) => loadDraft(rooms, draftId, (draft) => warmFor(rooms, draft))),
    'drafts.append': ({ draftId, parent, steps }) => inside(async (rooms) => {
      const appended = await appendSteps(rooms, draftId, parent, steps);
      return appended.ok ? ok({ ...appended.value, entries: [...appended.value.entries] }) : appended;
    }),
    'drafts.command': ({ draftId, parent, event }) => inside(async (rooms) => {
      const done = await command(rooms, draftId, parent, event);
      return done.ok ? ok({ ...done.value, entries: [...done.value.entries] }) : done;
    }),
    'drafts.parentCopy': ({ draftId }) => inside((rooms) => parentCopy(rooms, draftId)),
    'drafts.keepElsewhere': ({ draftId, parent, steps, where }) => inside((rooms) => keepElsewhere(rooms, draftId, parent, steps, where)),
    'drafts.takeBack': ({ draftId }) => inside(async (rooms) => {
      const back = await takeBack(rooms, draftId);
      return back.ok ? ok(back.value === null ? null : { ...back.value, steps: [...back.value.steps] }) : back;
    }),
    'paper.print': (request) => inside((rooms) => printDraft(rooms, request)),
    'paper.read': ({ copyId }) => inside((rooms) => readCopy(rooms, copyId)),
    'paper.reprint': ({ copyId }) => inside((rooms) => reprint(rooms, copyId)),
    'paper.save': ({ copyId }) => inside((rooms) => saveCopyAs(rooms, copyId)),
    'paper.progressReports': () => inside(progressReports),
    'paper.printProgress': (request) => inside((rooms) => printProgress(rooms, request)),
    'paper.waiting': () => inside(listWaiting),
    'paper.endWaiting': ({ waitingId, to }) => inside((rooms) => endWaiting(rooms, waitingId, to)),
    'paper.dropWaiting': ({ waitingId }) => inside((rooms) => dropWaiting(rooms, waitingId)),
    'affirm.commit': ({ draftId, parent, attestation }) => inside((rooms) => affirm(rooms, draftId, parent, attestation)),
    'records.read': ({ iepId }) => inside((rooms) => readRecord(rooms, iepId)),
    'records.find': ({ iepId, words }) => inside((rooms) => findInStored(rooms, iepId, words)),
    'records.lateSignature': ({ iepId, signing }) => inside((rooms) => recordLateSignature(rooms, iepId, signing)),
    'records.revoke': ({ iepId, revoking }) => inside((rooms) => recordRevocation(rooms, iepId, revoking)),
    'records.stopServices': ({ iepId, stopping }) => inside((rooms) => recordServicesStop(rooms, iepId, stopping)),
    'records.tellTranslations': ({ iepId }) => inside((rooms) => tellTranslations(rooms, iepId)),
    'records.translate': (request) => inside((rooms) => recordTranslations(rooms, request)),
    'records.pdf': ({ iepId }) => inside((rooms) => recordPdf(rooms, iepId)),
    'records.cleanCopy': ({ iepId }) => inside((rooms) => readDrawn(rooms, iepId, 'cleanCopy')),
    'records.revocationNotice': ({ iepId }) => inside((rooms) => readDrawn(rooms, iepId, 'revocationNotice')),
    'records.print': ({ iepId, paper }) => inside((rooms) => printRecord(rooms, iepId, paper)),
    'records.save': ({ iepId, paper }) => inside((rooms) => saveRecordAs(rooms, iepId, paper)),
    'sync.status': () => inside(async (rooms) => ok(await rooms.sync.status())),
    'sync.configure': ({ url, accessKey }) => inside((rooms) => rooms.sync.configure(url, accessKey)),
    'sync.deliver': () => inside(async (rooms) => {
      const status = await rooms.sync.deliver();
      return ok(status);
    }),
    'sync.pull': () => inside(async (rooms) => {
      const pulled = await rooms.sync.pull();
      // Receipts may have come meanwhile, and the district has just said who left.
      await letLeaversGo(rooms);
      return pulled;
    }),
  };
}
