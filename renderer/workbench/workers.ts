/**
 * Starts the page's own workers under its rule that text never becomes a script address (`require-trusted-types-for 'script'`): the one policy of
 * the page vouches for these files of the bundle, and for no other.
 */
import pdfWorker from 'pdfjs-dist/build/pdf.worker.mjs?url';
import spellingWorker from '../spell/worker.ts?worker&url';

const ADDRESSES = { pdf: pdfWorker, spelling: spellingWorker } as const;

/** The part of Trusted Types that is used here; the DOM library of this TypeScript has none of it (w3c/trusted-types). */
interface TrustedTypes {
  readonly createPolicy: (name: string, rules: { readonly createScriptURL: (address: string) => string }) => { readonly createScriptURL: (address: string) => URL };
}

const policy = (window as unknown as { readonly trustedTypes: TrustedTypes }).trustedTypes.createPolicy('iep-desk', {
  createScriptURL: (address) => {
    if (!Object.values(ADDRESSES).includes(address)) throw new Error('Only the workers that read PDFs and check spelling may be started.');
    return address;
  },
});

export function startWorker(which: keyof typeof ADDRESSES): Worker {
  return new Worker(policy.createScriptURL(ADDRESSES[which]), { type: 'module' });
}
