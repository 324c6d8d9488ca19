/**
 * What a case manager's hands do in the window: press, type, tick, choose. Every change goes in by key and pointer events; nothing here calls a
 * store, a handler or a database. The end-to-end specs use the same hands.
 */
import type { Locator, Page } from 'playwright';

export function screen(page: Page, name: string): Locator {
  return page.locator(`[data-screen="${name}"]`);
}

export async function press(page: Page, name: string | RegExp, within: Locator | Page = page): Promise<void> {
  await within.getByRole('button', { name }).first().click();
}

/** Clears a labelled box and types into it, key by key. */
export async function fill(page: Page, label: string | RegExp, text: string, within: Locator | Page = page): Promise<void> {
  await within.getByLabel(label).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** The control of a field by its address in the document. */
export function field(page: Page, at: string): Locator {
  return page.locator(`[data-at="${at}"]`);
}

/** Controls of a field in every row of a list: first and last part of their addresses. */
export function fieldsInRows(page: Page, list: string, name: string): Locator {
  return page.locator(`[data-at^="${list}/@"][data-at$="/${name}"]`);
}

/** Types at the end of what stands in a field. */
export async function typeAtEnd(page: Page, control: Locator, text: string): Promise<void> {
  await control.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

/** Replaces what stands in a field. */
export async function typeInstead(page: Page, control: Locator, text: string): Promise<void> {
  await control.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

/** Waits until main has acknowledged everything typed. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-save-state="saved"]').waitFor();
}

export async function showPage(page: Page, key: string): Promise<void> {
  await page.locator(`[data-page="${key}"]`).click();
  await page.locator(`[data-page="${key}"][aria-current="page"]`).waitFor();
}

/** Page keys in the rail, in order. */
export async function pagesInRail(page: Page): Promise<readonly string[]> {
  const items = await page.locator('[data-page]').all();
  return Promise.all(items.map(async (item) => (await item.getAttribute('data-page')) ?? ''));
}

/** Sets IEP Desk up and returns the recovery code it shows once. */
export async function setUp(page: Page, passphrase: string): Promise<string> {
  await screen(page, 'first-run').waitFor();
  await fill(page, 'Passphrase', passphrase);
  await fill(page, 'The same passphrase again', passphrase);
  await press(page, 'Set up this computer');
  const code = await page.locator('[data-recovery-code]').innerText({ timeout: 60_000 });
  await page.getByLabel('The code is written down and goes to the district office').click();
  await press(page, 'Go to my caseload');
  await screen(page, 'home').waitFor();
  return code.trim();
}

/** Unlocks after a start and ends on Home. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await screen(page, 'unlock').waitFor();
  await fill(page, 'Passphrase', passphrase);
  await press(page, 'Unlock');
  await screen(page, 'home').waitFor();
}

/** From Home to a page of the Future IEP of a student. */
export async function openFuture(page: Page, student: string, key: string): Promise<void> {
  await screen(page, 'home').waitFor();
  await press(page, student);
  await press(page, 'Open its pages');
  await showPage(page, key);
}

/** Imports a file from Home and ends on the student's page. */
export async function importFile(page: Page, path: string): Promise<void> {
  await press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await press(page, /^Import an IEP/);
  const chooser = page.waitForEvent('filechooser');
  await press(page, /^Choose the file/);
  await (await chooser).setFiles(path);
  await press(page, 'Import it', page.getByRole('dialog'));
  await screen(page, 'student').waitFor({ timeout: 120_000 });
}

export async function useDistrict(page: Page, url: string, accessKey: string): Promise<void> {
  await press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
  await fill(page, 'Address', url);
  await fill(page, 'Access key', accessKey);
  await press(page, 'Use this district');
  await page.locator('[data-district]').waitFor();
}

export async function startFuture(page: Page): Promise<void> {
  await press(page, 'Future IEP');
  await press(page, /^Start the next Future IEP/);
  const dialog = page.getByRole('dialog');
  await press(page, 'Start it', dialog);
  await screen(page, 'meeting').waitFor();
  await page.locator('[data-page]').first().waitFor();
}

export async function openMeeting(page: Page, place: string): Promise<void> {
  await press(page, /^Open the meeting/);
  const dialog = page.getByRole('dialog');
  await fill(page, 'Place', place, dialog);
  await press(page, 'Open the meeting', dialog);
  await page.locator('[data-document-status="inMeeting"]').waitFor();
  // It holds the keys until it is gone, a moment after the page says that the meeting is open.
  await dialog.waitFor({ state: 'detached' });
}

/** Adds one line to the notes with Ctrl+J and Enter, and comes back to where the caret was. */
export async function note(page: Page, speaker: string, text: string): Promise<void> {
  await page.keyboard.press('Control+j');
  await page.locator('[data-note-entry]:focus').waitFor();
  await page.getByLabel('Who speaks').selectOption(speaker);
  await page.locator('[data-note-entry]').click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Notes so far' }).getByText(text).waitFor();
  await page.keyboard.press('Control+j');
}

/** Looks at everything on the page at hand that came over from last year and keeps it. */
export async function keepCarried(page: Page): Promise<void> {
  const keep = page.getByRole('button', { name: /^Keep all \d+ from last year$/ });
  if ((await keep.count()) === 0) return;
  await keep.click();
  await keep.waitFor({ state: 'detached' });
}

/** Marks the page at hand discussed with its key. */
export async function discuss(page: Page, key: string): Promise<void> {
  const state = await page.locator(`[data-page="${key}"]`).getAttribute('data-state');
  if (state === 'discussed' || state === 'final') return;
  await page.keyboard.press('Control+Shift+Enter');
  await page.locator(`[data-page="${key}"][data-state="discussed"]`).waitFor();
}

/** Marks every goal discussed, one after another. */
export async function discussGoals(page: Page): Promise<void> {
  for (;;) {
    const open = page.getByRole('button', { name: /^Mark goal \d+ discussed$/ });
    const left = await open.count();
    if (left === 0) return;
    await open.first().click();
    await page.locator('[data-goal-state="discussed"]').nth((await page.locator('[data-goal-state="discussed"]').count()) - 1).waitFor();
    await page.waitForFunction((before) => [...document.querySelectorAll('button')].filter((button) => /^Mark goal \d+ discussed$/.test(button.textContent ?? '')).length < before, left);
  }
}

/** Prints the parent copy with Ctrl+P and returns its id and short code. */
export async function printParentCopy(page: Page): Promise<{ readonly copyId: string; readonly code: string }> {
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog');
  await press(page, 'Print the parent copy', dialog);
  const ready = page.locator('[data-printed]');
  await ready.waitFor({ timeout: 180_000 });
  const copyId = (await ready.getAttribute('data-printed')) ?? '';
  const code = (await ready.locator('strong').innerText()).trim();
  return { copyId, code };
}

export async function closeDialog(page: Page): Promise<void> {
  await press(page, 'Close', page.getByRole('dialog'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function handOver(page: Page): Promise<void> {
  await press(page, /^Record that the parent has the copy/);
  await press(page, 'Record it', page.getByRole('dialog'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function recordSigned(page: Page): Promise<void> {
  await press(page, /^Record the parent's answer/);
  await press(page, 'Record the answer', page.getByRole('dialog'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Answers every printed sheet; `handwritten` are the sheets whose handwriting was typed in. */
export async function answerSheets(page: Page, handwritten: ReadonlySet<string>): Promise<number> {
  const sheets = await page.locator('[data-sheet]').all();
  const keys = await Promise.all(sheets.map(async (sheet) => (await sheet.getAttribute('data-sheet')) ?? ''));
  for (const key of keys) {
    await page.locator(`[data-sheet="${key}"]`).click();
    await page.locator(`[data-sheet="${key}"][aria-current="page"]`).waitFor();
    await press(page, handwritten.has(key) ? 'I have typed in all handwriting' : 'Nothing handwritten: as printed');
    await page.locator(`[data-sheet="${key}"][data-answered="true"]`).waitFor();
  }
  return keys.length;
}

/** Goes through affirming to the state check, one reason for all gaps. */
export async function toStateCheck(page: Page, reasonForGaps: string): Promise<void> {
  const step = (title: string): Locator => page.locator(`[data-step="${title}"]`);
  await step('Purpose box').waitFor();
  await press(page, 'Next: Gaps');
  await fromGapsToStateCheck(page, reasonForGaps);
}

/** The same for a change of an affirmed IEP, which has no purpose box of its own. */
export async function fromGapsToStateCheck(page: Page, reasonForGaps: string): Promise<void> {
  const step = (title: string): Locator => page.locator(`[data-step="${title}"]`);
  await step('Gaps').waitFor();
  if ((await page.getByLabel(/^One reason for all/).count()) > 0) {
    await fill(page, /^One reason for all/, reasonForGaps);
    await press(page, /^Use it for all/);
  } else if ((await page.getByLabel('Or the reason').count()) > 0) {
    await fill(page, 'Or the reason', reasonForGaps);
  }
  await press(page, 'Next: State check');
  await step('State check').waitFor();
  const looked = page.getByLabel(/^I have looked at these warnings/);
  if ((await looked.count()) > 0) await looked.click();
}

/** From a state check with nothing left to confirm to the attested record. */
export async function attest(page: Page, name: string): Promise<void> {
  await press(page, 'Next: Changes');
  await page.locator('[data-step="Changes"]').waitFor();
  await press(page, 'Next: Attest');
  await page.locator('[data-step="Attest"]').waitFor();
  await fill(page, 'Your full name', name);
  await press(page, 'Affirm and attest');
  await screen(page, 'student').waitFor({ timeout: 180_000 });
}

/** Goes through the five steps of affirming and types the name. */
export async function affirm(page: Page, name: string, reasonForGaps: string): Promise<void> {
  await toStateCheck(page, reasonForGaps);
  await attest(page, name);
}

/** Reads a sheet of the PDF that is open and waits until it is drawn and its text stands over it. */
export async function readSheet(page: Page, number: number): Promise<string> {
  await screen(page, 'reader').waitFor();
  const sheet = page.locator(`[data-pdf-page="${number}"]`);
  await sheet.locator('canvas[data-drawn="true"] + [data-readable="true"]').waitFor({ timeout: 60_000 });
  return sheet.innerText();
}
