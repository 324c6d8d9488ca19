/**
 * pdf.js as Node 20 can run it, reading in the thread it is loaded in. It replaces some built-ins (JSON, push) by its own for old engines, several times slower,
 * so only a thread loads it that does nothing else.
 */
import './with-resolvers.ts';
import * as pdfjsWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

export { getDocument, PasswordException, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

// pdf.js looks for its worker here before it loads one from a file; this thread is one already.
Object.assign(globalThis, { pdfjsWorker });
