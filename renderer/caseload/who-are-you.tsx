/** Who works on this computer: somebody of a file's staff list, or whoever they say they are (decisions.md 9). Asked once, on the way to the first student. */
import { useState } from 'react';
import type { Profile } from '../../shared/bridge/session.ts';
import type { Staff } from '../../shared/iep/document.ts';
import { personOf, personProblems, WHO_KINDS, type SaidOfMyself } from '../../shared/flow/who-you-are.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { workAs } from '../workbench/session-store.ts';

/** Chosen in place of a name of the list. */
const NOT_LISTED = ' ';
const BLANK: SaidOfMyself = { name: '', staffId: '', title: '', kind: '' };

export interface Who {
  /** Staff id on the list; '' while nobody was chosen. */
  readonly listed: string;
  readonly said: SaidOfMyself;
}

/** Those on the list whose role works with this program. */
function atWork(people: readonly Staff[]): readonly Staff[] {
  return people.filter((person) => WHO_KINDS.some(({ role }) => role === person.role));
}

/** Whoever opens a file is mostly its case manager; without a list there is nothing to choose from. */
export function guessWho(people: readonly Staff[]): Who {
  const listed = atWork(people).find((person) => person.role === 'caseManager')?.id ?? '';
  return { listed: atWork(people).length === 0 ? NOT_LISTED : listed, said: BLANK };
}

/** The person this is, or null while that is not said well enough. */
export function profileIn(people: readonly Staff[], { listed, said }: Who): Profile | null {
  if (listed === NOT_LISTED) return Object.keys(personProblems(said, 'your')).length === 0 ? personOf(said) : null;
  const person = atWork(people).find(({ id }) => id === listed);
  return person === undefined ? null : { staffId: person.id, name: person.name, title: person.title, area: person.area, role: person.role as Profile['role'] };
}

interface Props {
  readonly people: readonly Staff[];
  readonly who: Who;
  readonly onChange: (who: Who) => void;
}

export function WhoAreYou({ people, who, onChange }: Props) {
  const choices = atWork(people);
  return (
    <>
      {choices.length === 0 ? null : (
        <Pick
          label="Which of these is you?"
          hint="You work on this computer as this person; affirming an IEP asks for this name."
          value={who.listed}
          onChange={(listed) => onChange({ ...who, listed })}
          options={[{ value: '', label: 'Choose…' }, ...choices.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` })), { value: NOT_LISTED, label: 'Somebody else' }]}
        />
      )}
      {who.listed === NOT_LISTED ? <Said said={who.said} onChange={(said) => onChange({ ...who, said })} /> : null}
    </>
  );
}

/** A box nobody has written in yet says nothing wrong. */
function Said({ said, onChange }: { readonly said: SaidOfMyself; readonly onChange: (said: SaidOfMyself) => void }) {
  const problems = personProblems(said, 'your');
  const problemOf = (part: 'name' | 'staffId' | 'title'): string | undefined => (said[part].trim() === '' ? undefined : problems[part]);
  return (
    <>
      <TextInput label="Your full name" hint="As it stands on the papers; affirming an IEP asks for it." value={said.name} problem={problemOf('name')} onChange={(name) => onChange({ ...said, name })} autoFocus />
      <TextInput label="Your staff ID" hint="The ID the district gave you: by it the program knows which students are yours." value={said.staffId} problem={problemOf('staffId')} onChange={(staffId) => onChange({ ...said, staffId })} />
      <Pick label="You work as" value={said.kind} onChange={(kind) => onChange({ ...said, kind })} options={[{ value: '', label: 'Choose…' }, ...WHO_KINDS.map(({ id, label }) => ({ value: id, label }))]} />
      <TextInput label="Your title" hint="As it stands on the notice and the sign-in sheet. Empty: the words above." value={said.title} problem={problemOf('title')} onChange={(title) => onChange({ ...said, title })} />
    </>
  );
}

function saidBy(profile: Profile | null): SaidOfMyself {
  if (profile === null) return BLANK;
  const { name, staffId, title } = profile;
  const kind = WHO_KINDS.find(({ role, area }) => role === profile.role && area === profile.area);
  // A title nobody said follows the kind.
  return { name, staffId, title: title === kind?.label ? '' : title, kind: kind?.id ?? '' };
}

interface DialogProps {
  /** What was said before and is put right; null where nobody has said it yet. */
  readonly before: Profile | null;
  readonly onKept: () => void;
  readonly onClose: () => void;
}

/** The question by itself, where no file brings a staff list. */
export function WhoAreYouDialog({ before, onKept, onClose }: DialogProps) {
  const [who, setWho] = useState<Who>({ listed: NOT_LISTED, said: saidBy(before) });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const profile = profileIn([], who);
  const keep = async (): Promise<void> => {
    if (profile === null) return;
    setBusy(true);
    const refused = await workAs(profile);
    setBusy(false);
    if (refused === null) onKept();
    else setFailure(refused);
  };
  return (
    <Dialog
      title="Who are you?"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || profile === null} onPress={() => void keep()}>
          This is me
        </Button>
      }
    >
      <p>{before === null ? 'Nobody has worked on this computer yet. ' : 'No student is on this computer yet, so this can still be put right. '}What you may do here follows from what you work as, and your name stands on what you write.</p>
      <WhoAreYou people={[]} who={who} onChange={setWho} />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
