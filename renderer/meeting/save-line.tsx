/** The save state in words. "Saved" is shown only when main has the words on disk (design.md, idea 5). */
import { FAILURES } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { clockTime } from '../workbench/clock.ts';
import { undo, undoable, type OpenDraft } from '../workbench/draft-store.ts';
import { wordsOf } from '../form/values.ts';
import { useChanges } from './changes.ts';
import styles from './save-line.module.css';

function SaveWords({ draft: { save } }: { readonly draft: OpenDraft }) {
  switch (save.kind) {
    case 'saved':
      return <>Saved {clockTime(save.at)} on this computer</>;
    case 'unsaved':
    case 'saving':
      return <>Saving…</>;
    case 'trouble':
      return <strong className={styles.trouble}>Not saved: {FAILURES[save.failure.code].happened} Your words stay on screen.</strong>;
  }
}

export function SaveLine({ draft }: { readonly draft: OpenDraft }) {
  const changes = useChanges(draft);
  const { undo: last } = undoable();
  const copy = draft.document['parentCopy'];
  return (
    <>
      <span role="status" data-save-state={draft.save.kind}>
        <SaveWords draft={draft} />
      </span>
      {changes.since === null ? null : (
        <span>
          {changes.list.length} {changes.list.length === 1 ? 'change' : 'changes'} since {changes.since}
        </span>
      )}
      {copy !== null && typeof copy === 'object' && 'code' in copy ? <span>Parent copy {wordsOf(copy.code)}</span> : null}
      {last === null ? null : (
        <Button look="quiet" small keys="Ctrl+Z" label={`Undo: ${last.label}`} onPress={undo}>
          Undo
        </Button>
      )}
    </>
  );
}
