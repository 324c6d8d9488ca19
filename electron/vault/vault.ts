/**
 * The vault: made once, opened with a passphrase or the recovery code, closed at lock. A key that is wrong, missing or out of reach is a named
 * failure; no path here ever makes a second store where one stands. Making is one rename of a finished folder, so half a vault cannot exist.
 */
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { openIndex, writeFirstIndex, type SealedIndex } from '../records/caseload.ts';
import { countChanges } from '../records/changes.ts';
import type { Fold } from '../records/draft-journal.ts';
import { createDrafts } from '../records/drafts.ts';
import { createHalfWritten } from '../records/half-written.ts';
import { createKeptWords } from '../records/kept-words.ts';
import { createLibrary } from '../records/library.ts';
import { lateName } from '../records/late-entries.ts';
import { openPackages } from '../records/packages.ts';
import { sideListOwner } from '../records/side-lists.ts';
import { filesOfStudent, removeFiles } from '../records/student-files.ts';
import { openVaultSettings, writeFirstSettings } from '../records/vault-settings.ts';
import type { Clock, DeviceSecret, Disk, OpenVault, Packages, Random, Vault } from '../ports.ts';
import { attempt, evenIfTheDiskFails } from './disk-failure.ts';
import { DRAFTS_FOLDER, LATE_FOLDER, PACKAGES_FOLDER, PROGRESS_FOLDER, RECEIPTS_FOLDER, TRANSLATIONS_FOLDER, VAULT_FOLDERS } from './folders.ts';
import { createVaultKeys, KEY_BYTES, newKeyId, type VaultKeys } from './keys.ts';
import { healKeyring, makeDailyWrap, makeRecoveryWrap, openDaily, openRecovery, readKeyring, unlockMethodOf, writeKeyring, type Keyring, type KeyringPorts } from './keyring.ts';
import { createLock, systemProcesses, type Processes } from './lock-file.ts';
import { passphraseLacks, type KeyDerivation } from './passphrase.ts';
import { allInTurn } from './queue.ts';
import { RECOVERY_BYTES, writeRecoveryCode } from './recovery-code.ts';
import { createSetAside } from './set-aside.ts';
import { createBackups, finishRestore } from './restore.ts';
import { createTryLimit } from './tries.ts';

export interface VaultOptions {
  /** Absolute path of the vault folder; its parent holds the lock file. */
  readonly root: string;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly random: Random;
  readonly deviceSecret: DeviceSecret;
  readonly keyDerivation: KeyDerivation;
  /** shared/flow/replay. */
  readonly fold: Fold;
  readonly processes?: Processes;
}

/** Removes what a creation that was cut off left in the building folder: nothing there was ever handed to anybody. */
async function clearBuilding(disk: Disk, building: string): Promise<void> {
  if (!(await disk.exists(building))) return;
  for (const name of await disk.list(building)) if (!VAULT_FOLDERS.some((folder) => folder === name)) await disk.remove(join(building, name));
}

/** Whose record a file of the vault belongs to: ids are random, so only the index and the packages can tell. */
function ownerOf(file: string, index: SealedIndex, packages: Packages): string | null {
  const [folder, name = ''] = file.split('/');
  if (folder === DRAFTS_FOLDER) return index.drafts().find((draft) => draft.draftId === name)?.studentId ?? null;
  if (folder === LATE_FOLDER) return packages.ownerOf(lateName(name.replace(/\.\w+$/, ''))?.iepId ?? '');
  if (folder === TRANSLATIONS_FOLDER || folder === PROGRESS_FOLDER) return packages.ownerOf(sideListOwner(name));
  return folder === PACKAGES_FOLDER || folder === RECEIPTS_FOLDER ? packages.ownerOf(name.replace(/\.\w+$/, '')) : null;
}

/** Opens every room with keys that are known to be right. On failure the keys are zeroed. */
async function openRooms({ root, disk, clock, random, fold }: VaultOptions, keys: VaultKeys, release: () => Promise<void>): Promise<Result<OpenVault>> {
  const setAside = createSetAside(disk, root, random);
  const index = await openIndex(disk, root, keys, setAside);
  if (!index.ok) return index;
  const settings = await openVaultSettings(disk, root, keys, setAside);
  if (!settings.ok) return settings;
  // A removal that a crash or a failing disk cut off goes on here.
  const finishRemovals = async (): Promise<void> => {
    for (const removal of index.value.caseload.removals()) await removeFiles(disk, root, removal);
    await index.value.filesWent();
  };
  await evenIfTheDiskFails(finishRemovals);
  const { packages: uncounted, close: closePackages, forgetOf, studentOf } = await openPackages({ disk, root, keys, index: index.value, setAside });
  const { packages, changesOf } = countChanges(uncounted, (named) => (keys.hasStudent(named) ? named : studentOf(named)));
  const { drafts, closeAll, closeOf } = createDrafts({ disk, root, clock, random, keys, index: index.value, setAside, fold });
  const { keptWords, close: closeKeptWords } = createKeptWords({ disk, seal: keys, studentOf: (draftId) => index.value.drafts().find((draft) => draft.draftId === draftId)?.studentId });
  const { halfWritten, close: closeHalfWritten } = createHalfWritten({ disk, root, keys, setAside });
  const { library, close: closeLibrary } = createLibrary({ disk, root, keys, setAside });
  let closed: Promise<void> | null = null;
  // To the end whatever fails: with the keys left in memory and the lock held by this very process, nobody could unlock again before a restart.
  const close = (): Promise<void> => allInTurn([closeAll, closeKeptWords, closeHalfWritten, closePackages, closeLibrary, index.value.close, settings.value.close, keys.destroy, release]);
  return ok({
    drafts,
    keptWords,
    halfWritten,
    packages,
    changesOf,
    caseload: index.value.caseload,
    library,
    profile: settings.value.profile,
    setProfile: settings.value.setProfile,
    readSetting: settings.value.readSetting,
    writeSetting: settings.value.writeSetting,
    deviceId: settings.value.deviceId,
    removeStudent: (studentId, removal) =>
      attempt(async () => {
        await closeOf(studentId);
        const files = await filesOfStudent(disk, root, keys, index.value, studentId);
        const removed = await index.value.remove(studentId, { ...removal, files });
        if (!removed.ok) return removed;
        keys.forget(studentId);
        forgetOf(studentId);
        await evenIfTheDiskFails(finishRemovals);
        return ok(null);
      }),
    damaged: () => setAside.all().map((found) => ({ ...found, studentId: ownerOf(found.file, index.value, packages) })),
    close: () => (closed ??= close()),
  });
}

export function createVault(given: VaultOptions): Vault {
  const { root, clock, random, deviceSecret, keyDerivation, processes = systemProcesses } = given;
  const parent = dirname(root);
  const lock = createLock(given.disk, join(parent, `${basename(root)}.lock`), processes, random);
  const { disk } = lock;
  const options: VaultOptions = { ...given, disk };
  const ports: KeyringPorts = { random, deviceSecret, keyDerivation };
  const tries = createTryLimit(disk, root, clock);

  /** Runs `open` under the lock; the lock is given back unless it ended in an open vault, which then holds it until `close`. */
  const locked = async <T>(open: (release: () => Promise<void>) => Promise<Result<T>>): Promise<Result<T>> => {
    const taken = await lock.take();
    if (!taken.ok) return taken;
    try {
      const opened = await open(taken.value);
      if (!opened.ok) await taken.value();
      return opened;
    } catch (error) {
      await taken.value().catch(() => undefined);
      throw error;
    }
  };
  const openWith = async (keyring: Keyring, vaultKey: Uint8Array, release: () => Promise<void>): Promise<Result<OpenVault>> => {
    const keys = createVaultKeys(vaultKey, keyring.keyId, random);
    vaultKey.fill(0);
    let opened: Result<OpenVault> | null = null;
    try {
      opened = await openRooms(options, keys, release);
      return opened;
    } finally {
      if (opened?.ok !== true) keys.destroy();
    }
  };
  const weak = async (passphrase: string): Promise<Result<null>> => {
    const lacks = passphraseLacks(passphrase, await deviceSecret.kind());
    return lacks === null ? ok(null) : fail('weakPassphrase', `Use ${lacks}.`);
  };
  /** Proves that the new daily wrap opens the vault, starting from the passphrase itself, before the old keyring is replaced. */
  const proves = (passphrase: string, vaultKey: Uint8Array) => async (readBack: Keyring): Promise<void> => {
    const opened = await openDaily(readBack, passphrase, ports);
    if (!opened.ok || !Buffer.from(opened.value).equals(vaultKey)) throw Object.assign(new Error('The new passphrase did not open the vault; the old keyring stays.'), { code: 'EIO' });
    opened.value.fill(0);
  };

  /** The keyring as it is, once a restore that a crash cut off between its two renames is finished: until then there is no folder, and that must not look like a new computer. */
  const readKeyringHere = async (): Promise<Result<Keyring>> => {
    await finishRestore(disk, root);
    return readKeyring(disk, root);
  };
  /** The vault key by the passphrase, counted as a try. */
  const keyBy = async (keyring: Keyring, passphrase: string): Promise<Result<Uint8Array>> => {
    const may = await tries.mayTry();
    if (!may.ok) return may;
    const vaultKey = await openDaily(keyring, passphrase, ports);
    if (vaultKey.ok) await tries.right();
    else if (vaultKey.failure.code === 'wrongPassphrase') await tries.wrong();
    return vaultKey;
  };
  const rewrap = (passphrase: string, change: (keyring: Keyring, vaultKey: Uint8Array) => Promise<Result<{ readonly keyring: Keyring; readonly prove: (readBack: Keyring) => Promise<void> }>>): Promise<Result<null>> =>
    attempt(async () => {
      const keyring = await readKeyringHere();
      if (!keyring.ok) return keyring;
      const vaultKey = await keyBy(keyring.value, passphrase);
      if (!vaultKey.ok) return vaultKey;
      try {
        const changed = await change(keyring.value, vaultKey.value);
        if (!changed.ok) return changed;
        await writeKeyring(disk, root, changed.value.keyring, changed.value.prove);
        // Backups open with the newest wraps too. A place that cannot be reached now gets them with its next backup.
        await evenIfTheDiskFails(() => backups.keepKeyring(changed.value.keyring));
        return ok(null);
      } finally {
        vaultKey.value.fill(0);
      }
    });

  const building = `${root}.new`;
  const build = async (passphrase: string): Promise<Result<{ readonly keyring: Keyring; readonly vaultKey: Uint8Array; readonly code: string }>> => {
    await clearBuilding(disk, building);
    for (const folder of VAULT_FOLDERS) await disk.makeFolder(join(building, folder));
    const vaultKey = random.bytes(KEY_BYTES);
    const identity = { vault: random.id(), keyId: newKeyId(random) };
    const daily = await makeDailyWrap(vaultKey, identity, passphrase, ports);
    if (!daily.ok) return daily;
    const secret = random.bytes(RECOVERY_BYTES);
    const keyring: Keyring = { ...identity, daily: daily.value, recovery: makeRecoveryWrap(vaultKey, identity, secret, random) };
    const keys = createVaultKeys(vaultKey, keyring.keyId, random);
    const setAside = createSetAside(disk, building, random);
    await writeFirstIndex(disk, building, keys, setAside);
    await writeFirstSettings(disk, building, keys, setAside, random.id());
    await writeKeyring(disk, building, keyring, proves(passphrase, vaultKey));
    keys.destroy();
    return ok({ keyring, vaultKey, code: writeRecoveryCode(secret) });
  };

  /** Puts the finished folder in place and opens it. When either fails the folder is taken back: nobody has seen its recovery code yet. */
  const putInPlace = async ({ keyring, vaultKey }: { readonly keyring: Keyring; readonly vaultKey: Uint8Array }, release: () => Promise<void>): Promise<Result<OpenVault>> => {
    let opened: Result<OpenVault> | null = null;
    try {
      await disk.rename(building, root);
      await disk.syncFolder(parent);
      opened = await openWith(keyring, vaultKey, release);
      return opened;
    } finally {
      if (opened?.ok !== true) await evenIfTheDiskFails(() => disk.rename(root, building));
    }
  };

  const backups = createBackups({ ...options, locked, openWith, keyBy, weak, proves, ports, lookKeyring: readKeyringHere });

  return {
    backups: backups.port,
    changePassphrase: (passphrase, next) =>
      rewrap(passphrase, async (keyring, vaultKey) => {
        const strong = await weak(next);
        if (!strong.ok) return strong;
        const daily = await makeDailyWrap(vaultKey, keyring, next, ports);
        return daily.ok ? ok({ keyring: { ...keyring, daily: daily.value }, prove: proves(next, vaultKey) }) : daily;
      }),
    unlockMethod: () =>
      attempt(async () => {
        const keyring = await readKeyringHere();
        return keyring.ok ? unlockMethodOf(keyring.value, ports) : keyring;
      }),
    newRecoveryCode: async (passphrase) => {
      const secret = random.bytes(RECOVERY_BYTES);
      const recoveryCode = writeRecoveryCode(secret);
      const changed = await rewrap(passphrase, async (keyring, vaultKey) => ok({
        keyring: { ...keyring, recovery: makeRecoveryWrap(vaultKey, keyring, secret, random) },
        prove: async (readBack) => {
          const opened = openRecovery(readBack, recoveryCode);
          if (!opened.ok || !Buffer.from(opened.value).equals(vaultKey)) throw Object.assign(new Error('The new code did not open the vault; the old keyring stays.'), { code: 'EIO' });
        },
      }));
      return changed.ok ? ok({ recoveryCode }) : changed;
    },
    state: async () => {
      const read = await readKeyringHere();
      if (read.ok) return 'locked';
      if (read.failure.code === 'noVault') return 'none';
      // A folder whose keyring cannot be read is a store that does not open, not a reason to offer a new one.
      return read.failure.code === 'newerVault' ? 'newer' : 'locked';
    },
    create: (passphrase) =>
      attempt(async () => {
        const strong = await weak(passphrase);
        if (!strong.ok) return strong;
        await disk.makeFolder(parent);
        return locked(async (release) => {
          const there = await readKeyringHere();
          if (there.ok) return fail('vaultExists');
          if (there.failure.code !== 'noVault') return there;
          const built = await build(passphrase);
          if (!built.ok) return built;
          const opened = await putInPlace(built.value, release);
          return opened.ok ? ok({ vault: opened.value, recoveryCode: built.value.code }) : opened;
        });
      }),
    unlock: (passphrase) =>
      attempt(async () => {
        const keyring = await readKeyringHere();
        if (!keyring.ok) return keyring;
        return locked(async (release) => {
          const vaultKey = await keyBy(keyring.value, passphrase);
          if (!vaultKey.ok) return vaultKey;
          await healKeyring(disk, root, keyring.value);
          return openWith(keyring.value, vaultKey.value, release);
        });
      }),
    recover: (recoveryCode, newPassphrase) =>
      attempt(async () => {
        const keyring = await readKeyringHere();
        if (!keyring.ok) return keyring;
        const strong = await weak(newPassphrase);
        if (!strong.ok) return strong;
        return locked(async (release) => {
          const vaultKey = openRecovery(keyring.value, recoveryCode);
          if (!vaultKey.ok) return vaultKey;
          const daily = await makeDailyWrap(vaultKey.value, keyring.value, newPassphrase, ports);
          if (!daily.ok) return daily;
          const changed: Keyring = { ...keyring.value, daily: daily.value };
          await writeKeyring(disk, root, changed, proves(newPassphrase, vaultKey.value));
          await tries.right();
          return openWith(changed, vaultKey.value, release);
        });
      }),
  };
}
