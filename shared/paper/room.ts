/**
 * A guess of how high a node will be, so that a heading, a card or a table head asks for enough room before it starts. A wrong guess moves a
 * break to another place; it can never lose text, because nothing here is unbreakable.
 */
import type { PaperNode, Table, TextStyle } from './node.ts';
import { LEAST_BODY } from './frame.ts';
import { PADDING_ABOVE, PADDING_BELOW, room } from './node.ts';

/** Points per line, and mean width of a character as a share of that. */
const LINE_HEIGHT: Readonly<Record<TextStyle, number>> = { body: 11, label: 9.5, small: 9.5, heading: 14, title: 16, strong: 11.5, poster: 15, tag: 9.5, mark: 0, draft: 160 };
const CHARACTER_SHARE = 0.43;
/** Letters twice as wide, and letters that no font may have and that are then printed by their number: "[U+1781]". */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/gu;
const UNSURE = /[^\u0000-\u06ff\u0a00-\u0a7f\u1e00-\u2fff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/gu;
const NUMBER_LETTERS = 9;

/** How many usual letters a text takes the room of. */
function lettersIn(text: string): number {
  if (!/[^\u0000-\u06ff]/.test(text)) return text.length;
  return text.length + (text.match(WIDE)?.length ?? 0) + (text.match(UNSURE)?.length ?? 0) * NUMBER_LETTERS;
}


/** Lines a text takes, about; its own line ends count. */
function linesOf(text: string, height: number, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((lettersIn(line) * height * CHARACTER_SHARE) / Math.max(width, 1))), 0);
}

/** Height in points of a node laid out `width` points wide, about. */
export function roughHeight(node: PaperNode, width: number): number {
  const margin = node.margin === undefined ? 0 : node.margin[1] + node.margin[3];
  switch (node.kind) {
    case 'leaf': return margin + linesOf(node.text, LINE_HEIGHT[node.style], width) * LINE_HEIGHT[node.style];
    case 'stack': return margin + node.items.reduce((sum, item) => sum + roughHeight(item, width), 0);
    case 'columns': return margin + Math.max(0, ...node.items.map((item) => roughHeight(item.node, item.width)));
    case 'table': return margin + node.rows.reduce((sum, row, index) => sum + Math.max(node.heights[index] ?? 0, ...row.map((cell, column) => roughHeight(cell, node.widths[column] ?? width))) + PADDING_ABOVE + PADDING_BELOW, 0);
    case 'drawing': return margin + Math.max(0, ...node.shapes.map((shape) => (shape.shape === 'box' ? shape.size : shape.shape === 'room' ? shape.height : shape.y)));
  }
}

/** Rows up to this height are not split over sheets: split, a row of small boxes is hard to read. Far below a sheet, where an unsplit row would vanish. */
const UNSPLIT = 180;

/** Room for the head of a table and the first lines of a row that may be split. */
const TABLE_ROOM = 80;

/** The table with its rows whole when all of them are low. */
export function wholeRows(table: Table): Table {
  const low = table.rows.every((row) => row.every((cell, index) => roughHeight(cell, table.widths[index] ?? 0) <= UNSPLIT));
  return low ? { ...table, wholeRows: true } : table;
}

/** Room a table asks for before it begins: its head with the first row, whole where rows stay whole, so that no head stands alone at the foot of a sheet. */
export function beginning(table: Table, width: number): number {
  const rows = table.headRows + 1;
  const height = roughHeight({ ...table, rows: table.rows.slice(0, rows), heights: table.heights.slice(0, rows), margin: [0, 0, 0, 0] }, width);
  return table.wholeRows === true ? height : Math.min(height, TABLE_ROOM);
}

/** Room the first block asks for, so that a heading before it can ask for that and its own. */
function asked(blocks: readonly PaperNode[]): number {
  const first = blocks[0];
  const shape = first?.kind === 'drawing' ? first.shapes[0] : undefined;
  return shape?.shape === 'room' ? shape.height : 30;
}

/** A heading that never stands alone at the foot of a sheet. */
export function headed(heading: PaperNode, blocks: readonly PaperNode[], width: number): readonly PaperNode[] {
  return [room(Math.min(asked(blocks) + roughHeight(heading, width), LEAST_BODY)), heading, ...blocks];
}

/** Blocks that belong on one sheet, as far as a sheet holds them. */
export function together(blocks: readonly PaperNode[], width: number): readonly PaperNode[] {
  const height = blocks.filter((node) => node.kind !== 'drawing').reduce((sum, node) => sum + roughHeight(node, width), 0);
  return [room(Math.min(height, LEAST_BODY)), ...blocks];
}

/** Asks for the whole node on one sheet when it is low, else for its first lines. */
export function keptTogether(node: PaperNode, width: number, atLeast: number): readonly PaperNode[] {
  const height = roughHeight(node, width);
  return [room(height <= LEAST_BODY ? height : atLeast), node];
}
