/** One field as it stands on paper: its words and its value drawn by type. A new field type is drawn here; a new field needs nothing. */
import type { Address } from '../iep/address.ts';
import { codeTable } from '../iep/codes.ts';
import type { FieldDef, Words } from '../iep/definition.ts';
import { isObject, type Json, type JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { breakable, clean, cleanLabel } from './clean.ts';
import type { PaperContext } from './context.ts';
import { isBlank, scalarText, shortText, typedText, under, withStaffNames } from './context.ts';
import { textWidth } from './letters.ts';
import type { Tick } from './marks.ts';
import { isShort, signatureLine, tickList, tickRow } from './marks.ts';
import type { PaperNode } from './node.ts';
import { leaf, stack } from './node.ts';
import { prose } from './prose.ts';
import { statementNodes } from './translated.ts';
import { word } from './words.ts';

/** Columns of the 12-column grid a field takes when its definition does not say. */
const DEFAULT_SPAN: Readonly<Record<FieldDef['type']['kind'], number>> = {
  text: 6, statement: 12, yn: 3, bool: 3, choice: 6, choices: 12, code: 4, codes: 6, date: 3, time: 3, int: 2, percent: 3,
  textList: 12, rows: 12, group: 12, signature: 12, ref: 4, derived: 3,
};
/** Code lists up to this length are printed whole, as boxes to tick; longer ones as the chosen words. */
const TICKED_CODES = 6;
/** Letters of all choices together, per column of the grid, up to which they are drawn as boxes: about four lines. */
const TICKED_LETTERS = 32;

/** Answers that say afterwards how it came out; nobody is asked to tick them on the consent sheet. */
const RECORDED_ONLY: ReadonlySet<string> = new Set(['none', 'unchecked', 'participationOnly']);

export function spanOf(def: FieldDef): number {
  return def.span ?? DEFAULT_SPAN[def.type.kind];
}

/** The label in capital sense of the form: the field's words, ended as a question or a caption by themselves. */
export function labelText(context: PaperContext, def: FieldDef): string {
  return label(def.label, context.language);
}

/** What is said of a place nobody has looked at since last year: of the offer, that it is only to be considered (iep-forms.md section 1). */
function carriedTag(context: PaperContext, at: Address): string {
  return context.carried.has(at) ? word(at.startsWith('pages/fapeServices/') && at.split('/').at(-1)?.startsWith('@') === true ? 'toBeConsidered' : 'fromLastYear', context.language) : '';
}

/** Who prepares this very place, on a draft; '' elsewhere. */
export function preparedTag(context: PaperContext, at: Address): string {
  const words = context.preparedBy.get(at);
  return words === undefined ? '' : `${word('preparedBy', context.language)} ${clean(words)}`;
}

/** What is said of a place beside its name. */
export function placeTags(context: PaperContext, at: Address): readonly string[] {
  return [carriedTag(context, at), preparedTag(context, at)].filter((tag) => tag !== '');
}

/** The words of a field over its value: its label, where the value comes from while nobody has looked at it, and who prepares it. */
export function captionText(context: PaperContext, def: FieldDef, at: Address): string {
  return [labelText(context, def), ...placeTags(context, at)].join(' · ');
}

function chosen(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map(scalarText);
  return value === undefined || value === null || value === '' ? [] : [scalarText(value)];
}

/** The boxes of a field that is answered by ticking, or none when it is written out. A value outside the list gets a box of its own: nothing a record holds may vanish. */
export function ticksOf(context: PaperContext, def: FieldDef, value: Json | undefined): readonly Tick[] {
  const { type } = def;
  const options: readonly { readonly value: string; readonly label: string }[] = (() => {
    switch (type.kind) {
      case 'yn': return [{ value: 'Y', label: word('yes', context.language) }, { value: 'N', label: word('no', context.language) }];
      case 'bool': return [{ value: 'true', label: labelText(context, def) }];
      case 'choice': case 'choices': return type.choices.map((choice) => ({ value: choice.value, label: label(choice.label, context.language) }));
      case 'code': case 'codes': {
        const entries = codeTable(type.table).filter((entry) => entry.active);
        return entries.length > TICKED_CODES ? [] : entries.map((entry) => ({ value: entry.code, label: label(entry.label, context.language) }));
      }
      case 'text': case 'statement': case 'date': case 'time': case 'int': case 'percent': case 'textList': case 'rows': case 'group': case 'signature': case 'ref': case 'derived': return [];
    }
  })();
  if (options.length === 0) return [];
  const answers = chosen(value).filter((answer) => answer !== 'false');
  const strange = answers.filter((answer) => !options.some((option) => option.value === answer));
  return [...options.map((option) => ({ ...option, ticked: answers.includes(option.value) })), ...strange.map((answer) => ({ value: answer, label: clean(answer), ticked: true }))];
}

/** True when the boxes of a field fit its place on the grid. */
function ticksFit(ticks: readonly Tick[], def: FieldDef): boolean {
  if (ticks.length === 0) return false;
  if (def.type.kind === 'yn' || def.type.kind === 'bool') return true;
  const letters = ticks.reduce((sum, tick) => sum + tick.label.length + 5, 0);
  const room = TICKED_LETTERS * spanOf(def);
  // A code reads as well in words; its boxes are worth two lines, not four.
  return letters <= (def.type.kind === 'code' || def.type.kind === 'codes' ? room / 2 : room);
}

/** A sentence of the form; in two languages each in a paragraph of its own. */
function saidBy(says: Words, language: PaperContext['language']): readonly PaperNode[] {
  if (language !== 'both') return [leaf(label(says, language))];
  return [{ ...leaf(says.en), lang: 'en-US' }, { ...leaf(says.es, 'body', '', { margin: [0, 2, 0, 0] }), lang: 'es-US' }];
}

/** The value of a field without its label, in a place `width` points wide; nothing when blank, so that the box stays empty to write in. */
export function valueNodes(context: PaperContext, def: FieldDef, value: Json | undefined, holder: JsonObject, at: Address, width: number, large: boolean): readonly PaperNode[] {
  const ticks = ticksOf(context, def, value).filter((one) => !large || one.ticked || !RECORDED_ONLY.has(one.value));
  if (large && ticks.length > 0) return isShort(ticks, width) ? tickRow(context, ticks, width, at, 'large') : tickList(context, ticks, width, at);
  if (def.says !== undefined && isBlank(value)) return saidBy(def.says, context.language);
  if (ticksFit(ticks, def)) return tickRow(context, ticks, width, at, 'small');
  switch (def.type.kind) {
    case 'statement': case 'text':
      return typeof value === 'string' ? (def.type.kind === 'statement' ? statementNodes(context, value, width, at) : prose(typedText(def, value, context.language), width, at)) : isBlank(value) ? [] : prose(shortText(context, def, value, holder), width, at);
    case 'textList': return listNodes(context, value, width, at);
    case 'signature': return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => signatureLine(context, one, width, at));
    case 'group': return groupNodes(context, def.type.fields, value, at, width);
    case 'yn': case 'bool': case 'choice': case 'choices': case 'code': case 'codes': case 'date': case 'time': case 'int': case 'percent': case 'rows': case 'ref': case 'derived': {
      const text = shortText(context, def, value, holder);
      return text === '' ? [] : [leaf(breakable(cleanLabel(text)), 'body', at)];
    }
  }
}

/** Short texts on one line where they fit it, else one below the other. */
function listNodes(context: PaperContext, value: Json | undefined, width: number, at: Address): readonly PaperNode[] {
  const items = (Array.isArray(value) ? (value as readonly Json[]) : isBlank(value) ? [] : [value as Json]).map((item) => (typeof item === 'string' ? withStaffNames(context, item) : JSON.stringify(item)));
  const line = items.join('; ');
  return textWidth(line) <= width && !line.includes('\n') ? prose(line, width, at) : items.flatMap((item) => prose(item, width, at));
}

/** A small fixed object, its parts one under the other with their own words. */
function groupNodes(context: PaperContext, fields: readonly FieldDef[], value: Json | undefined, at: Address, width: number): readonly PaperNode[] {
  const holder = isObject(value) ? value : {};
  return fields.map((def) => stack([
    ...(def.type.kind === 'bool' ? [] : [leaf(labelText(context, def), 'small')]),
    ...valueNodes(context, def, holder[def.id], holder, under(at, def.id), width, false),
  ], [0, 0, 0, 3]));
}
