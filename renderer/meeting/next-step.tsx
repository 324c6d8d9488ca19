/** The one next step of the document as it stands: open the meeting or go on with it, table it, hand over the copy, record the answer, enter the handwriting, affirm. */
import { memo, useState } from 'react';
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

type Asked = 'notice' | 'preMeeting' | 'meeting' | 'again' | 'table' | 'handOver' | 'consent' | 'followUp' | 'contact' | 'translations';

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

interface StepProps {
  readonly document: IepDocument;
  readonly onOpen: (asked: Asked) => void;
}

/** What is prepared while no session is open; a pre-meeting that is held is ended by the strip over the page. */
function BetweenSessions({ document, onOpen }: StepProps) {
  if (document.documentStatus !== 'draft' && document.documentStatus !== 'tabled') return null;
  return (
    <>
      <Button look="quiet" onPress={() => onOpen('contact')}>
        Log a contact…
      </Button>
      <Button look="quiet" onPress={() => onOpen('notice')}>
        Notice…
      </Button>
      {openPreMeeting(document) !== null ? null : (
        <Button look="quiet" onPress={() => onOpen('preMeeting')}>
          Pre-meeting…
        </Button>
      )}
    </>
  );
}

/** The session opens, is tabled, and goes on; none begins while a pre-meeting is held. */
function SessionStep({ document, onOpen }: StepProps) {
  const status = document.documentStatus;
  if (status === 'inMeeting') {
    return (
      <Button look="quiet" onPress={() => onOpen('table')}>
        Table the meeting…
      </Button>
    );
  }
  if ((status !== 'draft' && status !== 'tabled') || openPreMeeting(document) !== null) return null;
  return (
    <Button look="primary" onPress={() => onOpen(status === 'draft' ? 'meeting' : 'again')}>
      {status === 'draft' ? 'Open the meeting…' : 'Go on with the meeting…'}
    </Button>
  );
}

/** Until the answer is there it can be recorded, also after the handwriting was entered; what went home is followed up. */
function Answers({ document, onOpen, first }: StepProps & { readonly first: boolean }) {
  if (document.consentStatus === 'notAsked') return null;
  if (document.consentStatus === 'awaiting') {
    return (
      <>
        <Button look={first ? 'primary' : 'plain'} onPress={() => onOpen('consent')}>
          Record the parent's answer…
        </Button>
        {textAt(document, 'parentCopy/tookHomeOn') === '' ? null : <Button onPress={() => onOpen('followUp')}>Log a follow-up…</Button>}
      </>
    );
  }
  return (
    <>
      <Answered document={document} />
      {answersFrom(document.consentStatus).some((answer) => SIGNATURES.has(answer)) ? <Button onPress={() => onOpen('consent')}>Record a later answer…</Button> : null}
    </>
  );
}

/** From the printed copy to the affirmation. */
function AfterMeeting({ document, studentId, draftId, onOpen }: Props & StepProps) {
  const status = document.documentStatus;
  // A meeting that goes on has no answer yet; whoever gave one all the same can still record it.
  const answerDue = document.consentStatus === 'awaiting' && !isToBeContinued(document);
  if (status === 'closed') {
    const handed = handedOver(document);
    return (
      <>
        {handed ? null : (
          <Button look="primary" onPress={() => onOpen('handOver')}>
            Record that the parent has the copy…
          </Button>
        )}
        <Answers document={document} onOpen={onOpen} first={handed && answerDue} />
        <Button look={handed && !answerDue ? 'primary' : 'plain'} onPress={() => go({ name: 'reconcile', studentId, draftId })}>
          Enter the handwriting…
        </Button>
      </>
    );
  }
  if (status !== 'reconciled') return null;
  return (
    <>
      <Answers document={document} onOpen={onOpen} first={answerDue} />
      <Button look={answerDue ? 'plain' : 'primary'} onPress={() => go({ name: 'affirm', studentId, draftId })}>
        Affirm and attest…
      </Button>
    </>
  );
}

/** The dialog that was asked for. */
function AskedFor({ asked, document, studentId, onClose }: { readonly asked: Asked; readonly document: IepDocument; readonly studentId: string; readonly onClose: () => void }) {
  switch (asked) {
    case 'translations':
      return <TranslationsDialog onClose={onClose} />;
    case 'notice':
      return <NoticeDialog document={document} studentId={studentId} onClose={onClose} />;
    case 'preMeeting':
      return <PreMeetingDialog document={document} onClose={onClose} />;
    case 'meeting':
      return <OpenMeetingDialog document={document} session="openMeeting" onClose={onClose} />;
    case 'again':
      return <OpenMeetingDialog document={document} session="reconvened" onClose={onClose} />;
    case 'table':
      return <Tabling onClose={onClose} />;
    case 'handOver':
      return <HandOverDialog document={document} onClose={onClose} />;
    case 'contact':
      return <ContactDialog document={document} onClose={onClose} />;
    case 'followUp':
      return <FollowUpDialog document={document} onClose={onClose} />;
    case 'consent':
      return <ConsentDialog document={document} onClose={onClose} />;
  }
}

export const NextStep = memo(function NextStep({ document, studentId, draftId }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const status = document.documentStatus;
  useCommand('meeting.open', () => status === 'draft' && openPreMeeting(document) === null && setAsked('meeting'));
  useCommand('meeting.table', () => status === 'inMeeting' && setAsked('table'));
  useCommand('meeting.affirm', () => status === 'reconciled' && go({ name: 'affirm', studentId, draftId }));
  return (
    <>
      {parentLanguage(document) === '' ? null : (
        <Button look="quiet" onPress={() => setAsked('translations')}>
          Translations…
        </Button>
      )}
      <BetweenSessions document={document} onOpen={setAsked} />
      <SessionStep document={document} onOpen={setAsked} />
      <AfterMeeting document={document} studentId={studentId} draftId={draftId} onOpen={setAsked} />
      {asked === null ? null : <AskedFor asked={asked} document={document} studentId={studentId} onClose={() => setAsked(null)} />}
    </>
  );
});
