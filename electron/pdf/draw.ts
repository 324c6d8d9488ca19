/** Turns the nodes of shared/paper into pdfmake's own, numbering every text on the way so that the audit can find it again. */
import type { PaperText } from '../../shared/paper/facts.ts';
import { BETWEEN } from '../../shared/iep/labels.ts';
import { visible } from '../../shared/paper/clean.ts';
import type { Columns, Leaf, PaperNode, Shape, Table, TextStyle } from '../../shared/paper/node.ts';
import { textsOf } from '../../shared/paper/node.ts';
import { FAMILY } from './fonts.ts';
import type { Coverage } from './scripts.ts';
import { cutText } from './scripts.ts';
import { HEAD_GROUND } from './table-layouts.ts';
import type { TagElement, TextTag } from './tags.ts';
import { child, element, listIn } from './tags.ts';

/** A pdfmake node. pdfmake writes into what it is given, so every node is made fresh. */
export type DrawnNode = { [key: string]: unknown };

export const STYLES: Readonly<Record<TextStyle, DrawnNode>> = {
  body: { fontSize: 9.5, color: '#000000' },
  label: { fontSize: 7.5, bold: true, color: '#222222' },
  small: { fontSize: 7.5, color: '#333333' },
  heading: { fontSize: 11, bold: true, color: '#14304a' },
  title: { fontSize: 13, bold: true, color: '#14304a' },
  strong: { fontSize: 9.5, bold: true, color: '#000000' },
  poster: { fontSize: 13, color: '#000000' },
  tag: { fontSize: 8, bold: true, color: '#7a1f1f' },
  mark: { fontSize: 8, bold: true, color: '#000000' },
  draft: { fontSize: 150, bold: true, color: '#ececec' },
};

export interface Register {
  /** Every text handed to the layout, by number. */
  readonly texts: readonly PaperText[];
  /** Where each text is heard, by the same number. */
  readonly tags: readonly TextTag[];
  readonly missingGlyphs: ReadonlySet<string>;
  /** A node of a form's content, heard inside `form`. */
  readonly draw: (node: PaperNode, form: TagElement) => DrawnNode;
  /** Header, footer or mark behind the text: seen and not heard, but for the form's title on its first sheet. */
  readonly drawAround: (node: PaperNode, form: TagElement) => DrawnNode;
}

/** Where a node is heard: its element, and the level of the last heading above it. `once` for heads that are printed again on the next sheet. */
interface Hearing {
  readonly into: TagElement;
  readonly under: { level: 1 | 2 };
  readonly once: boolean;
  /** The head of a card: its strong words are a heading. */
  readonly cardHead: boolean;
  /** The only words of their element: they need no paragraph of their own in it. */
  readonly alone: boolean;
}

function drawShape(shape: Shape, hearing: Hearing | null): DrawnNode {
  switch (shape.shape) {
    case 'box': return { type: 'rect', x: 0, y: 0, w: shape.size, h: shape.size, lineWidth: 0.8, lineColor: '#333333', ...(hearing === null ? {} : { spoken: child(hearing.into, 'Span', { spoken: shape.says }) }) };
    case 'line': return { type: 'line', x1: 0, y1: shape.y, x2: shape.width, y2: shape.y, lineWidth: 0.6, lineColor: '#555555' };
    // Of no width and white: only its height counts.
    case 'room': return { type: 'rect', x: 0, y: 0, w: 0, h: shape.height, color: 'white', room: true };
  }
}

/** What a text is in the tree; null when nothing of it is heard: an X says no more than its box. */
function tagOf(node: Leaf, text: string, { into, under, once, cardHead, alone }: Hearing): TextTag {
  if (node.style === 'mark' || visible(text) === '') return null;
  // The bar that heads a part of a paper of the library.
  if (cardHead && (node.style === 'heading' || node.style === 'title')) return { element: child(into, 'H2', { bookmark: { title: text, level: 1 } }), once };
  if (node.style === 'heading') {
    under.level = 2;
    return { element: child(into, 'H2'), once };
  }
  if (cardHead && node.style === 'strong') return { element: child(into, under.level === 1 ? 'H2' : 'H3', { bookmark: { title: text, level: 1 } }), once };
  if (node.lang !== undefined) return { element: child(into, 'P', { lang: node.lang }), once };
  return { element: alone ? into : child(into, 'P'), once };
}

/** A label in two languages, each half in its own; null for any other text, also for one in which labels and facts take turns. */
function halvesOf(text: string): readonly { readonly text: string; readonly lang: string }[] | null {
  const [english, spanish, ...more] = text.split(BETWEEN);
  if (english === undefined || spanish === undefined || more.length > 0 || english === '' || spanish === '') return null;
  return [{ text: `${english}${BETWEEN}`, lang: 'en-US' }, { text: spanish, lang: 'es-US' }];
}

/** The text of a leaf in stretches of one font and one direction; each stretch is numbered, so that it can be found on the sheets again. */
function leafDrawer(coverage: Coverage, texts: PaperText[], tags: TextTag[], missing: Set<string>): (node: Leaf, tag: (text: string) => TextTag) => DrawnNode {
  return (node, tag) => {
    const { text, stretches, fromRight, missing: lacking } = cutText(node.text, coverage);
    for (const name of lacking) missing.add(name);
    const heard = tag(text);
    const halves = stretches.length === 1 && !fromRight ? halvesOf(text) : null;
    const numbered = (part: string, place: TextTag): number => {
      tags.push(place);
      return texts.push({ at: node.at, text: part }) - 1;
    };
    const pieces = halves === null
      ? ((number: number) => stretches.map((stretch) => ({ ...stretch, number })))(numbered(text, heard))
      : halves.map(({ text: part, lang }) => ({ text: part, family: FAMILY, level: 0, number: numbered(part, heard === null ? null : { element: child(heard.element, 'Span', { lang }), once: heard.once }) }));
    const align = node.align ?? (fromRight ? 'right' : undefined);
    return {
      text: pieces.map((piece) => ({ text: piece.text, textNumber: piece.number, ...(piece.family === FAMILY ? {} : { font: piece.family }), ...(piece.level === 0 ? {} : { level: piece.level }) })), style: node.style,
      ...(align === undefined ? {} : { alignment: align }),
      ...(node.shift === undefined ? {} : { relativePosition: { ...node.shift } }),
    };
  };
}

function drawTable(node: Table, cell: (node: PaperNode, row: number) => DrawnNode): DrawnNode {
  return {
    table: {
      widths: [...node.widths], heights: [...node.heights], headerRows: node.headRows, dontBreakRows: node.wholeRows === true,
      body: node.rows.map((row, index) => row.map((one) => (node.shadedHead && index === 0 ? { ...cell(one, index), fillColor: HEAD_GROUND } : cell(one, index)))),
    },
    layout: node.layout,
  };
}

function drawColumns(node: Columns, part: (node: PaperNode, index: number) => DrawnNode): DrawnNode {
  return { columns: node.items.map((item, index) => ({ ...part(item.node, index), width: item.width })), columnGap: node.gap };
}

/** The title of a form stands in the header of its sheets; on the first it is the form's heading. */
function titleOf(form: TagElement): (leaf: Leaf, text: string) => TextTag {
  return (leaf, text) => {
    if (leaf.title !== true || form.children[0]?.type === 'H1') return null;
    const heading = element('H1', { bookmark: { title: text, level: 0 } });
    form.children.unshift(heading);
    return { element: heading, once: true };
  };
}

/** A register for one form; its lists grow while nodes are drawn, headers and footers included. `before` = what was drawn of it for an earlier print. */
export function openRegister(coverage: Coverage, before?: Pick<Register, 'texts' | 'tags' | 'missingGlyphs'>): Register {
  const texts: PaperText[] = [...(before?.texts ?? [])];
  const tags: TextTag[] = [...(before?.tags ?? [])];
  const missing = new Set<string>(before?.missingGlyphs);

  const drawLeaf = leafDrawer(coverage, texts, tags, missing);

  const heardTable = (node: Table, hearing: Hearing): DrawnNode => {
    const table = node.tabular === true ? child(hearing.into, 'Table') : child(hearing.into, node.layout === 'card' ? 'Sect' : 'Div');
    const rows = node.tabular === true ? node.rows.map(() => child(table, 'TR')) : [];
    return drawTable(node, (one, index) => {
      const isHead = index < node.headRows;
      const row = rows[index];
      const into = row === undefined ? table : child(row, isHead ? 'TH' : 'TD');
      return draw(one, { into, under: { level: hearing.under.level }, once: hearing.once || isHead, cardHead: node.layout === 'card' && index === 0, alone: row !== undefined && textsOf(one).length === 1 });
    });
  };

  const heardItem = (node: Columns, hearing: Hearing): DrawnNode => {
    const item = child(listIn(hearing.into), 'LI');
    const parts = [child(item, 'Lbl'), child(item, 'LBody')];
    return drawColumns(node, (one, index) => draw(one, { ...hearing, into: parts[index] ?? item, alone: true }));
  };

  const shapeOf = (node: PaperNode, hearing: Hearing | null, tag: (leaf: Leaf, text: string) => TextTag): DrawnNode => {
    switch (node.kind) {
      case 'leaf': return drawLeaf(node, (text) => tag(node, text));
      case 'stack': return { stack: node.items.map((item) => (hearing === null ? around(item, tag) : draw(item, hearing))) };
      case 'columns':
        if (hearing === null) return drawColumns(node, (one) => around(one, tag));
        return node.listItem === true ? heardItem(node, hearing) : drawColumns(node, (one) => draw(one, hearing));
      case 'table': return hearing === null ? drawTable(node, (one) => around(one, tag)) : heardTable(node, hearing);
      case 'drawing': return { canvas: node.shapes.map((shape) => drawShape(shape, hearing)) };
    }
  };

  const placed = (node: PaperNode, drawn: DrawnNode): DrawnNode => (node.margin === undefined ? drawn : { ...drawn, margin: [...node.margin] });
  const draw = (node: PaperNode, hearing: Hearing): DrawnNode => placed(node, shapeOf(node, hearing, (leaf, text) => tagOf(leaf, text, hearing)));
  const around = (node: PaperNode, tag: (leaf: Leaf, text: string) => TextTag): DrawnNode => placed(node, shapeOf(node, null, tag));

  const levels = new WeakMap<TagElement, Hearing['under']>();
  const hearingOf = (form: TagElement): Hearing => {
    const under = levels.get(form) ?? { level: 1 };
    levels.set(form, under);
    return { into: form, under, once: false, cardHead: false, alone: false };
  };
  return { texts, tags, missingGlyphs: missing, draw: (node, form) => draw(node, hearingOf(form)), drawAround: (node, form) => around(node, titleOf(form)) };
}
