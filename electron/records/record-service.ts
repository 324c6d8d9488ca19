/** Reads affirmed records: the Current and History, exactly as they were stored (decisions.md 18). */
import type { FoundInRecord } from '../../shared/bridge/records.ts';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { findInReasons } from '../../shared/flow/find-reasons.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { findInRecord } from '../../shared/iep/find-record.ts';
import { withRowIds } from '../../shared/iep/ids.ts';
import type { Json } from '../../shared/iep/json.ts';
import { withLateTranslations } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { damagedBeside } from './damage.ts';
import { mayLook } from './judge.ts';
import { asAnswered } from './late-signature-service.ts';
import { recordSummary, standingAt } from './summaries.ts';
import type { Rooms } from './rooms.ts';

export interface ReadRecord {
  readonly record: RecordSummary;
  readonly document: IepDocument;
  readonly attestation: Json;
}

/** An affirmed IEP by id, with row ids so that the page can draw it, and with what was translated of it since; the stored bytes are untouched. */
export async function readRecord(rooms: Rooms, iepId: string): Promise<Result<ReadRecord>> {
  const allowed = mayLook(rooms, 'readAffirmed');
  if (!allowed.ok) return allowed;
  const stored = await rooms.vault.packages.read(iepId);
  if (!stored.ok) return stored;
  const { package: record, studentId } = stored.value;
  const facts = (await rooms.records.of(studentId)).find((known) => known.iepId === iepId);
  if (facts === undefined) return fail('damaged');
  return ok({
    record: recordSummary(facts, rooms.vault.caseload.get(studentId)?.currentIepId ?? null, standingAt(await rooms.sync.status())),
    document: withLateTranslations(withRowIds(record.document as IepDocument), stored.value.translations),
    attestation: record.attestation as Json,
  });
}

/** Where words stand in an affirmed IEP, with what was signed and translated since, and in the reasons for what was left open; what of that could not be read is named. */
export async function findInStored(rooms: Rooms, iepId: string, words: string): Promise<Result<FoundInRecord>> {
  const allowed = mayLook(rooms, 'readAffirmed');
  if (!allowed.ok) return allowed;
  const stored = await rooms.vault.packages.read(iepId);
  if (!stored.ok) return stored;
  const affirmed = withRowIds(stored.value.package.document as IepDocument);
  return ok({ places: [...findInRecord(affirmed, asAnswered(stored.value), words), ...findInReasons(affirmed, words)], unread: [...damagedBeside(rooms.vault.damaged(), iepId)] });
}

/** The PDF of an affirmed IEP, as it was made then. */
export async function recordPdf(rooms: Rooms, iepId: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const allowed = mayLook(rooms, 'readAffirmed');
  if (!allowed.ok) return allowed;
  const read = await rooms.vault.packages.pdf(iepId);
  return read.ok ? ok(new Uint8Array(read.value)) : read;
}
