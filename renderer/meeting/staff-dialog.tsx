/** Who works with this student: teachers and therapists change every year, and what each may write, the sign-in sheet and the notice go by this list. */
import { useState } from 'react';
import { mayEdit, mayWriteAt } from '../../shared/flow/may-edit.ts';
import { rowsAt, textAt } from '../../shared/flow/read.ts';
import { KINDS, kindWords, STAFF, staffEntry, type SaidOfPerson } from '../../shared/flow/staff-list.ts';
import { ROW_ID } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { edit } from '../workbench/draft-edits.ts';
import { newRowId } from '../workbench/ids.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import styles from './notes.module.css';

const BLANK: SaidOfPerson = { name: '', title: '', kind: 'generalTeacher', staffId: '' };

function StaffDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const who = whoIn(useSession((state) => state.status));
  const [said, setSaid] = useState(BLANK);
  const [refusal, setRefusal] = useState('');
  const people = rowsAt(document, STAFF);
  const put = (label: string, change: Edit): boolean => {
    const verdict = who === null ? null : mayEdit(document, [change], who);
    setRefusal(verdict === null || verdict.ok ? '' : verdict.reason);
    if (verdict?.ok !== true) return false;
    edit(label, [change]);
    return true;
  };
  const add = (): void => {
    if (put(`Staff: ${said.name.trim()}`, { op: 'insertRow', at: STAFF, row: staffEntry(said, newRowId()), after: people.at(-1)?.[ROW_ID] ?? null })) setSaid(BLANK);
  };
  return (
    <Dialog title="Who works with this student" wide onClose={onClose} closeLabel="Done" actions={null}>
      <ul className={styles.lines} aria-label="Staff of this student">
        {people.map((person, index) => (
          <li key={person.$row} className={styles.line}>
            <strong>{textAt(person, 'name')}</strong>
            <p className={styles.meta}>
              {textAt(person, 'title')} · {kindWords({ role: textAt(person, 'role'), area: textAt(person, 'area') })}
            </p>
            <Button small look="quiet" label={`Take off: ${textAt(person, 'name')}`} onPress={() => put(`Staff: ${textAt(person, 'name')} taken off`, { op: 'removeRow', at: STAFF, row: person, after: people[index - 1]?.[ROW_ID] ?? null })}>
              Take off
            </Button>
          </li>
        ))}
      </ul>
      {refusal === '' ? null : <p role="alert">{refusal}</p>}
      <TextInput label="Name" value={said.name} onChange={(name) => setSaid({ ...said, name })} />
      <TextInput label="Title, as it stands on the notice and the sign-in sheet" value={said.title} onChange={(title) => setSaid({ ...said, title })} />
      <Pick label="Works with the student as" value={said.kind} onChange={(kind) => setSaid({ ...said, kind })} options={KINDS.map(({ id, label }) => ({ value: id, label }))} />
      <TextInput label="Staff ID, if this person uses this program" hint="The ID the district gave them: it is what opens this IEP to them on their own computer." value={said.staffId} onChange={(staffId) => setSaid({ ...said, staffId })} />
      <Button disabled={said.name.trim() === ''} onPress={add}>
        Put on the list
      </Button>
    </Dialog>
  );
}

/** Leads to the list; absent for those who do not keep it. */
export function StaffButton({ document }: { readonly document: IepDocument }) {
  const who = whoIn(useSession((state) => state.status));
  const [open, setOpen] = useState(false);
  if (who === null || !mayWriteAt(document, STAFF, who).ok) return null;
  return (
    <>
      <Button small onPress={() => setOpen(true)}>
        Who works with this student…
      </Button>
      {open ? <StaffDialog document={document} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
