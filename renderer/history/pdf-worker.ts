/**
 * Starts the worker of pdf.js under the page's rule that text never becomes a script address (`require-trusted-types-for 'script'`): the one
 * policy of the page vouches for this one file of the bundle, and for no other.
 */
import workerUrl from 'pdfjs-dist/build/pdf.worker.mjs?url';

/** The part of Trusted Types that is used here; the DOM library of this TypeScript has none of it (w3c/trusted-types). */
interface TrustedTypes {
  readonly createPolicy: (name: string, rules: { readonly createScriptURL: (address: string) => string }) => { readonly createScriptURL: (address: string) => URL };
}

const policy = (window as unknown as { readonly trustedTypes: TrustedTypes }).trustedTypes.createPolicy('iep-desk', {
  createScriptURL: (address) => {
    if (address !== workerUrl) throw new Error('Only the worker that reads PDFs may be started.');
    return address;
  },
});

export function startPdfWorker(): Worker {
  return new Worker(policy.createScriptURL(workerUrl), { type: 'module' });
}
