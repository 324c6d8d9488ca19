/** A list of plain rows as a table whose head repeats on every sheet, with empty lines to write in and lines high enough to sign. */
import type { FieldDef } from '../iep/definition.ts';
import type { JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { breakable, clean, cleanLabel } from './clean.ts';
import type { PaperContext } from './context.ts';
import { isBlank, rowsOf, shortText, under } from './context.ts';
import { labelText, placeTags, spanOf } from './field.ts';
import { textWidth } from './letters.ts';
import { PEN_ROOM, signatureWords } from './marks.ts';
import type { PaperNode, Table } from './node.ts';
import { innerWidth, leaf, RULE, stack } from './node.ts';
import type { Place } from './place.ts';
import { awaitsPen, isPrinted, placeOfRow } from './place.ts';
import { prose } from './prose.ts';
import { statementNodes } from './translated.ts';
import { wholeRows } from './room.ts';
import { word } from './words.ts';

/** Shares of a table's width by type; a list whose columns ask for more than a line gives becomes cards. */
const WEIGHT: Readonly<Record<FieldDef['type']['kind'], number>> = {
  text: 3, statement: 5, yn: 1.4, bool: 1.6, choice: 2.8, choices: 2.8, code: 3, codes: 3, date: 1.9, time: 1.8, int: 1.4, percent: 1.4,
  textList: 3, rows: 99, group: 99, signature: 5, ref: 2.4, derived: 1.5,
};
const LINE_WEIGHT = 21.5;
const NUMBER_WEIGHT = 1;
/** A reference that prints as row numbers. */
const NUMBERS_WEIGHT = 1.7;
/** Columns of free text beside each other that can still be read. */
const TEXT_COLUMNS = 3;
/** Share of the weight for a column whose field takes a quarter of the screen or less. */
const NARROW = 0.8;
/** Weight of a statement that stands beside its reason: the reason is the longer one. */
const BESIDE_REASON = 4;

/** Empty lines printed when there is nothing yet; signature lists are filled up to twelve lines (iep-forms.md 3.10). */
const BLANK_ROWS = 2;
const SIGNATURE_ROWS = 12;
const EXCEPTION_LINES = 8;
const ROW_HEIGHT = 17;
/** With its padding a signed row is as high as a pen needs. */
const SIGNED_HEIGHT = PEN_ROOM - 4.5;
interface Column {
  readonly def: FieldDef;
  readonly weight: number;
}

function hasSignature(fields: readonly FieldDef[]): boolean {
  return fields.some((def) => def.type.kind === 'signature');
}

function isReason(def: FieldDef): boolean {
  return def.type.kind === 'statement' && /^why/i.test(def.id);
}

function ownWeight(def: FieldDef): number {
  if (def.type.kind === 'ref' && (def.type.to === 'basis' || def.type.to === 'action')) return NUMBERS_WEIGHT;
  const { kind } = def.type;
  return (kind === 'text' || kind === 'choice' || kind === 'choices') && spanOf(def) <= 3 ? WEIGHT[kind] * NARROW : WEIGHT[kind];
}

/** The reason gets two fifths of the line: it is what a parent reads in a table of options and actions. */
function weightOf(def: FieldDef, fields: readonly FieldDef[]): number {
  const others = fields.filter((other) => other !== def).reduce((sum, other) => sum + (other.type.kind === 'statement' ? BESIDE_REASON : ownWeight(other)), 0);
  if (isReason(def)) return Math.max(WEIGHT.statement, others * (2 / 3));
  return def.type.kind === 'statement' && fields.some(isReason) ? BESIDE_REASON : ownWeight(def);
}

/** Fields of a list that stand on paper: those any row prints, or, of an empty list, those a row would. */
function columnsOf(fields: readonly FieldDef[], rows: readonly JsonObject[], place: Place, at: string): readonly Column[] {
  const shown = fields.filter((def) => (rows.length === 0 ? isPrinted(def, fields, { ...place, holder: {}, byHand: true }) : rows.some((row) => isPrinted(def, fields, placeOfRow(row, place, at)))));
  return shown.map((def) => ({ def, weight: weightOf(def, shown) }));
}

/** Kinds whose value is one of the words of the form: in a print in two languages, a label in each. */
const SAID_IN_LABELS: ReadonlySet<string> = new Set(['yn', 'bool', 'choice', 'choices', 'code', 'codes']);

function cellNodes(def: FieldDef, row: JsonObject, place: Place, at: string, width: number): PaperNode {
  const value = row[def.id];
  if (def.type.kind === 'signature') {
    const words = signatureWords(place.context, value, Object.values(row).filter((cell): cell is string => typeof cell === 'string'));
    return words === '' ? stack([]) : leaf(breakable(words), 'small', at);
  }
  if (def.type.kind === 'statement') return stack(statementNodes(place.context, isBlank(value) ? '' : typeof value === 'string' ? value : shortText(place.context, def, value, row), width, at));
  const text = shortText(place.context, def, value, row);
  if (SAID_IN_LABELS.has(def.type.kind) && typeof value !== 'object') return stack(text === '' ? [] : [leaf(breakable(cleanLabel(text)), 'body', at, { margin: [0, 0, 0, 0] })]);
  return stack(prose(clean(text), width, at));
}

/** The longest a day and a time are written. */
const LONGEST_DATE = 'Nov 28, 2028';
const LONGEST_TIME = '12:58 p.m.';

/** Points of the longest word among the choices of a column, of a day or a time, and a little, because it is a guess; nothing for other columns. */
function longestWord({ def }: Column, language: PaperContext['language']): number {
  if (def.type.kind === 'date' || def.type.kind === 'time') return textWidth(def.type.kind === 'date' ? LONGEST_DATE : LONGEST_TIME) + 1;
  if (def.type.kind !== 'choice' && def.type.kind !== 'choices') return 0;
  return Math.max(0, ...def.type.choices.flatMap((choice) => label(choice.label, language).split(/\s+/u)).map((one) => textWidth(one) + 2));
}

/** The widths with room for each choice to stand in whole words and each day on one line, taken from the widest column. */
function wholeWords(widths: readonly number[], columns: readonly Column[], language: PaperContext['language']): readonly number[] {
  const wanted = widths.map((width, index) => Math.max(width, columns[index] === undefined ? 0 : longestWord(columns[index], language)));
  const more = wanted.reduce((sum, width, index) => sum + width - (widths[index] ?? 0), 0);
  const widest = wanted.indexOf(Math.max(...wanted));
  return more > (wanted[widest] ?? 0) / 2 ? widths : wanted.map((width, index) => (index === widest ? width - more : width));
}

function tableOf(def: FieldDef, fields: readonly FieldDef[], shown: readonly Column[], rows: readonly JsonObject[], place: Place, blankRows: number, signed: boolean): Table {
  const height = signed ? SIGNED_HEIGHT : ROW_HEIGHT;
  const toSign = signed && place.context.forPens;
  // Other lists point at these rows; on paper they do it by number.
  const numbered = fields.some((field) => field.type.kind === 'derived' && field.id === 'id');
  const count = shown.length + (numbered ? 1 : 0);
  const total = shown.reduce((sum, column) => sum + column.weight, numbered ? NUMBER_WEIGHT : 0);
  const widthOf = (weight: number): number => innerWidth(place.width, weight / total) - RULE / count;
  const widths = wholeWords(shown.map((column) => widthOf(column.weight)), shown, place.context.language);
  const lead = (cell: PaperNode): readonly PaperNode[] => (numbered ? [cell] : []);
  const listAt = under(place.at, def.id);
  const filled = rows.map((row, number) => {
    const rowAt = placeOfRow(row, place, listAt).at;
    const ofRow = placeTags(place.context, rowAt);
    return [...lead(leaf(`${number + 1}`)), ...shown.map((column, index) => {
      const cellAt = under(rowAt, column.def.id);
      const cell = cellNodes(column.def, row, place, cellAt, widths[index] ?? 0);
      // A row that came over, or that somebody prepares, says so once, in its first cell.
      const said = ofRow.length === 0 ? placeTags(place.context, cellAt) : index === 0 ? ofRow : [];
      return said.length === 0 ? cell : stack([cell, leaf(said.join(' · '), 'small', cellAt)]);
    })];
  });
  const blank = Array.from({ length: blankRows }, () => Array.from({ length: count }, () => stack([])));
  return {
    kind: 'table', layout: 'box', tabular: true, widths: [...(numbered ? [widthOf(NUMBER_WEIGHT)] : []), ...widths], headRows: 1, shadedHead: true,
    rows: [[...lead(leaf(word('number', place.context.language), 'label')), ...shown.map((column) => leaf(labelText(place.context, column.def), 'label'))], ...filled, ...blank],
    heights: [0, ...filled.map(() => (toSign ? height : 0)), ...blank.map(() => height)],
    margin: [0, 0, 0, 6],
  };
}

/** The rows as a table, or null when they have too much to say for one line each. */
export function plainTable(def: FieldDef, fields: readonly FieldDef[], place: Place): Table | null {
  const rows = rowsOf(place.holder[def.id]);
  const shown = columnsOf(fields, rows, place, under(place.at, def.id));
  const signed = hasSignature(fields);
  const texts = shown.filter((column) => column.def.type.kind === 'text' || column.def.type.kind === 'textList').length;
  if (shown.length === 0) return null;
  if (!signed && (texts > TEXT_COLUMNS || shown.reduce((sum, column) => sum + column.weight, 0) > LINE_WEIGHT)) return null;
  const pen = awaitsPen(place);
  const wanted = signed && pen ? SIGNATURE_ROWS : pen && /exception/i.test(def.id) ? EXCEPTION_LINES : BLANK_ROWS;
  const blankRows = rows.length === 0 || pen ? Math.max(0, wanted - rows.length) : 0;
  return wholeRows(tableOf(def, fields, shown, rows, place, blankRows, signed));
}
