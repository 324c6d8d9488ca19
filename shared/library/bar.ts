/** The grey bar that heads a part of a paper of the library: seen from across a room, heard as a heading, and a bookmark of the file. */
import { innerWidth, leaf, RULE, type PaperNode, type Table } from '../paper/node.ts';
import { headed } from '../paper/room.ts';

/** Points around a bar. */
const [ABOVE, BELOW] = [6, 4];

/** The blocks under their bar, which never stands alone at the foot of a sheet. */
export function under(title: string, blocks: readonly PaperNode[], width: number, style: 'heading' | 'title' = 'heading'): readonly PaperNode[] {
  const bar: Table = { kind: 'table', layout: 'card', widths: [innerWidth(width, 1) - RULE], headRows: 0, shadedHead: true, heights: [0], rows: [[leaf(title, style)]], margin: [0, ABOVE, 0, BELOW] };
  return headed(bar, blocks, width);
}
