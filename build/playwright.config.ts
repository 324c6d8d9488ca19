/**
 * Window specs: the engine's own contract and the app end to end. Two files at a time, each with apps and profiles of its own (the engine's contract
 * alone, build/run/test.ts), and no second try, so that a flaw that shows once is a failure. The caller has built everything before (build/run.mjs).
 */
import { defineConfig } from 'playwright/test';
import { LONG_ONLY } from './run/long-form.ts';
import { scratch } from './run/scratch.ts';

const TEST_TIMEOUT_MS = 60_000;

/** The runner starts its workers with what stands here. */
process.env['TMPDIR'] = scratch('memory');

export default defineConfig({
  testDir: '../test',
  testMatch: '**/*.spec.ts',
  outputDir: '../out/test/artifacts',
  projects: [
    { name: 'engine', testDir: '../test/engine' },
    { name: 'desks', testDir: '../test/e2e', testMatch: '**/*.setup.ts' },
    { name: 'e2e', testDir: '../test/e2e', dependencies: ['desks'], testIgnore: process.env['IEP_CRASH'] === 'long' ? [] : LONG_ONLY.map((file) => `**/${file}`) },
  ],
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: TEST_TIMEOUT_MS,
  reporter: [['list'], ['json', { outputFile: '../out/test/e2e.json' }]],
});
