/** Before the parent copy: a parent who did not confirm meaningful participation is asked what was missing, now or at another session. It stops nothing (decisions.md 13). */
import { notConfirmed } from '../../shared/check/participation.ts';
import { Button } from '../ui/button.tsx';
import { runCommand } from '../ui/commands-store.ts';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { afterDialog } from './after-dialog.ts';
import { showField } from './show-field.ts';

export function Participation({ draft, onLeave }: { readonly draft: OpenDraft; readonly onLeave: () => void }) {
  const asked = notConfirmed(draft.document);
  if (asked === null) return null;
  const [first] = asked.missing;
  const leaveFor = (run: () => void): void => {
    onLeave();
    afterDialog(run);
  };
  return (
    <section aria-label="Meaningful participation" data-participation={asked.answer} data-missing={asked.missing.length}>
      <p>
        <strong>The parent {asked.answer === 'N' ? 'says that they did not take' : 'has not checked that they took'} part meaningfully.</strong> Ask what they could not say, or what was not heard.{' '}
        {asked.missing.length === 0 ? 'Concern, discussion and decision are written down. Ask once more, and answer only what the parent says. Somebody who was heard and still does not agree has a disagreement: note it as one.' : `Not written down yet: ${asked.missing.map(({ words }) => words).join(', ')}.`}
      </p>
      {first === undefined ? null : (
        <Button small onPress={() => leaveFor(() => showField(draft, 'structuredNotes', first.at))}>
          Write it down now
        </Button>
      )}{' '}
      <Button small onPress={() => leaveFor(() => void runCommand('meeting.table'))}>
        Table the meeting for it…
      </Button>
    </section>
  );
}
