/** How unit and integration tests run: plain Node, files in threads, no retries. Tests of shared/ keep its modules from file to file; all others load theirs anew. */
import { defineConfig } from 'vitest/config';

/**
 * Rooms of shared/: pure, so a file finds nothing another left behind, and what is loaded once is not loaded ninety times (a third of these tests' time).
 * A room that is not named here is only slower.
 */
const PURE = ['check', 'flow', 'goals', 'help', 'iep', 'journal', 'paper', 'report', 'time', 'words'].map((room) => `test/unit/${room}/**/*.test.ts`);

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      { extends: true, test: { name: 'shared', include: PURE, isolate: false } },
      { extends: true, test: { name: 'effects', include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/security/**/*.test.ts'], exclude: PURE } },
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
