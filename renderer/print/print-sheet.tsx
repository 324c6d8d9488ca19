/**
 * The print sheet: the draft packet before the meeting, the parent copy at its end. It never refuses: it says what is blank or not discussed,
 * and prints all the same (decisions.md 13).
 */
import { useState } from 'react';
import type { Printed } from '../../shared/bridge/paper.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { pageIdOf, pageKeysOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { pageTitle, shortName } from '../../shared/iep/page-names.ts';
import { checked } from '../form/issues.ts';
import { readTime } from '../form/dates.ts';
import { openRequests } from '../../shared/check/comments.ts';
import { carriesDraft } from '../../shared/flow/read.ts';
import { changedPages, useChanges } from '../meeting/changes.ts';
import { OpenRequests } from '../meeting/open-requests.tsx';
import { Participation } from '../meeting/participation.tsx';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { SIGNS_LACKING } from '../ui/words.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { timeOfDay } from '../workbench/clock.ts';
import { printDraft, refreshDraft } from '../workbench/draft-commands.ts';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { signOf } from './signs.ts';

type Kind = 'draft' | 'parentCopy' | 'glance';
type Extent = 'packet' | 'page' | 'changed';
type Language = 'en' | 'es' | 'both';

/** iep-forms.md 8.1: "where there is no copier, print two identical sets and have both written on and signed". */
const SETS = [
  { value: '1', label: 'One: the signed sheets are copied before the parent leaves' },
  { value: '2', label: 'Two identical ones: there is no copier here' },
] as const;

const PRINTER_WORDS: Record<Printed['printer'], string> = {
  sent: 'Sent to the printer.',
  waits: 'No printer answered. The finished copy is stored on this computer and waits on Home to be printed again. To print it elsewhere, save it to a folder or stick.',
  noPrinter: 'No printer answered. The finished copy is stored on this computer; connect a printer and print it again, or save the PDF.',
  cancelled: 'Printing was cancelled. The finished copy is stored on this computer.',
  notAsked: 'It is not printed yet. The finished copy is stored on this computer.',
};

/** What became of a paper: how many sheets, whether it reached the printer, what to do next. */
export function Done({ printed, studentId, onClose }: { readonly printed: Printed; readonly studentId: string; readonly onClose: () => void }) {
  const [state, setState] = useState(printed.printer);
  const [saved, setSaved] = useState<'saved' | Failure | null>(null);
  const again = async (): Promise<void> => {
    const reply = await ask(bridge().paper.reprint({ copyId: printed.copyId }));
    if (reply.ok) setState(reply.value.printer);
  };
  const missing = printed.audit.missingGlyphs;
  const waits = state === 'notAsked';
  const noPrinter = state === 'waits' || state === 'noPrinter';
  const save = async (): Promise<void> => {
    const reply = await ask(bridge().paper.save({ copyId: printed.copyId }));
    if (!reply.ok) setSaved(reply.failure as Failure);
    else if (reply.value.saved) setSaved('saved');
  };
  return (
    <Dialog
      title="The copy is ready"
      onClose={onClose}
      closeLabel="Close"
      actions={
        <>
          {waits ? <Button look="primary" onPress={() => void again()}>Print it</Button> : null}
          {noPrinter ? <Button look="primary" onPress={() => void save()}>Save to a folder or stick…</Button> : null}
          <Button look={waits || noPrinter ? 'plain' : 'primary'} onPress={() => { onClose(); go({ name: 'reader', studentId, title: `Copy ${printed.code}`, source: { kind: 'copy', copyId: printed.copyId } }); }}>
            Look at it
          </Button>
          {waits ? null : <Button onPress={() => void again()}>Print again</Button>}
          {noPrinter ? null : <Button onPress={() => void save()}>Save the PDF…</Button>}
        </>
      }
    >
      <p data-printed={printed.copyId}>
        {printed.sets === 1 ? `${printed.sheets} sheets` : `${printed.sets} identical sets of ${printed.sheets} sheets`}, code <strong>{printed.code}</strong> on every one. {PRINTER_WORDS[state]}
      </p>
      {printed.sets === 1 ? null : <p>Write on both sets alike and have both signed: the parent takes one home, the other is the signed original that stays.</p>}
      <p>
        Every character was checked: {printed.audit.charactersPlaced.toLocaleString('en-US')} of {printed.audit.charactersIn.toLocaleString('en-US')} are on the paper.
        {printed.audit.layout === 'full' ? '' : ' A plain layout was used so that nothing was left out.'}
      </p>
      {saved === null ? null : saved === 'saved' ? <p role="status" data-copy-saved>The PDF is saved. Whoever has the file or the stick can read it: it is not sealed.</p> : <FailureNotice failure={saved} />}
      {missing.length === 0 ? null : <p role="alert">{SIGNS_LACKING} {missing.map(signOf).join('  ')}</p>}
    </Dialog>
  );
}

export function PrintSheet({ draft, page, onClose }: { readonly draft: OpenDraft; readonly page: string; readonly onClose: () => void }) {
  const inMeeting = draft.document.documentStatus === 'inMeeting';
  const [kind, setKind] = useState<Kind>(inMeeting ? 'parentCopy' : 'draft');
  // A notice, a plan or a report is a paper of its own: on its page, it is what is printed first.
  const [extent, setExtent] = useState<Extent>(pageDef(pageIdOf(page)).partOfIep ? 'packet' : 'page');
  const [language, setLanguage] = useState<Language>('en');
  const [sets, setSets] = useState<'1' | '2'>('1');
  const [end, setEnd] = useState(timeOfDay());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const gaps = checked(draft.document).issues.filter((issue) => issue.severity === 'gap').length;
  const undiscussed = pageKeysOf(draft.document).filter((page) => carriesDraft(draft.document, page));
  const changes = useChanges(draft);
  const changed = changedPages(draft.document, changes.list);
  const time = readTime(end);
  const print = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const reply = await printDraft({ kind, language, ...(kind === 'draft' && extent !== 'packet' ? { only: extent === 'page' ? [page] : [...changed] } : {}), ...(kind === 'parentCopy' && time !== null ? { end: time, ...(sets === '2' ? { sets: 2 } : {}) } : {}) });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    if (kind === 'parentCopy') await refreshDraft();
    return setPrinted(reply.value);
  };
  if (printed !== null) return <Done printed={printed} studentId={draft.studentId} onClose={onClose} />;
  return (
    <Dialog
      title="Print"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || (kind === 'parentCopy' && time === null)} onPress={() => void print()}>
          {busy ? 'Making the copy…' : kind === 'parentCopy' ? (openRequests(draft.document).length > 0 ? 'Print the parent copy anyway' : 'Print the parent copy') : kind === 'glance' ? 'Print the sheet' : 'Print the draft'}
        </Button>
      }
    >
      <Pick
        label="What"
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        options={[{ value: 'draft', label: 'Draft packet, for discussion' }, ...(inMeeting ? [{ value: 'parentCopy', label: 'Parent copy: the whole IEP, before anybody stands up' }] : []), { value: 'glance', label: 'IEP at a glance: one sheet for a teacher' }]}
      />
      {kind === 'draft' ? (
        <Pick label="Pages" value={extent} onChange={(value) => setExtent(value as Extent)} options={[{ value: 'packet', label: 'Every page of the IEP' }, { value: 'page', label: `Only this page: ${pageTitle(draft.document, page)}` }, ...(changed.length === 0 ? [] : [{ value: 'changed', label: `Only the ${changed.length === 1 ? 'page' : `${changed.length} pages`} changed since ${changes.since ?? ''}` }])]} />
      ) : null}
      <Pick label="Language of the labels" value={language} onChange={(value) => setLanguage(value as Language)} options={[{ value: 'en', label: 'English' }, { value: 'both', label: 'English and Spanish side by side' }, { value: 'es', label: 'Spanish' }]} />
      {kind === 'parentCopy' ? <Pick label="Sets" value={sets} onChange={(value) => setSets(value as typeof sets)} options={SETS} /> : null}
      {kind === 'parentCopy' ? <TextInput label="The session ends at" value={end} onChange={setEnd} /> : null}
      {gaps === 0 ? <p>No blanks.</p> : <p>{gaps} places are still blank. They print as empty lines to write in.</p>}
      {undiscussed.length === 0 || kind !== 'parentCopy' ? null : (
        <p>
          Not discussed yet, so their sheets say DRAFT: {undiscussed.map((page) => shortName(draft.document, page)).join(', ')}.
        </p>
      )}
      {kind === 'parentCopy' ? <Participation draft={draft} onLeave={onClose} /> : null}
      {kind === 'parentCopy' ? <OpenRequests draft={draft} onLeave={onClose} /> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
