/** The parts of the IEP a parent does not agree to: as many as stand on the paper, each with its page and the parent's words (iep-forms.md 3.11). */
import { pageKeysOf } from '../../shared/iep/page-keys.ts';
import { pageTitle } from '../../shared/iep/page-names.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { Button } from '../ui/button.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { BLANK, type Excepted } from './excepted.ts';
import styles from './exceptions.module.css';

interface Props {
  readonly document: IepDocument;
  readonly rows: readonly Excepted[];
  readonly onChange: (rows: readonly Excepted[]) => void;
}

export function Exceptions({ document, rows, onChange }: Props) {
  const pages = pageKeysOf(document).map((key) => ({ value: key, label: pageTitle(document, key) }));
  // The first has the plain labels; where there are several each says which one it is.
  const named = (label: string, n: number): string => (n === 0 ? label : `${label} (${n + 1})`);
  const put = (n: number, part: Partial<Excepted>): void => onChange(rows.map((row, index) => (index === n ? { ...row, ...part } : row)));
  return (
    <>
      {rows.map((row, n) => (
        <div key={named('', n)} className={styles.one}>
          <Pick label={named('Page of the exception', n)} value={row.page} onChange={(page) => put(n, { page })} options={pages} />
          <TextInput label={named('The part not agreed to', n)} value={row.what} onChange={(what) => put(n, { what })} />
          <TextInput label={named("The parent's own words", n)} value={row.words} onChange={(words) => put(n, { words })} multiline />
        </div>
      ))}
      <div className={styles.more}>
        <Button small onPress={() => onChange([...rows, BLANK])}>One more exception</Button>
        {rows.length === 1 ? null : <Button small look="quiet" onPress={() => onChange(rows.slice(0, -1))}>Take the last one out</Button>}
      </div>
    </>
  );
}
