/** How the figures of the window are taken (`npm run bench -- window`): one app, alone, each test once. */
import { defineConfig } from 'playwright/test';

const TEST_TIMEOUT_MS = 600_000;

export default defineConfig({
  testDir: '../test/bench',
  testMatch: '**/*.spec.ts',
  outputDir: '../out/bench/artifacts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: TEST_TIMEOUT_MS,
  reporter: [['list']],
});
