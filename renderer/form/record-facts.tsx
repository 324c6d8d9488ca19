/** Under page 1: facts the state and the deadlines ask for that stand on no page of the form, each only where it matters. They print on no paper. */
import { holds } from '../../shared/iep/conditions.ts';
import { looksElsewhere } from '../../shared/iep/condition-places.ts';
import { RECORD_FACTS, RECORD_FACTS_ROOT } from '../../shared/iep/record-facts.ts';
import { useInDocument } from '../workbench/document-store.ts';
import { Field } from './field.tsx';
import { WhyNot } from './yours.tsx';
import styles from './page-form.module.css';

const LOOKED_AT = [RECORD_FACTS_ROOT, ...new Set(RECORD_FACTS.flatMap(({ hideUnless }) => (hideUnless === undefined ? [] : looksElsewhere(hideUnless))))];

export function RecordFacts() {
  const asked = useInDocument(LOOKED_AT, (document) => RECORD_FACTS.filter(({ hideUnless }) => hideUnless === undefined || holds(hideUnless, document, RECORD_FACTS_ROOT)).map(({ id }) => id).join(' '), '');
  if (asked === '') return null;
  const facts = RECORD_FACTS.filter(({ id }) => asked.split(' ').includes(id));
  return (
    <section className={styles.section} aria-label="For the state and the deadlines">
      <h2 className={styles.heading}>For the state and the deadlines, on no paper</h2>
      <WhyNot places={facts.map(({ id }) => `${RECORD_FACTS_ROOT}/${id}`)}>
        <div className={styles.grid}>
          {facts.map((fact) => (
            <Field key={fact.id} at={`${RECORD_FACTS_ROOT}/${fact.id}`} def={fact} />
          ))}
        </div>
      </WhyNot>
    </section>
  );
}
