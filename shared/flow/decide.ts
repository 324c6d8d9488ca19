/** Whether an event may happen to a document now: one answer for the page (to show), for main (to decide) and for the district server (to repeat). */
import type { ConsentStatus, DocumentStatus, IepDocument } from '../iep/document.ts';
import type { FlowContext, FlowEvent, Verdict } from './events.ts';
import { GUARDS } from './guards.ts';
import { preMeetingRefusal } from './pre-meeting.ts';
import { CONSENT_MACHINE, DOCUMENT_MACHINE, type Transition } from './machines.ts';

const STATE_WORDS: Record<DocumentStatus, string> = {
  draft: 'The meeting has not been opened yet.', inMeeting: 'The meeting is still open.', tabled: 'The meeting is tabled.', closed: 'The parent copy has been printed.', reconciled: 'The handwriting has been declared complete.',
  current: 'This IEP is affirmed and read-only.', history: 'This IEP is in History and read-only.', abandoned: 'This Future IEP was given up.',
};

const CONSENT_WORDS: Record<ConsentStatus, string> = {
  notAsked: 'The parent has not been asked yet: print the parent copy first.', awaiting: 'The parent has not answered yet.', agreedAll: 'The parent has agreed already.', agreedPart: 'The parent has agreed with exceptions.', refused: 'It is recorded that the parent did not agree.', notEligibleAck: 'It is recorded that the student is not eligible.', noResponse: 'It is recorded that no answer came.',
};

/** The row of a machine for this event, or undefined when the machine does not know the event at all. */
function rowFor<State extends string>(machine: readonly Transition<State>[], event: FlowEvent): Transition<State> | undefined {
  return machine.find((row) => row.event === event.type);
}

/** A refusal names the guard that said no; `preMeeting` while the school prepares without the parent, `state` when the event does not belong to the present state. */
export function mayHappen(doc: IepDocument, event: FlowEvent, ctx: FlowContext): Verdict {
  const prepared = preMeetingRefusal(doc, event.type);
  if (prepared !== null) return { ok: false, guard: 'preMeeting', reason: prepared };
  const row = rowFor(DOCUMENT_MACHINE, event);
  if (row === undefined || !row.from.includes(doc.documentStatus)) return { ok: false, guard: 'state', reason: STATE_WORDS[doc.documentStatus] };
  const consent = rowFor(CONSENT_MACHINE, event);
  if (consent !== undefined && !consent.from.includes(doc.consentStatus)) return { ok: false, guard: 'consentState', reason: CONSENT_WORDS[doc.consentStatus] };
  for (const id of [...row.guards, ...(consent?.guards ?? [])]) {
    const verdict = GUARDS[id](doc, event, ctx);
    if (!verdict.ok) return verdict;
  }
  return { ok: true };
}

/** States after the event; the caller has asked `mayHappen`. */
export function statesAfter(doc: IepDocument, event: FlowEvent): { readonly document: DocumentStatus; readonly consent: ConsentStatus } {
  const to = rowFor(DOCUMENT_MACHINE, event)?.to ?? 'same';
  const consent = rowFor(CONSENT_MACHINE, event)?.to ?? 'same';
  return { document: to === 'same' ? doc.documentStatus : to, consent: consent === 'same' ? doc.consentStatus : consent };
}
