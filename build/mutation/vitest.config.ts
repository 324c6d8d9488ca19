/**
 * The tests of the checks alone, as the mutation tester runs them: one mutant at a time, only the tests that reach it, in one thread that loads the checks
 * once. Thousands of random offers would run for every mutant of every rule, so those tests stay out.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: { include: ['test/unit/check/**/*.test.ts'], exclude: ['**/*-random.test.ts'], environment: 'node', pool: 'threads', isolate: false, fileParallelism: false, testTimeout: 30_000 },
});
