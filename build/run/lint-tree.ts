/** The lint gate: oxlint over the source folders, with a floor on the number of files it says it read. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './steps.ts';

export const SOURCE_FOLDERS = ['electron', 'renderer', 'shared', 'district', 'build', 'test'] as const;

export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourceFiles(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** The product never writes to a console; commands and tests do, and tests read ids out of JSON as text. */
const PRODUCT = ['electron', 'renderer', 'shared', 'district'];
const TOOLS = ['build', 'test'];
const TOOL_RULES = ['-A', 'no-console', '-A', 'typescript/no-base-to-string'];

async function lintFolders(folders: readonly string[], rules: readonly string[]): Promise<{ readonly fine: boolean; readonly looked: number }> {
  const ran = await run(process.execPath, ['node_modules/oxlint/bin/oxlint', '--config', 'build/oxlint.json', '--type-aware', '--deny-warnings', ...rules, ...folders]);
  return { fine: ran.code === 0, looked: Number(/Finished in .* on (\d+) files?/.exec(ran.output)?.[1] ?? '0') };
}

export async function lintTree(): Promise<{ readonly ok: boolean; readonly line: string }> {
  const expected = SOURCE_FOLDERS.flatMap((folder) => sourceFiles(folder)).length;
  const runs = [await lintFolders(PRODUCT, []), await lintFolders(TOOLS, TOOL_RULES)];
  const looked = runs.reduce((sum, one) => sum + one.looked, 0);
  if (runs.some((one) => !one.fine)) return { ok: false, line: 'lint: findings above' };
  if (looked < expected) return { ok: false, line: `lint: looked at ${looked} files, but the tree holds ${expected}` };
  return { ok: true, line: `lint: ${looked} files, nothing found` };
}
