/** The tests of the checks alone, bundled into one file (bundle-tests.mjs), as the mutation tester runs them: one break at a time, only the tests that reach it. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: { include: ['test/unit/check-bundled/*.test.mjs'], environment: 'node', pool: 'threads', isolate: false, fileParallelism: false, testTimeout: 30_000 },
});
