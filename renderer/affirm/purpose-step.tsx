/** The purpose box as a step of affirming: every purpose of the meeting, and what is written there when the parent did not sign (iep-forms.md 6.2 A1, 6.6). */
import { useEffect } from 'react';
import { findingMisfit } from '../../shared/flow/eligibility.ts';
import { isToBeContinued, purposesOf } from '../../shared/flow/read.ts';
import { isSigned, isUnsigned, isUnsignedOffer, namesUnsignedOffer, UNSIGNED_OFFER } from '../../shared/flow/unsigned-offer.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { Button } from '../ui/button.tsx';
import { TextInput, Tick } from '../ui/labelled.tsx';
import { PURPOSES } from '../ui/words.ts';
import { setValue } from '../workbench/draft-edits.ts';
import styles from './affirm.module.css';

export function otherOf(document: IepDocument): string {
  const value = valueAt(document, 'pages/infoEligibility/purposeOther');
  return typeof value === 'string' ? value : '';
}

/** An answer without a signature ends the matter only when the meeting does not go on (handbook: "as long as the district is finished"). */
function endsUnsigned(document: IepDocument): boolean {
  return isUnsigned(document) && !isToBeContinued(document);
}

/** An offer without a signature is named in the purpose box, and a finding is not: there was no offer; nor is one that was signed after all. */
function boxFits(document: IepDocument): boolean {
  if (isToBeContinued(document)) return true;
  return isUnsigned(document) ? namesUnsignedOffer(document) === isUnsignedOffer(document) : !(isSigned(document) && namesUnsignedOffer(document));
}

/** What page 1 still has to say of a finding nobody signed; of a signed one it was asked when the signature was recorded. */
function findingGap(document: IepDocument): string | null {
  return endsUnsigned(document) && !isUnsignedOffer(document) ? findingMisfit(document) : null;
}

const BOX_WORDS = {
  offer: { fits: `✓ The parent did not sign, and the purpose box says so under Other: "${UNSIGNED_OFFER}"`, not: `The parent did not sign: under Other must stand exactly "${UNSIGNED_OFFER}" `, mend: 'Write it there' },
  finding: { fits: '✓ The parent did not sign. The team found that the student is not eligible: no plan was offered, and the purpose box names no offer.', not: `The team found that the student is not eligible, so no offer of FAPE was made: "${UNSIGNED_OFFER}" cannot stand under Other. `, mend: 'Take it out' },
  signed: { fits: '', not: `The parent has signed: "${UNSIGNED_OFFER}" cannot stand under Other. `, mend: 'Take it out' },
} as const;

/** The step can be left: every purpose checked, Other in words, and what is said of an answer without a signature fits. */
export function boxIsFilled(document: IepDocument): boolean {
  const purposes = purposesOf(document);
  return purposes.length > 0 && (!purposes.includes('other') || otherOf(document).trim() !== '') && boxFits(document) && findingGap(document) === null;
}

export function PurposeStep({ document }: { readonly document: IepDocument }) {
  const purposes = purposesOf(document);
  const other = otherOf(document);
  const fits = boxFits(document);
  const unsigned = !isUnsigned(document) ? 'signed' : isUnsignedOffer(document) ? 'offer' : 'finding';
  const misfit = findingGap(document);
  const toggle = (value: string, on: boolean): void => {
    const next = on ? [...purposes, value] : purposes.filter((known) => known !== value);
    setValue('pages/infoEligibility/purposes', 'Purpose of meeting', PURPOSES.map((known) => known.value).filter((known) => next.includes(known)));
  };
  const nameOffer = (): void => {
    if (!purposes.includes('other')) toggle('other', true);
    setValue('pages/infoEligibility/purposeOther', 'Other purpose', UNSIGNED_OFFER);
  };
  const nameNothing = (): void => {
    toggle('other', false);
    setValue('pages/infoEligibility/purposeOther', 'Other purpose', '');
  };
  useEffect(() => {
    // Words of the team are never written over unasked; an empty line is filled as the handbook says.
    if (!fits && unsigned === 'offer' && other.trim() === '') nameOffer();
    // Once, when the step opens: what the case manager clears afterwards stays cleared.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      <p>Check every purpose this meeting had. Several may be checked.</p>
      <div className={styles.ticks} role="group" aria-label="Purpose of meeting">
        {PURPOSES.map((purpose) => (
          <Tick key={purpose.value} label={purpose.label} checked={purposes.includes(purpose.value)} onChange={(on) => toggle(purpose.value, on)} />
        ))}
      </div>
      {purposes.includes('other') ? <TextInput label="Other: in words" value={other} onChange={(text) => setValue('pages/infoEligibility/purposeOther', 'Other purpose', text)} /> : null}
      {endsUnsigned(document) || !fits ? (
        <p data-unsigned={unsigned} data-fits={fits}>
          {fits ? BOX_WORDS[unsigned].fits : BOX_WORDS[unsigned].not}
          {!fits && unsigned === 'offer' && other.trim() !== '' ? 'What stands there now stays in the parent copy. ' : ''}
          {fits ? null : (
            <Button small onPress={unsigned === 'offer' ? nameOffer : nameNothing}>
              {BOX_WORDS[unsigned].mend}
            </Button>
          )}
        </p>
      ) : null}
      {misfit === null ? null : <p className={styles.bad}>■ {misfit}</p>}
    </>
  );
}
