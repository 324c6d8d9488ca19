/** pdf.js ships no types for the half of it that reads files; only its presence is asked for. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
