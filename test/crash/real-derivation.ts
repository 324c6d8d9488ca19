/** The product's own key derivation: Argon2id in its thread, from the program the bundler makes of passphrase-worker.ts. */
import { build } from 'vite';
import { createKeyDerivation, type KeyDerivation } from '../../electron/vault/passphrase.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

export async function realDerivation(): Promise<KeyDerivation> {
  const built = await build({
    configFile: false, root: ROOT, logLevel: 'silent', publicDir: false, ssr: { noExternal: true, target: 'node' },
    build: { write: false, ssr: `${ROOT}electron/vault/passphrase-worker.ts`, target: 'node20', minify: false, rollupOptions: { external: ['node:worker_threads'], output: { format: 'cjs', codeSplitting: false } } },
  });
  const [chunk] = 'output' in built ? built.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The thread that stretches a passphrase was not built.');
  return createKeyDerivation(chunk.code);
}
