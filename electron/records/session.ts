/**
 * The session: locked or open. Opening builds the rooms and mends what a crash cut off; locking closes them, forgets the keys and tells the
 * page. Locking hides and never discards: what was acknowledged is on disk.
 */
import type { Profile, SessionStatus } from '../../shared/bridge/contract.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports.ts';
import type { LogEvents } from '../diagnostics/log.ts';
import { createOpenDrafts } from './open-drafts.ts';
import { repairAtUnlock } from './repair.ts';
import type { Rooms, Tools } from './rooms.ts';

export type LockReason = LogEvents['lockedDown']['why'];

export interface Session {
  readonly status: () => Promise<Result<SessionStatus>>;
  readonly create: (passphrase: string) => Promise<Result<{ readonly recoveryCode: string }>>;
  readonly unlock: (passphrase: string) => Promise<Result<{ readonly profile: Profile | null }>>;
  readonly recover: (recoveryCode: string, passphrase: string) => Promise<Result<{ readonly profile: Profile | null }>>;
  readonly setProfile: (profile: Profile) => Promise<Result<null>>;
  /** Closes the rooms; resolves when writes under way are on disk. Does nothing when already locked. */
  readonly lock: (why: LockReason) => Promise<void>;
  readonly isOpen: () => boolean;
  /** Runs with the open rooms, or fails with `locked`. */
  readonly inside: <T>(run: (rooms: Rooms) => Promise<Result<T>> | Result<T>) => Promise<Result<T>>;
}

export function createSession(tools: Tools): Session {
  let rooms: Rooms | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** Opening and closing one after the other: a double click on Unlock, or a lock while unlocking, meets no half-open vault. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function open(vault: OpenVault): Promise<void> {
    const opened: Rooms = { tools, vault, sync: tools.openSync(vault, tools.settings.get().zone), drafts: createOpenDrafts(vault.drafts) };
    const repaired = await mend(opened);
    opened.sync.onChange((status) => tools.notify('sync', status));
    rooms = opened;
    tools.log('unlocked', { repaired });
    tools.paper.warm();
    tools.notify('session', { state: 'open' });
    opened.sync.wake();
  }

  /** A vault that cannot be mended is given back whole: its lock is released and the failure is told. */
  async function mend(opened: Rooms): Promise<number> {
    try {
      return await repairAtUnlock(opened);
    } catch (error) {
      await opened.sync.close();
      await opened.vault.close();
      throw error;
    }
  }

  async function openWith(result: Result<OpenVault>): Promise<Result<{ readonly profile: Profile | null }>> {
    if (!result.ok) return result;
    await open(result.value);
    return ok({ profile: result.value.profile() });
  }

  return {
    isOpen: () => rooms !== null,
    inside: async (run) => (rooms === null ? fail('locked') : run(rooms)),
    status: async () => {
      const stored = rooms === null ? await tools.vault.state() : 'open';
      if (stored === 'newer') return fail('newerVault');
      return ok({
        vault: stored, keyStore: await tools.deviceSecret.kind(), profile: rooms?.vault.profile() ?? null, now: tools.clock.now(), zone: tools.settings.get().zone, version: tools.version,
      });
    },
    create: (passphrase) => inTurn(async () => {
      if (rooms !== null) return fail('vaultExists');
      const created = await tools.vault.create(passphrase);
      if (!created.ok) return created;
      await open(created.value.vault);
      return ok({ recoveryCode: created.value.recoveryCode });
    }),
    unlock: (passphrase) => inTurn(async () => (rooms === null ? openWith(await tools.vault.unlock(passphrase)) : ok({ profile: rooms.vault.profile() }))),
    recover: (recoveryCode, passphrase) => inTurn(async () => (rooms === null ? openWith(await tools.vault.recover(recoveryCode, passphrase)) : ok({ profile: rooms.vault.profile() }))),
    setProfile: async (profile) => (rooms === null ? fail('locked') : rooms.vault.setProfile(profile)),
    lock: (why) => inTurn(async () => {
      const closing = rooms;
      if (closing === null) return;
      rooms = null;
      try {
        await closing.sync.close();
      } finally {
        // Whatever sync says, the keys are forgotten and the page is told.
        await closing.vault.close();
        tools.log('lockedDown', { why });
        tools.notify('session', { state: 'locked' });
      }
    }),
  };
}
