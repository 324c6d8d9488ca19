/**
 * Promise: the few spellings older systems use are read as what they mean, exactly those casemis.md section 2 names: `code label` is cut at
 * the first space, yes/no become Y/N, old disability codes 010 to 130 become 210 to 330, and grades may be written as words (12.10).
 * Everything else is left as it stands for the checks to speak about.
 */
import { codeEntry, codeTable } from './codes.ts';
import type { CodeTableId, FieldDef, PageDef } from './definition.ts';
import { fieldsOf, innerFields } from './fields.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { PAGES } from './pages.ts';

function knownCode(table: CodeTableId, written: string): string | undefined {
  if (codeEntry(table, written) !== undefined) return written;
  const folded = written.toLowerCase();
  const byAlias = codeTable(table).find((entry) => entry.aliases?.some((alias) => alias.toLowerCase() === folded) === true);
  if (byAlias !== undefined) return byAlias.code;
  // Only disabilities: old two-digit codes of other lists are reused with other meanings.
  return table === 'disability' ? codeTable(table).find((entry) => entry.legacy === written)?.code : undefined;
}

function normaliseCode(table: CodeTableId, value: Json): Json {
  if (typeof value !== 'string') return value;
  const written = value.trim();
  return knownCode(table, written) ?? knownCode(table, written.split(' ')[0] ?? '') ?? value;
}

function normaliseAnswer(value: Json): Json {
  const folded = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (folded === 'yes' || folded === 'y') return 'Y';
  return folded === 'no' || folded === 'n' ? 'N' : value;
}

function normaliseValue(def: FieldDef, value: Json): Json {
  const { type } = def;
  if (type.kind === 'code') return normaliseCode(type.table, value);
  if (type.kind === 'codes') return Array.isArray(value) ? (value as readonly Json[]).map((item) => normaliseCode(type.table, item)) : value;
  if (type.kind === 'yn') return normaliseAnswer(value);
  if (type.kind === 'choice') return type.choices.some((one) => one.value === 'Y') ? normaliseAnswer(value) : value;
  if (type.kind === 'rows') return Array.isArray(value) ? (value as readonly Json[]).map((row) => (isObject(row) ? normaliseMembers(type.fields, row) : row)) : value;
  return isObject(value) ? normaliseMembers(innerFields(def), value) : value;
}

function normaliseMembers(fields: readonly FieldDef[], value: JsonObject): JsonObject {
  const defs = new Map(fields.map((def) => [def.id, def]));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const def = defs.get(key);
      return [key, def === undefined ? member : normaliseValue(def, member)];
    }),
  );
}

function normalisePage(page: PageDef, value: Json): Json {
  const fields = fieldsOf(page);
  if (Array.isArray(value)) return (value as readonly Json[]).map((sheet) => (isObject(sheet) ? normaliseMembers(fields, sheet) : sheet));
  return isObject(value) ? normaliseMembers(fields, value) : value;
}

function changeAt(holder: JsonObject, path: readonly string[], change: (value: Json) => Json): JsonObject {
  const [key, ...rest] = path;
  const value = key === undefined ? undefined : holder[key];
  if (key === undefined || value === undefined) return holder;
  if (rest.length === 0) return { ...holder, [key]: change(value) };
  return isObject(value) ? { ...holder, [key]: changeAt(value, rest, change) } : holder;
}

/** The document with those spellings replaced; nothing else changes, wrong shapes stay wrong for the schema to name. */
export function normaliseDocument(document: JsonObject): JsonObject {
  return PAGES.reduce((sofar, page) => changeAt(sofar, page.root.split('/'), (value) => normalisePage(page, value)), document);
}
