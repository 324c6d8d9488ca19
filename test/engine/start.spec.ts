/** The launcher's contract: an unmodified Playwright starts an app on this engine. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { chooseEngine, launchApp } from '../../build/run/engine.ts';

test('an app starts and shows its page', async () => {
  const engine = await chooseEngine();
  console.log(engine);
  const { app, page } = await launchApp({ engine, userDataDir: mkdtempSync(join(tmpdir(), 'engine-')), appPath: join(import.meta.dirname, 'fixture-app') });
  await expect(page.locator('h1')).toHaveText('Fixture page');
  await app.close();
});
