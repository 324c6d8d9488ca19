/** Runs a child command with its output shown as it comes, and tells its exit code and what it printed. */
import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export function run(command: string, args: readonly string[], options: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string; readonly quiet?: boolean } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env }, cwd: options.cwd ?? process.cwd() });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (options.quiet !== true) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A development tool of this project, run by this Node. */
export function tool(path: string): readonly [string, string] {
  return [process.execPath, path];
}
