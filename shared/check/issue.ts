/** One finding of a check, in a case manager's words, pointing at the field it speaks of. */
import type { Address } from '../iep/address.ts';

export type Severity = 'error' | 'warning' | 'gap' | 'hint';

export interface Issue {
  /** Rule id: CAS-086, S-blank, L-320-3, GAP-CARRIED… */
  readonly id: string;
  /** `error` stops affirm (state-reported data); `warning` is confirmed once; `gap` is answered with a reason; `hint` only advises (decisions.md 11). */
  readonly severity: Severity;
  readonly message: string;
  /** Fields of the flat state record named by the rule (`services[1].minutes`), for CAS rules. */
  readonly fields: readonly string[];
  /** Places in the document, most useful first: one key focuses the first of them. */
  readonly at: readonly Address[];
  /** Page key the first address belongs to. */
  readonly page: string;
  /** Rules of law: the exact source. State rules: what else is worth knowing. */
  readonly detail?: string;
  /** The rule of law a finding of the state check answers too (S-dup, L-303…): one finding, one owner. */
  readonly law?: string;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/** True when two findings say the same of the same places. */
export function isSameIssue(a: Issue, b: Issue): boolean {
  return a.id === b.id && a.severity === b.severity && a.message === b.message && a.page === b.page && a.detail === b.detail && a.law === b.law && isSameList(a.at, b.at) && isSameList(a.fields, b.fields);
}

/** Something a person still has to say, or give one reason for. */
export function gap(id: string, page: string, at: Address, message: string): Issue {
  return { id, severity: 'gap', message, fields: [], at: [at], page };
}
