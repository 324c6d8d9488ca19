/**
 * The session: locked or open. Opening builds the rooms and mends what a crash cut off; locking closes them, forgets the keys and tells the
 * page. Locking hides and never discards: what was acknowledged is on disk.
 */
import type { Profile, SessionStatus } from '../../shared/bridge/contract.ts';
import { copiesAreDue } from '../../shared/flow/retention.ts';
import { personProblems } from '../../shared/flow/who-you-are.ts';
import { isLoss } from '../../shared/words/damage.ts';
import { fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { BackupPlace, CopiesDue, OpenVault } from '../ports.ts';
import type { LogEvents } from '../diagnostics/log.ts';
import { attempt } from '../vault/disk-failure.ts';
import { allInTurn } from '../vault/queue.ts';
import { damageReport } from './damage.ts';
import { nothingElsewhere } from './elsewhere.ts';
import { createOpenDrafts } from './open-drafts.ts';
import { rememberRecords } from './remembered.ts';
import { tellAllTranslations } from './late-translation-service.ts';
import { repairAtUnlock } from './repair.ts';
import { letLeaversGo } from './retention-service.ts';
import type { Rooms, Tools } from './rooms.ts';
import { openWaitingPapers } from './waiting-papers.ts';

export type LockReason = LogEvents['lockedDown']['why'];

export interface BackupFailures {
  readonly here: Failure | null;
  readonly second: Failure | null;
}

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
    const records = rememberRecords(vault);
    const opened: Rooms = {
      tools, vault, records, sync: tools.openSync(vault, records), drafts: createOpenDrafts(vault.drafts), elsewhere: nothingElsewhere(),
      waiting: openWaitingPapers({ vault, random: tools.random, now: tools.clock.now, changed: (count) => tools.notify('papers', { waiting: count }) }),
    };
    const { repaired, removed } = await mend(opened);
    opened.sync.onChange((status) => tools.notify('sync', status));
    rooms = opened;
    tools.log('unlocked', { repaired, removed });
    tools.paper.warm();
    tools.notify('session', { state: 'open' });
    opened.sync.wake();
  }

  /** What a crash cut off is finished, then whoever left the caseload may go. A vault that cannot be mended is given back whole: its lock is released and the failure is told. */
  async function mend(opened: Rooms): Promise<{ readonly repaired: number; readonly removed: number }> {
    try {
      const repaired = await repairAtUnlock(opened);
      await tellAllTranslations(opened);
      return { repaired, removed: await letLeaversGo(opened) };
    } catch (error) {
      await close(opened);
      throw error;
    }
  }

  async function openWith(result: Result<OpenVault>): Promise<Result<{ readonly profile: Profile | null }>> {
    if (!result.ok) return result;
    const vault = result.value;
    return attempt(async () => {
      await open(vault);
      return ok({ profile: vault.profile() });
    });
  }

  let failures: BackupFailures = { here: null, second: null };

  /** Backs up what is on disk. A backup that fails stops nothing; it is named in Settings and tried again at the next lock. */
  async function backUp(why: 'closed' | 'asked', rotate: boolean, due: CopiesDue | null): Promise<Result<null>> {
    const made = await tools.vault.backups.backUp(why, rotate, due);
    const here = made.ok ? made.value.here : made;
    const second = made.ok ? made.value.second : null;
    failures = { here: here.ok ? null : here.failure, second: second === null || second.ok ? null : second.failure };
    tools.log('backedUp', { here: failures.here?.code ?? 'done', second: second === null ? 'none' : (failures.second?.code ?? 'done') });
    return here.ok ? ok(null) : here;
  }

  /**
   * Ends rooms: whatever one of them says, the keys are forgotten, and so is what the paper's worker knows. What did not close in order is logged and told to
   * nobody: what was acknowledged is on the disk, and whoever locks or leaves can do nothing about it.
   */
  async function close(closing: Rooms): Promise<void> {
    await allInTurn([closing.sync.close, closing.vault.close, tools.paper.forget, closing.records.forget]).catch(() => tools.log('closeFailed', { room: 'session' }));
  }

  function shut(closing: Rooms): Promise<void> {
    rooms = null;
    return close(closing);
  }

  /** Which older backups have to go, because the time of copies of a removed student is over; null when none has. */
  function copiesDue(vault: OpenVault): CopiesDue | null {
    const due = vault.caseload.removals().filter(({ removedAt }) => copiesAreDue(removedAt, tools.clock.now()));
    const before = due.map(({ removedAt }) => removedAt).toSorted().at(-1);
    return before === undefined ? null : { before, keyIds: new Set(due.map(({ keyId }) => keyId).filter((keyId) => keyId !== '')) };
  }

  /** True while something is damaged that an older backup may still hold whole: no backup is let go then. */
  function misses(vault: OpenVault): boolean {
    return damageReport(vault).some(isLoss);
  }

  return {
    lastBackup: () => failures,
    backUp: () => inTurn(async () => (rooms === null ? fail('locked') : backUp('asked', !misses(rooms.vault), copiesDue(rooms.vault)))),
    restore: (backupId, place, passphrase) => inTurn(async () => {
      if (rooms !== null) await shut(rooms);
      const restored = await tools.vault.backups.restore(backupId, place, passphrase);
      const opened = await openWith(restored.ok ? restored : await tools.vault.unlock(passphrase));
      if (rooms === null) tools.notify('session', { state: 'locked' });
      return restored.ok ? opened : restored;
    }),
    transferFrom: (folder, code, passphrase) => inTurn(async () => (rooms === null ? openWith(await tools.vault.backups.transferFrom(folder, code, passphrase)) : fail('vaultExists'))),
    isOpen: () => rooms !== null,
    inside: async (run) => {
      const inThese = rooms;
      return inThese === null ? fail('locked') : attempt(async () => run(inThese));
    },
    status: async () => {
      const stored = rooms === null ? await tools.vault.state() : 'open';
      if (stored === 'newer') return fail('newerVault');
      return ok({
        vault: stored, keyStore: await tools.deviceSecret.kind(), profile: rooms?.vault.profile() ?? null, optionalRights: tools.settings.get().optionalRights, now: tools.clock.now(), zone: tools.settings.get().zone, version: tools.version,
      });
    },
    create: (passphrase) => inTurn(async () => {
      if (rooms !== null) return fail('vaultExists');
      const created = await tools.vault.create(passphrase);
      if (!created.ok) return created;
      const opened = await openWith(ok(created.value.vault));
      return opened.ok ? ok({ recoveryCode: created.value.recoveryCode }) : opened;
    }),
    unlock: (passphrase) => inTurn(async () => (rooms === null ? openWith(await tools.vault.unlock(passphrase)) : ok({ profile: rooms.vault.profile() }))),
    recover: (recoveryCode, passphrase) => inTurn(async () => (rooms === null ? openWith(await tools.vault.recover(recoveryCode, passphrase)) : ok({ profile: rooms.vault.profile() }))),
    setProfile: async (profile) => {
      if (rooms === null) return fail('locked');
      const [problem] = Object.values(personProblems(profile, 'your'));
      return problem === undefined ? rooms.vault.setProfile(profile) : fail('refused', problem);
    },
    lock: (why) => inTurn(async () => {
      const closing = rooms;
      if (closing === null) return;
      const rotate = !misses(closing.vault);
      const due = copiesDue(closing.vault);
      const shutting = shut(closing);
      // The page clears its screen while the last writes end.
      tools.notify('session', { state: 'locked' });
      await shutting;
      tools.log('lockedDown', { why });
      if (BACKED_UP_AFTER.has(why)) await backUp('closed', rotate, due);
    }),
  };
}
