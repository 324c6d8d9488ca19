/**
 * Promise: a file is an IEP document of this schema, whole and lossless, or it is refused with the place and a sentence that say why.
 * The shape of the pages is built from the definitions; what they do not know is kept as it is and listed.
 */
import { z } from 'zod';
import { isDate } from '../time/dates.ts';
import { isRow, ROW_ID, rowSegment, valueAt, type Address } from './address.ts';
import type { FieldDef, PageDef } from './definition.ts';
import { SCHEMA_VERSION, type IepDocument } from './document.ts';
import { fieldsOf } from './fields.ts';
import { withRowIds } from './ids.ts';
import type { Json, JsonObject } from './json.ts';
import { normaliseDocument } from './normalise.ts';
import { PROGRESS_FIELDS } from './pages/progress-fields.ts';
import { PAGES } from './pages.ts';
import { SIGNATURE_FIELDS } from './signature-fields.ts';

/** Values a document may hold at most; the longest real IEP has a few thousand. Keeps a hostile file from taking the app's memory. */
export const MAX_VALUES = 500_000;
/** Levels of nesting; the form needs nine. */
const MAX_DEPTH = 32;
/** Keys that would reach into JavaScript's own objects. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export type ReadResult =
  | { readonly ok: true; readonly document: IepDocument; readonly unknown: readonly Address[] }
  | { readonly ok: false; readonly code: 'importNotIep' | 'importNewer'; readonly at: string; readonly problem: string };

type Refusal = Extract<ReadResult, { ok: false }>;

function refuse(at: string, problem: string): Refusal {
  return { ok: false, code: 'importNotIep', at, problem };
}

// 1. Plain JSON, of bearable size -----------------------------------------------------------------------------------------------

function notPlain(value: unknown): Refusal | undefined {
  let values = 0;
  const walk = (here: unknown, at: string, depth: number): Refusal | undefined => {
    values += 1;
    if (values > MAX_VALUES) return refuse(at, 'The file holds more than an IEP can hold.');
    if (depth > MAX_DEPTH) return refuse(at, 'The file is nested deeper than any IEP.');
    if (here === null || typeof here === 'string' || typeof here === 'boolean') return undefined;
    if (typeof here === 'number') return Number.isFinite(here) ? undefined : refuse(at, 'The file holds a number that is not finite.');
    if (typeof here !== 'object') return refuse(at, 'The file holds something that is not JSON.');
    if (Array.isArray(here)) return first(here.map((_, index) => index), (index) => walk(here[index], `${at}[${index}]`, depth + 1));
    const proto: unknown = Object.getPrototypeOf(here);
    if (proto !== Object.prototype && proto !== null) return refuse(at, 'The file holds something that is not JSON.');
    return first(Object.keys(here), (key) => {
      const inside = at === '' ? key : `${at}/${key}`;
      return FORBIDDEN_KEYS.has(key) ? refuse(inside, `The file uses the name "${key}", which no IEP uses.`) : walk((here as Record<string, unknown>)[key], inside, depth + 1);
    });
  };
  return walk(value, '', 0);
}

function first<T>(items: readonly T[], look: (item: T) => Refusal | undefined): Refusal | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

// 2. Shapes, from the definitions ------------------------------------------------------------------------------------------------

const string = z.string({ error: 'must be text' });
const date = string.refine((text) => text === '' || isDate(text), { error: 'must be a date written YYYY-MM-DD' });
const time = string.refine((text) => text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text), { error: 'must be a time written HH:MM' });
const number = z.union([z.number(), z.literal('')], { error: 'must be a number' });
const strings = z.array(string, { error: 'must be a list of texts' });
const reference = z.union([z.string(), z.number()], { error: 'must be the reference of something else in the IEP' });

function shapeOf(def: FieldDef): z.ZodType {
  switch (def.type.kind) {
    case 'date':
      return date;
    case 'time':
      return time;
    case 'int':
    case 'percent':
      return number;
    case 'bool':
      return z.boolean({ error: 'must be true or false' });
    case 'codes':
    case 'choices':
    case 'textList':
      return strings;
    case 'rows':
      return z.array(membersShape(def.type.fields), { error: 'must be a list of rows' });
    case 'group':
      return membersShape(def.type.fields);
    case 'signature':
      return membersShape(SIGNATURE_FIELDS);
    case 'ref':
      return def.type.many === true ? z.array(reference, { error: 'must be a list of references' }) : reference;
    case 'derived':
      return z.unknown();
    case 'text':
    case 'statement':
    case 'yn':
    case 'choice':
    case 'code':
      return string;
  }
}

/** Any field may be missing or null (absent); a field that is there has its type. */
function membersShape(fields: readonly FieldDef[]): z.ZodType {
  return z.looseObject(Object.fromEntries(fields.map((def) => [def.id, shapeOf(def).nullable().optional()])), { error: 'must be an object with named fields' });
}

/** What one report on a goal may say, by the form's own fields and no other name. */
export const progressReportShape = z.strictObject(Object.fromEntries(PROGRESS_FIELDS.map((def) => [def.id, shapeOf(def).nullable().optional()])));

const PAGE_STATE = z.enum(['empty', 'draft', 'discussed', 'final'], { error: 'must be empty, draft, discussed or final' });

function pageShape(page: PageDef): z.ZodType {
  const sheet = membersShape(fieldsOf(page)).and(z.looseObject({ pageState: PAGE_STATE.nullable().optional() }));
  const whole = page.instances === 'one' ? sheet : z.array(sheet, { error: 'must be a list of sheets' });
  return whole.nullable().optional();
}

const PAGES_OF_PAGES = PAGES.filter((page) => page.root.startsWith('pages/'));
const PAGES_OF_MEETING = PAGES.filter((page) => page.root.startsWith('meeting/'));

function shapesById(pages: readonly PageDef[]): Record<string, z.ZodType> {
  return Object.fromEntries(pages.map((page) => [page.root.split('/')[1] ?? page.id, pageShape(page)]));
}

const staff = z.looseObject({ id: string.min(1, { error: 'must not be empty' }), name: string, title: string, role: string, area: string });
const session = z.looseObject({ sessionNo: z.number({ error: 'must be a number' }), date, start: time, end: time.nullable().optional() });
const named = z.looseObject({}, { error: 'must be an object with named fields' });
const list = z.array(named, { error: 'must be a list of rows' });

const workShape = z.looseObject({
  prepared: strings,
  carried: strings,
  goals: z.record(z.string(), z.looseObject({ state: z.enum(['draft', 'discussed', 'dropped']), by: string, reason: string })),
  discussed: z.record(z.string(), z.looseObject({ by: string, at: string })).optional(),
  goalsAtOpening: strings.optional(),
  goalsAdded: strings.optional(),
  prior: z.array(z.looseObject({})).optional(),
  paper: z.looseObject({ original: string, fileCopy: string }).nullable(),
  sheets: list,
  differences: list,
  openSession: z.number().nullable(),
  superseded: list,
  preMeetings: list.optional(),
});

const documentShape = z.looseObject({
  schemaVersion: z.number(),
  documentId: string.min(1, { error: 'must not be empty' }).max(200, { error: 'must be at most 200 characters long' }),
  documentStatus: z.enum(['draft', 'inMeeting', 'tabled', 'closed', 'reconciled', 'current', 'history', 'abandoned'], { error: 'must be a status of an IEP' }),
  consentStatus: z.enum(['notAsked', 'awaiting', 'agreedAll', 'agreedPart', 'refused', 'notEligibleAck', 'noResponse'], { error: 'must be a status of parent consent' }),
  previousDocumentId: string.nullable(),
  continuationOf: string.nullable(),
  amendmentOf: string.nullable().optional(),
  correctionOf: string.nullable().optional(),
  formLanguage: string,
  agency: named,
  staff: z.array(staff, { error: 'must be a list of staff' }),
  meeting: z.looseObject({ meetingDate: date.nullable().optional(), notesForm: z.enum(['structured', 'free'], { error: 'must be structured or free' }).optional(), sessions: z.array(session, { error: 'must be a list of sessions' }).optional(), ...shapesById(PAGES_OF_MEETING) }, { error: 'must be an object with named fields' }),
  pages: z.looseObject(shapesById(PAGES_OF_PAGES), { error: 'must be an object with one entry per page' }),
  progressReportSchedule: z.array(membersShape(fieldsOf(PAGES.find((page) => page.id === 'progressReport') as PageDef)), { error: 'must be a list of rows' }).nullable().optional(),
  handwrittenRevisions: list.nullable().optional(),
  droppedGoals: list.nullable().optional(),
  parentCopy: named.nullable().optional(),
  affirmation: named.nullable().optional(),
  implementedPlanRef: named.nullable().optional(),
  stateRecordExtras: named.nullable().optional(),
  translations: z.unknown().optional(),
  journal: list.nullable().optional(),
  work: workShape.optional(),
});

/** `pages/goals/items[2]/annualGoal`: how a place in a file is named to a person, positions counted from 0 as in the file. */
function fileAddress(path: readonly PropertyKey[]): string {
  return path.reduce<string>((sofar, part) => (typeof part === 'number' ? `${sofar}[${part}]` : `${sofar}${sofar === '' ? '' : '/'}${String(part)}`), '');
}

/** The page and field a file path leads to, in the words of the form. */
function captionOf(path: readonly PropertyKey[]): string | undefined {
  const names = path.filter((part): part is string => typeof part === 'string');
  const page = PAGES.find((candidate) => names.join('/').startsWith(candidate.root));
  if (page === undefined) return undefined;
  let fields = fieldsOf(page);
  let caption = page.short.en;
  for (const name of names.slice(page.root.split('/').length)) {
    const def = fields.find((candidate) => candidate.id === name);
    if (def === undefined) break;
    caption = `${page.short.en}, ${def.label.en}`;
    fields = def.type.kind === 'rows' || def.type.kind === 'group' ? def.type.fields : SIGNATURE_FIELDS;
  }
  return caption;
}

// 3. What the definitions do not know ----------------------------------------------------------------------------------------------

const KNOWN_TOP = new Set([...Object.keys(documentShape.shape), 'synthetic', 'secondLanguage', 'formSetVersion']);
const KEPT_ON_SHEETS = new Set(['pageState', ROW_ID]);

function unknownMembers(fields: readonly FieldDef[], value: Json | undefined, at: Address): readonly Address[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const defs = new Map(fields.map((def) => [def.id, def]));
  return Object.entries(value as JsonObject).flatMap(([key, member]) => {
    const def = defs.get(key);
    if (def === undefined) return KEPT_ON_SHEETS.has(key) ? [] : [`${at}/${key}`];
    return unknownValue(def, member, `${at}/${key}`);
  });
}

function unknownValue(def: FieldDef, value: Json, at: Address): readonly Address[] {
  const { type } = def;
  if (type.kind === 'rows') return unknownRows(type.fields, value, at);
  if (type.kind === 'group') return unknownMembers(type.fields, value, at);
  if (type.kind === 'signature') return unknownMembers(SIGNATURE_FIELDS, value, at);
  if (type.kind === 'yn') return value === null || value === '' || value === 'Y' || value === 'N' ? [] : [at];
  if (type.kind !== 'choice' && type.kind !== 'choices') return [];
  const chosen = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return chosen.every((item) => item === null || item === '' || type.choices.some((choice) => choice.value === item)) ? [] : [at];
}

function unknownRows(fields: readonly FieldDef[], value: Json | undefined, at: Address): readonly Address[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).filter(isRow).flatMap((row) => unknownMembers(fields, row, `${at}/${rowSegment(row[ROW_ID])}`));
}

function unknownIn(document: IepDocument): readonly Address[] {
  const known = new Set(PAGES_OF_PAGES.map((page) => page.root.split('/')[1]));
  return [
    ...Object.keys(document).filter((key) => !KNOWN_TOP.has(key)),
    ...Object.keys(document.pages).filter((key) => !known.has(key)).map((key) => `pages/${key}`),
    ...PAGES.flatMap((page) => {
      const value = valueAt(document, page.root);
      return page.instances === 'one' ? unknownMembers(fieldsOf(page), value, page.root) : unknownRows(fieldsOf(page), value, page.root);
    }),
  ];
}

/**
 * Reads one parsed file. On success every row has an id and `unknown` lists the places (fields, and choices outside their list) the
 * definitions do not know; they stay in the document untouched. On failure `at` names the place and `problem` is a sentence for the case
 * manager. The input is never changed.
 */
export function readDocument(input: unknown): ReadResult {
  const foreign = notPlain(input);
  if (foreign !== undefined) return foreign;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return refuse('', 'The file is not an IEP: it has no named parts.');
  const version = (input as JsonObject)['schemaVersion'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return refuse('schemaVersion', 'The file is not an IEP of this program: it does not say which version of the form it holds.');
  if (version > SCHEMA_VERSION) {
    return { ok: false, code: 'importNewer', at: 'schemaVersion', problem: `The file was written by a newer version of this program (form ${version}; this version reads up to ${SCHEMA_VERSION}).` };
  }
  const normal = normaliseDocument(input as JsonObject);
  const read = documentShape.safeParse(normal);
  if (!read.success) {
    const issue = read.error.issues[0];
    const path = issue?.path ?? [];
    const at = fileAddress(path);
    return refuse(at, `${captionOf(path) ?? (at === '' ? 'The file' : at)}: ${issue?.message ?? 'does not fit the form'}.`);
  }
  const document = withRowIds(normal as IepDocument);
  return { ok: true, document, unknown: unknownIn(document) };
}
