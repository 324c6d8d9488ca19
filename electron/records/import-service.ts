/**
 * Takes an IEP file in: a Current becomes a sealed package with its PDF made once, first in the outbox; a draft becomes the Future IEP
 * (decisions.md 10). A file that is refused changes nothing.
 */
import type { ImportPreview } from '../../shared/bridge/exchange.ts';
import { LIMITS, type IepPackage } from '../../shared/district-api/contract.ts';
import { importVerdict, studentKeyOf, type ImportVerdict } from '../../shared/exchange/import.ts';
import { textAt } from '../../shared/flow/read.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withoutRowIds } from '../../shared/iep/ids.ts';
import { pageKeysOf } from '../../shared/iep/page-keys.ts';
import { readDocument } from '../../shared/iep/schema.ts';
import { TEMPLATE_VERSION } from '../../shared/paper/plan.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { weigh } from '../ipc/measure.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { sha256Hex } from '../vault/digest.ts';
import { contentHash, shortCode } from './content-hash.ts';
import { beginFuture, COMING_IN } from './begin-future.ts';
import { entryFor } from './index-entry.ts';
import { paperLanguage } from './paper-service.ts';
import { judged } from './judge.ts';
import { districtNow, type Rooms } from './rooms.ts';

interface ReadFile {
  readonly document: IepDocument;
  readonly unknown: readonly Address[];
  readonly verdict: ImportVerdict;
}

function parse(bytes: Uint8Array): Result<unknown> {
  if (bytes.byteLength > LIMITS.packageBytes) return fail('importTooLarge');
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown);
  } catch {
    return fail('importNotJson');
  }
}

function readFile(bytes: Uint8Array, today: string): Result<ReadFile> {
  const parsed = parse(bytes);
  if (!parsed.ok) return parsed;
  // Nested too deep, or keys that reach a prototype: refused before a schema walks it. The limit is generous: byte size was checked above.
  if (!weigh(parsed.value, 8 * LIMITS.packageBytes).ok) return fail('importNotIep', 'The file is built in a way no IEP is.');
  const read = readDocument(parsed.value);
  if (!read.ok) return fail(read.code, `${read.at}: ${read.problem}`);
  return ok({ document: read.document, unknown: read.unknown, verdict: importVerdict(read.document, today) });
}

/** What the file would become and what is wrong with it; stores nothing. */
export function inspectFile(rooms: Rooms, bytes: Uint8Array): Result<ImportPreview> {
  const read = readFile(bytes, districtNow(rooms.tools).today);
  if (!read.ok) return read;
  const { document, unknown, verdict } = read.value;
  if (verdict.blocking !== null && verdict.blocking.code === 'importNotIep') return { ok: false, failure: verdict.blocking };
  return ok({
    studentName: `${textAt(document, 'pages/infoEligibility/firstName')} ${textAt(document, 'pages/infoEligibility/lastName')}`.trim(),
    birthDate: textAt(document, 'pages/infoEligibility/birthDate'),
    grade: textAt(document, 'pages/infoEligibility/grade'),
    meetingDate: textAt(document, 'meeting/meetingDate'),
    becomes: verdict.becomes,
    staff: document.staff.map(({ id, name, title, role, area }) => ({ id, name, title, role, area })),
    problems: [...verdict.problems, ...unknown.map((at) => `${at}: not a field of the IEP; kept as it is.`)],
    pages: pageKeysOf(document).length,
    needsProfile: rooms.vault.profile() === null,
  });
}

export interface Imported {
  readonly studentId: string;
  readonly became: 'current' | 'draft';
  readonly id: string;
}

/**
 * Stores the file. Fails with the reason inspectFile shows, alreadyImported, or openDraftExists, and then nothing has changed. A disk that fails midway may leave
 * the student listed without it, or the record stored and not yet the Current one, which the next unlock mends (repair.ts).
 */
export async function importFile(rooms: Rooms, bytes: Uint8Array): Promise<Result<Imported>> {
  const read = readFile(bytes, districtNow(rooms.tools).today);
  if (!read.ok) return read;
  const { document, verdict } = read.value;
  if (verdict.blocking !== null) return { ok: false, failure: verdict.blocking };
  // The first file brings the staff list a name is chosen from (decisions.md 9), so nobody can be asked before it.
  const allowed = rooms.vault.profile() === null ? ok(null) : judged(rooms, document, { kind: 'import', becomes: verdict.becomes });
  if (!allowed.ok) return allowed;
  // One import at a time: the same file dropped twice must find itself.
  return rooms.drafts.alone(COMING_IN, () => {
    const known = rooms.vault.caseload.byKey(studentKeyOf(document));
    return verdict.becomes === 'draft' ? importDraft(rooms, document, known) : importCurrent(rooms, document, known);
  });
}

async function importDraft(rooms: Rooms, document: IepDocument, known: StudentIndexEntry | undefined): Promise<Result<Imported>> {
  if (known !== undefined && (await rooms.vault.drafts.list()).some((draft) => draft.studentId === known.studentId)) return fail('openDraftExists');
  const begun = await beginFuture(rooms, document, known);
  return begun.ok ? ok({ studentId: begun.value.studentId, became: 'draft', id: begun.value.draftId }) : begun;
}

async function standsAgainst(rooms: Rooms, document: IepDocument, known: StudentIndexEntry): Promise<Result<null>> {
  const stored = await rooms.vault.packages.listOf(known.studentId);
  if (stored.some((record) => record.package.document['documentId'] === document.documentId)) return fail('alreadyImported');
  const current = stored.find((record) => record.package.iepId === known.currentIepId);
  const held = current === undefined ? '' : textAt(current.package.document as IepDocument, 'meeting/meetingDate');
  if (held > textAt(document, 'meeting/meetingDate')) return fail('refused', `The Current IEP on this computer is newer: its meeting was on ${held}.`);
  return ok(null);
}

/** Who affirmed the file where it came from, as far as it says so; else its case manager. */
function affirmedIn(document: IepDocument, now: string): { readonly at: string; readonly on: string | null; readonly by: { readonly staffId: string; readonly name: string } } {
  const at = textAt(document, 'affirmation/affirmedAt');
  const staffId = textAt(document, 'affirmation/affirmedBy');
  const staff = document.staff.find((person) => person.id === staffId) ?? document.staff.find((person) => person.role === 'caseManager');
  return { at: at === '' ? now : at, on: at === '' ? null : at.slice(0, 10), by: { staffId: staff?.id ?? '', name: staff?.name ?? '' } };
}

async function importCurrent(rooms: Rooms, document: IepDocument, known: StudentIndexEntry | undefined): Promise<Result<Imported>> {
  const { tools, vault } = rooms;
  if (known !== undefined) {
    const against = await standsAgainst(rooms, document, known);
    if (!against.ok) return against;
  }
  const { instant, today, time } = districtNow(tools);
  const affirmed = affirmedIn(document, instant);
  const hash = contentHash(document);
  const made = await tools.paper.make({
    document, kind: 'imported', language: paperLanguage(document), printedAt: `${today}T${time}`, code: shortCode(hash), contentHash: hash, affirmedOn: affirmed.on, previous: null,
  });
  if (!made.ok) return made;

  const iepId = tools.random.id();
  const record: IepPackage = {
    format: 1, iepId, studentKey: studentKeyOf(document), base: known?.currentIepId ?? null, kind: 'imported', document: withoutRowIds(document),
    contentHash: hash, templateVersion: TEMPLATE_VERSION, pdfSha256: sha256Hex(made.value.pdf), pdfBytes: made.value.pdf.byteLength,
    attestation: { imported: true, importedAt: instant, importedBy: vault.profile()?.staffId ?? '' }, affirmedAt: affirmed.at, affirmedBy: affirmed.by, device: vault.deviceId,
  };
  // The student is listed before the package exists, so that a crash between the two is repaired at unlock and never hides a record.
  const entry = entryFor(document, known?.studentId ?? tools.random.id(), known?.currentIepId ?? null);
  if (known === undefined) {
    const listed = await vault.caseload.put(entry);
    if (!listed.ok) return listed;
  }
  const committed = await vault.packages.commit(entry.studentId, Buffer.from(JSON.stringify(record)), made.value.pdf);
  if (!committed.ok) return committed;
  const current = await vault.caseload.put({ ...entry, currentIepId: iepId });
  if (!current.ok) return current;
  rooms.sync.wake();
  tools.notify('caseload', { changed: entry.studentId });
  return ok({ studentId: entry.studentId, became: 'current', id: iepId });
}
