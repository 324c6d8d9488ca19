import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { type Desk } from './app.ts';
import { startAt } from './desks.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const GOALS = 'pages/goals/items';
const NOTES = 'pages/structuredNotes';
const LOSS = 'Free notes are not checked for the seven elements of a prior written notice, and lines have no kind, speaker or page.';

let desk: Desk;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  desk = await startAt('begun');
  ({ page } = desk);
});

test.afterAll(async () => {
  await desk.end();
});

const lines = () => page.getByRole('list', { name: 'Notes so far' }).getByRole('listitem');

async function caretIn(at: string): Promise<void> {
  await hands.field(page, at).first().focus();
}

test('last year’s goals and services say that they are last year’s, and its goals are readable with their progress', async () => {
  await hands.showPage(page, 'goals');
  await expect(page.locator('[data-carried-mark]').filter({ hasText: 'From last year' })).toHaveCount(4);
  const prior = page.locator('[data-prior-goal]');
  await expect(prior).toHaveCount(4);
  await prior.first().locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(prior.first()).toContainText('Baseline then:');
  await hands.showPage(page, 'fapeServices');
  await expect(page.locator('[data-carried-mark*="/services/@"]').first()).toContainText('To be considered: from last year');
});

test('keeping a goal takes its mark and those of its fields', async () => {
  await hands.showPage(page, 'goals');
  const keep = page.getByRole('button', { name: "Keep last year's: Goal 1" });
  await keep.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-carried-mark]')).toHaveCount(3);
});

test('one key marks the field the caret is in, with the time in words, and the same key takes it back', async () => {
  await hands.openMeeting(page, 'Room 12');
  await hands.showPage(page, 'presentLevels');
  await caretIn(STRENGTHS);
  await page.keyboard.press('Control+Shift+D');
  const mark = page.locator(`[data-discussed="${STRENGTHS}"]`);
  await expect(mark).toHaveText(/^✓ discussed \d{1,2}:\d{2} [ap]m$/);
  await expect(hands.field(page, STRENGTHS)).toBeFocused();
  await page.keyboard.press('Control+Shift+D');
  await expect(mark).toHaveCount(0);
  await page.keyboard.press('Control+Shift+D');
  await expect(mark).toHaveCount(1);
});

test('in a row the key marks the row, in a goal the goal', async () => {
  await hands.showPage(page, 'fapeServices');
  await hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes').first().focus();
  await page.keyboard.press('Control+Shift+D');
  await expect(page.locator('[data-discussed^="pages/fapeServices/services/@"]')).toHaveCount(1);
  await hands.showPage(page, 'goals');
  await hands.fieldsInRows(page, GOALS, 'annualGoal').first().focus();
  await page.keyboard.press('Control+Shift+D');
  await expect(page.locator('[data-goal-state="discussed"]')).toHaveCount(1);
  await page.keyboard.press('Control+Shift+D');
  await expect(page.locator('[data-goal-state="discussed"]')).toHaveCount(0);
});

test('the palette finds the mark and knows where the caret was', async () => {
  await hands.showPage(page, 'presentLevels');
  await caretIn('pages/presentLevels/motor');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Page, field, student or action').pressSequentially('or goal discussed');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-discussed="pages/presentLevels/motor"]')).toHaveCount(1);
});

test('a place marked discussed with last year’s words only is a gap, until a line of the notes names it', async () => {
  await page.getByRole('button', { name: /^Check this page/ }).focus();
  await page.keyboard.press('Enter');
  const gap = page.getByRole('button', { name: /is marked discussed, but nothing is written about it/ });
  await expect(gap).toHaveCount(2);
  await gap.first().focus();
  await page.keyboard.press('Enter');
  await expect(hands.field(page, STRENGTHS)).toBeFocused();
  await page.keyboard.press('Control+j');
  await expect(page.locator('[data-note-about]')).toContainText('About Present levels · Strengths');
  await page.keyboard.type('He helps other children find books.');
  await page.keyboard.press('Enter');
  await expect(lines()).toHaveCount(1);
  await expect(lines().first()).toContainText('Information · Parent · about Present levels · Strengths');
  await expect(gap).toHaveCount(1);
  await page.keyboard.press('Control+j');
  await expect(hands.field(page, STRENGTHS)).toBeFocused();
});

test('a line has its kind by one key, and a request asks for its answer and the reason', async () => {
  await page.keyboard.press('Control+j');
  await page.locator('[data-note-entry]:focus').waitFor();
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('radio', { name: 'Request' })).toBeChecked();
  await page.keyboard.press('Alt+0');
  await expect(page.locator('[data-note-about]')).toHaveCount(0);
  await page.keyboard.type('Reading support every day, please.');
  await page.keyboard.press('Enter');
  const line = lines().nth(1);
  await expect(line).toContainText('Request · Parent · Present levels');
  await expect(line.locator('[data-request="answer"]')).toContainText('No answer yet');
  await expect(line.getByRole('button', { name: /^(?:Edit the note|Answer the request)/u })).toHaveCount(2);
  await expect(page.getByRole('radio', { name: 'Information' })).toBeChecked();
});

test('the notes are one key away on every page and from whatever stands beside it, and the same key leads back to the caret', async () => {
  const entry = page.locator('[data-note-entry]');
  const body = page.locator('[data-page-body]');
  const pages = await hands.pagesInRail(page);
  expect(pages.length).toBeGreaterThan(7);
  for (const key of pages) {
    await hands.showPage(page, key);
    await body.focus();
    await page.keyboard.press('Control+j');
    await expect(entry, key).toBeFocused();
    await page.keyboard.press('Control+j');
    await expect(body, key).toBeFocused();
  }
  await hands.showPage(page, 'presentLevels');
  const strengths = hands.field(page, STRENGTHS);
  for (const part of ['People', 'Changed', /^Open/, 'Guide', 'Find', 'Notes']) {
    await hands.press(page, part, page.getByRole('group', { name: 'Show beside the page' }));
    await strengths.focus();
    await strengths.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(3, 7));
    await page.keyboard.press('Control+j');
    await expect(entry, String(part)).toBeFocused();
    await page.keyboard.press('Control+j');
    await expect(strengths, String(part)).toBeFocused();
    expect(await strengths.evaluate((box: HTMLTextAreaElement) => [box.selectionStart, box.selectionEnd])).toEqual([3, 7]);
  }
  await expect(lines()).toHaveCount(2);
});

test('before the parent copy a request without an answer is listed, leads to its place and stops nothing', async () => {
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Requests without an answer' })).toContainText(/The request of Parent at \d{2}:\d{2}: no answer yet/);
  await expect(dialog.getByRole('button', { name: 'Print the parent copy anyway' })).toBeEnabled();
  await dialog.getByRole('button', { name: /^Go there: The request of Parent/ }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-page="structuredNotes"][aria-current="page"]').waitFor();
  await expect(page.locator(`[data-at^="${NOTES}/topics/@"][data-at$="/answer"]`).first()).toBeFocused();
});

test('a request is answered in the notes by keyboard', async () => {
  await hands.showPage(page, 'presentLevels');
  const line = lines().nth(1);
  await line.getByRole('button', { name: /^Answer the request/ }).focus();
  await page.keyboard.press('Enter');
  await line.getByRole('radio', { name: 'Agreed' }).focus();
  await page.keyboard.press('Space');
  await expect(line.locator('[data-request="why"]')).toContainText('Agreed; not said why yet');
  await line.getByLabel('Why').focus();
  await page.keyboard.type('The team sees the same need.');
  await expect(line.locator('[data-request="answered"]')).toContainText('Agreed: The team sees the same need.');
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Print the parent copy', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Requests without an answer' })).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('a refused request becomes an action refused in one step', async () => {
  await hands.showPage(page, 'presentLevels');
  await page.keyboard.press('Control+j');
  await page.locator('[data-note-entry]:focus').waitFor();
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('A tablet to take home.');
  await page.keyboard.press('Enter');
  const line = lines().nth(2);
  await line.getByRole('button', { name: /^Answer the request/ }).focus();
  await page.keyboard.press('Enter');
  await line.getByRole('radio', { name: 'Refused' }).focus();
  await page.keyboard.press('Space');
  await line.getByLabel('Why').focus();
  await page.keyboard.type('The school tablet already goes home on Fridays.');
  await line.getByRole('button', { name: /as an action refused$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(line.getByLabel('Action')).toHaveValue('a1');
  await hands.showPage(page, 'structuredNotes');
  await expect(hands.fieldsInRows(page, `${NOTES}/actions`, 'description').first()).toHaveValue('A tablet to take home.');
});

test('a goal added at the table asks who suggested it, and dropped goals stay in the list of changes', async () => {
  await hands.showPage(page, 'goals');
  await page.getByRole('button', { name: '+ Add: Goal' }).focus();
  await page.keyboard.press('Enter');
  const by = hands.fieldsInRows(page, GOALS, 'addedBy');
  await expect(by).toHaveCount(1);
  await by.focus();
  await page.keyboard.type('Parent');
  await hands.saved(page);
  await page.getByRole('button', { name: 'Drop goal 2…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Who suggested it').waitFor();
  await page.keyboard.type('General education teacher');
  await page.getByRole('dialog').getByLabel('Why').focus();
  await page.keyboard.type('Met in June.');
  await page.getByRole('dialog').getByRole('button', { name: 'Drop this goal' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-goal-state="dropped"]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Changed' }).focus();
  await page.keyboard.press('Enter');
  const changes = page.getByRole('list', { name: /^Changes since/ });
  await expect(changes).toContainText('Dropped at the meeting, suggested by General education teacher: Met in June.');
  await expect(changes).toContainText('Added at the meeting, suggested by Parent.');
});

test('free notes are chosen knowing what is lost; nothing typed is taken away, and undo and the way back restore it', async () => {
  await hands.showPage(page, 'structuredNotes');
  await page.getByRole('button', { name: 'Use free notes instead…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Use free notes' })).toContainText(LOSS);
  await page.getByRole('button', { name: 'Use free notes', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-page="meetingNotes"][aria-current="page"]').waitFor();
  await expect(page.getByText('The structured notes written so far stay in the record')).toBeVisible();
  await expect(page.locator('[data-page="structuredNotes"]')).toHaveCount(1);
  await expect(hands.field(page, 'pages/meetingNotes/noteTaker')).toHaveValue('Rosalind Achterberg');
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-page="meetingNotes"]')).toHaveCount(0);
  await page.locator('[data-page="structuredNotes"]').waitFor();
  await page.keyboard.press('Control+y');
  await hands.showPage(page, 'meetingNotes');
  await hands.field(page, 'pages/meetingNotes/notes').first().focus();
  await page.keyboard.type('We talked about reading.');
  await hands.saved(page);
  await page.getByRole('button', { name: 'Use structured notes again' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-page="structuredNotes"][aria-current="page"]').waitFor();
  await expect(page.getByText('The team keeps structured notes', { exact: false })).toHaveCount(0);
  await expect(hands.fieldsInRows(page, `${NOTES}/topics`, 'text').first()).toHaveValue('He helps other children find books.');
  await hands.showPage(page, 'meetingNotes');
  await expect(hands.field(page, 'pages/meetingNotes/notes')).toHaveValue('We talked about reading.');
});

test('marks and notes survive tabling, and the tabled step names a request that is still open', async () => {
  await hands.showPage(page, 'goals');
  await page.keyboard.press('Control+j');
  await page.locator('[data-note-entry]:focus').waitFor();
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('An earlier bus.');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Table the meeting…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Requests without an answer' })).toContainText('no answer yet');
  await dialog.getByLabel('Why').focus();
  await page.keyboard.type('The hour is over.');
  await dialog.getByLabel('It goes on').focus();
  await page.keyboard.type('10/6/2027');
  await dialog.getByRole('button', { name: 'Table the meeting' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-document-status="tabled"]').waitFor();
  await hands.showPage(page, 'presentLevels');
  await expect(page.locator(`[data-discussed="${STRENGTHS}"]`)).toHaveCount(1);
  await hands.typeAtEnd(page, hands.field(page, STRENGTHS), ' Between the sessions.');
  await expect(page.locator(`[data-discussed="${STRENGTHS}"]`)).toHaveCount(0);
  await expect(page.locator('[data-discussed="pages/presentLevels/motor"]')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Go on with the meeting…' })).toBeVisible();
});
