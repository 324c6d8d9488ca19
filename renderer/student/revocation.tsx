/** A written revocation of consent (34 CFR 300.300(b)(4), Ed. Code 56346(d)): recorded beside the affirmed IEP that is carried out, with the notice and the stop of services it owes. */
import { useState } from 'react';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { signerLines } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { revokedWords } from '../../shared/iep/revoked.ts';
import { DateInput } from '../form/date-input.tsx';
import { readDate, showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { LATE_DELIVERY_WORDS } from '../ui/words.ts';
import { bridge } from '../workbench/bridge.ts';
import { go } from '../routes.ts';
import { today } from '../workbench/clock.ts';
import { AffirmedDocument } from './affirmed-document.tsx';
import { useRecording } from './use-recording.ts';
import styles from './student.module.css';

interface Props {
  readonly studentId: string;
  readonly record: RecordSummary;
  readonly onClose: () => void;
}

const REVOKING = 'A written revocation of consent';

function Revoke(props: Props & { readonly document: IepDocument }) {
  const { record, document, onClose } = props;
  const may = signerLines(document);
  const [who, setWho] = useState(may[0]?.name ?? '');
  const [written, setWritten] = useState(showDate(today()));
  const [came, setCame] = useState(showDate(today()));
  const [paper, setPaper] = useState('');
  const { busy, failure, record: send } = useRecording(props.studentId, onClose);
  const [revokedOn, receivedOn] = [readDate(written, today()), readDate(came, today())];
  const relation = may.find(({ name }) => name === who)?.relation ?? '';
  const revoking = who === '' || revokedOn === null || receivedOn === null || paper.trim() === '' ? null : { revokedBy: who, relation, revokedOn, receivedOn, paper: paper.trim() };
  return (
    <Dialog
      title={REVOKING}
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || revoking === null} onPress={() => revoking !== null && void send(() => bridge().records.revoke({ iepId: record.iepId, revoking }))}>
          Record the revocation
        </Button>
      }
    >
      <p>
        The IEP of {showDate(record.meetingDate)} stays as it was affirmed; this is kept beside it. Consent is revoked from the day on the paper on, not before it. Prior written notice goes to the parent, then all services stop: Home
        asks for both days until they are recorded (34 CFR 300.300(b)(4), Ed. Code 56346(d)).
      </p>
      {may.length === 0 ? <p role="note">Page 1 names nobody who holds the education rights.</p> : null}
      <Pick label="Revoked by" value={who} onChange={setWho} options={may.map((signer) => ({ value: signer.name, label: `${signer.name}, ${signer.relation}` }))} />
      <DateInput label="Date on the paper" value={written} onChange={setWritten} />
      <DateInput label="Came to school on" value={came} onChange={setCame} />
      <TextInput label="The paper is in" hint="A drawer or a scan. A revocation is in writing: what was only said does not count." value={paper} onChange={setPaper} />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

const STOPPING = 'Prior written notice, then services stop';

function Stop(props: Props) {
  const { record, onClose } = props;
  const [sent, setSent] = useState(showDate(today()));
  const [how, setHow] = useState('');
  const [end, setEnd] = useState('');
  const { busy, failure, record: send } = useRecording(props.studentId, onClose);
  const [noticeSentOn, servicesEndOn] = [readDate(sent, today()), readDate(end, today())];
  const stopping = noticeSentOn === null || servicesEndOn === null || how.trim() === '' ? null : { noticeSentOn, how: how.trim(), servicesEndOn };
  return (
    <Dialog
      title={STOPPING}
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || stopping === null} onPress={() => stopping !== null && void send(() => bridge().records.stopServices({ iepId: record.iepId, stopping }))}>
          Record both days
        </Button>
      }
    >
      <p>The notice comes first, a reasonable time before services stop (34 CFR 300.503). After the last day no services are owed.</p>
      <DateInput label="Prior written notice sent on" value={sent} onChange={setSent} autoFocus />
      <TextInput label="How it was sent" value={how} onChange={setHow} />
      <DateInput label="Last day of services" value={end} onChange={setEnd} />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** @param planIepId the record of the plan that is carried out */
export function Revocation({ studentId, record, planIepId }: Omit<Props, 'onClose'> & { readonly planIepId: string | null }) {
  const [open, setOpen] = useState<'revoke' | 'stop' | null>(null);
  const close = (): void => setOpen(null);
  const { revoked } = record;
  const isHere = revoked?.iepId === record.iepId;
  const mayBeRevoked = revoked === null && planIepId === record.iepId && ['agreedAll', 'agreedPart'].includes(record.consent);
  if (!mayBeRevoked && (revoked === null || (!isHere && record.standing !== 'current'))) return null;
  return (
    <section className={styles.addendum} aria-label={`Revocation of consent to the IEP of ${showDate(record.meetingDate)}`}>
      {revoked === null ? null : (
        <p data-revoked={revoked.stop === null ? 'noticeOwed' : 'stopped'}>
          {revokedWords(revoked)} {isHere ? 'Recorded after affirming: the IEP itself is unchanged.' : 'It is kept beside the IEP the parent agreed to, in History.'} {revoked.delivery === null ? '' : LATE_DELIVERY_WORDS[revoked.delivery]}
        </p>
      )}
      {mayBeRevoked ? (
        <div className={styles.actions}>
          <Button onPress={() => setOpen('revoke')}>Record a written revocation of consent…</Button>
        </div>
      ) : null}
      {isHere && revoked.stop === null ? (
        <div className={styles.actions}>
          <Button onPress={() => setOpen('stop')}>Record the notice and the stop of services…</Button>
        </div>
      ) : null}
      {isHere ? (
        <div className={styles.actions}>
          <Button onPress={() => go({ name: 'reader', studentId, title: `Prior written notice: IEP of ${showDate(record.meetingDate)}`, source: { kind: 'revocationNotice', iepId: record.iepId } })}>Print the prior written notice…</Button>
        </div>
      ) : null}
      {open === 'revoke' ? (
        <AffirmedDocument iepId={record.iepId} title={REVOKING} onClose={close}>
          {(document) => <Revoke studentId={studentId} record={record} document={document} onClose={close} />}
        </AffirmedDocument>
      ) : null}
      {open === 'stop' ? <Stop studentId={studentId} record={record} onClose={close} /> : null}
    </section>
  );
}
