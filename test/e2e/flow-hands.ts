/** What the specs of the flows share: a meeting held to the parent copy, with one clear offer in the notes, and the handwriting answered. */
import type { Page } from 'playwright';
import * as hands from '../../build/run/demo/hands.ts';
import { codeLabel } from '../../shared/iep/codes.ts';

/** The services of the sample in words, and its one setting. */
export const OFFER = `The district offers ${['330', '415', '450'].map((code) => codeLabel('service', code)).join(', ')} in the regular classroom with pull-out, as listed on the services page, as one offer.`;
export const CASE_MANAGER = 'Rosalind Achterberg';
export const GAP_REASON = 'Looked at by the team at the meeting; nothing further is to be recorded here this year.';

/** Somebody of the sample's staff, or of its district, sits down at the same computer; they begin on Home. */
export async function sitDown(page: Page, profile: { readonly name: string; readonly title: string; readonly role: string; readonly area: string; readonly staffId: string }): Promise<void> {
  const reply = await page.evaluate((person) => (window as unknown as { readonly iep: { readonly session: { readonly setProfile: (input: unknown) => Promise<{ readonly ok: boolean }> } } }).iep.session.setProfile({ profile: person }), profile);
  if (!reply.ok) throw new Error('Nobody could sit down at the desk.');
  await page.reload();
  await hands.screen(page, 'home').waitFor();
}

/** One placement chosen and one rejected, and the paragraph of the offer (iep-forms.md 6.8). */
export async function makeOneOffer(page: Page): Promise<void> {
  await hands.showPage(page, 'structuredNotes');
  const options = 'pages/structuredNotes/options';
  await hands.field(page, options).click();
  await page.locator(`[data-at^="${options}/@"][data-at$="/description"]`).first().waitFor();
  await hands.typeInstead(page, hands.fieldsInRows(page, options, 'description').first(), 'Regular classroom with pull-out for reading');
  await page.locator(`[data-choice^="${options}/@"][data-choice$="/kind=placement"]`).first().click();
  await hands.fieldsInRows(page, options, 'selected').first().click();
  await hands.typeInstead(page, hands.field(page, 'pages/structuredNotes/offerSummary'), OFFER);
}

/** Looks at and discusses every page but the ones the meeting itself writes. */
export async function discussAll(page: Page): Promise<void> {
  const pages = await hands.pagesInRail(page);
  await discussPages(page, pages.filter((key) => !key.startsWith('attendance') && !key.startsWith('consent')));
}

export async function discussPages(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await hands.showPage(page, key);
    await hands.keepCarried(page);
    if (key === 'goals') await hands.discussGoals(page);
    await hands.discuss(page, key);
  }
  await hands.saved(page);
}

/** Opens the meeting, makes one offer, discusses all, prints the parent copy and hands it over; returns the copy's id. */
export async function meetToTheCopy(page: Page): Promise<string> {
  await hands.openMeeting(page, 'Room 12');
  await makeOneOffer(page);
  await discussAll(page);
  const { copyId } = await hands.printParentCopy(page);
  await hands.closeDialog(page);
  await hands.handOver(page);
  return copyId;
}

/** Every sheet as printed, the paper placed: on to affirming. */
export async function nothingHandwritten(page: Page, begin: RegExp = /^Enter the handwriting/): Promise<void> {
  await hands.press(page, begin);
  await hands.screen(page, 'reconcile').waitFor();
  await page.locator('[data-sheet]').first().waitFor();
  await hands.answerSheets(page, new Set());
  await hands.press(page, /^The record matches the paper/);
  const dialog = page.getByRole('dialog');
  await hands.fill(page, 'The signed original is in', 'Special education file, room 4', dialog);
  await hands.fill(page, 'The file copy is in', 'School office, cumulative file', dialog);
  await hands.press(page, 'All handwriting is entered', dialog);
  await hands.screen(page, 'affirm').waitFor();
}

/** The days of the consent sheets in the text of a PDF, white space made one: each sheet begins with its session, its day and what the parent received. */
export function consentDaysOn(paper: string): readonly string[] {
  return [...paper.matchAll(/Session \d+ Date (\w+ \d+, \d{4}) Received and explained/gu)].map(([, day = '']) => day);
}
