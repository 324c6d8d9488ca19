/**
 * The whole proof: type check, lint, unit and integration tests, end-to-end tests on the engine this machine has. Ends with one plain line
 * `N passed, N failed`; a gate that failed counts as one failure and a gate that ran no test fails.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { lintTree } from './lint-tree.ts';
import { LONG_ONLY } from './long-form.ts';
import { memoryFolder } from './scratch.ts';
import { run } from './steps.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const REPORTS = 'out/test';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Plain-Node tests; the numbers come from the runner's own report, not from its exit code. */
async function nodeTests(): Promise<Tally> {
  const report = `${REPORTS}/node.json`;
  rmSync(report, { force: true });
  const ran = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const counted = readJson(report) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTotalTests: number; success: boolean };
  const failed = counted.numFailedTests + (ran.code !== 0 && counted.numFailedTests === 0 ? 1 : 0);
  return { passed: counted.numPassedTests, failed: counted.numTotalTests === 0 ? failed + 1 : failed, skipped: counted.numPendingTests };
}

/** The contract of the engine alone, one spec at a time, because it takes the browser all others use apart and puts it together again; then the app through its window. */
async function windowTests(project: 'engine' | 'e2e', more: readonly string[] = []): Promise<Tally> {
  const report = `${REPORTS}/e2e.json`;
  rmSync(report, { force: true });
  const ran = await run(process.execPath, ['node_modules/playwright/cli.js', 'test', '--config', 'build/playwright.config.ts', '--project', project, ...more]);
  const { stats } = readJson(report) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed + (stats.expected + failed === 0 || (ran.code !== 0 && failed === 0) ? 1 : 0), skipped: stats.skipped };
}

async function gate(name: string, check: () => Promise<boolean>): Promise<Tally> {
  const fine = await check();
  console.log(`${name}: ${fine ? 'fine' : 'FAILED'}`);
  return { passed: 0, failed: fine ? 0 : 1, skipped: 0 };
}

mkdirSync(REPORTS, { recursive: true });
const memory = memoryFolder();
console.log(memory === null ? 'Throw-away profiles lie where this machine keeps temporary files.' : `Throw-away profiles lie in memory (${memory}); tests of the disk use the disk.`);
const tallies = [
  await gate('type check', async () => (await run(process.execPath, ['node_modules/typescript/bin/tsc', '-b'])).code === 0),
  await gate('lint', async () => {
    const outcome = await lintTree();
    console.log(outcome.line);
    return outcome.ok;
  }),
  await nodeTests(),
  await windowTests('engine', ['--workers', '1']),
  await windowTests('e2e'),
];
const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
const passed = sum((tally) => tally.passed);
const failed = sum((tally) => tally.failed);
const skipped = sum((tally) => tally.skipped);
console.log(`${LONG_ONLY.length} spec files belong to the long form alone (npm run test:crash): ${LONG_ONLY.join(', ')}`);
if (skipped > 0) console.log(`${skipped} skipped: each names above what this machine lacks, or belongs to the long form`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
