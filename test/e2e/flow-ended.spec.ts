/** Two records without an agreement to sign: the correction of a data error by the district, and a student who is no longer eligible, from a fresh draft to their end. */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pickCode } from './fill.ts';
import { atOneDesk, MANAGER, TEACHER } from './flow-desk.ts';
import { CASE_MANAGER, discussAll, GAP_REASON, nothingHandwritten, sitDown } from './flow-hands.ts';

const INFO = 'pages/infoEligibility';
const REASON = 'Two digits of the state student ID were swapped.';

test.describe.configure({ timeout: 600_000 });

test('a data error is corrected by a record of its own that changes nothing agreed, and a student who is no longer eligible is affirmed without it and leaves on the parent’s understanding that comes later, with no review due any more', () =>
  atOneDesk(async ({ page, dialog, home, picture, stored, paper }) => {
    await expect(page.getByText('corrected by the district system manager')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Correct a data error/ })).toHaveCount(0);

    // The correction, by whoever corrects reported data.
    await sitDown(page, MANAGER);
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, /^Correct a data error/);
    await hands.fill(page, 'Why it is changed', REASON, dialog);
    await hands.press(page, 'Begin', dialog);
    await hands.screen(page, 'meeting').waitFor();
    await hands.showPage(page, 'presentLevels');
    await expect(hands.field(page, 'pages/presentLevels/parentConcerns')).toBeDisabled();
    await hands.showPage(page, 'infoEligibility');
    await hands.typeInstead(page, hands.field(page, `${INFO}/ssid`), '9900000071');
    await hands.saved(page);
    await hands.showPage(page, 'amendment');
    await expect(hands.fieldsInRows(page, 'pages/amendment/changes', 'fieldPath')).toHaveCount(1);
    await picture('correction');
    await hands.press(page, /^Check and affirm the correction/);
    await hands.fromGapsToStateCheck(page, GAP_REASON);
    await hands.attest(page, MANAGER.name);
    await hands.press(page, /^History/);
    await expect(page.locator('[data-record="current"] [data-record-change="correction"]')).toHaveText('Correction of a data error of 9/29/2027, linked to this IEP');

    // The next IEP: what only a correction says is offered nowhere else.
    await sitDown(page, TEACHER);
    await hands.press(page, 'Nolan Birchwater');
    await hands.startFuture(page);
    await hands.press(page, /Add a page/);
    await page.locator('[data-add="amendment"]').click();
    await expect(page.locator('[data-choice="pages/amendment/method=withoutMeeting"]')).toBeVisible();
    await expect(page.locator('[data-choice="pages/amendment/method=correction"]')).toHaveCount(0);
    await page.keyboard.press('Control+z');

    await hands.showPage(page, 'infoEligibility');
    await hands.openMeeting(page, 'Room 12');
    await page.locator(`[data-choice="${INFO}/eligibilityOutcome=noLongerEligible"]`).click();
    await hands.field(page, `${INFO}/exitDate`).waitFor();
    await pickCode(page, `${INFO}/exitReason`, 'exit', '70');
    await hands.typeInstead(page, hands.field(page, `${INFO}/exitDate`), '9/29/2027');
    await hands.saved(page);
    await discussAll(page);
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);
    await hands.press(page, /^Record the parent's answer/);
    await expect(dialog.getByLabel('What stands on the paper').locator('option')).toHaveText(['Signed: understands that the student is no longer eligible', 'Did not sign: does not agree', 'Takes it home to think about it']);
    await dialog.getByLabel('What stands on the paper').selectOption('refused');
    await hands.press(page, 'Record the answer', dialog);
    await dialog.waitFor({ state: 'detached' });
    await nothingHandwritten(page);
    // No offer was made: the purpose box keeps the purposes of the meeting.
    await expect(page.locator('[data-unsigned="finding"]')).toHaveAttribute('data-fits', 'true');
    await expect(page.getByLabel('Other: in words')).toHaveCount(0);
    await picture('finding-unsigned');
    await hands.toStateCheck(page, GAP_REASON);
    await hands.attest(page, CASE_MANAGER);
    await expect(page.locator('[data-in-force]')).toContainText('The team found that the student is no longer eligible. The parent did not sign, and does not agree.');
    await expect(page.getByText('Read-only: it documents what the team found.')).toBeVisible();

    // The parents' word comes after affirming, and is kept beside the record.
    await hands.press(page, 'Record a signature that came later…');
    await expect(dialog.getByLabel('What stands on the paper').locator('option')).toHaveText(['Signed: understands that the student is no longer eligible']);
    await dialog.getByLabel('What the parent says of the finding').selectOption('N');
    await hands.fill(page, "The parent's own words", 'He still needs help with reading.', dialog);
    // The IEP never went home to be signed, so nothing is known of which paper this is until somebody says it.
    await expect(dialog.getByLabel('Which paper was signed').locator('option')).toHaveText(['Choose…', 'The original, signed at school', 'The copy taken home, signed and returned']);
    await expect(dialog.getByRole('button', { name: 'Record the signature' })).toBeDisabled();
    await dialog.getByLabel('Which paper was signed').selectOption('original');
    await picture('understood-late');
    await hands.press(page, 'Record the signature', dialog);
    await expect(page.locator('[data-late="disagrees"]')).toContainText('understands the finding on eligibility, but does not agree with it');
    await expect(page.locator('[data-late="disagrees"]')).toContainText('signed the original');
    await expect(page.getByText('No longer eligible: understood, and not agreed with', { exact: true })).toBeVisible();
    await expect(page.locator('[data-in-force="ended"]')).toContainText('The parent signed that they understand it and do not agree with it.');
    await expect(page.locator('[data-in-force="ended"]')).toContainText('Special education ends on 9/29/2027; no review is due.');
    await picture('no-longer-eligible');
    await home();
    await expect(page.getByRole('row', { name: /Nolan Birchwater/ })).toContainText('No review is due');
    await expect(page.getByRole('button', { name: 'Due or overdue (0)' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();

    const vault = await stored();
    expect(vault.drafts).toEqual([]);
    expect(vault.packages.map(({ kind, current }) => [kind, current])).toEqual([['imported', false], ['correction', false], ['iep', true]]);
    const [imported, corrected, last] = vault.packages.map(({ text }) => JSON.parse(text) as IepDocument);
    expect(corrected).toMatchObject({ correctionOf: imported?.documentId, pages: { infoEligibility: { ssid: '9900000071' }, amendment: { reason: REASON, changes: [{ before: '9900000017', after: '9900000071' }] } }, meeting: { meetingDate: '2026-10-14' } });
    expect(imported?.pages.infoEligibility).toMatchObject({ ssid: '9900000017' });
    expect(last).toMatchObject({ consentStatus: 'refused', affirmation: { statementVariant: 'unsigned' }, pages: { infoEligibility: { purposes: ['annual'], purposeOther: '', eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: '2027-09-29', ssid: '9900000071' } } });
    const printed = paper();
    expect(printed).toContain('AFFIRMED');
    expect(printed).not.toContain('No parent signature');
  }));
