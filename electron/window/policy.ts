/**
 * What the page may load, as one constant: every answer of app:// carries these headers, errors included, so that no file type and no
 * failure opens a gap (Electron security checklist, item 7).
 */

type Directives = Readonly<Record<string, readonly string[]>>;

/**
 * The page's policy. `connect-src 'none'` is what "the renderer has no network" means; `img-src data: blob:` draws the pages of a PDF that
 * came over the bridge.
 */
export const PAGE_POLICY: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'worker-src': ["'self'"],
  'connect-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  // Text never becomes script or markup by mistake: every such place of the DOM takes only values the one named policy made (renderer/workbench/workers.ts).
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['iep-desk'],
};

/**
 * The policy of a finished PDF in the print window: Chromium's own viewer embeds the file as an object, and `object-src 'none'` on the PDF
 * itself leaves the window blank. Nothing else loads.
 */
export const PAPER_POLICY: Directives = {
  'default-src': ["'none'"],
  'object-src': ["'self'"],
  'style-src': ["'unsafe-inline'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** The text of a Content-Security-Policy header: `name value value; name value`. */
export function policyText(policy: Directives): string {
  return Object.entries(policy).map(([name, values]) => [name, ...values].join(' ')).join('; ');
}

/** Headers of an app:// answer. `no-store`: student data shown by the page never reaches a cache file. */
export function answerHeaders(contentType: string, policy: Directives = PAGE_POLICY): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': policyText(policy),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
