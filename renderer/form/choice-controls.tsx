/** Controls for chosen values: yes/no, ticks, choices, and coded lists searched by code or words. */
import { useContext, useMemo } from 'react';
import { Button as AriaButton, ComboBox, ComboBoxStateContext, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { codeLabel, codeTable, findsCode, type CodeEntry } from '../../shared/iep/codes.ts';
import { holds } from '../../shared/iep/conditions.ts';
import type { Choice, CodeTableId, FieldType } from '../../shared/iep/definition.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { parentOf, ROW_ID, valueAt, type Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { everyField } from '../../shared/iep/fields.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { isPageId, pageDef } from '../../shared/iep/pages.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import type { AnyControl, ControlProps } from './control-props.ts';
import { useRestedStore } from '../workbench/rest.ts';
import { edit, useDraftStore } from '../workbench/draft-store.ts';
import { rowAddress, rowsAt, useValue, write } from './values.ts';
import { RADIO_LIMIT, isShortList } from './short-list.ts';
import { Button } from '../ui/button.tsx';
import { WholeSelect, WholeWords } from './whole-words.tsx';
import styles from './controls.module.css';

function RadioRow({ at, def, id, describedBy, options, onPick = (value) => write(at, def.label.en, value) }: AnyControl & { readonly onPick?: (value: string) => void; readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  const value = useValue(at);
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={describedBy} className={styles.row}>
      {options.map((option, index) => (
        <label key={option.value} className={styles.option}>
          <input type="radio" name={id} value={option.value} checked={value === option.value} data-at={index === 0 || value === option.value ? at : undefined} data-choice={`${at}=${option.value}`} onChange={() => onPick(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

export function YnControl(props: ControlProps<'yn'>) {
  return <RadioRow {...props} options={[{ value: 'Y', label: 'Yes' }, { value: 'N', label: 'No' }]} />;
}

export function BoolControl({ at, def, id, describedBy }: ControlProps<'bool'>) {
  const value = useValue(at) === true;
  return (
    <label className={styles.option}>
      <input id={id} type="checkbox" aria-describedby={describedBy} data-at={at} checked={value} onChange={(event) => write(at, def.label.en, event.target.checked)} />
      <span>{def.label.en}</span>
    </label>
  );
}

/** What may be chosen in this document, and what stands there already. */
function useOffered({ def, at }: ControlProps<'choice'>): readonly Choice[] {
  const { choices } = def.type;
  const value = useValue(at);
  const document = useRestedStore((state) => (choices.some(({ offeredWhen }) => offeredWhen !== undefined) ? state.document : null));
  return document === null ? choices : choices.filter((choice) => choice.offeredWhen === undefined || choice.value === value || holds(choice.offeredWhen, document, ''));
}

export function ChoiceControl(props: ControlProps<'choice'>) {
  const { at, def, id, describedBy } = props;
  const value = useValue(at);
  const options = useOffered(props).map((choice) => ({ value: choice.value, label: choice.label.en }));
  if (options.length <= RADIO_LIMIT) return <RadioRow {...props} options={options} />;
  const chosen = typeof value === 'string' ? value : '';
  return (
    <WholeSelect id={id} aria-describedby={describedBy} data-at={at} words={options.find((option) => option.value === chosen)?.label ?? ''} value={chosen} onChange={(event) => write(at, def.label.en, event.target.value)}>
      <option value="">Choose…</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </WholeSelect>
  );
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function ChoicesControl({ at, def, id, describedBy }: ControlProps<'choices'>) {
  const chosen = listOf(useValue(at));
  const toggle = (value: string, on: boolean): void => {
    const order = def.type.choices.map((choice) => choice.value);
    const next = on ? [...chosen, value] : chosen.filter((known) => known !== value);
    write(at, def.label.en, next.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  };
  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy} className={styles.row}>
      {def.type.choices.map((choice, index) => (
        <label key={choice.value} className={styles.option}>
          <input type="checkbox" checked={chosen.includes(choice.value)} data-at={index === 0 ? at : undefined} data-choice={`${at}=${choice.value}`} onChange={(event) => toggle(choice.value, event.target.checked)} />
          <span>{choice.label.en}</span>
        </label>
      ))}
    </div>
  );
}

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

/** Rows and fields of the page a line speaks of, and the place it names now. */
function placesOf(document: IepDocument, pageId: string, present: string): readonly { readonly value: string; readonly label: string }[] {
  const key = pageKeysOf(document).find((known) => pageIdOf(known) === pageId);
  const fields = key === undefined ? [] : everyField(document, key).filter((field) => field.shown && !field.at.slice(pageRoot(key).length).includes('@'));
  const places = fields.flatMap((field) => [field.at, ...(field.def.type.kind === 'rows' ? rowsAt(field.value).map((row) => rowAddress(field.at, row[ROW_ID])) : [])]);
  return [...new Set([...(present === '' ? [] : [present]), ...places])].map((value) => ({ value, label: placeWords(document, value) }));
}

type RefTo = Extract<FieldType, { readonly kind: 'ref' }>['to'];

interface Target {
  readonly value: string;
  readonly label: string;
}

/** The parts of a document the targets are made of. While these are the same, so are the targets: a key in another part draws no list again. */
function partsBehind(document: IepDocument, to: RefTo, at: Address): readonly unknown[] {
  switch (to) {
    case 'staff':
      return [document.staff];
    case 'service':
      return ['pages/fapeServices/services', 'pages/fapeServices/esyServices'].map((list) => valueAt(document, list));
    case 'areaOfNeed':
      return [valueAt(document, 'pages/presentLevels/areasOfNeed')];
    case 'basis':
      return [valueAt(document, 'pages/structuredNotes/basis')];
    case 'action':
      return [valueAt(document, 'pages/structuredNotes/actions')];
    case 'page':
      return pageKeysOf(document);
    case 'place': {
      const page = asText(valueAt(document, `${parentOf(at)}/pageId`));
      return [isPageId(page) ? valueAt(document, pageDef(page).root) : undefined, valueAt(document, at)];
    }
    case 'goalNumber':
      return [valueAt(document, 'pages/goals/items')];
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function targetsIn(document: IepDocument, to: RefTo, at: Address): readonly Target[] {
  const rows = (list: string): readonly JsonObject[] => {
    const value = valueAt(document, list);
    return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
  };
  switch (to) {
    case 'staff':
      return document.staff.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` }));
    case 'service':
      return [...rows('pages/fapeServices/services'), ...rows('pages/fapeServices/esyServices')].map((row) => ({ value: asText(row['id']), label: `${asText(row['code'])} ${codeLabel('service', asText(row['code']))}, ${asText(row['minutes'])} min` }));
    case 'areaOfNeed':
      return listOf(valueAt(document, 'pages/presentLevels/areasOfNeed')).map((area) => ({ value: area, label: area }));
    case 'basis':
      return rows('pages/structuredNotes/basis').map((row) => ({ value: asText(row['id']), label: asText(row['title']) }));
    case 'action':
      return rows('pages/structuredNotes/actions').map((row) => ({ value: asText(row['id']), label: asText(row['description']) }));
    case 'page':
      return [...new Set(pageKeysOf(document).map(pageIdOf))].map((id) => ({ value: id, label: pageDef(id).short.en }));
    case 'place':
      return placesOf(document, asText(valueAt(document, `${parentOf(at)}/pageId`)), asText(valueAt(document, at)));
    case 'goalNumber':
      return rows('pages/goals/items').map((row) => ({ value: asText(row['goalNumber']), label: `Goal ${asText(row['goalNumber'])}` }));
  }
}

const NOWHERE: readonly unknown[] = [];

/** Things of this document another field points to, with their words. */
function useTargets(to: RefTo, at: Address): readonly Target[] {
  const parts = useRestedStore(useShallow(({ document }) => (document === null ? NOWHERE : partsBehind(document, to, at))));
  return useMemo(() => {
    const { document } = useRestedStore.getState();
    return document === null ? [] : targetsIn(document, to, at);
    // The parts stand for the document they were taken from.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [parts, to, at]);
}

export function RefControl({ at, def, id, describedBy }: ControlProps<'ref'>) {
  const value = useValue(at);
  const targets = useTargets(def.type.to, at);
  const many = def.type.many === true;
  // Goals are pointed to by their number, everything else by an id.
  const stored = (chosen: string): string | number => (def.type.to === 'goalNumber' ? Number(chosen) : chosen);
  if (many) {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    return (
      <div role="group" aria-labelledby={`${id}-label`} className={styles.row}>
        {targets.length === 0 ? <span className={styles.note}>Nothing to point to yet.</span> : null}
        {targets.map((target, index) => (
          <label key={target.value} className={styles.option}>
            <input type="checkbox" data-at={index === 0 ? at : undefined} data-choice={`${at}=${target.value}`} checked={chosen.includes(target.value)} onChange={(event) => write(at, def.label.en, (event.target.checked ? [...chosen, target.value] : chosen.filter((known) => known !== target.value)).map(stored))} />
            <span>{target.label}</span>
          </label>
        ))}
      </div>
    );
  }
  // Somebody's name may stand where an id belongs; of anything else the id says nothing.
  const present = typeof value === 'string' ? value : '';
  const gone = def.type.to === 'staff' ? present : 'No longer on the list';
  const words = present === '' ? '' : (targets.find((target) => target.value === present)?.label ?? gone);
  return (
    <WholeSelect id={id} aria-describedby={describedBy} data-at={at} words={words} value={present} onChange={(event) => write(at, def.label.en, event.target.value)}>
      <option value="">Choose…</option>
      {present !== '' && !targets.some((target) => target.value === present) ? <option value={present}>{gone}</option> : null}
      {targets.map((target) => (
        <option key={target.value} value={target.value}>
          {target.label}
        </option>
      ))}
    </WholeSelect>
  );
}
