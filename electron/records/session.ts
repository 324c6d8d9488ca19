/**
 * The session: locked or open. Opening builds the rooms and mends what a crash cut off; locking closes them, forgets the keys and tells the
 * page. Locking hides and never discards: what was acknowledged is on disk.
 */
import type { Profile, SessionStatus } from '../../shared/bridge/session.ts';
import { personProblems } from '../../shared/flow/who-you-are.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { BackupPlace } from '../ports/backups.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { LogEvents } from '../diagnostics/log.ts';
import { attempt } from '../vault/disk-failure.ts';
import { createQueue } from '../vault/queue.ts';
import { createLockBackups, letGoWith, type BackupFailures } from './lock-backups.ts';
import type { Rooms, Tools } from './rooms.ts';
import { buildRooms, closeRooms } from './unlocked-rooms.ts';

export type LockReason = LogEvents['lockedDown']['why'];

/** Locks with time to copy what is sealed; a lid that closes or a screen lock waits for nothing. */
const BACKED_UP_AFTER: ReadonlySet<LockReason> = new Set<LockReason>(['user', 'idle', 'quit']);

export interface Session {
  readonly status: () => Promise<Result<SessionStatus>>;
  readonly create: (passphrase: string) => Promise<Result<{ readonly recoveryCode: string }>>;
  readonly unlock: (passphrase: string) => Promise<Result<{ readonly profile: Profile | null }>>;
  readonly recover: (recoveryCode: string, passphrase: string) => Promise<Result<{ readonly profile: Profile | null }>>;
  readonly setProfile: (profile: Profile) => Promise<Result<null>>;
  /** Closes the rooms; resolves when writes under way are on disk. Does nothing when already locked. */
  readonly lock: (why: LockReason) => Promise<void>;
  /** What became of the last backup of this run. */
  readonly lastBackup: () => BackupFailures;
  readonly backUp: () => Promise<Result<null>>;
  /** Closes the records, puts the backup in their place and opens that; when it cannot, the records are opened as they were. */
  readonly restore: (backupId: string, place: BackupPlace, passphrase: string) => Promise<Result<{ readonly profile: Profile | null }>>;
  readonly transferFrom: (folder: string, code: string, passphrase: string) => Promise<Result<{ readonly profile: Profile | null }>>;
  readonly isOpen: () => boolean;
  /** Runs with the open rooms; fails with `locked` when there are none or a lock closes them meanwhile, and as the disk failed where `run` throws what the disk threw. */
  readonly inside: <T>(run: (rooms: Rooms) => Promise<Result<T>> | Result<T>) => Promise<Result<T>>;
}

type Opened = Result<{ readonly profile: Profile | null }>;

async function statusOf(tools: Tools, rooms: Rooms | null): Promise<Result<SessionStatus>> {
  const stored = rooms === null ? await tools.vault.state() : 'open';
  if (stored === 'newer') return fail('newerVault');
  const { optionalRights, zone } = tools.settings.get();
  return ok({ vault: stored, keyStore: await tools.deviceSecret.kind(), profile: rooms?.vault.profile() ?? null, optionalRights, now: tools.clock.now(), zone, version: tools.version });
}

/** Who works here, as they say it themselves; words nobody could be called by are refused. */
async function setProfile({ vault }: Rooms, profile: Profile): Promise<Result<null>> {
  const [problem] = Object.values(personProblems(profile, 'your'));
  return problem === undefined ? vault.setProfile(profile) : fail('refused', problem);
}

/** The rooms that are open now: built from an open vault and told to the page, closed again by `shut`. */
function createOpenRooms(tools: Tools) {
  let rooms: Rooms | null = null;
  return {
    now: (): Rooms | null => rooms,
    open: async (vault: OpenVault): Promise<void> => {
      const built = await buildRooms(tools, vault);
      built.rooms.sync.onChange((status) => tools.notify('sync', status));
      rooms = built.rooms;
      tools.log('unlocked', built.mended);
      tools.paper.warm();
      tools.notify('session', { state: 'open' });
      built.rooms.sync.wake();
    },
    shut: (closing: Rooms): Promise<void> => {
      rooms = null;
      return closeRooms(closing);
    },
  };
}

export function createSession(tools: Tools): Session {
  const { vault: stored } = tools;
  const backups = createLockBackups(tools);
  const { now: openNow, open, shut } = createOpenRooms(tools);
  /** Opening and closing one after the other: a double click on Unlock, or a lock while unlocking, meets no half-open vault. */
  const { run: inTurn } = createQueue();

  async function inOpen<T>(run: (rooms: Rooms) => Promise<Result<T>>): Promise<Result<T>> {
    const rooms = openNow();
    return rooms === null ? fail('locked') : run(rooms);
  }

  async function openWith(result: Result<OpenVault>): Promise<Opened> {
    if (!result.ok) return result;
    return attempt(async () => {
      await open(result.value);
      return ok({ profile: result.value.profile() });
    });
  }

  async function unlessOpen(opening: () => Promise<Result<OpenVault>>): Promise<Opened> {
    const rooms = openNow();
    return rooms === null ? openWith(await opening()) : ok({ profile: rooms.vault.profile() });
  }

  async function create(passphrase: string): Promise<Result<{ readonly recoveryCode: string }>> {
    if (openNow() !== null) return fail('vaultExists');
    const created = await stored.create(passphrase);
    if (!created.ok) return created;
    const opened = await openWith(ok(created.value.vault));
    return opened.ok ? ok({ recoveryCode: created.value.recoveryCode }) : opened;
  }

  async function restore(backupId: string, place: BackupPlace, passphrase: string): Promise<Opened> {
    const rooms = openNow();
    if (rooms !== null) await shut(rooms);
    const restored = await stored.backups.restore(backupId, place, passphrase);
    const opened = await openWith(restored.ok ? restored : await stored.unlock(passphrase));
    if (openNow() === null) tools.notify('session', { state: 'locked' });
    return restored.ok ? opened : restored;
  }

  async function lock(why: LockReason): Promise<void> {
    const rooms = openNow();
    if (rooms === null) return;
    const letGo = letGoWith(rooms.vault, tools.clock.now());
    const shutting = shut(rooms);
    // The page clears its screen while the last writes end.
    tools.notify('session', { state: 'locked' });
    await shutting;
    tools.log('lockedDown', { why });
    if (BACKED_UP_AFTER.has(why)) await backups.make('closed', letGo);
  }

  return {
    lastBackup: backups.last,
    backUp: () => inTurn(() => inOpen(({ vault }) => backups.make('asked', letGoWith(vault, tools.clock.now())))),
    restore: (backupId, place, passphrase) => inTurn(() => restore(backupId, place, passphrase)),
    transferFrom: (folder, code, passphrase) => inTurn(async () => (openNow() === null ? openWith(await stored.backups.transferFrom(folder, code, passphrase)) : fail('vaultExists'))),
    isOpen: () => openNow() !== null,
    inside: (run) => inOpen((rooms) => attempt(async () => run(rooms))),
    status: () => statusOf(tools, openNow()),
    create: (passphrase) => inTurn(() => create(passphrase)),
    unlock: (passphrase) => inTurn(() => unlessOpen(() => stored.unlock(passphrase))),
    recover: (recoveryCode, passphrase) => inTurn(() => unlessOpen(() => stored.recover(recoveryCode, passphrase))),
    setProfile: (profile) => inOpen((rooms) => setProfile(rooms, profile)),
    lock: (why) => inTurn(() => lock(why)),
  };
}
