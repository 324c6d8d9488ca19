/** Takes the figures of test/bench on this machine, each file bundled as the product is and run alone; `npm run bench -- check` takes only those whose path says so. */
import { join } from 'node:path';
import { build } from 'vite';
import { sourceFiles } from './lint-tree.ts';
import { run } from './steps.ts';

/** What our own work is compared with runs as its package came. */
const OTHERS = ['pdfmake', 'pdfkit'];

const asked = process.argv[2] ?? '';
const files = sourceFiles('test/bench').filter((file) => file.endsWith('.bench.ts') && file.includes(asked));
let failed = files.length === 0 ? 1 : 0;
for (const file of files) {
  const name = file.replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '.mjs');
  await build({
    configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true, external: OTHERS, target: 'node' },
    build: { ssr: file, target: 'node20', outDir: 'out/bench', emptyOutDir: false, rollupOptions: { output: { format: 'es', entryFileNames: name, codeSplitting: false } } },
  });
  if ((await run(process.execPath, [join('out/bench', name)])).code !== 0) failed += 1;
}
console.log(`${files.length - failed} of ${files.length} files of figures within their limits`);
process.exit(failed === 0 ? 0 : 1);
