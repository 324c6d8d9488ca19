import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOLDERS, ORDER, RULES, standsInOrder, START_ORDER, withoutComments, WORLDS_ORDER, type Source } from './rules.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

function sourcesUnder(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder)).flatMap((name): readonly Source[] => {
    const path = `${folder}/${name}`;
    if (statSync(join(ROOT, path)).isDirectory()) return sourcesUnder(path);
    return /\.(ts|tsx|html|css)$/.test(name) ? [{ path, text: withoutComments(readFileSync(join(ROOT, path), 'utf8')) }] : [];
  });
}

const SOURCES = ['electron', 'renderer', 'shared'].flatMap(sourcesUnder);

describe.each(RULES)('$fact', ({ looksAt, floor, breaks, planted }) => {
  const looked = SOURCES.filter((source) => looksAt(source.path));

  test('in every file', () => {
    expect(looked.length).toBeGreaterThanOrEqual(floor);
    expect(looked.filter((source) => breaks(source.text)).map((source) => source.path)).toEqual([]);
  });

  test('and a planted fault is found', () => {
    expect(breaks(withoutComments(`const before = 1; // a note\n${planted};\n`))).toBe(true);
  });
});

describe('what stands in one place only', () => {
  test.each(HOLDERS)('$what in $file, once', ({ pattern, file }) => {
    const found = SOURCES.flatMap((source) => [...source.text.matchAll(pattern)].map(() => source.path));
    expect(found).toEqual([file]);
  });

  test('window settings are made by preferences.ts alone', () => {
    const makers = SOURCES.filter((source) => /contextIsolation\s*:/.test(source.text)).map((source) => source.path);
    expect(makers).toEqual(['electron/window/preferences.ts']);
    const windows = SOURCES.filter((source) => /new BrowserWindow\s*\(/.test(source.text));
    expect(windows.map((source) => source.path).toSorted()).toEqual(['electron/pdf/print.ts', 'electron/window/meeting-window.ts']);
    for (const { path, text } of windows) expect([path, /webPreferences: (?:meeting|print)Preferences\(/.test(text)]).toEqual([path, true]);
  });
});

describe('the order of main', () => {
  const main = SOURCES.find((source) => source.path === 'electron/main.ts')?.text ?? '';
  const functionFrom = (beginning: string): string => main.slice(main.indexOf(beginning), main.indexOf('\n}\n', main.indexOf(beginning)));
  const [worlds, start] = [functionFrom('function openWorlds'), functionFrom('async function start')];

  test('the sandbox and the scheme come before the app is ready, and only the one instance starts', () => {
    expect(standsInOrder(main, ORDER)).toBe(true);
  });

  test('both sessions and every web contents are hardened before a page is served, the vault is made, a call is bound or a window opens', () => {
    expect(start.length).toBeGreaterThan(1000);
    expect(standsInOrder(worlds, WORLDS_ORDER)).toBe(true);
    expect(standsInOrder(start, START_ORDER)).toBe(true);
    expect(main.match(/\b(?:servePage|createVault|registerCalls|openMeetingWindow)\(/gu)).toHaveLength(4);
  });

  test('a planted change of order is found', () => {
    expect(standsInOrder('app.whenReady(); app.enableSandbox();', [/app\.enableSandbox\(\)/, /app\.whenReady\(\)/])).toBe(false);
    expect(standsInOrder('app.enableSandbox();', [/app\.enableSandbox\(\)/, /app\.whenReady\(\)/])).toBe(false);
  });
});

test('comments are cut and code is not', () => {
  expect(withoutComments("a(); // eval('x')\n/* eval('y') */ b('https://x');")).toBe("a(); \n b('https://x');");
});
