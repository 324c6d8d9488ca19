/**
 * Promise: the app's folders. Everything of its own lies under a folder named for the test engine, so that this engine can never open the
 * profile of an installed app; `--user-data-dir` moves it, as in Electron.
 */
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { commandLine } from '../running.ts';

const FOLDERS = { desktop: 'Desktop', documents: 'Documents', downloads: 'Downloads', music: 'Music', pictures: 'Pictures', videos: 'Videos' } as const;
const given = new Map<string, string>();
let appName = 'Electron';

/** userData hangs on the app's name until the app or the command line says otherwise. */
export function setPathsForName(name: string): void {
  appName = name;
}

function byDefault(name: string): string | undefined {
  if (name in FOLDERS) return join(homedir(), FOLDERS[name as keyof typeof FOLDERS]);
  switch (name) {
    case 'home': return homedir();
    case 'temp': return tmpdir();
    case 'appData': return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'test-engine');
    case 'userData': return resolve(commandLine.switches.get('user-data-dir') ?? join(paths.get('appData'), appName));
    case 'sessionData': return paths.get('userData');
    case 'logs': return join(paths.get('userData'), 'logs');
    case 'crashDumps': return join(paths.get('userData'), 'Crashpad');
    case 'exe':
    case 'module': return process.argv[0];
    default: return undefined;
  }
}

export const paths = {
  get(name: string): string {
    const path = given.get(name) ?? byDefault(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  },
  set(name: string, path: string): void {
    if (byDefault(name) === undefined) throw new Error(`Failed to set path '${name}'`);
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    given.set(name, path);
  },
};
