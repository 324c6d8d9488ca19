/**
 * Repeating rows: a table where every cell is simple, cards where rows are rich. The keys of a row are commands (shared/commands), the line under the
 * row at hand says them; a row draws again only when it changed, so that writing in one of many costs what it costs in one of few.
 */
import { memo, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { ROW_ID, isWithin, type Address, type Row } from '../../shared/iep/address.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import type { RowPlace } from '../../shared/journal/rows.ts';
import { useCaret } from '../meeting/caret.ts';
import { focusField } from '../meeting/show-field.ts';
import { Button } from '../ui/button.tsx';
import { arrowsInTable, enterInTable } from './cell-keys.ts';
import type { ControlProps, Draw } from './control-props.ts';
import { drawNeighbours, useNear } from './near.ts';
import { CarriedMark, DiscussedMark, PreparedMark } from './place-marks.tsx';
import { addRow, copyRow, moveRow, removeRow, useRowNews } from './row-commands.ts';
import { rowToolsFor } from './row-tools.tsx';
import { PlannedDay } from './service-tools.tsx';
import { rowAddress, rowsAt, useValue } from './values.ts';
import { useWhyNoRow } from './yours.tsx';
import styles from './rows.module.css';

/** Most columns a table of rows may have before it becomes cards. */
const TABLE_COLUMNS = 6;
const CELL_KINDS: ReadonlySet<string> = new Set(['text', 'date', 'time', 'int', 'percent', 'choice', 'code', 'yn']);

function isTable(fields: readonly FieldDef[]): boolean {
  return fields.length <= TABLE_COLUMNS && fields.every((field) => CELL_KINDS.has(field.type.kind) && (field.type.kind !== 'choice' || field.type.choices.length > 5));
}

interface RowProps {
  readonly list: Address;
  readonly def: ControlProps<'rows'>['def'];
  readonly row: Row;
  readonly index: number;
  readonly count: number;
  readonly draw: Draw;
}

const KEYS = 'Ctrl+Enter new · Ctrl+D copy · Alt+↑ Alt+↓ move · Ctrl+Shift+Backspace remove · Ctrl+Z undo';
const TABLE_KEYS = 'Arrows go from cell to cell · Enter goes down, from the last row into a new one';

function RowButtons({ list, def, row, index, count }: Omit<RowProps, 'draw'>) {
  const name = `${def.type.row.en} ${index + 1}`;
  const place: RowPlace = { list, def, row: row[ROW_ID] };
  return (
    <span className={styles.buttons}>
      <Button look="quiet" small label={`Move up: ${name}`} disabled={index === 0} onPress={() => moveRow(place, -1)}>
        ↑
      </Button>
      <Button look="quiet" small label={`Move down: ${name}`} disabled={index === count - 1} onPress={() => moveRow(place, 1)}>
        ↓
      </Button>
      <Button look="quiet" small label={`Copy: ${name}`} onPress={() => copyRow(place)}>
        Copy
      </Button>
      <Button look="quiet" small label={`Remove: ${name}`} onPress={() => removeRow(place)}>
        Remove
      </Button>
    </span>
  );
}

const TableRow = memo(function TableRow({ list, def, row, index, count, draw }: RowProps) {
  const at = rowAddress(list, row[ROW_ID]);
  return (
    <tr data-row={at}>
      {def.type.fields.map((field) => (
        <td key={field.id}>
          <Cell at={`${at}/${field.id}`} def={field} row={index + 1} draw={draw} />
        </td>
      ))}
      <td>
        <RowMarks at={at} label={`${def.type.row.en} ${index + 1}`} />
        <RowButtons list={list} def={def} row={row} index={index} count={count} />
      </td>
    </tr>
  );
});

function RowTable({ at, def, rows, draw, labelledBy }: { readonly at: Address; readonly def: RowProps['def']; readonly rows: readonly Row[]; readonly draw: Draw; readonly labelledBy: string }) {
  return (
    <div className={styles.withKeys}>
      {/* The controls in the cells are what the keys act on; the table only listens. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table className={styles.table} aria-labelledby={labelledBy} onKeyDownCapture={arrowsInTable} onKeyDown={(event) => enterInTable(event, () => addRow(at, def))}>
        <thead>
          <tr>
            {def.type.fields.map((field) => (
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
          {rows.map((row, index) => (
            <TableRow key={row[ROW_ID]} list={at} def={def} row={row} index={index} count={rows.length} draw={draw} />
          ))}
        </tbody>
      </table>
      <p className={styles.keys}>
        {TABLE_KEYS} · {KEYS}
      </p>
    </div>
  );
}

function Cell({ at, def, row, draw }: { readonly at: Address; readonly def: FieldDef; readonly row: number; readonly draw: Draw }) {
  const id = `cell-${at}`;
  return (
    <>
      <label className={styles.cellName} id={`${id}-label`} htmlFor={id}>
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
      <CarriedMark at={at} label={label} /> <PreparedMark at={at} /> <DiscussedMark at={at} />
    </>
  );
}

const RowCard = memo(function RowCard({ list, def, row, index, count, draw }: RowProps) {
  const at = rowAddress(list, row[ROW_ID]);
  const { drawn, box } = useNear(at, index, count);
  const name = `${def.type.row.en} ${index + 1}`;
  const isAtHand = useCaret((state) => state.at !== null && isWithin(state.at, at) && !state.at.slice(at.length).includes('/@'));
  const tools = rowToolsFor(list);
  return (
    <fieldset ref={box} className={styles.card} data-row={at} data-waiting={drawn ? undefined : true} data-at-hand={isAtHand ? true : undefined} onFocus={(event) => drawNeighbours(event.currentTarget)}>
      <legend className={styles.legend}>
        {name}
        {count > 1 ? <span className={styles.of}> of {count}</span> : null} <RowMarks at={at} label={name} />
      </legend>
      {drawn ? (
        <>
          {tools === null ? null : <div className={styles.tools}>{tools(row, list) as ReactNode}</div>}
          <div className={styles.grid}>{def.type.fields.map((field) => draw.field(`${at}/${field.id}`, field))}</div>
          <div className={styles.foot}>
            <span className={styles.keys}>{KEYS}</span>
            <RowButtons list={list} def={def} row={row} index={index} count={count} />
          </div>
        </>
      ) : null}
    </fieldset>
  );
});

/** When the row the caret was in is gone (removed, undone, or merged away), the caret goes to its neighbour or to Add instead of nowhere. */
function useCaretKept(at: Address, rows: readonly Row[]): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const known = before.current;
    before.current = rows;
    const caret = useCaret.getState().at;
    if (caret === null || document.activeElement !== document.body) return;
    const index = known.findIndex((row) => isWithin(caret, rowAddress(at, row[ROW_ID])));
    if (index === -1 || rows.some((row) => row[ROW_ID] === known[index]?.[ROW_ID])) return;
    const next = rows[index] ?? rows[index - 1];
    focusField(next === undefined ? at : rowAddress(at, next[ROW_ID]));
  }, [at, rows]);
}

export function Rows({ at, def, id, draw }: ControlProps<'rows'>) {
  const value = useValue(at);
  const rows = useMemo(() => rowsAt(value), [value]);
  const said = useRowNews((state) => (state.list === at ? state.said : ''));
  const whyNot = useWhyNoRow(at);
  useCaretKept(at, rows);
  return (
    <div className={styles.rows} role="group" aria-labelledby={`${id}-label`}>
      {rows.length === 0 ? (
        <p className={styles.none}>None yet.</p>
      ) : isTable(def.type.fields) ? (
        <RowTable at={at} def={def} rows={rows} draw={draw} labelledBy={`${id}-label`} />
      ) : (
        <div className={styles.cards}>
          {rows.map((row, index) => (
            <RowCard key={row[ROW_ID]} list={at} def={def} row={row} index={index} count={rows.length} draw={draw} />
          ))}
        </div>
      )}
      {at === 'pages/fapeServices/services' ? <PlannedDay /> : null}
      <div className={styles.under}>
        <button type="button" className={styles.add} data-at={at} disabled={whyNot !== ''} aria-keyshortcuts="Control+Enter" onClick={() => addRow(at, def)}>
          + Add: {def.type.row.en}
        </button>
        {whyNot === '' ? null : <span className={styles.said} data-why-no-row={at}>{whyNot}</span>}
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </div>
  );
}
