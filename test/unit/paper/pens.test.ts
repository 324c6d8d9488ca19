/** Lines and rows wait for a pen on the papers of the meeting, and on no paper of an IEP that was affirmed. */
import { describe, expect, test } from 'vitest';
import { withEveryForm } from '../../../build/run/samples/papers.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageIdOf, pageKeysOf } from '../../../shared/iep/page-keys.ts';
import type { PaperKind, PaperLanguage, PaperPlan } from '../../../shared/paper/facts.ts';
import type { PaperNode, Table } from '../../../shared/paper/node.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { PEN_ROOM } from '../../../shared/paper/marks.ts';
import { plainPaperOf } from '../../../shared/paper/plain.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, sampleDocument } from './sample.ts';

const sample = sampleDocument();
const SETTLED = [['affirmed', 'both'], ['imported', 'es'], ['cleanCopy', 'en']] as const;
const MEETING = ['draft', 'parentCopy'] as const;
const SIGNED = new Set(['attendance', 'consent']);

function all(nodes: readonly PaperNode[]): readonly PaperNode[] {
  return nodes.flatMap((node): readonly PaperNode[] => {
    switch (node.kind) {
      case 'stack': return [node, ...all(node.items)];
      case 'columns': return [node, ...all(node.items.map((item) => item.node))];
      case 'table': return [node, ...all(node.rows.flat())];
      case 'leaf': case 'drawing': return [node];
    }
  });
}

/** The whole packet. */
function packet(document: IepDocument, kind: PaperKind, language: PaperLanguage = 'en'): PaperPlan {
  return paperOf(factsOf(document, { kind, language }));
}

/** The sheets that are filled in at the table. */
function signed(document: IepDocument, kind: PaperKind, language: PaperLanguage = 'en'): PaperPlan {
  return paperOf(factsOf(document, { kind, language, only: pageKeysOf(document).filter((key) => SIGNED.has(pageIdOf(key))) }));
}

const nodesOf = (plan: PaperPlan): readonly PaperNode[] => all(plan.definition.sections.flatMap(({ content }) => content));
const tablesOf = (plan: PaperPlan): readonly Table[] => nodesOf(plan).filter((node) => node.kind === 'table');
/** Rows of lists that say nothing at all. */
const emptyRows = (plan: PaperPlan): number => tablesOf(plan).filter((table) => table.tabular === true).flatMap((table) => table.rows).filter((row) => row.flatMap((cell) => textsOf(cell)).length === 0).length;
/** Places over a line where a signature, a name or a day would be written. */
const openLines = (plan: PaperPlan): number => nodesOf(plan).filter((node) => node.kind === 'drawing' && node.shapes.some((shape) => shape.shape === 'room' && shape.height === PEN_ROOM)).length;
/** Points: a box of one line. */
const ONE_LINE = 20;
/** Boxes that would be higher than one line with nothing in them, which is room for a pen. */
const penBoxes = (plan: PaperPlan): number => tablesOf(plan).flatMap(({ heights }) => heights).filter((height) => height > ONE_LINE).length;
const said = (plan: PaperPlan): string => plan.texts.map(({ text }) => text).join('\n');

/** The sample with members of its only sheet of consent or attendance replaced. */
function withSheet(page: 'consent' | 'attendance', members: JsonObject): IepDocument {
  return { ...sample, pages: { ...sample.pages, [page]: (sample.pages[page] as readonly JsonObject[]).map((sheet) => ({ ...sheet, ...members })) } } as unknown as IepDocument;
}

/** A meeting after which nobody had signed anything, and nothing was offered. */
const bare: IepDocument = { ...sample, pages: { ...withSheet('consent', { parentSignatures: [], consentChoice: '' }).pages, attendance: [{ $row: 'a1', sessionNo: 1, sessionDate: '2026-10-14', participants: [] }], fapeServices: {}, goals: {} } } as unknown as IepDocument;

describe.each([['with every form', withEveryForm(sample)], ['with hardly an entry', bare]] as const)('an IEP %s', (_name, document) => {
  test.each(MEETING)('has rows, lines and boxes for pens while it is a %s', (kind) => {
    const plan = packet(document, kind);
    expect([emptyRows(plan), openLines(plan), penBoxes(plan)].filter((count) => count < 4)).toEqual([]);
    expect(said(plan)).not.toContain('No signature recorded');
  });

  test.each(SETTLED)('has none on the paper that is %s, in %s', (kind, language) => {
    const plan = packet(document, kind, language);
    expect([emptyRows(plan), openLines(plan), penBoxes(plan)]).toEqual([0, 0, 0]);
  });
});

describe('after affirming', () => {
  test('each question of the parent copy is still asked, answered or not', () => {
    const labels = (plan: PaperPlan): readonly string[] => nodesOf(plan).flatMap((node) => (node.kind === 'leaf' && node.style === 'label' && node.at === '' ? [node.text] : []));
    const asked = labels(signed(sample, 'parentCopy'));
    expect(asked).toEqual(expect.arrayContaining(['Why the parent does not agree, in the parent’s words', 'Other language of the translation']));
    // The columns of the exceptions, which a parent who agrees to everything does not make.
    const exceptions = ['Page', 'Service or item', 'In the parent’s words'];
    expect(asked.filter((one) => !labels(signed(sample, 'affirmed')).includes(one))).toEqual(exceptions);
  });

  test('the line of a signature that was given stands alone, with its name and day', () => {
    const lines = (plan: PaperPlan): number => said(plan).split('\n').filter((line) => line === 'Printed name').length;
    expect([lines(signed(sample, 'parentCopy')), lines(signed(sample, 'affirmed'))]).toEqual([2, 1]);
    expect(said(signed(sample, 'affirmed'))).toContain('Signed (On paper)\nSignature\nDana Birchwater\nPrinted name\nmother\nRelation or role\nOct 14, 2026');
  });

  test('a parent who did not sign is named, and that no signature is recorded is said in each language', () => {
    const silent = withSheet('consent', { parentSignatures: [{ $row: 'p1', printedName: 'Dana Birchwater', relation: 'mother', outcome: 'none', signedOn: '', source: '' }, { $row: 'p2', printedName: '', relation: '', outcome: '', signedOn: '', source: '' }] });
    expect(said(signed(silent, 'affirmed'))).toContain('No signature recorded\nSignature\nDana Birchwater');
    expect(said(signed(silent, 'affirmed')).split('No signature recorded')).toHaveLength(2);
    expect(said(signed(bare, 'affirmed', 'es'))).toContain('Padre, madre o tutor(a)\nNinguna firma registrada');
    expect(said(signed(bare, 'cleanCopy', 'both'))).toContain('No signature recorded\u00a0/ Ninguna firma registrada');
  });

  test('a list without an entry says so, and one that does not apply is left out', () => {
    expect(said(signed(bare, 'affirmed'))).toContain('Team members\n(nothing)');
    const except = withSheet('consent', { consentChoice: 'agreeExcept', consentExceptions: [] });
    expect(said(signed(except, 'affirmed'))).toContain('With the exception of\n(nothing)');
    expect(said(signed(sample, 'affirmed'))).not.toContain('With the exception of');
    const one = withSheet('consent', { consentChoice: 'agreeExcept', consentExceptions: [{ $row: 'x1', pageId: 'fapeServices', fieldOrService: 'Counseling', parentWords: 'Not during reading.' }] });
    expect(said(signed(one, 'affirmed'))).toContain('Not during reading.');
    expect(emptyRows(signed(one, 'affirmed'))).toBe(0);
  });

  test('the plain layout has no line to write on either', () => {
    expect(said(plainPaperOf(factsOf(sample, { kind: 'parentCopy' })))).toContain('____');
    expect(said(plainPaperOf(factsOf(sample, { kind: 'affirmed' })))).not.toContain('____');
  });
});
