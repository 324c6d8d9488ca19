/**
 * The log: event names and enumerated fields, never free text, so that no student word can get into it whatever happens
 * (security-and-reliability.md, ours in addition 24). Numbers are counts; codes are failure codes; channels are names of the contract.
 */
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/words/failures.ts';
import type { Clock } from '../ports/computer.ts';

export interface LogEvents {
  readonly started: { readonly previousRun: 'clean' | 'endedBadly' | 'first' };
  /** `removed`: students who had left the caseload and whom the district holds whole. */
  readonly unlocked: { readonly repaired: number; readonly removed: number };
  readonly lockedDown: { readonly why: 'user' | 'idle' | 'suspend' | 'screen' | 'quit' };
  readonly ipcRefused: { readonly channel: Channel; readonly code: FailureCode };
  readonly rendererGone: { readonly reason: 'clean-exit' | 'abnormal-exit' | 'killed' | 'crashed' | 'oom' | 'launch-failed' | 'integrity-failure' | 'memory-eviction' };
  readonly quitAsked: { readonly answer: 'flushed' | 'noAnswer' | 'unsaved'; readonly unsaved: number };
  /** What could not be closed in order at a lock or a quit; everything acknowledged was flushed long before. */
  readonly closeFailed: { readonly room: 'session' | 'rest' };
  readonly backedUp: { readonly here: FailureCode | 'done'; readonly second: FailureCode | 'done' | 'none' };
  readonly quitDone: { readonly lost: number };
}

export type Log = <E extends keyof LogEvents>(event: E, fields: LogEvents[E]) => void;

/** One line of the log: time, event, fields, as JSON. */
export function logLine<E extends keyof LogEvents>(at: string, event: E, fields: LogEvents[E]): string {
  return `${JSON.stringify({ at, event, ...fields })}\n`;
}

/** Writes to `<folder>/desk.log`. A log that cannot be written never stops the meeting: the line is dropped. */
export function createLog(folder: string, clock: Pick<Clock, 'now'>): Log {
  let last: Promise<void> = mkdir(folder, { recursive: true, mode: 0o700 }).then(() => undefined, () => undefined);
  return (event, fields) => {
    const line = logLine(clock.now(), event, fields);
    last = last.then(() => appendFile(join(folder, 'desk.log'), line, { mode: 0o600 })).catch(() => undefined);
  };
}
