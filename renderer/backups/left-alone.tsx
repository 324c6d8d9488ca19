/** Backups straight in the second place that nothing proves to be this computer's: which files, why IEP Desk leaves them alone, and how a person opens or removes one. */
import styles from './left-alone.module.css';

interface Props {
  /** File names. */
  readonly files: readonly string[];
  readonly place: string;
}

export function LeftAlone({ files, place }: Props) {
  const one = files.length === 1;
  return (
    <section className={styles.box} aria-labelledby="left-alone" data-left-alone={files.length}>
      <h3 id="left-alone">{one ? 'One file that IEP Desk leaves alone' : `${files.length} files that IEP Desk leaves alone`}</h3>
      <p>
        {one ? 'It lies' : 'They lie'} straight in the second place, where an earlier version wrote backups. Nothing proves whose {one ? 'it is: it' : 'they are: they'} may be the only copy of another computer. So IEP Desk neither
        moves nor removes {one ? 'it' : 'them'}.
      </p>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
      <dl className={styles.ways}>
        <dt>To open one</dt>
        <dd>It stands in the list of backups below by the time in its name. Restore… asks for the passphrase of its computer and shows what it holds before anything is changed. A file that is not in the list cannot be read.</dd>
        <dt>To remove one</dt>
        <dd>
          Make sure that nobody who keeps backups there needs it, then delete the file in {place}. The folder “files” and the files that end in .keyring beside it belong to all of them: delete those last, when no file there ends in
          .backup any more. Leave the folders that begin with “computer-” as they are.
        </dd>
      </dl>
    </section>
  );
}
