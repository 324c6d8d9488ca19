/** Where a set of fields is drawn, and which of them are on the paper at all. */
import type { Address } from '../iep/address.ts';
import { ROW_ID } from '../iep/address.ts';
import { holds } from '../iep/conditions.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { JsonObject } from '../iep/json.ts';
import type { PaperContext } from './context.ts';
import { isBlank, scalarText } from './context.ts';

export interface Place {
  readonly context: PaperContext;
  /** Address of the object that holds the fields. */
  readonly at: Address;
  readonly holder: JsonObject;
  readonly width: number;
  /** The consent sheet: boxes large enough for a pen. */
  readonly large: boolean;
  /** Sheets filled in by hand at the table print every box, also those of parts that may turn out not to apply; a list nobody can write into any more needs none. */
  readonly byHand: boolean;
}

/** Fields that are never printed: a child's IEP names titles, not the person who happens to report (iep-forms.md 3.6). */
const NOT_PRINTED: ReadonlySet<string> = new Set(['ownerProviderId']);

/** Names and references that are printed by the field they belong to. */
function isCompanion(def: FieldDef, fields: readonly FieldDef[]): boolean {
  return def.type.kind === 'derived' && (def.id === 'id' || (def.id.endsWith('Name') && fields.some((other) => other.type.kind === 'code')));
}

/** Whether a field is on the paper: always when it says something; else when there is reason to write into its box. */
export function isPrinted(def: FieldDef, fields: readonly FieldDef[], place: Place): boolean {
  if (NOT_PRINTED.has(def.id) || isCompanion(def, fields)) return false;
  const value = place.holder[def.id];
  // What a check found is kept as an object for the program; the index at the end of the notes is its printed form.
  if (def.type.kind === 'derived' && typeof value === 'object') return false;
  if (!isBlank(value) || def.says !== undefined) return true;
  if (def.type.kind === 'derived' || def.pre === 'A') return false;
  // Age and interpreter are known before the meeting, so nobody is shown a line that is not theirs to sign.
  if (place.byHand && def.type.kind !== 'signature' && (place.context.forPens || def.type.kind !== 'rows')) return true;
  const met = (id: string | undefined): boolean => id === undefined || holds(id, place.context.document, place.at);
  if (!met(def.hideUnless)) return false;
  // A correction is typed, never filled in by hand: the screen offers an exit there, the paper has no empty box for one.
  if (def.hideUnless === 'exitAsked' && !met(def.when)) return false;
  // A line to sign is there before there is anything to sign: the pen comes after the printer.
  const wide = def.type.kind === 'statement' || def.type.kind === 'rows' || def.type.kind === 'group';
  return !wide || met(def.when);
}

/** True where a pen is expected: on a form that is filled in at the table, while somebody may write on this copy of it. */
export function awaitsPen(place: Place): boolean {
  return place.byHand && place.context.forPens;
}

/** The place of one row of the list at `listAt`. */
export function placeOfRow(row: JsonObject, place: Place, listAt: Address): Place {
  return { ...place, at: `${listAt}/@${scalarText(row[ROW_ID])}`, holder: row };
}
