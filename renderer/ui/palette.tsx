/** Finds students, pages, fields and actions by a few letters and goes there; everything in it has another way too. */
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField, useFilter } from 'react-aria-components';
import { COMMANDS, type Command } from '../../shared/commands/registry.ts';
import { pageTitle, shortName } from '../../shared/iep/page-names.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { pageIdOf, pageKeysOf } from '../../shared/iep/page-keys.ts';
import { everyField } from '../../shared/iep/fields.ts';
import { go } from '../routes.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { useStudents } from '../workbench/working-set.ts';
import { afterDialog } from '../meeting/after-dialog.ts';
import { showField } from '../meeting/show-field.ts';
import { useProjector } from '../workbench/projector.ts';
import { keysInWords, runCommand, useOffered } from './commands-store.ts';
import styles from './palette.module.css';
import shade from './shade.module.css';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly run: () => void;
}

function useEntries(): readonly Entry[] {
  const offered = useOffered((state) => state.runs);
  const projecting = useProjector((state) => state.on);
  const students = useStudents();
  const draft = useDraftStore((state) => state.draft);
  return useMemo(() => {
    const actions = COMMANDS.filter((command) => offered[command.id] !== undefined && command.id !== 'edit.palette').map((command: Command): Entry => ({ id: command.id, text: command.label.en, kind: command.keys === undefined ? 'Action' : keysInWords(command.keys), run: () => void runCommand(command.id) }));
    const pages = draft === null ? [] : pageKeysOf(draft.document).map((key): Entry => ({ id: `page ${key}`, text: `${pageDef(pageIdOf(key)).formNo} ${pageTitle(draft.document, key)}`, kind: 'Page', run: () => afterDialog(() => showField(draft, key, null)) }));
    const fields = draft === null ? [] : pageKeysOf(draft.document).flatMap((key) => everyField(draft.document, key).filter((field) => field.shown && !field.at.includes('@')).map((field): Entry => ({ id: `field ${field.at}`, text: field.def.label.en, kind: shortName(draft.document, key), run: () => afterDialog(() => showField(draft, key, field.at)) })));
    const people = (projecting ? [] : (students ?? [])).map((student): Entry => ({ id: `student ${student.studentId}`, text: student.name, kind: 'Student', run: () => go({ name: 'student', studentId: student.studentId, tab: student.draft === null ? 'current' : 'future' }) }));
    return [...pages, ...actions, ...people, ...fields];
  }, [offered, students, draft, projecting]);
}

/** Lines drawn at once; how many there are beyond is said, and another letter finds them. */
const MOST_LINES = 60;

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const entries = useEntries();
  const [typed, setTyped] = useState('');
  const found = useMemo(() => entries.filter(({ text }) => contains(text, typed.trim())), [entries, contains, typed]);
  const more = found.length - MOST_LINES;
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = (id: string): void => {
    if (chosen !== null) return;
    setChosen(id);
    // Closed before the command runs: an open dialog would take the caret back from where the command leads it.
    flushSync(onClose);
    entries.find((entry) => entry.id === id)?.run();
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={`${shade.shade} ${styles.overlay}`}>
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label="Find a page, a field, a student or an action" className={styles.dialog ?? ''}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label="Find" autoFocus className={styles.search ?? ''}>
              <Input placeholder="Page, field, student or action" />
            </SearchField>
            <Menu className={styles.menu ?? ''} aria-label="Found" items={found.slice(0, MOST_LINES)} onAction={(key) => choose(String(key))} renderEmptyState={() => <p className={styles.none}>Nothing by that name here.</p>}>
              {(entry) => (
                <MenuItem id={entry.id} textValue={entry.text} className={styles.item ?? ''}>
                  <span>{entry.text}</span>
                  <span className={styles.kind}>{entry.kind}</span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
          {more > 0 ? <p className={styles.none} role="status" data-more={more}>{more} more: go on typing to find them.</p> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
