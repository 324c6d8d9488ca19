/** The records around the meeting: what is printed of an affirmed IEP, its amendment, the notice of the next meeting, and a pre-meeting without the parent. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { ROOT } from './app.ts';
import { startAt } from './desks.ts';
import { CASE_MANAGER, GAP_REASON, nothingHandwritten } from './flow-hands.ts';

const REASON = 'The speech group moved to a shorter slot.';
const PREPARATION = 'Ask the mother how the reading log goes at home.';

/** The text of every sheet, one entry a sheet. */
function sheetsOf(path: string): readonly string[] {
  const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return text.split('\f').slice(0, -1).map((sheet) => sheet.replaceAll(/\s+/g, ' '));
}

test.describe.configure({ timeout: 300_000 });

test('an affirmed IEP prints byte for byte; the clean copy says on every sheet that it is not the IEP; an amendment agreed without a meeting is signed by both and stands in History linked to it; a notice is moved to another day; what a pre-meeting notes is on no copy', async () => {
  const desk = await startAt('taken-in');
  const { page, code } = desk;
  const pictures = join(ROOT, 'out/flows');
  mkdirSync(pictures, { recursive: true });
  const spool = join(desk.profile, 'spool');
  /** PDFs as another process read them out of the vault. */
  const kept = join(desk.profile, 'kept');
  mkdirSync(kept);
  const printed = (): readonly string[] => readdirSync(spool).filter((name) => name.endsWith('.pdf')).toSorted().map((name) => join(spool, name));
  try {
    await hands.press(page, /^History/);
    await page.locator('[data-record="current"]').getByRole('button', { name: /^Read the PDF/ }).click();
    await hands.readSheet(page, 1);
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-printer-said]')).toHaveText('Sent to the printer.');
    await page.screenshot({ path: join(pictures, 'reader-print.png') });
    await hands.press(page, 'Clean copy');
    expect(await hands.readSheet(page, 1)).toContain('This is NOT the IEP');
    await expect(page.getByText('not the IEP: every sheet says so')).toBeVisible();
    await page.screenshot({ path: join(pictures, 'clean-copy.png') });
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-printer-said]')).toHaveText('Sent to the printer.', { timeout: 60_000 });

    const [affirmed = '', clean = ''] = printed();
    expect(printed()).toHaveLength(2);
    const { vault } = await reread({ root: ROOT, vault: join(desk.profile, 'vault'), code, pdfs: kept });
    expect(readFileSync(affirmed).equals(readFileSync(join(kept, 'imported-iep.pdf')))).toBe(true);
    expect(vault.packages.map((record) => record.pdfSha256Read === record.pdfSha256)).toEqual([true]);
    const sheets = sheetsOf(clean);
    expect(sheets.length).toBeGreaterThan(9);
    for (const sheet of sheets) expect(sheet).toContain('CLEAN COPY: typed from the signed IEP for easier reading. This is NOT the IEP. The legal IEP is the paper with the original signatures dated Oct 14, 2026.');
    for (const sheet of sheetsOf(affirmed)) expect(sheet).not.toContain('CLEAN COPY');

    // Amendment without a meeting: agreed, listed, signed by both, told, affirmed, linked.
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await hands.press(page, 'Current IEP');
    await hands.press(page, /^Amend without a meeting/);
    await hands.fill(page, 'Why it is changed', REASON, page.getByRole('dialog'));
    await hands.press(page, 'Begin', page.getByRole('dialog'));
    await hands.screen(page, 'meeting').waitFor();
    await hands.showPage(page, 'fapeServices');
    await hands.typeInstead(page, hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes').nth(2), '45');
    await hands.saved(page);
    await hands.showPage(page, 'amendment');
    await expect(hands.fieldsInRows(page, 'pages/amendment/changes', 'fieldPath')).toHaveCount(1);
    // What was noted at the meeting that was held is read beside the change, and not written.
    const said = page.getByRole('list', { name: 'Notes so far' });
    expect(await said.getByRole('listitem').count()).toBeGreaterThan(5);
    await expect(said.getByRole('button')).toHaveCount(0);
    await page.screenshot({ path: join(pictures, 'amendment.png') });
    await hands.press(page, 'Print the sheet to sign');
    await page.getByRole('button', { name: /^Record the signatures/ }).waitFor({ timeout: 60_000 });
    await hands.press(page, /^Record the signatures/);
    const dialog = page.getByRole('dialog');
    await hands.fill(page, 'Signed for the district by', 'Ada Quill', dialog);
    await hands.fill(page, 'In the role of', 'Principal', dialog);
    // Each signature has its own day; the district's begins as the parent's.
    await hands.fill(page, 'Date of this signature', '9/28/2027', dialog);
    await expect(dialog.getByLabel("Date of the district's signature")).toHaveValue('9/28/2027');
    await hands.fill(page, "Date of the district's signature", '9/29/2027', dialog);
    await hands.press(page, 'Record the signatures', dialog);
    await hands.press(page, /^Record who was told/);
    await dialog.getByLabel(/^Percival Odumegwu/).click();
    await page.screenshot({ path: join(pictures, 'amendment-told.png') });
    await hands.press(page, 'Record it', dialog);
    await nothingHandwritten(page, /^Compare with the signed sheet/);
    await hands.fromGapsToStateCheck(page, GAP_REASON);
    await hands.attest(page, CASE_MANAGER);
    await hands.press(page, /^History/);
    await expect(page.locator('[data-record]')).toHaveCount(2);
    await expect(page.locator('[data-record="current"] [data-record-change="amendment"]')).toHaveText(/^Amendment of 9\/29\/2027, linked to this IEP$/);
    await page.screenshot({ path: join(pictures, 'amendment-history.png') });

    const signed = sheetsOf(printed().at(-1) ?? '');
    expect(signed).toHaveLength(1);
    for (const words of ['Amendment / Addendum', REASON, 'Service 3, Minutes', '60', '45', 'Parent agrees not to meet', 'PARENT COPY']) expect(signed[0]).toContain(words);
    const { vault: after } = await reread({ root: ROOT, vault: join(desk.profile, 'vault'), code, pdfs: kept });
    expect(after.packages.map(({ kind, current }) => [kind, current])).toEqual([['imported', false], ['amendment', true]]);
    expect(after.packages[0]?.sha256).toBe(vault.packages[0]?.sha256);
    expect(after.packages[0]?.pdfSha256Read).toBe(vault.packages[0]?.pdfSha256Read);
    expect(JSON.parse(after.packages[1]?.text ?? 'null')).toMatchObject({ amendmentOf: 'iep-sample-0001', meeting: { meetingDate: '2026-10-14' }, pages: { amendment: { changes: [{ before: '60', after: '45' }], signatures: [{ sig: { signedOn: '2027-09-28' } }, { sig: { signedOn: '2027-09-29' } }] } } });
    expect(sheetsOf(join(kept, 'affirmed-iep.pdf')).join(' ')).toContain('Percival Odumegwu');

    // The next IEP: a notice for a day that leaves time, after one that does not; and a pre-meeting that decides nothing.
    await hands.startFuture(page);
    await hands.press(page, /^Notice/);
    await hands.press(page, /^Prepare the notice/, dialog);
    await hands.fill(page, 'Date of the meeting', '10/8/2027', dialog);
    await expect(page.locator('[data-date-warning="2027-10-04"]')).toContainText('leaves 6 days to move it before it is due on Oct 14, 2027. The latest safe date is Oct 4, 2027.');
    await page.screenshot({ path: join(pictures, 'notice-warning.png') });
    await hands.fill(page, 'Date of the meeting', '10/4/2027', dialog);
    await expect(page.locator('[data-date-warning]')).toHaveCount(0);
    await hands.fill(page, 'Time', '2:30 pm', dialog);
    await hands.fill(page, 'Place', 'Room 12', dialog);
    await hands.press(page, 'Prepare it', dialog);
    await hands.press(page, /^Record that it was sent/, dialog);
    await dialog.getByLabel('Email').click();
    await hands.press(page, 'Record it', dialog);
    await hands.press(page, /^Record the reply/, dialog);
    await dialog.getByLabel('The parent says').selectOption('otherTime');
    await hands.press(page, 'Record the reply', dialog);
    await hands.press(page, /^Log a contact/, dialog);
    await hands.fill(page, 'What came of it', 'She can come on Thursday.', dialog);
    await hands.press(page, 'Log it', dialog);
    await expect(page.getByRole('list', { name: 'Contacts with the parent' })).toContainText('She can come on Thursday.');
    await hands.press(page, /^Another day/, dialog);
    await hands.fill(page, 'Date of the meeting', '9/30/2027', dialog);
    await hands.fill(page, 'Why another day', 'The mother works on Mondays.', dialog);
    await hands.press(page, 'Prepare a new notice', dialog);
    await expect(page.locator('[data-notice-state="prepared"]')).toContainText('Notice 2 for 9/30/2027');
    await page.screenshot({ path: join(pictures, 'notice.png') });
    await hands.press(page, 'Close', dialog);

    await hands.press(page, /^Pre-meeting/);
    await hands.fill(page, 'Place', 'Staff room', dialog);
    await dialog.getByLabel(/^Percival Odumegwu/).click();
    await hands.press(page, 'Begin the pre-meeting', dialog);
    await hands.fill(page, 'Preparation note', PREPARATION);
    await hands.press(page, 'Add the note');
    await expect(page.getByRole('list', { name: /^Preparation notes/ })).toContainText(PREPARATION);
    await hands.showPage(page, 'structuredNotes');
    await expect(page.getByText('options are considered and chosen at the meeting').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Open the meeting/ })).toHaveCount(0);
    await page.screenshot({ path: join(pictures, 'pre-meeting.png') });
    await hands.press(page, 'End the pre-meeting');
    await hands.openMeeting(page, 'Room 12');
    await hands.printParentCopy(page);
    const copy = sheetsOf(printed().at(-1) ?? '').join(' ');
    expect(copy).toContain('PARENT COPY');
    expect(copy).not.toContain(PREPARATION);
  } finally {
    await desk.end();
  }
});
