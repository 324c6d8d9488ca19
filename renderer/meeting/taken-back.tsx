/** The recorded answer of the parent, and the way to take it back while nothing of it is affirmed; why is asked for, because the journal keeps both. */
import { useState } from 'react';
import { disputesFinding, notEligible } from '../../shared/flow/eligibility.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { answerWords } from '../ui/words.ts';
import { AskMain } from './ask-main.tsx';

function answered(document: IepDocument): string {
  const outcome = notEligible(document);
  return answerWords({ consent: document.consentStatus, finding: outcome === null ? null : { outcome, isDisputed: disputesFinding(document) } });
}

function TakeBackDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  return (
    <AskMain title="Take the answer back" action="Take it back" onClose={onClose} event={reason.trim() === '' ? null : { type: 'answerTakenBack', reason: reason.trim() }}>
      <p>
        Recorded: {answered(document)}. For an answer that was recorded by mistake: what it wrote on the consent sheet goes, and the answer that stands on the paper is recorded anew. The journal of this IEP keeps both, with
        your reason. A parent who changes their mind after signing does not take this way.
      </p>
      <TextInput label="Why it is taken back" value={reason} onChange={setReason} autoFocus />
    </AskMain>
  );
}

/** Beside the answer as it is recorded. */
export function Answered({ document }: { readonly document: IepDocument }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <span data-answer={document.consentStatus}>{answered(document)}</span>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Take the answer back…
      </Button>
      {open ? <TakeBackDialog document={document} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
