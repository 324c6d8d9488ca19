/** What the re-reading process reports, and the process itself. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface ReadVault {
  readonly drafts: readonly { readonly draftId: string; readonly entries: number; readonly status: string; readonly text: string }[];
  readonly packages: readonly {
    readonly iepId: string;
    readonly kind: string;
    readonly current: boolean;
    /** Of the package bytes as stored. */
    readonly sha256: string;
    readonly pdfSha256: string;
    readonly pdfSha256Read: string;
    readonly status: string;
    readonly receipt: { readonly sha256: string; readonly pdfSha256: string; readonly standing: string } | null;
    readonly text: string;
  }[];
}

export interface ReadDistrict {
  readonly ieps: readonly { readonly iepId: string; readonly sha256: string; readonly sha256Read: string; readonly pdfSha256: string; readonly standing: string; readonly base: string | null }[];
  readonly blobs: readonly { readonly sha256: string; readonly sha256Read: string }[];
}

export interface ClaimsReport {
  readonly vault: ReadVault;
  readonly district: ReadDistrict | null;
}

/** Megabytes a report may have: it holds whole documents. */
const REPORT_LIMIT = 256 * 1024 * 1024;

export interface Reread {
  readonly root: string;
  readonly vault: string;
  readonly code: string;
  readonly pdfs?: string;
  /** Printed copies of drafts to write into `pdfs` as well. */
  readonly copies?: readonly string[];
  readonly district?: string;
}

/** Runs the re-reading process and parses its report. @throws with its words when something could not be read */
export async function reread({ root, vault, code, pdfs, copies = [], district }: Reread): Promise<ClaimsReport> {
  const args = [`${root}/out/run/demo-claims.mjs`, '--vault', vault, '--code', code, '--worker', `${root}/out/main/passphrase-worker.cjs`];
  if (pdfs !== undefined) args.push('--pdfs', pdfs, ...copies.flatMap((copy) => ['--copy', copy]));
  if (district !== undefined) args.push('--district', district);
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: REPORT_LIMIT });
  return JSON.parse(stdout) as ClaimsReport;
}
