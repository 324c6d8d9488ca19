/** Bundles a program a test runs by plain Node, beside the folder the test works in. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';

/** @param source absolute path of the program; returns the path of the bundle in `into`. */
export async function bundleProgram(source: string, into: string): Promise<string> {
  const path = join(into, basename(source).replace(/\.ts$/, '.mjs'));
  const built = await build({
    configFile: false, logLevel: 'silent', publicDir: false, ssr: { noExternal: true, target: 'node' },
    build: { write: false, ssr: source, target: 'node20', minify: false, rollupOptions: { external: [/^node:/], output: { format: 'es', codeSplitting: false } } },
  });
  const [chunk] = 'output' in built ? built.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The program was not built.');
  writeFileSync(path, chunk.code);
  return path;
}
