/** The question before a state-reported field is changed in the red weeks for a meeting after the report: why it is asked, and both answers. */
import { useEffect, useRef } from 'react';
import { EDIT_GUARD } from '../../shared/check/highlight.ts';
import { formatDate } from '../../shared/time/dates.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { changeAnyway, leaveAsItIs, useRedQuestion } from '../workbench/red-question.ts';

export function RedQuestionDialog() {
  const held = useRedQuestion((state) => state.held);
  const caret = useRef(held?.caret ?? null);
  useEffect(() => {
    const was = caret.current;
    caret.current = held?.caret ?? null;
    // The dialog gives the box its focus back; only then does the caret stay where it is put.
    if (held === null && was !== null) was.box.addEventListener('focus', () => was.box.setSelectionRange(was.at, was.at), { once: true });
  }, [held]);
  if (held === null) return null;
  const { closes, meetingDate, fields } = held.question;
  return (
    <Dialog title="This field is in the state report" onClose={leaveAsItIs} closeLabel="Leave it as it is" actions={<Button onPress={changeAnyway}>Change it anyway</Button>}>
      <p>
        <strong>{EDIT_GUARD.message.replace('{date}', formatDate(closes, 'en'))}</strong>
      </p>
      <p>{fields.map((field) => field.label).join(', ')}: the state counts what stands here on {formatDate(closes, 'en')}. {meetingDate === '' ? 'This IEP has no meeting date yet' : `The meeting of this IEP is on ${formatDate(meetingDate, 'en')}, after that day`}, so a change made now could be reported before the team has met.</p>
      <p>Nothing has been changed yet. If you go on, this is not asked again for {fields.length === 1 ? 'this field' : 'these fields'} until the records are locked.</p>
    </Dialog>
  );
}
