import { describe, expect, it } from 'vitest';
import type { Issue, Severity } from '../../../shared/check/issue.ts';
import { nextOpen, openByPage } from '../../../shared/check/open-list.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { everyField } from '../../../shared/iep/fields.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';

function issue(page: string, at: string, severity: Severity = 'gap', message = 'Something is open.'): Issue {
  return { id: 'X-1', severity, message, fields: [], at: [at], page };
}

/** The sample with most of what was written taken out: a list with something on nearly every page. */
function emptied(): IepDocument {
  const doc = sampleDocument();
  return { ...doc, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), ssid: '12', gender: '' }, presentLevels: {}, specialFactors: {}, structuredNotes: {} } } as IepDocument;
}

describe('everything open in one list', () => {
  it('stands in the order of the pages, and on a page in the order of its fields, whatever order the checks answered in', () => {
    const doc = sampleDocument();
    const found = [issue('presentLevels', 'pages/presentLevels/strengths'), issue('infoEligibility', 'pages/infoEligibility/grade'), issue('infoEligibility', 'pages/infoEligibility/lastName', 'hint'), issue('infoEligibility', 'pages/infoEligibility/lastName', 'error')];
    expect(openByPage(doc, found).map(({ page, issues }) => [page, issues.map((one) => `${one.severity} ${one.at[0] ?? ''}`)])).toEqual([
      ['infoEligibility', ['error pages/infoEligibility/lastName', 'hint pages/infoEligibility/lastName', 'gap pages/infoEligibility/grade']],
      ['presentLevels', ['gap pages/presentLevels/strengths']],
    ]);
  });

  it('loses no finding and invents none', () => {
    const doc = emptied();
    const { issues } = checkDocument(doc, '2026-10-16');
    expect(issues.length).toBeGreaterThan(20);
    const listed = openByPage(doc, issues).flatMap((open) => open.issues);
    expect(listed.length).toBe(issues.length);
    expect(new Set(listed)).toEqual(new Set(issues));
  });

  it('is empty when nothing is open', () => {
    expect(openByPage(sampleDocument(), [])).toEqual([]);
    expect(nextOpen(sampleDocument(), [], { page: 'goals', at: null }, 1)).toBeNull();
  });
});

describe('the next thing open', () => {
  it('is reached from every place in turn, forward and back, across all pages and round again', () => {
    const doc = emptied();
    const pages = openByPage(doc, checkDocument(doc, '2026-10-16').issues);
    const places = new Set(pages.flatMap(({ page, issues }) => issues.map((one) => `${page} ${one.at[0] ?? ''}`)));
    expect(places.size).toBeGreaterThan(15);
    for (const by of [1, -1] as const) {
      const seen: string[] = [];
      let here = nextOpen(doc, pages, { page: pageKeysOf(doc)[0] ?? '', at: null }, by);
      while (here !== null && !seen.includes(`${here.page} ${here.at ?? ''}`)) {
        seen.push(`${here.page} ${here.at ?? ''}`);
        here = nextOpen(doc, pages, here, by);
      }
      expect(new Set(seen)).toEqual(places);
    }
  });

  it('from a field with nothing open is the nearest one after it, not the first of the page', () => {
    const doc = sampleDocument();
    const fields = everyField(doc, 'infoEligibility').map((field) => field.at);
    const [first, caret, second] = [fields[2] ?? '', fields[5] ?? '', fields[8] ?? ''];
    const pages = openByPage(doc, [issue('infoEligibility', first), issue('infoEligibility', second), issue('goals', 'pages/goals/items')]);
    expect(nextOpen(doc, pages, { page: 'infoEligibility', at: caret }, 1)).toEqual({ page: 'infoEligibility', at: second });
    expect(nextOpen(doc, pages, { page: 'infoEligibility', at: caret }, -1)).toEqual({ page: 'infoEligibility', at: first });
    expect(nextOpen(doc, pages, { page: 'infoEligibility', at: `${first}/part` }, 1)).toEqual({ page: 'infoEligibility', at: second });
    expect(nextOpen(doc, pages, { page: 'infoEligibility', at: `${second}/part` }, -1)).toEqual({ page: 'infoEligibility', at: first });
    expect(nextOpen(doc, pages, { page: 'presentLevels', at: null }, 1)).toEqual({ page: 'goals', at: 'pages/goals/items' });
    expect(nextOpen(doc, pages, { page: 'presentLevels', at: null }, -1)).toEqual({ page: 'infoEligibility', at: second });
  });

  it('stops once at a field of which two findings speak, and at a row of a list where that row stands', () => {
    const doc = sampleDocument();
    const lines = everyField(doc, 'fapeServices').map((field) => field.at).filter((at) => /services\/@\w+\/code$/.test(at));
    const [one, two] = [lines[0]?.replace(/\/code$/, '') ?? '', lines[1] ?? ''];
    expect(lines.length).toBeGreaterThan(1);
    const pages = openByPage(doc, [issue('fapeServices', two), issue('fapeServices', one, 'error'), issue('fapeServices', one, 'warning')]);
    expect(pages[0]?.issues.map((found) => found.at[0])).toEqual([one, one, two]);
    expect(nextOpen(doc, pages, { page: 'fapeServices', at: one }, 1)).toEqual({ page: 'fapeServices', at: two });
  });
});
