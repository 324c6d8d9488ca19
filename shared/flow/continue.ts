/**
 * Promise: a meeting that was left to be continued goes on in the Future forms as one IEP: its first date, sheets, marks and words stay, and only
 * the answer and the paper of its earlier part are not taken for those of the next (handbook, "continue" link; iep-forms.md 6.4).
 */
import type { IepDocument, Work } from '../iep/document.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { pageIdOf, pageKeysOf } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { setPageState } from './effects/page-states.ts';
import type { Verdict } from './events.ts';
import { isToBeContinued, pageStateOf, workOf } from './read.ts';

/** Whether an affirmed IEP has a meeting to go on with. */
export function mayContinue(current: IepDocument): Verdict {
  return isToBeContinued(current) ? { ok: true } : { ok: false, guard: 'toBeContinued', reason: 'The notes of the Current IEP do not say that its meeting will be continued. Start the next Future IEP, or an amendment.' };
}

/**
 * An IEP whose meeting goes on stays out of the state report until its continuation is affirmed, which then is the Current in its place
 * (decisions.md 12): its undiscussed pages may hold errors nobody has cleared.
 */
export function isInStateReport(affirmed: IepDocument): boolean {
  return !isToBeContinued(affirmed);
}

/** Discussed at the earlier part and unchanged since: it keeps the day it was discussed on (decisions.md 14). */
function discussedStays(doc: IepDocument): IepDocument {
  const held = pageKeysOf(doc).filter((key) => pageDef(pageIdOf(key)).carriesDraftMark && pageStateOf(doc, key) === 'final');
  return held.reduce((here, key) => setPageState(here, key, 'discussed'), doc);
}

/** @param part the affirmed part with its row ids, and with what its draft knew where that is at hand */
export function continuation(part: IepDocument, documentId: string): IepDocument {
  const extras = part['stateRecordExtras'];
  const work: Work = { ...workOf(part), paper: null, sheets: [], differences: [], openSession: null, superseded: [] };
  return discussedStays({
    ...part,
    documentId,
    documentStatus: 'draft',
    consentStatus: 'notAsked',
    continuationOf: part.documentId,
    handwrittenRevisions: [],
    parentCopy: null,
    affirmation: null,
    stateRecordExtras: typeof extras === 'object' && extras !== null ? { ...(extras as JsonObject), signature: 'pending', signer: '' } : null,
    journal: [],
    work: work as unknown as Json & Work,
  });
}

/** Which part of a continued IEP this is, and of how many; null when its meeting took place in one. `known` are the affirmed IEPs of the student. */
export function partOf(doc: IepDocument, known: readonly IepDocument[]): { readonly no: number; readonly of: number } | null {
  const before = earlierParts(doc, known);
  const after = laterParts(doc, known);
  return before + after === 0 && doc.continuationOf === null ? null : { no: before + 1, of: before + 1 + after };
}

function earlierParts({ continuationOf }: IepDocument, known: readonly IepDocument[]): number {
  if (continuationOf === null) return 0;
  const earlier = known.find((other) => other.documentId === continuationOf);
  return 1 + (earlier === undefined ? 0 : earlierParts(earlier, known.filter((other) => other !== earlier)));
}

function laterParts({ documentId }: IepDocument, known: readonly IepDocument[]): number {
  const later = known.find((other) => other.continuationOf === documentId);
  return later === undefined ? 0 : 1 + laterParts(later, known.filter((other) => other !== later));
}
