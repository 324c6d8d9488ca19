/** What is asked of a signed paper, before affirming and after: who signed, the date on it, what was excepted or is not agreed with, and which paper it is when it left the table. */
import { useState, type ReactNode } from 'react';
import type { Signing } from '../../shared/flow/late-signature.ts';
import type { SignedPaper } from '../../shared/flow/events.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { parentCopyOf, signerLines } from '../../shared/flow/read.ts';
import { DateInput } from '../form/date-input.tsx';
import { readDate, showDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { BLANK, exceptionsOf, type Excepted } from './excepted.ts';
import { Exceptions } from './exceptions.tsx';

/** Handbook: "either come in and sign the original or sign the copy and return it". */
export const PAPERS: readonly { readonly value: SignedPaper['signed']; readonly label: string }[] = [
  { value: 'original', label: 'The original, signed at school' },
  { value: 'copy', label: 'The copy taken home, signed and returned' },
];

/** The paper the parent meant to sign when the IEP went home; null when it did not. */
export function plannedPaper(document: IepDocument): SignedPaper['signed'] | null {
  const copy = parentCopyOf(document);
  if (typeof copy?.['tookHomeOn'] !== 'string') return null;
  return copy['signedPaper'] === 'copy' ? 'copy' : 'original';
}

/** To understand a finding is one thing, to agree with it another. */
const WITH_FINDING = [
  { value: 'Y', label: 'Understands it, and says nothing against it' },
  { value: 'N', label: 'Understands it, and does not agree with it' },
] as const;

/** What stands on the paper where the team found no eligibility: there is no plan to agree to. */
export const UNDERSTANDS: Readonly<Record<'notEligible' | 'noLongerEligible', string>> = {
  notEligible: 'Signed: understands that the student is not eligible', noLongerEligible: 'Signed: understands that the student is no longer eligible',
};

/** @param planned the paper the parent meant to sign, where the IEP left the table, or that nothing was said of it; null where it was signed there */
export function useSignedAnswer(document: IepDocument, type: Signing['type'], planned: SignedPaper['signed'] | 'notSaid' | null): { readonly signing: Signing | null; readonly fields: ReactNode } {
  const may = signerLines(document);
  const [who, setWho] = useState(may[0]?.name ?? '');
  const [date, setDate] = useState(showDate(today()));
  const [excepted, setExcepted] = useState<readonly Excepted[]>([BLANK]);
  const [words, setWords] = useState('');
  const [agrees, setAgrees] = useState(true);
  const [signed, setSigned] = useState<SignedPaper['signed'] | null>(planned === 'notSaid' ? null : planned);
  const [back, setBack] = useState(showDate(today()));
  const signedOn = readDate(date, today());
  const returnedOn = readDate(back, today());
  const relation = may.find(({ name }) => name === who)?.relation ?? '';

  const answer = (): Signing | null => {
    if (who === '' || signedOn === null || (planned !== null && (returnedOn === null || signed === null))) return null;
    const base = { signedBy: who, relation, signedOn, ...(planned === null || returnedOn === null || signed === null ? {} : { paper: { signed, returnedOn } }) };
    if (type === 'agreedAll') return { type, ...base };
    if (type === 'notEligibleUnderstood') {
      if (agrees) return { type, ...base };
      return words.trim() === '' ? null : { type, ...base, parentWords: words.trim() };
    }
    const exceptions = exceptionsOf(excepted);
    return exceptions === null ? null : { type, ...base, exceptions };
  };
  const fields = (
    <>
      {may.length === 0 ? <p role="note">Page 1 names nobody who holds the education rights. The district system manager enters who does; then the answer can be recorded.</p> : null}
      <Pick label="Signed by" value={who} onChange={setWho} options={may.map((signer) => ({ value: signer.name, label: `${signer.name}, ${signer.relation}` }))} />
      <DateInput label="Date on the paper" value={date} onChange={setDate} />
      {planned === null ? null : (
        <>
          <Pick label="Which paper was signed" value={signed ?? ''} onChange={(value) => setSigned(value as SignedPaper['signed'])} options={signed === null ? [{ value: '', label: 'Choose…' }, ...PAPERS] : PAPERS} />
          <DateInput label="Back at school on" value={back} onChange={setBack} />
        </>
      )}
      {type !== 'notEligibleUnderstood' ? null : <Pick label="What the parent says of the finding" value={agrees ? 'Y' : 'N'} onChange={(value) => setAgrees(value === 'Y')} options={WITH_FINDING} />}
      {type === 'notEligibleUnderstood' && !agrees ? <TextInput label="The parent's own words" value={words} onChange={setWords} multiline /> : null}
      {type === 'agreedExcept' ? <Exceptions document={document} rows={excepted} onChange={setExcepted} /> : null}
    </>
  );
  return { signing: answer(), fields };
}
