/** Every statement somebody has written in a document, with its place: what the hints read. A goal the team dropped is no longer read. */
import { ROW_ID, isWithin, segments, type Address } from '../iep/address.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField } from '../iep/fields.ts';
import { isAsked, pageKeysOf } from '../iep/page-keys.ts';
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

/** In document order; blanks and bare N/A are the business of completeness. */
export function statementsOf(doc: IepDocument): readonly Statement[] {
  const dropped = droppedGoals(doc);
  return pageKeysOf(doc).filter((page) => isAsked(doc, page)).flatMap((page) => everyField(doc, page).flatMap(({ at, def, value, shown }): readonly Statement[] => {
    if (def.type.kind !== 'statement' || typeof value !== 'string' || !shown || isPlaceholder(value)) return [];
    return dropped.some((goal) => isWithin(at, goal)) ? [] : [{ at, page, def, text: value, kind: kindOf(at) }];
  }));
}

/** Advice about one statement. */
export function hint(id: string, { page, at }: Statement, message: string): Issue {
  return { id, severity: 'hint', message, fields: [], at: [at], page };
}
