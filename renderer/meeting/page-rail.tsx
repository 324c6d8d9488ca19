/** The pages of this IEP with their state in words and what is still open on each. */
import { memo } from 'react';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { shortName } from '../../shared/iep/page-names.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { useChecked } from '../form/issues.ts';
import { pageWords } from '../ui/words.ts';
import { pageStateOf } from '../../shared/flow/read.ts';
import { AddPage } from './add-page.tsx';
import { showPage } from './show-field.ts';
import styles from './page-rail.module.css';

const MARKS = { empty: '○', draft: '●', discussed: '✓', final: '✓' } as const;

function openWords(counts: { readonly gaps: number; readonly errors: number } | undefined): string {
  if (counts === undefined) return '';
  const parts = [counts.errors > 0 ? `${counts.errors} state ${counts.errors === 1 ? 'error' : 'errors'}` : '', counts.gaps > 0 ? `${counts.gaps} open` : ''];
  return parts.filter((part) => part !== '').join(', ');
}

export const PageRail = memo(function PageRail({ document, pages, shown }: { readonly document: IepDocument; readonly pages: readonly string[]; readonly shown: string }) {
  const checked = useChecked();
  return (
    <nav className={styles.rail} aria-label="Pages of this IEP">
      <ol className={styles.list}>
        {pages.map((page) => {
          const def = pageDef(pageIdOf(page));
          const state = pageStateOf(document, page);
          const counts = checked?.pages[page];
          return (
            <li key={page}>
              <button type="button" className={styles.item} aria-current={page === shown ? 'page' : undefined} data-page={page} data-state={state} onClick={() => showPage(page)}>
                <span className={styles.mark} aria-hidden="true">
                  {MARKS[state]}
                </span>
                <span className={styles.name}>{shortName(document, page)}</span>
                <span className={styles.number}>{def.formNo}</span>
                <span className={styles.state}>
                  {pageWords(document, page)}
                  {openWords(counts) === '' ? '' : ` · ${openWords(counts)}`}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <AddPage document={document} />
    </nav>
  );
});
