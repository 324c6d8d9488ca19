/**
 * Fields of an object and rows of a list as blocks over the whole width. Rows with much to say become cards, one bordered block each (a goal
 * with its objectives, a service with its four lines), and a card is drawn with the same grid as a page.
 */
import type { FieldDef, Words } from '../iep/definition.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { answerList, COLUMNS, gridLine, packed, questionBox, STATEMENT_ROOM, statementBox } from './boxes.ts';
import { isObject, rowsOf, under } from './context.ts';
import { labelText, spanOf } from './field.ts';
import type { PaperNode, Table } from './node.ts';
import { columns, innerWidth, leaf, room, RULE, stack } from './node.ts';
import type { Place } from './place.ts';
import { isPrinted, placeOfRow } from './place.ts';
import { keptTogether, roughHeight } from './room.ts';
import { plainTable } from './tables.ts';
import { word } from './words.ts';

/** Indent of a card's content from the card's border, in points. */
const CARD_INSET = 4;

/** A card's title: the number the row gives itself, or its place in the list; and the tag of a service that is not reported. */
function cardTitle(row: JsonObject, words: Words, index: number, place: Place): PaperNode {
  const own = Object.entries(row).find(([key, value]) => /Number$|No$/.test(key) && typeof value === 'number')?.[1];
  const title = leaf(`${label(words, place.context.language)} ${String(own ?? index + 1)}`, 'strong');
  if (row['dnr'] !== true) return title;
  const inner = innerWidth(place.width, 1) - RULE;
  return columns([{ width: inner - 220, node: title }, { width: 220, node: leaf(word('notReported', place.context.language), 'tag', '', { align: 'right' }) }]);
}

/** One row as a block of its own; its parts use the same grid as a page. */
export function card(row: JsonObject, words: Words, fields: readonly FieldDef[], index: number, place: Place, listAt: string): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const content = fieldBlocks(fields.filter((def) => !(def.id === 'dnr' && def.type.kind === 'bool')), { ...placeOfRow(row, place, listAt), width: inner - CARD_INSET });
  const table: Table = {
    kind: 'table', layout: 'card', widths: [inner], headRows: 1, shadedHead: true, heights: [0, 0],
    rows: [[cardTitle(row, words, index, place)], [stack(content, [CARD_INSET / 2, 2, CARD_INSET / 2, 0])]],
    margin: [0, 0, 0, 8],
  };
  return keptTogether(table, place.width, 110);
}

function heading(def: FieldDef, place: Place, next: number): readonly PaperNode[] {
  return [room(next + 18), leaf(labelText(place.context, def), 'strong', '', { margin: [0, 3, 0, 2] })];
}

/** A list over the whole width: its words, then a table or cards. */
export function rowsBlock(def: FieldDef, words: Words, fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  const table = plainTable(def, fields, place);
  if (table !== null) return [...heading(def, place, Math.min(roughHeight(table, place.width), 70)), table];
  const rows = rowsOf(place.holder[def.id]);
  const cards: readonly JsonObject[] = rows.length > 0 ? rows : [{}];
  return [...heading(def, place, 120), ...cards.flatMap((row, index) => card(row, words, fields, index, place, under(place.at, def.id)))];
}

/** True for fields drawn over the whole width in their own box. */
function isWide(def: FieldDef): boolean {
  const { kind } = def.type;
  return kind === 'statement' || kind === 'rows' || kind === 'group' || kind === 'signature' || ((kind === 'yn' || kind === 'choice') && spanOf(def) === COLUMNS);
}

function wideNodes(def: FieldDef, place: Place): readonly PaperNode[] {
  const { type } = def;
  const answersByTick = (type.kind === 'choice' || type.kind === 'choices' || type.kind === 'yn');
  if (place.large && answersByTick && type.kind !== 'yn') return answerList(def, place);
  if (answersByTick) return questionBox(def, place);
  if (type.kind === 'rows') return rowsBlock(def, type.row, type.fields, place);
  if (type.kind === 'group') return groupBox(def, type.fields, place);
  return statementBox(def, place);
}

/** A group over the whole width: its label as a bar, its parts on the grid below. */
function groupBox(def: FieldDef, fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  const value: Json | undefined = place.holder[def.id];
  const inner: Place = { ...place, at: under(place.at, def.id), holder: isObject(value) ? value : {} };
  return [room(STATEMENT_ROOM), leaf(labelText(place.context, def), 'strong', '', { margin: [0, 2, 0, 2] }), ...fieldBlocks(fields, inner)];
}

/** All printed fields of one object, in their order. */
export function fieldBlocks(fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  const printed = fields.filter((def) => isPrinted(def, fields, place));
  const runs: { readonly wide: boolean; readonly fields: FieldDef[] }[] = [];
  for (const def of printed) {
    const wide = isWide(def) || (place.large && (def.type.kind === 'choice' || def.type.kind === 'choices'));
    const run = runs.at(-1);
    if (run === undefined || run.wide !== wide) runs.push({ wide, fields: [def] });
    else run.fields.push(def);
  }
  return runs.flatMap((run) => {
    if (run.wide) return run.fields.flatMap((def) => wideNodes(def, place));
    const lines = packed(run.fields);
    return lines.flatMap((line, index) => gridLine(line, place, index === lines.length - 1));
  });
}
