/** Promise: the short forms conditions are written in: what stands beside a field, what page 1 says, how old the student is on a day. */
import { ageOn, isDate } from '../time/dates.ts';
import { valueAt, type Address } from './address.ts';
import { codeEntry, type CodeEntry } from './codes.ts';
import type { CodeTableId } from './definition.ts';
import type { IepDocument } from './document.ts';
import type { Json, JsonObject } from './json.ts';

/** `here` is what stands at `scope`, when the caller has it at hand: finding a row from the root again and again is slow on long lists. */
export type Condition = (document: IepDocument, scope: Address, here?: Json) => boolean;

export const INFO = 'pages/infoEligibility';
export const SERVICES = 'pages/fapeServices/services';

/** The words at a place, '' where there are none. */
export function text(document: IepDocument, at: Address): string {
  const value = valueAt(document, at);
  return typeof value === 'string' ? value : '';
}

/** The list at a place, empty where there is none. */
export function list(document: IepDocument, at: Address): readonly Json[] {
  const value = valueAt(document, at);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The rows of the list at a place. */
export function objects(document: IepDocument, at: Address): readonly JsonObject[] {
  return list(document, at).filter((item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item));
}

/** `null` in a document means that the page is absent. */
export function isThere(document: IepDocument, at: Address): boolean {
  return (valueAt(document, at) ?? null) !== null;
}

/** What page 1 says. */
export function info(document: IepDocument, field: string): string {
  return text(document, `${INFO}/${field}`);
}

/** What stands in a field beside the one that is asked about. */
export function cell(document: IepDocument, scope: Address, here: Json | undefined, field: string): Json | undefined {
  if (here === undefined) return valueAt(document, `${scope}/${field}`);
  return typeof here === 'object' && here !== null && !Array.isArray(here) && Object.hasOwn(here, field) ? (here as JsonObject)[field] : undefined;
}

/** A condition on the answer standing beside the field. */
export function beside(field: string, ...answers: readonly Json[]): Condition {
  return (document, scope, here) => answers.includes(cell(document, scope, here, field) ?? '');
}

/** A condition on something having been entered beside the field. */
export function written(...fields: readonly string[]): Condition {
  return (document, scope, here) => fields.some((field) => {
    const value = cell(document, scope, here, field);
    return typeof value === 'string' && value !== '';
  });
}

/** The day ages are measured on: the plan's first day, else the meeting's (casemis.md section 3). */
export function effectiveDate(document: IepDocument): string | undefined {
  return [info(document, 'planEffectiveDate'), info(document, 'meetingDate')].find(isDate);
}

/** Completed years on a day, or undefined while birthday or day is unknown. */
export function age(document: IepDocument, on: string | undefined): number | undefined {
  const birth = info(document, 'birthDate');
  return on !== undefined && isDate(on) && isDate(birth) ? ageOn(birth, on) : undefined;
}

/** Completed years on the day the plan starts. */
export function ageAtStart(document: IepDocument): number | undefined {
  return age(document, effectiveDate(document));
}

/** Grade 1 to 12 as a number, else undefined. */
export function schoolGrade(document: IepDocument): number | undefined {
  const grade = info(document, 'grade');
  return /^(0[1-9]|1[0-2])$/.test(grade) ? Number(grade) : undefined;
}

/** The purpose box says so. */
export function hasPurpose(document: IepDocument, purpose: string): boolean {
  return list(document, `${INFO}/purposes`).includes(purpose);
}

/** One service of the plan at least is of this kind. */
export function anyService(document: IepDocument, kind: (entry: { transition?: boolean; specialEducation?: boolean }) => boolean): boolean {
  return objects(document, SERVICES).some((row) => {
    const entry = codeEntry('service', typeof row['code'] === 'string' ? row['code'] : '');
    return entry !== undefined && kind(entry);
  });
}

/** "Other" was chosen in a list of the form's own words. */
export function otherChosen(field: string, other = 'other'): Condition {
  return (document, scope, here) => {
    const value = cell(document, scope, here, field);
    return value === other || (Array.isArray(value) && (value as readonly Json[]).includes(other));
  };
}

/** A condition on the entry of the code chosen beside the field. */
export function onCode(field: string, table: CodeTableId, condition: (entry: CodeEntry) => boolean): Condition {
  return (document, scope, here) => {
    const code = cell(document, scope, here, field);
    const entry = typeof code === 'string' ? codeEntry(table, code) : undefined;
    return entry !== undefined && condition(entry);
  };
}

/** The code chosen is the "other" of its table. */
export function otherCode(field: string, table: CodeTableId): Condition {
  return onCode(field, table, (entry) => entry.other === true);
}
