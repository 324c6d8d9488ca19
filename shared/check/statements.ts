/** Every statement somebody has written in a document, with its place: what the hints read. A goal the team dropped is no longer read. */
import { ROW_ID, isRow, isWithin, rowSegment, segments, valueAt, type Address } from '../iep/address.ts';
import { holds } from '../iep/conditions.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { fieldsOf, innerFields } from '../iep/fields.ts';
import type { Json, JsonObject } from '../iep/json.ts';
import { isAsked, pageIdOf, pageKeysOf, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { rowsAt, workOf } from '../flow/read.ts';
import type { Issue } from './issue.ts';
import { isPlaceholder } from './placeholder.ts';

export interface Statement {
  readonly at: Address;
  readonly page: string;
  readonly def: FieldDef;
  readonly text: string;
  /** The place without its rows, `pages/goals/items/annualGoal`: the same for every goal of every year. */
  readonly kind: string;
}

function kindOf(at: Address): string {
  return segments(at).filter((segment) => !segment.startsWith('@')).join('/');
}

function droppedGoals(doc: IepDocument): readonly Address[] {
  const known = workOf(doc).goals;
  return rowsAt(doc, 'pages/goals/items').filter((goal) => known[goal[ROW_ID]]?.state === 'dropped').map((goal) => `pages/goals/items/@${goal[ROW_ID]}`);
}

/** Fields that are prose or hold some: all others are passed by, because this runs after every key. */
const HOLDS_PROSE = new WeakMap<FieldDef, boolean>();

function holdsProse(def: FieldDef): boolean {
  const known = HOLDS_PROSE.get(def) ?? (def.type.kind === 'statement' || innerFields(def).some(holdsProse));
  HOLDS_PROSE.set(def, known);
  return known;
}

interface Sheet {
  readonly doc: IepDocument;
  readonly page: string;
}

function statementsUnder(sheet: Sheet, scope: Address, holder: Json | undefined, fields: readonly FieldDef[]): readonly Statement[] {
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return [];
  return fields.flatMap((def): readonly Statement[] => {
    const value = (holder as JsonObject)[def.id];
    if (value === undefined || !holdsProse(def)) return [];
    if (def.hideUnless !== undefined && !holds(def.hideUnless, sheet.doc, scope)) return [];
    const at = `${scope}/${def.id}`;
    if (def.type.kind === 'statement') return typeof value !== 'string' || isPlaceholder(value) ? [] : [{ at, page: sheet.page, def, text: value, kind: kindOf(at) }];
    if (!Array.isArray(value)) return statementsUnder(sheet, at, value, innerFields(def));
    return (value as readonly Json[]).filter(isRow).flatMap((row) => statementsUnder(sheet, `${at}/${rowSegment(row[ROW_ID])}`, row, innerFields(def)));
  });
}

/** In document order; blanks and bare N/A are the business of completeness. */
export function statementsOf(doc: IepDocument): readonly Statement[] {
  const dropped = droppedGoals(doc);
  const all = pageKeysOf(doc).filter((page) => isAsked(doc, page)).flatMap((page) => statementsUnder({ doc, page }, pageRoot(page), valueAt(doc, pageRoot(page)), fieldsOf(pageDef(pageIdOf(page)))));
  return dropped.length === 0 ? all : all.filter(({ at }) => !dropped.some((goal) => isWithin(at, goal)));
}

/** Advice about one statement. */
export function hint(id: string, { page, at }: Statement, message: string): Issue {
  return { id, severity: 'hint', message, fields: [], at: [at], page };
}
