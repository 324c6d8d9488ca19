/** Runs one of the project's commands: builds what is stale, then starts the built script of that name (`npm run demo` = `node build/run.mjs demo`). */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, SCRIPTS, bundleIfStale, bundleSizes } from './bundle.mjs';

const [name, ...rest] = process.argv.slice(2);

if (name === 'build') {
  console.log((await bundleIfStale({ force: rest.includes('--force') || rest.includes('--announce'), announce: rest.includes('--announce') })) ? `built: ${bundleSizes()}` : 'nothing to build: the bundles are up to date');
} else if (name !== undefined && SCRIPTS.includes(name)) {
  await bundleIfStale();
  const child = spawn(process.execPath, [join(ROOT, 'out/run', `${name}.mjs`), ...rest], { stdio: 'inherit', cwd: ROOT });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
} else {
  console.error(`Unknown command "${name ?? ''}". Known: build, ${SCRIPTS.join(', ')}.`);
  process.exit(2);
}
