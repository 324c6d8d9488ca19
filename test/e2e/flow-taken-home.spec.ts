/** Flow 8: the parent takes the IEP home to think about it, no answer comes, the offer is affirmed, and the signed copy arrives after all. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { newProfile, PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { CASE_MANAGER, consentDaysOn, GAP_REASON, meetToTheCopy, nothingHandwritten } from './flow-hands.ts';

const EXACT = 'district offer of FAPE. No parent signature.';
/** Two days after the day the parent agreed to. */
const LATER = '2027-10-08T21:30:00.000Z';

test.describe.configure({ timeout: 300_000 });

async function followUp(page: Page, result: string): Promise<void> {
  await hands.press(page, /^Log a follow-up/);
  const dialog = page.getByRole('dialog');
  await hands.fill(page, 'What came of it', result, dialog);
  await hands.press(page, 'Log it', dialog);
  await dialog.waitFor({ state: 'detached' });
}

async function answer(page: Page, value: string): Promise<void> {
  await hands.press(page, /^Record the parent's answer/);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What stands on the paper').selectOption(value);
  if (value === 'tookHome') {
    await expect(dialog.getByLabel('Agreed to bring it back by')).toHaveValue('10/6/2027');
    await dialog.getByLabel('The parent will sign').selectOption('copy');
    await page.screenshot({ path: join(ROOT, 'out/flows/home-agreed.png') });
  }
  await hands.press(page, 'Record the answer', dialog);
}

/** The IEP of last year, to one part of which the parent did not agree. */
function agreedInPart(folder: string): string {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { readonly pages: { readonly consent: readonly Record<string, unknown>[] } } & Record<string, unknown>;
  const [sheet] = sample.pages.consent;
  const consent = [{ ...sheet, consentChoice: 'agreeExcept', consentExceptions: [{ pageOrService: 'Language and speech', detail: 'Not in a group.' }] }];
  const file = join(folder, 'last-year.json');
  writeFileSync(file, JSON.stringify({ ...sample, consentStatus: 'agreedPart', pages: { ...sample.pages, consent } }));
  return file;
}

test('parents can take the IEP home to think about it: the agreed day is followed up, and a signature that comes after affirming is recorded beside the record, of the Current IEP and of one in History', async () => {
  const profile = newProfile();
  const folder = mkdtempSync(join(tmpdir(), 'iep-home-'));
  mkdirSync(join(ROOT, 'out/flows'), { recursive: true });
  const first = await startDesk(profile);
  let { page } = first;
  let code = '';
  try {
    code = await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, agreedInPart(folder));
    await hands.startFuture(page);
    await meetToTheCopy(page);
    await answer(page, 'tookHome');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await followUp(page, 'The mother wants to read it with her sister.');
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="copyBack"]')).toContainText('due 10/6/2027');
  } finally {
    await first.app.close();
  }

  const second = await startDesk(profile, { IEP_DEMO_NOW: LATER });
  ({ page } = second);
  try {
    await hands.unlock(page, PASSPHRASE);
    await expect(page.locator('[data-due="copyBack"][data-overdue="true"]')).toContainText('2 days late');
    await page.screenshot({ path: join(ROOT, 'out/flows/home-overdue.png') });
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Open its pages');
    await answer(page, 'noResponse');
    await expect(page.getByRole('dialog')).toContainText('Log at least two follow-ups');
    await hands.press(page, 'Cancel', page.getByRole('dialog'));
    await followUp(page, 'Nobody answers the telephone.');
    await answer(page, 'noResponse');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await nothingHandwritten(page);
    await expect(page.getByLabel('Other: in words')).toHaveValue(EXACT);
    await hands.affirm(page, CASE_MANAGER, GAP_REASON);
    await expect(page.locator('[data-in-force="earlier"]')).toContainText('No answer to this offer came from the parent.');
    const before = (await reread({ root: ROOT, vault: join(profile, 'vault'), code, pdfs: folder })).vault.packages.find((record) => record.current);

    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Affirmed, not signed (1)' })).toBeVisible();
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Current IEP');

    await hands.press(page, /^Record a signature that came later/);
    const dialog = page.getByRole('dialog');
    // The parents said at the meeting that they would sign the copy.
    await expect(dialog.getByLabel('Which paper was signed')).toHaveValue('copy');
    await hands.fill(page, 'Date on the paper', '10/7/2027', dialog);
    await page.screenshot({ path: join(ROOT, 'out/flows/home-late.png') });
    await hands.press(page, 'Record the signature', dialog);
    await expect(page.locator('[data-late="all"]')).toContainText('Dana Birchwater signed the copy on 10/7/2027 and agreed to all parts; it was back at school on 10/8/2027. Recorded after affirming: the IEP itself is unchanged. No district is set up; it is kept on this computer.');
    await expect(page.locator('[data-in-force]')).toHaveCount(0);
    await page.screenshot({ path: join(ROOT, 'out/flows/home-signed.png') });

    // The IEP of last year lies in History by now; the parent agrees to its open part as well.
    await hands.press(page, /^History/);
    await hands.press(page, 'Record a signature that came later, to the IEP of 10/14/2026…');
    await hands.fill(page, 'Date on the paper', '10/7/2027', dialog);
    await dialog.getByLabel('Which paper was signed').selectOption('copy');
    await page.screenshot({ path: join(ROOT, 'out/flows/history-late.png') });
    await hands.press(page, 'Record the signature', dialog);
    const inHistory = page.getByRole('region', { name: 'Signatures after affirming the IEP of 10/14/2026' });
    await expect(inHistory.locator('[data-late="all"]')).toContainText('To the IEP of 10/14/2026: Dana Birchwater signed the copy on 10/7/2027 and agreed to all parts');
    await expect(page.getByRole('button', { name: /^Record a signature that came later/ })).toHaveCount(0);
    await page.screenshot({ path: join(ROOT, 'out/flows/history-signed.png') });

    const [old] = (await reread({ root: ROOT, vault: join(profile, 'vault'), code, pdfs: folder })).vault.packages;
    expect(JSON.parse(old?.text ?? 'null')).toMatchObject({ consentStatus: 'agreedPart', pages: { consent: [{ consentChoice: 'agreeExcept' }] } });
    const after = (await reread({ root: ROOT, vault: join(profile, 'vault'), code, pdfs: folder })).vault.packages.find((record) => record.current);
    const paper = execFileSync('pdftotext', ['-raw', join(folder, 'affirmed-iep.pdf'), '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replaceAll(/\s+/g, ' ');
    for (const words of [EXACT, 'AFFIRMED']) expect(paper).toContain(words);
    expect(consentDaysOn(paper)).toEqual(['Sep 29, 2027']);
    expect(after?.text).toBe(before?.text);
    expect(after?.pdfSha256Read).toBe(before?.pdfSha256);
    const record = JSON.parse(after?.text ?? 'null') as IepDocument;
    expect(record).toMatchObject({ consentStatus: 'noResponse', parentCopy: { tookHomeOn: '2027-09-29', returnBy: '2027-10-06', signedPaper: 'copy', followUps: 2 }, affirmation: { statementVariant: 'unsigned' } });
    expect((record.meeting['contactLog'] as readonly { readonly result: string }[]).map(({ result }) => result)).toEqual(['The parent takes the IEP home and brings it back by 2027-10-06.', 'The mother wants to read it with her sister.', 'Nobody answers the telephone.']);
  } finally {
    await second.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
