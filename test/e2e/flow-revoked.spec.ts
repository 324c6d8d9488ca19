/** An answer that was recorded by mistake is taken back before affirming; consent that is revoked in writing afterwards is recorded beside the affirmed IEP (iep-forms.md 6.3). */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { atOneDesk } from './flow-desk.ts';
import { CASE_MANAGER, GAP_REASON, meetToTheCopy, nothingHandwritten } from './flow-hands.ts';

const WHY = 'Pressed for "does not agree".';
const DRAWER = 'Special education file, room 4';

test.describe.configure({ timeout: 300_000 });

test('an answer recorded by mistake is taken back with its reason before affirming, and consent revoked in writing afterwards ends the plan: notice and stop of services are owed until both are recorded', () =>
  atOneDesk(async ({ page, dialog, home, picture, stored, paper }) => {
    const answer = async (value: string): Promise<void> => {
      await hands.press(page, /^Record the parent's answer/);
      await dialog.getByLabel('What stands on the paper').selectOption(value);
      await hands.press(page, 'Record the answer', dialog);
      await dialog.waitFor({ state: 'detached' });
    };
    const asStored = async () => (await stored()).packages.find((record) => record.current);
    await hands.startFuture(page);
    await meetToTheCopy(page);

    await answer('refused');
    await expect(page.locator('[data-answer="refused"]')).toHaveText('Parent did not agree');
    await hands.press(page, /^Take the answer back/);
    await expect(dialog.getByRole('button', { name: 'Take it back' })).toBeDisabled();
    await hands.fill(page, 'Why it is taken back', WHY, dialog);
    await picture('answer-taken-back');
    await hands.press(page, 'Take it back', dialog);
    await dialog.waitFor({ state: 'detached' });
    await expect(page.locator('[data-answer]')).toHaveCount(0);
    await answer('agreedAll');
    await expect(page.locator('[data-answer="agreedAll"]')).toHaveText('Parent agreed to all parts');
    await nothingHandwritten(page);
    await hands.affirm(page, CASE_MANAGER, GAP_REASON);
    await expect(page.locator('[data-in-force]')).toHaveCount(0);
    const before = await asStored();

    await hands.press(page, /^Record a written revocation of consent/);
    await expect(dialog.getByRole('button', { name: 'Record the revocation' })).toBeDisabled();
    await hands.fill(page, 'The paper is in', DRAWER, dialog);
    await picture('revocation');
    await hands.press(page, 'Record the revocation', dialog);
    await dialog.waitFor({ state: 'detached' });
    await expect(page.locator('[data-in-force="revoked"]')).toContainText('Consent revoked in writing on 9/29/2027. Prior written notice is owed, then all services stop.');
    await expect(page.locator('[data-revoked="noticeOwed"]')).toContainText(`by Dana Birchwater, mother; it came on Sep 29, 2027. The paper: ${DRAWER}. Recorded after affirming: the IEP itself is unchanged.`);
    await expect(page.getByRole('button', { name: /^Amend without a meeting/ })).toHaveCount(0);
    await picture('revoked');
    await hands.press(page, /^Print the prior written notice/);
    expect(await hands.readSheet(page, 1)).toContain('Last day of services: ____');
    await expect(page.locator('[data-pdf-pages]')).toContainText('to send to the parent before services stop');
    await picture('revocation-notice');
    await hands.press(page, 'Print');
    await expect(page.locator('[data-printer-said]')).toBeVisible();
    await home();
    await expect(page.locator('[data-due="servicesStop"]')).toContainText('Ed. Code 56346(d)');
    await expect(page.getByRole('button', { name: 'Affirmed, not signed (0)' })).toBeVisible();
    await picture('revoked-home');

    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Current IEP');
    await hands.press(page, /^Record the notice and the stop of services/);
    await hands.fill(page, 'How it was sent', 'by mail', dialog);
    await hands.fill(page, 'Last day of services', '9/28/2027', dialog);
    await hands.press(page, 'Record both days', dialog);
    await expect(dialog).toContainText('Services stop after the prior written notice');
    await hands.fill(page, 'Last day of services', '10/8/2027', dialog);
    await hands.press(page, 'Record both days', dialog);
    await dialog.waitFor({ state: 'detached' });
    await expect(page.locator('[data-in-force="revoked"]')).toContainText('No services are owed after 10/8/2027.');
    await expect(page.locator('[data-revoked="stopped"]')).toContainText('services end on Oct 8, 2027');
    await expect(page.getByText('Nothing is due: there is no plan to review.')).toBeVisible();
    await picture('revoked-stopped');

    const after = await asStored();
    expect([after?.text, after?.pdfSha256Read]).toEqual([before?.text, before?.pdfSha256]);
    const record = JSON.parse(after?.text ?? 'null') as IepDocument;
    expect(record).toMatchObject({ documentStatus: 'current', consentStatus: 'agreedAll', affirmation: { statementVariant: 'signed' }, pages: { consent: [{ consentChoice: 'agreeAll', refusalWords: '' }] } });
    expect(record['journal']).toEqual(expect.arrayContaining([expect.objectContaining({ event: 'recordRefusal' }), expect.objectContaining({ event: 'takeAnswerBack', reason: WHY }), expect.objectContaining({ event: 'recordAgreeAll' })]));
    const printed = paper();
    expect(printed).not.toContain('revoked');
  }));
