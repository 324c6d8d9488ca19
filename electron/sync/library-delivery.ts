/**
 * When documents of the library are fetched: at each unlock, whenever somebody asks for something of the district, and again after a failure, later and later. Nobody waits
 * for it; a lock breaks it off at once, and what was under way is fetched at the next unlock.
 */
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Random, Timer } from '../ports/computer.ts';
import type { Http } from '../ports/sync.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { PdfJudge } from '../ports/paper.ts';
import { attempt as onDisk } from '../vault/disk-failure.ts';
import { unitOf, waitMs } from './backoff.ts';
import { createClient } from './client.ts';
import { fetchLibrary } from './library-fetch.ts';
import { readDistrict } from './settings.ts';
import { stoppable } from './stoppable.ts';

export interface LibraryDeliveryPorts {
  readonly vault: OpenVault;
  readonly http: Http;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly judge: PdfJudge;
  /** Something on the shelf changed, or a line was told; never called after `close`. */
  readonly changed: () => void;
}

export interface LibraryDelivery {
  /** Looks now; resolves when nothing is under way any more, whatever came of it. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A judge nobody waits for after `end`: it may take a minute over one file. */
function endable({ judge }: PdfJudge): { readonly judge: PdfJudge; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<Result<never>>((resolve) => {
    end = () => resolve(fail('locked'));
  });
  return { judge: { judge: (pdf) => Promise.race([judge(pdf), ended]) }, end: () => end() };
}

export function createLibraryDelivery({ vault, http: network, clock, timer, random, judge: wholeJudge, changed }: LibraryDeliveryPorts): LibraryDelivery {
  const { http, stop } = stoppable(network);
  const { judge, end } = endable(wholeJudge);
  let closed = false;
  let running: Promise<void> | null = null;
  let lookAgain = false;
  let failures = 0;
  let cancelTimer = (): void => undefined;

  async function once(): Promise<Result<null>> {
    const district = readDistrict(vault);
    if (district === null) return ok(null);
    return fetchLibrary({
      client: createClient(http, district), vault, judge, now: clock.now, district: district.name,
      changed: () => {
        if (!closed) changed();
      },
    });
  }

  async function rounds(): Promise<void> {
    let last: Result<null> = ok(null);
    try {
      do {
        lookAgain = false;
        last = await onDisk(once);
      } while (lookAgain && !closed);
    } finally {
      running = null;
    }
    failures = last.ok ? 0 : failures + 1;
    // A new key is somebody's to give; everything else may be better later.
    if (!closed && !last.ok && last.failure.code !== 'signInNeeded') cancelTimer = timer.after(waitMs(failures, unitOf(random.bytes(4)), null), () => void look());
  }

  function look(): Promise<void> {
    if (closed) return Promise.resolve();
    cancelTimer();
    lookAgain = true;
    running ??= rounds();
    return running;
  }

  return {
    look,
    close: async () => {
      closed = true;
      cancelTimer();
      end();
      stop();
      await running?.catch(() => undefined);
    },
  };
}
