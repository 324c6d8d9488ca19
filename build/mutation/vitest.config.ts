/** The tests of the checks alone, as the mutation tester runs them: one mutant at a time, only the tests that reach it. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: { include: ['test/unit/check/**/*.test.ts'], environment: 'node', pool: 'threads', testTimeout: 30_000 },
});
