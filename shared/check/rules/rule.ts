/** What a state rule is: data with a name, a severity, final wording, a source and one condition that reads the flat record (casemis.md section 5). */
import type { CodeTableId } from '../../iep/definition.ts';
import type { AgeSpan } from '../../iep/codes.ts';
import { codeEntry } from '../../iep/codes.ts';
import { addYears, ageOn, isDate, monthsOn } from '../../time/dates.ts';
import type { RecordField, ServiceLine, StateRecord } from '../record.ts';

/** One time a rule fires: the fields it speaks of and the words that fill the `{gaps}` of its message. */
export interface Hit {
  readonly fields: readonly RecordField[];
  readonly fill?: Readonly<Record<string, string>>;
  readonly detail?: string;
}

export interface RuleContext {
  /** The day the check runs for, YYYY-MM-DD. */
  readonly asOf: string;
  /** Start of the plan, else the meeting date (casemis.md section 3); "" when neither is a date. */
  readonly effective: string;
  /** Completed years on `effective`; null when it cannot be known. Rules about age stay silent then: CAS-005, 060 and 077 speak of the dates. */
  readonly age: number | null;
  /** Completed months on `effective`, for the limits that fall between birthdays (2 years 9 months is 33). */
  readonly months: number | null;
}

export interface Rule {
  readonly id: `CAS-${string}`;
  /** `error` stops affirm, `warning` is confirmed once. */
  readonly severity: 'error' | 'warning';
  /** An amendment is no meeting record: rules about the meeting do not run on it. */
  readonly scope: 'everyPlan' | 'iepOnly';
  readonly message: string;
  /** Where the rule comes from, in the keys of casemis.md section 15. */
  readonly source: string;
  /** One hit per issue, in the order of the service lines. */
  readonly when: (record: StateRecord, context: RuleContext) => readonly Hit[];
}

export function contextOf(record: StateRecord, asOf: string): RuleContext {
  const effective = isDate(record.planEffectiveDate) ? record.planEffectiveDate : isDate(record.meetingDate) ? record.meetingDate : '';
  const months = isDate(effective) && isDate(record.birthDate) ? monthsOn(record.birthDate, effective) : null;
  return { asOf, effective, months, age: months === null ? null : Math.floor(months / 12) };
}

/** A rule with one condition on the whole record, which raises at most one issue. */
export function once(fields: readonly RecordField[], condition: (record: StateRecord, context: RuleContext) => boolean): Rule['when'] {
  return (record, context) => (condition(record, context) ? [{ fields }] : []);
}

/** A rule looked at line by line: one issue for every service line that meets the condition. */
export function eachService(fields: readonly (keyof ServiceLine)[], condition: (line: ServiceLine, record: StateRecord, context: RuleContext) => boolean): Rule['when'] {
  return (record, context) => record.services.flatMap((line, index) => (condition(line, record, context) ? [{ fields: fields.map((field) => serviceField(index, field)) }] : []));
}

export function serviceField(index: number, field: keyof ServiceLine): RecordField {
  return `services[${index}].${field}`;
}

/** True when the code stands in its table, retired codes included: they have rules of their own. */
export function isListed(table: CodeTableId, code: string): boolean {
  return codeEntry(table, code) !== undefined;
}

export function oneOf(value: string, ...allowed: readonly string[]): boolean {
  return allowed.includes(value);
}

/** True when both are dates and the first is later; a date that cannot be read is some other rule's business. */
export function isLater(a: string, b: string): boolean {
  return isDate(a) && isDate(b) && a > b;
}

/** A plan that brings services: IEP, IFSP or service plan ("P" in casemis.md section 5). */
export function hasPlan(record: StateRecord): boolean {
  return oneOf(record.planType, '100', '150', '200');
}

/** Lines that go into the state file ("R" in casemis.md section 5). */
export function reportedLines(record: StateRecord): readonly ServiceLine[] {
  return record.services.filter((line) => !line.dnr);
}

/** True when the age in completed years is known and lies in [from, below). */
export function isAged({ age }: Pick<RuleContext, 'age'>, from: number, below = Infinity): boolean {
  return age !== null && age >= from && age < below;
}

/** True when the age is known and lies outside the span a code table gives; an unknown age raises nothing. */
export function isOutside(span: AgeSpan | undefined, { months }: Pick<RuleContext, 'months'>): boolean {
  return span !== undefined && months !== null && (months < (span.fromMonths ?? 0) || months >= (span.beforeMonths ?? Infinity));
}

/** Age on the meeting date, null when it cannot be known. */
export function atMeeting({ birthDate, meetingDate }: StateRecord): Pick<RuleContext, 'age'> {
  return { age: isDate(birthDate) && isDate(meetingDate) ? ageOn(birthDate, meetingDate) : null };
}

/** The date `years` after, or "" when the start is no date. */
export function yearsAfter(date: string, years: number): string {
  return isDate(date) ? addYears(date, years) : '';
}
