/** Promise: the command line is read as Electron's own launcher reads it: `electron [-r module]... [--switch[=value]]... <app> [args]...`. */

export interface CommandLine {
  /** Modules of `-r`, loaded before the app. */
  readonly requires: readonly string[];
  /** Folder or file of the app; undefined when none was named. */
  readonly app: string | undefined;
  /** Every `--name[=value]` before a bare `--`, wherever it stands; Chromium reads them all. */
  readonly switches: ReadonlyMap<string, string>;
}

export function readCommandLine(argv: readonly string[]): CommandLine {
  const requires: string[] = [];
  let app: string | undefined;
  for (let at = 0; at < argv.length && app === undefined; at++) {
    const argument = argv[at] as string;
    if (argument === '-r' || argument === '--require') {
      const module = argv[++at];
      if (module !== undefined) requires.push(module);
    } else if (!argument.startsWith('-')) {
      app = argument;
    }
  }
  return { requires, app, switches: switchesOf(argv) };
}

function switchesOf(argv: readonly string[]): ReadonlyMap<string, string> {
  const end = argv.indexOf('--');
  const switches = new Map<string, string>();
  for (const argument of end === -1 ? argv : argv.slice(0, end)) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (match?.[1] !== undefined) switches.set(match[1].toLowerCase(), match[2] ?? '');
  }
  return switches;
}
