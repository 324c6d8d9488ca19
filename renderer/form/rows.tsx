/**
 * Repeating rows: a table where every cell is simple, cards where rows are rich. Rows are added, copied, moved and removed by pointer and by
 * keyboard (Ctrl+Enter new, Ctrl+D copy, Alt+Up/Down move), each as one step that undo takes back.
 */
import type { KeyboardEvent, ReactNode } from 'react';
import { ROW_ID, type Address, type Row } from '../../shared/iep/address.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import { emptyRow } from '../../shared/iep/fields.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import { Button } from '../ui/button.tsx';
import { edit } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import type { ControlProps, Draw } from './control-props.ts';
import { CarriedMark, DiscussedMark } from './place-marks.tsx';
import { rowToolsFor } from './row-tools.tsx';
import { copyOfRow, nextOwnId, rowAddress, rowsAt, useValue, write } from './values.ts';
import styles from './rows.module.css';

/** Most columns a table of rows may have before it becomes cards. */
const TABLE_COLUMNS = 6;
const CELL_KINDS: ReadonlySet<string> = new Set(['text', 'date', 'time', 'int', 'percent', 'choice', 'code', 'yn']);

function isTable(fields: readonly FieldDef[]): boolean {
  return fields.length <= TABLE_COLUMNS && fields.every((field) => CELL_KINDS.has(field.type.kind) && (field.type.kind !== 'choice' || field.type.choices.length > 5));
}

interface List {
  readonly at: Address;
  readonly def: ControlProps<'rows'>['def'];
  readonly rows: readonly Row[];
  readonly draw: Draw;
}

function focusRow(at: Address): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(at)}"] :is(input, textarea, select)`)?.focus());
}

function insert({ at, def, rows }: List, row: Row, after: Row | null, verb: string): void {
  const label = `${verb}: ${def.type.row.en}`;
  const ready = rows.length === 0 ? write : null;
  const own = nextOwnId(rows);
  const made = own === null || typeof row['id'] !== 'string' ? row : { ...row, id: own };
  if (ready !== null) ready(at, label, [made]);
  else edit(label, [{ op: 'insertRow', at, row: made, after: after === null ? null : after[ROW_ID] }]);
  focusRow(rowAddress(at, made[ROW_ID]));
}

function add(list: List): void {
  insert(list, emptyRow(list.def, newRowId()), list.rows.at(-1) ?? null, 'Add');
}

function copy(list: List, row: Row): void {
  insert(list, copyOfRow(row, newRowId), row, 'Copy');
}

function remove({ at, def, rows }: List, row: Row): void {
  const before = rows[rows.indexOf(row) - 1];
  edit(`Remove: ${def.type.row.en}`, [{ op: 'removeRow', at, row, after: before?.[ROW_ID] ?? null }]);
}

function move({ at, def, rows }: List, row: Row, by: 1 | -1): void {
  const index = rows.indexOf(row);
  const others = rows.filter((other) => other !== row);
  const target = index + by;
  if (target < 0 || target >= rows.length) return;
  const step: Edit = { op: 'moveRow', at, row: row[ROW_ID], after: others[target - 1]?.[ROW_ID] ?? null, wasAfter: rows[index - 1]?.[ROW_ID] ?? null };
  edit(`Move: ${def.type.row.en}`, [step]);
}

function keysOf(list: List, row: Row) {
  return (event: KeyboardEvent): void => {
    const control = event.ctrlKey || event.metaKey;
    if (control && !event.shiftKey && event.key === 'Enter') add(list);
    else if (control && !event.shiftKey && event.key.toLowerCase() === 'd') copy(list, row);
    else if (event.altKey && event.key === 'ArrowUp') move(list, row, -1);
    else if (event.altKey && event.key === 'ArrowDown') move(list, row, 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function RowButtons({ list, row, index }: { readonly list: List; readonly row: Row; readonly index: number }) {
  const name = `${list.def.type.row.en} ${index + 1}`;
  return (
    <span className={styles.buttons}>
      <Button look="quiet" small label={`Move up: ${name}`} disabled={index === 0} onPress={() => move(list, row, -1)}>
        ↑
      </Button>
      <Button look="quiet" small label={`Move down: ${name}`} disabled={index === list.rows.length - 1} onPress={() => move(list, row, 1)}>
        ↓
      </Button>
      <Button look="quiet" small label={`Copy: ${name}`} onPress={() => copy(list, row)}>
        Copy
      </Button>
      <Button look="quiet" small label={`Remove: ${name}`} onPress={() => remove(list, row)}>
        Remove
      </Button>
    </span>
  );
}

function RowTable({ list }: { readonly list: List }) {
  const fields = list.def.type.fields;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field.id} scope="col">
              {field.label.en}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">Row</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.rows.map((row, index) => (
          <tr key={row[ROW_ID]} data-row={rowAddress(list.at, row[ROW_ID])} onKeyDown={keysOf(list, row)}>
            {fields.map((field) => (
              <td key={field.id}>
                <Cell at={`${rowAddress(list.at, row[ROW_ID])}/${field.id}`} def={field} row={index + 1} draw={list.draw} />
              </td>
            ))}
            <td>
              <RowMarks at={rowAddress(list.at, row[ROW_ID])} label={`${list.def.type.row.en} ${index + 1}`} />
              <RowButtons list={list} row={row} index={index} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ at, def, row, draw }: { readonly at: Address; readonly def: FieldDef; readonly row: number; readonly draw: Draw }) {
  const id = `cell-${at}`;
  return (
    <>
      <label className="visually-hidden" id={`${id}-label`} htmlFor={id}>
        {def.label.en}, row {row}
      </label>
      {draw.control({ at, def, id, describedBy: undefined })}
      <CarriedMark at={at} label={def.label.en} />
    </>
  );
}

function RowMarks({ at, label }: { readonly at: Address; readonly label: string }) {
  return (
    <>
      <CarriedMark at={at} label={label} /> <DiscussedMark at={at} />
    </>
  );
}

function RowCards({ list }: { readonly list: List }) {
  return (
    <div className={styles.cards}>
      {list.rows.map((row, index) => {
        const at = rowAddress(list.at, row[ROW_ID]);
        const tools = rowToolsFor(list.at);
        return (
          <fieldset key={row[ROW_ID]} className={styles.card} data-row={at} onKeyDown={keysOf(list, row)}>
            <legend className={styles.legend}>
              {list.def.type.row.en} {index + 1} <RowMarks at={at} label={`${list.def.type.row.en} ${index + 1}`} />
            </legend>
            {tools === null ? null : <div className={styles.tools}>{tools(row, list.at) as ReactNode}</div>}
            <div className={styles.grid}>
              {list.def.type.fields.map((field) => list.draw.field(`${at}/${field.id}`, field))}
            </div>
            <RowButtons list={list} row={row} index={index} />
          </fieldset>
        );
      })}
    </div>
  );
}

export function Rows({ at, def, draw }: ControlProps<'rows'>) {
  const list: List = { at, def, draw, rows: rowsAt(useValue(at)) };
  return (
    <div className={styles.rows}>
      {list.rows.length === 0 ? <p className={styles.none}>None yet.</p> : isTable(def.type.fields) ? <RowTable list={list} /> : <RowCards list={list} />}
      <button type="button" className={styles.add} data-at={at} onClick={() => add(list)}>
        + Add: {def.type.row.en}
      </button>
    </div>
  );
}
