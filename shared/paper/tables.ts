/** A list of plain rows as a table whose head repeats on every sheet, with empty lines to write in and lines high enough to sign. */
import type { FieldDef } from '../iep/definition.ts';
import type { JsonObject } from '../iep/json.ts';
import { breakable, clean } from './clean.ts';
import { isBlank, rowsOf, shortText, under } from './context.ts';
import { labelText } from './field.ts';
import { outcomeText, PEN_ROOM } from './marks.ts';
import type { PaperNode, Table } from './node.ts';
import { innerWidth, leaf, RULE, stack } from './node.ts';
import type { Place } from './place.ts';
import { isPrinted, placeOfRow } from './place.ts';
import { prose } from './prose.ts';

/** Shares of a table's width by type; a list whose columns ask for more than a line gives becomes cards. */
const WEIGHT: Readonly<Record<FieldDef['type']['kind'], number>> = {
  text: 3, statement: 5, yn: 1.4, bool: 1.4, choice: 2.2, choices: 2.4, code: 3, codes: 3, date: 1.9, time: 1.4, int: 1.3, percent: 1.3,
  textList: 3, rows: 99, group: 99, signature: 5, ref: 2.6, derived: 1.5,
};
const LINE_WEIGHT = 17.5;
/** Empty lines printed when there is nothing yet; signature lists are filled up to twelve lines (iep-forms.md 3.10). */
const BLANK_ROWS = 2;
const SIGNATURE_ROWS = 12;
const EXCEPTION_LINES = 8;
const ROW_HEIGHT = 18;
interface Column {
  readonly def: FieldDef;
  readonly weight: number;
}

function hasSignature(fields: readonly FieldDef[]): boolean {
  return fields.some((def) => def.type.kind === 'signature');
}

/** The reason gets two fifths of the line: it is what a parent reads in a table of options and actions. */
function weightOf(def: FieldDef, fields: readonly FieldDef[]): number {
  const others = fields.filter((other) => other !== def).reduce((sum, other) => sum + WEIGHT[other.type.kind], 0);
  return /^why/i.test(def.id) ? Math.max(WEIGHT.statement, others * (2 / 3)) : WEIGHT[def.type.kind];
}

/** Fields of a list that stand on paper: those any row prints, or, of an empty list, those a row would. */
function columnsOf(fields: readonly FieldDef[], rows: readonly JsonObject[], place: Place, at: string): readonly Column[] {
  const shown = fields.filter((def) => (rows.length === 0 ? isPrinted(def, fields, { ...place, holder: {} }) : rows.some((row) => isPrinted(def, fields, placeOfRow(row, place, at)))));
  return shown.map((def) => ({ def, weight: weightOf(def, shown) }));
}

function cellNodes(def: FieldDef, row: JsonObject, place: Place, at: string, width: number): PaperNode {
  const value = row[def.id];
  if (def.type.kind === 'signature') {
    const outcome = outcomeText(value);
    return outcome === '' ? stack([]) : leaf(breakable(outcome), 'small', at);
  }
  if (def.type.kind === 'statement') return stack(prose(isBlank(value) ? '' : typeof value === 'string' ? value : shortText(place.context, def, value, row), width, at));
  return stack(prose(clean(shortText(place.context, def, value, row)), width, at));
}

function tableOf(def: FieldDef, shown: readonly Column[], rows: readonly JsonObject[], place: Place, blankRows: number, height: number): Table {
  const total = shown.reduce((sum, column) => sum + column.weight, 0);
  const widths = shown.map((column) => innerWidth(place.width, column.weight / total) - RULE / shown.length);
  const listAt = under(place.at, def.id);
  const filled = rows.map((row) => {
    const rowAt = placeOfRow(row, place, listAt).at;
    return shown.map((column, index) => cellNodes(column.def, row, place, under(rowAt, column.def.id), widths[index] ?? 0));
  });
  const blank = Array.from({ length: blankRows }, () => shown.map(() => stack([])));
  return {
    kind: 'table', layout: 'box', widths, headRows: 1, shadedHead: true,
    rows: [shown.map((column) => leaf(labelText(place.context, column.def), 'label')), ...filled, ...blank],
    heights: [0, ...Array.from({ length: filled.length + blankRows }, () => height)],
    margin: [0, 0, 0, 6],
  };
}

/** The rows as a table, or null when they have too much to say for one line each. */
export function plainTable(def: FieldDef, fields: readonly FieldDef[], place: Place): Table | null {
  const rows = rowsOf(place.holder[def.id]);
  const shown = columnsOf(fields, rows, place, under(place.at, def.id));
  const signed = hasSignature(fields);
  if (!signed && shown.reduce((sum, column) => sum + column.weight, 0) > LINE_WEIGHT) return null;
  const wanted = signed && place.byHand ? SIGNATURE_ROWS : place.byHand && /exception/i.test(def.id) ? EXCEPTION_LINES : BLANK_ROWS;
  const blankRows = rows.length === 0 || place.byHand ? Math.max(0, wanted - rows.length) : 0;
  return tableOf(def, shown, rows, place, blankRows, signed ? PEN_ROOM - 8 : ROW_HEIGHT);
}
