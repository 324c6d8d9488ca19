import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import type { Issue } from '../../../shared/check/issue.ts';
import { LAW, SPEAKING } from '../../../shared/check/law/all.ts';
import { RULES } from '../../../shared/check/rules/all.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { affirmVerdict, issueKey } from '../../../shared/flow/affirm.ts';
import { sampleDocument } from '../iep/sample.ts';
import { LAW_FIXTURES, TODAY, changed, type Change } from './law-fixtures.ts';

const ON_SCREEN = { B: 'gap', W: 'warning', I: 'hint' } as const;
/** The table of iep-forms.md section 4: its rules and their severities. */
const TABLE = [...readFileSync(new URL('../../fixtures/law-table.md', import.meta.url), 'utf8').matchAll(/^\| ((?:L|S)-\S+) \|.*\| ([BWI](?: ?\/ ?[BWI])?)[^|]*\|$/gm)].map((row) => ({ id: row[1] ?? '', severity: (row[2] ?? '').split('/').map((letter) => letter.trim()) }));

function found(change: Change, today = TODAY): readonly Issue[] {
  return checkDocument(changed(change), today).issues;
}

/** Findings that are this rule's: its own, and those of the state check that answer it. */
function of(id: string, issues: readonly Issue[]): readonly Issue[] {
  return issues.filter((issue) => issue.id === id || issue.law === id);
}

function ruleOf(id: string) {
  const rule = LAW.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  return rule;
}

const named = LAW_FIXTURES.map((fixture) => [`${fixture.id}${fixture.about === undefined ? '' : `: ${fixture.about}`}`, fixture] as const);

describe('the rules of law', () => {
  it('are those of the table, each with its severity, and none twice', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(46);
    expect(Object.fromEntries(LAW.map(({ id, severity }) => [id, [...severity]]))).toEqual(Object.fromEntries(TABLE.map(({ id, severity }) => [id, severity])));
    expect(new Set(LAW.map((rule) => rule.id)).size).toBe(LAW.length);
  });

  it('each have a document that breaks them and one that just does not', () => {
    expect(new Set(LAW_FIXTURES.map((fixture) => fixture.id))).toEqual(new Set(TABLE.map((row) => row.id)));
    expect(LAW_FIXTURES.length).toBeGreaterThanOrEqual(75);
  });

  it('cite an exact place', () => {
    for (const { id, source } of LAW) expect(source, id).toMatch(/CFR 300\.|Ed\. Code 5\d{4}|5 CCR 3040|F\.3d|SELPA handbook/);
  });

  it('name state rules that exist where those speak for them', () => {
    const known = new Set<string>(RULES.map((rule) => rule.id));
    const reported = LAW.flatMap((rule) => rule.reportedAs);
    expect(reported.filter(({ rule }) => !known.has(rule))).toEqual([]);
    expect(reported.length).toBeGreaterThanOrEqual(14);
  });

  it('own only places of the form', () => {
    const places = SPEAKING.flatMap((rule) => rule.owns);
    expect(places.length).toBeGreaterThan(60);
    expect(new Set(places).size).toBe(places.length);
  });

  it('are all silent about the affirmed example', () => {
    expect(checkDocument(sampleDocument(), TODAY).issues).toEqual([]);
  });

  it.each(named)('%s is broken', (_name, { id, today, breaks, hits = 1, severity }) => {
    const issues = of(id, found(breaks, today));
    if (hits === 'every') expect(issues.length).toBeGreaterThanOrEqual(10);
    else expect(issues.map((issue) => issue.message)).toHaveLength(hits);
    expect(new Set(issues.map((issue) => issue.severity))).toContain(severity ?? ON_SCREEN[ruleOf(id).severity[0]]);
    for (const { message } of issues) expect(message).toMatch(/^[A-Z"0-9].*[.?]$/);
  });

  it.each(named)('%s is just not broken', (_name, { id, silent, silentToday }) => {
    expect(of(id, found(silent, silentToday)).map((issue) => issue.message)).toEqual([]);
  });
});

describe('a draft before its meeting', () => {
  const PLANNED: Change = { documentStatus: 'draft', consentStatus: 'notAsked', parentCopy: null, 'meeting/sessions': [], 'pages/attendance': [], 'pages/consent': [], 'pages/structuredNotes': null };

  it('hears nothing of what only the meeting can give', () => {
    expect(found(PLANNED, '2026-10-01')).toEqual([]);
    const opened: Change = { ...PLANNED, documentStatus: 'inMeeting', 'meeting/sessions': [{ sessionNo: 1, date: '2026-10-14', start: '14:35', end: '' }], 'pages/attendance': [{ sessionNo: 1, sessionDate: '2026-10-14', participants: [] }] };
    expect(new Set(found(opened, '2026-10-14').map((issue) => issue.id))).toEqual(new Set(['CAS-055', 'L-321-1', 'L-offer', 'S-blank']));
  });

  it('has no state error for a meeting day that has not come, and one when the day is no date', () => {
    expect(found({ ...PLANNED, 'pages/infoEligibility/meetingDate': '2026-10-14' }, '2026-09-01')).toEqual([]);
    expect(found({ ...PLANNED, 'pages/infoEligibility/meetingDate': '' }, '2026-09-01').map((issue) => issue.id)).toContain('CAS-060');
  });

  it('is held to today as soon as a session has opened, so that affirm is no weaker', () => {
    expect(found({}, '2026-10-13').filter((issue) => issue.severity === 'error').map((issue) => issue.id)).toEqual(['CAS-060']);
  });
});

describe('affirm', () => {
  const RECONCILED: Change = { documentStatus: 'reconciled' };
  const actor = { staffId: 'st1', name: 'Rosalind Achterberg', role: 'caseManager', area: 'specialEducation' } as const;
  const attestation: Attestation = { purposes: ['annual'], purposeOther: '', variant: 'signed', typedName: actor.name, gapReasons: {}, warningsConfirmed: [] };
  const verdict = (change: Change, more: Partial<Attestation> = {}) => {
    const doc = changed({ ...RECONCILED, ...change });
    return affirmVerdict(doc, { ...attestation, ...more }, { issues: checkDocument(doc, TODAY).issues, differences: [], actor, district: [], today: TODAY });
  };
  const ABSENT = { 'pages/attendance/0/participants/1/sig/outcome': 'absent' };
  const LATE_NOTICE = { 'meeting/notice/0/noticeDate': '2026-10-05' };

  it('waits for one reason where a team member was missing, and is never stopped by it', () => {
    const keys = found({ ...RECONCILED, ...ABSENT }).map(issueKey);
    expect(verdict(ABSENT)).toMatchObject({ ok: false, guard: 'gaps' });
    expect(verdict(ABSENT, { gapReasons: Object.fromEntries(keys.map((key) => [key, 'She was ill; the parent agreed to go on.'])) })).toEqual({ ok: true });
  });

  it('waits for one look where the notice was short', () => {
    expect(verdict(LATE_NOTICE)).toMatchObject({ ok: false, guard: 'warnings' });
    expect(verdict(LATE_NOTICE, { warningsConfirmed: found({ ...RECONCILED, ...LATE_NOTICE }).map(issueKey) })).toEqual({ ok: true });
  });

  it('is not held up by a hint', () => {
    const late = { 'pages/fapeServices/services/2/startDate': '2026-10-29' };
    expect(found({ ...RECONCILED, ...late }).map((issue) => issue.severity)).toEqual(['hint']);
    expect(verdict(late)).toEqual({ ok: true });
  });

  it('is stopped on the refusal path when there is no clear offer, whatever reason is given', () => {
    const words = 'district offer of FAPE. No parent signature.';
    const refused = { consentStatus: 'refused', 'pages/infoEligibility/purposes': ['annual', 'other'], 'pages/infoEligibility/purposeOther': words };
    const reasons: Partial<Attestation> = { purposes: ['annual', 'other'], purposeOther: words, variant: 'unsigned' };
    const confirmed = (change: Change): Partial<Attestation> => ({ ...reasons, gapReasons: Object.fromEntries(found({ ...RECONCILED, ...refused, ...change }).map((issue) => [issueKey(issue), 'A reason.'])), warningsConfirmed: found({ ...RECONCILED, ...refused, ...change }).map(issueKey) });
    expect(verdict(refused, confirmed({}))).toEqual({ ok: true });
    const unclear = { 'pages/structuredNotes/offerSummary': '' };
    expect(verdict({ ...refused, ...unclear }, confirmed(unclear))).toMatchObject({ ok: false, guard: 'stateCheck', reason: expect.stringMatching(/^L-offer: /) as string });
  });
});
