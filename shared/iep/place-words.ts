/** Promise: a place of the document in the words of the form, "Goals · Goal 2 · Baseline": people never read an address. */
import { ROW_ID, isRow, isWithin, segments, valueAt, type Address } from './address.ts';
import type { FieldDef, Words } from './definition.ts';
import type { IepDocument } from './document.ts';
import { fieldsOf, innerFields } from './fields.ts';
import type { Json } from './json.ts';
import { label } from './labels.ts';
import { PAGES } from './pages.ts';

type Language = Parameters<typeof label>[1];

const GONE: Words = { en: 'no longer there', es: 'ya no está' };

/** The field a row numbers itself by: goal number, report number. */
export function numberField(fields: readonly FieldDef[]): FieldDef | undefined {
  return fields.find((def) => def.type.kind === 'int' && /(Number|No)$/.test(def.id));
}

/** "Goal 2": the number the row gives itself, or its place in the list. */
function rowWords(list: Json | undefined, id: string, def: FieldDef, language: Language): string {
  if (def.type.kind !== 'rows') throw new Error(`The field "${def.id}" has no rows.`);
  const name = label(def.type.row, language);
  const rows = Array.isArray(list) ? (list as readonly Json[]).filter(isRow) : [];
  const index = rows.findIndex((row) => row[ROW_ID] === id);
  const own = rows[index]?.[numberField(def.type.fields)?.id ?? ''];
  return index === -1 ? `${name} (${label(GONE, language)})` : `${name} ${typeof own === 'number' ? own : index + 1}`;
}

/** The page, the row and the field of a place. Text that is no place of the form (as another system wrote it) is returned as it stands. */
export function placeWords(document: IepDocument, at: Address, language: Language = 'en'): string {
  const page = PAGES.find((candidate) => isWithin(at, candidate.root));
  if (page === undefined) return at;
  const skip = segments(page.root).length + (page.instances === 'one' ? 0 : 1);
  const parts = segments(at);
  const said = [label(page.short, language)];
  let fields = fieldsOf(page);
  for (let n = skip; n < parts.length; n += 1) {
    const def = fields.find((candidate) => candidate.id === parts[n]);
    if (def === undefined) return at;
    const row = parts[n + 1];
    if (def.type.kind === 'rows' && row?.startsWith('@') === true) {
      said.push(rowWords(valueAt(document, parts.slice(0, n + 1).join('/')), row.slice(1), def, language));
      n += 1;
    } else said.push(label(def.label, language));
    fields = innerFields(def);
  }
  return said.join(' · ');
}
