/** A signature that comes after affirming: asked for like any other, kept beside the record, which is not changed. */
import { useState } from 'react';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { notEligible } from '../../shared/flow/eligibility.ts';
import type { Signing } from '../../shared/flow/late-signature.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { showDate } from '../form/dates.ts';
import { plannedPaper, UNDERSTANDS, useSignedAnswer } from '../meeting/signed-answer.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { LATE_DELIVERY_WORDS } from '../ui/words.ts';
import { bridge } from '../workbench/bridge.ts';
import { AffirmedDocument } from './affirmed-document.tsx';
import { useRecording } from './use-recording.ts';
import styles from './student.module.css';

const ANSWERS: readonly { readonly value: Signing['type']; readonly label: string }[] = [
  { value: 'agreedAll', label: 'Signed: agrees to all parts' },
  { value: 'agreedExcept', label: 'Signed: agrees, except for…' },
];

const AGREED_WORDS: Record<RecordSummary['late'][number]['agreed'], string> = {
  all: 'agreed to all parts', part: 'agreed with exceptions', understood: 'understands the finding on eligibility', disagrees: 'understands the finding on eligibility, but does not agree with it',
};

interface Props {
  readonly studentId: string;
  readonly record: RecordSummary;
  readonly onClose: () => void;
}

function Ask({ studentId, record, document, onClose }: Props & { readonly document: IepDocument }) {
  const finding = notEligible(document);
  const answers = finding === null ? ANSWERS : [{ value: 'notEligibleUnderstood' as const, label: UNDERSTANDS[finding] }];
  const [answer, setAnswer] = useState<Signing['type']>(finding === null ? 'agreedAll' : 'notEligibleUnderstood');
  const { busy, failure, record: send } = useRecording(studentId, onClose);
  const { signing, fields } = useSignedAnswer(document, answer, plannedPaper(document) ?? 'notSaid');
  return (
    <Dialog
      title="A signature that came later"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || signing === null} onPress={() => signing !== null && void send(() => bridge().records.lateSignature({ iepId: record.iepId, signing }))}>
          Record the signature
        </Button>
      }
    >
      <p>The IEP of {showDate(record.meetingDate)} stays as it was affirmed; this is kept beside it. The signed paper goes into the student's file.</p>
      <Pick label="What stands on the paper" value={answer} onChange={(value) => setAnswer(value as Signing['type'])} options={answers} />
      {fields}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

function LateSignatureDialog(props: Props) {
  return (
    <AffirmedDocument iepId={props.record.iepId} title="A signature that came later" onClose={props.onClose}>
      {(document) => <Ask {...props} document={document} />}
    </AffirmedDocument>
  );
}

/** The answers that came after affirming, and the way to record one while the parent has not agreed to all parts. */
export function LateSignatures({ studentId, record }: Omit<Props, 'onClose'>) {
  const [open, setOpen] = useState(false);
  // A revoked consent is not given back by a signature under the same IEP.
  const isClosed = record.revoked !== null || ['agreedAll', 'notEligibleAck'].includes(record.consent);
  if (record.toBeContinued || (record.late.length === 0 && isClosed)) return null;
  return (
    <section className={styles.addendum} aria-label={`Signatures after affirming the IEP of ${showDate(record.meetingDate)}`}>
      {record.late.map((late) => (
        <p key={`${late.signedOn} ${late.returnedOn}`} data-late={late.agreed}>
          {record.standing === 'current' ? '' : `To the IEP of ${showDate(record.meetingDate)}: `}
          {late.signedBy} signed {late.signed === 'copy' ? 'the copy' : 'the original'} on {showDate(late.signedOn)} and {AGREED_WORDS[late.agreed]}; it was back at school on {showDate(late.returnedOn)}. Recorded after affirming: the IEP itself is unchanged. {LATE_DELIVERY_WORDS[late.delivery]}
        </p>
      ))}
      {isClosed ? null : (
        <div className={styles.actions}>
          <Button onPress={() => setOpen(true)}>{record.standing === 'current' ? 'Record a signature that came later…' : `Record a signature that came later, to the IEP of ${showDate(record.meetingDate)}…`}</Button>
        </div>
      )}
      {open ? <LateSignatureDialog studentId={studentId} record={record} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
