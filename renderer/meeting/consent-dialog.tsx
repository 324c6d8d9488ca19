/** Records what the parent answered on paper. The paper is the legal IEP; this only says what stands on it (decisions.md 22). */
import { useState } from 'react';
import type { FlowEvent } from '../../shared/flow/events.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageKeysOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { purposesOf } from '../../shared/flow/unsigned-offer.ts';
import { addDays } from '../../shared/time/dates.ts';
import { readDate, showDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { AskMain } from './ask-main.tsx';
import { parentsOf } from './people.ts';

type Answer = 'agreedAll' | 'agreedExcept' | 'refused' | 'tookHome';

/** Days a parent usually has to bring the signed IEP back (handbook: "about a week"). */
const RETURN_DAYS = 7;

const ANSWERS: readonly { readonly value: Answer; readonly label: string }[] = [
  { value: 'agreedAll', label: 'Signed: agrees to all parts' },
  { value: 'agreedExcept', label: 'Signed: agrees, except for…' },
  { value: 'refused', label: 'Did not sign: does not agree' },
  { value: 'tookHome', label: 'Takes it home to think about it' },
];

const SCOPES = [
  { value: 'initialServices', label: 'First services: none of them may start' },
  { value: 'all', label: 'The whole offer' },
] as const;

export function ConsentDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const parents = parentsOf(document).filter((parent) => parent.educationRights);
  const pages = pageKeysOf(document);
  const initial = purposesOf(document).includes('initial');
  const [scope, setScope] = useState<'all' | 'initialServices'>(initial ? 'initialServices' : 'all');
  const [answer, setAnswer] = useState<Answer>('agreedAll');
  const [who, setWho] = useState(parents[0]?.name ?? '');
  const [date, setDate] = useState(showDate(today()));
  const [page, setPage] = useState('fapeServices');
  const [what, setWhat] = useState('');
  const [parentWords, setWords] = useState('');
  const [returnBy, setReturnBy] = useState(showDate(addDays(today(), RETURN_DAYS)));
  const on = readDate(date, today());
  const back = readDate(returnBy, today());
  const relation = parents.find((parent) => parent.name === who)?.relation ?? '';
  const event = (): FlowEvent | null => {
    if (on === null) return null;
    switch (answer) {
      case 'agreedAll':
        return who === '' ? null : { type: 'agreedAll', signedBy: who, relation, signedOn: on };
      case 'agreedExcept':
        return who === '' || what.trim() === '' ? null : { type: 'agreedExcept', signedBy: who, relation, signedOn: on, exceptions: [{ page, what: what.trim(), parentWords: parentWords.trim() }] };
      case 'refused':
        return { type: 'refused', on, scope, parentWords: parentWords.trim() };
      case 'tookHome':
        return back === null ? null : { type: 'tookHome', on, returnBy: back, signedPaper: 'original' };
    }
  };
  return (
    <AskMain title="The parent's answer" action="Record the answer" onClose={onClose} event={event()}>
      <Pick label="What stands on the paper" value={answer} onChange={(value) => setAnswer(value as Answer)} options={ANSWERS} />
      {answer === 'agreedAll' || answer === 'agreedExcept' ? <Pick label="Signed by" value={who} onChange={setWho} options={parents.map((parent) => ({ value: parent.name, label: `${parent.name}, ${parent.relation}` }))} /> : null}
      <TextInput label={answer === 'refused' || answer === 'tookHome' ? 'On' : 'Date on the paper'} value={date} onChange={setDate} />
      {answer === 'agreedExcept' ? (
        <>
          <Pick label="Page of the exception" value={page} onChange={setPage} options={pages.map((key) => ({ value: key, label: pageDef(pageIdOf(key)).title.en }))} />
          <TextInput label="The part not agreed to" value={what} onChange={setWhat} />
        </>
      ) : null}
      {answer === 'refused' && initial ? <Pick label="The parent declines" value={scope} onChange={(value) => setScope(value as typeof scope)} options={SCOPES} /> : null}
      {answer === 'agreedExcept' || answer === 'refused' ? <TextInput label="The parent's own words" value={parentWords} onChange={setWords} multiline /> : null}
      {answer === 'tookHome' ? <TextInput label="Agreed to bring it back by" value={returnBy} onChange={setReturnBy} /> : null}
    </AskMain>
  );
}
