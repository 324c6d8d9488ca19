/** Says in words why the window came forward when IEP Desk was started a second time: nothing was opened twice, nothing changed. */
import { useEffect, useState } from 'react';
import { bridge } from '../workbench/bridge.ts';
import { Button } from './button.tsx';
import styles from './second-start.module.css';

export function SecondStart() {
  const [shown, setShown] = useState(false);
  useEffect(() => bridge().on('secondStart', () => setShown(true)), []);
  return (
    <div role="status" data-second-start={shown}>
      {shown ? (
        <p className={styles.line}>
          IEP Desk was open already, so this window came forward. Nothing was changed; go on where you were.
          <Button look="quiet" small onPress={() => setShown(false)}>
            I have read this
          </Button>
        </p>
      ) : null}
    </div>
  );
}
