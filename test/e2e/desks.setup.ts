/** Sets up the computers other specs begin at, through the window like anybody's. */
import { rmSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { newProfile, PASSPHRASE, SAMPLE, startDesk } from './app.ts';
import { DESKS, keepStage, STUDENT } from './desks.ts';

test('a computer is set up, takes an IEP in and begins the next one, and each start after it opens what was there', async () => {
  test.setTimeout(240_000);
  rmSync(DESKS, { recursive: true, force: true });
  const profile = newProfile();
  const first = await startDesk(profile);
  const code = await hands.setUp(first.page, PASSPHRASE);
  await hands.importFile(first.page, SAMPLE);
  await first.app.close();
  keepStage(profile, 'taken-in', code);

  const second = await startDesk(profile);
  await hands.unlock(second.page, PASSPHRASE);
  await hands.press(second.page, STUDENT);
  await hands.startFuture(second.page);
  await hands.saved(second.page);
  await expect(second.page.locator('[data-page]').first()).toBeVisible();
  await second.app.close();
  keepStage(profile, 'begun', code);
  rmSync(profile, { recursive: true, force: true });
});
