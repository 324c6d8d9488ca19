/**
 * The pages of a complete IEP from nothing by keyboard alone: the computer is set up, the student's file comes in, and every page that is written before
 * the meeting is filled by Tab, arrows and typing. No pointer event happens.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { emptyValue, fieldsOf } from '../../shared/iep/fields.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../shared/iep/json.ts';
import { pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { PAGES } from '../../shared/iep/pages.ts';
import { screen, saved } from '../../build/run/demo/hands.ts';
import { LONG } from '../crash/size.ts';
import { PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';
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

/** The same student with nothing written: what the record system knows is there, every other field is empty. */
function nothingWritten(): string {
  const pages = answers.pages as Record<string, Json>;
  const emptied = Object.fromEntries(PAGES.filter((page) => page.root.startsWith('pages/')).map((page): [string, Json] => {
    const written = pages[page.id];
    if (page.instances !== 'one') return [page.id, []];
    if (written === null || written === undefined || page.id === 'structuredNotes') return [page.id, null];
    const kept = fieldsOf(page).map((def): [string, Json] => [def.id, def.by.includes('sys') && def.pre === 'rec' ? ((written as JsonObject)[def.id] ?? emptyValue(def)) : emptyValue(def)]);
    return [page.id, { pageState: 'empty', ...Object.fromEntries(kept) }];
  }));
  return JSON.stringify({
    ...answers, documentId: 'iep-from-nothing', documentStatus: 'draft', consentStatus: 'notAsked', implementedPlanRef: { base: null, except: [], fallback: null },
    meeting: { ...answers.meeting, sessions: [] }, pages: emptied, handwrittenRevisions: [], parentCopy: null, affirmation: null, journal: [],
    stateRecordExtras: { ...(answers['stateRecordExtras'] as JsonObject), signature: '', signer: '', initialServicesConsent: '' }, progressReportSchedule: [],
  });
}

const AT_THE_TABLE: readonly string[] = ['structuredNotes', 'attendance', 'consent'];

let desk: Desk;
let page: Page;

interface Watched {
  pointers: number;
  keys: number;
}

// Minutes of typing: part of the long form (npm run test:crash).
test.skip(!LONG, 'runs in the long form, npm run test:crash');
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
  await page.locator('[data-recovery-code]').waitFor({ timeout: 60_000 });
  await tabTo(page, (caret) => caret.type === 'checkbox', 'the box for the code');
  await page.keyboard.press('Space');
  await pressKey(page, /^Go to my caseload/);
  await screen(page, 'home').waitFor();
  const path = join(desk.profile, 'nothing.json');
  writeFileSync(path, nothingWritten());
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
  for (let n = 0; n < 30; n += 1) {
    if ((await shown.getAttribute('data-page')) === key) return;
    await page.keyboard.press('Control+PageDown');
  }
  throw new Error(`${key} is not in the rail.`);
}

async function rail(): Promise<readonly string[]> {
  return page.locator('[data-page]').evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['page'] ?? ''));
}

test('every page that is written before the meeting is filled by keys', async () => {
  await pressKey(page, /^Open its pages/);
  await screen(page, 'meeting').waitFor();
  for (const key of (await rail()).filter((name) => pageRoot(name).startsWith('pages/') && !AT_THE_TABLE.includes(pageIdOf(name)))) {
    await turnTo(key);
    expect(await fillByKeys(page, answers, pageRoot(key)), key).toBeGreaterThan(5);
    await saved(page);
  }
});

test('no pointer moved in all of it', async () => {
  const { pointers, keys } = await watched();
  expect(pointers).toBe(0);
  expect(keys).toBeGreaterThan(5_000);
});
