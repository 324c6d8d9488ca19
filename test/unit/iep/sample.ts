/** The invented example every test of this folder reads, as the exchange file holds it. */
import { readFileSync } from 'node:fs';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { readDocument } from '../../../shared/iep/schema.ts';

const TEXT = readFileSync(new URL('../../fixtures/sample-iep.json', import.meta.url), 'utf8');

/** A fresh copy, free to be changed by a test. */
export function sampleFile(): JsonObject {
  return JSON.parse(TEXT) as JsonObject;
}

export function sampleDocument(): IepDocument {
  const read = readDocument(sampleFile());
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.document;
}
