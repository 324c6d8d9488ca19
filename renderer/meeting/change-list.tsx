/** What changed since the meeting began (or since the parent copy), before and after, each leading to its field. */
import { goalWords } from '../../shared/flow/goal-words.ts';
import { pageKeyAt } from '../../shared/iep/page-keys.ts';
import { shortName } from '../../shared/iep/page-names.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { Button } from '../ui/button.tsx';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { useRestedDraft } from '../workbench/rest.ts';
import { BeforeAfter } from '../ui/before-after.tsx';
import { useChanges } from './changes.ts';
import { showField } from './show-field.ts';
import styles from './notes.module.css';

function List({ draft }: { readonly draft: OpenDraft }) {
  const { since, list } = useChanges(draft);
  if (since === null) return <p className={styles.lines}>Changes are counted from the moment the meeting opens.</p>;
  return (
    <ol className={styles.lines} aria-label={`Changes since ${since}`}>
      <li className={styles.none}>
        {list.length === 0 ? 'Nothing' : `${list.length} ${list.length === 1 ? 'place' : 'places'}`} changed since {since}.
      </li>
      {list.map((difference) => {
        const page = pageKeyAt(difference.at);
        return (
          <li key={`${difference.at} ${difference.kind}`} className={styles.line}>
            <p className={styles.meta}>{page === undefined ? '' : shortName(draft.document, page)}</p>
            <strong>{placeWords(draft.document, difference.at)}</strong>
            {goalWords(draft.document, difference.at) === '' ? null : <p>{goalWords(draft.document, difference.at)}</p>}
            <BeforeAfter before={difference.before} after={difference.after} />
            {page === undefined ? null : (
              <Button look="quiet" small onPress={() => showField(draft, page, difference.at)}>
                Go there
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

export function ChangeList() {
  const draft = useRestedDraft();
  return draft === null ? null : <List draft={draft} />;
}
