/** What a stored page holds beyond its definition, at any depth: an imported record may know more than this form, and it still belongs to the IEP. */
import type { FieldDef } from '../iep/definition.ts';
import { ROW_ID } from '../iep/address.ts';
import { innerFields } from '../iep/fields.ts';
import { isObject, type Json, type JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import type { PaperContext } from './context.ts';
import { isBlank, rowsOf, scalarText, under } from './context.ts';

export interface FurtherEntry {
  readonly at: string;
  /** Where it stood, in the words of the form: "Goal 2: oldRemarks". */
  readonly name: string;
  readonly text: string;
}

/** Parts of a stored page that are bookkeeping, not content. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['pageState', 'pwnCheck', ROW_ID]);

function plainText(value: Json): string {
  if (Array.isArray(value)) return (value as readonly Json[]).map(plainText).join('\n');
  if (isObject(value)) return Object.entries(value).filter(([key]) => key !== ROW_ID).map(([key, part]) => `${key}: ${plainText(part)}`).join('\n');
  return scalarText(value);
}

/** A field's own id, and the name a code keeps beside itself. */
function namesOf(def: FieldDef): readonly string[] {
  return def.type.kind === 'code' ? [def.id, `${def.id}Name`, `${def.type.table}Name`] : [def.id];
}

function inside(context: PaperContext, def: FieldDef, value: Json | undefined, at: string, place: string): readonly FurtherEntry[] {
  if (def.type.kind === 'rows') {
    const { row: words, fields } = def.type;
    return rowsOf(value).flatMap((row, index) => furtherEntries(context, fields, row, `${at}/@${scalarText(row[ROW_ID])}`, `${place}${label(words, context.language)} ${index + 1}: `));
  }
  const fields = innerFields(def);
  return fields.length > 0 && isObject(value) ? furtherEntries(context, fields, value, at, `${place}${label(def.label, context.language)}: `) : [];
}

/** Of a list of fields, worked out once: every row of a table has the same. */
const NAMES = new WeakMap<readonly FieldDef[], ReadonlySet<string>>();

function namesOfAll(fields: readonly FieldDef[]): ReadonlySet<string> {
  const known = NAMES.get(fields);
  if (known !== undefined) return known;
  const names = new Set(fields.flatMap(namesOf));
  NAMES.set(fields, names);
  return names;
}

/** Everything below `holder` that no field of `fields` draws. */
export function furtherEntries(context: PaperContext, fields: readonly FieldDef[], holder: JsonObject, at: string, place = ''): readonly FurtherEntry[] {
  const known = namesOfAll(fields);
  const own = Object.entries(holder)
    .filter(([key, value]) => !known.has(key) && !BOOKKEEPING.has(key) && !isBlank(value))
    .map(([key, value]) => ({ at: under(at, key), name: `${place}${key}`, text: plainText(value) }));
  return [...own, ...fields.flatMap((def) => inside(context, def, holder[def.id], under(at, def.id), place))];
}
