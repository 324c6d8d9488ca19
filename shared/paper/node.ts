/**
 * The few shapes a printed page is made of, as plain JSON that pdfmake understands: text, stack, columns, table, drawing.
 * Every width is a number. In a `*` or `auto` column one long word pushes its neighbours off the paper without any error, and unbreakable
 * content taller than a sheet vanishes (bpampuch/pdfmake #207, #2560): blocks ask for room instead, and only low table rows stay whole.
 */
import type { Address } from '../iep/address.ts';

/** Left, top, right, bottom in points. */
export type Margin = readonly [number, number, number, number];

export type TextStyle = 'body' | 'label' | 'small' | 'heading' | 'title' | 'strong' | 'poster' | 'tag' | 'mark' | 'draft';

export interface Leaf {
  readonly kind: 'leaf';
  readonly text: string;
  /** Where in the document the text comes from; '' for fixed words. */
  readonly at: Address;
  readonly style: TextStyle;
  readonly margin?: Margin;
  readonly align?: 'center' | 'right';
  /** Drawn at an offset from the current place without taking room, in points. */
  readonly shift?: { readonly x: number; readonly y: number };
  /** The title in a header: heard once, as the heading of its form. */
  readonly title?: true;
  /** BCP 47; said where the words may be in another language than the labels around them. */
  readonly lang?: string;
}

export interface Stack {
  readonly kind: 'stack';
  readonly items: readonly PaperNode[];
  readonly margin?: Margin;
}

export interface Columns {
  readonly kind: 'columns';
  /** Width in points beside each node. */
  readonly items: readonly { readonly width: number; readonly node: PaperNode }[];
  readonly gap: number;
  /** A line of a list: its mark in the first column, its words in the second. */
  readonly listItem?: true;
  readonly margin?: Margin;
}

export interface Table {
  readonly kind: 'table';
  readonly layout: 'box' | 'card';
  /** Rows and columns mean something: read as a table with the first row as heads of its columns. The others are boxes to write in. */
  readonly tabular?: true;
  /** Inner width of each column in points, without padding. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly PaperNode[])[];
  /** Repeated at the top of the next sheet; only rows of fixed, short words. */
  readonly headRows: 0 | 1;
  /** Least height of each row in points. */
  readonly heights: readonly number[];
  /** Rows are not split over sheets; only for rows far lower than a sheet. */
  readonly wholeRows?: boolean;
  /** Grey ground behind the first row. */
  readonly shadedHead: boolean;
  readonly margin?: Margin;
}

export interface Drawing {
  readonly kind: 'drawing';
  readonly shapes: readonly Shape[];
  readonly margin?: Margin;
}

export type Shape =
  /** A box to tick; `says` is its state in words, for people who hear the paper. */
  | { readonly shape: 'box'; readonly size: number; readonly says: string }
  | { readonly shape: 'line'; readonly width: number; readonly y: number }
  /** Nothing to see: takes `height` points or moves to the next sheet. */
  | { readonly shape: 'room'; readonly height: number };

export type PaperNode = Leaf | Stack | Columns | Table | Drawing;

/** Cell padding at the sides, above and below, and rule width, in points; the table layouts in electron/pdf draw with the same numbers. */
export const PADDING = 4;
export const PADDING_ABOVE = 1.3;
export const PADDING_BELOW = 1.7;
export const RULE = 0.5;

export function leaf(text: string, style: TextStyle = 'body', at: Address = '', more: { readonly margin?: Margin; readonly align?: 'center' | 'right'; readonly shift?: { readonly x: number; readonly y: number }; readonly title?: true } = {}): Leaf {
  return { kind: 'leaf', text, at, style, ...more };
}

export function stack(items: readonly PaperNode[], margin?: Margin): Stack {
  return margin === undefined ? { kind: 'stack', items } : { kind: 'stack', items, margin };
}

export function columns(items: readonly { readonly width: number; readonly node: PaperNode }[], gap = 0, margin?: Margin): Columns {
  return margin === undefined ? { kind: 'columns', items, gap } : { kind: 'columns', items, gap, margin };
}

/** Inner width of a cell that takes `share` (0..1) of a table `width` points wide. */
export function innerWidth(width: number, share: number): number {
  return width * share - 2 * PADDING - RULE;
}

/** Goes to the next sheet when fewer than `height` points are left, and takes no room itself: how a heading stays with its text. */
export function room(height: number): Drawing {
  return { kind: 'drawing', shapes: [{ shape: 'room', height }], margin: [0, 0, 0, -height] };
}

/** The nodes with so many points of space below the last of them. */
export function spacedBelow(nodes: readonly PaperNode[], below: number): readonly PaperNode[] {
  const last = nodes.at(-1);
  if (last === undefined) return nodes;
  const [left, top, right] = last.margin ?? [0, 0, 0, 0];
  return [...nodes.slice(0, -1), { ...last, margin: [left, top, right, below] }];
}

/**
 * The nodes without the space below the last of them. A margin that does not fit a sheet makes the layout turn to a new one, and the form that
 * follows would begin there under the header of the form before it, and without its DRAFT mark.
 */
export function endingFlush(nodes: readonly PaperNode[]): readonly PaperNode[] {
  const last = nodes.at(-1);
  if (last === undefined) return nodes;
  const flush = last.margin === undefined ? last : { ...last, margin: [last.margin[0], last.margin[1], last.margin[2], 0] as const };
  return [...nodes.slice(0, -1), flush.kind === 'stack' ? { ...flush, items: endingFlush(flush.items) } : flush];
}

interface PlacedText {
  readonly at: Address;
  readonly text: string;
}

/** Every text below a node, in the order written. */
export function textsOf(node: PaperNode): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  collect(node, texts);
  return texts;
}

/** Into one list: a list made at every level would cost more than the texts of a long IEP. */
function collect(node: PaperNode, texts: PlacedText[]): void {
  switch (node.kind) {
    case 'leaf':
      if (node.text !== '') texts.push({ at: node.at, text: node.text });
      return;
    case 'stack':
      for (const item of node.items) collect(item, texts);
      return;
    case 'columns':
      for (const item of node.items) collect(item.node, texts);
      return;
    case 'table':
      for (const row of node.rows) for (const cell of row) collect(cell, texts);
      return;
    case 'drawing': return;
  }
}
