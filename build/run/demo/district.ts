/** Starts the real district server as a process of its own and stops it so that its database can be read. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface RunningDistrict {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** @param data folder of the embedded database @param more further words of the command line */
export async function startDistrict(script: string, data: string, accessKey: string, more: readonly string[] = []): Promise<RunningDistrict> {
  const child: ChildProcess = spawn(process.execPath, [script, '--access-key', accessKey, '--data', data, '--name', 'Trial district', ...more], { stdio: ['ignore', 'pipe', 'ignore'] });
  const { stdout } = child;
  if (stdout === null) throw new Error('The district server has no output to read its address from.');
  const lines = createInterface({ input: stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => Promise.reject(new Error('The district server ended before it told its address.')))])) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
