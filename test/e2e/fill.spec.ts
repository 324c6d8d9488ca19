import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { stateRecord } from '../../shared/check/record.ts';
import { codeLabel } from '../../shared/iep/codes.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { FieldDef, PageId } from '../../shared/iep/definition.ts';
import { fieldsOf, innerFields } from '../../shared/iep/fields.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageKeyAt, pageRoot } from '../../shared/iep/page-keys.ts';
import { PAGES } from '../../shared/iep/pages.ts';
import { times } from '../crash/size.ts';
import { ROOT, type Desk } from './app.ts';
import { startAt } from './desks.ts';
import { fillPage, wrongControls, type Choices, type Filled } from './fill.ts';

/** What opens every part of the form: an adult English learner with a low-incidence disability at an initial meeting. */
const CHOSEN: Choices = {
  'infoEligibility/birthDate': '2009-03-04', 'infoEligibility/grade': '11', 'infoEligibility/elStatus': 'EL', 'infoEligibility/meetingDate': '2027-09-29', 'infoEligibility/planType': '100',
  'infoEligibility/disability1': '230', 'infoEligibility/eligibilityOutcome': 'noLongerEligible', 'infoEligibility/purposes': ['initial', 'annual', 'triennial', 'transition', 'preExpulsion', 'interim', 'other'],
  'fapeSetting/school': '0000001', 'fapeSetting/allServicesAtSchoolOfResidence': 'N', 'specialFactors/deafOrHoh': 'Y', 'specialFactors/visualImpairment': 'Y',
  '/participation': 'alternate', '/provider': '400', '/sufficient': 'N', '/outcome': 'signed', 'structuredNotes/outcome': 'toBeContinued', '/answer': 'refused', 'parentReply/answer': 'attend',
  '/meaningfulParticipation': 'N', '/kind': ['request', 'discussed'], '/method': 'withoutMeeting', '/parentDecision': 'consent',
};

/** Written by named steps of the meeting, never typed (shared/flow/may-edit.ts). */
const STEPS = /^pages\/(attendance|consent)\/@[^/]+\/(sessionNo|sessionDate|consentChoice|parentSignatures|consentExceptions|refusalWords|iepCopyGiven)(\/|$)/;

let desk: Desk;
let code = '';
let folder = '';
let document: IepDocument;
const filled: Filled[] = [];
const copies: string[] = [];

/** Fewest fields that were filled: with one row of each list, and with two. */
const FEWEST_FILLED = times(475, 550);
/** Fewest reported fields of one service line of each list. */
const FEWEST_REPORTED_OF_LINES = 11;
/** A page of the form has up to a hundred fields, and the machine may have other work. */
const PAGE_TIMEOUT_MS = 180_000;

test.describe.configure({ mode: 'serial', timeout: PAGE_TIMEOUT_MS });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iep-fill-'));
  const ready = await startAt('begun');
  desk = ready;
  ({ code } = ready);
});

test.afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(key: string): Promise<void> {
  const before = filled.length;
  filled.push(...(await fillPage({ page: desk.page, chosen: CHOSEN, leave: (at) => STEPS.test(at) || filled.some((one) => one.at === at) }, key)));
  expect(await wrongControls(desk.page, filled.slice(before))).toEqual([]);
  expect(filled.length).toBeGreaterThan(before);
}

async function keyOf(page: PageId): Promise<string> {
  const key = (await hands.pagesInRail(desk.page)).find((candidate) => pageIdOf(candidate) === page);
  if (key === undefined) throw new Error(`${page} is not in the rail.`);
  return key;
}

/** Adds a page through the window and returns its key. */
async function add(page: PageId): Promise<string> {
  await desk.page.getByRole('button', { name: 'Add a page' }).click();
  await desk.page.getByRole('dialog').locator(`[data-add^="${page}"]`).first().click();
  const item = desk.page.locator(`[data-page^="${page}"][aria-current="page"]`);
  await item.waitFor();
  return (await item.getAttribute('data-page')) ?? '';
}

const IN_THE_RAIL: readonly PageId[] = ['infoEligibility', 'presentLevels', 'transitionPlan', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram'];
const ADDED: readonly PageId[] = ['amendment', 'meetingNotice', 'progressReport', 'assessmentPlan', 'excusal', 'contactLog'];
const AT_THE_TABLE: readonly PageId[] = ['attendance', 'consent', 'structuredNotes'];

for (const page of IN_THE_RAIL) {
  test(`${page}: every field takes a value by its own control`, async () => {
    const key = await keyOf(page);
    await hands.showPage(desk.page, key);
    await fill(key);
    await expect(desk.page.locator('[data-failure]')).toHaveCount(0);
  });
}

for (const page of ADDED) {
  test(`${page}: is added by hand, takes a value in every field and prints by itself`, async () => {
    const key = await add(page);
    await fill(key);
    await expect(desk.page.locator('[data-failure]')).toHaveCount(0);
    copies.push(await print());
  });
}

/** Prints what the sheet offers for the page at hand and returns the id of the copy. */
async function print(): Promise<string> {
  await desk.page.keyboard.press('Control+p');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('What').selectOption('draft');
  await hands.press(desk.page, 'Print the draft', dialog);
  const done = desk.page.locator('[data-printed]');
  await done.waitFor({ timeout: 60_000 });
  const id = (await done.getAttribute('data-printed')) ?? '';
  await hands.closeDialog(desk.page);
  return id;
}

test('the sheets of the meeting take a value in every field that no named step writes', async () => {
  await hands.openMeeting(desk.page, 'Room 12');
  for (const page of AT_THE_TABLE) {
    const key = await keyOf(page);
    await hands.showPage(desk.page, key);
    await fill(key);
  }
  await expect(desk.page.locator('[data-failure]')).toHaveCount(0);
});

test('every value is in the journal as another process reads it', async () => {
  await hands.showPage(desk.page, await keyOf('infoEligibility'));
  copies.push(await print());
  const report = await reread({ root: ROOT, vault: join(desk.profile, 'vault'), code, pdfs: folder, copies });
  const [draft] = report.vault.drafts;
  document = JSON.parse(draft?.text ?? 'null') as IepDocument;
  const lost = filled.filter(({ at, value }) => JSON.stringify(valueAt(document, at)) !== JSON.stringify(value));
  expect(lost.map(({ at, value }) => `${at}: ${JSON.stringify(value)} is ${JSON.stringify(valueAt(document, at))}`)).toEqual([]);
  expect(filled.length).toBeGreaterThan(FEWEST_FILLED);
  expect(new Set(filled.map(({ at }) => pageIdOf(pageKeyAt(at) ?? ''))).size).toBe(PAGES.length - 1);
});

/** Fields of a page with the fields in them, by their path; rows and groups stand for what is in them. */
function paths(fields: readonly FieldDef[], before: string): readonly string[] {
  return fields.flatMap((def) => {
    const path = `${before}/${def.id}`;
    const inner = innerFields(def);
    if (def.type.kind === 'derived') return [];
    return inner.length > 0 ? paths(inner, path) : [path];
  });
}

const BY_STEP = 'written by a named step of the meeting (demo.spec.ts)';
const FREE_NOTES = 'this meeting has structured notes (notes.spec.ts)';

/** Fields the one student of this spec cannot have, or that named steps write, each with the reason. */
const NOT_HERE: Readonly<Record<string, string>> = {
  'transitionPlan/transitionDeferralReason': 'only before the year of the 16th birthday',
  'fapeSetting/preschoolServiceLocation': 'only at preschool age',
  'fapeSetting/tenHours': 'only at preschool age',
  'goals/items/addedBy': 'only on a goal added at the table (notes.spec.ts)',
  'goals/items/goalNumber': 'follows from the order of the goals (rows.spec.ts)',
  'meetingNotes/date': FREE_NOTES,
  'meetingNotes/noteTaker': FREE_NOTES,
  'meetingNotes/notes': FREE_NOTES,
  'structuredNotes/earlierSessionNote': 'only in a second session',
  'structuredNotes/disputeResolution': 'only where a disagreement is noted (flow-no-agreement.spec.ts)',
  'attendance/sessionNo': BY_STEP,
  'attendance/sessionDate': BY_STEP,
  'consent/sessionNo': BY_STEP,
  'consent/sessionDate': BY_STEP,
  'consent/iepCopyGiven/answer': BY_STEP,
  'consent/iepCopyGiven/date': BY_STEP,
  'consent/iepCopyGiven/method': BY_STEP,
  'consent/consentChoice': BY_STEP,
  'consent/refusalWords': BY_STEP,
  'consent/consentExceptions/pageId': BY_STEP,
  'consent/consentExceptions/fieldOrService': BY_STEP,
  'consent/consentExceptions/parentWords': BY_STEP,
  'consent/parentSignatures/printedName': BY_STEP,
  'consent/parentSignatures/relation': BY_STEP,
  'consent/parentSignatures/outcome': BY_STEP,
  'consent/parentSignatures/signedOn': BY_STEP,
  'consent/parentSignatures/source': BY_STEP,
};

test('no field of any page was left out but those this student cannot have', () => {
  const done = new Set(filled.map(({ at }) => {
    const key = pageKeyAt(at) ?? '';
    return `${pageIdOf(key)}${at.slice(pageRoot(key).length).replaceAll(/\/@[^/]+/g, '')}`;
  }));
  const all = PAGES.flatMap((page) => paths(fieldsOf(page), page.id));
  expect(all.filter((path) => !done.has(path) && NOT_HERE[path] === undefined)).toEqual([]);
  expect(Object.keys(NOT_HERE).filter((path) => done.has(path) || !all.includes(path))).toEqual([]);
  expect(done.size).toBeGreaterThan(300);
});

test('every reported value is in the flat record', () => {
  const record = stateRecord(document);
  const reported = filled.filter(({ def, at }) => def.reported && Object.hasOwn(record, def.id) && !at.includes('/services/') && !at.includes('/esyServices/'));
  const lost = reported.filter(({ def, value }) => JSON.stringify(record[def.id as keyof typeof record]) !== JSON.stringify(value));
  expect(lost.map(({ at }) => at)).toEqual([]);
  expect(reported.length).toBeGreaterThan(40);
  const lines = filled.filter(({ def, at }) => def.reported && /\/(services|esyServices)\/@/.test(at));
  const missing = lines.filter(({ def, value }) => !record.services.some((line) => (line as unknown as Record<string, unknown>)[def.id] === value));
  expect(missing.map(({ at }) => at)).toEqual([]);
  expect(lines.length).toBeGreaterThanOrEqual(times(FEWEST_REPORTED_OF_LINES, 2 * FEWEST_REPORTED_OF_LINES));
});

/** What a value looks like on paper; ticks and choices have no words of their own there. */
function wordsOf({ def, value, at }: Filled): readonly string[] {
  switch (def.type.kind) {
    case 'text':
    case 'statement':
      return [String(value).split(' ')[0] ?? ''];
    case 'textList':
      return value as readonly string[];
    case 'int':
    case 'percent':
      return [String(value)];
    case 'code':
      return def.type.table === 'language' || at.endsWith('Code') ? [] : [codeLabel(def.type.table, String(value)).split(/[ ,(/]/)[0] ?? ''];
    default:
      return [];
  }
}

/** Bytes the text of one paper may have. */
const PDF_TEXT_LIMIT = 64 * 1024 * 1024;

/** Not printed on purpose (shared/paper/place.ts). */
const NOT_PRINTED = /\/ownerProviderId$/;

test('every text and number is in the text of the papers made from it', () => {
  test.skip(spawnSync('pdftotext', ['-v']).error !== undefined, 'pdftotext is not installed: the text of the papers was not read');
  const text = copies.flatMap((id) => ['-layout', '-raw'].map((order) => execFileSync('pdftotext', [order, join(folder, `copy-${id}.pdf`), '-'], { encoding: 'utf8', maxBuffer: PDF_TEXT_LIMIT }))).join('\n');
  const together = text.replaceAll(/\s+/g, '');
  const wanted = filled.filter(({ at }) => !NOT_PRINTED.test(at)).flatMap((one) => wordsOf(one).map((word) => ({ at: one.at, word })));
  const lost = wanted.filter(({ word }) => !together.includes(word.replaceAll(/\s+/g, '')));
  expect(lost.map(({ at, word }) => `${at}: ${word}`)).toEqual([]);
  expect(wanted.length).toBeGreaterThan(times(230, 300));
});
