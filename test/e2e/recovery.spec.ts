/**
 * The key store of the computer is emptied, changed, somebody else's or gone: the recovery code opens the records through the window, nothing is missing, and
 * with the code at hand it takes less than three minutes. What a person does is counted, not timed: every key, every press and every word to be read, each at the
 * pace of somebody slow; the machine's own work is measured in processor time, so that a busy machine proves the same.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { LONG } from '../crash/size.ts';
import { PASSPHRASE, startDesk, type Desk } from './app.ts';
import { startAt } from './desks.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const WORDS = 'Kept while the computer forgot its key.';
const NEW_PASSPHRASE = 'seven grey geese over fields';
const KEY_STORE = 'engine-keystore';

/** Seconds. Card, Moran and Newell, The Keystroke-Level Model (CACM 23, 1980), table 1: a key of the worst typist, a key of a code, a hand to the mouse and a press, one thought. */
const KEY_OF_THE_CODE_S = 1.2;
const KEY_OF_A_PASSPHRASE_S = 0.75;
const PRESS_S = 0.4 + 1.1;
const THOUGHT_S = 1.35;
/** Words a minute; the mean of silent reading is 238 (Brysbaert, How many words do we read per minute, 2019). */
const READING = 150;
const LIMIT_S = 180;

/** A slow person at the window, and the seconds of it. */
function slowPerson({ page }: Desk) {
  let seconds = 0;
  return {
    seconds: () => seconds,
    reads: async (selector: string): Promise<void> => {
      const text = await page.locator(selector).innerText();
      expect(text.length).toBeGreaterThan(40);
      seconds += (text.split(/\s+/u).length / READING) * 60;
    },
    types: async (label: string, text: string, keySeconds: number): Promise<void> => {
      await page.getByLabel(label, { exact: true }).click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
      seconds += THOUGHT_S + PRESS_S + text.length * keySeconds;
    },
    presses: async (name: string): Promise<void> => {
      await hands.press(page, name);
      seconds += THOUGHT_S + PRESS_S;
    },
  };
}

/** Processor seconds main has used, its threads included. */
async function processorSeconds({ app }: Desk): Promise<number> {
  return app.evaluate(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
}

const profiles: string[] = [];
test.afterAll(() => {
  for (const folder of profiles) rmSync(folder, { recursive: true, force: true });
});

/** What becomes of the key store; returns the profile and the environment of the next start. */
const LOSSES: readonly { readonly what: string; readonly lose: (profile: string) => { readonly profile: string; readonly env?: Readonly<Record<string, string>> } }[] = [
  {
    what: 'emptied',
    lose: (profile) => {
      rmSync(join(profile, KEY_STORE));
      return { profile };
    },
  },
  {
    what: 'that of another user of the computer, to whom the folder was copied',
    lose: (profile) => {
      const theirs = mkdtempSync(join(tmpdir(), 'iep-other-user-'));
      profiles.push(theirs);
      cpSync(profile, theirs, { recursive: true });
      rmSync(join(theirs, KEY_STORE));
      return { profile: theirs };
    },
  },
  {
    what: 'changed',
    lose: (profile) => {
      writeFileSync(join(profile, KEY_STORE), randomBytes(32));
      return { profile };
    },
  },
  { what: 'gone altogether', lose: (profile) => ({ profile, env: { IEP_ENGINE_KEYSTORE: 'unavailable' } }) },
];

/** Inside `npm test` the first, and the last, after which the new passphrase stands alone; all of them in `npm run test:crash`. */
const TRIED = LOSSES.filter((_loss, n) => LONG || n === 0 || n === LOSSES.length - 1);

test('whatever became of the key store, the recovery code opens every word through the window, and somebody slow needs less than three minutes', async () => {
  test.setTimeout(420_000);
  const first = await startAt('begun');
  const { code } = first;
  let { profile } = first;
  profiles.push(profile);
  await hands.showPage(first.page, 'presentLevels');
  await hands.typeInstead(first.page, hands.field(first.page, STRENGTHS), WORDS);
  await hands.saved(first.page);
  await first.app.close();

  let known = PASSPHRASE;
  for (const { what, lose } of TRIED) {
    const lost = lose(profile);
    ({ profile } = lost);
    const desk = await startDesk(profile, lost.env);
    const { page } = desk;
    const person = slowPerson(desk);
    const before = await processorSeconds(desk);
    await hands.screen(page, 'unlock').waitFor();
    await person.reads('[data-screen="unlock"]');
    await person.types('Passphrase', known, KEY_OF_A_PASSPHRASE_S);
    await person.presses('Unlock');
    await page.locator('[data-failure="keyUnavailable"]').waitFor();
    await person.reads('[data-failure="keyUnavailable"]');
    if (what === 'emptied') await page.screenshot({ path: 'out/test/key-store-lost.png' });
    await person.presses('Open with the recovery code');
    await hands.screen(page, 'recover').waitFor();
    await person.reads('[data-screen="recover"]');
    await person.types('Recovery code', code, KEY_OF_THE_CODE_S);
    for (const label of ['New passphrase', 'New passphrase again']) await person.types(label, NEW_PASSPHRASE, KEY_OF_A_PASSPHRASE_S);
    if (what === 'emptied') await page.screenshot({ path: 'out/test/recover.png' });
    await person.presses('Open and set the new passphrase');
    await hands.screen(page, 'home').waitFor();
    const machine = (await processorSeconds(desk)) - before;
    console.log(`recovery, key store ${what}: ${person.seconds().toFixed(0)} s of a person and ${machine.toFixed(1)} s of the machine (${((100 * machine) / (person.seconds() + machine)).toFixed(0)} %)`);
    expect(person.seconds()).toBeGreaterThan(60);
    expect(person.seconds() + machine, what).toBeLessThan(LIMIT_S);
    await hands.openFuture(page, 'Nolan Birchwater', 'presentLevels');
    await expect(hands.field(page, STRENGTHS)).toHaveValue(WORDS);
    await desk.app.close();
    known = NEW_PASSPHRASE;
  }
  // The new passphrase goes on opening it, the same way as every day.
  const after = await startDesk(profile, { IEP_ENGINE_KEYSTORE: 'unavailable' });
  await hands.unlock(after.page, NEW_PASSPHRASE);
  await after.app.close();
});
