/** Who takes part in the open session, where to note arrival, leaving and signatures, and who works with the student. */
import { isRow, valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json } from '../../shared/iep/json.ts';
import { pageKeysOf, pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { rowsAt } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { showPage } from './show-field.ts';
import { StaffButton } from './staff-dialog.tsx';
import styles from './notes.module.css';

function word(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function People({ document }: { readonly document: IepDocument }) {
  const sheet = pageKeysOf(document).findLast((key) => pageIdOf(key) === 'attendance');
  if (sheet === undefined) {
    return (
      <div className={styles.lines}>
        <p>The sign-in sheet is made when the meeting opens.</p>
        <StaffButton document={document} />
      </div>
    );
  }
  const people = rowsAt(valueAt(document, `${pageRoot(sheet)}/participants`)).filter(isRow);
  return (
    <div className={styles.lines}>
      <ul className={styles.lines} aria-label="Participants">
        {people.map((person) => (
          <li key={person.$row} className={styles.line}>
            <strong>{word(person['name'])}</strong>
            <p className={styles.meta}>
              {word(person['title'])} {word(person['from']) === '' ? '' : `· from ${word(person['from'])}`} {word(person['to']) === '' ? '' : `to ${word(person['to'])}`}
            </p>
          </li>
        ))}
      </ul>
      <Button small onPress={() => showPage(sheet)}>
        Open the sign-in sheet
      </Button>
      <StaffButton document={document} />
    </div>
  );
}
