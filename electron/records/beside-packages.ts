/** What is written beside an affirmed IEP, whose own files stay as they are: receipts, what came later, translations and progress reports. */
import type { LateReceipt, Receipt } from '../../shared/district-api/contract.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import { untold, withLater, type LateTranslation } from '../../shared/iep/translations.ts';
import type { RoundBeingWritten } from '../../shared/flow/progress.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { sha256Hex } from '../vault/digest.ts';
import type { Place } from './package-places.ts';
import { readPlace, receiptFor, toldIn, type PackageRoom } from './package-room.ts';

/** A receipt counts only when it names the bytes that are here. */
export async function storeReceipt(room: PackageRoom, place: Place, receipt: Receipt): Promise<Result<null>> {
  const stored = await readPlace(room, place);
  if (!stored.ok) return stored;
  const { sha256: held, package: content } = stored.value;
  if (receipt.iepId !== place.iepId || receipt.sha256 !== held || receipt.pdfSha256 !== content.pdfSha256) return fail('lyingReceipt');
  await room.receipts.write(receiptFor(room, place), receipt);
  return ok(null);
}

/** A receipt for what came later counts only when it names both the record and the text that is here. */
export async function storeLateReceipt(room: PackageRoom, place: Place, number: number, receipt: LateReceipt): Promise<Result<null>> {
  const stored = await readPlace(room, place);
  if (!stored.ok) return stored;
  const { iepId } = place;
  const kept = stored.value.late.find((late) => late.number === number);
  if (kept === undefined) return fail('notFound');
  const { sha256: packageSha256, package: { studentKey } } = stored.value;
  const digest = sha256Hex(Buffer.from(lateText({ iepId, studentKey, sha256: packageSha256 }, kept), 'utf8'));
  if (receipt.iepId !== iepId || receipt.packageSha256 !== packageSha256 || receipt.sha256 !== digest) return fail('lyingReceipt');
  await room.lateEntries.storeReceipt(place, number, receipt);
  return ok(null);
}

/** Adds translations to the list that is being worked on. */
export async function addTranslations({ translations }: PackageRoom, { iepId, studentId }: Place, added: readonly LateTranslation[]): Promise<Result<null>> {
  const before = await translations.read(iepId, studentId);
  if (!before.ok) return before;
  await translations.write(iepId, studentId, withLater(before.value, added));
  return ok(null);
}

/** Writes what was typed and not told yet once, for the district; how many words that were. */
export async function tellTranslations({ translations, lateEntries }: PackageRoom, place: Place, by: string, at: string): Promise<Result<number>> {
  const typed = await translations.read(place.iepId, place.studentId);
  if (!typed.ok) return typed;
  const words = untold(typed.value, toldIn(await lateEntries.of(place)));
  if (words.length > 0) await lateEntries.keep(place, { translations: words, by, at });
  return ok(words.length);
}

/** Changes the rounds of progress reports that are being written. */
export async function changeProgress({ progress }: PackageRoom, { iepId, studentId }: Place, change: (before: readonly RoundBeingWritten[]) => Result<readonly RoundBeingWritten[]>): Promise<Result<readonly RoundBeingWritten[]>> {
  const before = await progress.read(iepId, studentId);
  if (!before.ok) return before;
  const after = change(before.value);
  if (after.ok && after.value !== before.value) await progress.write(iepId, studentId, after.value);
  return after;
}
