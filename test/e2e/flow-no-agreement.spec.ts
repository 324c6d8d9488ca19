/**
 * Flows 9 and 10, each from a fresh draft to its end: parents who do not confirm meaningful participation, and a team that cannot agree. Being heard and
 * agreeing are two things in both.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { DISPUTE_WORDS } from '../../shared/iep/dispute-words.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk, type Desk } from './app.ts';
import { CASE_MANAGER, discussAll, GAP_REASON, makeOneOffer, nothingHandwritten, OFFER } from './flow-hands.ts';

const NOTES = 'pages/structuredNotes';
const PICTURES = join(ROOT, 'out/flows');

test.describe.configure({ timeout: 600_000 });

interface Ended {
  readonly record: IepDocument;
  /** The text of the affirmed PDF, and of the last paper that left the printer. */
  readonly affirmed: string;
  readonly parentCopy: string;
}

function textOf(pdf: string): string {
  return execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replaceAll(/\s+/g, ' ');
}

/** What a meeting left behind, as another process reads it: the sealed package and both papers. */
async function ended(desk: Desk, code: string): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'iep-flow-'));
  try {
    const { vault } = await reread({ root: ROOT, vault: join(desk.profile, 'vault'), code, pdfs: folder });
    const current = vault.packages.find((record) => record.current);
    expect(vault.drafts).toEqual([]);
    expect(vault.packages).toHaveLength(2);
    expect(current?.pdfSha256Read).toBe(current?.pdfSha256);
    return { record: JSON.parse(current?.text ?? 'null') as IepDocument, affirmed: textOf(join(folder, 'affirmed-iep.pdf')), parentCopy: textOf(join(desk.profile, 'spool/0001.pdf')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A new computer, the sample's next Future IEP, the meeting open with one offer in the notes. */
async function atTheTable(): Promise<{ readonly desk: Desk; readonly page: Page; readonly code: string }> {
  mkdirSync(PICTURES, { recursive: true });
  const desk = await startDesk();
  const { page } = desk;
  const code = await hands.setUp(page, PASSPHRASE);
  await hands.importFile(page, SAMPLE);
  await hands.startFuture(page);
  await hands.openMeeting(page, 'Room 12');
  await makeOneOffer(page);
  return { desk, page, code };
}

async function noteAs(page: Page, kind: number, speaker: string, text: string): Promise<void> {
  await page.keyboard.press('Control+j');
  await page.locator('[data-note-entry]:focus').waitFor();
  await page.keyboard.press(`Alt+${kind}`);
  await page.getByLabel('Who speaks').selectOption(speaker);
  await page.locator('[data-note-entry]').click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Notes so far' }).getByText(text).waitFor();
}

/** Affirmed, in History at once, and off the unaffirmed list. */
async function affirmAndSee(page: Page): Promise<void> {
  await nothingHandwritten(page);
  await hands.affirm(page, CASE_MANAGER, GAP_REASON);
  await hands.press(page, /^History/);
  await expect(page.locator('[data-record]')).toHaveCount(2);
  await expect(page.locator('[data-record="current"]')).toContainText('9/29/2027');
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();
}

test('when parents refuse to check that they took part meaningfully, concern, discussion and decision are written down, and a disagreement that stays is kept apart from not being heard', async () => {
  const CONCERN = 'She could not say how long the homework takes in the evening.';
  const DISCUSSION = 'The mother described the evenings; the team looked at the homework log with her.';
  const DECISION = 'Homework is cut to one page and looked at again in November.';
  const DISAGREES = 'The mother still wants no homework at all.';
  const { desk, page, code } = await atTheTable();
  try {
    // The sheet has its session in its key.
    await page.locator('[data-page^="consent"]').click();
    await page.locator('[data-choice$="/meaningfulParticipation=N"]').first().click();
    await hands.saved(page);
    await page.keyboard.press('Control+p');
    const asked = page.locator('[data-participation="N"]');
    await expect(asked).toContainText('Not written down yet: the concern, what was discussed about it, what the team decided.');
    await page.screenshot({ path: join(PICTURES, 'participation.png') });
    await hands.press(page, 'Write it down now', asked);
    await expect(hands.field(page, `${NOTES}/participationConcern/concern`)).toBeFocused();
    await hands.typeInstead(page, hands.field(page, `${NOTES}/participationConcern/concern`), CONCERN);
    await hands.typeInstead(page, hands.field(page, `${NOTES}/participationConcern/discussion`), DISCUSSION);
    await hands.typeInstead(page, hands.field(page, `${NOTES}/participationConcern/decision`), DECISION);
    await noteAs(page, 4, 'Parent', DISAGREES);
    await hands.typeInstead(page, hands.field(page, `${NOTES}/disagreements`), DISAGREES);
    await discussAll(page);
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-participation="N"][data-missing="0"]')).toContainText('Somebody who was heard and still does not agree has a disagreement');
    await hands.press(page, 'Cancel', page.getByRole('dialog'));
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);
    await hands.recordSigned(page);
    await affirmAndSee(page);

    const { record, affirmed, parentCopy } = await ended(desk, code);
    expect(record).toMatchObject({ documentStatus: 'current', consentStatus: 'agreedAll' });
    expect(record.pages.consent).toMatchObject([{ meaningfulParticipation: 'N', parentSignatures: [{ outcome: 'signed' }] }]);
    expect(record.pages.structuredNotes).toMatchObject({ participationConcern: { concern: CONCERN, discussion: DISCUSSION, decision: DECISION }, disagreements: DISAGREES, disputeResolution: DISPUTE_WORDS.en });
    for (const paper of [affirmed, parentCopy]) for (const words of [CONCERN, DISCUSSION, DECISION, DISAGREES, DISPUTE_WORDS.en]) expect(paper).toContain(words);
  } finally {
    await desk.end();
  }
});

test("when the team can't come to an agreement, the district makes one clear offer: one placement, one grid, why requests were refused, and how a disagreement can be settled, in the notes and the parent copy", async () => {
  const REQUEST = 'She asks for reading one to one every day.';
  const WHY = 'The small group gave him a year of growth; one to one is tried when it stops doing so.';
  const DISAGREES = 'The mother does not agree with the group.';
  const { desk, page, code } = await atTheTable();
  const dialog = page.getByRole('dialog');
  const options = `${NOTES}/options`;
  try {
    await noteAs(page, 2, 'Parent', REQUEST);
    await hands.press(page, /^Answer the request of/);
    await page.locator(`[data-choice^="${NOTES}/topics/@"][data-choice$="/answer=refused"]`).last().click();
    await hands.typeInstead(page, page.locator(`aside [data-at^="${NOTES}/topics/@"][data-at$="/why"]`).first(), WHY);
    await hands.press(page, /^List the request of/);
    await noteAs(page, 4, 'Parent', DISAGREES);
    await expect(hands.field(page, `${NOTES}/disputeResolution`)).toHaveValue(DISPUTE_WORDS.en);
    await page.screenshot({ path: join(PICTURES, 'no-agreement-notes.png') });
    await hands.typeInstead(page, hands.field(page, `${NOTES}/disagreements`), DISAGREES);

    // A second placement marked as chosen is no clear offer.
    await hands.field(page, options).click();
    await hands.typeInstead(page, hands.fieldsInRows(page, options, 'description').nth(1), 'Reading one to one');
    await page.locator(`[data-choice^="${options}/@"][data-choice$="/kind=placement"]`).nth(1).click();
    await hands.fieldsInRows(page, options, 'selected').nth(1).click();
    await hands.saved(page);
    await hands.press(page, /^Check this page/);
    await expect(page.getByRole('group', { name: 'Open on this page' })).toContainText('2 placements are marked as chosen.');
    await hands.fieldsInRows(page, options, 'selected').nth(1).click();
    await expect(page.getByRole('group', { name: 'Open on this page' })).not.toContainText('placements are marked as chosen.');
    await hands.typeInstead(page, hands.fieldsInRows(page, options, 'whyRejected').nth(1), WHY);
    await discussAll(page);
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);
    await hands.press(page, /^Record the parent's answer/);
    await dialog.getByLabel('What stands on the paper').selectOption('refused');
    await hands.fill(page, "The parent's own words", DISAGREES, dialog);
    await hands.press(page, 'Record the answer', dialog);
    await dialog.waitFor({ state: 'detached' });
    await affirmAndSee(page);

    const { record, affirmed, parentCopy } = await ended(desk, code);
    expect(record).toMatchObject({ documentStatus: 'current', consentStatus: 'refused', implementedPlanRef: { base: 'iep-sample-0001' }, affirmation: { statementVariant: 'unsigned' } });
    const notes = record.pages.structuredNotes as unknown as { readonly options: readonly Record<string, unknown>[]; readonly topics: readonly Record<string, unknown>[]; readonly actions: readonly Record<string, unknown>[]; readonly offerSummary: string };
    expect(notes.options.filter((option) => option['selected'] === true && option['kind'] === 'placement')).toHaveLength(1);
    expect(notes.offerSummary).toBe(OFFER);
    expect(notes.topics).toMatchObject([{ kind: 'request', text: REQUEST, answer: 'refused', why: WHY }, { kind: 'disagreement', text: DISAGREES }]);
    expect(notes.actions).toMatchObject([{ verdict: 'refuse', description: REQUEST, why: WHY }]);
    for (const paper of [affirmed, parentCopy]) for (const words of [OFFER, REQUEST, WHY, DISAGREES, DISPUTE_WORDS.en]) expect(paper).toContain(words);
  } finally {
    await desk.end();
  }
});
