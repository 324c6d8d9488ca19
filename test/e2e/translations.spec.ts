import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, ROOT, SAMPLE, startFutureDesk, strictProfile } from './app.ts';

test.describe.configure({ timeout: 240_000 });

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/translations');
const STRENGTHS = 'pages/presentLevels/strengths';
const WORDS = 'Nolan construye puentes y los explica con paciencia.';

/** The sample with parents who read Spanish. */
function spanishSample(): string {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { readonly pages: { readonly infoEligibility: { readonly parents: { homeLanguage: string; educationRights: string }[] } } };
  for (const parent of sample.pages.infoEligibility.parents) Object.assign(parent, { homeLanguage: 'Spanish', educationRights: 'Y' });
  const file = join(mkdtempSync(join(tmpdir(), 'iep-desk-')), 'iep.json');
  writeFileSync(file, JSON.stringify(sample));
  return file;
}

test('a translator\'s words are typed beside each statement, are there again, and say so when the English is changed', async () => {
  const desk = await startFutureDesk(strictProfile(), spanishSample());
  const { page } = desk;
  try {
    await hands.showPage(page, 'presentLevels');
    await hands.press(page, 'Translations…');
    const dialog = page.getByRole('dialog', { name: 'Translations into Spanish' });
    const statement = dialog.locator(`[data-statement="${STRENGTHS}"]`);
    await expect(statement).toContainText('Not translated yet.');
    const left = Number(await dialog.locator('[data-left]').getAttribute('data-left'));
    expect(left).toBeGreaterThan(20);
    await dialog.getByLabel('Translator').fill('Marta Quiroga');
    await statement.getByRole('textbox').click();
    await page.keyboard.type(WORDS);
    await page.keyboard.press('Tab');
    await expect(statement).toContainText('✓ Marta Quiroga');
    await expect(dialog.locator('[data-left]')).toHaveAttribute('data-left', String(left - 1));
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, 'typed.png') });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await hands.saved(page);

    await hands.typeAtEnd(page, hands.field(page, STRENGTHS), ' He also sings.');
    await hands.press(page, 'Translations…');
    await expect(statement.getByRole('textbox')).toHaveValue(WORDS);
    await expect(statement).toContainText('The English was changed since.');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await hands.saved(page);

    // The affirmed IEP keeps its own: typed beside it, a lock in the middle of a word loses nothing.
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Current IEP');
    const strip = page.locator('[data-translated]');
    await expect(strip).toContainText(/^Spanish for the parents, IEP of 10\/14\/2026: (\d+) of \1 statements are not translated\.$/);
    await hands.press(page, /^Translations of the IEP of 10\/14\/2026/);
    await hands.fill(page, 'Translator', 'Marta Quiroga', dialog);
    await statement.getByRole('textbox').click();
    await page.keyboard.type('Construye puentes y can');
    await page.keyboard.press('Control+l');
    await hands.screen(page, 'unlock').waitFor();
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await hands.screen(page, 'student').waitFor();
    await expect(strip).toContainText(/: (\d+) of (?!\1)\d+ statements are not translated\.$/);
    await hands.press(page, /^Translations of the IEP of 10\/14\/2026/);
    await expect(statement).toHaveCount(0);
    await dialog.getByLabel('Show', { exact: true }).selectOption('all');
    await expect(statement.getByRole('textbox')).toHaveValue('Construye puentes y can');
    await expect(statement).toContainText('✓ Marta Quiroga, 9/29/2027');
    await hands.typeAtEnd(page, statement.getByRole('textbox'), 'ta.');
    await expect(dialog.locator('[data-translations-kept="true"]')).toHaveText('Everything typed is kept on this computer.');
    await page.screenshot({ path: join(PICTURES, 'affirmed.png') });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  } finally {
    await desk.end();
  }
});
