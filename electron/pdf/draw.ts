/** Turns the nodes of shared/paper into pdfmake's own, numbering every text on the way so that the audit can find it again. */
import type { PaperText } from '../../shared/paper/facts.ts';
import type { PaperNode, Shape, TextStyle } from '../../shared/paper/node.ts';
import { HEAD_GROUND } from './table-layouts.ts';

/** A pdfmake node. pdfmake writes into what it is given, so every node is made fresh. */
export type DrawnNode = { [key: string]: unknown };

export const STYLES: Readonly<Record<TextStyle, DrawnNode>> = {
  body: { fontSize: 9.5, color: '#000000' },
  label: { fontSize: 7.5, bold: true, color: '#222222' },
  small: { fontSize: 7.5, color: '#333333' },
  heading: { fontSize: 11, bold: true, color: '#14304a' },
  title: { fontSize: 13, bold: true, color: '#14304a' },
  strong: { fontSize: 9.5, bold: true, color: '#000000' },
  tag: { fontSize: 8, bold: true, color: '#7a1f1f' },
  mark: { fontSize: 8, bold: true, color: '#000000' },
  draft: { fontSize: 150, bold: true, color: '#ececec' },
};

/** Characters the fonts cannot draw are printed by name, "[U+1F600]": a box would say that something is missing but not what. */
export interface Coverage {
  readonly has: (codePoint: number) => boolean;
}

/** Variation selectors and joiners only shape their neighbours; nothing is missing when they are not drawn. */
const SHAPING = /\p{Variation_Selector}|\p{Join_Control}/gu;

export interface Register {
  /** Every text handed to the layout, by number. */
  readonly texts: readonly PaperText[];
  readonly missingGlyphs: ReadonlySet<string>;
  readonly draw: (node: PaperNode) => DrawnNode;
}

function drawShape(shape: Shape): DrawnNode {
  switch (shape.shape) {
    case 'box': return { type: 'rect', x: 0, y: 0, w: shape.size, h: shape.size, lineWidth: 0.8, lineColor: '#333333' };
    case 'line': return { type: 'line', x1: 0, y1: shape.y, x2: shape.width, y2: shape.y, lineWidth: 0.6, lineColor: '#555555' };
    // Of no width and white: only its height counts.
    case 'room': return { type: 'rect', x: 0, y: 0, w: 0, h: shape.height, color: 'white' };
  }
}

/** A register for one document; its lists grow while nodes are drawn, headers and footers included. */
export function openRegister(coverage: Coverage): Register {
  const texts: PaperText[] = [];
  const missing = new Set<string>();

  const printable = (text: string): string => Array.from(text.replace(SHAPING, '')).map((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (/[\s\u200b]/.test(character) || coverage.has(code)) return character;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    missing.add(name);
    return `[${name}]`;
  }).join('');

  const draw = (node: PaperNode): DrawnNode => {
    const margin = node.margin === undefined ? {} : { margin: [...node.margin] };
    switch (node.kind) {
      case 'leaf': {
        const text = printable(node.text);
        texts.push({ at: node.at, text });
        return {
          text: [{ text, textNumber: texts.length - 1 }], style: node.style, ...margin,
          ...(node.align === undefined ? {} : { alignment: node.align }),
          ...(node.shift === undefined ? {} : { relativePosition: { ...node.shift } }),
        };
      }
      case 'stack': return { stack: node.items.map(draw), ...margin };
      case 'columns': return { columns: node.items.map((item) => ({ ...draw(item.node), width: item.width })), columnGap: node.gap, ...margin };
      case 'table': return {
        table: {
          widths: [...node.widths], heights: [...node.heights], headerRows: node.headRows, dontBreakRows: node.wholeRows === true,
          body: node.rows.map((row, index) => row.map((cell) => (node.shadedHead && index === 0 ? { ...draw(cell), fillColor: HEAD_GROUND } : draw(cell)))),
        },
        layout: node.layout, ...margin,
      };
      case 'drawing': return { canvas: node.shapes.map(drawShape), ...margin };
    }
  };
  return { texts, missingGlyphs: missing, draw };
}
