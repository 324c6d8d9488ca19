/** One quiet line under a statement that says nothing yet, while the caret is in it: a sentence to start from. The key does the same, so it is no stop for Tab. */
import type { Address } from '../../shared/iep/address.ts';
import { useInDocument } from '../workbench/document-store.ts';
import { insertStem, stemAt } from './stem.ts';
import styles from './field.module.css';
import buttons from '../ui/button.module.css';

export function StemOffer({ at }: { readonly at: Address }) {
  const isOffered = useInDocument([at, 'formLanguage'], (document) => stemAt(document, at) !== null, false);
  if (!isOffered) return null;
  return (
    <span className={styles.offer}>
      {/* Pressed before the caret leaves the field: the line is there only while the caret is. */}
      <button type="button" tabIndex={-1} className={`${buttons.button} ${buttons.quiet} ${buttons.small}`} onMouseDown={(event) => event.preventDefault()} onClick={() => insertStem(at)} data-stem={at}>
        Insert a sentence to start from<kbd className={buttons.keys}>Ctrl+Shift+S</kbd>
      </button>
    </span>
  );
}
