/**
 * The meeting: pages with their state on the left, the page at hand in the middle, notes and people on the right, the save state at the foot.
 * Nothing opens over the page except the print sheet, a short question and the palette.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { changeKind } from '../../shared/flow/change.ts';
import { textAt } from '../../shared/flow/read.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { DocumentStatus, IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageKeysWith } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { PageForm } from '../form/page-form.tsx';
import { readAgain } from '../form/known.ts';
import { insertStem, nextOpenPlace } from '../form/stem.ts';
import { GonePriorGoals } from '../form/prior-goal.tsx';
import { HasRecord } from '../form/yours.tsx';
import { PrintSheet } from '../print/print-sheet.tsx';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { usePageTurns } from '../ui/page-turns.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { turnProjector } from '../workbench/projector.ts';
import { CHANGE_WORDS, DOCUMENT_WORDS, gradeWords, purposeWords } from '../ui/words.ts';
import { dismissTrouble, useDraftStore } from '../workbench/draft-store.ts';
import { flushDraft, openDraft } from '../workbench/draft-queue.ts';
import { takeBackKept } from '../workbench/draft-commands.ts';
import { useRested, useRestedStore } from '../workbench/rest.ts';
import { fillWorkingSet, useStudent } from '../workbench/working-set.ts';
import { useCaret } from './caret.ts';
import { discussItem } from './discuss.ts';
import { ChangeStep } from './change-step.tsx';
import { NextStep } from './next-step.tsx';
import { NoticeStrip } from './notice-strip.tsx';
import { NotesChoice } from './notes-choice.tsx';
import { PageHead } from './page-head.tsx';
import { PageRail } from './page-rail.tsx';
import { PreMeetings } from './pre-meeting.tsx';
import { ReportStrip } from './report-strip.tsx';
import { SaveLine } from './save-line.tsx';
import { showPage, useShown } from './show-field.ts';
import { useOpenKeys } from './open-keys.ts';
import { SideDock } from './side-dock.tsx';
import { Elapsed } from './elapsed.tsx';
import styles from './meeting.module.css';

/** The name, and where the IEP stands, in words. */
function titleOf(document: IepDocument): { readonly name: string; readonly facts: string; readonly status: DocumentStatus } {
  const purposes = valueAt(document, 'pages/infoEligibility/purposes');
  const what = CHANGE_WORDS[changeKind(document) ?? ''] ?? purposeWords(Array.isArray(purposes) ? purposes.map(String) : []);
  return {
    name: `${textAt(document, 'pages/infoEligibility/firstName')} ${textAt(document, 'pages/infoEligibility/lastName')}`, facts: `${gradeWords(textAt(document, 'pages/infoEligibility/grade'))} · ${what} · `,
    status: document.documentStatus,
  };
}

function Title() {
  const { name, facts, status } = titleOf(useRested());
  return (
    <div className={styles.title}>
      <h1>{name}</h1>
      <span className={styles.soft}>
        {facts}
        <strong data-document-status={status}>{DOCUMENT_WORDS[status]}</strong>
        <Elapsed />
      </span>
    </div>
  );
}

const NO_PAGES: readonly string[] = [];

/** The pages of the document, the same list while they are the same. */
function useKeys(page: string): readonly string[] {
  const keys = useRestedStore(({ document }) => (document === null ? '' : pageKeysWith(document, page).join('\n')));
  return useMemo(() => (keys === '' ? NO_PAGES : keys.split('\n')), [keys]);
}

interface OfStudent {
  readonly studentId: string;
}

/** The next step, and paper. */
function Tools({ studentId, onPrint }: OfStudent & { readonly onPrint: () => void }) {
  const document = useRested();
  const draftId = useDraftStore((state) => state.draft?.draftId ?? '');
  return (
    <>
      {changeKind(document) === null ? <NextStep document={document} studentId={studentId} draftId={draftId} /> : <ChangeStep document={document} studentId={studentId} draftId={draftId} />}
      <Button look={document.documentStatus === 'inMeeting' ? 'primary' : 'plain'} keys="Ctrl+P" onPress={onPrint}>
        Print…
      </Button>
    </>
  );
}

/** What could not be done, and words that found no place. */
function Troubles() {
  const trouble = useDraftStore((state) => state.draft?.trouble ?? null);
  const kept = useDraftStore((state) => state.draft?.kept);
  return (
    <>
      {trouble === null ? null : <FailureNotice failure={trouble} onDismiss={dismissTrouble} />}
      {kept === undefined || kept.length === 0 ? null : (
        <div role="alert" className={styles.kept}>
          <p>These words met a change made elsewhere and were not written. They are kept here; copy what you need.</p>
          <ul>
            {kept.map((one) => (
              <li key={`${one.at} ${one.text}`}>{one.text}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Over the form: what the page is, and what can be done with it. */
function AbovePage({ page }: { readonly page: string }) {
  const document = useRested();
  return (
    <>
      <PreMeetings document={document} />
      <PageHead document={document} page={page} />
      <ReportStrip page={page} />
      <NotesChoice document={document} page={page} />
      {page === 'structuredNotes' ? <NoticeStrip document={document} /> : null}
    </>
  );
}

function Rail({ pages, shown }: { readonly pages: readonly string[]; readonly shown: string }) {
  return <PageRail document={useRested()} pages={pages} shown={shown} />;
}

function Dock({ page }: { readonly page: string }) {
  return <SideDock document={useRested()} page={page} />;
}

function Printing({ page, onClose }: { readonly page: string; readonly onClose: () => void }) {
  const draft = useDraftStore((state) => state.draft);
  return draft === null ? null : <PrintSheet draft={draft} page={page} onClose={onClose} />;
}

/** Tells the form whether a record of this student is here; one may come from the district while the page is shown. */
function OfRecord({ studentId, children }: OfStudent & { readonly children: ReactNode }) {
  return <HasRecord value={useStudent(studentId)?.current !== null}>{children}</HasRecord>;
}

/** Draws itself again when another page is shown or the pages are others, not at a key: whoever shows something of the document asks for it. */
function Open({ studentId }: OfStudent) {
  const [printing, setPrinting] = useState(false);
  const page = useShown((state) => state.page);
  const work = useRef<HTMLDivElement>(null);
  useCommand('file.print', () => setPrinting(true));
  useCommand('file.takeBack', () => void takeBackKept());
  useCommand('meeting.projector', () => turnProjector(studentId));
  useCommand('meeting.parentCopy', () => setPrinting(true));
  useCommand('meeting.itemDiscussed', discussItem);
  useCommand('edit.stem', () => insertStem(useCaret.getState().at));
  useCommand('edit.nextPlace', nextOpenPlace);
  const keys = useKeys(page);
  const shown = keys.includes(page) ? page : (keys[0] ?? 'infoEligibility');
  useOpenKeys(shown);
  usePageTurns(keys, shown, showPage);
  // A page begins at its top, unless a finding asked for one of its fields.
  useLayoutEffect(() => {
    if (work.current?.contains(document.activeElement) !== true) work.current?.scrollTo({ top: 0 });
  }, [shown]);
  // Leaving a page saves it at once (decisions.md 2).
  useEffect(() => () => void flushDraft(), [shown]);
  return (
    <Frame screen="meeting" full title={<Title />} tools={<Tools studentId={studentId} onPrint={() => setPrinting(true)} />} status={<SaveLine />}>
      <Rail pages={keys} shown={shown} />
      <div className={styles.desk}>
        <div ref={work} data-scrolls className={styles.work}>
          <Troubles />
          <AbovePage page={shown} />
          <div key={shown} className={styles.pageBody} data-page-body tabIndex={-1} aria-label={pageDef(pageIdOf(shown)).title.en} role="region">
            <OfRecord studentId={studentId}>
              <PageForm page={shown} />
            </OfRecord>
            {shown === 'goals' ? <GonePriorGoals /> : null}
          </div>
        </div>
        <Dock page={shown} />
      </div>
      {printing ? <Printing page={shown} onClose={() => setPrinting(false)} /> : null}
    </Frame>
  );
}

export function Meeting({ studentId, draftId }: { readonly studentId: string; readonly draftId: string }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const loaded = useDraftStore((state) => state.draft?.draftId === draftId);
  useEffect(() => {
    if (!loaded) void openDraft(draftId).then((reply) => (reply.ok ? undefined : setFailure(reply.failure as Failure)));
  }, [draftId, loaded]);
  useEffect(readAgain, []);
  // The caseload shows counts of this draft; they are read again when the user leaves it.
  useEffect(() => () => void flushDraft().then(fillWorkingSet), []);
  if (failure !== null) {
    return (
      <Frame screen="meeting" title={<h1>The Future IEP</h1>}>
        <FailureNotice failure={failure} />
      </Frame>
    );
  }
  return loaded ? <Open studentId={studentId} /> : null;
}
