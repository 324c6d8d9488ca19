/** How a process on this engine begins and ends: held quits, second starts, kills, and what is left afterwards. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { eventsOf, FIXTURE, newFolder, startFixture, type FixtureState } from './fixture.ts';

const run = promisify(execFile);
const holding = (what: FixtureState['hold']): [(electron: unknown, to: FixtureState['hold']) => void, FixtureState['hold']] => [(_, to) => void ((globalThis as unknown as { fixture: FixtureState }).fixture.hold = to), what];

/** Ids of running processes whose command line names `text`. */
function processesNaming(text: string): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

test('a quit is held by before-quit, then by a window\'s close, and then happens in order', async () => {
  const { app } = await startFixture();
  await app.evaluate(...holding('quit'));
  await app.evaluate(({ app: main }) => main.quit());
  await app.evaluate(...holding('close'));
  await app.evaluate(({ app: main }) => main.quit());
  expect((await eventsOf(app)).map(([name]) => name).filter((name) => name === 'before-quit' || name === 'close')).toEqual(['before-quit', 'before-quit', 'close']);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await app.evaluate(...holding(null));
  const exited = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await app.close();
  expect(await exited).toBe(0);
});

test('a second start hands its command line to the first and ends; after the first is gone the next is first', async () => {
  const { app, engine, userDataDir } = await startFixture();
  const second = await run(engine.executablePath, [FIXTURE, `--user-data-dir=${userDataDir}`, 'iep://student/7'], { env: { ...process.env, ...engine.env } });
  expect(second).toEqual({ stdout: '', stderr: '' });
  await expect.poll(() => eventsOf(app)).toContainEqual(['second-instance', 'iep://student/7']);
  await app.close();
  const third = await startFixture({ userDataDir });
  expect(await third.app.evaluate(({ app: main }) => main.hasSingleInstanceLock())).toBe(true);
  await third.app.close();
});

test('SIGKILL of the program leaves no Chromium process and no lock that stops the next start', async () => {
  const { app, userDataDir } = await startFixture();
  expect(processesNaming(userDataDir).length).toBeGreaterThan(1);
  const pid = app.process().pid;
  if (pid === undefined) throw new Error('The program has no process id');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => processesNaming(userDataDir), { timeout: 5000 }).toEqual([]);
  const next = await startFixture({ userDataDir });
  await next.app.close();
});

test('of the switches on the command line Chromium is given those it answers, and no other', async () => {
  const { app, userDataDir } = await startFixture({ args: ['--disable-frame-rate-limit', '--mute-audio'] });
  const given = processesNaming(userDataDir).map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')).filter((line) => line.includes('--remote-debugging-pipe'));
  expect(given.length).toBeGreaterThan(0);
  for (const line of given) expect([line.includes('--disable-frame-rate-limit'), line.includes('--disable-gpu-vsync'), line.includes('--mute-audio')]).toEqual([true, false, false]);
  await app.close();
});

test('what a page stores in an in-memory partition is gone after a restart and was never on disk', async () => {
  const word = 'Xylophone-of-the-meeting';
  const first = await startFixture();
  await first.page.evaluate(async (text) => {
    localStorage.setItem('draft', text);
    const cache = await caches.open('drafts');
    await cache.put('/draft', new Response(text));
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('work', 1);
      opening.onupgradeneeded = () => void opening.result.createObjectStore('drafts');
      opening.onsuccess = () => {
        const writing = opening.result.transaction('drafts', 'readwrite', { durability: 'strict' });
        writing.objectStore('drafts').put(text, 1);
        writing.oncomplete = () => resolve();
        writing.onerror = () => reject(new Error('not written'));
      };
    });
  }, word);
  await first.app.close();
  expect(filesHolding(first.userDataDir, word)).toEqual({ looked: true, holding: [] });
  const second = await startFixture({ userDataDir: first.userDataDir });
  expect(await second.page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length])).toEqual([0, 0, 0]);
  await second.app.close();
});

function filesHolding(folder: string, word: string): { readonly looked: boolean; readonly holding: readonly string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const forms = [Buffer.from(word), Buffer.from(word, 'utf16le')];
  return { looked: files.length > 5, holding: files.filter((path) => forms.some((form) => readFileSync(path).includes(form))) };
}

test('a lost, a worthless and a missing key store each show as Electron shows them', async () => {
  const profile = newFolder();
  const first = await startFixture({ userDataDir: profile });
  const sealed = await first.app.evaluate(async ({ safeStorage }) => (await safeStorage.encryptStringAsync('wrap')).toString('base64'));
  await first.app.close();
  rmSync(join(profile, 'engine-keystore'));
  const open = async (keyStore: string): Promise<readonly unknown[]> => {
    const { app } = await startFixture({ userDataDir: profile, env: { IEP_ENGINE_KEYSTORE: keyStore } });
    const told = await app.evaluate(async ({ safeStorage }, text) => [
      await safeStorage.isAsyncEncryptionAvailable(), safeStorage.getSelectedStorageBackend(),
      await safeStorage.decryptStringAsync(Buffer.from(text, 'base64')).then(({ result }) => result, (error: Error) => error.message),
    ], sealed);
    await app.close();
    return told;
  };
  const cannot = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.';
  expect(await open('gnome_libsecret')).toEqual([true, 'gnome_libsecret', cannot]);
  expect(await open('basic_text')).toEqual([true, 'basic_text', cannot]);
  expect(await open('unavailable')).toEqual([false, 'gnome_libsecret', cannot]);
});

test('without a printer, printing says so and spools nothing', async () => {
  const { app, userDataDir } = await startFixture({ env: { IEP_ENGINE_PRINTER: 'none' } });
  expect(await app.evaluate(async () => {
    const { webContents } = (globalThis as unknown as { fixture: FixtureState }).fixture.window;
    return [await webContents.getPrintersAsync(), await new Promise((resolve) => webContents.print({}, (...result) => resolve(result)))];
  })).toEqual([[], [false, 'No printers available']]);
  expect(readdirSync(userDataDir)).not.toContain('spool');
  await app.close();
});
