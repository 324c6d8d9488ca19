import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk, type Desk } from './app.ts';
import { startAt } from './desks.ts';

// Each of these sets a computer up from nothing.
test.describe.configure({ timeout: 240_000 });

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/checks');

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
}

/** A desk with the sample's next Future IEP open. */
async function openDesk(env: Readonly<Record<string, string>> = {}): Promise<Desk> {
  return startAt('begun', { env });
}

/** A desk on a day in the red weeks before Dec 1, with a Future IEP planned for a day after it. */
async function openRedDesk(): Promise<Desk> {
  const desk = await startDesk(undefined, { IEP_DEMO_NOW: '2026-11-20T18:00:00.000Z' });
  const { page } = desk;
  await hands.setUp(page, PASSPHRASE);
  await hands.importFile(page, SAMPLE);
  await hands.press(page, 'Future IEP');
  await hands.press(page, /^Start the next Future IEP/);
  const dialog = page.getByRole('dialog');
  await hands.fill(page, 'Date of the meeting', '12/15/2026', dialog);
  await hands.press(page, 'Start it', dialog);
  await hands.screen(page, 'meeting').waitFor();
  return desk;
}

function listed(page: Page): Locator {
  return page.locator('[data-open-line][data-kind]');
}

async function countOpen(page: Page): Promise<number> {
  return Number(await page.locator('[data-open-count]').getAttribute('data-open-count'));
}

/** A rest that never ends and a pause that never comes, nor advice anew on words that were spelled meanwhile: renderer/workbench/rest.ts, renderer/form/issues.ts. */
async function neverRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    const real = window.setTimeout.bind(window);
    window.setTimeout = ((work: () => void, ms?: number) => ([0, 120, 400].includes(ms ?? -1) ? 0 : real(work, ms))) as typeof window.setTimeout;
  });
}

test('the checks of a text wait while letters are typed and come when the caret leaves it, however long the hand would rest', async () => {
  const desk = await openDesk();
  const { page } = desk;
  const idle = (): Promise<void> => page.evaluate(() => new Promise((done) => { requestIdleCallback(() => requestIdleCallback(() => done())); }));
  try {
    await hands.showPage(page, 'infoEligibility');
    const ssid = hands.field(page, 'pages/infoEligibility/ssid');
    const finding = page.locator('[data-field-at="pages/infoEligibility/ssid"] [data-issue]');
    await neverRest(page);
    await hands.typeInstead(page, ssid, '12');
    await page.keyboard.press('Tab');
    await expect(finding).toHaveCount(1);
    await ssid.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1029384756');
    await hands.saved(page);
    await idle();
    await expect(finding).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(finding).toHaveCount(0);
  } finally {
    await desk.end();
  }
});

test('what is told beside a text waits while letters are typed and follows when the caret leaves it; a choice, and a line of notes that is ended, are told at once', async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await hands.showPage(page, 'infoEligibility');
    await neverRest(page);
    const title = page.locator('h1');
    const before = await title.innerText();
    const last = hands.field(page, 'pages/infoEligibility/lastName');
    await last.click();
    await page.keyboard.press('End');
    await page.keyboard.type('-Quill');
    await expect(last).toHaveValue(/-Quill$/);
    await hands.saved(page);
    await expect(title).toHaveText(before);
    await page.keyboard.press('Tab');
    await expect(title).toHaveText(`${before}-Quill`);

    await hands.openMeeting(page, 'Room 4');
    await page.locator('[data-note-entry]').fill('');
    await page.locator('[data-note-entry]').click();
    await page.keyboard.type('The parent asks for summer services.');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Notes so far' })).toContainText('The parent asks for summer services.');

    const counted = page.getByText(/^\d+ changes? since the meeting began$/);
    const told = await counted.innerText();
    const first = hands.field(page, 'pages/infoEligibility/firstName');
    await first.click();
    await page.keyboard.press('End');
    await page.keyboard.type('-Lee');
    await hands.saved(page);
    await expect(counted).toHaveText(told);
    await page.keyboard.press('Tab');
    await expect(counted).not.toHaveText(told);
  } finally {
    await desk.end();
  }
});

test('everything open stands in one list; a line goes to its field, F8 and Shift+F8 go through all pages, and an answer takes its line away', async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await page.keyboard.press('Control+F8');
    // Nothing is said to be open or not before every page was looked at.
    await expect(page.locator('[data-open-count]')).toBeVisible();
    const before = await countOpen(page);

    await hands.typeInstead(page, hands.field(page, 'pages/infoEligibility/ssid'), '12');
    await hands.showPage(page, 'presentLevels');
    for (const id of ['strengths', 'parentConcerns', 'academicSkills']) await hands.typeInstead(page, hands.field(page, `pages/presentLevels/${id}`), 'N/A');
    await hands.showPage(page, 'specialFactors');
    await hands.saved(page);
    // One state error more, and a gap for each rule of law the three N/A leave without an answer; last year's words are one hint a page, before and after.
    await expect.poll(() => countOpen(page)).toBe(before + 3);
    await expect(page.locator('[data-open-page="presentLevels"] [data-kind="gap"]')).not.toHaveCount(0);
    const all = await countOpen(page);
    await expect(page.getByText(`${all} things open in this IEP. None of it stops printing or notes.`)).toBeVisible();
    await expect(page.getByRole('button', { name: `Open (${all})` })).toBeVisible();
    await picture(page, 'open-list');

    const errors = page.getByRole('button', { name: /State errors \(\d+\)/ });
    await errors.focus();
    await page.keyboard.press('Enter');
    const kinds = await listed(page).evaluateAll((lines) => [...new Set(lines.map((line) => line.getAttribute('data-kind')))]);
    expect(kinds).toEqual(['error']);
    await page.getByRole('button', { name: /^All \(/ }).press('Enter');

    const strengths = hands.field(page, 'pages/presentLevels/strengths');
    const stop = page.locator('[data-open-page="presentLevels"] [data-kind="gap"]', { hasText: /^.*Strengths/u }).first();
    await stop.press('Enter');
    await expect(strengths).toBeFocused();
    await expect(strengths).toBeInViewport();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('He explains the water cycle to younger students and draws maps from memory.');
    await expect(page.locator('[data-open-count]')).toHaveAttribute('data-open-count', String(all - 1));

    const shown = (): Promise<string | null> => page.locator('[data-page][aria-current="page"]').getAttribute('data-page');
    await hands.showPage(page, 'infoEligibility');
    const way: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      await page.keyboard.press('F8');
      way.push((await shown()) ?? '');
      await expect(page.locator(':focus')).toBeInViewport();
    }
    const places = await page.locator('[data-open-page]').evaluateAll((pages) => pages.map((each) => each.getAttribute('data-open-page')));
    expect(places).toEqual(expect.arrayContaining([...new Set(way)]));
    await hands.showPage(page, places.at(-1) ?? '');
    await page.keyboard.press('Shift+F8');
    expect(await shown()).toBe(places.at(-2));
  } finally {
    await desk.end();
  }
});

test('in the red weeks the first change of each reported field for a later meeting is asked about: leaving it keeps the value, going on writes it, for every kind of control', async () => {
  const desk = await openRedDesk();
  const { page } = desk;
  const question = page.getByRole('dialog', { name: 'This field is in the state report' });
  const answer = async (name: string): Promise<void> => {
    await question.waitFor();
    await hands.press(page, name, question);
    await question.waitFor({ state: 'detached' });
  };
  const info = (id: string): Locator => hands.field(page, `pages/infoEligibility/${id}`);
  try {
    await expect(page.locator('[data-report-strip]')).toHaveText('⚑ Report closes Dec 1: do not change the fields marked ⚑ to prepare a later meeting.');
    expect(await page.locator('[data-highlight="red"]').count()).toBeGreaterThan(10);
    await expect(page.locator('[data-highlight="red"]').first()).toHaveText('⚑ report closes Dec 1');

    // Text: at the first key.
    await info('firstName').click();
    await page.keyboard.press('Home');
    await page.keyboard.type('E');
    await expect(question).toContainText('Report closes Dec 1, 2026. Do not change this field to prepare a later meeting. Change it anyway?');
    await expect(question).toContainText('First name');
    await expect(question).toContainText('on Dec 15, 2026');
    await picture(page, 'red-question');
    await answer('Leave it as it is');
    await expect(info('firstName')).toHaveValue('Nolan');
    await expect(info('firstName')).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.type('E');
    await answer('Change it anyway');
    await expect(info('firstName')).toHaveValue('ENolan');
    await expect(info('firstName')).toBeFocused();
    await page.keyboard.type('z');
    await expect(info('firstName')).toHaveValue('EzNolan');

    // Choice.
    const nonbinary = page.locator('[data-choice="pages/infoEligibility/gender=X"]');
    await nonbinary.click();
    await answer('Leave it as it is');
    await expect(nonbinary).not.toBeChecked();
    await nonbinary.click();
    await answer('Change it anyway');
    await expect(nonbinary).toBeChecked();

    // Date: when it is read.
    const born = await info('birthDate').inputValue();
    await hands.typeInstead(page, info('birthDate'), '3/9/2017');
    await answer('Leave it as it is');
    await expect(info('birthDate')).toHaveValue(born);
    await hands.typeInstead(page, info('birthDate'), '3/9/2017');
    await answer('Change it anyway');
    await expect(info('birthDate')).toHaveValue('3/9/2017');

    // Code.
    const grade = await info('grade').inputValue();
    const pick = async (): Promise<void> => {
      await info('grade').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('05');
      await page.getByRole('option', { name: /^05/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    };
    await pick();
    await answer('Leave it as it is');
    await expect(info('grade')).toHaveValue(grade);
    await pick();
    await answer('Change it anyway');
    await expect(info('grade')).toHaveValue(/^05/);

    // Rows.
    await hands.showPage(page, 'fapeServices');
    const lines = page.locator('[data-row^="pages/fapeServices/services/@"]');
    const before = await lines.count();
    const add = hands.field(page, 'pages/fapeServices/services');
    await add.click();
    await answer('Leave it as it is');
    await expect(lines).toHaveCount(before);
    await add.click();
    await answer('Change it anyway');
    await expect(lines).toHaveCount(before + 1);

    // Words the state does not collect are written at once, and undo is not asked about.
    await hands.showPage(page, 'presentLevels');
    await hands.typeInstead(page, hands.field(page, 'pages/presentLevels/strengths'), 'Draws maps from memory.');
    await expect(question).toHaveCount(0);
    await hands.saved(page);
    await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-report-dates]')).toHaveText('The report closes Dec 1 and June 30. For 28 days before, the fields it counts are red, and a change for a later meeting is asked about first.');
    await expect(page.getByText('The district or SELPA system manager sets these dates.')).toBeVisible();
  } finally {
    await desk.end();
  }
});

test('the notes page shows which of the seven contents of a prior written notice are there; a missing one leads to where it goes, and the light changes as it is written', async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await hands.showPage(page, 'structuredNotes');
    const strip = page.getByRole('region', { name: 'Prior written notice contents' });
    await expect(strip.locator('[data-element]')).toHaveCount(7);
    const there = async (): Promise<number> => strip.locator('[data-element][data-there="true"]').count();
    const before = await there();
    expect(before).toBeLessThan(7);
    await expect(strip.getByRole('status')).toHaveText(`${before} of seven elements are there`);
    const last = strip.locator('[data-element="7"]');
    await expect(last).toHaveAttribute('data-there', 'false');
    await last.getByRole('button', { name: 'Missing: goes in Other relevant factors' }).press('Enter');
    await expect(hands.field(page, 'pages/structuredNotes/otherFactors')).toBeFocused();
    await page.keyboard.type('The family moves to another school zone in June.');
    await expect(last).toHaveAttribute('data-there', 'true');
    await expect(strip.getByRole('status')).toHaveText(`${before + 1} of seven elements are there`);
    await expect(strip).not.toContainText(/valid/i);
    await expect(strip).toContainText('Time: no copy has been handed over yet.');
    await page.locator('[data-screen="meeting"] [data-element="1"]').scrollIntoViewIfNeeded();
    await picture(page, 'notice-strip');
  } finally {
    await desk.end();
  }
});

test('Home and the student show what is due, overdue first, each with its day, the day it is counted from, the law and the next step, one key away', async () => {
  const desk = await startAt('taken-in');
  const { page } = desk;
  try {
    const due = page.getByRole('region', { name: 'What is due' });
    const kinds = (within: Locator): Promise<readonly (string | null)[]> => within.locator('[data-due]').evaluateAll((items) => items.map((item) => item.getAttribute('data-due')));
    expect(await kinds(due)).toEqual(['progressReport', 'progressReport', 'annual', 'triennial']);
    await expect(due.locator('[data-due="progressReport"]').first()).toContainText('Overdue: Progress reports 1, 2, 3 on goals, due 12/4/2026 (299 days late)');
    await expect(due.locator('[data-due="annual"]')).toHaveText('Annual review, due 10/14/2027 (in 15 days)counted from IEP meeting 10/14/2026 · Ed. Code 56343(d)Send the notice and hold the annual meeting.');
    await expect(due.locator('[data-due="triennial"]')).toContainText('counted from last evaluation 11/6/2024 · Ed. Code 56381(a)');
    await picture(page, 'due-student');
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await hands.screen(page, 'home').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Birchwater' });
    expect(await kinds(row)).toEqual(['progressReport', 'progressReport', 'annual', 'triennial']);
    await expect(row.locator('[data-overdue="true"]')).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Due or overdue (1)' })).toBeVisible();
    await picture(page, 'due-home');
    // The next step of what is most overdue is one key away, for the student whose row it is.
    await row.getByRole('button', { name: 'Open the progress reports' }).press('Enter');
    await hands.screen(page, 'progress').waitFor();
    await expect(page.getByRole('heading', { level: 1, name: 'Progress reports of Nolan Birchwater' })).toBeVisible();
    await expect(page.locator('[data-round="1"]')).toBeVisible();
  } finally {
    await desk.end();
  }
});

test('a repeated service is refused as it is entered, in words and with two repairs by one key each; undo brings the lines back', async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await hands.showPage(page, 'fapeServices');
    const lines = page.locator('[data-row^="pages/fapeServices/services/@"]');
    const before = await lines.count();
    const minutes = hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes');
    const clash = page.locator('[data-duplicate]');
    const unreported = page.getByText('Not reported to the state (DNR); it prints like any other');
    const unreportedBefore = await unreported.count();
    await expect(clash).toHaveCount(0);
    await minutes.first().click();
    const single = Number(await minutes.first().inputValue());
    await page.keyboard.press('Control+d');
    await expect(lines).toHaveCount(before + 1);
    await expect(clash).toHaveCount(2);
    await expect(clash.first()).toContainText('The state would refuse this');
    await expect(clash.first()).toContainText('is listed 2 times for days that overlap, and it takes one line.');
    await picture(page, 'duplicate');

    await page.keyboard.press('F6');
    await expect(lines).toHaveCount(before);
    await expect(clash).toHaveCount(0);
    await expect(minutes.first()).toHaveValue(String(single * 2));
    await expect(page.locator('[data-row^="pages/fapeServices/services/@"] :focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.locator('body').press('Control+z');
    await expect(lines).toHaveCount(before + 1);
    await expect(clash).toHaveCount(2);

    await minutes.first().click();
    await page.keyboard.press('Shift+F6');
    await expect(clash).toHaveCount(0);
    await expect(lines).toHaveCount(before + 1);
    await expect(unreported).toHaveCount(unreportedBefore + 1);
    await hands.saved(page);
  } finally {
    await desk.end();
  }
});

test('no check stops printing or note-taking: an IEP full of state errors, gaps and a repeated service prints, opens its meeting and takes notes', async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    for (const [id, wrong] of [['lastName', ''], ['firstName', ''], ['ssid', '12'], ['birthDate', '3/8/2031']] as const) {
      await hands.field(page, `pages/infoEligibility/${id}`).click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type(wrong);
      await page.keyboard.press('Tab');
    }
    await hands.showPage(page, 'presentLevels');
    for (const id of ['strengths', 'parentConcerns', 'academicSkills']) await hands.typeInstead(page, hands.field(page, `pages/presentLevels/${id}`), 'N/A');
    await hands.showPage(page, 'fapeServices');
    await hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes').first().click();
    await page.keyboard.press('Control+d');
    await hands.saved(page);
    await page.keyboard.press('Control+F8');
    const errors = page.getByRole('button', { name: /State errors \((\d+)\)/ });
    await expect(errors).toBeVisible();
    expect(Number(/\((\d+)\)/u.exec(await errors.innerText())?.[1])).toBeGreaterThan(3);
    await errors.press('Enter');
    await expect(page.locator('[data-open-page="fapeServices"] [data-open-line="CAS-086"]').first()).toContainText('State error · Service 1');
    await picture(page, 'errors');

    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog');
    await hands.press(page, 'Print the draft', dialog);
    await page.locator('[data-printed]').waitFor({ timeout: 180_000 });
    await hands.closeDialog(page);

    await hands.openMeeting(page, 'Room 4');
    await hands.showPage(page, 'presentLevels');
    await hands.field(page, 'pages/presentLevels/strengths').click();
    await page.keyboard.press('Control+j');
    await page.locator('[data-note-entry]:focus').waitFor();
    await page.keyboard.type('The mother says that he reads to his sister every evening.');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Notes so far' }).getByText('The mother says that he reads to his sister every evening.').waitFor();
    await hands.saved(page);
  } finally {
    await desk.end();
  }
});

/** The sample as a draft with very many goals of which each has much left out. */
function bigFile(goals: number): string {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { documentStatus: string; pages: { goals: { items: Record<string, unknown>[] } } };
  sample.documentStatus = 'draft';
  const [first] = sample.pages.goals.items;
  sample.pages.goals.items = Array.from({ length: goals }, (_each, index) => ({ ...first, goalNumber: index + 1, baseline: '', annualGoal: 'N/A', standardRef: '', personsResponsible: [], objectives: [] }));
  mkdirSync(PICTURES, { recursive: true });
  const path = join(PICTURES, 'big.json');
  writeFileSync(path, JSON.stringify(sample));
  return path;
}

test('five hundred things open stay one list: pages other than the one at hand are folded with their counts, and the keys go through all of them', async () => {
  const desk = await startDesk();
  const { page } = desk;
  try {
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, bigFile(130));
    await hands.press(page, 'Open its pages');
    await hands.screen(page, 'meeting').waitFor();
    await page.keyboard.press('Control+F8');
    await expect(page.locator('[data-open-line]').first()).toBeFocused();
    expect(await countOpen(page)).toBeGreaterThan(500);
    const goals = page.locator('[data-open-page="goals"]');
    await expect(goals.locator('[data-kind]')).toHaveCount(0);
    const fold = goals.getByRole('button', { expanded: false });
    await expect(fold).toContainText(/\d{3} gaps/);
    await fold.press('Enter');
    expect(await goals.locator('[data-kind]').count()).toBeGreaterThan(400);
    await goals.locator('[data-open-line]').first().focus();
    await page.keyboard.press('End');
    const last = page.locator('[data-open-line]').last();
    await expect(last).toBeFocused();
    await goals.locator('[data-kind]').nth(300).press('Enter');
    await expect(page.locator('[data-page="goals"]')).toHaveAttribute('aria-current', 'page');
    const focused = page.locator('[data-row^="pages/goals/items/@"] :focus');
    await expect(focused).toBeInViewport();
    await page.keyboard.press('F8');
    await expect(focused).toBeInViewport();
  } finally {
    await desk.end();
  }
});
