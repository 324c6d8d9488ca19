/**
 * Makes one file of all tests of the checks and of the checks themselves, inside the mutation tester's copy of the tree after it has put the breaks in,
 * with vitest-in-process.mjs in place of vitest.
 *
 * Thousands of random offers, and every document of law checked over and over, would run for every break of every rule: those tests
 * (`-random`, `-whole`) stay out, so the score says what the tests of the single rules notice.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

const TESTS = 'test/unit/check';
/** As deep in the tree as the tests are, so that they find their fixtures. */
const BUNDLED = 'test/unit/check-bundled';
/** Fewest test files there are: a bundle of nothing would let every break pass. */
const FEWEST_FILES = 15;

const files = readdirSync(TESTS).filter((name) => name.endsWith('.test.ts') && !/-(?:random|whole)\.test\.ts$/u.test(name));
if (files.length < FEWEST_FILES) throw new Error(`${TESTS} holds ${files.length} test files; at least ${FEWEST_FILES} were expected.`);
mkdirSync(BUNDLED, { recursive: true });
writeFileSync(`${BUNDLED}/entry.ts`, `${files.map((name) => `import '../check/${name}';\n`).join('')}export { tests } from 'vitest';\n`);
const bundle = await rolldown({ input: `${BUNDLED}/entry.ts`, platform: 'node', external: [/^node:/u], resolve: { alias: { vitest: resolve('build/mutation/vitest-in-process.mjs') } } });
await bundle.write({ format: 'esm', file: `${BUNDLED}/checks.mjs` });
console.log(`${files.length} test files of the checks in one`);
