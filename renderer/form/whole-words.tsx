/** Shows a chosen value in all its words, on as many lines as they need, while the caret is elsewhere: a box of the browser would cut them at its edge. */
import type { ComponentProps, ReactNode } from 'react';
import styles from './whole-words.module.css';

interface Props {
  /** What the control shows by itself; '' where nothing is chosen, and then the control's own prompt stands there. */
  readonly words: string;
  readonly children: ReactNode;
}

export function WholeWords({ words, children }: Props) {
  return (
    <span className={styles.whole} data-chosen={words !== ''}>
      {children}
      <span aria-hidden="true" className={styles.words}>
        {words}
      </span>
    </span>
  );
}

/** A list to choose one of, with the sign that the searched lists have. */
export function WholeSelect({ words, ...select }: ComponentProps<'select'> & { readonly words: string }) {
  return (
    <span className={styles.list}>
      <WholeWords words={words}>
        <select {...select} />
      </WholeWords>
    </span>
  );
}
