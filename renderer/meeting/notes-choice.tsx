/** Over the notes page: the way from structured notes to free ones, which says in one line what is lost, and the way back. Nothing typed is taken away by either. */
import { memo, useState } from 'react';
import { holds, NOTES_FORM } from '../../shared/iep/conditions.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { isWritten } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { Button } from '../ui/button.tsx';
import { setValue } from '../workbench/draft-edits.ts';
import { showPage } from './show-field.ts';
import styles from './notes-choice.module.css';

const CHOOSABLE: ReadonlySet<string> = new Set(['draft', 'inMeeting', 'tabled']);

function choose(form: 'structured' | 'free'): void {
  setValue(NOTES_FORM, form === 'free' ? 'Use free notes' : 'Use structured notes', form);
  showPage(form === 'free' ? 'meetingNotes' : 'structuredNotes');
}

function UseFree() {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button look="quiet" small onPress={() => setAsking(true)}>
        Use free notes instead…
      </Button>
    );
  }
  return (
    <div className={styles.ask} role="group" aria-label="Use free notes">
      <p>Free notes are not checked for the seven elements of a prior written notice, and lines have no kind, speaker or page. What is written here stays in the record.</p>
      <div className={styles.actions}>
        <Button small onPress={() => choose('free')}>
          Use free notes
        </Button>
        <Button small look="quiet" onPress={() => setAsking(false)}>
          Keep structured notes
        </Button>
      </div>
    </div>
  );
}

export const NotesChoice = memo(function NotesChoice({ document, page }: { readonly document: IepDocument; readonly page: string }) {
  if ((page !== 'structuredNotes' && page !== 'meetingNotes') || !CHOOSABLE.has(document.documentStatus)) return null;
  const free = holds('freeNotes', document, '');
  if (!free && page === 'meetingNotes') return <p className={styles.said}>The team keeps structured notes. These free notes stay in the record and print with it.</p>;
  if (!free) return <UseFree />;
  const kept = isWritten(document, pageDef('structuredNotes'));
  return (
    <div className={styles.said}>
      <p>
        The team keeps free notes; they are not checked for the seven elements of a prior written notice.
        {kept ? ' The structured notes written so far stay in the record and print with it.' : ' Will the meeting go on another day? Add the structured notes under "Add a page" and choose "To be continued" as the outcome.'}
      </p>
      <div className={styles.actions}>
        <Button small look="quiet" onPress={() => choose('structured')}>
          Use structured notes again
        </Button>
        {kept && page === 'meetingNotes' ? (
          <Button small look="quiet" onPress={() => showPage('structuredNotes')}>
            Look at the structured notes
          </Button>
        ) : null}
      </div>
    </div>
  );
});
