/** The same blocks drawn with pdfkit alone, by the shortest layout that puts them on sheets: what a print costs somebody who needs no more than this. */
import PDFDocument from 'pdfkit';
import { STYLES } from '../../../electron/pdf/draw.ts';
import { BOTTOM, MARGIN, SHEET, TOP, footerOf, headerOf } from '../../../shared/paper/frame.ts';
import type { PaperPlan, PaperSection } from '../../../shared/paper/facts.ts';
import type { PaperNode } from '../../../shared/paper/node.ts';
import { PADDING, PADDING_ABOVE, PADDING_BELOW } from '../../../shared/paper/node.ts';
import { FONTS } from './documents.ts';

type Kit = InstanceType<typeof PDFDocument>;

/** Draws a node at (x, y), `width` points wide, and says how high it is; with `dry` it only measures. */
function draw(kit: Kit, node: PaperNode, x: number, y: number, width: number, dry: boolean): number {
  const [left, above, , below] = node.margin ?? [0, 0, 0, 0];
  const inner = width - left;
  switch (node.kind) {
    case 'leaf': {
      const style = STYLES[node.style] as { readonly fontSize: number; readonly bold?: boolean; readonly color: string };
      kit.font(style.bold === true ? 'bold' : 'regular').fontSize(style.fontSize);
      if (!dry) kit.fillColor(style.color).text(node.text, x + left + (node.shift?.x ?? 0), y + above + (node.shift?.y ?? 0), { width: inner });
      return node.shift === undefined ? above + kit.heightOfString(node.text === '' ? ' ' : node.text, { width: inner }) + below : 0;
    }
    case 'stack': return above + node.items.reduce((sum, item) => sum + draw(kit, item, x + left, y + above + sum, inner, dry), 0) + below;
    case 'columns': {
      let at = x + left;
      const heights = node.items.map((item) => {
        const height = draw(kit, item.node, at, y + above, item.width, dry);
        at += item.width + node.gap;
        return height;
      });
      return above + Math.max(0, ...heights) + below;
    }
    case 'table': return above + node.rows.reduce((sum, row, index) => {
      const heights = row.map((cell, column) => draw(kit, cell, 0, 0, node.widths[column] ?? 0, true));
      const height = Math.max(node.heights[index] ?? 0, ...heights) + PADDING_ABOVE + PADDING_BELOW;
      let at = x + left;
      for (const [column, cell] of row.entries()) {
        const cellWidth = (node.widths[column] ?? 0) + 2 * PADDING;
        if (!dry) {
          kit.rect(at, y + above + sum, cellWidth, height).stroke('#808080');
          draw(kit, cell, at + PADDING, y + above + sum + PADDING_ABOVE, node.widths[column] ?? 0, false);
        }
        at += cellWidth;
      }
      return sum + height;
    }, 0) + below;
    case 'drawing': {
      const [shape] = node.shapes;
      if (!dry && shape?.shape === 'box') kit.rect(x + left, y + above, shape.size, shape.size).stroke('#333333');
      return shape?.shape === 'room' ? 0 : above + (shape?.shape === 'box' ? shape.size : 2) + below;
    }
  }
}

export async function drawnByHand(plan: PaperPlan): Promise<Uint8Array> {
  const kit = new PDFDocument({ size: [SHEET.width, SHEET.height], margin: 0, autoFirstPage: false, bufferPages: true });
  for (const [name, bytes] of [['regular', FONTS.regular], ['bold', FONTS.bold]] as const) kit.registerFont(name, Buffer.from(bytes));
  const parts: Uint8Array[] = [];
  kit.on('data', (part: Uint8Array) => parts.push(part));
  const ended = new Promise((resolve) => kit.on('end', resolve));
  const { frame, sections } = plan.definition;
  const width = SHEET.width - MARGIN - frame.rightMargin;
  const owners: PaperSection[] = [];
  const sheet = (section: PaperSection): void => {
    kit.addPage();
    owners.push(section);
  };
  for (const section of sections) {
    sheet(section);
    let y = TOP;
    for (const node of section.content) {
      const height = draw(kit, node, MARGIN, y, width, true);
      if (y + height > SHEET.height - BOTTOM && y > TOP) {
        sheet(section);
        y = TOP;
      }
      y += draw(kit, node, MARGIN, y, width, false);
    }
  }
  for (const [index, section] of owners.entries()) {
    kit.switchToPage(index);
    draw(kit, headerOf(frame, section), 0, 0, SHEET.width, false);
    draw(kit, footerOf(frame, section, index + 1, owners.length), 0, SHEET.height - BOTTOM, SHEET.width, false);
  }
  kit.end();
  await ended;
  return Buffer.concat(parts);
}
