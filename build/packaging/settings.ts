/** Promise: electron-builder.yml, parsed and held to electron-builder's own schema; or the sentence that says what is wrong with it. */
import { readFileSync } from 'node:fs';
import { fromBuilder } from './from-builder.ts';

interface Yaml {
  readonly load: (text: string) => unknown;
}

/** An inner path of app-builder-lib 26.17; the version is pinned, and dist:check fails by name when it moves. */
interface Validator {
  readonly validateConfiguration: (config: unknown, log: { readonly isEnabled: boolean }) => Promise<void>;
}

export function parseYaml(text: string): unknown {
  return fromBuilder<Yaml>('js-yaml').load(text);
}

export async function schemaProblem(config: unknown): Promise<string | null> {
  const { validateConfiguration } = fromBuilder<Validator>('app-builder-lib/out/util/config/config');
  try {
    await validateConfiguration(config, { isEnabled: false });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function readSettings(path: string): unknown {
  return parseYaml(readFileSync(path, 'utf8'));
}
