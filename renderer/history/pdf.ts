/**
 * Opens PDF bytes with pdf.js: from memory only, with its worker as a file of ours. No font or map is fetched: our own PDFs embed theirs, and
 * the page has no network to fetch with.
 */
import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import { startWorker } from '../workbench/workers.ts';

export type Pdf = PDFDocumentProxy;

export interface OpenPdf {
  readonly pdf: Pdf;
  /** Frees every page and ends the worker, which holds the student's words. */
  readonly close: () => void;
}

/** @throws when the bytes are no PDF */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const port = startWorker('pdf');
  const worker = PDFWorker.create({ port });
  const loading = getDocument({ data: bytes, worker, useWasm: false, useWorkerFetch: false, enableXfa: false });
  const close = (): void => {
    void loading.destroy().finally(() => {
      worker.destroy();
      port.terminate();
    });
  };
  try {
    return { pdf: await loading.promise, close };
  } catch (error) {
    close();
    throw error;
  }
}
