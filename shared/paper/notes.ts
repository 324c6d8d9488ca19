/**
 * The index that ends the structured notes: where each of the seven contents of a prior written notice stands (Ed. Code 56500.4, 34 CFR
 * 300.503(b)). It says where to look and never claims that the notice is valid.
 */
import { elementsThere, PWN_ELEMENTS } from '../check/pwn-words.ts';
import { pwnCheck } from '../check/pwn.ts';
import type { FieldDef } from '../iep/definition.ts';
import { label } from '../iep/labels.ts';
import { labelText } from './field.ts';
import type { PaperContext } from './context.ts';
import type { PaperLanguage } from './facts.ts';
import type { PaperNode } from './node.ts';
import { innerWidth, leaf, room, RULE } from './node.ts';
import { word } from './words.ts';

/** Fields with their place in the notes in front of their words: "7. Options considered". */
export function numbered(fields: readonly FieldDef[], language: PaperLanguage): readonly FieldDef[] {
  // In two languages the number stands once, before both.
  const said = (words: string, number: number): string => (words === '' || language === 'both' ? words : `${number}. ${words}`);
  return fields.map((def, index) => ({ ...def, label: { en: `${index + 1}. ${def.label.en}`, es: said(def.label.es, index + 1) } }));
}

/** Seven lines: element, and the numbered sections that hold it; and a line that says so when all seven are there. `fields` are the numbered fields as printed. */
export function noticeIndex(context: PaperContext, fields: readonly FieldDef[], width: number): readonly PaperNode[] {
  const widths = [innerWidth(width, 0.5) - RULE / 2, innerWidth(width, 0.5) - RULE / 2];
  const rows = PWN_ELEMENTS.map((element) => [
    leaf(`${element.n}. ${label(element, context.language)}`, 'small'),
    leaf(fields.filter((def) => element.fields.includes(def.id)).map((def) => labelText(context, def)).join('; '), 'small'),
  ]);
  const check = pwnCheck(context.document, context.previous);
  const whole = check.compared ? word('sevenElements', context.language) : word('sevenNotCompared', context.language);
  return [
    room(150),
    { kind: 'table', layout: 'box', tabular: true, widths, headRows: 1, shadedHead: true, heights: Array.from({ length: rows.length + 1 }, () => 0), margin: [0, 6, 0, 0],
      rows: [[leaf(word('index', context.language), 'label'), leaf(word('section', context.language), 'label')], ...rows] },
    ...(elementsThere(check) === PWN_ELEMENTS.length ? [leaf(whole, 'strong', '', { margin: [0, 4, 0, 0] })] : []),
  ];
}
