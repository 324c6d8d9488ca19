/**
 * Opens PDF bytes with pdf.js: from memory only, with its worker as a file of ours. No font or map is fetched: our own PDFs embed theirs, and
 * the page has no network to fetch with.
 */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/build/pdf.worker.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

export type Pdf = PDFDocumentProxy;

export function openPdf(bytes: Uint8Array): Promise<Pdf> {
  return getDocument({ data: bytes, isEvalSupported: false, useWasm: false, disableFontFace: false, useWorkerFetch: false, enableXfa: false }).promise;
}
