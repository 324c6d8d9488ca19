/** Flow 6: the meeting is to be continued, from a fresh draft over two days to the one IEP in Current. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread, type ReadVault } from '../../build/run/demo/report.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { newProfile, PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { CASE_MANAGER, GAP_REASON, consentDaysOn, discussAll, discussPages, makeOneOffer, nothingHandwritten } from './flow-hands.ts';

const NOTES = 'pages/structuredNotes';
const PERCENT = 'pages/fapeSetting/percentRegular';
const WHY = 'The team ran out of time before the setting page.';
/** The day the meeting goes on, a week after the clock of the specs. */
const SECOND_DAY = '2027-10-06T21:30:00.000Z';

test.describe.configure({ timeout: 300_000 });

test('affirming an IEP that is to be continued locks its pages as they were, and "continue" takes them to the Future IEP without changing the original meeting date', async () => {
  const profile = newProfile();
  const folder = mkdtempSync(join(tmpdir(), 'iep-continued-'));
  mkdirSync(join(ROOT, 'out/flows'), { recursive: true });
  const first = await startDesk(profile);
  let { page } = first;
  let code = '';
  let locked: ReadVault['packages'][number] | undefined;
  try {
    code = await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    await hands.startFuture(page);
    await hands.showPage(page, 'fapeSetting');
    await hands.field(page, PERCENT).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
    await hands.openMeeting(page, 'Room 12');
    await makeOneOffer(page);
    await page.locator(`[data-choice="${NOTES}/outcome=toBeContinued"]`).click();
    await hands.typeInstead(page, hands.field(page, `${NOTES}/outcomeReason`), WHY);
    await hands.typeInstead(page, hands.field(page, `${NOTES}/reconveneDate`), '10/6/2027');
    await discussPages(page, ['infoEligibility', 'presentLevels', 'fapeServices']);
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);
    // Nobody was asked for an answer yet: the meeting goes on.
    await nothingHandwritten(page);

    await hands.toStateCheck(page, GAP_REASON);
    await expect(page.locator('[data-waiting]')).toContainText('Setting');
    await expect(page.getByRole('button', { name: 'Next: Changes' })).toBeDisabled();
    await page.getByLabel(/^I confirm that/).click();
    await page.screenshot({ path: join(ROOT, 'out/flows/continued-open.png') });
    await hands.attest(page, CASE_MANAGER);
    await page.screenshot({ path: join(ROOT, 'out/flows/continued-current.png') });
    await expect(page.getByRole('region', { name: 'Addendum' })).toContainText('The date of the IEP stays 9/29/2027');
    locked = (await reread({ root: ROOT, vault: join(profile, 'vault'), code })).vault.packages.find(({ current }) => current);
    expect(locked?.kind).toBe('iep');
  } finally {
    await first.app.close();
  }

  const second = await startDesk(profile, { IEP_DEMO_NOW: SECOND_DAY });
  ({ page } = second);
  try {
    await hands.unlock(page, PASSPHRASE);
    await expect(page.locator('[data-due="reconvene"]')).toContainText('The meeting goes on, due 10/6/2027');
    await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();
    await hands.press(page, 'Continue the meeting');
    await expect(page.getByText('Waits until the continued meeting is affirmed')).toBeVisible();
    await hands.press(page, 'Continue the meeting');
    await hands.screen(page, 'meeting').waitFor();
    await expect(page.locator('[data-page="presentLevels"]')).toHaveAttribute('data-state', 'discussed');
    await expect(page.locator('[data-page="fapeSetting"]')).toHaveAttribute('data-state', 'draft');
    await hands.openMeeting(page, 'Room 12');
    await hands.showPage(page, 'structuredNotes');
    await expect(hands.field(page, `${NOTES}/earlierSessionNote`)).toHaveText(`Continued from Sep 29, 2027. ${WHY}`);
    await page.locator(`[data-choice="${NOTES}/outcome=completed"]`).click();
    await hands.showPage(page, 'fapeSetting');
    await hands.typeInstead(page, hands.field(page, PERCENT), '84');
    await discussAll(page);
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);
    await hands.recordSigned(page);
    await nothingHandwritten(page);
    await hands.affirm(page, CASE_MANAGER, GAP_REASON);
    await hands.press(page, /^History/);
    await expect(page.locator('[data-record="current"]')).toContainText('Part 2 of 2');
    await expect(page.locator('[data-record="history"]').first()).toContainText('Part 1 of 2');
    await page.screenshot({ path: join(ROOT, 'out/flows/continued-history.png') });
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="reconvene"]')).toHaveCount(0);

    const { vault } = await reread({ root: ROOT, vault: join(profile, 'vault'), code, pdfs: folder });
    expect(vault.drafts).toEqual([]);
    const record = (text: string | undefined): IepDocument => JSON.parse(text ?? 'null') as IepDocument;
    const whole = record(vault.packages.find(({ current }) => current)?.text);
    const part = record(vault.packages.find(({ text }) => record(text).documentId === whole.continuationOf)?.text);
    expect(part.pages.fapeSetting).toMatchObject({ pageState: 'draft', percentRegular: null });
    // Locked as it was: not a byte of the first part is another since the second one was met about and affirmed.
    const after = vault.packages.find(({ iepId }) => iepId === locked?.iepId);
    expect([after?.sha256, after?.pdfSha256, after?.pdfSha256Read]).toEqual([locked?.sha256, locked?.pdfSha256, locked?.pdfSha256]);
    expect(part['affirmation']).toMatchObject({ statementVariant: 'continued', inStateReport: false, open: expect.arrayContaining([expect.objectContaining({ page: 'fapeSetting' })]) as unknown });
    expect(whole).toMatchObject({ documentStatus: 'current', consentStatus: 'agreedAll', meeting: { meetingDate: '2027-09-29' }, affirmation: { statementVariant: 'signed', inStateReport: true, stateCheck: { errors: 0 } } });
    const datesOf = ({ pages }: IepDocument): readonly unknown[] => ['meetingDate', 'nextAnnualDate', 'nextTriennialDate', 'planEffectiveDate'].map((field) => (pages.infoEligibility as Record<string, unknown>)[field]);
    expect(datesOf(whole)).toEqual(datesOf(part));
    expect(whole.pages.consent).toMatchObject([{ sessionDate: '2027-09-29' }, { sessionDate: '2027-10-06' }]);
    const paper = execFileSync('pdftotext', ['-raw', join(folder, 'affirmed-iep.pdf'), '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replaceAll(/\s+/g, ' ');
    for (const words of ['Continued from', WHY, 'AFFIRMED']) expect(paper).toContain(words);
    // Two sheets to sign, each with the day of its session, under the one date of the IEP.
    expect(consentDaysOn(paper)).toEqual(['Sep 29, 2027', 'Oct 6, 2027']);
  } finally {
    await second.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
