/** Promise: every environment variable this engine understands is read here and described in README.md; the app never sees them. */

export type KeyStore = 'gnome_libsecret' | 'basic_text' | 'unavailable';

export interface Settings {
  readonly executable: string;
  readonly libraries: string;
  readonly fonts: string;
  readonly sandbox: boolean;
  readonly visible: boolean;
  readonly keyStore: KeyStore;
  /** Folder printed pages go to; undefined: "spool" in the app's userData. */
  readonly spool: string | undefined;
  readonly printer: boolean;
}

export function readSettings(env: NodeJS.ProcessEnv, root: boolean): Settings {
  const executable = env['IEP_ENGINE_CHROMIUM'] ?? '';
  if (executable === '') throw new Error('IEP_ENGINE_CHROMIUM names no Chromium; build/run/engine.ts finds one and sets it (test/engine/README.md)');
  const keyStore = env['IEP_ENGINE_KEYSTORE'] ?? 'gnome_libsecret';
  if (keyStore !== 'gnome_libsecret' && keyStore !== 'basic_text' && keyStore !== 'unavailable') throw new Error(`IEP_ENGINE_KEYSTORE=${keyStore}: known are gnome_libsecret, basic_text, unavailable`);
  return {
    executable,
    libraries: env['IEP_ENGINE_LIBRARIES'] ?? '',
    fonts: env['IEP_ENGINE_FONTS'] ?? '',
    // Chromium refuses to run as root with its sandbox on.
    sandbox: !root && env['IEP_ENGINE_SANDBOX'] !== 'off',
    visible: env['IEP_ENGINE_WINDOW'] === 'visible',
    keyStore,
    spool: env['IEP_ENGINE_SPOOL'],
    printer: env['IEP_ENGINE_PRINTER'] !== 'none',
  };
}
