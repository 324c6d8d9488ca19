import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk, type Desk } from './app.ts';

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/checks');

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
}

/** A desk with the sample's next Future IEP open. */
async function openDesk(env: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const desk = await startDesk(undefined, env);
  await hands.setUp(desk.page, PASSPHRASE);
  await hands.importFile(desk.page, SAMPLE);
  await hands.startFuture(desk.page);
  return desk;
}

function listed(page: Page): Locator {
  return page.locator('[data-open-line][data-kind]');
}

async function countOpen(page: Page): Promise<number> {
  return Number(await page.locator('[data-open-count]').getAttribute('data-open-count'));
}

test('everything open stands in one list; a line goes to its field, F8 and Shift+F8 go through all pages, and an answer takes its line away', async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await page.keyboard.press('Control+F8');
    await expect(page.locator('[data-open-line]').first()).toBeFocused();
    const all = await countOpen(page);
    expect(all).toBeGreaterThan(10);
    await expect(page.getByText(`${all} things open in this IEP. None of it stops printing or notes.`)).toBeVisible();
    await expect(page.getByRole('button', { name: `Open (${all})` })).toBeVisible();
    await picture(page, 'open-list');

    const gaps = page.getByRole('button', { name: /Gaps \(\d+\)/ });
    await gaps.focus();
    await page.keyboard.press('Enter');
    const kinds = await listed(page).evaluateAll((lines) => [...new Set(lines.map((line) => line.getAttribute('data-kind')))]);
    expect(kinds).toEqual(['gap']);
    await page.getByRole('button', { name: /^All \(/ }).press('Enter');

    await hands.showPage(page, 'structuredNotes');
    const stop = page.locator('[data-open-page="structuredNotes"] [data-kind="gap"]', { hasText: 'Other relevant factors is blank' });
    await stop.press('Enter');
    const factors = hands.field(page, 'pages/structuredNotes/otherFactors');
    await expect(factors).toBeFocused();
    await expect(factors).toBeInViewport();
    await page.keyboard.type('The team knows of no other factor that bears on this decision.');
    await expect(stop).toHaveCount(0);
    expect(await countOpen(page)).toBe(all - 1);

    const shown = (): Promise<string | null> => page.locator('[data-page][aria-current="page"]').getAttribute('data-page');
    await hands.showPage(page, 'infoEligibility');
    const way: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      await page.keyboard.press('F8');
      way.push((await shown()) ?? '');
      await expect(page.locator(':focus')).toBeInViewport();
    }
    const places = await page.locator('[data-open-page]').evaluateAll((pages) => pages.map((each) => each.getAttribute('data-open-page')));
    expect(places).toEqual(expect.arrayContaining([...new Set(way)]));
    await hands.showPage(page, places.at(-1) ?? '');
    await page.keyboard.press('Shift+F8');
    expect(await shown()).toBe(places.at(-2));
  } finally {
    await desk.end();
  }
});
