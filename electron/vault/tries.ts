/**
 * Slows down guessing at the keyboard: from the fifth wrong passphrase in a row the wait doubles, up to a quarter of an hour.
 * Kept in a small file beside the keyring so that a restart does not reset it, and in memory in case that file cannot be written.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Disk } from '../ports/computer.ts';
import { evenIfTheDiskFails } from './disk-failure.ts';
import { durableWrite } from './durable-write.ts';

export const TRIES_FILE = 'tries.json';
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

const record = z.strictObject({ wrong: z.int().min(0), last: z.iso.datetime() });
type Tries = z.infer<typeof record>;

export interface TryLimit {
  /** `tooManyTries` with the seconds left while the wait runs. */
  readonly mayTry: () => Promise<Result<null>>;
  readonly wrong: () => Promise<void>;
  readonly right: () => Promise<void>;
}

/** Milliseconds to wait after this many wrong passphrases in a row. */
export function waitAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES));
}

export function createTryLimit(disk: Disk, root: string, clock: Clock): TryLimit {
  const path = join(root, TRIES_FILE);
  let known: Tries | null = null;

  // A disk that does not take the count must not stop the right passphrase; the count in memory goes on.
  const tries = async (): Promise<Tries> => {
    if (known !== null) return known;
    known = { wrong: 0, last: clock.now() };
    await evenIfTheDiskFails(async () => {
      const parsed = (await disk.exists(path)) ? record.safeParse(parse(await disk.read(path))) : null;
      if (parsed?.success === true) known = parsed.data;
    });
    return known;
  };
  return {
    mayTry: async () => {
      const { wrong, last } = await tries();
      const since = Date.parse(clock.now()) - Date.parse(last);
      // A clock set back must not make the wait longer than it is: it then starts anew.
      if (since < 0) known = { wrong, last: clock.now() };
      const left = waitAfter(wrong) - Math.max(0, since);
      return left > 0 ? fail('tooManyTries', `Try again in ${Math.ceil(left / 1000)} seconds.`) : ok(null);
    },
    wrong: async () => {
      const now: Tries = { wrong: (await tries()).wrong + 1, last: clock.now() };
      known = now;
      await evenIfTheDiskFails(() => durableWrite(disk, path, Buffer.from(JSON.stringify(now), 'utf8')));
    },
    right: async () => {
      known = { wrong: 0, last: clock.now() };
      await evenIfTheDiskFails(async () => {
        if (await disk.exists(path)) await disk.remove(path);
      });
    },
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
