/**
 * After the meeting: the handwriting on the paper is entered, page by page. Every printed page gets an answer and every difference between the
 * parent copy and the record gets its origin; only then is the record declared to match the paper.
 */
import { useState } from 'react';
import type { Printed } from '../../shared/bridge/paper.ts';
import type { IepDocument, SheetAnswer } from '../../shared/iep/document.ts';
import { pageTitle, shortName } from '../../shared/iep/page-names.ts';
import { openSheets, redline } from '../../shared/flow/redline.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { PageForm } from '../form/page-form.tsx';
import { Done } from '../print/print-sheet.tsx';
import { go } from '../routes.ts';
import { showField } from '../meeting/show-field.ts';
import { SaveLine } from '../meeting/save-line.tsx';
import { parentsOf } from '../meeting/people.ts';
import { AskMain } from '../meeting/ask-main.tsx';
import { BeforeAfter } from '../ui/before-after.tsx';
import { Button } from '../ui/button.tsx';
import { parentCopyOf } from '../../shared/flow/read.ts';
import { Frame } from '../ui/frame.tsx';
import { usePageTurns } from '../ui/page-turns.ts';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { command, printDraft } from '../workbench/draft-commands.ts';
import { dismissTrouble, type OpenDraft } from '../workbench/draft-store.ts';
import { flushDraft } from '../workbench/draft-queue.ts';
import { currentProfile } from '../workbench/session-state.ts';
import { useDraft, useParentCopy } from './use-draft.ts';
import styles from './reconcile.module.css';

type Line = ReturnType<typeof redline>[number];

const TITLE = <h1>Enter the handwriting</h1>;

const ANSWER_WORDS: Record<SheetAnswer['answer'], string> = { asPrinted: 'As printed', changedByHand: 'Changed by hand, typed in', skipped: 'Left out' };

function initialsOf(name: string): string {
  return name.split(/\s+/).map((part) => part[0] ?? '').join('').toUpperCase();
}

/** Where one difference came from: written on the paper by hand, or a mistake of ours put right. */
function Origin({ line, draft }: { readonly line: Line; readonly draft: OpenDraft }) {
  const me = currentProfile()?.name ?? '';
  const parent = parentsOf(draft.document)[0]?.name ?? '';
  const [writtenBy, setWriter] = useState(me);
  const [initials, setInitials] = useState(`${initialsOf(parent)}, ${initialsOf(me)}`);
  const [reason, setReason] = useState('');
  if (line.answered !== null) {
    return (
      <p className={styles.answered}>
        ✓ {line.answered.kind === 'handwriting' ? `Handwriting of ${line.answered.writtenBy}, initialled ${line.answered.initials.join(', ')}` : `Correction: ${line.answered.reason}`}
      </p>
    );
  }
  const answer = (kind: 'handwriting' | 'correction'): void =>
    void command({ type: 'differenceExplained', answer: { at: line.at, kind, writtenBy, initials: initials.split(',').map((part) => part.trim()).filter((part) => part !== ''), reason } });
  return (
    <div className={styles.origin}>
      <TextInput label="Written by" value={writtenBy} onChange={setWriter} />
      <TextInput label="Initialled by" value={initials} onChange={setInitials} />
      <Button look="primary" small disabled={writtenBy.trim() === ''} onPress={() => answer('handwriting')}>
        It is handwriting on the paper
      </Button>
      <TextInput label="Or a correction, because" value={reason} onChange={setReason} />
      <Button small disabled={reason.trim() === ''} onPress={() => answer('correction')}>
        It is a correction
      </Button>
    </div>
  );
}

function Differences({ lines, draft }: { readonly lines: readonly Line[]; readonly draft: OpenDraft }) {
  if (lines.length === 0) return <p className={styles.soft}>The record says what was printed.</p>;
  return (
    <ul className={styles.lines} aria-label="Differences from the printed page">
      {lines.map((line) => (
        <li key={`${line.at}`} className={styles.line} data-difference={line.at}>
          <strong>{line.label}</strong> {line.said}
          <BeforeAfter before={line.before} after={line.after} />
          <Origin line={line} draft={draft} />
        </li>
      ))}
    </ul>
  );
}

function Sheet({ page, draft, lines }: { readonly page: string; readonly draft: OpenDraft; readonly lines: readonly Line[] }) {
  const [skipping, setSkipping] = useState(false);
  const [reason, setReason] = useState('');
  const answered = draft.document.work?.sheets.find((answer) => answer.page === page);
  const answer = (kind: SheetAnswer['answer'], why: string): void => void flushDraft().then(() => command({ type: 'sheetAnswered', answer: { page, answer: kind, reason: why } }));
  return (
    <div className={styles.sheet}>
      <header className={styles.head}>
        <h2>{pageTitle(draft.document, page)}</h2>
        <p>{answered === undefined ? 'Compare this page with the signed paper.' : `Answered: ${ANSWER_WORDS[answered.answer]}${answered.reason === '' ? '' : `, ${answered.reason}`}`}</p>
        <div className={styles.answers} role="group" aria-label="How this page compares with the paper">
          <Button pressed={answered?.answer === 'asPrinted'} onPress={() => answer('asPrinted', '')}>
            Nothing handwritten: as printed
          </Button>
          <Button pressed={answered?.answer === 'changedByHand'} onPress={() => answer('changedByHand', '')}>
            I have typed in all handwriting
          </Button>
          <Button look="quiet" pressed={answered?.answer === 'skipped'} onPress={() => setSkipping(true)}>
            Leave it out…
          </Button>
        </div>
      </header>
      <Differences lines={lines} draft={draft} />
      <PageForm page={page} />
      {skipping ? (
        <AskMain title="Leave this page out" action="Leave it out" onClose={() => setSkipping(false)} event={reason.trim() === '' ? null : { type: 'sheetAnswered', answer: { page, answer: 'skipped', reason: reason.trim() } }}>
          <TextInput label="Why" value={reason} onChange={setReason} autoFocus />
        </AskMain>
      ) : null}
    </div>
  );
}

function Declare({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const [original, setOriginal] = useState('');
  const [fileCopy, setFileCopy] = useState('');
  const ready = original.trim() !== '' && fileCopy.trim() !== '';
  return (
    <AskMain title="The record matches the paper" action="All handwriting is entered" onClose={onClose} onDone={onDone} event={ready ? { type: 'declaredReconciled', original: original.trim(), fileCopy: fileCopy.trim() } : null}>
      <p>The paper with the original signatures is the legal IEP. Say where it is, so that it can be found.</p>
      <TextInput label="The signed original is in" value={original} onChange={setOriginal} autoFocus />
      <TextInput label="The file copy is in" value={fileCopy} onChange={setFileCopy} />
    </AskMain>
  );
}

interface RailProps {
  readonly document: IepDocument;
  readonly pages: readonly string[];
  readonly open: readonly string[];
  readonly lines: readonly Line[];
  readonly shown: string;
  readonly onShow: (page: string) => void;
}

/** The printed pages in their order, each with what is still to do on it. */
function Rail({ document, pages, open, lines, shown, onShow }: RailProps) {
  return (
    <nav className={styles.rail} aria-label="Printed pages">
      <ol>
        {pages.map((key) => {
          const count = lines.filter((line) => line.page === key).length;
          const done = !open.includes(key);
          return (
            <li key={key}>
              <button type="button" data-sheet={key} data-answered={done} aria-current={key === shown ? 'page' : undefined} onClick={() => onShow(key)}>
                <span aria-hidden="true">{done ? '✓' : '○'}</span> {shortName(document, key)}
                <span className={styles.soft}>{done ? 'Answered' : 'To compare'}{count === 0 ? '' : ` · ${count} changed`}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** What was changed since on pages the parent has not on paper. */
function NotInCopy({ lines, draft }: { readonly lines: readonly Line[]; readonly draft: OpenDraft }) {
  const [first] = lines;
  if (first === undefined) return null;
  return (
    <section className={styles.sheet} aria-label="Changes on pages that were not in the copy">
      <h2>On pages that were not in the copy</h2>
      <Differences lines={lines} draft={draft} />
      <Button small onPress={() => showField(draft, first.page, null)}>
        Open that page
      </Button>
    </section>
  );
}

/** How much is still to do, beside the name of the screen. */
function left(open: number, pages: number, unexplained: number): string {
  return `${open === 0 ? 'Every printed page is answered.' : `${open} of ${pages} printed pages still to compare.`} ${unexplained === 0 ? '' : `${unexplained} differences to explain.`}`;
}

interface ComparingProps {
  readonly draft: OpenDraft;
  readonly copy: NonNullable<ReturnType<typeof useParentCopy>>;
  readonly studentId: string;
}

function Comparing({ draft, copy, studentId }: ComparingProps) {
  const [page, setPage] = useState<string | null>(null);
  const [declaring, setDeclaring] = useState(false);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const [notPrinted, setNotPrinted] = useState<Failure | null>(null);
  const pages = parentCopyOf(draft.document)?.pages ?? [];
  const open = openSheets(draft.document);
  const shown = page ?? open[0] ?? pages[0] ?? 'infoEligibility';
  usePageTurns(pages, shown, setPage);
  const lines = redline(draft.document, copy.document);
  const unexplained = lines.filter((line) => line.answered === null).length;
  const printList = async (): Promise<void> => {
    const reply = await printDraft({ kind: 'redline', language: 'en' });
    setNotPrinted(reply.ok ? null : (reply.failure as Failure));
    if (reply.ok) setPrinted(reply.value);
  };
  return (
    <Frame
      screen="reconcile"
      full
      title={
        <>
          {TITLE}
          <span className={styles.soft}>{left(open.length, pages.length, unexplained)}</span>
        </>
      }
      tools={
        <>
          <Button onPress={() => go({ name: 'reader', studentId, title: 'Parent copy', source: { kind: 'copy', copyId: copy.copyId } })}>Look at the parent copy</Button>
          <Button onPress={() => void printList()}>Print the differences</Button>
          <Button look="primary" disabled={open.length > 0 || unexplained > 0} onPress={() => setDeclaring(true)}>
            The record matches the paper…
          </Button>
        </>
      }
      status={<SaveLine />}
    >
      <Rail document={draft.document} pages={pages} open={open} lines={lines} shown={shown} onShow={setPage} />
      <div data-scrolls className={styles.work}>
        {notPrinted === null ? null : <FailureNotice failure={notPrinted} onDismiss={() => setNotPrinted(null)} />}
        {draft.trouble === null ? null : <FailureNotice failure={draft.trouble} onDismiss={dismissTrouble} />}
        <Sheet key={shown} page={shown} draft={draft} lines={lines.filter((line) => line.page === shown)} />
        <NotInCopy lines={lines.filter((line) => !pages.includes(line.page))} draft={draft} />
      </div>
      {printed === null ? null : <Done printed={printed} studentId={studentId} onClose={() => setPrinted(null)} />}
      {declaring ? <Declare onClose={() => setDeclaring(false)} onDone={() => go({ name: 'affirm', studentId, draftId: draft.draftId })} /> : null}
    </Frame>
  );
}

export function Reconcile({ studentId, draftId }: { readonly studentId: string; readonly draftId: string }) {
  const { draft, failure } = useDraft(draftId);
  const copy = useParentCopy(draftId);
  if (failure !== null) return <Frame screen="reconcile" title={TITLE}><FailureNotice failure={failure} /></Frame>;
  if (draft === null || copy === null) return <Frame screen="reconcile" title={TITLE}>{null}</Frame>;
  return <Comparing draft={draft} copy={copy} studentId={studentId} />;
}
