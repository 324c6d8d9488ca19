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
/** Fewest places a whole run of shared/check really broke and tried: the rules of the state alone have over a thousand. */
const FEWEST_TRIED = 2000;

type MutantStatus = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'CompileError' | 'RuntimeError' | 'Pending';

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: MutantStatus; readonly statusReason?: string }[] }>>;
}

async function fetchTester(): Promise<void> {
  if (existsSync(TESTER)) return;
  console.log('Fetching the mutation tester (once)…');
  const fetched = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: HOME, quiet: true });
  if (fetched.code === 0 && existsSync(TESTER)) return;
  console.error(fetched.output);
  console.error('The mutation tester could not be fetched; nothing was tested.');
  process.exit(2);
}

function count(report: Report, ...statuses: readonly MutantStatus[]): number {
  return Object.values(report.files).reduce((total, file) => total + file.mutants.filter((mutant) => statuses.includes(mutant.status)).length, 0);
}

/** Places left alone, by the tester's own words for why: words of messages are excluded, what runs only at start reaches no test. */
function leftAlone(report: Report): string {
  const reasons = Object.values(report.files).flatMap((file) => file.mutants.filter((mutant) => mutant.status === 'Ignored').map((mutant) => (mutant.statusReason?.includes('excluded') === true ? 'words' : 'start')));
  const words = reasons.filter((reason) => reason === 'words').length;
  return `${words} words, lists and patterns and ${reasons.length - words} places that run only at start were left alone`;
}

await fetchTester();
const ran = await run(process.execPath, [TESTER, 'run', `${HOME}/stryker.config.json`, ...process.argv.slice(2)]);
if (ran.code !== 0) process.exit(ran.code);
const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
const noticed = count(report, 'Killed', 'Timeout');
const missed = count(report, 'Survived', 'NoCoverage');
const score = (100 * noticed) / (noticed + missed);
const tried = noticed + missed;
console.log(`mutation: ${tried} places broken, ${noticed} noticed, ${missed} missed; score ${score.toFixed(1)} % (floor ${FLOOR} %); ${leftAlone(report)}`);
const isPart = process.argv.includes('--mutate');
if (isPart) console.log('A part was asked for: this is no score of shared/check.');
else if (tried < FEWEST_TRIED) console.error(`A whole run breaks at least ${FEWEST_TRIED} places; this one looked at too little to prove anything.`);
process.exit(score >= FLOOR && (isPart || tried >= FEWEST_TRIED) ? 0 : 1);
