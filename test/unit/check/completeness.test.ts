import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../shared/check/issue.ts';
import { isPlaceholder } from '../../../shared/check/placeholder.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import { settingEdits } from '../../../shared/journal/make.ts';
import { sampleDocument } from '../iep/sample.ts';

const AS_OF = '2026-10-16';

/** The example with one place changed. */
function withValue(at: string, value: Json, doc: IepDocument = sampleDocument()): IepDocument {
  const edits = settingEdits(doc, at, value);
  expect(edits, `${at} changes`).not.toEqual([]);
  const done = applyEdits(doc, edits);
  if (!done.ok) throw new Error(`${done.at}: ${done.reason}`);
  return done.document;
}

function withWork(work: JsonObject, doc: IepDocument = sampleDocument()): IepDocument {
  return { ...doc, work } as unknown as IepDocument;
}

/** What a change adds to the findings of the example. */
function added(doc: IepDocument): readonly Issue[] {
  const before = new Set(checkDocument(sampleDocument(), AS_OF).issues.map((issue) => `${issue.id}@${issue.at[0]}`));
  return checkDocument(doc, AS_OF).issues.filter((issue) => !before.has(`${issue.id}@${issue.at[0]}`));
}

function rowsOf(at: string): readonly JsonObject[] {
  return valueAt(sampleDocument(), at) as readonly JsonObject[];
}

describe('a placeholder', () => {
  const EMPTY_WORDS = [
    '', '   ', 'N/A', 'na', 'n.a.', 'N.A.', 'not applicable', 'Not Applicable.', 'none', 'nil', 'no', 'yes', 'ok', 'same', 'same as above', 'See  above', 'ditto', 'see notes', 'TBD', 'tba',
    'pending', 'unknown', 'x', '-', '--', '.', '?', 'No aplica', 'ninguno', 'Ninguna', 'igual', '12', '— 4 —', 'n/a!', 'ab', 'q 7',
  ];

  it.each(EMPTY_WORDS)('is %j', (text) => expect(isPlaceholder(text)).toBe(true));

  it.each(['No concerns were raised by the parent.', 'None of the listed tests is given in grade 4.', 'See the notes of October 14, section 3.', 'Yes, because she reads at grade level.', 'Ninguna preocupación por ahora.', 'Ojo: usa lentes', 'Met'])('is not %j', (text) => expect(isPlaceholder(text)).toBe(false));

  it('is looked for in enough ways', () => expect(EMPTY_WORDS.length).toBeGreaterThanOrEqual(30));
});

describe('completeness', () => {
  it('has nothing to say about the affirmed example', () => {
    expect(checkDocument(sampleDocument(), AS_OF).issues).toEqual([]);
  });

  it.each([
    ['pages/presentLevels/parentConcerns', 'presentLevels', 'L-324-1'],
    ['pages/fapeServices/esyRationale', 'fapeServices', 'S-blank'],
    ['pages/structuredNotes/agreements', 'structuredNotes', 'S-blank'],
    ['pages/infoEligibility/disabilityImpact', 'infoEligibility', 'L-320-1'],
  ])('asks for %s when it is blank, and for a sentence when it says N/A', (at, page, id) => {
    expect(added(withValue(at, ''))).toMatchObject([{ id, severity: 'gap', at: [at], page, message: expect.stringContaining(' is blank.') as string }]);
    expect(added(withValue(at, ' N/A '))).toMatchObject([{ id, severity: 'gap', at: [at], page, message: expect.stringContaining(' says only "N/A"; write a sentence.') as string }]);
  });

  it("names the field by its label in the case manager's words", () => {
    expect(added(withValue('pages/presentLevels/parentConcerns', '')).map((gap) => gap.message)).toEqual([expect.stringMatching(/^Parent concerns is blank\. /)]);
  });

  it('asks inside rows and groups, at the row itself', () => {
    const goal = rowsOf('pages/goals/items')[1];
    const at = `pages/goals/items/@${String(goal?.['$row'])}/baseline`;
    expect(added(withValue(at, ''))).toMatchObject([{ id: 'L-320-2', at: [at], page: 'goals' }]);
    expect(added(withValue('pages/presentLevels/hearingScreen/date', ''))).toMatchObject([{ at: ['pages/presentLevels/hearingScreen/date'] }]);
  });

  it('asks only where the form asks: support words are owed once behavior impedes learning', () => {
    expect(added(withValue('pages/specialFactors/behaviorImpedes', 'Y')).map((gap) => gap.at[0])).toContain('pages/specialFactors/behaviorStrategies');
  });

  it('takes an explicit No as an answer', () => {
    expect(added(withValue('pages/presentLevels/healthPlan', 'Y'))).toEqual([]);
    expect(added(withValue('pages/presentLevels/healthPlan', ''))).toMatchObject([{ id: 'S-blank' }]);
  });

  it('leaves a blank to the state check when that already stops affirm with it', () => {
    expect(added(withValue('pages/fapeServices/transportation', ''))).toMatchObject([{ id: 'CAS-054', severity: 'error' }]);
  });

  it('asks for what only the meeting can give once a session has opened, and counts it as waiting before', () => {
    const at = 'pages/presentLevels/parentConcerns';
    const planned = { ...withValue(at, ''), documentStatus: 'draft', consentStatus: 'notAsked', parentCopy: null, meeting: { ...sampleDocument().meeting, sessions: [] } } as unknown as IepDocument;
    expect(checkDocument(planned, '2026-10-01')).toMatchObject({ issues: [], pages: { presentLevels: { gaps: 0, waiting: 1 } } });
    const opened = { ...planned, documentStatus: 'inMeeting', meeting: sampleDocument().meeting } as unknown as IepDocument;
    expect(checkDocument(opened, '2026-10-14')).toMatchObject({ issues: [{ id: 'L-324-1', at: [at] }], pages: { presentLevels: { gaps: 1, waiting: 0 } } });
  });

  it('leaves the blanks of a notice to the rule of the notice, which only warns', () => {
    const notice = rowsOf('meeting/notice')[0];
    const at = `meeting/notice/@${String(notice?.['$row'])}/meetingPlace`;
    expect(added(withValue(at, ''))).toMatchObject([{ id: 'L-322-1', severity: 'warning', at: [at] }]);
  });

  it('asks about last year’s words on a page the team has discussed, and not before', () => {
    const at = 'pages/presentLevels/strengths';
    const doc = withWork({ carried: [at] });
    expect(added(doc)).toMatchObject([{ id: 'GAP-CARRIED', at: [at], page: 'presentLevels' }]);
    expect(added(withValue('pages/presentLevels/pageState', 'discussed', doc))).toMatchObject([{ id: 'GAP-CARRIED' }]);
    expect(added(withValue('pages/presentLevels/pageState', 'draft', doc))).toEqual([]);
  });

  it('joins needs and goals in both directions', () => {
    const areas = valueAt(sampleDocument(), 'pages/presentLevels/areasOfNeed') as readonly string[];
    expect(added(withValue('pages/presentLevels/areasOfNeed', [...areas, 'Organization']))).toMatchObject([{ id: 'L-320-2', page: 'presentLevels', message: expect.stringMatching(/^The area of need "Organization" has no goal yet\. /) as string }]);
    const [first] = rowsOf('pages/goals/items');
    expect(added(withValue('pages/presentLevels/areasOfNeed', areas.slice(1)))).toMatchObject([{ id: 'L-320-2', page: 'goals', at: [`pages/goals/items/@${String(first?.['$row'])}/areaOfNeed`] }]);
  });

  it('does not count a dropped goal as one that serves a need', () => {
    const [first] = rowsOf('pages/goals/items');
    expect(added(withWork({ goals: { [String(first?.['$row'])]: { state: 'dropped', by: 'Parent', reason: 'Met in spring' } } }))).toMatchObject([{ id: 'L-320-2', page: 'presentLevels' }]);
  });

  it('asks nothing of a goal the team dropped, but for its need', () => {
    const [first] = rowsOf('pages/goals/items');
    const at = `pages/goals/items/@${String(first?.['$row'])}/baseline`;
    expect(added(withValue(at, '', withWork({ goals: { [String(first?.['$row'])]: { state: 'dropped', by: 'Parent', reason: 'Met in spring' } } }))).map((gap) => gap.at[0])).toEqual(['pages/presentLevels/areasOfNeed']);
  });

  it('asks for two objectives per goal once an alternate assessment is chosen', () => {
    const [test] = rowsOf('pages/stateAssessments/tests');
    const alternate = withValue(`pages/stateAssessments/tests/@${String(test?.['$row'])}/participation`, 'alternate');
    const [goal] = rowsOf('pages/goals/items');
    const at = `pages/goals/items/@${String(goal?.['$row'])}/objectives`;
    expect(checkDocument(alternate, AS_OF).issues.filter((gap) => gap.id === 'L-320-3')).toEqual([]);
    const short = withValue(at, (valueAt(alternate, at) as readonly Json[]).slice(1), alternate);
    expect(checkDocument(short, AS_OF).issues.filter((gap) => gap.id === 'L-320-3')).toMatchObject([{ at: [at], page: 'goals' }]);
  });
});

describe('the summary of all checks', () => {
  it('counts nothing on every page of the affirmed example', () => {
    const doc = sampleDocument();
    const { issues, pages } = checkDocument(doc, AS_OF);
    expect(issues).toEqual([]);
    expect(Object.keys(pages)).toEqual(pageKeysOf(doc));
    expect(Object.values(pages).every((page) => page.gaps + page.errors + page.warnings + page.waiting === 0)).toBe(true);
  });

  it('counts each finding once, on the page it belongs to', () => {
    const doc = withValue('pages/presentLevels/strengths', 'n/a', withValue('pages/infoEligibility/disabilityImpact', '', withValue('pages/infoEligibility/gender', '')));
    const { issues, pages } = checkDocument(doc, '2026-12-24');
    expect(pages['infoEligibility']).toEqual({ errors: 1, warnings: 1, gaps: 1, waiting: 0 });
    expect(pages['presentLevels']).toEqual({ errors: 0, warnings: 0, gaps: 1, waiting: 0 });
    expect(Object.values(pages).reduce((sum, page) => sum + page.gaps + page.errors + page.warnings, 0)).toBe(issues.length);
  });
});
