/** Labelled boxes: cells on the 12-column grid, a bar with a growing text under it, a question with its answers, large answers for a pen. */
import type { FieldDef } from '../iep/definition.ts';
import type { Json } from '../iep/json.ts';
import { isBlank, under } from './context.ts';
import { captionText, labelText, spanOf, ticksOf, valueNodes } from './field.ts';
import { PEN_ROOM, signatureLine, ticksWidth } from './marks.ts';
import type { PaperNode, Table } from './node.ts';
import { columns, innerWidth, leaf, room, RULE, stack } from './node.ts';
import type { Place } from './place.ts';
import { awaitsPen } from './place.ts';
import { keptTogether, roughHeight, wholeRows } from './room.ts';

export const COLUMNS = 12;
/** Between one box and the next, in points. */
const GAP = 3.5;
/** Least heights in points: a box to write a word in, a box to write sentences in, one for a longer answer by hand. */
const BOX_HEIGHT = 20;
const STATEMENT_HEIGHT = 32;
const BY_HAND_HEIGHT = 44;
/** Room asked for before a statement: its head and three lines; one of nine lines or fewer stays whole, so that no last line stands alone on a sheet. */
const STATEMENT_ROOM = 64;
const WHOLE_STATEMENT = 125;

function valueOf(def: FieldDef, place: Place, width: number): readonly PaperNode[] {
  return valueNodes(place.context, def, place.holder[def.id], place.holder, under(place.at, def.id), width, place.large);
}

/** A grey label bar that repeats on the next sheet, and under it the text, as long as it likes. */
export function statementBox(def: FieldDef, place: Place): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const pen = awaitsPen(place);
  const blankHeight = pen ? BY_HAND_HEIGHT : place.context.forPens ? STATEMENT_HEIGHT : BOX_HEIGHT;
  const table: Table = {
    kind: 'table', layout: 'box', widths: [inner], headRows: 1, shadedHead: true, heights: [0, def.says === undefined && (isBlank(place.holder[def.id]) || pen) ? blankHeight : 0],
    rows: [[leaf(captionText(place.context, def, under(place.at, def.id)), 'label')], [stack(valueOf(def, place, inner))]],
    margin: [0, 0, 0, GAP],
  };
  const height = roughHeight(table, place.width);
  return [room(height <= WHOLE_STATEMENT ? height : STATEMENT_ROOM), table];
}

/** A question with its answers to the right, over the whole width. */
export function questionBox(def: FieldDef, place: Place): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const ticks = ticksOf(place.context, def, place.holder[def.id]);
  const asked = Math.min(inner * 0.7, Math.max(inner - ticksWidth(ticks, place.large ? 'large' : 'small'), inner * 0.35));
  const table: Table = {
    kind: 'table', layout: 'box', widths: [inner], headRows: 0, shadedHead: false, heights: [0],
    rows: [[columns([{ width: asked, node: leaf(labelText(place.context, def), 'strong') }, { width: inner - asked, node: stack(valueOf(def, place, inner - asked)) }])]],
    margin: [0, 0, 0, GAP],
  };
  return [room(BOX_HEIGHT), wholeRows(table)];
}

/** The parent's answer: question, then one large box per line. */
export function answerList(def: FieldDef, place: Place): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const table: Table = {
    kind: 'table', layout: 'box', widths: [inner], headRows: 1, shadedHead: true, heights: [0, 0],
    rows: [[leaf(labelText(place.context, def), 'label')], [stack(valueOf(def, place, inner))]],
    margin: [0, 0, 0, 6],
  };
  return [room(Math.min(roughHeight(table, place.width), 300)), table];
}

/** One line to sign for each value, under the field's words. */
export function signatureBox(def: FieldDef, values: readonly (Json | undefined)[], place: Place): readonly PaperNode[] {
  const inner = innerWidth(place.width, 1) - RULE;
  const table: Table = {
    kind: 'table', layout: 'box', widths: [inner], headRows: 1, shadedHead: true, heights: [0, 0],
    rows: [[leaf(labelText(place.context, def), 'label')], [stack(values.map((value) => signatureLine(place.context, value, inner, under(place.at, def.id))))]],
    margin: [0, 0, 0, GAP],
  };
  return keptTogether(table, place.width, STATEMENT_ROOM);
}

interface Cell {
  readonly def: FieldDef;
  readonly span: number;
}

/** Lines of the grid: cells side by side up to 12 columns; the last cell of a line takes what is left. */
export function packed(fields: readonly FieldDef[]): readonly (readonly Cell[])[] {
  const lines: Cell[][] = [];
  let used = COLUMNS;
  for (const def of fields) {
    const span = Math.min(spanOf(def), COLUMNS);
    if (used + span > COLUMNS) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push({ def, span });
    used += span;
  }
  return lines.map((line) => {
    const left = COLUMNS - line.reduce((sum, cell) => sum + cell.span, 0);
    return line.map((cell, index) => (index === line.length - 1 ? { def: cell.def, span: cell.span + left } : cell));
  });
}

export function gridLine(cells: readonly Cell[], place: Place, last: boolean): readonly PaperNode[] {
  const widths = cells.map((cell) => innerWidth(place.width, cell.span / COLUMNS) - RULE / cells.length);
  const row = cells.map(({ def }, index) => {
    const value = valueOf(def, place, widths[index] ?? 0);
    // A box that is ticked for yes carries its words beside the box, not above it as well.
    return def.type.kind === 'bool' ? stack(value) : stack([leaf(captionText(place.context, def, under(place.at, def.id)), 'label'), ...value]);
  });
  const table: Table = {
    kind: 'table', layout: 'box', widths, headRows: 0, shadedHead: false, heights: [awaitsPen(place) ? PEN_ROOM : BOX_HEIGHT], rows: [row],
    // Half a point up: the rule of this line covers that of the line before.
    margin: [0, 0, 0, last ? GAP : -RULE],
  };
  return [room(Math.min(roughHeight(table, place.width), 120)), wholeRows(table)];
}

