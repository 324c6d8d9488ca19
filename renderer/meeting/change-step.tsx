/** The next step of a record that changes an affirmed IEP: the sheet to sign, the signatures, who was told, affirming; or that it is not made after all. */
import { memo, useState } from 'react';
import { changeKind } from '../../shared/flow/change.ts';
import { rowsAt, signerLines } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { readDate, showDate } from '../form/dates.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput, Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { today } from '../workbench/clock.ts';
import { closeDraft } from '../workbench/draft-queue.ts';
import { command, printDraft, refreshDraft } from '../workbench/draft-commands.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
import { AskMain } from './ask-main.tsx';
import { Answered } from './taken-back.tsx';

interface Props {
  readonly document: IepDocument;
  readonly studentId: string;
  readonly draftId: string;
}

function SignDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const may = signerLines(document);
  const [who, setWho] = useState(may[0]?.name ?? '');
  const [date, setDate] = useState(showDate(today()));
  // Each signature has a date of its own on the sheet (iep-forms.md 3.13); until the district's is typed it goes with the parent's.
  const [districtDate, setDistrictDate] = useState<string | null>(null);
  const [district, setDistrict] = useState('');
  const [title, setTitle] = useState('');
  const on = readDate(date, today());
  const districtOn = readDate(districtDate ?? date, today());
  const relation = may.find(({ name }) => name === who)?.relation ?? '';
  const ready = who !== '' && on !== null && districtOn !== null && district.trim() !== '' && title.trim() !== '';
  return (
    <AskMain title="Both have signed" action="Record the signatures" onClose={onClose} event={ready ? { type: 'amendmentSigned', signedBy: who, relation, signedOn: on, district: district.trim(), districtTitle: title.trim(), districtSignedOn: districtOn } : null}>
      <p>The sheet says that no meeting is needed and what changes. It counts once parent and district have both signed it on paper.</p>
      <Pick label="Signed by" value={who} onChange={setWho} options={may.map((signer) => ({ value: signer.name, label: `${signer.name}, ${signer.relation}` }))} />
      <TextInput label="Date of this signature" value={date} onChange={setDate} />
      <TextInput label="Signed for the district by" value={district} onChange={setDistrict} />
      <TextInput label="In the role of" hint="Principal, program specialist, …" value={title} onChange={setTitle} />
      <TextInput label="Date of the district's signature" value={districtDate ?? date} onChange={setDistrictDate} />
    </AskMain>
  );
}

function ToldDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const [names, setNames] = useState<readonly string[]>([]);
  const [date, setDate] = useState(showDate(today()));
  const [how, setHow] = useState('Email');
  const on = readDate(date, today());
  return (
    <AskMain title="The team was told" action="Record it" onClose={onClose} event={names.length > 0 && on !== null && how.trim() !== '' ? { type: 'teamTold', names, on, how: how.trim() } : null}>
      <p>Everybody who carries this IEP out is told what changes.</p>
      {document.staff.map(({ id, name, title }) => (
        <Tick key={id} label={`${name}, ${title}`} checked={names.includes(name)} onChange={(told) => setNames(told ? [...names, name] : names.filter((known) => known !== name))} />
      ))}
      <TextInput label="On" value={date} onChange={setDate} />
      <TextInput label="How" value={how} onChange={setHow} />
    </AskMain>
  );
}

function WithdrawDialog({ studentId, onClose }: { readonly studentId: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const done = (): void => {
    closeDraft();
    void fillWorkingSet();
    go({ name: 'student', studentId, tab: 'current' });
  };
  return (
    <AskMain title="The change is not made" action="Withdraw it" onClose={onClose} onDone={done} event={reason.trim() === '' ? null : { type: 'changeWithdrawn', reason: reason.trim() }}>
      <p>The Current IEP stays as it is. If the parent wants a meeting, start the next IEP afterwards.</p>
      <TextInput label="Why" value={reason} onChange={setReason} autoFocus />
    </AskMain>
  );
}

type Open = 'sign' | 'told' | 'withdraw' | null;

export const ChangeStep = memo(function ChangeStep({ document, studentId, draftId }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const status = document.documentStatus;
  const isCorrection = changeKind(document) === 'correction';
  const toAffirm = (): void => go({ name: 'affirm', studentId, draftId });
  useCommand('meeting.affirm', () => status === 'reconciled' && toAffirm());
  const run = async (doing: () => Promise<Failure | null>): Promise<void> => {
    setBusy(true);
    setFailure(await doing());
    setBusy(false);
  };
  const print = (): void =>
    void run(async () => {
      const language = (document['secondLanguage'] ?? '') === '' ? 'en' : 'both';
      const reply = await printDraft({ kind: 'amendment', language });
      if (!reply.ok) return reply.failure as Failure;
      await refreshDraft();
      return null;
    });
  const declare = (): void =>
    void run(async () => {
      const reply = await command({ type: 'correctionDeclared' });
      if (!reply.ok) return reply.failure as Failure;
      toAffirm();
      return null;
    });
  const isSigned = document.consentStatus === 'agreedAll';
  const isTold = rowsAt(document, 'pages/amendment/teamInformed').length > 0;
  const close = (): void => setOpen(null);
  return (
    <>
      {status === 'draft' && isCorrection ? <Button look="primary" disabled={busy} onPress={declare}>Check and affirm the correction…</Button> : null}
      {status === 'draft' && !isCorrection ? <Button look="primary" disabled={busy} onPress={print}>Print the sheet to sign</Button> : null}
      {status === 'closed' && !isSigned ? (
        <>
          <Button look="primary" onPress={() => setOpen('sign')}>Record the signatures…</Button>
          <Button disabled={busy} onPress={print}>Print the sheet again, as it is now</Button>
        </>
      ) : null}
      {(status === 'closed' || status === 'reconciled') && isSigned && !isTold ? <Button look="primary" onPress={() => setOpen('told')}>Record who was told…</Button> : null}
      {status === 'closed' && isSigned ? <Button look={isTold ? 'primary' : 'plain'} onPress={() => go({ name: 'reconcile', studentId, draftId })}>Compare with the signed sheet…</Button> : null}
      {status === 'reconciled' ? <Button look={isTold || isCorrection ? 'primary' : 'plain'} onPress={toAffirm}>Affirm and attest…</Button> : null}
      {isSigned && !isCorrection ? <Answered document={document} /> : null}
      {isSigned && !isCorrection ? null : <Button look="quiet" onPress={() => setOpen('withdraw')}>Withdraw…</Button>}
      {open === 'sign' ? <SignDialog document={document} onClose={close} /> : null}
      {open === 'told' ? <ToldDialog document={document} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawDialog studentId={studentId} onClose={close} /> : null}
      {failure === null ? null : (
        <Dialog title="Not yet" onClose={() => setFailure(null)} closeLabel="Close" actions={null}>
          <FailureNotice failure={failure} />
        </Dialog>
      )}
    </>
  );
});
