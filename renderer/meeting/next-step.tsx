/** The one next step of the document as it stands: open the meeting or go on with it, table it, hand over the copy, record the answer, enter the handwriting, affirm. */
import { memo, useState, type ReactNode } from 'react';
import { openPreMeeting } from '../../shared/flow/pre-meeting.ts';
import { answersFrom } from '../../shared/flow/machines.ts';
import { isToBeContinued, textAt } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { parentLanguage } from '../../shared/iep/translations.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { ContactDialog, FollowUpDialog } from './contacts.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { NoticeDialog } from './notice-dialogs.tsx';
import { OpenMeetingDialog } from './open-meeting-dialog.tsx';
import { PreMeetingDialog } from './pre-meeting.tsx';
import { TableDialog } from './table-dialog.tsx';
import { Answered } from './taken-back.tsx';
import { TranslationsDialog } from './translations.tsx';

type Open = 'notice' | 'preMeeting' | 'meeting' | 'again' | 'table' | 'handOver' | 'consent' | 'followUp' | 'contact' | 'translations' | null;

interface Props {
  readonly document: IepDocument;
  readonly studentId: string;
  readonly draftId: string;
}

/** A parent who did not agree, or not to all, may come back and sign. */
const SIGNATURES: ReadonlySet<string> = new Set(['agreedAll', 'agreedExcept', 'notEligibleUnderstood']);

function handedOver(document: IepDocument): boolean {
  const copy = document['parentCopy'];
  return copy !== null && typeof copy === 'object' && 'handedTo' in copy;
}

/** Reads the draft only while it is asked about. */
function Tabling({ onClose }: { readonly onClose: () => void }) {
  const draft = useDraftStore((state) => state.draft);
  return draft === null ? null : <TableDialog draft={draft} onClose={onClose} />;
}

export const NextStep = memo(function NextStep({ document, studentId, draftId }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const status = document.documentStatus;
  // A meeting that goes on has no answer yet; whoever gave one all the same can still record it.
  const answerDue = document.consentStatus === 'awaiting' && !isToBeContinued(document);
  // The strip over the page ends a pre-meeting; until then no session begins.
  const preparing = openPreMeeting(document) !== null;
  useCommand('meeting.open', () => status === 'draft' && !preparing && setOpen('meeting'));
  useCommand('meeting.table', () => status === 'inMeeting' && setOpen('table'));
  useCommand('meeting.affirm', () => status === 'reconciled' && go({ name: 'affirm', studentId, draftId }));
  const close = (): void => setOpen(null);
  /** Until the answer is there it can be recorded, also after the handwriting was entered; what went home is followed up. */
  const answers = (first: boolean): ReactNode =>
    document.consentStatus === 'awaiting' ? (
      <>
        <Button look={first ? 'primary' : 'plain'} onPress={() => setOpen('consent')}>
          Record the parent's answer…
        </Button>
        {textAt(document, 'parentCopy/tookHomeOn') === '' ? null : <Button onPress={() => setOpen('followUp')}>Log a follow-up…</Button>}
      </>
    ) : document.consentStatus === 'notAsked' ? null : (
      <>
        <Answered document={document} />
        {answersFrom(document.consentStatus).some((answer) => SIGNATURES.has(answer)) ? <Button onPress={() => setOpen('consent')}>Record a later answer…</Button> : null}
      </>
    );
  return (
    <>
      {parentLanguage(document) === '' ? null : (
        <Button look="quiet" onPress={() => setOpen('translations')}>
          Translations…
        </Button>
      )}
      {status === 'draft' || status === 'tabled' ? (
        <Button look="quiet" onPress={() => setOpen('contact')}>
          Log a contact…
        </Button>
      ) : null}
      {status === 'draft' || status === 'tabled' ? (
        <Button look="quiet" onPress={() => setOpen('notice')}>
          Notice…
        </Button>
      ) : null}
      {(status === 'draft' || status === 'tabled') && !preparing ? (
        <Button look="quiet" onPress={() => setOpen('preMeeting')}>
          Pre-meeting…
        </Button>
      ) : null}
      {status === 'draft' && !preparing ? (
        <Button look="primary" onPress={() => setOpen('meeting')}>
          Open the meeting…
        </Button>
      ) : null}
      {status === 'inMeeting' ? (
        <Button look="quiet" onPress={() => setOpen('table')}>
          Table the meeting…
        </Button>
      ) : null}
      {status === 'tabled' && !preparing ? (
        <Button look="primary" onPress={() => setOpen('again')}>
          Go on with the meeting…
        </Button>
      ) : null}
      {status === 'closed' ? (
        <>
          {handedOver(document) ? null : (
            <Button look="primary" onPress={() => setOpen('handOver')}>
              Record that the parent has the copy…
            </Button>
          )}
          {answers(handedOver(document) && answerDue)}
          <Button look={handedOver(document) && !answerDue ? 'primary' : 'plain'} onPress={() => go({ name: 'reconcile', studentId, draftId })}>
            Enter the handwriting…
          </Button>
        </>
      ) : null}
      {status === 'reconciled' ? answers(answerDue) : null}
      {status === 'reconciled' ? (
        <Button look={answerDue ? 'plain' : 'primary'} onPress={() => go({ name: 'affirm', studentId, draftId })}>
          Affirm and attest…
        </Button>
      ) : null}
      {open === 'translations' ? <TranslationsDialog onClose={close} /> : null}
      {open === 'notice' ? <NoticeDialog document={document} studentId={studentId} onClose={close} /> : null}
      {open === 'preMeeting' ? <PreMeetingDialog document={document} onClose={close} /> : null}
      {open === 'meeting' ? <OpenMeetingDialog document={document} session="openMeeting" onClose={close} /> : null}
      {open === 'again' ? <OpenMeetingDialog document={document} session="reconvened" onClose={close} /> : null}
      {open === 'table' ? <Tabling onClose={close} /> : null}
      {open === 'handOver' ? <HandOverDialog document={document} onClose={close} /> : null}
      {open === 'contact' ? <ContactDialog document={document} onClose={close} /> : null}
      {open === 'followUp' ? <FollowUpDialog document={document} onClose={close} /> : null}
      {open === 'consent' ? <ConsentDialog document={document} onClose={close} /> : null}
    </>
  );
});
