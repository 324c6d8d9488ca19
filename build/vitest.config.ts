/**
 * How unit and integration tests run: plain Node, files in threads, no retries. A thread keeps the modules of the product from file to file: they are pure or
 * factories, so a file finds nothing another left behind, and what is loaded once is not loaded two hundred times (a quarter of the processor time).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { scratch } from './run/scratch.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const TESTS = ['test/unit', 'test/integration', 'test/security'];

/** What is said of the disk is said of a disk. */
const OF_THE_DISK = 'test/integration/vault/';
const env = { TMPDIR: scratch('memory') };

/** The page's stores are one a window: each file of these gets a window of its own. */
const OF_THE_PAGE = 'test/unit/renderer/';

/** Files that put something else in the place of a module or of a global, which the next file must not find. */
function needsOwnModules(file: string): boolean {
  return file.startsWith(OF_THE_PAGE) || /\bvi\.(?:mock|stubGlobal|stubEnv|useFakeTimers)\(/u.test(readFileSync(join(ROOT, file), 'utf8'));
}

const files = TESTS.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))).filter((file) => file.endsWith('.test.ts'));
const alone = files.filter(needsOwnModules);
const ofTheDisk = files.filter((file) => file.startsWith(OF_THE_DISK) && !alone.includes(file));

export default defineConfig({
  root: ROOT,
  test: {
    projects: [
      { extends: true, test: { name: 'together', include: TESTS.map((folder) => `${folder}/**/*.test.ts`), exclude: [...alone, ...ofTheDisk], isolate: false, env } },
      { extends: true, test: { name: 'alone', include: alone, env } },
      { extends: true, test: { name: 'disk', include: ofTheDisk, isolate: false, env: { TMPDIR: scratch('disk') } } },
    ],
    environment: 'node',
    pool: 'threads',
    // The runner would leave a processor of two idle.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
    passWithNoTests: false,
  },
});
