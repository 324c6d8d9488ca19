/**
 * Promise: one Chromium runs for one engine process and never outlives it: it is told to close, it ends when the pipe closes, and the kernel
 * kills it when its parent dies (setpriv), so that even SIGKILL of the engine leaves nothing behind.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { Cdp } from './cdp.ts';

export interface ChromiumOptions {
  readonly executable: string;
  /** Folders put on the library path of Chromium only; empty when the system has them. */
  readonly libraries: string;
  /** Fontconfig file for a machine without fonts; empty for the system's. */
  readonly fonts: string;
  readonly profile: string;
  /** Set when the caller (Playwright) wants to connect too; it reads the address from stderr. */
  readonly debuggingPort: string | undefined;
  readonly sandbox: boolean;
  readonly visible: boolean;
  readonly lang: string | undefined;
  /** Switches of the engine's own command line that Chromium itself answers, in PASSED_ON. */
  readonly passedOn: readonly string[];
}

/** What a figure of the window may ask of Chromium: frames as soon as they are drawn, because the wait for a display is no work of the page. */
export const PASSED_ON: readonly string[] = ['disable-frame-rate-limit', 'disable-gpu-vsync'];

export interface Chromium {
  readonly cdp: Cdp;
  /** e.g. "147.0.7727.0" */
  readonly version: string;
  /** Resolves once the process is gone. */
  readonly ended: Promise<void>;
  /** Asks it to close, so that a lasting profile is written; kills it after two seconds. */
  readonly close: () => Promise<void>;
  readonly kill: () => void;
  /** The same program and profile again: a running Chromium opens what the second one was given. */
  readonly openAppWindow: (url: string) => void;
}

const CLOSE_TIMEOUT_MS = 2000;
const SETPRIV = '/usr/bin/setpriv';

/** Nothing calls home, nothing is throttled, nothing is offered to the user. The page's own protections stay on. */
const ALWAYS = [
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--no-pings',
  '--no-service-autorun',
  '--metrics-recording-only',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-hang-monitor',
  '--disable-sync',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
  '--force-color-profile=srgb',
  '--password-store=basic',
  '--use-mock-keychain',
];

function flags(options: ChromiumOptions): string[] {
  return [
    ...ALWAYS,
    `--user-data-dir=${options.profile}`,
    ...(options.visible ? ['--incognito'] : ['--headless', '--disable-gpu']),
    ...(options.sandbox ? [] : ['--no-sandbox']),
    ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
    ...(options.lang === undefined ? [] : [`--lang=${options.lang}`]),
    ...options.passedOn.map((name) => `--${name}`),
  ];
}

function environment(options: ChromiumOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(options.libraries === '' ? {} : { LD_LIBRARY_PATH: options.libraries }),
    ...(options.fonts === '' ? {} : { FONTCONFIG_FILE: options.fonts }),
  };
}

export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  const command = [options.executable, ...flags(options)];
  if (existsSync(SETPRIV)) command.unshift(SETPRIV, '--pdeathsig', 'KILL', '--');
  // Its own group: Ctrl-C in a terminal reaches main, which must be able to ask its pages before they go.
  const child = spawn(command[0] as string, command.slice(1), { detached: true, env: environment(options), stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const complaints = passOnAddress(child);
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (reason) => reject(new Error(`Chromium could not be started (${options.executable}): ${reason.message}`)));
    child.once('exit', (code, signal) => reject(new Error(startFailure(options, code, signal, complaints))));
  });
  // After the start nobody listens to this one any more; `ended` tells.
  failed.catch(() => undefined);

  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  // The pipe breaks a moment before the exit is known, and only the exit tells why.
  const version = await Promise.race([cdp.send<{ product: string }>('Browser.getVersion').catch(() => failed), failed]);
  const kill = (): void => killGroup(child);
  return {
    cdp,
    version: version.product.replace(/^.*\//, ''),
    ended,
    kill,
    async close() {
      cdp.tell('Browser.close');
      const timer = setTimeout(kill, CLOSE_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
    openAppWindow(url) {
      spawn(options.executable, [`--user-data-dir=${options.profile}`, '--incognito', `--app=${url}`, ...(options.sandbox ? [] : ['--no-sandbox'])], { env: environment(options), stdio: 'ignore' });
    },
  };
}

/** Playwright waits on our stderr for Chromium's address; the rest of what Chromium says is kept for a failure's message. */
function passOnAddress(child: ChildProcess): string[] {
  const lines: string[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      if (line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`);
      else lines.push(line);
    }
    lines.splice(0, Math.max(0, lines.length - 20));
  });
  return lines;
}

function startFailure(options: ChromiumOptions, code: number | null, signal: string | null, complaints: readonly string[]): string {
  const hint = complaints.some((line) => /sandbox/i.test(line)) ? '\nThis machine lets a normal user start no sandbox; IEP_ENGINE_SANDBOX=off starts Chromium without it.' : '';
  return `Chromium ended while starting (${options.executable}, ${signal ?? `code ${code}`}).${hint}\n${complaints.join('\n')}`;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code !== 'ESRCH') throw reason;
  }
}
