/**
 * The IEP at a glance, for a teacher who has the child in class tomorrow: one sheet of what each lesson needs, in the words of the IEP and never in
 * other words. It says on its sheet that it is not the IEP.
 */
import { valueAt } from '../iep/address.ts';
import type { FieldDef, PageId } from '../iep/definition.ts';
import { fieldAt } from '../iep/fields.ts';
import { isObject, type Json, type JsonObject } from '../iep/json.ts';
import type { PaperContext } from './context.ts';
import { isBlank, rowsOf, scalarText, shortText, under } from './context.ts';
import { labelText } from './field.ts';
import type { PaperNode, Table } from './node.ts';
import { columns, innerWidth, leaf, room, RULE, stack } from './node.ts';
import { prose } from './prose.ts';
import { beginning, headed, wholeRows } from './room.ts';

/** The pages a glance is taken from; its sheet carries DRAFT while one of them is a draft. */
export const GLANCED: readonly PageId[] = ['infoEligibility', 'presentLevels', 'specialFactors', 'goals', 'fapeServices', 'fapeSetting'];

/** Short facts, two lines of four. */
const FACTS = [
  'pages/infoEligibility/grade', 'pages/infoEligibility/disability1', 'pages/infoEligibility/nextAnnualDate', 'pages/infoEligibility/nextTriennialDate',
  'pages/specialFactors/behaviorImpedes', 'pages/specialFactors/behaviorPlan', 'pages/presentLevels/healthPlan', 'pages/fapeSetting/percentRegular',
] as const;
const FACTS_ON_A_LINE = 4;

/** Lists, with the columns a lesson needs and their shares of the width. */
const LISTS: readonly { readonly at: string; readonly columns: readonly (readonly [string, number])[] }[] = [
  { at: 'pages/goals/items', columns: [['goalNumber', 1.2], ['areaOfNeed', 2.6], ['annualGoal', 10.2]] },
  { at: 'pages/fapeServices/accommodations', columns: [['text', 9], ['location', 4]] },
  { at: 'pages/fapeServices/modifications', columns: [['text', 9], ['location', 4]] },
  { at: 'pages/fapeServices/services', columns: [['code', 5.4], ['minutes', 1.8], ['frequency', 2.4], ['location', 6.4]] },
];

const STRENGTHS = 'pages/presentLevels/strengths';
/** Said where behavior stands in the way of learning. */
const BEHAVIOR = 'pages/specialFactors/behaviorDescription';

function fieldOf(at: string): FieldDef {
  const found = fieldAt(at);
  if (found === undefined) throw new Error(`No field stands at ${at}`);
  return found.def;
}

/** The value of a field in words, with its holder for the names kept beside codes. */
function wordsAt(context: PaperContext, at: string): string {
  const holder = valueAt(context.document, at.slice(0, at.lastIndexOf('/')));
  const def = fieldOf(at);
  return isObject(holder) && !isBlank(holder[def.id]) ? shortText(context, def, holder[def.id], holder) : '';
}

/** Points kept clear between one fact and the next, or long words of a code would run into it. */
const BETWEEN_FACTS = 10;

function facts(context: PaperContext, width: number): readonly PaperNode[] {
  const own = width / FACTS_ON_A_LINE;
  const cells = FACTS.map((at) => ({ width: own, node: stack([leaf(labelText(context, fieldOf(at)), 'label'), ...prose(wordsAt(context, at), own - BETWEEN_FACTS, at)]) }));
  return [columns(cells.slice(0, FACTS_ON_A_LINE), 0, [0, 2, 0, 3]), columns(cells.slice(FACTS_ON_A_LINE), 0, [0, 0, 0, 4])];
}

/** The rows of a list that are in force: a goal the team dropped is not. */
function rowsAt(context: PaperContext, at: string): readonly JsonObject[] {
  const value: Json | undefined = valueAt(context.document, at);
  const states = context.document.work?.goals ?? {};
  return rowsOf(value).filter((row) => states[scalarText(row['$row'])]?.state !== 'dropped');
}

function list(context: PaperContext, { at, columns: wanted }: (typeof LISTS)[number], width: number): readonly PaperNode[] {
  const def = fieldOf(at);
  const rows = rowsAt(context, at);
  if (rows.length === 0 || def.type.kind !== 'rows') return [];
  const { fields } = def.type;
  const shown = wanted.map(([id, share]) => {
    const field = fields.find((one) => one.id === id);
    if (field === undefined) throw new Error(`No column ${id} stands in ${at}`);
    return { field, share };
  });
  const total = shown.reduce((sum, { share }) => sum + share, 0);
  const widths = shown.map(({ share }) => innerWidth(width, share / total) - RULE / shown.length);
  const table: Table = {
    kind: 'table', layout: 'box', tabular: true, widths, headRows: 1, shadedHead: true, margin: [0, 0, 0, 5],
    rows: [
      shown.map(({ field }) => leaf(labelText(context, field), 'label')),
      ...rows.map((row) => shown.map(({ field }, index) => stack(prose(shortText(context, field, row[field.id], row), widths[index] ?? 0, under(`${at}/@${scalarText(row['$row'])}`, field.id))))),
    ],
    heights: [0, ...rows.map(() => 0)],
  };
  const whole = wholeRows(table);
  return headed(leaf(labelText(context, def), 'strong', '', { margin: [0, 3, 0, 2] }), [room(beginning(whole, width)), whole], width);
}

function text(context: PaperContext, at: string, width: number): readonly PaperNode[] {
  const words = prose(wordsAt(context, at), width, at);
  return words.length === 0 ? [] : headed(leaf(labelText(context, fieldOf(at)), 'strong', '', { margin: [0, 3, 0, 1] }), words, width);
}

/** What stands on the sheet, `width` points wide. A child with much to say of takes more than one. */
export function glanceContent(context: PaperContext, width: number): readonly PaperNode[] {
  const impedes = valueAt(context.document, 'pages/specialFactors/behaviorImpedes') === 'Y';
  return [...facts(context, width), ...text(context, STRENGTHS, width), ...LISTS.flatMap((one) => list(context, one, width)), ...(impedes ? text(context, BEHAVIOR, width) : [])];
}
