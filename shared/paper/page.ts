/** One form: title words for a later session, its sections in the order of the definition, and whatever the record holds that no definition names. */
import type { FieldDef, PageDef, SectionDef } from '../iep/definition.ts';
import { ROW_ID } from '../iep/address.ts';
import { fieldsOf } from '../iep/fields.ts';
import type { JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { fieldBlocks } from './blocks.ts';
import { clean } from './clean.ts';
import { preparedTag } from './field.ts';
import type { PaperContext } from './context.ts';
import { dateText, rowsOf, scalarText } from './context.ts';
import type { PaperNode } from './node.ts';
import { leaf } from './node.ts';
import { furtherEntries } from './further.ts';
import { noticeIndex, numbered } from './notes.ts';
import type { Place } from './place.ts';
import { isPrinted } from './place.ts';
import { goalReports } from './progress.ts';
import { prose } from './prose.ts';
import { headed, together } from './room.ts';
import { word } from './words.ts';

/** Forms that are filled in with a pen at the table. */
const BY_HAND: ReadonlySet<string> = new Set(['attendance', 'consent']);
function titled(text: string, blocks: readonly PaperNode[], width: number): readonly PaperNode[] {
  return headed(leaf(text, 'heading', '', { margin: [0, 3, 0, 1.5] }), blocks, width);
}

/** Goals the team let go of in the meeting leave the list and are named at its end, with who suggested it and why. */
function droppedGoals(context: PaperContext, goals: FieldDef, page: JsonObject, place: Place): { readonly kept: JsonObject; readonly list: readonly PaperNode[] } {
  const states = context.document.work?.goals ?? {};
  const dropped = Object.entries(states).filter(([, goal]) => goal.state === 'dropped');
  if (dropped.length === 0) return { kept: page, list: [] };
  const rows = rowsOf(page[goals.id]);
  const isDropped = (row: JsonObject) => dropped.some(([id]) => id === row[ROW_ID]);
  const list = dropped.flatMap(([id, goal]) => {
    const row = rows.find((one) => one[ROW_ID] === id) ?? rowsOf(context.document['droppedGoals']).find((one) => one[ROW_ID] === id);
    const number = row?.['goalNumber'];
    const said = [row?.['annualGoal'], goal.by, goal.reason].filter((part): part is string => typeof part === 'string' && part !== '');
    return [
      leaf(`${word('goal', context.language)}${number === undefined || number === null ? '' : ` ${scalarText(number)}`}`, 'label', '', { margin: [0, 4, 0, 0] }),
      ...said.flatMap((part) => prose(part, place.width, `${place.at}/${goals.id}/@${id}`)),
    ];
  });
  return { kept: { ...page, [goals.id]: rows.filter((row) => !isDropped(row)) }, list: titled(word('dropped', context.language), list, place.width) };
}

/** The line that ties a later session's sheet to the first one (iep-forms.md 3.10). */
function sessionLine(context: PaperContext, page: JsonObject, iepDate: string): readonly PaperNode[] {
  if (typeof page['sessionNo'] !== 'number' || page['sessionNo'] < 2) return [];
  const sessions = rowsOf(context.document.meeting['sessions']);
  const first = sessions.find((session) => session['sessionNo'] === 1)?.['date'];
  const text = `${word('continued', context.language)} ${dateText(typeof first === 'string' ? first : iepDate, context.language)}; ${word('originalDate', context.language)} ${dateText(iepDate, context.language)}`;
  return [leaf(text, 'strong', '', { margin: [0, 0, 0, 4] })];
}

/** Who prepares the whole page, on a draft. */
function preparedLine(context: PaperContext, at: string): readonly PaperNode[] {
  const words = preparedTag(context, at);
  return words === '' ? [] : [leaf(words, 'small', '', { margin: [0, 0, 0, 4] })];
}

/** What an imported record holds beyond the definitions, under its own name. */
function furtherBlock(context: PaperContext, page: JsonObject, def: PageDef, place: Place): readonly PaperNode[] {
  const entries = furtherEntries(context, fieldsOf(def), page, place.at);
  if (entries.length === 0) return [];
  const blocks = entries.flatMap(({ at, name, text }) => [leaf(clean(name), 'label', '', { margin: [0, 4, 0, 0] }), ...prose(text, place.width, at)]);
  return titled(word('further', context.language), blocks, place.width);
}

/** A section under its title, unless its first field already says the same. */
function sectionBlocks(section: SectionDef, place: Place): readonly PaperNode[] {
  const { language } = place.context;
  const blocks = fieldBlocks(section.fields, place);
  const first = section.fields.find((field) => isPrinted(field, section.fields, place));
  if (section.title === undefined || first === undefined || label(first.label, language) === label(section.title, language)) return blocks;
  return titled(label(section.title, language), blocks, place.width);
}

/** The parent's answer and the line under it belong on one sheet: a signature alone on a sheet could be put under anything. */
function withSignatures(sections: readonly (readonly PaperNode[])[], width: number): readonly PaperNode[] {
  return [...sections.slice(0, -2).flat(), ...together(sections.slice(-2).flat(), width)];
}

/** The content of one form, `width` points wide. `at` is its root address, `page` the value there. */
export function pageContent(context: PaperContext, def: PageDef, at: string, page: JsonObject, width: number, iepDate: string): readonly PaperNode[] {
  const byHand = BY_HAND.has(def.id);
  const outer: Place = { context, at, holder: page, width, large: def.id === 'consent', byHand };
  const goals = def.id === 'goals' ? fieldsOf(def).find((field) => field.id === 'items') : undefined;
  const { kept, list } = goals === undefined ? { kept: page, list: [] } : droppedGoals(context, goals, page, outer);
  const place: Place = { ...outer, holder: kept };

  if (def.id === 'structuredNotes') {
    const fields = numbered(fieldsOf(def).filter((field) => isPrinted(field, fieldsOf(def), place)), context.language);
    return [...sessionLine(context, page, iepDate), ...preparedLine(context, at), ...fieldBlocks(fields, place), ...furtherBlock(context, page, def, place), ...noticeIndex(context, fields, width)];
  }
  const sections = def.sections.map((section) => sectionBlocks(section, place));
  const body = def.id === 'consent' ? withSignatures(sections, width) : sections.flat();
  const reports = def.id === 'progressReport' ? goalReports(place) : [];
  return [...sessionLine(context, page, iepDate), ...preparedLine(context, at), ...body, ...reports, ...list, ...furtherBlock(context, page, def, place)];
}

