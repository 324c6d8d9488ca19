import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../..', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies?: Record<string, string>; devDependencies: Record<string, string> };
const lockfiles = ['package-lock.json', 'test/engine/browser/package-lock.json', 'build/mutation/package-lock.json'];

interface Lock {
  readonly packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean; license?: string; engines?: { node?: string } }>;
}

function lock(path: string): Lock {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Lock;
}

/** Files the runners take: build/vitest.config.ts, build/playwright.config.ts and build/playwright-bench.config.ts. */
const TAKEN = /^test\/(?:(?:unit|integration|security)\/.*\.test\.ts|(?:e2e|engine|bench\/window)\/.*\.spec\.ts|e2e\/.*\.setup\.ts)$/u;

function hasTests(source: string): boolean {
  return /from '(?:vitest|playwright\/test)'/u.test(source) && /^\s*(?:test|it|describe)(?:\.\w+)*\(/mu.test(source);
}

describe('the supply of the project', () => {
  it('pins every library to an exact version and ships none unbundled', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    const versions = Object.entries(manifest.devDependencies);
    expect(versions.length).toBeGreaterThan(30);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it.each(lockfiles)('names no host in %s, and every package has a hash', (path) => {
    const entries = Object.entries(lock(path).packages).filter(([name]) => name !== '');
    expect(entries.length).toBeGreaterThan(0);
    expect(readFileSync(join(ROOT, path), 'utf8')).not.toMatch(/"resolved"\s*:/);
    expect(entries.filter(([, entry]) => entry.link !== true && entry.integrity === undefined).map(([name]) => name)).toEqual([]);
  });

  it('keeps its promise of Node 20: packages that ask for more are known one by one', () => {
    const known = [/^electron$/, /^@electron\/(get|rebuild)$/, /^@electron-internal\/extract-zip$/, /^node-abi$/, /^cookie$/, /^pdfjs-dist$/];
    const name = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const asksMore = Object.entries(lock('package-lock.json').packages).filter(([, entry]) => /^(>=|\^|~)?\s*(2[1-9]|[3-9]\d)/.test(entry.engines?.node ?? '')).map(([path]) => name(path));
    expect(asksMore.length).toBeGreaterThan(0);
    expect(asksMore.filter((path) => !known.some((allowed) => allowed.test(path)))).toEqual([]);
  });
});

describe('the tree', () => {
  it('has the rooms of the design at its top and no others', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
    const top = new Set(tracked.map((path) => path.split('/')[0]));
    expect([...top].sort()).toEqual(['.ci', '.gitignore', '.npmrc', 'README.md', 'build', 'district', 'electron', 'electron-builder.yml', 'package-lock.json', 'package.json', 'renderer', 'shared', 'test', 'tsconfig.json']);
  });

  it('holds no line that a merge has left behind', () => {
    const text = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.tsx', '*.css', '*.mjs', '*.json', '*.yml'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
    expect(text.length).toBeGreaterThan(400);
    expect(text.filter((path) => /^(<{7}|>{7}) /mu.test(readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
  });

  it('has no test in a file that no runner takes', () => {
    const files = execFileSync('git', ['ls-files', 'test'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((path) => /\.[cm]?tsx?$/u.test(path));
    const withTests = files.filter((path) => hasTests(readFileSync(join(ROOT, path), 'utf8')));
    expect(withTests.length).toBeGreaterThan(200);
    expect(withTests.filter((path) => !TAKEN.test(path))).toEqual([]);
    expect(['test/unit/check/law.test.ts', 'test/e2e/room.spec.ts', 'test/e2e/desks.setup.ts'].every((path) => TAKEN.test(path))).toBe(true);
    expect(['test/unit/check/law.tests.ts', 'test/unit/law.spec.ts', 'test/e2e/room.test.ts', 'test/crash/kill.test.ts', 'test/unit/law.test.tsx', 'test/unit/law.setup.ts'].filter((path) => TAKEN.test(path))).toEqual([]);
    expect([`import { test } from 'vitest';\n${'test'}('prints', () => undefined);`, `import { test as prove } from 'playwright/test';\n${'test'}.describe('prints', () => undefined);`].map(hasTests)).toEqual([true, true]);
  });

  it('begins every folder of the house with a README', () => {
    const folders = ['electron', 'renderer', 'shared', 'district', 'build', 'test'].flatMap((room) => [room, ...readdirSync(join(ROOT, room)).filter((name) => statSync(join(ROOT, room, name)).isDirectory()).map((name) => `${room}/${name}`)]);
    expect(folders.length).toBeGreaterThan(30);
    const bare = folders.filter((folder) => !/^build\/(tsconfig|icons)$|^test\/(unit|integration)$/.test(folder)).filter((folder) => !existsSync(join(ROOT, folder, 'README.md')));
    expect(bare).toEqual([]);
  });

  it('has READMEs that name no source file that is gone, and with a table of files every one of their folder', () => {
    const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((path) => existsSync(join(ROOT, path)));
    const names = new Set(tracked.map((path) => basename(path)));
    const wrong = tracked.filter((path) => basename(path) === 'README.md').flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const named = new Set([...text.matchAll(/`(?:[\w.-]+\/)*([\w.-]+\.(?:ts|tsx|css))`/gu)].map((match) => match[1] ?? ''));
      const here = /^\| file/mu.test(text) && path !== 'README.md' ? tracked.filter((file) => dirname(file) === dirname(path) && /\.tsx?$/u.test(file)).map((file) => basename(file)) : [];
      return [...[...named].filter((name) => !names.has(name)).map((name) => `${path} names ${name}, which is gone`), ...here.filter((name) => !named.has(name)).map((name) => `${path} does not name ${name}`)];
    });
    expect(wrong).toEqual([]);
  });
});
