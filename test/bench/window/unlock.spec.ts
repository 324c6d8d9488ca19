/**
 * From Unlock to the caret in a draft of 54 sheets, beside Unlock to an empty Home in a second program, in turn: the middle of several times each.
 * `npm run bench -- unlock`; no part of `npm test`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../../build/run/demo/hands.ts';
import { PASSPHRASE, startDesk, type Desk } from '../../e2e/app.ts';
import { longFile } from '../../fixtures/long-iep.ts';
import { spread } from '../ratio.ts';

/** The example five times as long fills 54 sheets when it is affirmed (counted; six times, 61). */
const TIMES = 5;
const ROUNDS = 15;
const WARM_UP = 3;
/** Times an unlock that ends on an empty Home. */
const BAR = 1.3;
const FIELD = '[data-at="pages/presentLevels/strengths"]';

/** Locks as the lock screen of a computer does, and types the passphrase. A lock by hand would still be making its backup. */
async function readyToUnlock({ app, page }: Desk): Promise<void> {
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await hands.screen(page, 'unlock').waitFor();
  await hands.fill(page, 'Passphrase', PASSPHRASE);
}

/** Milliseconds from the press on Unlock to the end of the frame that shows `wanted`, as the page itself sees it. */
async function unlockTo(desk: Desk, wanted: string): Promise<number> {
  await readyToUnlock(desk);
  const took = desk.page.evaluate((selector) => new Promise<number>((done) => {
    window.addEventListener('click', ({ timeStamp }) => {
      const look = (): void => {
        if (document.querySelector(selector) === null) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => done(performance.now() - timeStamp), { once: true });
        port1.start();
        port2.postMessage(null);
      };
      look();
    }, { once: true, capture: true });
  }), wanted);
  await hands.press(desk.page, 'Unlock');
  return took;
}

test('from Unlock to the caret in a draft of 54 sheets is little more than to an empty Home', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-bench-'));
  const file = join(folder, 'long.json');
  // As a Future IEP: its services are listed five times, which no affirmed IEP may have.
  writeFileSync(file, JSON.stringify({ ...longFile(TIMES), documentStatus: 'draft' }));
  const [work, empty] = [await startDesk(), await startDesk()];
  try {
    for (const { page } of [work, empty]) await hands.setUp(page, PASSPHRASE);
    await hands.importFile(work.page, file);
    await hands.press(work.page, 'Open its pages');
    await hands.showPage(work.page, 'presentLevels');
    await hands.typeAtEnd(work.page, work.page.locator(FIELD), ' Begun.');
    await hands.saved(work.page);
    const [drafts, homes]: [number[], number[]] = [[], []];
    for (let n = -WARM_UP; n < ROUNDS; n += 1) {
      const home = await unlockTo(empty, '[data-screen="home"] h2');
      const draft = await unlockTo(work, `textarea${FIELD}:focus`);
      if (n < 0) continue;
      homes.push(home);
      drafts.push(draft);
    }
    // The caret really is there: what is typed next goes into the field.
    await work.page.keyboard.type(' Goes on.');
    await expect(work.page.locator(FIELD)).toHaveValue(/ Begun\. Goes on\.$/u);
    const [took, least] = [spread(drafts), spread(homes)];
    const ratio = took.p50 / least.p50;
    console.log(`${ratio <= BAR ? 'ok  ' : 'OVER'} unlock to the caret in a draft of 54 sheets: p50 ${took.p50.toFixed(0)} ms = ${ratio.toFixed(2)} × an empty Home (${least.p50.toFixed(0)} ms); p95 ${took.p95.toFixed(0)} against ${least.p95.toFixed(0)} ms; bar p50 ${BAR} ×`);
    expect(homes).toHaveLength(ROUNDS);
    expect(ratio).toBeLessThanOrEqual(BAR);
  } finally {
    await work.end();
    await empty.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
