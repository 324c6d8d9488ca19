/** Over the page at hand: its name and state in words, and what can be done with it now. */
import { memo, useState } from 'react';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { pageTitle } from '../../shared/iep/page-names.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { isWithin } from '../../shared/iep/address.ts';
import { checkPage, useChecked, useCheckedPages } from '../form/issues.ts';
import { PreparedMark } from '../form/place-marks.tsx';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { pageWords } from '../ui/words.ts';
import { command } from '../workbench/draft-commands.ts';
import { flushDraft } from '../workbench/draft-queue.ts';
import { refuse } from '../workbench/draft-store.ts';
import { PreparedDialog } from './prepared-dialog.tsx';
import { focusField } from './show-field.ts';
import { carriedIn, carriesDraft, pageStateOf, workOf } from '../../shared/flow/read.ts';
import { markTime } from '../workbench/clock.ts';
import styles from './page-head.module.css';

/** What can still be given to somebody: pages prepared ahead, until the parent copy is printed. */
function canBePrepared(document: IepDocument, page: string): boolean {
  return pageDef(pageIdOf(page)).carriesDraftMark && ['draft', 'inMeeting', 'tabled'].includes(document.documentStatus);
}

export const PageHead = memo(function PageHead({ document, page }: { readonly document: IepDocument; readonly page: string }) {
  const state = pageStateOf(document, page);
  const checked = useChecked();
  const looked = useCheckedPages(({ pages }) => pages.has(page));
  const issues = (checked?.issues ?? []).filter((issue) => issue.page === page && issue.severity !== 'hint');
  const inMeeting = document.documentStatus === 'inMeeting';
  const root = pageRoot(page);
  const carried = carriedIn(document, page);
  const mark = document.work?.discussed?.[root];
  const canDiscuss = inMeeting && (state === 'draft' || state === 'empty');
  const discuss = (): void => {
    if (canDiscuss) void flushDraft().then(() => command({ type: 'pageDiscussed', page }));
  };
  const [asking, setAsking] = useState(false);
  const prepared = canBePrepared(document, page);
  useCommand('meeting.preparedBy', () => (prepared ? setAsking(true) : refuse('This page is filled in at the meeting; nobody prepares it ahead.')));
  useCommand('meeting.discussed', discuss);
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <h2 className={styles.title}>{pageTitle(document, page)}</h2>
        <span className={styles.state} data-page-state={state}>
          {carriesDraft(document, page) ? 'DRAFT: prepared ahead, not discussed yet' : state === 'discussed' && mark !== undefined ? `Discussed ${markTime(mark.at)}` : pageWords(document, page)}
        </span>
        <PreparedMark at={root} />
      </div>
      <div className={styles.tools}>
        {carried.length === 0 ? null : (
          <Button small onPress={() => void command({ type: 'carriedConfirmed', at: workOf(document).carried.filter((at) => isWithin(at, root)) })}>
            Keep all {carried.length} from last year
          </Button>
        )}
        {prepared ? (
          <Button small look="quiet" onPress={() => setAsking(true)}>
            Prepared by…
          </Button>
        ) : null}
        <Button small onPress={() => checkPage(page)}>
          {checked === null ? 'Check this page' : issues.length === 0 ? 'Check this page: nothing open' : `Check this page: ${issues.length} open`}
        </Button>
        {inMeeting ? (
          <Button small look={canDiscuss ? 'primary' : 'plain'} keys="Ctrl+Shift+Enter" disabled={!canDiscuss} onPress={discuss}>
            {state === 'discussed' ? 'Discussed' : 'Mark discussed'}
          </Button>
        ) : null}
      </div>
      {looked && issues.length > 0 ? (
        <div className={styles.summary} role="group" aria-label="Open on this page">
          <ul>
            {issues.map((issue) => (
              <li key={`${issue.id} ${issue.at[0] ?? ''} ${issue.fields[0] ?? ''}`}>
                <button type="button" className={styles.link} onClick={() => issue.at[0] !== undefined && focusField(issue.at[0])}>
                  {issue.message}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {asking ? <PreparedDialog document={document} page={page} onClose={() => setAsking(false)} /> : null}
    </header>
  );
});
