/** A computer with one student's affirmed IEPs on it, each with the PDF the product makes of it: what years of work, or a pull from the district, leave behind. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFonts } from '../../electron/pdf/fonts.ts';
import { createPaperService } from '../../electron/pdf/service.ts';
import type { OpenVault } from '../../electron/ports/open-vault.ts';
import { contentHash, shortCode } from '../../electron/records/content-hash.ts';
import { entryFor } from '../../electron/records/index-entry.ts';
import { sha256Hex } from '../../electron/vault/digest.ts';
import { systemRandom } from '../../electron/vault/random.ts';
import type { IepPackage } from '../../shared/district-api/contract.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withoutRowIds, withRowIds } from '../../shared/iep/ids.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { startChange } from '../../shared/iep/start-change.ts';
import type { LateTranslation } from '../../shared/iep/translations.ts';
import { TEMPLATE_VERSION } from '../../shared/paper/plan.ts';
import { must } from '../crash/rig.ts';
import { EXAMPLE, read } from '../fixtures/long-iep.ts';
import { ROOT } from './app.ts';
import { newVault } from './caseload.ts';

const STUDENT = 'student-1';
const PAPER_TIMEOUT_MS = 120_000;

export interface Affirmed {
  readonly iepId: string;
  readonly document: IepDocument;
  readonly kind: IepPackage['kind'];
  /** ISO day. */
  readonly affirmedOn: string;
  /** What was translated of it since. */
  readonly later?: readonly LateTranslation[];
}

function paperService(fonts: Awaited<ReturnType<typeof readFonts>>) {
  const timer = { after: (ms: number, run: () => void) => { const set = setTimeout(run, ms); return () => clearTimeout(set); } };
  return createPaperService({ workerCode: readFileSync(join(ROOT, 'out/main/pdf-worker.cjs'), 'utf8'), fonts, timeoutMs: PAPER_TIMEOUT_MS, timer });
}

async function commit(vault: OpenVault, paper: ReturnType<typeof paperService>, base: string | null, { iepId, document, kind, affirmedOn, later = [] }: Affirmed): Promise<void> {
  const hash = contentHash(document);
  const { pdf } = must(await paper.make({ document, kind: kind === 'imported' ? 'imported' : 'affirmed', language: 'en', printedAt: `${affirmedOn}T16:10`, code: shortCode(hash), contentHash: hash, affirmedOn, previous: null }));
  const entry = entryFor(document, STUDENT, iepId);
  const record: IepPackage = {
    format: 1, iepId, studentKey: entry.studentKey, base, kind, document: withoutRowIds(document), contentHash: hash, templateVersion: TEMPLATE_VERSION, pdfSha256: sha256Hex(pdf), pdfBytes: pdf.byteLength,
    attestation: { typedName: entry.caseManager }, affirmedAt: `${affirmedOn}T23:10:00.000Z`, affirmedBy: { staffId: entry.caseManagerId, name: entry.caseManager }, device: vault.deviceId,
  };
  must(await vault.caseload.put(entry));
  must(await vault.packages.commit(STUDENT, Buffer.from(JSON.stringify(record)), pdf));
  if (later.length > 0) must(await vault.packages.addTranslations(iepId, later));
}

/** @param records oldest first; the last is the Current */
export async function profileWithRecords(records: readonly Affirmed[]): Promise<string> {
  const { profile, vault } = await newVault();
  const paper = paperService(await readFonts(join(ROOT, 'out/main/fonts'), (path) => readFile(path)));
  try {
    for (const [n, record] of records.entries()) await commit(vault, paper, records[n - 1]?.iepId ?? null, record);
  } finally {
    await paper.close();
    await vault.close();
  }
  return profile;
}

function withHealth(document: IepDocument, health: string): IepDocument {
  return { ...document, pages: { ...document.pages, presentLevels: { ...(document.pages.presentLevels as JsonObject), health } } } as IepDocument;
}

/** The example as it was affirmed in October of that year, with these words on the health of the student. */
export function exampleOf(year: number, health: string): IepDocument {
  const day = `${year}-10-14`;
  const document = read(EXAMPLE);
  const info = document.pages.infoEligibility as JsonObject;
  return withRowIds(withHealth({
    ...document, documentId: `iep-of-${year}`, previousDocumentId: `iep-of-${year - 1}`, meeting: { ...document.meeting, meetingDate: day }, pages: { ...document.pages, infoEligibility: { ...info, meetingDate: day } },
  } as IepDocument, health));
}

/** The same with parents who read that language. */
export function readAtHome(document: IepDocument, homeLanguage: string): IepDocument {
  const info = document.pages.infoEligibility as JsonObject & { readonly parents: readonly JsonObject[] };
  return { ...document, pages: { ...document.pages, infoEligibility: { ...info, parents: info.parents.map((parent) => ({ ...parent, homeLanguage })) } } } as IepDocument;
}

/** Its amendment, agreed on that day. */
export function amendmentOf(document: IepDocument, today: string, health: string): IepDocument {
  const begun = startChange(document, { kind: 'amendment', documentId: `${document.documentId}-amended`, today, reason: 'A room was changed.', newRow: systemRandom.id });
  return withHealth({ ...begun, documentStatus: 'current', consentStatus: 'agreedAll' }, health);
}
