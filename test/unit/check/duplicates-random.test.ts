import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnrRepair, duplicateServices } from '../../../shared/check/duplicates.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { randomLine, oracle, positions, withServices, apply, duplicateIssues } from './offers.ts';
import { AS_OF, BASE } from './students.ts';

/** Milliseconds; seconds of work on a quiet machine may take minutes on a shared one. */
const MOST_MS = 300_000;

describe('duplicate services', () => {
  it('are those a count of shared days finds, on 10,000 random offers', () => {
    let seen = { offers: 0, duplicates: 0, lost: 0, small: 0 };
    fc.assert(fc.property(fc.array(randomLine, { maxLength: 7 }), (services) => {
      const issues = checkRecord({ ...BASE, services }, AS_OF);
      const found = (id: string): readonly (readonly number[])[] => issues.filter((issue) => issue.id === id).map((issue) => positions(issue.fields));
      const expected = oracle(services);
      expect(found('CAS-086').map((group) => group.join())).toEqual(expected.duplicates);
      expect(found('CAS-087').flat()).toEqual(expected.lost);
      expect(found('CAS-088').flat()).toEqual(expected.small);
      seen = { offers: seen.offers + 1, duplicates: seen.duplicates + expected.duplicates.length, lost: seen.lost + expected.lost.length, small: seen.small + expected.small.length };
    }), { numRuns: 10_000 });
    expect(seen.offers).toBeGreaterThanOrEqual(10_000);
    expect(Math.min(seen.duplicates, seen.lost, seen.small)).toBeGreaterThan(500);
  }, MOST_MS);
});

describe('marking the smaller lines DNR', () => {
  it('leaves nothing for the duplicate rules to say, on 1,000 random offers without DNR', () => {
    let repairs = 0;
    fc.assert(fc.property(fc.array(randomLine.map((line) => ({ ...line, dnr: false })), { minLength: 2, maxLength: 6 }), (lines) => {
      const doc = withServices(lines.map(({ esy: _list, ...line }) => line));
      const repaired = duplicateServices(doc).reduce((here, group) => apply(here, dnrRepair(here, group.rows)), doc);
      repairs += duplicateServices(doc).length;
      expect(duplicateIssues(repaired)).toEqual([]);
    }), { numRuns: 1_000 });
    expect(repairs).toBeGreaterThan(500);
  }, MOST_MS);
});
