/** Promise: the few ways in which an event writes into a document: a place, a row, the work beside the pages, what the state's record needs beside the form. */
import type { Address, Row } from '../../iep/address.ts';
import type { IepDocument, Work } from '../../iep/document.ts';
import { emptyValue, fieldsOf } from '../../iep/fields.ts';
import type { Json, JsonObject } from '../../iep/json.ts';
import { pageDef } from '../../iep/pages.ts';
import type { PageId } from '../../iep/definition.ts';
import type { Stamp } from '../../journal/edit.ts';
import { changeAt } from '../../journal/place.ts';
import { rowsAt, workOf } from '../read.ts';

/** The value stands at the place. */
export function put(doc: IepDocument, address: Address, value: Json): IepDocument {
  return changeAt(doc, address, () => value);
}

/** The work beside the pages, with this part of it changed. */
export function withWork(doc: IepDocument, part: Partial<Work>): IepDocument {
  return { ...doc, work: { ...workOf(doc), ...part } as unknown as Json & Work };
}

/** One more row at the end of the list. */
export function append(doc: IepDocument, address: Address, row: Row): IepDocument {
  return put(doc, address, [...rowsAt(doc, address), row]);
}

/** Ids of rows an event makes follow from its place in the journal, so that every reader of the journal gives them the same. */
export function eventRow(stamp: Stamp, n: number): string {
  return `s${stamp.seq}-${n}`;
}

/** A page of the form with nothing filled in. */
export function emptyPage(id: PageId): JsonObject {
  return Object.fromEntries(fieldsOf(pageDef(id)).map((def) => [def.id, emptyValue(def)]));
}

/** What the state's record needs beside the form. */
export function withExtras(doc: IepDocument, part: JsonObject): IepDocument {
  const extras = doc['stateRecordExtras'];
  return { ...doc, stateRecordExtras: { ...(typeof extras === 'object' && extras !== null ? (extras as JsonObject) : {}), ...part } };
}
