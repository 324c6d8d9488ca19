/**
 * Brings what the district holds to this computer: the caseload, and the records (package and PDF) this computer lacks. Every download is
 * checked against its digest before it is stored; nothing that is here is ever changed or deleted by it.
 */
import { caseloadPage, iepList, iepPackage, receipt as receiptSchema, type CaseloadStudent, type IepListing, type LateReceipt } from '../../shared/district-api/contract.ts';
import { bareEntry, lateText, readLateText } from '../../shared/district-api/late-entry.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { Random } from '../ports/computer.ts';
import type { RememberedRecords } from '../ports/packages.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { entryFor } from '../records/index-entry.ts';
import { sha256Hex } from '../vault/digest.ts';
import { readReceipt } from './answers.ts';
import type { DistrictClient } from './client.ts';
import { download, read } from './fetched.ts';

export interface Pulled {
  readonly students: number;
  readonly records: number;
}

/** `saveCursor` is called after each page whose records are all stored, so that an interrupted pull goes on where it stopped. */
export async function pull(client: DistrictClient, vault: OpenVault, remembered: RememberedRecords, random: Random, from: string | null, now: () => string, saveCursor: (cursor: string) => Promise<Result<null>>): Promise<Result<Pulled>> {
  let cursor = from;
  let students = 0;
  let records = 0;
  for (;;) {
    const page = read(await client.caseload(cursor), caseloadPage);
    if (!page.ok) return page;
    const noted = await noteLeavers(vault, page.value.students, now());
    if (!noted.ok) return noted;
    const pulled = await pullPage(client, vault, remembered, random, page.value.students.filter(({ removed }) => !removed));
    if (!pulled.ok) return pulled;
    students += page.value.students.length;
    records += pulled.value;
    const saved = await saveCursor(page.value.next);
    if (!saved.ok) return saved;
    // A server that says "more" without going on would be asked for ever.
    if (!page.value.more || page.value.next === cursor) return ok({ students, records });
    cursor = page.value.next;
  }
}

/** Notes who left, by the district's word, and who came back; a student who left and was never here is no concern of this computer. */
async function noteLeavers(vault: OpenVault, students: readonly CaseloadStudent[], at: string): Promise<Result<null>> {
  const { byKey, leavers, setLeft } = vault.caseload;
  const left = new Set(leavers().map(({ studentId }) => studentId));
  const changes = students.flatMap(({ studentKey, removed }) => {
    const known = byKey(studentKey);
    return known === undefined || left.has(known.studentId) === removed ? [] : [setLeft(known.studentId, removed ? at : null)];
  });
  return firstFailure(await Promise.all(changes));
}

function entryOf(vault: OpenVault, random: Random, student: CaseloadStudent): StudentIndexEntry {
  const known = vault.caseload.byKey(student.studentKey);
  const profile = vault.profile();
  const facts = { studentKey: student.studentKey, name: student.name, grade: student.grade, birthDate: student.birthDate };
  if (known !== undefined) return { ...known, ...facts };
  return { studentId: random.id(), ...facts, caseManagerId: profile?.staffId ?? '', caseManager: profile?.name ?? '', currentIepId: null, nextAnnualDate: '', nextTriennialDate: '' };
}

function firstFailure(results: readonly Result<null>[]): Result<null> {
  return results.find((result) => !result.ok) ?? ok(null);
}

/**
 * Number of records that were missing here. Students are listed before any record is stored: a record of an unlisted student would be hidden after a
 * crash. A page is listed in one write and its Currents in few, because each write stores the whole list: 5,000 of them would take minutes.
 */
async function pullPage(client: DistrictClient, vault: OpenVault, remembered: RememberedRecords, random: Random, students: readonly CaseloadStudent[]): Promise<Result<number>> {
  const entries = students.map((student) => entryOf(vault, random, student));
  const listed = firstFailure(await Promise.all(entries.map(vault.caseload.put)));
  if (!listed.ok) return listed;
  const currents: Promise<Result<null>>[] = [];
  const pulled = await pullStudents(client, vault, remembered, entries, currents);
  const pointed = firstFailure(await Promise.all(currents));
  return pointed.ok ? pulled : pointed;
}

async function pullStudents(client: DistrictClient, vault: OpenVault, remembered: RememberedRecords, entries: readonly StudentIndexEntry[], currents: Promise<Result<null>>[]): Promise<Result<number>> {
  let records = 0;
  for (const entry of entries) {
    const pulled = await pullStudent(client, vault, remembered, entry, currents);
    if (!pulled.ok) return pulled;
    records += pulled.value;
  }
  return ok(records);
}

async function pullStudent(client: DistrictClient, vault: OpenVault, remembered: RememberedRecords, entry: StudentIndexEntry, currents: Promise<Result<null>>[]): Promise<Result<number>> {
  const listing = read(await client.iepsOf(entry.studentKey), iepList);
  if (!listing.ok) return listing;
  const here = new Set((await remembered.of(entry.studentId)).map(({ iepId }) => iepId));
  const missing = listing.value.ieps.filter((record) => !here.has(record.iepId));
  for (const record of missing) {
    const stored = await pullRecord(client, vault, entry, record);
    if (!stored.ok) return stored;
  }
  for (const { iepId, late } of listing.value.ieps) {
    const stored = await pullLateOnes(client, vault, iepId, late);
    if (!stored.ok) return stored;
  }
  const current = await newCurrent(vault, remembered, entry, listing.value.ieps);
  if (!current.ok) return current;
  if (current.value !== null) currents.push(vault.caseload.put(current.value));
  return ok(missing.length);
}

/** The district's Current becomes this computer's, unless something affirmed here is still on its way there. */
async function newCurrent(vault: OpenVault, remembered: RememberedRecords, entry: StudentIndexEntry, listing: readonly IepListing[]): Promise<Result<StudentIndexEntry | null>> {
  const current = listing.find((record) => record.standing === 'current');
  const waiting = (await remembered.of(entry.studentId)).some(({ receipt }) => receipt === null);
  if (current === undefined || waiting) return ok(null);
  const stored = await vault.packages.read(current.iepId);
  if (!stored.ok) return stored;
  return ok({ ...entryFor(stored.value.package.document as IepDocument, entry.studentId, current.iepId), studentKey: entry.studentKey });
}

async function pullRecord(client: DistrictClient, vault: OpenVault, entry: StudentIndexEntry, record: IepListing): Promise<Result<null>> {
  const bytes = download(await client.packageBytes(record.iepId), record.sha256);
  if (!bytes.ok) return bytes;
  const content = iepPackage.safeParse(parse(bytes.value));
  const belongs = content.success && content.data.iepId === record.iepId && content.data.studentKey === entry.studentKey && content.data.pdfSha256 === record.pdfSha256;
  if (!belongs) return fail('damagedDownload');
  const pdf = download(await client.blob(record.pdfSha256), record.pdfSha256);
  if (!pdf.ok) return pdf;
  const receiptAnswer = await client.receipt(record.iepId);
  const plain = read(receiptAnswer, receiptSchema);
  if (receiptAnswer === null || !plain.ok) return plain.ok ? fail('unreachable') : plain;
  const receipt = readReceipt(receiptAnswer, record);
  if (!receipt.ok) return receipt;
  const stored = await vault.packages.commit(entry.studentId, bytes.value, pdf.value);
  if (!stored.ok) return stored;
  // If the program ends between these two lines the record counts as undelivered, is offered to the district once more, and gets this same receipt.
  return vault.packages.storeReceipt(record.iepId, receipt.value);
}

/** Answers that came after affirming and that this computer lacks, or whose receipt it lacks; in the order of the district. */
async function pullLateOnes(client: DistrictClient, vault: OpenVault, iepId: string, listed: readonly LateReceipt[]): Promise<Result<null>> {
  for (const receipt of listed) {
    const stored = await vault.packages.read(iepId);
    if (!stored.ok) return stored;
    const record = { iepId, studentKey: stored.value.package.studentKey, sha256: stored.value.sha256 };
    const here = stored.value.late.find((kept) => sha256Hex(Buffer.from(lateText(record, kept), 'utf8')) === receipt.sha256);
    if (here !== undefined && here.receipt !== null) continue;
    const number = here === undefined ? await pullLate(client, vault, record, receipt) : ok(here.number);
    if (!number.ok) return number;
    // If the program ends before this line the entry counts as unsent, is offered to the district once more, and gets this same receipt.
    const kept = await vault.packages.storeLateReceipt(iepId, number.value, receipt);
    if (!kept.ok) return kept;
  }
  return ok(null);
}

/** The number under which the downloaded entry is kept. */
async function pullLate(client: DistrictClient, vault: OpenVault, record: { readonly iepId: string; readonly studentKey: string; readonly sha256: string }, receipt: LateReceipt): Promise<Result<number>> {
  const bytes = download(await client.late(record.iepId, receipt.sha256), receipt.sha256);
  if (!bytes.ok) return bytes;
  const entry = readLateText(Buffer.from(bytes.value).toString('utf8'));
  if (entry === null || entry.iepId !== record.iepId || entry.studentKey !== record.studentKey || entry.packageSha256 !== record.sha256) return fail('damagedDownload');
  return vault.packages.addLate(record.iepId, bareEntry(entry));
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
