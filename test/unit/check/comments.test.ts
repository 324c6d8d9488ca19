import { describe, expect, it } from 'vitest';
import { commentGaps, openRequests, requestGaps } from '../../../shared/check/comments.ts';
import { completeness } from '../../../shared/check/completeness.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument, Work } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { workOf } from '../../../shared/flow/read.ts';
import { sampleDocument } from '../iep/sample.ts';

const TOPICS = 'pages/structuredNotes/topics';
const GOALS = 'pages/goals/items';
const MARK = { by: 'st1', at: '2026-10-14T22:00:00.000Z' };
const TODAY = '2026-10-16';
/** Free notes that name every service of the example. */
const OFFER = 'We met and agreed on specialized academic instruction, language and speech, and occupational therapy.';
const doc = sampleDocument();
const goal = (valueAt(doc, GOALS) as readonly { readonly $row: string }[])[0]?.$row ?? '';
const service = (valueAt(doc, 'pages/fapeServices/services') as readonly { readonly $row: string }[])[0]?.$row ?? '';

function withLines(lines: readonly JsonObject[], from: IepDocument = doc): IepDocument {
  const rows = lines.map((line, n) => ({ $row: `l${n}`, time: '14:38', pageId: 'goals', speakerRole: 'Parent', text: 'More reading, please.', ...line }));
  return { ...from, pages: { ...from.pages, structuredNotes: { ...(from.pages.structuredNotes as JsonObject), topics: rows } } };
}

function marked(at: readonly string[], more: Partial<Work> = {}): IepDocument {
  return { ...doc, work: { ...workOf(doc), discussed: Object.fromEntries(at.map((place) => [place, MARK])), ...more } } as unknown as IepDocument;
}

function without(at: string, from: IepDocument): IepDocument {
  const [, page = '', field = ''] = at.split('/');
  const pages = from.pages as unknown as Record<string, JsonObject>;
  return { ...from, pages: { ...pages, [page]: { ...pages[page], [field]: '' as Json } } } as unknown as IepDocument;
}

describe('a request in the notes', () => {
  it('is open until it has an answer and the reason for it', () => {
    expect(requestGaps(withLines([{ kind: 'request' }]))).toMatchObject([{ id: 'GAP-REQUEST', severity: 'gap', page: 'structuredNotes', at: [`${TOPICS}/@l0/answer`], message: 'The request of Parent at 14:38 has no answer yet.' }]);
    expect(requestGaps(withLines([{ kind: 'request', answer: 'refused', why: 'n/a' }]))).toMatchObject([{ at: [`${TOPICS}/@l0/why`], message: 'The request of Parent at 14:38 is answered, but not why.' }]);
    expect(requestGaps(withLines([{ kind: 'request', answer: 'agreed', why: 'The team sees the same need.' }]))).toEqual([]);
  });

  it('is told of without an hour that nobody noted, and without a name that nobody gave', () => {
    expect(requestGaps(withLines([{ kind: 'request', time: '' }])).map(({ message }) => message)).toEqual(['The request of Parent has no answer yet.']);
    expect(requestGaps(withLines([{ kind: 'request', time: '', speakerRole: '' }])).map(({ message }) => message)).toEqual(['The request of somebody has no answer yet.']);
  });

  it('is only a line of that kind: a line without a kind reads as information', () => {
    expect(requestGaps(withLines([{}, { kind: 'suggestion' }, { kind: 'agreement' }, { kind: 'disagreement' }, { kind: 'information' }]))).toEqual([]);
  });

  it('is among the gaps of the whole IEP, once', () => {
    expect(completeness(withLines([{ kind: 'request' }])).map((issue) => issue.id)).toEqual(['GAP-REQUEST']);
  });

  it('counts beside the requests of the parent that stand in their own list', () => {
    const open = openRequests({ ...doc, pages: { ...doc.pages, structuredNotes: { ...(doc.pages.structuredNotes as JsonObject), topics: [], parentRequests: [{ $row: 'p1', request: 'A tablet.', answer: 'agreed', why: '' }] } } });
    expect(open).toEqual([{ at: 'pages/structuredNotes/parentRequests/@p1/why', missing: 'why', words: 'Parent request 1' }]);
    expect(requestGaps({ ...doc, pages: { ...doc.pages, structuredNotes: { ...(doc.pages.structuredNotes as JsonObject), topics: [], parentRequests: [{ $row: 'p1', request: 'A tablet.', answer: '' }] } } })).toEqual([]);
  });

  it('is not asked for in notes the team does not keep', () => {
    const free = withLines([{ kind: 'request' }]);
    expect(requestGaps({ ...free, meeting: { ...free.meeting, notesForm: 'free' } })).toEqual([]);
  });
});

describe('a place marked discussed', () => {
  it('is a gap while nothing is written there, and leads there', () => {
    const at = 'pages/presentLevels/motor';
    expect(commentGaps(marked([at]))).toEqual([]);
    expect(commentGaps(without(at, marked([at])))).toMatchObject([{ id: 'GAP-COMMENT', severity: 'gap', page: 'presentLevels', at: [at], message: expect.stringMatching(/^Present levels · .+ is marked discussed, but nothing is written about it/) as string }]);
  });

  it('is not commented by last year’s words that nobody has kept', () => {
    const at = 'pages/presentLevels/motor';
    expect(commentGaps(marked([at], { carried: [at] }))).toMatchObject([{ at: [at] }]);
  });

  it('is commented by a line of the notes that names it or something in it, and by no other line', () => {
    const at = `pages/fapeServices/services/@${service}`;
    const bare = marked([`${at}/minutes`, at], { carried: [`${at}/comment`] });
    expect(commentGaps(bare).map((issue) => issue.at[0])).toEqual([`${at}/minutes`, `${at}/comment`]);
    expect(commentGaps(withLines([{ about: `${at}/minutes` }], bare))).toEqual([]);
    expect(commentGaps(withLines([{ about: at }], bare)).map((issue) => issue.at[0])).toEqual([`${at}/minutes`]);
    expect(commentGaps(withLines([{ about: `${at}/minutes`, text: 'ok' }], bare))).toHaveLength(2);
  });

  it('may be a goal: its own words of this year, or a line about it', () => {
    const at = `${GOALS}/@${goal}`;
    const goals = { [goal]: { state: 'discussed' as const, by: 'st1', reason: '' } };
    expect(commentGaps(marked([], { goals }))).toEqual([]);
    const carried = ['annualGoal', 'baseline', 'annualReviewComment', ...(valueAt(doc, `${at}/objectives`) as readonly { readonly $row: string }[]).map((row) => `objectives/@${row.$row}/text`), ...(valueAt(doc, `${at}/progressReports`) as readonly { readonly $row: string }[]).flatMap((row) => ['summary', 'comment'].map((field) => `progressReports/@${row.$row}/${field}`))].map((field) => `${at}/${field}`);
    const old = marked([], { goals, carried });
    expect(commentGaps(old)).toMatchObject([{ id: 'GAP-COMMENT', page: 'goals', at: [`${at}/annualGoal`], message: expect.stringContaining('Goals · Goal 1') as string }]);
    expect(commentGaps(withLines([{ about: `${at}/baseline` }], old))).toEqual([]);
    expect(commentGaps(marked([], { carried, goals: { [goal]: { state: 'dropped', by: 'Parent', reason: 'Met.' } } }))).toEqual([]);
  });

  it('is not asked about when it is a page, no place of the form, or a row that is gone', () => {
    expect(commentGaps(marked(['pages/presentLevels/nothing', 'pages/stateAssessments', `${GOALS}/@gone/baseline`, 'pages/fapeServices/services/@gone']))).toEqual([]);
  });
});

describe('a goal added at the meeting', () => {
  it('owes who suggested it, in its own field', () => {
    const at = `${GOALS}/@${goal}/addedBy`;
    expect(checkDocument(marked([], { goalsAdded: [goal] }), TODAY).issues).toMatchObject([{ id: 'S-blank', page: 'goals', at: [at], message: 'Who suggested adding it is blank.' }]);
  });
});

describe('notes the team does not keep', () => {
  it('owe nothing, and what stands in them is kept among the pages', () => {
    const free: IepDocument = { ...doc, meeting: { ...doc.meeting, notesForm: 'free' }, pages: { ...doc.pages, meetingNotes: { date: '2026-10-14', noteTaker: 'R. A.', notes: OFFER }, structuredNotes: { ...(doc.pages.structuredNotes as JsonObject), otherFactors: '' } } };
    expect(checkDocument(free, TODAY).issues.map((issue) => issue.id)).toEqual(['L-503']);
    expect(checkDocument({ ...free, meeting: { ...free.meeting, notesForm: 'structured' } }, TODAY).issues.filter((issue) => issue.id === 'S-blank')).toMatchObject([{ at: ['pages/structuredNotes/otherFactors'] }]);
  });
});
