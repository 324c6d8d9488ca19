/** Promise: the facts of this one engine process: its command line, its settings, the Chromium it runs and what it refused. */
import type { Chromium } from './chromium.ts';
import { readCommandLine } from './command-line.ts';
import { readSettings } from './settings.ts';

export interface BlockedRequest {
  readonly url: string;
  readonly from: 'page' | 'main';
}

export const commandLine = readCommandLine(process.argv.slice(2));
export const settings = readSettings(process.env, process.getuid?.() === 0);
/** Every request that would have left this computer. */
export const blockedRequests: BlockedRequest[] = [];

let started: Chromium | undefined;

export function setChromium(chromium: Chromium): void {
  started = chromium;
}

export function chromiumIfStarted(): Chromium | undefined {
  return started;
}

/** @param what the call that is too early, as the app writes it */
export function chromium(what: string): Chromium {
  if (started === undefined) throw new Error(`${what} can only be used after the app is ready`);
  return started;
}
