/** Flow 5: the parent refuses to sign, from a fresh draft to the offer in History. */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { atOneDesk } from './flow-desk.ts';
import { CASE_MANAGER, GAP_REASON, meetToTheCopy, nothingHandwritten, OFFER } from './flow-hands.ts';

const WORDS = 'I want the reading time to be one to one, not in a group.';
/** As the handbook and iep-forms.md 6.6 write it. */
const EXACT = 'district offer of FAPE. No parent signature.';

test.describe.configure({ timeout: 300_000 });

test('when parents refuse to sign, the offer is affirmed, leaves the unaffirmed list, and stands in the History tab at once', () =>
  atOneDesk(async ({ page, dialog, home, picture, stored, paper }) => {
    await hands.startFuture(page);
    await meetToTheCopy(page);

    await hands.press(page, /^Record the parent's answer/);
    await dialog.getByLabel('What stands on the paper').selectOption('refused');
    // An annual meeting: first services began long ago, so there is no choice of what is declined.
    await expect(dialog.getByLabel('The parent declines')).toHaveCount(0);
    await hands.fill(page, "The parent's own words", WORDS, dialog);
    await hands.press(page, 'Record the answer', dialog);
    await dialog.waitFor({ state: 'detached' });

    await home();
    await page.getByRole('button', { name: 'Not affirmed yet (1)' }).click();
    await expect(page.getByRole('row', { name: /Nolan Birchwater/ }).locator('[data-unaffirmed="due"]')).toContainText('To affirm by 10/6/2027');
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Open its pages');
    await hands.screen(page, 'meeting').waitFor();
    await nothingHandwritten(page);

    await expect(page.getByLabel('Other: in words')).toHaveValue(EXACT);
    await expect(page.locator('[data-unsigned="offer"][data-fits="true"]')).toBeVisible();
    await hands.fill(page, 'Other: in words', 'no signature');
    await expect(page.getByRole('button', { name: 'Next: Gaps' })).toBeDisabled();
    await hands.press(page, 'Write it there');
    await expect(page.getByLabel('Other: in words')).toHaveValue(EXACT);
    await picture('refused-purpose');
    await hands.affirm(page, CASE_MANAGER, GAP_REASON);

    await expect(page.locator('[data-in-force="earlier"]')).toHaveText(/The parent did not agree to this offer\. The plan of 10\/14\/2026 remains in force\./);
    await picture('refused-current');
    // The reasons written at affirming stay readable; of last year's IEP, which came from elsewhere, none were told.
    await hands.press(page, /^What was left open/);
    const leftOpen = page.getByRole('dialog');
    await expect(leftOpen).toContainText(`Attested by ${CASE_MANAGER} on 9/29/2027.`);
    const gaps = leftOpen.locator('[data-left-open]').first();
    await expect(gaps).toContainText(`Reason: ${GAP_REASON}`);
    await expect(gaps.getByRole('listitem').first()).toContainText('is blank');
    await picture('refused-left-open');
    await hands.press(page, 'Close', leftOpen);
    await hands.press(page, /^History/);
    await expect(page.locator('[data-record="current"]')).toContainText('Current');
    await expect(page.locator('[data-record]')).toHaveCount(2);
    await page.locator('[data-record="history"]').getByRole('button', { name: /^What was left open/ }).click();
    await expect(page.getByRole('dialog')).toContainText('did not say what was left open');
    await page.keyboard.press('Escape');
    await page.locator('[data-record="current"]').getByRole('button', { name: /^Read the PDF/ }).click();
    // The words may break over two lines of their box.
    expect((await hands.readSheet(page, 1)).replaceAll(/\s+/g, ' ')).toContain(EXACT);
    await home();
    await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();
    await page.getByRole('button', { name: 'Affirmed, not signed (1)' }).click();
    await expect(page.locator('[data-student]')).toHaveCount(1);
    await page.getByRole('button', { name: 'All (1)' }).click();

    const vault = await stored();
    const current = vault.packages.find((record) => record.current);
    const record = JSON.parse(current?.text ?? 'null') as IepDocument;
    expect(vault.drafts).toEqual([]);
    expect([record.documentStatus, record.consentStatus]).toEqual(['current', 'refused']);
    expect(record.pages.infoEligibility).toMatchObject({ purposes: ['annual', 'other'], purposeOther: EXACT });
    expect(record['implementedPlanRef']).toMatchObject({ base: 'iep-sample-0001' });
    expect(record['stateRecordExtras']).toMatchObject({ signature: 'refused' });
    expect(record['affirmation']).toMatchObject({ statementVariant: 'unsigned', stateCheck: { errors: 0 }, handwrittenRevisionCount: 0 });
    expect(current?.pdfSha256Read).toBe(current?.pdfSha256);
    const printed = paper();
    for (const words of [EXACT, WORDS, OFFER, 'AFFIRMED']) expect(printed).toContain(words);
  }));
