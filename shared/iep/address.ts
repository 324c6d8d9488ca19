/**
 * An address names one place in an IEP document by field ids and stable row ids, never by list position:
 * `pages/goals/items/@r12/annualGoal`. A row inserted or moved above it does not change it, so undo, merge, the redline
 * and the audit trail all keep speaking of the same goal (decisions.md 3).
 */
import type { Json, JsonObject } from './json.ts';

/** Slash-separated field ids and `@rowId` segments, from the root of the document. */
export type Address = string;

/** Key under which every row of a list of objects carries its stable id. It never leaves the laptop (see ids.ts). */
export const ROW_ID = '$row';
export type RowId = string;
export type Row = JsonObject & { readonly [ROW_ID]: RowId };

/** Addresses already taken apart: after every key hundreds of controls ask for the same ones. Names of places, no words of a record. */
const APART = new Map<Address, readonly string[]>();
/** More than a document of sixty sheets has. */
const MOST_APART = 20_000;

export function segments(address: Address): readonly string[] {
  const known = APART.get(address);
  if (known !== undefined) return known;
  if (APART.size >= MOST_APART) APART.clear();
  const parts = address.split('/');
  APART.set(address, parts);
  return parts;
}

export function at(...parts: readonly string[]): Address {
  return parts.join('/');
}

/** The address segment that selects a row. */
export function rowSegment(id: RowId): string {
  return `@${id}`;
}

export function isRow(value: Json | undefined): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof (value as JsonObject)[ROW_ID] === 'string';
}

/** True when `address` is `prefix` itself or lies under it. */
export function isWithin(address: Address, prefix: Address): boolean {
  return address === prefix || address.startsWith(`${prefix}/`);
}

/** The value at an address, or undefined when no such place exists. */
export function valueAt(document: Json, address: Address): Json | undefined {
  let here: Json | undefined = document;
  for (const segment of segments(address)) {
    if (here === undefined || here === null || typeof here !== 'object') return undefined;
    if (segment.startsWith('@')) {
      if (!Array.isArray(here)) return undefined;
      const id = segment.slice(1);
      here = (here as readonly Json[]).find((row) => isRow(row) && row[ROW_ID] === id);
    } else {
      if (Array.isArray(here)) return undefined;
      here = Object.hasOwn(here, segment) ? (here as JsonObject)[segment] : undefined;
    }
  }
  return here;
}

/** The address of what holds a place: the page, row or group of a field; conditions are asked about it. */
export function parentOf(address: Address): Address {
  return address.slice(0, Math.max(0, address.lastIndexOf('/')));
}
