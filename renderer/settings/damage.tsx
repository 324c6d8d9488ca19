/** Damaged files by name: whose record, what is safe, what to do. Home shows what a person misses, Settings shows every file. */
import { damageWords, isLoss } from '../../shared/words/damage.ts';
import type { Damage } from '../../shared/bridge/vault.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { useDamage } from '../workbench/damage-store.ts';
import styles from './damage.module.css';

function One({ file, withPath }: { readonly file: Damage; readonly withPath: boolean }) {
  const words = damageWords(file);
  return (
    <li data-damaged={file.what} data-damage-state={file.state}>
      <strong>
        {file.studentName === null ? '' : `${file.studentName}: `}
        {words.happened}
      </strong>{' '}
      {words.safe} {words.next}
      {withPath ? <span className={styles.path}> File {file.file}</span> : null}
    </li>
  );
}

/** On Home: only what somebody would miss or has to look at. */
export function DamageAtHome() {
  const files = useDamage((state) => state.files).filter((file) => isLoss(file) || file.state === 'tailCut');
  if (files.length === 0) return null;
  return (
    <section className={styles.notice} role="alert" aria-label="Damaged files">
      <h2>
        <span aria-hidden="true">⚠ </span>
        {files.length === 1 ? 'One file needs your attention' : `${files.length} files need your attention`}
      </h2>
      <ul>
        {files.map((file) => (
          <One key={`${file.state} ${file.file}`} file={file} withPath={false} />
        ))}
      </ul>
      <Button small onPress={() => go({ name: 'settings' })}>
        See the files in Settings
      </Button>
    </section>
  );
}

/** In Settings: every file, also those whose twin stood in. */
export function DamageInSettings() {
  const files = useDamage((state) => state.files);
  return (
    <section className={styles.section} aria-label="State of the records">
      <h2>State of the records</h2>
      {files.length === 0 ? (
        <p data-no-damage>No damaged file was found since the records were opened.</p>
      ) : (
        <ul>
          {files.map((file) => (
            <One key={`${file.state} ${file.file}`} file={file} withPath />
          ))}
        </ul>
      )}
    </section>
  );
}
