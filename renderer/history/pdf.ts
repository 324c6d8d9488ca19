/**
 * Opens PDF bytes with pdf.js: from memory only, with its worker as a file of ours. No font or map is fetched: our own PDFs embed theirs, and
 * the page has no network to fetch with.
 */
import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import { startWorker } from '../workbench/workers.ts';

export type Pdf = PDFDocumentProxy;

interface Started {
  readonly port: Worker;
  readonly worker: PDFWorker;
}

export interface PdfReader {
  /** Takes the bytes over. @throws when they are no PDF */
  readonly open: (bytes: Uint8Array) => Promise<Pdf>;
  /** Frees every page and ends the worker, which holds the student's words. */
  readonly close: () => void;
}

/** A worker nobody has given anything to yet. */
let spare: Started | null = null;

function start(): Started {
  const port = startWorker('pdf');
  return { port, worker: PDFWorker.create({ port }) };
}

/** Starts the worker of the next PDF ahead: where one is likely to be read, it shall not be waited for. */
export function warmReader(): void {
  spare ??= start();
}

/** A worker is begun at once, so that it starts while the bytes are being loaded. */
export function startReader(): PdfReader {
  const { port, worker } = spare ?? start();
  spare = null;
  let close = (): void => {
    worker.destroy();
    port.terminate();
  };
  const end = close;
  return {
    open: async (bytes) => {
      const loading = getDocument({ data: bytes, worker, useWasm: false, useWorkerFetch: false, enableXfa: false });
      close = () => void loading.destroy().finally(end);
      const pdf = await loading.promise;
      // Asked for before anything is drawn around it: the first sheet is what is waited for.
      void pdf.getPage(1).catch(() => undefined);
      return pdf;
    },
    close: () => close(),
  };
}
