/**
 * Breaks the checks on purpose, one place at a time, and counts how many breaks the tests notice (`npm run mutation`). Ends with the score and
 * fails under the floor, or when it broke fewer places than the folder holds: a run that looked at nothing must not pass.
 *
 * The tester has a lockfile of its own in build/mutation, so that `npm ci` of the product stays small; it is fetched at the first run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { run } from './steps.ts';

const HOME = 'build/mutation';
const TESTER = `${HOME}/node_modules/@stryker-mutator/core/bin/stryker.js`;
const REPORT = 'out/mutation/report.json';
/** Per cent of breaks the tests must notice. */
const FLOOR = 85;
/** Fewest places broken in a whole run of shared/check. */
const FEWEST_MUTANTS = 3000;

type MutantStatus = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'CompileError' | 'RuntimeError' | 'Pending';

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: MutantStatus }[] }>>;
}

async function fetchTester(): Promise<void> {
  if (existsSync(TESTER)) return;
  console.log('Fetching the mutation tester (once)…');
  const fetched = await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: HOME, quiet: true });
  if (fetched.code === 0 && existsSync(TESTER)) return;
  console.error(fetched.output);
  console.error('The mutation tester could not be fetched; nothing was tested.');
  process.exit(2);
}

function count(report: Report, ...statuses: readonly MutantStatus[]): number {
  return Object.values(report.files).reduce((total, file) => total + file.mutants.filter((mutant) => statuses.includes(mutant.status)).length, 0);
}

await fetchTester();
const ran = await run(process.execPath, [TESTER, 'run', `${HOME}/stryker.config.json`, ...process.argv.slice(2)]);
if (ran.code !== 0) process.exit(ran.code);
const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
const noticed = count(report, 'Killed', 'Timeout');
const missed = count(report, 'Survived', 'NoCoverage');
const score = (100 * noticed) / (noticed + missed);
const broken = noticed + missed + count(report, 'Ignored', 'CompileError', 'RuntimeError');
console.log(`mutation: ${broken} places of shared/check broken, ${count(report, 'Ignored')} of them only at start and not tried; ${noticed} noticed, ${missed} missed; score ${score.toFixed(1)} % (floor ${FLOOR} %)`);
process.exit(score >= FLOOR && broken >= FEWEST_MUTANTS ? 0 : 1);
