/**
 * The index that ends the structured notes: where each of the seven contents of a prior written notice stands (Ed. Code 56500.4, 34 CFR
 * 300.503(b)). It says where to look and never claims that the notice is valid.
 */
import type { FieldDef } from '../iep/definition.ts';
import { labelText } from './field.ts';
import type { PaperContext } from './context.ts';
import type { PaperNode } from './node.ts';
import { innerWidth, leaf, room, RULE } from './node.ts';
import { word } from './words.ts';

interface Element {
  readonly en: string;
  readonly es: string;
  readonly fields: readonly string[];
}

const ELEMENTS: readonly Element[] = [
  { en: 'Action proposed or refused', es: 'Acción propuesta o rechazada', fields: ['actions'] },
  { en: 'Why', es: 'Por qué', fields: ['actions'] },
  { en: 'Assessments, procedures, records and reports used', es: 'Evaluaciones, procedimientos, expedientes e informes usados', fields: ['basis', 'actions'] },
  { en: 'Procedural safeguards and how to get a copy', es: 'Garantías procesales y cómo obtener una copia', fields: ['safeguardsNote', 'safeguardsHowToGetCopy'] },
  { en: 'Whom to contact for help', es: 'A quién pedir ayuda', fields: ['assistanceSources'] },
  { en: 'Other options considered and why they were rejected', es: 'Otras opciones consideradas y por qué se rechazaron', fields: ['options'] },
  { en: 'Other relevant factors', es: 'Otros factores pertinentes', fields: ['otherFactors'] },
];

/** Fields with their place in the notes in front of their words: "7. Options considered". */
export function numbered(fields: readonly FieldDef[]): readonly FieldDef[] {
  return fields.map((def, index) => ({ ...def, label: { en: `${index + 1}. ${def.label.en}`, es: def.label.es === '' ? '' : `${index + 1}. ${def.label.es}` } }));
}

/** Seven lines: element, and the numbered sections that hold it. `fields` are the numbered fields as printed. */
export function noticeIndex(context: PaperContext, fields: readonly FieldDef[], width: number): readonly PaperNode[] {
  const widths = [innerWidth(width, 0.5) - RULE / 2, innerWidth(width, 0.5) - RULE / 2];
  const rows = ELEMENTS.map((element, index) => [
    leaf(`${index + 1}. ${context.language === 'es' ? element.es : context.language === 'both' ? `${element.en} / ${element.es}` : element.en}`, 'small'),
    leaf(fields.filter((def) => element.fields.includes(def.id)).map((def) => labelText(context, def)).join('; '), 'small'),
  ]);
  return [
    room(150),
    { kind: 'table', layout: 'box', widths, headRows: 1, shadedHead: true, heights: Array.from({ length: rows.length + 1 }, () => 0), margin: [0, 6, 0, 0],
      rows: [[leaf(word('index', context.language), 'label'), leaf(word('section', context.language), 'label')], ...rows] },
  ];
}
