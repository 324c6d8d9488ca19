/**
 * Fields of an object and rows of a list as blocks over the whole width. Rows with much to say become cards, one bordered block each (a goal
 * with its objectives, a service with its four lines), and a card is drawn with the same grid as a page.
 */
import type { FieldDef, Words } from '../iep/definition.ts';
import { isObject, type Json, type JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { numberField } from '../iep/place-words.ts';
import { answerList, COLUMNS, gridLine, packed, questionBox, signatureBox, statementBox } from './boxes.ts';
import { isBlank, rowsOf, shortText, under } from './context.ts';
import { labelText, placeTags, spanOf } from './field.ts';
import { isEmptyLine } from './marks.ts';
import { isNoteLog, noteLog } from './note-log.ts';
import type { PaperNode, Table } from './node.ts';
import { columns, innerWidth, leaf, room, RULE, stack } from './node.ts';
import type { Place } from './place.ts';
import { isPrinted, placeOfRow } from './place.ts';
import { prose } from './prose.ts';
import { beginning, headed, keptTogether, roughHeight, together } from './room.ts';
import { plainTable } from './tables.ts';
import { word } from './words.ts';

/** Indent of a card's content from the card's border, and room its head asks for when it must flow, in points. */
const CARD_INSET = 4;
const CARD_ROOM = 110;
const SHORT_TABLE = 160;
const TABLE_ROOM = 90;
/** Width of the tag in a card's head, in points. */
const TAG_WIDTH = 220;

/** A card's title: the number the row gives itself, or its place in the list; and beside it what is still last year's, and a service that is not reported. */
function cardTitle(row: JsonObject, words: Words, fields: readonly FieldDef[], index: number, place: Place, at: string): PaperNode {
  const own = row[numberField(fields)?.id ?? ''];
  const title = leaf(`${label(words, place.context.language)} ${typeof own === 'number' ? own : index + 1}`, 'strong');
  const tags = [...placeTags(place.context, at), row['dnr'] === true ? word('notReported', place.context.language) : ''].filter((tag) => tag !== '');
  if (tags.length === 0) return title;
  const inner = innerWidth(place.width, 1) - RULE;
  return columns([{ width: inner - TAG_WIDTH, node: title }, { width: TAG_WIDTH, node: leaf(tags.join(' · '), 'tag', '', { align: 'right' }) }]);
}

/** One row as a block of its own, framed when it holds more than lines of boxes; its head repeats on the next sheet. */
function card(row: JsonObject, words: Words, fields: readonly FieldDef[], index: number, place: Place, listAt: string): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const own = placeOfRow(row, place, listAt);
  // The head says the number and the tag; a box for them as well would say it twice.
  const rest = fields.filter((def) => def !== numberField(fields) && !(def.id === 'dnr' && def.type.kind === 'bool'));
  const head = [cardTitle(row, words, fields, index, place, own.at)];
  if (!rest.some((def) => isPrinted(def, rest, own) && isWide(def, own))) {
    const bar: Table = { kind: 'table', layout: 'box', widths: [inner], headRows: 0, shadedHead: true, heights: [0], rows: [head], margin: [0, 0, 0, -RULE] };
    return headed(bar, fieldBlocks(rest, own), place.width);
  }
  const content = fieldBlocks(rest, { ...own, width: inner - CARD_INSET });
  const table: Table = {
    kind: 'table', layout: 'card', widths: [inner], headRows: 1, shadedHead: true, heights: [0, 0],
    rows: [head, [stack(content, [CARD_INSET / 2, 2, CARD_INSET / 2, 0])]],
    margin: [0, 0, 0, 8],
  };
  return keptTogether(table, place.width, CARD_ROOM);
}

/** Lines to sign, for lists whose rows are signatures: one for each row, and at least two; the given ones alone, where nobody signs any more. */
function signatureRows(def: FieldDef, place: Place): readonly PaperNode[] {
  const rows: readonly JsonObject[] = rowsOf(place.holder[def.id]);
  if (!place.context.forPens) {
    const given = rows.filter((row) => !isEmptyLine(place.context, row));
    return signatureBox(def, given.length === 0 ? [undefined] : given, place);
  }
  const lines = [...rows, ...Array.from({ length: Math.max(0, 2 - rows.length) }, (): JsonObject => ({}))];
  return signatureBox(def, lines, place);
}

/** A short table stays on one sheet; a long one starts where its head and some rows fit, and its head repeats. */
function tableRoom(table: Table, place: Place): readonly PaperNode[] {
  return roughHeight(table, place.width) <= SHORT_TABLE ? keptTogether(table, place.width, TABLE_ROOM) : [room(Math.max(TABLE_ROOM, beginning(table, place.width))), table];
}

/** True for a list that says no more than numbers and days: the dates of reports nobody has written yet. */
function isSchedule(fields: readonly FieldDef[], rows: readonly JsonObject[]): boolean {
  const told = fields.filter((def) => rows.some((row) => !isBlank(row[def.id])));
  return rows.length > 0 && told.length > 0 && told.every((def) => def.type.kind === 'int' || def.type.kind === 'date');
}

/** Such a list on one line: "Report 1, Due Dec 4, 2026; Report 2, Due Mar 12, 2027". */
function scheduleBox(def: FieldDef, fields: readonly FieldDef[], rows: readonly JsonObject[], place: Place): readonly PaperNode[] {
  const { context } = place;
  const said = rows.map((row) => fields.filter((one) => !isBlank(row[one.id])).map((one) => `${labelText(context, one)} ${shortText(context, one, row[one.id], row)}`).join(', ')).join('; ');
  const table: Table = {
    kind: 'table', layout: 'box', widths: [innerWidth(place.width, 1) - RULE], headRows: 0, shadedHead: false, heights: [0], margin: [0, 0, 0, 4],
    rows: [[stack([leaf(labelText(context, def), 'label'), ...prose(said, innerWidth(place.width, 1) - RULE, under(place.at, def.id))])]],
  };
  return [room(roughHeight(table, place.width)), table];
}

/** A list nobody entered anything in, where nobody writes any more. */
function emptyList(def: FieldDef, place: Place): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const table: Table = {
    kind: 'table', layout: 'box', widths: [inner], headRows: 0, shadedHead: false, heights: [0], margin: [0, 0, 0, 4],
    rows: [[stack([leaf(labelText(place.context, def), 'label'), leaf(word('nothing', place.context.language), 'body', under(place.at, def.id))])]],
  };
  return [room(roughHeight(table, place.width)), table];
}

/** A list over the whole width: its words, then signature lines, a table or cards. */
function rowsBlock(def: FieldDef, words: Words, fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  if (fields.some((field) => field.id === 'signedOn')) return signatureRows(def, place);
  const filled = rowsOf(place.holder[def.id]);
  if (filled.length === 0 && !place.context.forPens) return emptyList(def, place);
  if (isNoteLog(fields)) return noteLog(def, fields, place);
  if (!place.byHand && isSchedule(fields, filled)) return scheduleBox(def, fields, filled, place);
  const heading = leaf(labelText(place.context, def), 'strong', '', { margin: [0, 3, 0, 2] });
  const table = plainTable(def, fields, place);
  if (table !== null) return headed(heading, tableRoom(table, place), place.width);
  const cards: readonly JsonObject[] = filled.length > 0 ? filled : [{}];
  return headed(heading, cards.flatMap((row, index) => card(row, words, fields, index, place, under(place.at, def.id))), place.width);
}

/** True for fields drawn over the whole width in a box of their own. */
function isWide(def: FieldDef, place: Place): boolean {
  const { kind } = def.type;
  if (kind === 'statement' || kind === 'rows' || kind === 'group' || kind === 'signature' || def.says !== undefined || def.inInk === true) return true;
  return spanOf(def) === COLUMNS && (kind === 'yn' || kind === 'choice' || (kind === 'choices' && place.large));
}

/** A day of signing as the line it stands on. */
function inkOf(day: Json | undefined): Json | undefined {
  return isBlank(day) || day === undefined ? undefined : { outcome: 'signed', signedOn: day };
}

function wideNodes(def: FieldDef, place: Place): readonly PaperNode[] {
  const { type } = def;
  if (def.inInk === true) return signatureBox(def, [inkOf(place.holder[def.id])], place);
  switch (type.kind) {
    case 'choice': case 'choices': return place.large ? answerList(def, place) : questionBox(def, place);
    case 'yn': return questionBox(def, place);
    case 'rows': return rowsBlock(def, type.row, type.fields, place);
    case 'group': return groupBox(def, type.fields, place);
    case 'signature': return signatureBox(def, [place.holder[def.id]], place);
    case 'statement': case 'text': case 'bool': case 'code': case 'codes': case 'date': case 'time': case 'int': case 'percent': case 'textList': case 'ref': case 'derived': return statementBox(def, place);
  }
}

/** A group over the whole width: its label, its parts on the grid below. */
function groupBox(def: FieldDef, fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  const value: Json | undefined = place.holder[def.id];
  const inner: Place = { ...place, at: under(place.at, def.id), holder: isObject(value) ? value : {} };
  const blocks = fieldBlocks(fields, inner);
  // A line to sign stays with what is signed.
  const signed = fields.some((field) => field.type.kind === 'signature');
  return headed(leaf(labelText(place.context, def), 'strong', '', { margin: [0, 2, 0, 2] }), signed ? together(blocks, place.width) : blocks, place.width);
}

/** All printed fields of one object, in their order. */
export function fieldBlocks(fields: readonly FieldDef[], place: Place): readonly PaperNode[] {
  const printed = fields.filter((def) => isPrinted(def, fields, place));
  const runs: { readonly wide: boolean; readonly fields: FieldDef[] }[] = [];
  for (const def of printed) {
    const wide = isWide(def, place);
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
