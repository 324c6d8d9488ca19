/**
 * The layout of last resort: every text of the document one under the other, with its name, in nothing but paragraphs. It looks plain and
 * cannot lose a line; it is used when the audit of the full layout fails, because printing never refuses (decisions.md 13).
 */
import { ROW_ID } from '../iep/address.ts';
import type { FieldDef } from '../iep/definition.ts';
import { fieldsOf } from '../iep/fields.ts';
import { isObject, type Json, type JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { clean } from './clean.ts';
import type { PaperContext } from './context.ts';
import { isBlank, rowsOf, scalarText, shortText, under } from './context.ts';
import type { PaperFacts, PaperPlan, PaperText } from './facts.ts';
import { bodyWidth } from './frame.ts';
import type { PaperNode } from './node.ts';
import { endingFlush, leaf } from './node.ts';
import { planWith } from './plan.ts';
import { prose } from './prose.ts';
import { word } from './words.ts';

/** Letters on one line of the annex: each line is a node of its own, so no line can be too long. */
const ANNEX_LINE = 80;
const SKIPPED: ReadonlySet<string> = new Set(['pageState', 'pwnCheck', ROW_ID]);

function lines(context: PaperContext, fields: readonly FieldDef[], holder: JsonObject, at: string, width: number): readonly PaperNode[] {
  const known = fields.flatMap((def) => one(context, def, holder, under(at, def.id), width));
  const names = new Set(fields.map((def) => def.id));
  const further = Object.entries(holder).filter(([key, value]) => !names.has(key) && !SKIPPED.has(key) && !isBlank(value));
  return [...known, ...further.flatMap(([key, value]) => [leaf(clean(key), 'label'), ...prose(typeof value === 'string' ? value : JSON.stringify(value), width, under(at, key))])];
}

function one(context: PaperContext, def: FieldDef, holder: JsonObject, at: string, width: number): readonly PaperNode[] {
  const value: Json | undefined = holder[def.id];
  const name = leaf(clean(label(def.label, context.language)), 'label', '', { margin: [0, 4, 0, 0] });
  const { type } = def;
  if (type.kind === 'rows') {
    return [name, ...rowsOf(value).flatMap((row, index) => [
      leaf(`${label(type.row, context.language)} ${index + 1}`, 'strong', '', { margin: [0, 4, 0, 0] }),
      ...lines(context, type.fields, row, `${at}/@${scalarText(row[ROW_ID])}`, width),
    ])];
  }
  if (type.kind === 'group' && isObject(value)) return [name, ...lines(context, type.fields, value, at, width)];
  return [name, ...(isBlank(value) ? [leaf(context.forPens ? '____________________' : word('nothing', context.language))] : prose(shortText(context, def, value, holder), width, at))];
}

/** The same forms in the same order, header and footer as in the full layout. */
export function plainPaperOf(facts: PaperFacts): PaperPlan {
  return planWith(facts, (context, def, at, page, frame) => lines(context, fieldsOf(def), isObject(page) ? page : {}, at, bodyWidth(frame)));
}

/** The plan with one more form behind the last: the full text of what did not fit, in short lines. */
export function withAnnex(plan: PaperPlan, missing: readonly PaperText[]): PaperPlan {
  const last = plan.definition.sections.at(-1);
  if (last === undefined) return plan;
  const content = missing.flatMap(({ at, text }): readonly PaperNode[] => {
    const characters = Array.from(text.replace(/\s+/g, ' '));
    const count = Math.ceil(characters.length / ANNEX_LINE);
    return [
      leaf(clean(at).slice(0, ANNEX_LINE), 'label', '', { margin: [0, 6, 0, 0] }),
      ...Array.from({ length: count }, (_, index) => leaf(characters.slice(index * ANNEX_LINE, (index + 1) * ANNEX_LINE).join(''), 'small', at)),
    ];
  });
  const annex = { ...last, title: word('annex', plan.definition.frame.language), draft: false, content: endingFlush(content) };
  return { ...plan, definition: { ...plan.definition, sections: [...plan.definition.sections, annex] } };
}
