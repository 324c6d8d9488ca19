/**
 * Opens PDF bytes with pdf.js: from memory only, with its worker as a file of ours. No font or map is fetched: our own PDFs embed theirs, and
 * the page has no network to fetch with.
 */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

export type Pdf = PDFDocumentProxy;

export interface OpenPdf {
  readonly pdf: Pdf;
  /** Frees the worker and every page. */
  readonly close: () => void;
}

/** @throws when the bytes are no PDF */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const loading = getDocument({ data: bytes, useWasm: false, useWorkerFetch: false, enableXfa: false });
  return { pdf: await loading.promise, close: () => void loading.destroy() };
}
