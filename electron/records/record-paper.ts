/**
 * Paper from affirmed IEPs, to take away: the PDF made at affirm, byte for byte, and the clean copy, which says on every sheet that it is not
 * the IEP (iep-forms.md 8.4, 8.5), and the prior written notice a revocation owes (34 CFR 300.503). The last two are drawn from the stored record each time they are asked for and never
 * stored: there is one IEP.
 */
import type { Attempt } from '../../shared/flow/may-do.ts';
import { revocationOf } from '../../shared/iep/revoked.ts';
import { labelsForParents } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { StoredPackage } from '../ports/packages.ts';
import { shortCode } from './content-hash.ts';
import { judgedFor } from './judge.ts';
import { asAnswered } from './late-signature-service.ts';
import { planAt } from './paper-service.ts';
import { districtNow, type Rooms } from './rooms.ts';
import type { PrinterAnswer } from './waiting-papers.ts';

export type RecordPaper = 'affirmed' | 'cleanCopy' | 'revocationNotice';

/** What the files are called: no name of a student, and a clean copy says what it is. */
const FILE_NAMES: Readonly<Record<RecordPaper, string>> = { affirmed: 'IEP', cleanCopy: 'IEP clean copy, not the IEP,', revocationNotice: 'Prior written notice' };

async function draw(rooms: Rooms, stored: StoredPackage, kind: Exclude<RecordPaper, 'affirmed'>): Promise<Result<Uint8Array>> {
  const { today, time } = districtNow(rooms.tools);
  const record = stored.package;
  // The signed paper has what was signed later too; each line of it prints with its own day.
  const document = asAnswered(stored);
  if (kind === 'revocationNotice' && revocationOf(document) === null) return fail('refused', 'Consent to this IEP is not revoked: there is nothing to give notice of.');
  const made = await rooms.tools.paper.make({
    document, kind, language: labelsForParents(document).language, printedAt: `${today}T${time}`, code: shortCode(record.contentHash), contentHash: record.contentHash, affirmedOn: null,
    // The plan it was compared with when it was affirmed: a clean copy says what the affirmed paper says.
    previous: record.kind === 'imported' ? null : await planAt(rooms, stored.studentId, record.base, record.affirmedAt),
  });
  return made.ok ? ok(made.value.pdf) : made;
}

/** What is given out of a record may be printed by whoever prints records; a notice to the parent is sent by whoever sends notices (iep-forms.md section 7). */
const GIVING: Readonly<Record<RecordPaper, Extract<Attempt, { readonly kind: 'act' }>>> = {
  affirmed: { kind: 'act', action: 'printAffirmed' }, cleanCopy: { kind: 'act', action: 'printAffirmed' }, revocationNotice: { kind: 'act', action: 'runMeeting', refusal: 'Only the case manager sends prior written notice.' },
};

async function paperToGive(rooms: Rooms, iepId: string, paper: RecordPaper): Promise<Result<{ readonly pdf: Uint8Array; readonly studentId: string; readonly code: string }>> {
  const stored = await rooms.vault.packages.read(iepId);
  if (!stored.ok) return stored;
  const allowed = await judgedFor(rooms, stored.value.studentId, () => GIVING[paper]);
  if (!allowed.ok) return allowed;
  const pdf = paper === 'affirmed' ? await rooms.vault.packages.pdf(iepId) : await draw(rooms, stored.value, paper);
  return pdf.ok ? ok({ pdf: pdf.value, studentId: stored.value.studentId, code: shortCode(stored.value.package.contentHash) }) : pdf;
}

/** A paper that is drawn now, on screen; it exists to be given out, so it takes the right to do that. */
export async function readDrawn(rooms: Rooms, iepId: string, paper: Exclude<RecordPaper, 'affirmed'>): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const found = await paperToGive(rooms, iepId, paper);
  return found.ok ? ok(new Uint8Array(found.value.pdf)) : found;
}

export async function printRecord(rooms: Rooms, iepId: string, paper: RecordPaper): Promise<Result<{ readonly printer: PrinterAnswer }>> {
  const found = await paperToGive(rooms, iepId, paper);
  if (!found.ok) return found;
  const { pdf, studentId, code } = found.value;
  return ok({ printer: await rooms.waiting.print({ what: 'record', iepId, studentId, kind: paper, code }, () => rooms.tools.printer.print(pdf, `IEP Desk ${code}`)) });
}

export async function saveRecordAs(rooms: Rooms, iepId: string, paper: RecordPaper): Promise<Result<{ readonly saved: boolean }>> {
  const found = await paperToGive(rooms, iepId, paper);
  return found.ok ? rooms.tools.saver.savePdf(found.value.pdf, `${FILE_NAMES[paper]} ${districtNow(rooms.tools).today}.pdf`) : found;
}
