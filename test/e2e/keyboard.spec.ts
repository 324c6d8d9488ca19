/**
 * A complete IEP by keyboard alone: the computer is set up, the student's file comes in, the meeting is held, printed, signed, entered and affirmed, by Tab,
 * arrows, typing and the program's own keys. No pointer event happens. In the long form (npm run test:crash) the file holds nothing but the student's
 * record, and every page is typed as well; otherwise one page is typed ahead, and the others and the notes come in written, because typing them takes minutes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { emptyValue, everyField, fieldsOf } from '../../shared/iep/fields.ts';
import type { PageDef } from '../../shared/iep/definition.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withRowIds } from '../../shared/iep/ids.ts';
import type { Json, JsonObject } from '../../shared/iep/json.ts';
import { pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { PAGES } from '../../shared/iep/pages.ts';
import { screen, saved } from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { LONG } from '../crash/size.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk, type Desk } from './app.ts';
import { fillByKeys, pressKey, tabTo, typeInto } from './keys.ts';

/** The afternoon of the meeting the answers are about. */
const MEETING_DAY = '2026-10-14T21:35:00.000Z';

/** Statements whose every word counts for a rule: the offer, the goals, the reasons. */
const WHOLE = /^(offerSummary|annualGoal|baseline|why|whyRejected|purposeOther)$/u;
/** Letters after which a statement may end at its next sentence: as much as a person types in a meeting, and the spec has a meeting's time. */
const LONG_ENOUGH = 90;

/** The sample's answers, long statements cut after a sentence. */
function shortened(value: Json, name = ''): Json {
  if (typeof value === 'string') {
    const end = value.slice(LONG_ENOUGH).search(/[.!?](\s|$)/u);
    return WHOLE.test(name) || end < 0 ? value : value.slice(0, LONG_ENOUGH + end + 1);
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => shortened(item, name));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value as JsonObject).map(([key, part]) => [key, shortened(part, key)]));
  return value;
}

const answers = shortened(JSON.parse(readFileSync(SAMPLE, 'utf8')) as Json) as unknown as IepDocument & JsonObject;

/** Pages written at the table by keys; in the short form the notes come in written, because Tab through all their rows takes a minute. */
const AT_THE_TABLE: readonly string[] = LONG ? ['structuredNotes', 'attendance', 'consent'] : ['attendance', 'consent'];

/** Pages written ahead by keys: every one, in the short form the one with the most statements. */
function isTypedAhead(page: string): boolean {
  return LONG ? !AT_THE_TABLE.includes(page) : page === 'presentLevels';
}

/** The page as the record system leaves it, or in the short form as it was prepared ahead. */
function pageBefore(page: PageDef): Json {
  const written = (answers.pages as Record<string, Json>)[page.id];
  if (page.instances !== 'one') return [];
  if (written === null || written === undefined || AT_THE_TABLE.includes(page.id)) return null;
  if (!isTypedAhead(page.id) && !LONG) return { ...(written as JsonObject), pageState: 'draft' };
  const kept = fieldsOf(page).map((def): [string, Json] => [def.id, def.by.includes('sys') && def.pre === 'rec' ? ((written as JsonObject)[def.id] ?? emptyValue(def)) : emptyValue(def)]);
  return { pageState: 'empty', ...Object.fromEntries(kept) };
}

/** The same student before the meeting. */
function beforeTheMeeting(): string {
  return JSON.stringify({
    ...answers, documentId: 'iep-by-keys', documentStatus: 'draft', consentStatus: 'notAsked', implementedPlanRef: { base: null, except: [], fallback: null },
    meeting: { ...answers.meeting, sessions: [] }, pages: Object.fromEntries(PAGES.filter((page) => page.root.startsWith('pages/')).map((page) => [page.id, pageBefore(page)])),
    handwrittenRevisions: [], parentCopy: null, affirmation: null, journal: [],
    stateRecordExtras: { ...(answers['stateRecordExtras'] as JsonObject), signature: '', signer: '', initialServicesConsent: '' }, progressReportSchedule: [],
  });
}

let desk: Desk;
let page: Page;
let code = '';

interface Watched {
  pointers: number;
  keys: number;
}

test.describe.configure({ mode: 'serial', timeout: 900_000 });

test.beforeAll(async () => {
  desk = await startDesk(undefined, { IEP_DEMO_NOW: MEETING_DAY });
  page = desk.page;
  await screen(page, 'first-run').waitFor();
  await page.evaluate(() => {
    const watched: Watched = { pointers: 0, keys: 0 };
    (window as unknown as { watched: Watched }).watched = watched;
    const POINTERS = ['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove', 'touchstart', 'wheel', 'dblclick', 'contextmenu'];
    for (const name of POINTERS) window.addEventListener(name, (event) => { if (event.isTrusted) watched.pointers += 1; }, true);
    window.addEventListener('keydown', (event) => { if (event.isTrusted) watched.keys += 1; }, true);
  });
});

test.afterAll(async () => {
  await desk.end();
});

const watched = (): Promise<Watched> => page.evaluate(() => (window as unknown as { watched: Watched }).watched);

test('the computer is set up and the student’s file comes in by keys', async () => {
  await typeInto(page, /^Passphrase/, PASSPHRASE);
  await typeInto(page, /^The same passphrase again/, PASSPHRASE);
  await pressKey(page, /^Set up this computer/);
  code = (await page.locator('[data-recovery-code]').innerText({ timeout: 60_000 })).trim();
  await tabTo(page, (caret) => caret.type === 'checkbox', 'the box for the code');
  await page.keyboard.press('Space');
  await pressKey(page, /^Go to my caseload/);
  await screen(page, 'home').waitFor();
  const path = join(desk.profile, 'before.json');
  writeFileSync(path, beforeTheMeeting());
  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await pressKey(page, /^Choose the file/);
  await (await chooser).setFiles(path);
  await expect(page.getByRole('button', { name: 'Import it' })).toBeEnabled();
  await pressKey(page, /^Import it/);
  await screen(page, 'student').waitFor({ timeout: 60_000 });
});

async function turnTo(key: string): Promise<void> {
  const shown = page.locator('[data-page][aria-current="page"]');
  const pages = await rail();
  const steps = pages.indexOf(key) - pages.indexOf((await shown.getAttribute('data-page')) ?? '');
  for (let n = 0; n < Math.abs(steps); n += 1) await page.keyboard.press(steps > 0 ? 'Control+PageDown' : 'Control+PageUp');
  await expect(shown).toHaveAttribute('data-page', key);
}

async function rail(): Promise<readonly string[]> {
  return page.locator('[data-page]').evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['page'] ?? ''));
}

/** Every statement that is shown on these pages of an IEP. */
function statementsOn(document: IepDocument, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => everyField(withRowIds(document), key)).flatMap(({ def, value, shown }) => (shown && def.type.kind === 'statement' && typeof value === 'string' && value !== '' ? [value] : []));
}

test('every page that is written before the meeting is filled by keys', async () => {
  await pressKey(page, /^Open its pages/);
  await screen(page, 'meeting').waitFor();
  const ahead = (await rail()).filter((name) => pageRoot(name).startsWith('pages/') && !AT_THE_TABLE.includes(pageIdOf(name)));
  expect(ahead.length).toBeGreaterThan(6);
  const typed = ahead.filter((name) => isTypedAhead(pageIdOf(name)));
  expect(typed).toEqual(LONG ? ahead : ['presentLevels']);
  for (const key of typed) {
    await turnTo(key);
    expect(await fillByKeys(page, answers, pageRoot(key)), key).toBeGreaterThan(5);
    await saved(page);
  }
  // Nothing of it came with the file; all of it is on the disk, as another process reads it.
  const wanted = statementsOn(answers, typed);
  expect(statementsOn(JSON.parse(beforeTheMeeting()) as IepDocument, typed).filter((text) => wanted.includes(text))).toEqual([]);
  const { vault } = await reread({ root: ROOT, vault: join(desk.profile, 'vault'), code });
  expect(statementsOn(JSON.parse(vault.drafts[0]?.text ?? 'null') as IepDocument, typed)).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(LONG ? 40 : 8);
});

test('the meeting is opened, and its notes, sign-in and consent sheets are filled, by keys', async () => {
  await pressKey(page, /^Open the meeting/);
  await page.getByRole('dialog').waitFor();
  await typeInto(page, /^Place/, 'Room 4');
  await pressKey(page, /^Open the meeting/);
  await page.locator('[data-document-status="inMeeting"]').waitFor();
  const sheets = (await rail()).filter((name) => AT_THE_TABLE.includes(pageIdOf(name)));
  expect(sheets).toHaveLength(AT_THE_TABLE.length);
  for (const key of sheets) {
    await turnTo(key);
    const root = pageRoot(key);
    expect(await fillByKeys(page, answers, root, root.replace(/@.*$/u, '#0')), key).toBeGreaterThan(5);
    if (key.startsWith('attendance')) await onlyThoseWhoCame(root);
    await saved(page);
  }
});

/** The sheet begins with everybody who was invited; lines of those who did not come are removed by their key. */
async function onlyThoseWhoCame(root: string): Promise<void> {
  const list = `${root}/participants`;
  const came = (answers.pages.attendance as unknown as readonly { readonly participants: readonly Json[] }[])[0]?.participants.length ?? 0;
  expect(came).toBeGreaterThan(4);
  const lines = page.locator(`[data-row^="${list}/@"]`);
  for (let left = await lines.count(); left > came; left -= 1) {
    await tabTo(page, (caret) => caret.path.startsWith(`${list}/#${came}/`), 'the line of somebody who did not come');
    await page.keyboard.press('Control+Shift+Backspace');
    await expect(lines).toHaveCount(left - 1);
  }
}

test('every goal and every page is marked discussed by its key', async () => {
  for (const key of (await rail()).filter((name) => !['attendance', 'consent'].includes(pageIdOf(name)))) {
    await turnTo(key);
    const entry = page.locator(`[data-page="${key}"]`);
    if (key === 'goals') await discussGoalsByKeys();
    if ((await entry.getAttribute('data-state')) !== 'discussed') await page.keyboard.press('Control+Shift+Enter');
    await expect(entry).toHaveAttribute('data-state', 'discussed');
  }
});

async function discussGoalsByKeys(): Promise<void> {
  const goals = await page.locator('[data-goal-state]').count();
  expect(goals).toBeGreaterThan(2);
  for (let n = 0; n < goals; n += 1) {
    await tabTo(page, (caret) => caret.path.startsWith(`pages/goals/items/#${n}/`), `goal ${n + 1}`);
    await page.keyboard.press('Control+Shift+D');
    await expect(page.locator('[data-goal-state="discussed"]')).toHaveCount(n + 1);
  }
}

test('the parent copy is printed and handed over, and the answer recorded, by keys', async () => {
  await page.keyboard.press('Control+p');
  await page.getByRole('dialog').waitFor();
  await pressKey(page, /^Print the parent copy/);
  await page.locator('[data-printed]').waitFor({ timeout: 180_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const [open, done] of [[/^Record that the parent has the copy/, /^Record it/], [/^Record the parent's answer/, /^Record the answer/]] as const) {
    await pressKey(page, open);
    await page.getByRole('dialog').waitFor();
    await pressKey(page, done);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('each sheet of paper is answered, and the IEP affirmed with nothing open, by keys', async () => {
  await pressKey(page, /^Enter the handwriting/);
  await screen(page, 'reconcile').waitFor();
  const sheets = page.locator('[data-sheet]');
  await sheets.first().waitFor();
  const count = await sheets.count();
  expect(count).toBeGreaterThan(8);
  // Turned by its key, a sheet stays in view until the next is asked for.
  await page.keyboard.press('Control+PageDown');
  await page.keyboard.press('Control+PageUp');
  const answered = page.locator('[data-sheet][data-answered="true"]');
  for (let n = 0; n < count; n += 1) {
    await expect(sheets.nth(n)).toHaveAttribute('aria-current', 'page');
    await pressKey(page, /^Nothing handwritten: as printed/);
    await expect(answered).toHaveCount(n + 1);
    await page.keyboard.press('Control+PageDown');
  }
  await pressKey(page, /^The record matches the paper/);
  await page.getByRole('dialog').waitFor();
  await typeInto(page, /^The signed original is in/, 'Special education file, room 4');
  await typeInto(page, /^The file copy is in/, 'School office, cumulative file');
  await pressKey(page, /^All handwriting is entered/);
  await screen(page, 'affirm').waitFor();
  const step = (title: string) => page.locator(`[data-step="${title}"]`);
  for (const [here, next] of [['Purpose box', /^Next: Gaps/], ['Gaps', /^Next: State check/], ['State check', /^Next: Changes/], ['Changes', /^Next: Attest/]] as const) {
    await step(here).waitFor();
    // Every check passes: no gap asks for its reason, no error of the state stands in the way.
    if (here === 'Gaps') await expect(step(here)).toContainText('No blanks, no bare N/A, and nothing the law asks for is missing.');
    if (here === 'State check') await expect(step(here)).toContainText('No errors in state-reported data.');
    const looked = page.getByLabel(/^I have looked at these warnings/);
    if ((await looked.count()) > 0) {
      await tabTo(page, (caret) => caret.type === 'checkbox', 'the box for the warnings');
      await page.keyboard.press('Space');
    }
    await pressKey(page, next);
  }
  await typeInto(page, /^Your full name/, 'Rosalind Achterberg');
  await pressKey(page, /^Affirm and attest/);
  await screen(page, 'student').waitFor({ timeout: 180_000 });
  await pressKey(page, /^Current IEP/);
  await expect(page.getByRole('region', { name: 'Current IEP' })).toBeVisible();
});

test('no pointer moved in all of it', async () => {
  const { pointers, keys } = await watched();
  expect(pointers).toBe(0);
  expect(keys).toBeGreaterThan(LONG ? 3_000 : 1_000);
});
