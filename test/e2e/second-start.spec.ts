import { expect, test } from 'playwright/test';
import { run } from '../../build/run/steps.ts';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT, startDesk, theEngine } from './app.ts';

test('a second start of the app ends by itself; the first window says why it came forward and goes on working', async () => {
  const desk = await startDesk();
  try {
    await hands.screen(desk.page, 'first-run').waitFor();
    const engine = await theEngine();
    const second = await run(engine.executablePath, [ROOT, `--user-data-dir=${desk.profile}`], { cwd: ROOT, env: engine.env, quiet: true });
    expect(second.code).toBe(0);
    await expect(desk.page.locator('[data-second-start="true"]')).toContainText('IEP Desk was open already');
    await hands.fill(desk.page, 'Passphrase', 'still answering');
    await expect(desk.page.getByLabel('Passphrase', { exact: true })).toHaveValue('still answering');
  } finally {
    await desk.end();
  }
});
