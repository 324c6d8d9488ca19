/** All checks on a document at once, with what is open on each page: what the page rail, the affirm wizard and the caseload read. */
import type { IepDocument } from '../iep/document.ts';
import { pageKeysOf } from '../iep/page-keys.ts';
import { completeness } from './completeness.ts';
import type { Issue } from './issue.ts';
import { stateCheck } from './state-check.ts';

export interface PageCounts {
  readonly gaps: number;
  readonly errors: number;
  readonly warnings: number;
}

export interface Checked {
  readonly issues: readonly Issue[];
  readonly pages: Readonly<Record<string, PageCounts>>;
}

/** @param asOf the district's today, YYYY-MM-DD */
export function checkDocument(doc: IepDocument, asOf: string): Checked {
  const issues = [...stateCheck(doc, asOf), ...completeness(doc)];
  const counts = new Map<string, { gaps: number; errors: number; warnings: number }>(pageKeysOf(doc).map((key) => [key, { gaps: 0, errors: 0, warnings: 0 }]));
  for (const { page, severity } of issues) {
    const count = counts.get(page) ?? { gaps: 0, errors: 0, warnings: 0 };
    if (severity === 'gap') count.gaps += 1;
    if (severity === 'error') count.errors += 1;
    if (severity === 'warning') count.warnings += 1;
    counts.set(page, count);
  }
  return { issues, pages: Object.fromEntries(counts) };
}
