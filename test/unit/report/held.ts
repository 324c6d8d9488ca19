/** An affirmed IEP as the district holds it, made from the invented example. */
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import type { HeldRecord } from '../../../shared/report/choose.ts';
import { sampleDocument } from '../iep/sample.ts';

export interface Made {
  readonly info?: Readonly<Record<string, Json>>;
  readonly services?: readonly Readonly<Record<string, Json>>[];
  readonly outcome?: string;
  readonly conflict?: boolean;
  readonly continues?: boolean;
}

/** The sample affirmed once more, with other words where a test says so. */
export function held(iepId: string, { info = {}, services, outcome = 'completed', conflict = false, continues = false }: Made = {}): HeldRecord {
  const doc = sampleDocument();
  const offer = doc.pages.fapeServices as JsonObject;
  const known = offer['services'] as readonly JsonObject[];
  const document: IepDocument = {
    ...doc,
    ...(continues ? { documentId: `${doc.documentId}-2`, continuationOf: doc.documentId } : {}),
    pages: {
      ...doc.pages,
      infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), ...info },
      fapeServices: services === undefined ? offer : { ...offer, services: services.map((line) => ({ ...known[0], ...line })) },
      structuredNotes: { ...(doc.pages.structuredNotes as JsonObject), outcome },
    },
  } as IepDocument;
  return { iepId, document, conflict };
}
