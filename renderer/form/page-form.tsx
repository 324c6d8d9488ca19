/** Draws any page of the IEP from its definition: sections, a grid of twelve columns, one control per field. */
import { memo, useLayoutEffect } from 'react';
import { pageDef } from '../../shared/iep/pages.ts';
import { pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { caretMovedTo } from '../meeting/caret.ts';
import { focusField, useShown } from '../meeting/show-field.ts';
import { Field } from './field.tsx';
import { RecordFacts } from './record-facts.tsx';
import { useRowCommands } from './row-commands.ts';
import { WhyNot } from './yours.tsx';
import styles from './page-form.module.css';

export const PageForm = memo(function PageForm({ page }: { readonly page: string }) {
  const def = pageDef(pageIdOf(page));
  const root = pageRoot(page);
  const wanted = useShown((state) => state.wanted);
  useRowCommands();
  useLayoutEffect(() => {
    if (wanted === null) return;
    useShown.setState({ wanted: null });
    focusField(wanted);
  }, [wanted, page]);
  return (
    <div className={styles.form} onFocus={(event) => caretMovedTo(event.target)}>
      {def.sections.map((section) => (
        <section key={section.id} className={styles.section} aria-label={section.title?.en ?? def.title.en}>
          {section.title === undefined ? null : <h2 className={styles.heading}>{section.title.en}</h2>}
          <WhyNot places={section.fields.filter((field) => field.type.kind !== 'derived').map((field) => `${root}/${field.id}`)}>
            <div className={styles.grid}>
              {section.fields.map((field) => (
                <Field key={field.id} at={`${root}/${field.id}`} def={field} />
              ))}
            </div>
          </WhyNot>
        </section>
      ))}
      {page === 'infoEligibility' ? <RecordFacts /> : null}
    </div>
  );
});
