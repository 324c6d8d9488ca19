/** Beside every page: the notes, always at hand (Ctrl+J there and back to the same caret), the people, what changed, what is open (Ctrl+F8 there and back), the guidance for the field at hand (Shift+F1), and Find (Ctrl+F). */
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageKeyAt } from '../../shared/iep/page-keys.ts';
import { lookNow, useChecked } from '../form/issues.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { useCaret } from './caret.ts';
import { ChangeList } from './change-list.tsx';
import { FindPart } from './find-part.tsx';
import { Guide } from './guide.tsx';
import { Notes } from './notes.tsx';
import { OpenList } from './open-list.tsx';
import { People } from './people-list.tsx';
import styles from './side-dock.module.css';

type Part = 'notes' | 'people' | 'changes' | 'open' | 'guide' | 'find';

const PARTS: readonly { readonly id: Part; readonly label: string }[] = [
  { id: 'notes', label: 'Notes' },
  { id: 'people', label: 'People' },
  { id: 'changes', label: 'Changed' },
  { id: 'open', label: 'Open' },
  { id: 'guide', label: 'Guide' },
  { id: 'find', label: 'Find' },
];

/** Held weakly: one element would keep a whole page that was turned. */
interface Place {
  readonly element: WeakRef<HTMLElement>;
  readonly start: number | null;
  readonly end: number | null;
}

function placeOf(element: Element | null): Place | null {
  if (!(element instanceof HTMLElement)) return null;
  const text = element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');
  return { element: new WeakRef(element), start: text ? element.selectionStart : null, end: text ? element.selectionEnd : null };
}

function returnTo({ element: held, start, end }: Place): void {
  const element = held.deref();
  if (element === undefined) return;
  element.focus();
  if (start !== null && (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)) element.setSelectionRange(start, end);
}

interface ShownProps {
  readonly part: Part;
  readonly document: IepDocument;
  readonly page: string;
  /** The field the next line of the notes is about. */
  readonly about: Address | null;
  readonly onAbout: (about: Address | null) => void;
  readonly onLeave: () => void;
}

function Shown({ part, document, page, about, onAbout, onLeave }: ShownProps) {
  switch (part) {
    case 'notes':
      return <Notes document={document} page={page} about={about} onAbout={onAbout} />;
    case 'people':
      return <People document={document} />;
    case 'changes':
      return <ChangeList />;
    case 'open':
      return <OpenList document={document} page={page} />;
    case 'guide':
      return <Guide page={page} />;
    case 'find':
      return <FindPart document={document} onLeave={onLeave} />;
  }
}

/** Told to the dialogs, which keep off the notes (ui/shade.module.css). By `:has` the browser asked every card of the page anew at each key. */
function useToldToDialogs(): void {
  useLayoutEffect(() => {
    const { dataset } = window.document.documentElement;
    dataset['notesBeside'] = 'true';
    return () => {
      delete dataset['notesBeside'];
    };
  }, []);
}

export const SideDock = memo(function SideDock({ document, page }: { readonly document: IepDocument; readonly page: string }) {
  const [part, setPart] = useState<Part>('notes');
  const [about, setAbout] = useState<Address | null>(null);
  const dock = useRef<HTMLElement>(null);
  const before = useRef<Place | null>(null);
  const open = useChecked()?.issues.length;
  // Drawn before the key returns: a letter typed right after it must not land in the field the caret came from.
  const turnTo = (to: Part): void => {
    if (to === 'open') lookNow();
    flushSync(() => setPart(to));
  };
  useCommand('meeting.openList', () => {
    const active = window.document.activeElement;
    const isInDock = dock.current?.contains(active) === true;
    if (isInDock && part === 'open') {
      if (before.current !== null) returnTo(before.current);
      return;
    }
    if (!isInDock) before.current = placeOf(active);
    turnTo('open');
    dock.current?.querySelector<HTMLElement>('[data-open-line]')?.focus();
  });
  useCommand('edit.find', () => {
    if (dock.current?.contains(window.document.activeElement) !== true) before.current = placeOf(window.document.activeElement);
    turnTo('find');
    const box = dock.current?.querySelector<HTMLInputElement>('[data-find-words]');
    box?.focus();
    box?.select();
  });
  // Read while the caret stays where it is: guidance answers a question about the very field being written.
  useCommand('help.guide', () => setPart(part === 'guide' ? 'notes' : 'guide'));
  useCommand('meeting.notes', () => {
    const active = window.document.activeElement;
    const isInDock = dock.current?.contains(active) === true;
    if (isInDock && part === 'notes') {
      if (before.current !== null) returnTo(before.current);
      return;
    }
    if (!isInDock) before.current = placeOf(active);
    setAbout(active !== null && active.closest('[data-at], [data-row]') !== null ? useCaret.getState().at : null);
    turnTo('notes');
    dock.current?.querySelector<HTMLElement>('[data-note-entry], [data-free-notes] textarea')?.focus();
  });
  useToldToDialogs();
  const toPage = (): void => {
    if (before.current?.element.deref()?.isConnected === true) returnTo(before.current);
    else window.document.querySelector<HTMLElement>('[data-page-body]')?.focus();
  };
  // What is said on another page is not about a field of the last one.
  const here = about !== null && pageKeyAt(about) === page ? about : null;
  return (
    <aside ref={dock} className={styles.dock} data-beside={part} tabIndex={-1} aria-label="Notes, people, changes, what is open, guidance and Find">
      <div className={styles.parts} role="group" aria-label="Show beside the page">
        {PARTS.map((known) => (
          <Button key={known.id} small look="quiet" pressed={part === known.id} onPress={() => turnTo(known.id)}>
            {known.id === 'open' && open !== undefined ? `${known.label} (${open})` : known.label}
          </Button>
        ))}
        <span className={styles.back}>
          <Button small onPress={toPage}>
            Back to the page
          </Button>
        </span>
      </div>
      <div className={styles.body}>
        <Shown part={part} document={document} page={page} about={here} onAbout={setAbout} onLeave={() => before.current !== null && returnTo(before.current)} />
      </div>
    </aside>
  );
});
