/** How tables are ruled, by the names shared/paper uses; paddings are those its widths were computed with. */
import { PADDING, PADDING_ABOVE, PADDING_BELOW, RULE } from '../../shared/paper/node.ts';

const GREY = '#808080';
const DARK = '#404040';
export const HEAD_GROUND = '#eceff2';

const box = {
  hLineWidth: () => RULE,
  vLineWidth: () => RULE,
  hLineColor: () => GREY,
  vLineColor: () => GREY,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => PADDING_ABOVE,
  paddingBottom: () => PADDING_BELOW,
};

export const TABLE_LAYOUTS = {
  box,
  card: { ...box, hLineWidth: (line: number) => (line === 1 ? RULE : 1), vLineWidth: () => 1, hLineColor: () => DARK, vLineColor: () => DARK },
};
