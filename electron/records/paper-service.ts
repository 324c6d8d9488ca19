/**
 * Makes paper from drafts: the PDF is stored sealed before it is shown or printed, and a parent copy enters the journal only once it is
 * stored. Printing is never refused for gaps (decisions.md 13).
 */
import type { Printed } from '../../shared/bridge/paper.ts';
import type { Attempt } from '../../shared/flow/may-do.ts';
import { changeKind, CHANGES } from '../../shared/flow/change.ts';
import type { FlowEvent } from '../../shared/flow/events.ts';
import { documentInForce } from '../../shared/flow/in-force.ts';
import { preMeetingRefusal } from '../../shared/flow/pre-meeting.ts';
import { parentCopyOf, rowsAt, workOf } from '../../shared/flow/read.ts';
import { redline } from '../../shared/flow/redline.ts';
import type { IepDocument, ParentCopy } from '../../shared/iep/document.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { hasSheet } from '../../shared/iep/page-keys.ts';
import type { CopyRedline } from '../../shared/paper/facts.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { MadePaper, PaperJob } from '../ports/paper.ts';
import type { OpenDraft } from '../ports/drafts.ts';
import { sha256Hex } from '../vault/digest.ts';
import { contentHash, shortCode } from './content-hash.ts';
import { appendEvent } from './draft-service.ts';
import { judged, judgedFor, mayLook } from './judge.ts';
import { asAnswered } from './late-signature-service.ts';
import { districtNow, type Rooms } from './rooms.ts';
import type { PrinterAnswer } from './waiting-papers.ts';

export interface PrintRequest {
  readonly draftId: string;
  readonly parent: number;
  /** A glance is one sheet of the whole IEP; an amendment is the change sheet for parent and district to sign; a redline lists what differs from the parent copy. */
  readonly kind: 'draft' | 'parentCopy' | 'glance' | 'amendment' | 'redline';
  readonly language: 'en' | 'es' | 'both';
  /** District-local end of the session; absent means now. */
  readonly end?: string | undefined;
  /** Pages of a draft to print by themselves: a notice, an assessment plan, the page at hand. */
  readonly only?: readonly string[] | undefined;
  /** Two identical sets of the parent copy in one file, where nothing can be copied at the table. */
  readonly sets?: 1 | 2 | undefined;
  readonly toPrinter: boolean;
}

/** The languages a document's own forms are in. */
export function paperLanguage(document: IepDocument): 'en' | 'es' | 'both' {
  const second = document['secondLanguage'];
  if (typeof second === 'string' && second !== '') return 'both';
  return document.formLanguage === 'es' ? 'es' : 'en';
}

/**
 * The plan an open IEP of this student changes: the last one the parent agreed to, so that a continuation is held against the IEP before its first part
 * (34 CFR 300.503(a): a notice is owed of a change of the education that is provided). Null when there is none or it cannot be read: then paper says that
 * nothing was compared, and is printed all the same.
 */
export async function planBefore(rooms: Rooms, studentId: string): Promise<IepDocument | null> {
  const currentIepId = rooms.vault.caseload.get(studentId)?.currentIepId ?? null;
  return planAt(rooms, studentId, currentIepId, null);
}

/** The same, as it was when `iepId` was the Current; answers that came after the instant `asOf` do not count. */
export async function planAt(rooms: Rooms, studentId: string, iepId: string | null, asOf: string | null): Promise<IepDocument | null> {
  if (iepId === null) return null;
  const stored = await rooms.vault.packages.listOf(studentId);
  const known = stored.map((record) => asAnswered(asOf === null ? record : { ...record, late: record.late.filter(({ at }) => at <= asOf) }));
  const current = known[stored.findIndex((record) => record.package.iepId === iepId)];
  return current === undefined ? null : documentInForce(current, known);
}

/** What the paper of a draft is made from. */
async function jobOf(rooms: Rooms, { document, studentId }: Pick<OpenDraft, 'document' | 'studentId'>, { kind, language, only }: Pick<PrintRequest, 'kind' | 'language' | 'only'>): Promise<PaperJob> {
  const { today, time } = districtNow(rooms.tools);
  const hash = contentHash(document);
  return {
    document, kind: kind === 'amendment' ? 'parentCopy' : kind, language, printedAt: `${today}T${time}`, code: shortCode(hash), contentHash: hash, affirmedOn: null,
    previous: await planBefore(rooms, studentId), only: kind === 'amendment' ? ['amendment'] : only,
  };
}

/** What a redline lists; a refusal when there is no copy to compare with. */
async function redlineOf(rooms: Rooms, draft: OpenDraft): Promise<Result<CopyRedline>> {
  const printed = parentCopyOf(draft.document);
  const copy = await rooms.drafts.atCopy(draft);
  if (!copy.ok) return copy;
  if (printed === null || copy.value === null) return fail('refused', NO_COPY);
  return ok({ copy: copy.value, copyCode: printed.code, copyPrintedAt: printed.printedAt, differences: redline(draft.document, copy.value) });
}

/** The paper an opened draft will be printed on: laid out ahead, only what is edited until the end of the meeting is left to do then. */
export function paperAhead(rooms: Rooms, draft: Pick<OpenDraft, 'document' | 'studentId'>): Promise<PaperJob> {
  return jobOf(rooms, draft, { kind: draft.document.documentStatus === 'inMeeting' ? 'parentCopy' : 'draft', language: paperLanguage(draft.document) });
}

interface Copy {
  readonly copyId: string;
  readonly code: string;
  readonly contentHash: string;
  readonly pdfSha256: string;
  readonly printedAt: string;
  readonly made: MadePaper;
  /** Sets in the file. */
  readonly sets: number;
}

async function makeCopy(rooms: Rooms, draft: OpenDraft, request: PrintRequest): Promise<Result<Copy>> {
  const listed = request.kind === 'redline' ? await redlineOf(rooms, draft) : ok(undefined);
  if (!listed.ok) return listed;
  const job: PaperJob = { ...await jobOf(rooms, draft, request), redline: listed.value };
  const { printedAt, code, contentHash: hash } = job;
  const made = await rooms.tools.paper.make(job);
  if (!made.ok) return made;
  // Two sets are one file, so that every way to a printer prints both. A file that cannot be made of two keeps nobody waiting: one set is printed, and said.
  const twice = request.sets === 2 ? await rooms.tools.paper.together([job, job]) : null;
  const [pdf, sets] = twice?.ok === true ? [twice.value, 2] : [made.value.pdf, 1];
  const copyId = rooms.tools.random.id();
  const stored = await rooms.vault.drafts.saveCopy(draft.draftId, copyId, pdf);
  if (!stored.ok) return stored;
  return ok({ copyId, code, contentHash: hash, pdfSha256: sha256Hex(pdf), printedAt, made: { ...made.value, pdf }, sets });
}

/** Records that this copy is the parent's; edits saved while the PDF was being made come after `position` and show in the redline. */
function recordParentCopy(rooms: Rooms, copy: Copy, position: number, request: PrintRequest): Promise<Result<number>> {
  return rooms.drafts.alone(request.draftId, async () => {
    const loaded = await rooms.drafts.load(request.draftId);
    if (!loaded.ok) return loaded;
    const parentCopy: ParentCopy & JsonObject = {
      copyId: copy.copyId, code: copy.code, label: 'PARENT COPY', printedAt: copy.printedAt, sheets: copy.made.sheets, sets: copy.sets,
      contentHash: copy.contentHash, pdfSha256: copy.pdfSha256, position, pages: copy.made.pages,
    };
    const event: FlowEvent = request.kind === 'amendment' ? { type: 'amendmentPrinted', copy: parentCopy } : { type: 'parentCopyPrinted', copy: parentCopy, end: request.end ?? copy.printedAt.slice(11) };
    const appended = await appendEvent(rooms, loaded.value, event);
    return appended.ok ? ok(appended.value.rev) : appended;
  });
}

/** The right each paper needs. It is asked before the PDF is made: a refusal leaves no copy behind. */
const PRINTING: Readonly<Record<PrintRequest['kind'], Extract<Attempt, { readonly kind: 'act' }>>> = {
  draft: { kind: 'act', action: 'takeNotes', refusal: "Only this student's team prints drafts." },
  glance: { kind: 'act', action: 'takeNotes', refusal: "Only this student's team prints the IEP at a glance." },
  parentCopy: { kind: 'act', action: 'runMeeting', refusal: 'Only the case manager prints the parent copy.' },
  amendment: { kind: 'act', action: 'continueOrAmend' },
  redline: { kind: 'act', action: 'takeNotes', refusal: "Only this student's team prints the list of changes." },
};

const NO_COPY = 'There is no parent copy yet to compare with.';

/** Why this paper is not made of the document as it stands; the flow says the rest when the copy is recorded. */
function misfit({ kind, only, sets }: PrintRequest, document: IepDocument): string | null {
  const prepared = kind === 'parentCopy' ? preMeetingRefusal(document, 'parentCopyPrinted') : null;
  if (prepared !== null) return prepared;
  if (kind === 'parentCopy' && document.documentStatus !== 'inMeeting') return 'A parent copy is printed while the meeting is open.';
  if (kind === 'parentCopy' && only !== undefined) return 'A parent copy holds every page.';
  if (kind !== 'parentCopy' && sets !== undefined) return 'Only the parent copy is printed in two sets.';
  if (kind === 'amendment' && changeKind(document) !== 'amendment') return 'Only an amendment without a meeting has this sheet to sign.';
  if (kind === 'amendment' && rowsAt(document, CHANGES).length === 0) return 'Nothing is changed yet: change the pages first; the list of changes fills itself.';
  if (kind === 'redline' && parentCopyOf(document) === null) return NO_COPY;
  return only?.some((key) => !hasSheet(document, key)) === true ? 'This page is not in the IEP any more.' : null;
}

/** Renders, stores, records and prints. The printer's answer never decides whether the copy exists: it is stored first. */
export async function printDraft(rooms: Rooms, request: PrintRequest): Promise<Result<Printed>> {
  const loaded = await rooms.drafts.load(request.draftId);
  if (!loaded.ok) return loaded;
  const draft = loaded.value;
  if (request.parent !== draft.rev) return fail('staleDraft');
  const allowed = judged(rooms, draft.document, PRINTING[request.kind]);
  if (!allowed.ok) return allowed;
  const wrong = misfit(request, draft.document);
  if (wrong !== null) return fail('refused', wrong);

  const copy = await makeCopy(rooms, draft, request);
  if (!copy.ok) return copy;
  let rev = draft.rev;
  if (request.kind === 'parentCopy' || request.kind === 'amendment') {
    const recorded = await recordParentCopy(rooms, copy.value, rev, request);
    if (!recorded.ok) return recorded;
    rev = recorded.value;
    rooms.tools.notify('caseload', { changed: draft.studentId });
  }
  const { copyId, code, contentHash: hash, pdfSha256, made, sets } = copy.value;
  // What no font can draw is said before anything is printed: whoever prints knows then what to write in by hand.
  const printer = request.toPrinter && made.audit.missingGlyphs.length === 0 ? await rooms.waiting.print({ what: 'copy', copyId, studentId: draft.studentId, kind: request.kind, code }, () => rooms.tools.printer.print(made.pdf, `IEP Desk ${code}`)) : 'notAsked';
  return ok({ copyId, code, sheets: made.sheets, sets, contentHash: hash, pdfSha256, audit: made.audit, printer, rev });
}

/** The right of the paper a stored copy is: the parent copies of a student are named in the document, all others are drafts. */
function printingAgain(copyId: string): (document: IepDocument | null) => Extract<Attempt, { readonly kind: 'act' }> {
  return (document) => {
    const copies = document === null ? [] : [parentCopyOf(document), ...workOf(document).superseded];
    return PRINTING[copies.some((copy) => copy?.copyId === copyId) ? 'parentCopy' : 'draft'];
  };
}

/** A stored copy, for looking at. */
export async function readCopy(rooms: Rooms, copyId: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  const copy = await rooms.vault.drafts.readCopy(copyId);
  return copy.ok ? ok(new Uint8Array(copy.value.pdf)) : copy;
}

/** A stored copy, for giving out on paper or as a file. */
async function copyToGive(rooms: Rooms, copyId: string): Promise<Result<{ readonly studentId: string; readonly pdf: Uint8Array }>> {
  const copy = await rooms.vault.drafts.readCopy(copyId);
  if (!copy.ok) return copy;
  const allowed = await judgedFor(rooms, copy.value.studentId, printingAgain(copyId));
  return allowed.ok ? copy : allowed;
}

/** Prints a stored copy again, byte for byte. */
export async function reprint(rooms: Rooms, copyId: string): Promise<Result<{ readonly printer: PrinterAnswer }>> {
  const copy = await copyToGive(rooms, copyId);
  if (!copy.ok) return copy;
  const { studentId, pdf } = copy.value;
  return ok({ printer: await rooms.waiting.print({ what: 'copy', copyId, studentId, kind: 'copy', code: '' }, () => rooms.tools.printer.print(pdf, 'IEP Desk copy')) });
}

/** Saves a stored copy where the user points; the suggested name holds no name of a student. */
export async function saveCopyAs(rooms: Rooms, copyId: string): Promise<Result<{ readonly saved: boolean }>> {
  const copy = await copyToGive(rooms, copyId);
  if (!copy.ok) return copy;
  return rooms.tools.saver.savePdf(copy.value.pdf, `IEP copy ${districtNow(rooms.tools).today}.pdf`);
}
