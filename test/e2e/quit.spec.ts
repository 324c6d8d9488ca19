/** However the program is left, what stood in the window is there at the next start: one test for each way out (kill -9 has a spec of its own). */
import { rmSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, startDesk, type Desk } from './app.ts';
import { profileAt } from './desks.ts';

const STRENGTHS = 'pages/presentLevels/strengths';

/** One profile with a draft in it serves every way out: each leaves, starts again and finds its own words. */
let profile: string;

test.beforeAll(() => {
  profile = profileAt('begun');
});

test.afterAll(() => {
  rmSync(profile, { recursive: true, force: true });
});

async function openDraft(page: Page): Promise<void> {
  await hands.unlock(page, PASSPHRASE);
  await hands.openFuture(page, 'Nolan Birchwater', 'presentLevels');
}

const exited = (desk: Desk): Promise<number | null> => new Promise((resolve) => desk.app.process().once('exit', (code) => resolve(code)));

/** Ways out of the program; each begins in the moment after the last key, before the edit queue has sent anything. */
const WAYS: readonly { readonly name: string; readonly leave: (desk: Desk) => Promise<unknown> }[] = [
  { name: 'the menu', leave: ({ app }) => app.evaluate(({ Menu }) => {
    const quit = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []).find((item) => item.role === 'quit');
    if (quit === undefined) throw new Error('The menu has no Quit');
    quit.click();
  }) },
  { name: 'the close button of the window', leave: ({ app }) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()) },
  { name: 'a signal of the system, as at log-off', leave: async ({ app }) => app.process().kill('SIGTERM') },
  { name: 'a hang-up of the terminal it was started from', leave: async ({ app }) => app.process().kill('SIGHUP') },
  { name: 'an update that asks to restart', leave: ({ app }) => app.evaluate(({ app: main }) => { main.quit(); }) },
];

for (const { name, leave } of WAYS) {
  test(`words typed a moment before leaving by ${name} are there at the next start`, async () => {
    const words = `Typed just before leaving by ${name}.`;
    const desk = await startDesk(profile);
    await openDraft(desk.page);
    const control = hands.field(desk.page, STRENGTHS);
    await control.click();
    await desk.page.keyboard.press('ControlOrMeta+a');
    await desk.page.keyboard.insertText(words);
    const end = exited(desk);
    // The way out may close the connection before it answers; the exit is what counts.
    await leave(desk).catch(() => undefined);
    expect(await end).toBe(0);

    const next = await startDesk(profile);
    await openDraft(next.page);
    await expect(hands.field(next.page, STRENGTHS)).toHaveValue(words);
    await next.app.close();
  });
}

test('a page that crashes in the middle of a sentence is made anew, and everything acknowledged is there', async () => {
  const words = 'Acknowledged before the page crashed.';
  const desk = await startDesk(profile);
  await openDraft(desk.page);
  const control = hands.field(desk.page, STRENGTHS);
  await control.click();
  await desk.page.keyboard.press('ControlOrMeta+a');
  await desk.page.keyboard.insertText(words);
  await hands.saved(desk.page);
  const again = desk.app.waitForEvent('window');
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const page = await again;
  await hands.screen(page, 'home').waitFor();
  await hands.press(page, 'Nolan Birchwater');
  await hands.press(page, 'Open its pages');
  await hands.showPage(page, 'presentLevels');
  await expect(hands.field(page, STRENGTHS)).toHaveValue(words);
  await desk.app.close();
});
