/** Promise: what `npm start` does with the engine this machine has, and what it says when there is none. Pure: facts in, plan out. */
import { join } from 'node:path';
import type { Engine } from './engine.ts';

export interface StartPlan {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Printed in this order; the first names the engine. */
  readonly lines: readonly string[];
}

/**
 * Electron opens the person's own records. The stand-in never does: its browser is not hardened as Electron is, so it gets a profile of its
 * own inside the repository's cache.
 */
export function startPlan({ engine, root, env }: { readonly engine: Engine; readonly root: string; readonly env: Readonly<Record<string, string | undefined>> }): StartPlan {
  // Some editors' terminals set this; Electron would start as a plain Node.
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...rest } = env;
  const inherited = Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const start = { command: engine.executablePath, env: { ...inherited, ...engine.env } };
  if (engine.kind === 'electron') return { ...start, args: [root], lines: [engine.title] };
  const profile = join(root, '.cache/start-profile');
  return { ...start, args: [root, `--user-data-dir=${profile}`], lines: [engine.title, `Test engine: fictional data only. Its records are in ${profile}, apart from everything else.`] };
}

/** Linux tells by a variable; the other systems always have a screen. */
export function hasDisplay(platform: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== 'linux' || (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

export const NO_DISPLAY = 'this machine has no display, so no window can be shown';

/** @param reason why no window can open, without a full stop @returns exactly four lines */
export function noWindowLines(reason: string): readonly string[] {
  return [
    `engine: none (${reason})`,
    'What works here: "npm run demo" does the whole job without a window and leaves pictures and PDFs in a folder.',
    'For a window: run "npm start" at a machine with a screen. It fetches Electron once; where that fails, an installed Chromium serves ("apt-get install chromium").',
    'With an Electron of your own: unpack its archive into node_modules/electron/dist and write the program\'s name (electron, electron.exe) into node_modules/electron/path.txt.',
  ];
}
