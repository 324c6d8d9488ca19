/** Records what the parent answered on paper. The paper is the legal IEP; this only says what stands on it (decisions.md 22). */
import { useState } from 'react';
import type { FlowEvent, SignedPaper } from '../../shared/flow/events.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { notEligible } from '../../shared/flow/eligibility.ts';
import { answersFrom } from '../../shared/flow/machines.ts';
import { purposesOf } from '../../shared/flow/read.ts';
import { addDays } from '../../shared/time/dates.ts';
import { readDate, showDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { AskMain } from './ask-main.tsx';
import { PAPERS, plannedPaper, UNDERSTANDS, useSignedAnswer } from './signed-answer.tsx';

type Answer = 'notEligibleUnderstood' | 'agreedAll' | 'agreedExcept' | 'refused' | 'tookHome' | 'noResponse';

/** Days a parent usually has to bring the signed IEP back (handbook: "about a week"). */
const RETURN_DAYS = 7;

const ANSWERS: readonly { readonly value: Answer; readonly label: string }[] = [
  { value: 'agreedAll', label: 'Signed: agrees to all parts' },
  { value: 'agreedExcept', label: 'Signed: agrees, except for…' },
  { value: 'refused', label: 'Did not sign: does not agree' },
  { value: 'tookHome', label: 'Takes it home to think about it' },
];
/** Open once a day was agreed; main refuses it before that day has passed and two follow-ups are logged. */
const NO_ANSWER = { value: 'noResponse', label: 'No answer came back' } as const;

const SCOPES = [
  { value: 'initialServices', label: 'First services: none of them may start' },
  { value: 'all', label: 'The whole offer' },
] as const;

export function ConsentDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const initial = purposesOf(document).includes('initial');
  const planned = plannedPaper(document);
  const [scope, setScope] = useState<'all' | 'initialServices'>(initial ? 'initialServices' : 'all');
  const finding = notEligible(document);
  const all: typeof ANSWERS = finding === null ? ANSWERS : [{ value: 'notEligibleUnderstood', label: UNDERSTANDS[finding] }, ...ANSWERS.filter(({ value }) => value === 'refused' || value === 'tookHome')];
  // Who did not agree, or not to all, may still sign before the IEP is affirmed; that is all a later answer can be (iep-forms.md 6.3).
  const open = answersFrom(document.consentStatus);
  const offered = all.filter(({ value }) => open.includes(value));
  const [answer, setAnswer] = useState<Answer>(finding === null ? 'agreedAll' : 'notEligibleUnderstood');
  const [date, setDate] = useState(showDate(today()));
  const [parentWords, setWords] = useState('');
  const [paper, setPaper] = useState<SignedPaper['signed']>('original');
  const [returnBy, setReturnBy] = useState(showDate(addDays(today(), RETURN_DAYS)));
  const isSigned = answer === 'agreedAll' || answer === 'agreedExcept' || answer === 'notEligibleUnderstood';
  const { signing, fields } = useSignedAnswer(document, answer === 'agreedExcept' || answer === 'notEligibleUnderstood' ? answer : 'agreedAll', planned);
  const on = readDate(date, today());
  const back = readDate(returnBy, today());
  const event = (): FlowEvent | null => {
    if (isSigned) return signing;
    if (on === null) return null;
    switch (answer) {
      case 'refused':
        return { type: 'refused', on, scope, parentWords: parentWords.trim() };
      case 'noResponse':
        return { type: 'noResponse', on };
      default:
        return back === null ? null : { type: 'tookHome', on, returnBy: back, signedPaper: paper };
    }
  };
  return (
    <AskMain title="The parent's answer" action="Record the answer" onClose={onClose} event={event()}>
      <Pick label="What stands on the paper" value={answer} onChange={(value) => setAnswer(value as Answer)} options={planned === null || !open.includes(NO_ANSWER.value) ? offered : [...offered, NO_ANSWER]} />
      {isSigned ? fields : <TextInput label="On" value={date} onChange={setDate} />}
      {answer === 'refused' && initial ? <Pick label="The parent declines" value={scope} onChange={(value) => setScope(value as typeof scope)} options={SCOPES} /> : null}
      {answer === 'refused' ? <TextInput label="The parent's own words" value={parentWords} onChange={setWords} multiline /> : null}
      {answer === 'tookHome' ? (
        <>
          <TextInput label="Agreed to bring it back by" hint="About a week; the parent and you agree on the day." value={returnBy} onChange={setReturnBy} />
          <Pick label="The parent will sign" value={paper} onChange={(value) => setPaper(value as typeof paper)} options={PAPERS} />
        </>
      ) : null}
      {answer === 'noResponse' ? <p>Possible once the agreed day has passed and two follow-ups are logged. The offer can then be affirmed without a signature; one that comes later can still be recorded.</p> : null}
    </AskMain>
  );
}
