/** Flow 7: the annual meeting is due today and the parent does not come, from a fresh draft over two days to the one IEP in Current. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { newProfile, PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { CASE_MANAGER, GAP_REASON, consentDaysOn, discussAll, makeOneOffer, nothingHandwritten } from './flow-hands.ts';

const NOTES = 'pages/structuredNotes';
/** The annual review of the sample is due on 10/14/2027: that afternoon, and the week after it. */
const DUE_DAY = '2027-10-14T21:30:00.000Z';
const SECOND_DAY = '2027-10-21T21:30:00.000Z';
const TRIED = 'No answer at home or at work.';

test.describe.configure({ timeout: 300_000 });

test('when the annual is due today and the parent did not show, the team convenes, tables and reconvenes, leaving all original dates, with a second consent page', async () => {
  const profile = newProfile();
  const folder = mkdtempSync(join(tmpdir(), 'iep-no-show-'));
  mkdirSync(join(ROOT, 'out/flows'), { recursive: true });
  const first = await startDesk(profile, { IEP_DEMO_NOW: DUE_DAY });
  let { page } = first;
  let code = '';
  try {
    code = await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    await expect(page.locator('[data-due="annual"]')).toContainText('Annual review, due 10/14/2027 (today)');
    await hands.startFuture(page);
    await hands.openMeeting(page, 'Room 12');
    await hands.press(page, /^Table the meeting/);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What for').selectOption('parentNoShow');
    await expect(dialog.getByLabel('Why')).toHaveValue(/the parent did not come/);
    await hands.fill(page, 'It goes on', '10/21/2027', dialog);
    await hands.press(page, 'Table the meeting', dialog);
    await expect(dialog).toContainText('Try to reach the parent now');
    await hands.fill(page, 'What came of it', TRIED, dialog);
    await hands.press(page, 'Log this attempt', dialog);
    await expect(dialog.getByRole('list', { name: 'Attempts today' })).toContainText(TRIED);
    await page.screenshot({ path: join(ROOT, 'out/flows/no-show-table.png') });
    await hands.press(page, 'Table the meeting', dialog);
    await dialog.waitFor({ state: 'detached' });
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="reconvene"]')).toContainText('due 10/21/2027');
    await expect(page.getByRole('button', { name: 'Not affirmed yet (1)' })).toBeVisible();
  } finally {
    await first.app.close();
  }

  const second = await startDesk(profile, { IEP_DEMO_NOW: SECOND_DAY });
  ({ page } = second);
  try {
    await hands.unlock(page, PASSPHRASE);
    await hands.openFuture(page, 'Nolan Birchwater', 'structuredNotes');
    await hands.press(page, /^Go on with the meeting/);
    const dialog = page.getByRole('dialog');
    await hands.fill(page, 'Place', 'Room 12', dialog);
    await hands.press(page, 'Go on with the meeting', dialog);
    await expect(dialog).toContainText('send a new notice, or log that the day was agreed');
    await hands.press(page, 'Cancel', dialog);
    await hands.press(page, /^Log a contact/);
    await hands.fill(page, 'At', '8:15', dialog);
    await hands.fill(page, 'What came of it', 'The mother agreed on today.', dialog);
    await hands.press(page, 'Log it', dialog);
    await dialog.waitFor({ state: 'detached' });
    await hands.press(page, /^Go on with the meeting/);
    await hands.fill(page, 'Place', 'Room 12', dialog);
    await hands.press(page, 'Go on with the meeting', dialog);
    await page.locator('[data-document-status="inMeeting"]').waitFor();
    await expect(hands.field(page, `${NOTES}/earlierSessionNote`)).toHaveText(/^Continued from Oct 14, 2027\. The team met; the parent did not come\..*No answer at home or at work\. The meeting goes on on Oct 21, 2027\.$/);
    await makeOneOffer(page);
    await discussAll(page);
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);
    await hands.recordSigned(page);
    await nothingHandwritten(page);
    await hands.affirm(page, CASE_MANAGER, GAP_REASON);
    await hands.press(page, /^History/);
    await expect(page.locator('[data-record="current"]')).toContainText('10/14/2027');
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="reconvene"]')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();

    const { vault } = await reread({ root: ROOT, vault: join(profile, 'vault'), code, pdfs: folder });
    expect(vault.drafts).toEqual([]);
    const record = JSON.parse(vault.packages.find(({ current }) => current)?.text ?? 'null') as IepDocument;
    expect(record).toMatchObject({ documentStatus: 'current', consentStatus: 'agreedAll', meeting: { meetingDate: '2027-10-14', sessions: [{ date: '2027-10-14', outcome: 'tabled', tabledFor: 'parentNoShow' }, { date: '2027-10-21', outcome: 'completed' }] } });
    expect(record.pages.infoEligibility).toMatchObject({ meetingDate: '2027-10-14', planEffectiveDate: '2027-10-14', nextAnnualDate: '2028-10-14', priorAnnualDate: '2026-10-14', nextTriennialDate: '2027-11-06' });
    expect(record.pages.consent).toMatchObject([{ sessionDate: '2027-10-14', parentSignatures: [] }, { sessionDate: '2027-10-21', parentSignatures: [{ outcome: 'signed' }] }]);
    const [missed] = record.pages.attendance as unknown as readonly { readonly participants: readonly { readonly teamRole: string; readonly sig: { readonly outcome: string } }[] }[];
    expect(new Set(missed?.participants.filter(({ teamRole }) => teamRole === 'parent').map(({ sig }) => sig.outcome))).toEqual(new Set(['absent']));
    const paper = execFileSync('pdftotext', ['-raw', join(folder, 'affirmed-iep.pdf'), '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replaceAll(/\s+/g, ' ');
    for (const words of ['Continued from', TRIED.slice(0, -1), 'AFFIRMED']) expect(paper).toContain(words);
    // Two sheets to sign, each with the day of its session, under the one date of the IEP.
    expect(consentDaysOn(paper)).toEqual(['Oct 14, 2027', 'Oct 21, 2027']);
  } finally {
    await second.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
