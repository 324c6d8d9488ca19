/**
 * What a PDF somebody took in is, asked of the same program that will show it: does it open, how many pages has it, is it only to be read. The bytes are a
 * stranger's, so this runs in a thread of its own, without a canvas, and without running anything that is in them.
 */
import { getDocument, PasswordException, type PDFDocumentProxy } from './pdfjs.ts';

/** How the file is, or why it is not taken in. */
export type Opening = { readonly pages: number } | { readonly why: 'notPdf' | 'broken' | 'locked' | 'empty' | 'program' | 'attachments' };

/** A PDF says what it is in its first kilobyte. */
const HEAD_BYTES = 1024;
const HEAD = '%PDF-';

function saysIsPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).includes(HEAD, 0, 'latin1');
}

async function isLocked(pdf: PDFDocumentProxy): Promise<boolean> {
  const { info } = await pdf.getMetadata();
  return ((info as { readonly EncryptFilterName?: string | null }).EncryptFilterName ?? null) !== null;
}

async function whatIs(pdf: PDFDocumentProxy): Promise<Opening> {
  // Every page has to be there: a file that was cut opens by its first pages.
  for (let number = 1; number <= pdf.numPages; number += 1) await pdf.getPage(number);
  if (await isLocked(pdf)) return { why: 'locked' };
  if (pdf.numPages < 1) return { why: 'empty' };
  if (await pdf.hasJSActions()) return { why: 'program' };
  return (await pdf.getAttachments()) === null ? { pages: pdf.numPages } : { why: 'attachments' };
}

/** Takes the bytes over. Never rejects: whatever pdf.js throws over them is a file that does not open. */
export async function openingOf(bytes: Uint8Array): Promise<Opening> {
  if (!saysIsPdf(bytes)) return { why: 'notPdf' };
  const loading = getDocument({ data: bytes, verbosity: 0, useSystemFonts: false, disableFontFace: true, enableXfa: false, useWasm: false, useWorkerFetch: false, stopAtErrors: true });
  try {
    return await whatIs(await loading.promise);
  } catch (error) {
    return { why: error instanceof PasswordException ? 'locked' : 'broken' };
  } finally {
    await loading.destroy();
  }
}
