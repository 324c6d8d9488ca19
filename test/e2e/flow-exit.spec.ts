/** A student who moves away leaves special education without a finding of the team: whom the case manager asks, where the district system manager says it, and what everybody reads afterwards. */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { pickCode } from './fill.ts';
import { atOneDesk, MANAGER, TEACHER } from './flow-desk.ts';
import { GAP_REASON, sitDown } from './flow-hands.ts';

const INFO = 'pages/infoEligibility';

test.describe.configure({ timeout: 300_000 });

test('a student who moved away is exited by the district system manager, and from then on no review is due, with the day and the reason in words', () =>
  atOneDesk(async ({ page, dialog, picture }) => {
    await expect(page.getByText('is exited by the district system manager. Ask the district system manager to do it.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Exit from special education/ })).toHaveCount(0);

    await sitDown(page, MANAGER);
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, /^Exit from special education/);
    await hands.fill(page, 'What happened', 'The family moved to Nevada.', dialog);
    await picture('exit-begin');
    await hands.press(page, 'Begin', dialog);
    await hands.screen(page, 'meeting').waitFor();
    // The caret stands on the reason at once.
    await expect(hands.field(page, `${INFO}/exitReason`)).toBeFocused();
    await pickCode(page, `${INFO}/exitReason`, 'exit', '87');
    await hands.typeInstead(page, hands.field(page, `${INFO}/exitDate`), '9/24/2027');
    await hands.saved(page);
    await picture('exit-page');
    await hands.press(page, /^Check and affirm the correction/);
    await hands.fromGapsToStateCheck(page, GAP_REASON);
    await hands.attest(page, MANAGER.name);

    await sitDown(page, TEACHER);
    const row = page.getByRole('row', { name: /Nolan Birchwater/ });
    await expect(row).not.toContainText('Annual review');
    await hands.press(page, 'Nolan Birchwater');
    await expect(page.locator('[data-in-force="ended"]')).toContainText('Special education ended on 9/24/2027: moved out of state or country. No review is due.');
    await expect(page.locator('[data-due="annual"], [data-due="triennial"]')).toHaveCount(0);
    await expect(page.locator('[data-due="progressReport"]')).toContainText('Progress reports 1, 2, 3 on goals');
    await expect(page.getByRole('button', { name: /^Amend without a meeting/ })).toHaveCount(0);
    await picture('exit-current');
    // A student who comes back gets the next IEP.
    await hands.press(page, 'Future IEP');
    await expect(page.getByRole('button', { name: /^Start the next Future IEP/ })).toBeEnabled();
  }));
