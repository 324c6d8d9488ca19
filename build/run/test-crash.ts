/**
 * The long form of the crash tests (`npm run test:crash`): about a thousand kills of a program that types, hundreds of power cuts, every disk call failing,
 * bits flipped in every file of a vault, a meeting of four hours in main and one in the page, a thousand generated documents read back from paper, every kind
 * of sheet as a picture in three languages, random schedules of the network, random changes and walks, and the window killed while typing, its browser's profile harmed under it. Prints its seed; IEP_CRASH_SEED=<n> repeats a run. There is a total only when every part ran.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { forgetKills, killsCounted } from './kills.ts';
import { LONG_ONLY } from './long-form.ts';
import { run } from './steps.ts';

const REPORT = 'out/test/crash.json';
/** Where build/playwright.config.ts has the specs counted. */
const WINDOW_REPORT = 'out/test/e2e.json';
const NODE_FOLDER = 'test/integration/vault';
const NODE_PARTS = [...readdirSync(NODE_FOLDER).filter((name) => name.endsWith('.test.ts')).map((name) => `${NODE_FOLDER}/${name}`), 'test/integration/pdf/generated.test.ts', 'test/integration/pdf/pictures.test.ts', 'test/integration/district/schedule.test.ts', 'test/unit/main/remembered.test.ts', 'test/unit/check/remembered.test.ts', 'test/unit/flow/progress.test.ts'];
const WINDOW_PARTS = ['test/e2e/killed.spec.ts', 'test/e2e/browser-profile.spec.ts', 'test/e2e/recovery.spec.ts', 'test/e2e/quit.spec.ts', 'test/e2e/keyboard.spec.ts', 'test/e2e/fill.spec.ts', ...LONG_ONLY];
/** Fewest parts: a folder that was emptied must not pass. */
const FEWEST_PARTS = 17;
/** Fewest programs that must have died of a SIGKILL in between: most of them typing in Node, some with a window. */
const FEWEST_KILLS = 1_000;
const MINUTE_MS = 60_000;

interface Part {
  readonly file: string;
  readonly passed: number;
  /** Failed, skipped, or passed at a second try only. */
  readonly other: number;
}

interface NodeReport {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

interface Suite {
  readonly file: string;
  readonly specs?: readonly { readonly tests: readonly { readonly status: string }[] }[];
  readonly suites?: readonly Suite[];
}

/** What a runner wrote, or null when it did not come to it. */
function reportOf<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

function partOf(file: string, statuses: readonly string[], right: string): Part {
  const passed = statuses.filter((status) => status === right).length;
  return { file, passed, other: statuses.length - passed };
}

function statusesIn({ specs = [], suites = [] }: Suite): readonly string[] {
  return [...specs.flatMap(({ tests }) => tests.map(({ status }) => status)), ...suites.flatMap(statusesIn)];
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly done: T; readonly minutes: number }> {
  const began = performance.now();
  const done = await work();
  return { done, minutes: (performance.now() - began) / MINUTE_MS };
}

const seed = process.env['IEP_CRASH_SEED'] ?? String(Date.now() % 1_000_000);
const env = { IEP_CRASH: 'long', IEP_CRASH_SEED: seed };
console.log(`crash tests, long form: IEP_CRASH_SEED=${seed}`);
forgetKills();
for (const report of [REPORT, WINDOW_REPORT]) rmSync(report, { force: true });
const inNode = await timed(() => run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`, ...NODE_PARTS], { env }));
const inWindow = await timed(() => run(process.execPath, ['node_modules/playwright/cli.js', 'test', ...WINDOW_PARTS, '--config', 'build/playwright.config.ts', '--project', 'e2e'], { env }));

const results = reportOf<NodeReport>(REPORT)?.testResults ?? [];
const suites = reportOf<{ readonly suites: readonly Suite[] }>(WINDOW_REPORT)?.suites ?? [];
const parts = [
  ...NODE_PARTS.map((file) => partOf(file, results.filter(({ name }) => name.endsWith(file)).flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status)), 'passed')),
  ...WINDOW_PARTS.map((file) => partOf(file, suites.filter((suite) => file.endsWith(suite.file)).flatMap(statusesIn), 'expected')),
];
for (const { file, passed, other } of parts) console.log(`${passed > 0 && other === 0 ? 'ok  ' : passed + other === 0 ? 'DID NOT RUN' : 'FAILED'} ${file}: ${passed} passed${other === 0 ? '' : `, ${other} failed or skipped`}`);
const kills = killsCounted();
console.log(`in Node ${inNode.minutes.toFixed(1)} minutes, in the window ${inWindow.minutes.toFixed(1)} minutes, ${kills} kills`);

const lacking = [
  ...parts.filter(({ passed, other }) => passed === 0 || other > 0).map(({ file }) => file),
  ...(parts.length < FEWEST_PARTS ? [`parts: ${parts.length} of ${FEWEST_PARTS}`] : []),
  ...(kills < FEWEST_KILLS ? [`kills: ${kills} of ${FEWEST_KILLS}`] : []),
  ...(inNode.done.code === 0 && inWindow.done.code === 0 ? [] : ['a runner ended with an error']),
];
if (lacking.length > 0) {
  console.log(`NO TOTAL (IEP_CRASH_SEED=${seed}): ${lacking.join('; ')}`);
  process.exit(1);
}
console.log(`${parts.reduce((sum, { passed }) => sum + passed, 0)} passed in ${parts.length} parts, ${kills} kills (IEP_CRASH_SEED=${seed})`);
