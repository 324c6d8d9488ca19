/** Promise: controls for coded values: a small list is in sight, a long one is searched by code or words, English or Spanish. */
import { useContext } from 'react';
import { Button as AriaButton, ComboBox, ComboBoxStateContext, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { codeLabel, codeTable, findsCode, type CodeEntry } from '../../shared/iep/codes.ts';
import type { CodeTableId } from '../../shared/iep/definition.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { ControlProps } from './control-props.ts';
import { edit } from '../workbench/draft-edits.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { listOf, useValue, write } from './values.ts';
import { isShortList } from './short-list.ts';
import { Button } from '../ui/button.tsx';
import { WholeWords } from './whole-words.tsx';
import styles from './controls.module.css';
import { RadioRow } from './radio-row.tsx';

interface CodeBoxProps {
  readonly table: CodeTableId;
  readonly value: string | null;
  readonly onPick: (code: string) => void;
  readonly id: string;
  readonly at: string;
  readonly label: string;
}

/** The box of a code. A click shows its whole list, a key what it narrows it to; Tab alone shows nothing, because the page scrolls then and would close the list again. */
function CodeInput({ id, at }: { readonly id: string; readonly at: string }) {
  const list = useContext(ComboBoxStateContext);
  return <Input id={id} data-at={at} placeholder="Code or word" onClick={() => list?.open(null, 'manual')} />;
}

/** A searchable list of codes: typing narrows it by code and by words, English or Spanish, whatever language is shown. */
function CodeBox({ table, value, onPick, id, at, label }: CodeBoxProps) {
  const textOf = (entry: CodeEntry): string => `${entry.code} ${entry.label.en}`;
  const entries = codeTable(table).filter((entry) => entry.active || entry.code === value);
  const chosen = entries.find((entry) => entry.code === value);
  return (
    <ComboBox
      aria-label={label}
      className={styles.combo ?? ''}
      defaultItems={entries.map((entry) => ({ id: entry.code, text: textOf(entry) }))}
      defaultFilter={(text, typed) => {
        const entry = entries.find((candidate) => textOf(candidate) === text);
        return entry !== undefined && findsCode(entry, typed);
      }}
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => {
        if (key !== null) onPick(String(key));
      }}
    >
      <div className={styles.comboBox}>
        <WholeWords words={chosen === undefined ? '' : textOf(chosen)}>
          <CodeInput id={id} at={at} />
        </WholeWords>
        <AriaButton className={styles.comboButton ?? ''} aria-label={`Show all: ${label}`}>
          ▾
        </AriaButton>
      </div>
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.list ?? ''}>
          {(entry: { readonly id: string; readonly text: string }) => (
            <ListBoxItem id={entry.id} textValue={entry.text} className={styles.listItem ?? ''}>
              {entry.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Where the words of a coded value are kept beside it: `locationName` beside `location`, `serviceName` beside a service's `code`. */
function nameBeside(at: string): string {
  return at.endsWith('/code') ? at.replace(/code$/u, 'serviceName') : `${at}Name`;
}

/** Sets a code and, where the record keeps its words beside it, the words in the same step, so that the two never disagree. */
function writeCode(at: string, def: ControlProps<'code'>['def'], code: string): void {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  const name = nameBeside(at);
  const was = valueAt(draft.document, name);
  if (typeof was !== 'string') return write(at, def.label.en, code);
  edit(def.label.en, [
    { op: 'set', at, value: code, was: valueAt(draft.document, at) },
    { op: 'set', at: name, value: codeLabel(def.type.table, code), was },
  ]);
  return undefined;
}

/** Small coded lists are radio buttons, long ones are searched. */
export function CodeControl(props: ControlProps<'code'>) {
  const { at, def, id } = props;
  const value = useValue(at);
  if (isShortList(def.type.table)) return <RadioRow {...props} options={codeTable(def.type.table).filter((entry) => entry.active).map((entry) => ({ value: entry.code, label: entry.label.en }))} onPick={(code) => writeCode(at, def, code)} />;
  return <CodeBox table={def.type.table} value={typeof value === 'string' ? value : ''} onPick={(code) => writeCode(at, def, code)} id={id} at={at} label={def.label.en} />;
}

/** Several codes, each to be taken away again. */
export function CodesControl({ at, def, id }: ControlProps<'codes'>) {
  const chosen = listOf(useValue(at));
  return (
    <div className={styles.stack}>
      {chosen.map((code) => (
        <span key={code} className={styles.chip}>
          {code} {codeLabel(def.type.table, code)}
          <Button look="quiet" small label={`Remove ${codeLabel(def.type.table, code)}`} onPress={() => write(at, def.label.en, chosen.filter((known) => known !== code))}>
            ✕
          </Button>
        </span>
      ))}
      {def.type.max !== undefined && chosen.length >= def.type.max ? null : (
        <CodeBox key={chosen.length} table={def.type.table} value={null} onPick={(code) => !chosen.includes(code) && write(at, def.label.en, [...chosen, code])} id={id} at={at} label={`Add: ${def.label.en}`} />
      )}
    </div>
  );
}
