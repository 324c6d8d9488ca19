import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';

let desk: Desk;

test.beforeAll(async () => {
  desk = await startDesk();
  await hands.setUp(desk.page, PASSPHRASE);
});

test.afterAll(async () => {
  await desk.end();
});

/** Every file of the vault with its digest: equal before and after means nothing stored was changed. */
function stored(): Readonly<Record<string, string>> {
  const root = join(desk.profile, 'vault');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  return Object.fromEntries(files.map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]));
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const path = join(desk.profile, name);
  writeFileSync(path, text);
  await hands.press(page, /^Import an IEP/);
  const chooser = page.waitForEvent('filechooser');
  await hands.press(page, /^Choose the file/);
  await (await chooser).setFiles(path);
}

function sampleWith(change: (iep: Record<string, never>) => void): string {
  const iep = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, never>;
  change(iep);
  return JSON.stringify(iep);
}

const FILES = [
  { title: 'a damaged file', text: readFileSync(SAMPLE, 'utf8').slice(0, 20_000), failure: 'importNotJson', words: 'not an IEP file, or it is damaged' },
  { title: 'a foreign file', text: '{"hello":"world"}', failure: 'importNotIep', words: 'does not follow the IEP format' },
  { title: 'a file of a newer format', text: sampleWith((iep) => Object.assign(iep, { schemaVersion: 99 })), failure: 'importNewer', words: 'newer format' },
] as const;

for (const { title, text, failure, words } of FILES) {
  test(`${title} is refused in words and changes nothing`, async () => {
    const { page } = desk;
    const before = stored();
    await choose(page, 'chosen.json', text);
    const notice = page.locator(`[data-failure="${failure}"]`);
    await expect(notice).toContainText(words);
    await expect(notice).toContainText('Nothing was imported or changed.');
    await expect(page.getByRole('button', { name: 'Import it' })).toBeDisabled();
    await hands.press(page, 'Cancel', page.getByRole('dialog'));
    expect(stored()).toEqual(before);
  });
}

test('an address that is not safe is refused before anything is sent', async () => {
  const { page } = desk;
  await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
  await hands.fill(page, 'Address', 'http://district.example');
  await hands.press(page, 'Use this district');
  await expect(page.locator('[data-failure="badServerAddress"]')).toContainText('https://');
});

test('a district that does not answer is told in words', async () => {
  const { page } = desk;
  await hands.fill(page, 'Address', 'http://127.0.0.1:9');
  await hands.press(page, 'Use this district');
  await expect(page.locator('[data-failure="unreachable"]')).toContainText('everything waits on this computer');
});

test('a page that answers in place of the district is not taken for it', async () => {
  const { page } = desk;
  const portal: Server = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome to the Wi-Fi</h1>'));
  await new Promise<void>((resolve) => {
    portal.listen(0, '127.0.0.1', resolve);
  });
  try {
    await hands.fill(page, 'Address', `http://127.0.0.1:${(portal.address() as AddressInfo).port}`);
    await hands.press(page, 'Use this district');
    await expect(page.locator('[data-failure="notDistrict"]')).toContainText('not your district server');
    await expect(page.locator('[data-district]')).toHaveCount(0);
  } finally {
    portal.close();
  }
});

test('a wrong passphrase opens nothing, and the right one opens it again', async () => {
  const { page } = desk;
  await hands.press(page, /^Lock/, page.getByRole('navigation', { name: 'Places' }));
  await hands.screen(page, 'unlock').waitFor();
  const before = Object.keys(stored());
  await hands.fill(page, 'Passphrase', 'not the passphrase at all');
  await hands.press(page, 'Unlock');
  await expect(page.locator('[data-failure="wrongPassphrase"]')).toContainText('Nothing was changed.');
  expect(Object.keys(stored()).filter((path) => !path.includes('tries'))).toEqual(before.filter((path) => !path.includes('tries')));
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await hands.press(page, 'Unlock');
  // Where it was locked.
  await hands.screen(page, 'settings').waitFor();
});
