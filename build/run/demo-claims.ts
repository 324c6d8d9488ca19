/**
 * A process of its own that re-reads what the app and the district claim to have stored: it copies the sealed vault, opens the copy with the
 * recovery code the district keeps, and reads the district's database. It prints one JSON report and knows nothing of the app that wrote.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPglite } from '../../district/database.ts';
import type { DeviceSecret } from '../../electron/ports/computer.ts';
import type { OpenVault } from '../../electron/ports/open-vault.ts';
import { systemClock } from '../../electron/vault/clock.ts';
import { createDisk } from '../../electron/vault/disk.ts';
import { createKeyDerivation } from '../../electron/vault/passphrase.ts';
import { systemRandom } from '../../electron/vault/random.ts';
import { createVault } from '../../electron/vault/vault.ts';
import { replay } from '../../shared/flow/replay.ts';
import { fail } from '../../shared/words/failures.ts';
import type { ClaimsReport, ReadDistrict, ReadVault } from './demo/report.ts';

/** Six words, long enough where there is no key store: the copy gets it and is thrown away. */
const COPY_PASSPHRASE = 'copy opened only to read what was stored';

/** This process has no key store of the app's: the recovery code alone must open the records. */
const NO_KEY_STORE: DeviceSecret = {
  kind: () => Promise.resolve('passphraseOnly'),
  seal: () => Promise.resolve(fail('keyUnavailable')),
  open: () => Promise.resolve(fail('keyUnavailable')),
};

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes printed copies of drafts, as they were sealed, into the folder. */
async function writeCopies(vault: OpenVault, pdfFolder: string, copyIds: readonly string[]): Promise<void> {
  for (const copyId of copyIds) {
    const pdf = await vault.drafts.readCopy(copyId);
    if (!pdf.ok) throw new Error(`A printed copy could not be read: ${pdf.failure.code}`);
    writeFileSync(join(pdfFolder, `copy-${copyId}.pdf`), pdf.value.pdf);
  }
}

async function readVault(vault: OpenVault, pdfFolder: string | undefined): Promise<ReadVault> {
  const drafts: ReadVault['drafts'][number][] = [];
  for (const { draftId } of await vault.drafts.list()) {
    const draft = await vault.drafts.load(draftId);
    if (!draft.ok) throw new Error(`A draft could not be read: ${draft.failure.code}`);
    drafts.push({ draftId, entries: draft.value.entries.length, status: draft.value.document.documentStatus, text: JSON.stringify(draft.value.document) });
  }
  const packages: ReadVault['packages'][number][] = [];
  for (const student of vault.caseload.all()) {
    for (const stored of await vault.packages.listOf(student.studentId)) {
      const { iepId, document, pdfSha256, kind } = stored.package;
      const pdf = await vault.packages.pdf(iepId);
      if (!pdf.ok) throw new Error(`A stored PDF could not be read: ${pdf.failure.code}`);
      if (pdfFolder !== undefined) writeFileSync(join(pdfFolder, `${kind === 'imported' ? 'imported' : 'affirmed'}-iep.pdf`), pdf.value);
      packages.push({ iepId, kind, current: student.currentIepId === iepId, sha256: sha256(stored.bytes), pdfSha256, pdfSha256Read: sha256(pdf.value), status: String(document['documentStatus']), receipt: stored.receipt === null ? null : { sha256: stored.receipt.sha256, pdfSha256: stored.receipt.pdfSha256, standing: stored.receipt.standing }, text: JSON.stringify(document) });
    }
  }
  return { drafts, packages };
}

async function readCopyOf(vaultFolder: string, code: string, workerPath: string, pdfFolder: string | undefined, copyIds: readonly string[]): Promise<ReadVault> {
  const folder = mkdtempSync(join(tmpdir(), 'iep-claims-'));
  try {
    const root = join(folder, 'vault');
    cpSync(vaultFolder, root, { recursive: true });
    const vault = createVault({ root, disk: createDisk(), clock: systemClock, random: systemRandom, deviceSecret: NO_KEY_STORE, keyDerivation: createKeyDerivation(readFileSync(workerPath, 'utf8')), fold: replay });
    const opened = await vault.recover(code, COPY_PASSPHRASE);
    if (!opened.ok) throw new Error(`The recovery code did not open the copy: ${opened.failure.code} ${opened.failure.reason ?? ''}`);
    const read = await readVault(opened.value, pdfFolder);
    if (pdfFolder !== undefined) await writeCopies(opened.value, pdfFolder, copyIds);
    await opened.value.close();
    return read;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readDistrict(folder: string): Promise<ReadDistrict> {
  const database = await openPglite(folder);
  const ieps = await database.kysely.selectFrom('iep').select(['iep_id', 'sha256', 'pdf_sha256', 'standing', 'base', 'bytes']).orderBy('seq').execute();
  const blobs = await database.kysely.selectFrom('blob').select(['sha256', 'bytes']).execute();
  await database.close();
  return {
    ieps: ieps.map((row) => ({ iepId: row.iep_id, sha256: row.sha256, sha256Read: sha256(row.bytes), pdfSha256: row.pdf_sha256, standing: row.standing, base: row.base })),
    blobs: blobs.map((row) => ({ sha256: row.sha256, sha256Read: sha256(row.bytes) })),
  };
}

const { values } = parseArgs({ options: { vault: { type: 'string' }, code: { type: 'string' }, worker: { type: 'string' }, pdfs: { type: 'string' }, copy: { type: 'string', multiple: true }, district: { type: 'string' } } });
if (values.vault === undefined || values.code === undefined || values.worker === undefined) throw new Error('Usage: demo-claims --vault FOLDER --code CODE --worker FILE [--pdfs FOLDER [--copy ID]...] [--district FOLDER]');
const report: ClaimsReport = { vault: await readCopyOf(values.vault, values.code, values.worker, values.pdfs, values.copy ?? []), district: values.district === undefined ? null : await readDistrict(values.district) };
process.stdout.write(JSON.stringify(report));
