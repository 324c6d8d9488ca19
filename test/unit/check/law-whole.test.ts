import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../shared/check/issue.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { issueKey } from '../../../shared/flow/affirm.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { LAW_FIXTURES, TODAY, changed, type Change } from './law-fixtures.ts';

function found(change: Change, today = TODAY): readonly Issue[] {
  return checkDocument(changed(change), today).issues;
}

describe('all findings of every document that breaks a rule of law', () => {
  it('give each finding one place and one key, so that one reason answers one of them', () => {
    let count = 0;
    for (const { breaks, today } of LAW_FIXTURES) {
      const keys = found(breaks, today).map(issueKey);
      count += keys.length;
      expect(new Set(keys).size, JSON.stringify(breaks)).toBe(keys.length);
    }
    expect(count).toBeGreaterThan(150);
  });

  it('point at places of the document, on a page of the rail or on the first one', () => {
    for (const { breaks, today } of LAW_FIXTURES) {
      const doc = changed(breaks);
      const { issues, pages } = checkDocument(doc, today ?? TODAY);
      for (const issue of issues) {
        expect(Object.keys(pages), `${issue.id} ${issue.at[0] ?? ''}`).toContain(issue.page);
        const holder = (issue.at[0] ?? '').split('/').slice(0, -1).join('/');
        expect(valueAt(doc, holder), `${issue.id} ${issue.at[0] ?? ''}`).not.toBeUndefined();
      }
    }
  });
});
