/** The guidance for the field the caret is in, then for its page: read beside the field, with no network and nothing over the page. */
import { fieldIdIn, topicsFor } from '../../shared/help/topics.ts';
import { pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { useCaret } from './caret.ts';
import styles from './guide.module.css';

export function Guide({ page }: { readonly page: string }) {
  const at = useCaret((state) => state.at);
  const id = pageIdOf(page);
  const field = at === null ? null : fieldIdIn(pageRoot(page), at);
  const label = pageDef(id).sections.flatMap((section) => section.fields).find((known) => known.id === field)?.label.en;
  return (
    // Words alone take no keys, and some guidance is longer than its place: it is reached by Tab and scrolled by the arrows.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.guide} role="region" aria-label="Guidance" aria-live="polite" tabIndex={0}>
      <p className={styles.about}>{label === undefined ? `About ${pageDef(id).title.en}` : `About ${label}, then this page`}</p>
      {topicsFor(id, field).map((topic) => (
        <section key={topic.id} className={styles.topic} data-topic={topic.id}>
          <h3>{topic.title}</h3>
          {topic.answer.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </div>
  );
}
