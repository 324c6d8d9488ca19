import { rmSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, startDesk } from './app.ts';
import { startAt } from './desks.ts';

test('what was saved survives kill -9, and the next start shows it', async () => {
  const words = 'Said at the table one second before the battery died.';
  const first = await startAt('begun');
  const { profile } = first;
  await hands.showPage(first.page, 'presentLevels');
  await hands.typeInstead(first.page, hands.field(first.page, 'pages/presentLevels/strengths'), words);
  await hands.saved(first.page);
  const gone = new Promise((resolve) => {
    first.app.process().once('exit', resolve);
  });
  first.app.process().kill('SIGKILL');
  await gone;

  const second = await startDesk(profile);
  try {
    await hands.unlock(second.page, PASSPHRASE);
    await hands.openFuture(second.page, 'Nolan Birchwater', 'presentLevels');
    await expect(hands.field(second.page, 'pages/presentLevels/strengths')).toHaveValue(words);
  } finally {
    await second.end();
    rmSync(profile, { recursive: true, force: true });
  }
});
