/** Runs every state rule on a record; the same record and day always give the same issues in the same order. */
import { fillIn } from './fill.ts';
import type { RecordField, StateRecord } from './record.ts';
import { RULES } from './rules/all.ts';
import type { Hit, Rule } from './rules/rule.ts';
import { contextOf } from './rules/rule.ts';

export interface RecordIssue {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Fields of the record the rule speaks of, the one to correct first. */
  readonly fields: readonly RecordField[];
  readonly detail?: string;
}

export function issueOf(rule: Pick<Rule, 'id' | 'severity' | 'message'>, hit: Hit): RecordIssue {
  const issue = { id: rule.id, severity: rule.severity, message: fillIn(rule.message, hit.fill ?? {}), fields: hit.fields };
  return hit.detail === undefined ? issue : { ...issue, detail: hit.detail };
}

/** All issues of a record for the day `asOf` (YYYY-MM-DD), by rule number, then by service line. Never changes the record. */
export function checkRecord(record: StateRecord, asOf: string): readonly RecordIssue[] {
  const context = contextOf(record, asOf);
  return RULES.filter((rule) => rule.scope === 'everyPlan' || record.kind === 'iep').flatMap((rule) => rule.when(record, context).map((hit) => issueOf(rule, hit)));
}
