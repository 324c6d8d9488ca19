/**
 * Changing one place of a document copies only the objects and lists on the way to it; everything else is shared with the document before.
 * That keeps an edit of a sixty-page IEP far below a millisecond, and it lets screens compare by identity.
 */
import { ROW_ID, isRow, segments, type Address } from '../iep/address.ts';
import { isList, isObject, type Json } from '../iep/json.ts';

/** A place that cannot be reached or changed, with the reason in plain words. */
export class Misfit extends Error {
  readonly at: Address;

  constructor(at: Address, reason: string) {
    super(reason);
    this.at = at;
  }
}

/**
 * Member names that reach into JavaScript's own objects. A file or a page that sends one is damaged or hostile
 * (prototype pollution, CWE-1321), so no address and no stored value may contain them.
 */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export function isForbiddenKey(name: string): boolean {
  return FORBIDDEN.has(name);
}

/** Replaces the value at `address` by `change(value)`; `undefined` as a result takes the member away. Throws Misfit. */
export function changeAt<T extends Json>(document: T, address: Address, change: (value: Json | undefined) => Json | undefined): T {
  const path = segments(address);
  if (path.some((segment) => segment === '' || segment === '@' || isForbiddenKey(segment))) throw new Misfit(address, 'The address is not one of this document.');
  return step(document, path, 0, address, change) as T;
}

function step(here: Json | undefined, path: readonly string[], depth: number, address: Address, change: (value: Json | undefined) => Json | undefined): Json | undefined {
  const segment = path[depth];
  if (segment === undefined) return change(here);
  return segment.startsWith('@') ? stepIntoRow(here, segment.slice(1), path, depth, address, change) : stepIntoMember(here, segment, path, depth, address, change);
}

function stepIntoRow(here: Json | undefined, id: string, path: readonly string[], depth: number, address: Address, change: (value: Json | undefined) => Json | undefined): Json {
  if (!isList(here)) throw new Misfit(address, 'There is no list of rows at this place.');
  const index = here.findIndex((row) => isRow(row) && row[ROW_ID] === id);
  if (index < 0) throw new Misfit(address, 'This row is no longer in the document.');
  const next = step(here[index], path, depth + 1, address, change);
  if (next === undefined) throw new Misfit(address, 'A row is taken out by removing it from its list.');
  return next === here[index] ? here : here.with(index, next);
}

function stepIntoMember(here: Json | undefined, name: string, path: readonly string[], depth: number, address: Address, change: (value: Json | undefined) => Json | undefined): Json {
  if (!isObject(here)) throw new Misfit(address, 'There is nothing at this place that could hold a field.');
  const before = Object.hasOwn(here, name) ? here[name] : undefined;
  const next = step(before, path, depth + 1, address, change);
  if (next === before) return here;
  if (next !== undefined) return { ...here, [name]: next };
  const { [name]: _gone, ...rest } = here;
  return rest;
}

/** Says why a value may not stand in a document, or null: forbidden names, and lists of objects whose rows have no ids of their own. */
export function faultOf(value: Json): string | null {
  if (isList(value)) return faultOfList(value);
  if (!isObject(value)) return null;
  for (const name of Object.keys(value)) {
    if (isForbiddenKey(name)) return 'The value holds a member that no IEP has.';
    const fault = faultOf(value[name] as Json);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfList(list: readonly Json[]): string | null {
  const rows = list.filter(isObject);
  if (rows.length > 0 && (rows.length !== list.length || !rows.every(isRow))) return 'Every row of a list needs its own row id.';
  if (new Set(rows.map((row) => row[ROW_ID] as string)).size !== rows.length) return 'Two rows of one list have the same row id.';
  for (const value of list) {
    const fault = faultOf(value);
    if (fault !== null) return fault;
  }
  return null;
}

/** The row before `index`, as the `after` of an edit: null for the first row. */
export function rowBefore(list: readonly Json[], index: number): string | null {
  const row = list[index - 1];
  return isRow(row) ? row[ROW_ID] : null;
}

export function indexOfRow(list: readonly Json[], id: string): number {
  return list.findIndex((row) => isRow(row) && row[ROW_ID] === id);
}
