/** The example with other words in one of its statements, for tests of advice. */
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';

export const STRENGTHS = 'pages/presentLevels/strengths';

/** The strengths say `text`; page 1 is changed as named. */
export function saying(text: string, info: JsonObject = {}): IepDocument {
  const doc = sampleDocument();
  return {
    ...doc,
    pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), ...info }, presentLevels: { ...(doc.pages.presentLevels as JsonObject), strengths: text } },
  };
}
