/** Promise: from any place of a document to the definition of what stands there, and from a page to every field that is asked on it. */
import { ROW_ID, isRow, rowSegment, segments, valueAt, isWithin, type Address, type Row, type RowId } from './address.ts';
import { holds } from './conditions.ts';
import { looksElsewhere } from './condition-places.ts';
import type { FieldDef, PageDef, PageId } from './definition.ts';
import type { IepDocument } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { pageIdOf, pageRoot } from './page-keys.ts';
import { PAGES, pageDef } from './pages.ts';
import { factAt } from './record-facts.ts';
import { SIGNATURE_FIELDS } from './signature-fields.ts';

/** The fields of a page in reading order, without their sections. */
export function fieldsOf(page: PageDef): readonly FieldDef[] {
  return page.sections.flatMap((section) => section.fields);
}

/** The fields inside a field: the columns of its rows, the members of its group or signature line; none for a plain value. */
export function innerFields(def: FieldDef): readonly FieldDef[] {
  if (def.type.kind === 'rows' || def.type.kind === 'group') return def.type.fields;
  return def.type.kind === 'signature' ? SIGNATURE_FIELDS : [];
}

/**
 * The definition of what stands at an address. An address of a whole row gives the list it belongs to.
 * `path` leads from the page's field down to `def`, which is its last member. Facts beside the pages count to page 1, where they are asked. Undefined elsewhere off the
 * pages, for `pageState` and unknown fields.
 */
export function fieldAt(address: Address): { readonly page: PageId; readonly def: FieldDef; readonly path: readonly FieldDef[] } | undefined {
  const page = PAGES.find((candidate) => isWithin(address, candidate.root));
  if (page === undefined) {
    const fact = factAt(address);
    return fact === undefined ? undefined : { page: 'infoEligibility', def: fact, path: [fact] };
  }
  const rest = segments(address).slice(segments(page.root).length + (page.instances === 'one' ? 0 : 1));
  const path: FieldDef[] = [];
  let fields: readonly FieldDef[] = fieldsOf(page);
  for (const segment of rest) {
    if (segment.startsWith('@')) {
      if (path.at(-1)?.type.kind !== 'rows') return undefined;
      continue;
    }
    const def = fields.find((candidate) => candidate.id === segment);
    if (def === undefined) return undefined;
    path.push(def);
    fields = innerFields(def);
  }
  const def = path.at(-1);
  return def === undefined ? undefined : { page: page.id, def, path };
}

/** One place of a page. `required` and `shown` already take the conditions of everything around it into account. */
export interface PlacedField {
  readonly at: Address;
  readonly def: FieldDef;
  readonly value: Json | undefined;
  readonly required: boolean;
  readonly shown: boolean;
}

interface Around {
  readonly required: boolean;
  readonly shown: boolean;
}

function isRequired(def: FieldDef, document: IepDocument, scope: Address, holder: Json | undefined): boolean {
  if (def.req === 'R') return true;
  return def.req === 'C' && def.when !== undefined && holds(def.when, document, scope, holder);
}

/**
 * Adds a field and everything in it to `found`: one list grows, because this is walked on every key. `holder` is what stands at `scope`; values are taken from
 * it, because looking each one up from the root is slow on long lists.
 */
function place(found: PlacedField[], document: IepDocument, scope: Address, holder: Json | undefined, def: FieldDef, around: Around): void {
  const at = `${scope}/${def.id}`;
  const value = isObject(holder) ? holder[def.id] : undefined;
  const shown = around.shown && (def.hideUnless === undefined || holds(def.hideUnless, document, scope, holder));
  const required = shown && around.required && isRequired(def, document, scope, holder);
  if (def.type.kind === 'group') {
    for (const member of def.type.fields) place(found, document, at, value, member, { required, shown });
    return;
  }
  found.push({ at, def, value, required, shown });
  if (def.type.kind !== 'rows' || !Array.isArray(value)) return;
  // A row that exists is asked to be whole, even in a list that need not have any.
  const inRow = { required: shown, shown };
  for (const row of value as readonly Json[]) {
    if (!isRow(row)) continue;
    const rowAt = `${at}/${rowSegment(row[ROW_ID])}`;
    for (const column of def.type.fields) place(found, document, rowAt, row, column, inRow);
  }
}

/** Every field of one page of the document: lists themselves, then the cells of their rows; the members of groups; signature lines whole. */
export function everyField(document: IepDocument, key: string): readonly PlacedField[] {
  const root = pageRoot(key);
  const sheet = valueAt(document, root);
  const found: PlacedField[] = [];
  for (const def of fieldsOf(pageDef(pageIdOf(key)))) place(found, document, root, sheet, def, { required: true, shown: true });
  return found;
}

function conditionsOf(fields: readonly FieldDef[]): readonly string[] {
  return fields.flatMap((def) => [def.when, def.hideUnless, ...conditionsOf(innerFields(def))].filter((id) => id !== undefined));
}

const LOOKED_AT = new Map<PageId, readonly Address[]>();

/** Everywhere besides its own sheet that the fields of a page look to know whether they are shown and asked. */
export function elsewhereOf(page: PageDef): readonly Address[] {
  const known = LOOKED_AT.get(page.id) ?? [...new Set(conditionsOf(fieldsOf(page)).flatMap(looksElsewhere))];
  LOOKED_AT.set(page.id, known);
  return known;
}

/** True when something was entered. An unticked box is an answer only where the form asks no question with it. */
export function isAnswered(def: FieldDef, value: Json | undefined): boolean {
  switch (def.type.kind) {
    case 'derived':
      return true;
    case 'bool':
      return typeof value === 'boolean';
    case 'yn':
      return value === 'Y' || value === 'N';
    case 'int':
    case 'percent':
      return typeof value === 'number';
    case 'codes':
    case 'choices':
    case 'textList':
    case 'rows':
      return Array.isArray(value) && value.length > 0;
    case 'signature':
      return isObject(value) && typeof value['outcome'] === 'string' && !['', 'none'].includes(value['outcome']);
    case 'group':
      return isObject(value) && isGroupAnswered(def.type.fields, value);
    case 'ref':
      if (def.type.many === true) return Array.isArray(value) && value.length > 0;
      return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
    case 'text':
    case 'statement':
    case 'choice':
    case 'code':
    case 'date':
    case 'time':
      return typeof value === 'string' && value.trim() !== '';
  }
}

/** Something was said, and nothing that is always asked is open. A box left unticked says nothing here. */
function isGroupAnswered(fields: readonly FieldDef[], value: JsonObject): boolean {
  const answered = (member: FieldDef): boolean => isAnswered(member, value[member.id]);
  return fields.some((member) => member.type.kind !== 'bool' && answered(member)) && fields.every((member) => member.req !== 'R' || answered(member));
}

function emptyMembers(fields: readonly FieldDef[]): JsonObject {
  return Object.fromEntries(fields.map((member) => [member.id, emptyValue(member)]));
}

/** The value of a field nobody has filled in yet. */
export function emptyValue(def: FieldDef): Json {
  switch (def.type.kind) {
    case 'bool':
      return false;
    case 'int':
    case 'percent':
    case 'derived':
      return null;
    case 'codes':
    case 'choices':
    case 'textList':
    case 'rows':
      return [];
    case 'group':
      return emptyMembers(def.type.fields);
    case 'signature':
      return { outcome: 'none', signedOn: null, source: 'paper' };
    case 'ref':
      return def.type.many === true ? [] : null;
    case 'text':
    case 'statement':
    case 'yn':
    case 'choice':
    case 'code':
    case 'date':
    case 'time':
      return '';
  }
}

/** A new sheet of a repeated page: nothing filled in but its number, the next that none of the others has; sheets that were carried over keep theirs. */
export function emptySheet(page: PageDef, id: RowId, others: readonly Row[]): Row {
  const next = (member: string): number => Math.max(others.length, ...others.map((sheet) => sheet[member]).filter((number) => typeof number === 'number')) + 1;
  const numbered = fieldsOf(page).filter((def) => def.type.kind === 'int' && def.by.join() === 'sys').map((def) => [def.id, next(def.id)] as const);
  return { [ROW_ID]: id, ...emptyMembers(fieldsOf(page).filter((def) => def.type.kind !== 'derived')), ...Object.fromEntries(numbered) };
}

/** A new row of a list with nothing filled in. Where other pages point at rows by their `id`, the row id serves as one. */
export function emptyRow(def: FieldDef, id: RowId): Row {
  if (def.type.kind !== 'rows') throw new Error(`The field "${def.id}" has no rows.`);
  const referable = def.type.fields.some((column) => column.id === 'id') ? { id } : {};
  return { [ROW_ID]: id, ...emptyMembers(def.type.fields), ...referable };
}
