/**
 * The meeting: pages with their state on the left, the page at hand in the middle, notes and people on the right, the save state at the foot.
 * Nothing opens over the page except the print sheet, a short question and the palette.
 */
import { memo, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { changeKind } from '../../shared/flow/change.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageKeysWith } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { PageForm } from '../form/page-form.tsx';
import { insertStem } from '../form/stem.ts';
import { GonePriorGoals } from '../form/prior-goal.tsx';
import { PrintSheet } from '../print/print-sheet.tsx';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { usePageTurns } from '../ui/page-turns.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { turnProjector } from '../workbench/projector.ts';
import { CHANGE_WORDS, DOCUMENT_WORDS, purposeWords } from '../ui/words.ts';
import { dismissTrouble, flushDraft, openDraft, takeBackKept, useDraftStore } from '../workbench/draft-store.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
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

function text(document: IepDocument, at: string): string {
  const value = valueAt(document, at);
  return typeof value === 'string' ? value : '';
}

const Title = memo(function Title({ document }: { readonly document: IepDocument }) {
  const purposes = valueAt(document, 'pages/infoEligibility/purposes');
  return (
    <div className={styles.title}>
      <h1>
        {text(document, 'pages/infoEligibility/firstName')} {text(document, 'pages/infoEligibility/lastName')}
      </h1>
      <span className={styles.soft}>
        Grade {text(document, 'pages/infoEligibility/grade')} · {CHANGE_WORDS[changeKind(document) ?? ''] ?? purposeWords(Array.isArray(purposes) ? purposes.map(String) : [])} · <strong data-document-status={document.documentStatus}>{DOCUMENT_WORDS[document.documentStatus]}</strong>
        <Elapsed document={document} />
      </span>
    </div>
  );
});

const NO_PAGES: readonly string[] = [];

/** The pages of the document, the same list while they are the same. */
function useKeys(document: IepDocument | undefined, page: string): readonly string[] {
  const keys = document === undefined ? '' : pageKeysWith(document, page).join('\n');
  return useMemo(() => (keys === '' ? NO_PAGES : keys.split('\n')), [keys]);
}

function Open({ studentId }: { readonly studentId: string }) {
  const draft = useDraftStore((state) => state.draft);
  const [printing, setPrinting] = useState(false);
  const page = useShown((state) => state.page);
  const work = useRef<HTMLDivElement>(null);
  useCommand('file.print', () => setPrinting(true));
  useCommand('file.takeBack', () => void takeBackKept());
  useCommand('meeting.projector', () => turnProjector(studentId));
  useCommand('meeting.parentCopy', () => setPrinting(true));
  useCommand('meeting.itemDiscussed', discussItem);
  useCommand('edit.stem', () => insertStem(useCaret.getState().at));
  // A key is on the page at once; what only tells of the document follows when there is a moment, so that a long IEP is typed in as quickly as a short one. What is pressed never lags behind.
  const around = useDeferredValue(draft?.document);
  const keys = useKeys(draft?.document, page);
  const shown = keys.includes(page) ? page : (keys[0] ?? 'infoEligibility');
  useOpenKeys(shown);
  usePageTurns(keys, shown, showPage);
  // A page begins at its top, unless a finding asked for one of its fields.
  useLayoutEffect(() => {
    if (work.current?.contains(document.activeElement) !== true) work.current?.scrollTo({ top: 0 });
  }, [shown]);
  // Leaving a page saves it at once (decisions.md 2).
  useEffect(() => () => void flushDraft(), [shown]);
  if (draft === null || around === undefined) return null;
  return (
    <Frame
      screen="meeting"
      full
      title={<Title document={around} />}
      tools={
        <>
          {changeKind(draft.document) === null ? <NextStep document={draft.document} studentId={studentId} draftId={draft.draftId} /> : <ChangeStep document={draft.document} studentId={studentId} draftId={draft.draftId} />}
          <Button look={draft.document.documentStatus === 'inMeeting' ? 'primary' : 'plain'} keys="Ctrl+P" onPress={() => setPrinting(true)}>
            Print…
          </Button>
        </>
      }
      status={<SaveLine draft={draft} />}
    >
      <PageRail document={around} pages={keys} shown={shown} />
      <div className={styles.desk}>
        <div ref={work} data-scrolls className={styles.work}>
          {draft.trouble === null ? null : <FailureNotice failure={draft.trouble} onDismiss={dismissTrouble} />}
          {draft.kept.length === 0 ? null : (
            <div role="alert" className={styles.kept}>
              <p>These words met a change made elsewhere and were not written. They are kept here; copy what you need.</p>
              <ul>
                {draft.kept.map((kept) => (
                  <li key={`${kept.at} ${kept.text}`}>{kept.text}</li>
                ))}
              </ul>
            </div>
          )}
          <PreMeetings document={draft.document} />
          <PageHead document={draft.document} page={shown} />
          <ReportStrip page={shown} />
          <NotesChoice document={draft.document} page={shown} />
          {shown === 'structuredNotes' ? <NoticeStrip document={around} /> : null}
          <div key={shown} className={styles.pageBody} data-page-body tabIndex={-1} aria-label={pageDef(pageIdOf(shown)).title.en} role="region">
            <PageForm page={shown} />
            {shown === 'goals' ? <GonePriorGoals /> : null}
          </div>
        </div>
        <SideDock document={draft.document} page={shown} />
      </div>
      {printing ? <PrintSheet draft={draft} page={shown} onClose={() => setPrinting(false)} /> : null}
    </Frame>
  );
}

export function Meeting({ studentId, draftId }: { readonly studentId: string; readonly draftId: string }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const loaded = useDraftStore((state) => state.draft?.draftId === draftId);
  useEffect(() => {
    if (!loaded) void openDraft(draftId).then((reply) => (reply.ok ? undefined : setFailure(reply.failure as Failure)));
  }, [draftId, loaded]);
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
