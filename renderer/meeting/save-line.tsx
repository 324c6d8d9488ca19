/** The save state in words. "Saved" is shown only when main has the words on disk (design.md, idea 5). */
import { FAILURES, type Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { clockTime } from '../workbench/clock.ts';
import { DISK_TROUBLE, keepElsewhere } from '../workbench/draft-queue.ts';
import { undo, undoable } from '../workbench/draft-edits.ts';
import { useDraftStore, type OpenDraft } from '../workbench/draft-store.ts';
import { useRestedDraft } from '../workbench/rest.ts';
import { wordsOf } from '../form/values.ts';
import { useChanges } from './changes.ts';
import styles from './save-line.module.css';

function Kept({ elsewhere }: { readonly elsewhere: NonNullable<OpenDraft['elsewhere']> }) {
  if (elsewhere.failure !== null) return <> The other place did not take them: {FAILURES[elsewhere.failure.code].happened}</>;
  return (
    <>
      {' '}
      A sealed copy of them is in {elsewhere.folder} since {clockTime(elsewhere.at)} and goes once they are saved here. Should IEP Desk stop before that: “Take back words kept elsewhere” in the File menu.
    </>
  );
}

function NotSaved({ failure, elsewhere }: { readonly failure: Failure; readonly elsewhere: OpenDraft['elsewhere'] }) {
  return (
    <>
      <strong className={styles.trouble}>Not saved: {FAILURES[failure.code].happened}</strong> Your words stay on screen. {DISK_TROUBLE.has(failure.code) ? FAILURES[failure.code].next : null}
      {elsewhere === null ? null : <Kept elsewhere={elsewhere} />}
    </>
  );
}

function SaveWords({ save, elsewhere }: Pick<OpenDraft, 'save' | 'elsewhere'>) {
  switch (save.kind) {
    case 'saved':
      return <>Saved {clockTime(save.at)} on this computer</>;
    case 'unsaved':
    case 'saving':
      return <>Saving…</>;
    case 'trouble':
      return <NotSaved failure={save.failure} elsewhere={elsewhere} />;
  }
}

/** Whether the words are on disk: follows every key. */
function Saved() {
  const save = useDraftStore((state) => state.draft?.save ?? null);
  const elsewhere = useDraftStore((state) => state.draft?.elsewhere ?? null);
  if (save === null) return null;
  return (
    <>
      <span role="status" data-save-state={save.kind}>
        <SaveWords save={save} elsewhere={elsewhere} />
      </span>
      {save.kind === 'trouble' && DISK_TROUBLE.has(save.failure.code) ? (
        <Button small onPress={() => void keepElsewhere('choose')}>
          {elsewhere === null ? 'Keep a sealed copy elsewhere…' : 'Choose another place…'}
        </Button>
      ) : null}
    </>
  );
}

/** What the words so far amount to. It reads the whole journal, which grows through a meeting, so it follows when the hand rests. */
function Sum({ draft }: { readonly draft: OpenDraft }) {
  const changes = useChanges(draft);
  const { undo: last } = undoable();
  const copy = draft.document['parentCopy'];
  return (
    <>
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

export function SaveLine() {
  const draft = useRestedDraft();
  return (
    <>
      <Saved />
      {draft === null ? null : <Sum draft={draft} />}
    </>
  );
}
