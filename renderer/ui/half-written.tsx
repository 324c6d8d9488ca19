/**
 * Shows what stood in a dialog when IEP Desk was locked, to be copied to where it belongs, until somebody says that it was. Only on Home and with the student it was
 * written about: at any other place, and on the wall, another family may be looking on.
 */
import { useRoutes } from '../routes.ts';
import { useProjector } from '../workbench/projector.ts';
import { tookOver, useHalfWritten } from '../workbench/half-written.ts';
import { Button } from './button.tsx';
import styles from './half-written.module.css';

export function HalfWrittenWords() {
  const { dialogs, of } = useHalfWritten();
  const route = useRoutes((state) => state.route);
  const projecting = useProjector((state) => state.on);
  const isHere = route.name === 'home' || ('studentId' in route && route.studentId === of);
  if (dialogs.length === 0 || projecting || !isHere) return null;
  return (
    <section className={styles.kept} aria-labelledby="half-written-title" data-half-written={dialogs.length}>
      <h2 id="half-written-title">You were writing this when IEP Desk was locked or closed</h2>
      <p>It is kept here and is not in the IEP yet. Copy it to where it belongs.</p>
      {dialogs.map(({ title, boxes }, n) => (
        <div key={n} className={styles.boxes}>
          {boxes.map(({ label, text }, at) => (
            <label key={at} className={styles.box}>
              <span>{title === '' ? label : `${title}: ${label}`}</span>
              <textarea readOnly rows={Math.min(4, text.split('\n').length)} value={text} onFocus={(event) => event.target.select()} />
            </label>
          ))}
        </div>
      ))}
      <Button small onPress={() => void tookOver()}>
        I have taken it over
      </Button>
    </section>
  );
}
