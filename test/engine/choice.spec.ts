/** Which engine is chosen, and what a person reads when there is none. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import { chooseEngine } from '../../build/run/engine.ts';
import { pinnedBrowser } from '../../build/run/test-browser.ts';
import { newFolder } from './fixture.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Sets nothing the machine may have. */
const NOTHING = { PATH: process.env['PATH'] };

/** A repository with only what the choice looks at. */
function folder({ electron = false, engine = false } = {}): string {
  const root = newFolder();
  if (electron) {
    mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true });
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron');
    writeFileSync(join(root, 'node_modules/electron/dist/electron'), '');
    writeFileSync(join(root, 'node_modules/electron/package.json'), '{ "version": "45.4.1" }');
  }
  if (engine) {
    mkdirSync(join(root, 'out/engine'), { recursive: true });
    writeFileSync(join(root, 'out/engine/electron'), '');
  }
  return root;
}

test('Electron\'s own binary wins where it is installed', async () => {
  const root = folder({ electron: true, engine: true });
  expect(await chooseEngine({ root, env: NOTHING })).toEqual({ kind: 'electron', title: 'engine: Electron 45.4.1', executablePath: join(root, 'node_modules/electron/dist/electron'), env: {} });
});

test('without it the stand-in runs on the pinned Chromium and says which', async () => {
  const engine = await chooseEngine({ root: ROOT, env: { ...NOTHING, IEP_ENGINE: 'stand-in' } });
  expect(engine.title).toMatch(/^engine: stand-in on Chromium 147\./);
  expect(engine.env['ELECTRON_OVERRIDE_DIST_PATH']).toBe(join(ROOT, 'out/engine'));
  expect(engine.env['IEP_ENGINE_CHROMIUM']).toContain('.cache/browser/unpacked-');
});

for (const [name, wish, words] of [
  ['an engine nobody knows', { root: folder(), env: { IEP_ENGINE: 'firefox' } }, 'IEP_ENGINE=firefox: known are "electron" and "stand-in".'],
  ['Electron asked for and not installed', { root: folder(), env: { IEP_ENGINE: 'electron' } }, 'Electron\'s binary is not installed'],
  ['the stand-in not built', { root: folder(), env: NOTHING }, 'The stand-in engine is not built'],
  ['a window without a display', { root: folder({ engine: true }), visible: true, env: NOTHING }, 'There is no display here'],
] as const) {
  test(`${name} is told in a sentence`, async () => {
    await expect(chooseEngine(wish)).rejects.toThrow(words);
  });
}

test('under CI nothing tries to fetch Electron', async () => {
  const said: string[] = [];
  await expect(chooseEngine({ root: folder(), mayFetchElectron: true, env: { ...NOTHING, CI: 'true' }, say: (line) => void said.push(line) })).rejects.toThrow('not built');
  expect(said).toEqual([]);
});

test('an unpacked browser that is not the pinned one is noticed and replaced', async () => {
  await pinnedBrowser({ root: ROOT, mayDownload: true, say: () => undefined });
  const root = newFolder();
  mkdirSync(join(root, '.cache/browser/package'), { recursive: true });
  mkdirSync(join(root, 'test/engine'), { recursive: true });
  cpSync(join(ROOT, 'test/engine/browser'), join(root, 'test/engine/browser'), { recursive: true });
  cpSync(join(ROOT, '.cache/browser/package/package-lock.json'), join(root, '.cache/browser/package/package-lock.json'));
  symlinkSync(join(ROOT, '.cache/browser/package/node_modules'), join(root, '.cache/browser/package/node_modules'));
  const said: string[] = [];
  const find = (): ReturnType<typeof pinnedBrowser> => pinnedBrowser({ root, mayDownload: false, say: (line) => void said.push(line) });
  const first = await find();
  if ('reason' in first) throw new Error(first.reason);
  writeFileSync(join(first.libraries, 'libnss3.so'), 'another library');
  expect(await find()).toEqual(first);
  expect(said).toEqual(['The unpacked test browser is not the pinned one; unpacking it again.']);
});
