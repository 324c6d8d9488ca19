/**
 * Promise: a new linked record that changes an affirmed IEP: an amendment without a meeting (34 CFR 300.324(a)(4), Ed. Code 56380.1) or the
 * correction of a data error. It begins as the Current says; the Current itself is never touched, and every date that is counted from stays.
 */
import { emptyValue, fieldsOf } from './fields.ts';
import type { ChangeKind, IepDocument, Work } from './document.ts';
import { assignRowIds } from './ids.ts';
import type { RowId } from './address.ts';
import type { Json, JsonObject } from './json.ts';
import { pageDef } from './pages.ts';

export interface ChangeFacts {
  readonly kind: ChangeKind;
  readonly documentId: string;
  /** District-local day the change is written, YYYY-MM-DD. */
  readonly today: string;
  readonly reason: string;
  /** A fresh row id, for rows of the Current that have none yet. */
  readonly newRow: () => RowId;
}

/** What the state calls the reason for a plan that was amended. */
const AMENDED = '2';

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The change sheet as it begins: what is changed, why, and lines to sign. */
function changeSheet(current: IepDocument, { kind, today, reason }: ChangeFacts): JsonObject {
  const blank = Object.fromEntries(fieldsOf(pageDef('amendment')).map((def) => [def.id, emptyValue(def)]));
  return { ...blank, amendmentDate: today, baseMeetingDate: current.meeting['meetingDate'] ?? '', method: kind === 'amendment' ? 'withoutMeeting' : 'correction', reason, pageState: 'draft' };
}

/** The state's record of an amendment is no meeting record and waits for its own signature; a correction reports the same meeting again. */
function extrasOf(current: IepDocument, kind: ChangeKind): JsonObject {
  const extras = object(current['stateRecordExtras']);
  return kind === 'amendment' ? { ...extras, kind: 'amendment', signature: 'pending', signer: '' } : extras;
}

export function startChange(current: IepDocument, facts: ChangeFacts): IepDocument {
  const { translations: _ofTheBase, work: _done, ...kept } = assignRowIds(current, facts.newRow) as IepDocument & JsonObject;
  const info = object(kept.pages.infoEligibility);
  const pages = { ...kept.pages, infoEligibility: facts.kind === 'amendment' ? { ...info, reasonForPlan: AMENDED } : info, amendment: changeSheet(current, facts) };
  const work: Work = { prepared: [], carried: [], goals: {}, discussed: {}, preparedBy: {}, goalsAtOpening: [], goalsAdded: [], prior: [], paper: null, sheets: [], differences: [], openSession: null, superseded: [], changes: { kind: facts.kind, pages } };
  return {
    ...kept,
    documentId: facts.documentId,
    documentStatus: 'draft',
    // Nothing agreed is changed by a correction, so the answer of the parent stays what it was.
    consentStatus: facts.kind === 'amendment' ? 'notAsked' : current.consentStatus,
    previousDocumentId: current.documentId,
    continuationOf: null,
    amendmentOf: facts.kind === 'amendment' ? current.documentId : null,
    correctionOf: facts.kind === 'correction' ? current.documentId : null,
    pages,
    handwrittenRevisions: [],
    droppedGoals: [],
    parentCopy: null,
    affirmation: null,
    stateRecordExtras: extrasOf(current, facts.kind),
    journal: [],
    work: work as Work & JsonObject,
  } as IepDocument;
}
