/** Random documents and random edits that fit them, for the properties of this folder. All names and words are made up by the generator. */
import fc from 'fast-check';
import { ROW_ID, at, isRow, rowSegment, type Address, type Row } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { isList, isObject, type Json } from '../../../shared/iep/json.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import type { Edit, Step } from '../../../shared/journal/edit.ts';
import { insertingEdits, movingEdits, removingEdits, settingEdits } from '../../../shared/journal/make.ts';

/** Text with accents, emoji and control characters: everything a case manager may paste. */
export const words = fc.string({ unit: 'grapheme', maxLength: 24 });
const scalar: fc.Arbitrary<Json> = fc.oneof(words, fc.integer({ min: 0, max: 9999 }), fc.boolean(), fc.constant(null), fc.array(words, { maxLength: 3 }));

function numbered(prefix: string, rows: readonly Record<string, Json>[]): Json {
  return rows.map((row, n) => ({ [ROW_ID]: `${prefix}${n}`, ...row }));
}

const objectives = fc.array(fc.record({ text: words, byDate: words }), { maxLength: 4 }).map((rows) => numbered('o', rows));
const goals = fc.array(fc.record({ annualGoal: words, goalNumber: fc.integer({ min: 1, max: 9 }), objectives, owner: scalar }), { maxLength: 5 }).map((rows) => numbered('g', rows));
const services = fc.array(fc.record({ code: words, minutes: scalar }), { maxLength: 5 }).map((rows) => numbered('v', rows));

export const documents: fc.Arbitrary<IepDocument> = fc
  .record({ strengths: words, concerns: words, screen: fc.option(fc.record({ date: words, note: words })), goals, services, more: scalar, place: words })
  .map(({ strengths, concerns, screen, goals: items, services: lines, more, place }) => ({
    schemaVersion: 1, documentId: 'd1', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null, formLanguage: 'en', agency: {}, staff: [],
    meeting: { meetingDate: '2026-10-14', notice: [{ [ROW_ID]: 'n0', place }] },
    pages: { presentLevels: { strengths, concerns, hearingScreen: screen }, goals: { items }, fapeServices: { services: lines, more } },
  }));

/** A wish, to be turned into edits that fit whatever the document looks like when its turn comes. */
export interface Wish {
  readonly kind: 'set' | 'type' | 'insert' | 'move' | 'remove' | 'begin' | 'end';
  readonly place: number;
  readonly row: number;
  readonly value: Json;
  readonly text: string;
}

const wish = fc.record({
  kind: fc.constantFrom<Wish['kind']>('set', 'type', 'type', 'insert', 'move', 'remove', 'begin', 'end'), place: fc.nat(), row: fc.nat(), value: scalar, text: words,
});

export const wishes = fc.array(wish, { minLength: 1, maxLength: 12 });

interface Places {
  readonly fields: Address[];
  readonly texts: Address[];
  readonly lists: Address[];
}

function collect(value: Json | undefined, here: Address, into: Places): void {
  if (isList(value)) {
    if (value.every(isRow)) {
      into.lists.push(here);
      for (const row of value) for (const [name, member] of Object.entries(row)) if (name !== ROW_ID) collect(member, at(here, rowSegment(row[ROW_ID]), name), into);
    } else into.fields.push(here);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, at(here, name), into);
  } else {
    into.fields.push(here);
    if (typeof value === 'string') into.texts.push(here);
  }
}

function pick<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}

let fresh = 0;

/** Edits that fit `doc`; may be none when there is nothing to write in, to move or to remove. */
export function editsFor(doc: IepDocument, { kind, place, row, value, text }: Wish): readonly Edit[] {
  const places: Places = { fields: [], texts: [], lists: [] };
  collect(doc.pages as Json, 'pages', places);
  collect(doc.meeting, 'meeting', places);
  const list = pick(places.lists, place);
  const rows = (list.split('/').reduce<Json | undefined>((holder, segment) => (segment.startsWith('@') ? (holder as readonly Row[]).find((one) => one[ROW_ID] === segment.slice(1)) : (holder as { [name: string]: Json })[segment]), doc) ?? []) as readonly Row[];
  switch (kind) {
    case 'set': return places.fields.length === 0 ? [] : settingEdits(doc, pick(places.fields, place), value);
    case 'type': return places.texts.length === 0 ? [] : settingEdits(doc, pick(places.texts, place), text);
    case 'insert': fresh += 1; return insertingEdits(doc, list, { [ROW_ID]: `x${fresh}`, words: text, parts: [{ [ROW_ID]: 'p1', value }] }, rows.length === 0 ? null : pick([null, ...rows.map((one) => one[ROW_ID])], row));
    case 'move': return rows.length === 0 ? [] : movingEdits(doc, list, pick(rows, row)[ROW_ID], pick([null, ...rows.map((one) => one[ROW_ID])], row + place));
    case 'remove': return rows.length === 0 ? [] : removingEdits(doc, list, pick(rows, row)[ROW_ID]);
    case 'begin': fresh += 1; return settingEdits(doc, `pages/presentLevels/extra${fresh}`, value);
    case 'end': return Object.hasOwn(doc.pages.presentLevels as object, 'concerns') ? [{ op: 'unset', at: 'pages/presentLevels/concerns', was: (doc.pages.presentLevels as { concerns: Json }).concerns }] : [];
  }
}

export function mustApply(doc: IepDocument, edits: readonly Edit[]): IepDocument {
  const applied = applyEdits(doc, edits);
  if (!applied.ok) throw new Error(`${applied.at}: ${applied.reason}`);
  return applied.document;
}

export interface Walk {
  readonly start: IepDocument;
  readonly end: IepDocument;
  readonly steps: readonly Step[];
}

/** A writer who carries out every wish on the document as it then is. */
export function walk(start: IepDocument, wanted: readonly Wish[], prefix = 'step'): Walk {
  let end = start;
  const steps: Step[] = [];
  for (const [n, one] of wanted.entries()) {
    const edits = editsFor(end, one);
    if (edits.length === 0) continue;
    end = mustApply(end, edits);
    steps.push({ id: `${prefix}-${n}`, label: 'Edit', edits });
  }
  return { start, end, steps };
}

export const RUNS = { numRuns: 400 } as const;
