/** A button that says what it does; one primary a view. */
import type { ReactNode } from 'react';
import styles from './button.module.css';

interface Props {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  /** Shown after the label, e.g. "Ctrl+P". */
  readonly keys?: string;
  readonly label?: string;
  readonly pressed?: boolean;
  readonly small?: boolean;
  readonly submit?: boolean;
}

export function Button({ children, onPress, look = 'plain', disabled = false, keys, label, pressed, small = false, submit = false }: Props) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`${styles.button} ${styles[look]} ${small ? styles.small : ''}`}
      disabled={disabled}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
      onClick={(event) => {
        if (submit) event.preventDefault();
        onPress();
      }}
    >
      {children}
      {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
    </button>
  );
}
