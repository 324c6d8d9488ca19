/**
 * Opens the app for a person: Electron on their own records, else the test engine's window on fictional ones; exit code 2 and four plain
 * lines when no window can be shown. The first line on stdout names the engine; what happens on the way there goes to stderr.
 */
import { spawn } from 'node:child_process';
import { NoEngine, chooseEngine, type Engine } from './engine.ts';
import { NO_DISPLAY, hasDisplay, noWindowLines, startPlan } from './start-plan.ts';

const EXIT_NO_WINDOW = 2;

function giveUp(reason: string): never {
  for (const line of noWindowLines(reason)) console.log(line);
  process.exit(EXIT_NO_WINDOW);
}

async function engineWithWindow(root: string): Promise<Engine> {
  // Asked first: without a display nothing that could be fetched would help.
  if (!hasDisplay(process.platform, process.env)) giveUp(NO_DISPLAY);
  try {
    return await chooseEngine({ root, visible: true, mayFetchElectron: true, say: (line) => console.error(line) });
  } catch (error) {
    if (error instanceof NoEngine) giveUp(error.message.replace(/\.$/, ''));
    throw error;
  }
}

const root = process.cwd();
const plan = startPlan({ engine: await engineWithWindow(root), root, env: process.env });
for (const line of plan.lines) console.log(line);

const child = spawn(plan.command, plan.args, { stdio: 'inherit', env: plan.env });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`The engine did not start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
