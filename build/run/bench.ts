/** Takes the figures of test/bench on this machine, each file bundled as the product is and run alone, and those of the window through the built app; `npm run bench -- check` takes only those whose path says so. */
import { join } from 'node:path';
import { build } from 'vite';
import { sourceFiles } from './lint-tree.ts';
import { run } from './steps.ts';

/** What our own work is compared with runs as its package came. */
const OTHERS = ['pdfmake', 'pdfkit'];

const asked = process.argv[2] ?? '';
const files = sourceFiles('test/bench').filter((file) => file.endsWith('.bench.ts') && file.includes(asked));
const windows = sourceFiles('test/bench').filter((file) => file.endsWith('.spec.ts') && file.includes(asked));
let failed = files.length + windows.length === 0 ? 1 : 0;
for (const file of files) {
  const name = file.replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '.mjs');
  await build({
    configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true, external: OTHERS, target: 'node' },
    build: { ssr: file, target: 'node20', outDir: 'out/bench', emptyOutDir: false, rollupOptions: { output: { format: 'es', entryFileNames: name, codeSplitting: false } } },
  });
  if ((await run(process.execPath, [join('out/bench', name)])).code !== 0) failed += 1;
}
if (windows.length > 0) {
  const built = await run(process.execPath, ['build/run.mjs', 'build']);
  const taken = built.code === 0 ? await run(process.execPath, ['node_modules/playwright/cli.js', 'test', '--config', 'build/playwright-bench.config.ts', ...windows]) : built;
  if (taken.code !== 0) failed += 1;
}
const taken = files.length + windows.length;
console.log(`${taken - failed} of ${taken} files of figures within their limits`);
process.exit(failed === 0 ? 0 : 1);
