/**
 * The long form of the crash tests (`npm run test:crash`): about a thousand kills of a program that types, hundreds of power cuts, every disk call failing,
 * bits flipped in every file of a vault, a meeting of four hours, a thousand generated documents read back from paper, and the window killed while typing.
 * Prints its seed; IEP_CRASH_SEED=<n> repeats a run.
 */
import { readFileSync, rmSync } from 'node:fs';
import { forgetKills, killsCounted } from './kills.ts';
import { run } from './steps.ts';

const REPORT = 'out/test/crash.json';
/** Where build/playwright.config.ts has the specs counted. */
const WINDOW_REPORT = 'out/test/e2e.json';
const seed = process.env['IEP_CRASH_SEED'] ?? String(Date.now() % 1_000_000);
const env = { IEP_CRASH: 'long', IEP_CRASH_SEED: seed };
/** Fewest tests the two runners together must have passed: a run that looked at nothing must not pass. */
const FEWEST = 15;
/** Fewest programs that must have died of a SIGKILL in between: most of them typing in Node, some with a window. */
const FEWEST_KILLS = 1_000;

console.log(`crash tests, long form: IEP_CRASH_SEED=${seed}`);
forgetKills();
for (const report of [REPORT, WINDOW_REPORT]) rmSync(report, { force: true });
const inNode = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`, 'test/integration/vault', 'test/integration/pdf/generated.test.ts'], { env });
const counted = JSON.parse(readFileSync(REPORT, 'utf8')) as { readonly numPassedTests: number; readonly numFailedTests: number };
const inWindow = await run(process.execPath, ['node_modules/playwright/cli.js', 'test', 'test/e2e/killed.spec.ts', 'test/e2e/quit.spec.ts', 'test/e2e/keyboard.spec.ts', '--config', 'build/playwright.config.ts', '--project', 'e2e'], { env });
const { stats } = JSON.parse(readFileSync(WINDOW_REPORT, 'utf8')) as { readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number } };
const passed = counted.numPassedTests + stats.expected;
const failed = counted.numFailedTests + stats.unexpected + stats.flaky;
const kills = killsCounted();
console.log(`${passed} passed, ${failed} failed, ${kills} kills (IEP_CRASH_SEED=${seed})`);
process.exit(failed === 0 && passed >= FEWEST && kills >= FEWEST_KILLS && inNode.code === 0 && inWindow.code === 0 ? 0 : 1);
