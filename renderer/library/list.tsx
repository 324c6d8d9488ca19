/** The documents that were found, one line each; every one of them opens with no network. */
import { KIND_WORDS } from '../../shared/library/document.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import type { Row } from './rows.ts';
import styles from './library.module.css';

interface Props {
  readonly rows: readonly Row[];
  /** Null for whoever may only read. */
  readonly changes: { readonly onNewer: (row: Row) => void; readonly onOut: (row: Row) => void } | null;
}

function read({ id, title }: Row): void {
  go({ name: 'reader', studentId: null, title, source: { kind: 'library', documentId: id } });
}

export function DocumentList({ rows, changes }: Props) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Kind</th>
          <th scope="col">Language</th>
          <th scope="col">Version</th>
          <th scope="col">Kept on this computer</th>
          <th scope="col">
            <span className="visually-hidden">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-library-document={row.id}>
            <th scope="row">
              {row.title}
              {row.from === '' ? null : <span className={styles.soft}>{row.from}</span>}
            </th>
            <td>{KIND_WORDS[row.kind]}</td>
            <td>{row.language}</td>
            <td>{row.version}</td>
            <td>{row.isKept ? `✓ ${row.size}` : '✓ made when opened'}</td>
            <td>
              <div className={styles.does}>
                <Button small label={`Read ${row.title}, ${row.language}`} onPress={() => read(row)}>
                  Read
                </Button>
                {changes === null || !row.isOurs ? null : (
                  <>
                    <Button small look="quiet" label={`Newer version of ${row.title}, ${row.language}`} onPress={() => changes.onNewer(row)}>
                      Newer version…
                    </Button>
                    <Button small look="quiet" label={`Take out ${row.title}, ${row.language}`} onPress={() => changes.onOut(row)}>
                      Take out…
                    </Button>
                  </>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
