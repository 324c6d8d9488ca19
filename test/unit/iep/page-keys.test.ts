import { describe, expect, it } from 'vitest';
import { ROW_ID, rowSegment, valueAt } from '../../../shared/iep/address.ts';
import { codeTable, findsCode } from '../../../shared/iep/codes.ts';
import type { CodeTableId, PageId } from '../../../shared/iep/definition.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { emptySheet, everyField } from '../../../shared/iep/fields.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { hasSheet, pageIdOf, pageKeysOf, pageKeysWith, pagesToAdd } from '../../../shared/iep/page-keys.ts';
import { isToBeContinued } from '../../../shared/flow/read.ts';
import { PAGES, pageDef } from '../../../shared/iep/pages.ts';
import { sampleDocument } from './sample.ts';

/** The sample with other values in places of the document. */
function sampleWith(change: Readonly<Record<string, Json>>): IepDocument {
  const document = JSON.parse(JSON.stringify(sampleDocument())) as JsonObject;
  for (const [at, value] of Object.entries(change)) {
    const path = at.split('/');
    const holder = path.slice(0, -1).reduce<Json>((here, segment) => (here as JsonObject)[segment] ?? null, document) as Record<string, Json>;
    holder[path.at(-1) ?? ''] = value;
  }
  return document as unknown as IepDocument;
}

const INFO = 'pages/infoEligibility';

/** Who a page is for: a document it belongs to and one, as near as can be, to which it does not; null where no IEP is without it. */
const BELONGS: Readonly<Record<PageId, { readonly to: Readonly<Record<string, Json>>; readonly notTo: Readonly<Record<string, Json>> | null }>> = {
  infoEligibility: { to: {}, notTo: null },
  // The sample's plan begins 2026-10-14: turning 16 on 2027-10-13 is inside its year, a day later is not, and grade 9 asks for it at any age.
  transitionPlan: { to: { [`${INFO}/birthDate`]: '2011-10-13' }, notTo: { [`${INFO}/birthDate`]: '2011-10-14', [`${INFO}/grade`]: '08' } },
  presentLevels: { to: {}, notTo: null },
  specialFactors: { to: {}, notTo: null },
  stateAssessments: { to: {}, notTo: null },
  goals: { to: {}, notTo: null },
  fapeServices: { to: {}, notTo: null },
  fapeSetting: { to: {}, notTo: null },
  emergencyProgram: { to: { [`${INFO}/purposes`]: ['initial'] }, notTo: null },
  meetingNotes: { to: { 'pages/structuredNotes': null, 'pages/meetingNotes': { notes: 'We met.' } }, notTo: {} },
  structuredNotes: { to: {}, notTo: { 'pages/structuredNotes': null, 'pages/meetingNotes': { notes: 'We met.' } } },
  attendance: { to: {}, notTo: { 'pages/attendance': [] } },
  consent: { to: {}, notTo: { 'pages/consent': [] } },
  amendment: { to: { 'pages/amendment': { reason: 'More speech.' } }, notTo: {} },
  meetingNotice: { to: {}, notTo: { 'meeting/notice': [] } },
  progressReport: { to: {}, notTo: { progressReportSchedule: [] } },
  assessmentPlan: { to: { 'pages/assessmentPlan': [{ [ROW_ID]: 'p1', kind: 'triennial' }] }, notTo: {} },
  excusal: { to: {}, notTo: { 'meeting/excusals': [] } },
  contactLog: { to: {}, notTo: { 'meeting/contactLog': [] } },
};

function has(document: IepDocument, page: PageId): boolean {
  return pageKeysOf(document).some((key) => pageIdOf(key) === page);
}

describe('a page', () => {
  it.each(PAGES.filter(({ id }) => id !== 'progressReport').map(({ id }) => id))('%s is in the IEP it belongs to and in no other', (id) => {
    const { to, notTo } = BELONGS[id];
    expect(has(sampleWith(to), id)).toBe(true);
    expect(notTo === null ? false : has(sampleWith(notTo), id)).toBe(false);
  });

  it('progressReport is there once something is written of a goal in its round, and not before', () => {
    expect(has(sampleDocument(), 'progressReport')).toBe(false);
    const items = valueAt(sampleDocument(), 'pages/goals/items') as readonly JsonObject[];
    const [first, ...others] = items.map((goal) => ({ ...goal }));
    const written = { ...first, progressReports: [{ [ROW_ID]: 'w1', reportNo: 2, summary: 'Reads 80 words a minute.' }] };
    const keys = pageKeysOf(sampleWith({ 'pages/goals/items': [written, ...others] })).filter((key) => pageIdOf(key) === 'progressReport');
    expect(keys).toHaveLength(1);
  });
});

describe('adding a page', () => {
  it('offers what is not there yet: the papers around the meeting, and what the team may bring in early', () => {
    const offers = pagesToAdd(sampleDocument());
    expect(offers.map(({ page, key }) => (key === null ? `${page} new` : pageIdOf(key)))).toEqual([
      'transitionPlan', 'amendment', 'meetingNotice new', 'progressReport', 'progressReport', 'progressReport', 'progressReport', 'progressReport new', 'assessmentPlan new', 'excusal new', 'contactLog new',
    ]);
    expect(offers.filter(({ key }) => key !== null && !hasSheet(sampleDocument(), key))).toEqual([]);
  });

  it('offers the structured notes beside free ones, where alone it can be said that the meeting will be continued', () => {
    const free = sampleWith({ 'meeting/notesForm': 'free', 'pages/structuredNotes': null });
    const offers = (document: IepDocument): readonly string[] => pagesToAdd(document).map(({ page }) => page).filter((page) => page.endsWith('Notes') || page === 'attendance');
    expect(offers(free)).toEqual(['structuredNotes']);
    expect(pageKeysWith(free, 'structuredNotes').map(pageIdOf)).toContain('structuredNotes');
    const said = sampleWith({ 'meeting/notesForm': 'free', 'pages/structuredNotes': { outcome: 'toBeContinued' } });
    expect(pageKeysOf(said)).toContain('structuredNotes');
    expect(isToBeContinued(said)).toBe(true);
    expect(offers(said)).toEqual([]);
    expect(offers(sampleDocument())).toEqual([]);
  });

  it('shows the page in its place while it is open, and only then', () => {
    const document = sampleDocument();
    const keys = pageKeysWith(document, 'transitionPlan');
    expect(keys.map(pageIdOf).slice(0, 3)).toEqual(['infoEligibility', 'transitionPlan', 'presentLevels']);
    expect(keys).toHaveLength(pageKeysOf(document).length + 1);
    expect(pageKeysWith(document, 'goals')).toEqual(pageKeysOf(document));
    expect(pageKeysWith(document, 'meetingNotes')).toEqual(pageKeysOf(document));
    expect(pageKeysWith(document, 'meetingNotice/@gone')).toEqual(pageKeysOf(document));
  });

  it('makes a sheet with every field of its page, counted on from the sheets before it', () => {
    const sheet = emptySheet(pageDef('meetingNotice'), 'n2', [{ [ROW_ID]: 'n1', noticeNo: 1 }]);
    expect(sheet).toMatchObject({ [ROW_ID]: 'n2', noticeNo: 2, sentHow: [], meetingPlace: '', parentReply: { answer: '' } });
    const document = sampleWith({ 'meeting/notice': [sheet] });
    const key = `meetingNotice/${rowSegment('n2')}`;
    expect(pageKeysOf(document)).toContain(key);
    expect(everyField(document, key).filter(({ value, def }) => value === undefined && def.type.kind !== 'derived')).toEqual([]);
  });
});

describe('sheets of progress reports', () => {
  const rounds = [{ [ROW_ID]: 'r3', reportNo: 3, dueDate: '2027-06-04' }, { [ROW_ID]: 'r4', reportNo: 4, dueDate: '2027-04-09' }];

  it('are offered in the order of their days', () => {
    const offered = pagesToAdd(sampleWith({ progressReportSchedule: rounds })).filter(({ page }) => page === 'progressReport').map(({ key }) => key);
    expect(offered).toEqual(['progressReport/@r4', 'progressReport/@r3', null]);
  });

  it('get a number that none of those that were carried over has: by its number a report on a goal is found', () => {
    expect(emptySheet(pageDef('progressReport'), 'r5', rounds)).toMatchObject({ reportNo: 5, dueDate: '' });
    expect(emptySheet(pageDef('progressReport'), 'r1', [])).toMatchObject({ reportNo: 1 });
  });
});

describe('a code is found', () => {
  const found = (table: CodeTableId, typed: string): readonly string[] => codeTable(table).filter((entry) => findsCode(entry, typed)).map(({ code }) => code);

  it('by the beginning of its code and by its words, English or Spanish, in any order and without accents', () => {
    expect(found('service', '415')).toEqual(['415']);
    for (const typed of ['speech', 'SPEECH lang', 'language and sp', 'habla', 'lenguaje y habla']) expect(found('service', typed)).toContain('415');
    expect(found('service', 'instruccion academica')).toContain('330');
    expect(found('service', 'speech zebra')).toEqual([]);
    expect(found('service', '')).toHaveLength(codeTable('service').length);
  });
});
