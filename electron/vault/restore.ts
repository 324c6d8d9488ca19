/**
 * Backups in use: made by themselves, previewed, put back, carried to another computer. A restore builds the whole folder beside the vault,
 * proves that it opens, backs the present state up, and only then exchanges the two by renames; at every moment one of them is whole.
 */
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { renameDevice } from '../records/vault-settings.ts';
import type { BackedUp, BackupInfo, BackupPlace, CopiesDue, Disk, OpenVault, RestorePreview, StudentState, VaultBackups } from '../ports.ts';
import { keepKeyring, keyringIn, listBackups, readBackedUp, keyringPath, rotateBackups, writeBackup, type Backup } from './backups.ts';
import { attempt, evenIfTheDiskFails } from './disk-failure.ts';
import { durableWrite } from './durable-write.ts';
import { QUARANTINE, VAULT_FOLDERS } from './folders.ts';
import { createVaultKeys, type VaultKeys } from './keys.ts';
import { makeDailyWrap, makeRecoveryWrap, openRecovery, readKeyring, writeKeyring, type Keyring, type KeyringPorts } from './keyring.ts';
import { lookInto, type LookOptions } from './look.ts';
import { layOver, mendFrom, type Mended } from './mend.ts';
import { backupAsDisk, readOnly } from './read-only-disk.ts';
import { RECOVERY_BYTES, writeRecoveryCode } from './recovery-code.ts';
import { asideName, letGoReplaced } from './replaced.ts';
import { createSetAside } from './set-aside.ts';
import { listPlace, newestIn, ownFolder, takeOverOld } from './shared-place.ts';
import { vaultFiles } from './vault-files.ts';
import type { VaultOptions } from './vault.ts';

/** What vault.ts lends: its lock, its tries and its way to open. */
export interface BackupParts extends VaultOptions {
  readonly ports: KeyringPorts;
  readonly locked: <T>(open: (release: () => Promise<void>) => Promise<Result<T>>) => Promise<Result<T>>;
  readonly openWith: (keyring: Keyring, vaultKey: Uint8Array, release: () => Promise<void>) => Promise<Result<OpenVault>>;
  readonly keyBy: (keyring: Keyring, passphrase: string) => Promise<Result<Uint8Array>>;
  readonly weak: (passphrase: string) => Promise<Result<null>>;
  readonly proves: (passphrase: string, vaultKey: Uint8Array) => (readBack: Keyring) => Promise<void>;
  readonly lookKeyring: () => Promise<Result<Keyring>>;
}

const PLACE_FILE = 'backup-place.json';
const placeSchema = z.strictObject({ folder: z.string().nullable() });

function readyFolder(root: string): string {
  return `${root}.restored`;
}

/** After the first of the two renames of a restore the vault has no folder; the finished one beside it takes its place. Throws the disk's own error. */
export async function finishRestore(disk: Disk, root: string): Promise<void> {
  if ((await disk.exists(root)) || !(await disk.exists(readyFolder(root)))) return;
  await disk.rename(readyFolder(root), root);
  await disk.syncFolder(dirname(root));
}

function infoOf(backup: Backup, place: BackupPlace): BackupInfo {
  return { backupId: backup.id, place, madeAt: backup.madeAt, why: backup.why, files: backup.files.length, bytes: backup.files.reduce((sum, file) => sum + file.bytes, 0) };
}

/** Both lists side by side, by name. */
function sideBySide(now: readonly StudentState[], then: readonly StudentState[]): RestorePreview['students'] {
  const ids = [...new Set([...now, ...then].map((state) => state.studentId))];
  return ids
    .map((id) => ({ now: now.find((state) => state.studentId === id) ?? null, inBackup: then.find((state) => state.studentId === id) ?? null }))
    .map((pair) => ({ name: pair.now?.name ?? pair.inBackup?.name ?? '', ...pair }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Copies every file of the backup into an empty or half-filled folder; a damaged one stops it before anything else has changed. */
async function unpack(disk: Disk, backup: Backup, into: string): Promise<Result<null>> {
  if (await disk.exists(into)) for (const path of await vaultFiles(disk, into)) await disk.remove(join(into, path));
  for (const folder of VAULT_FOLDERS) await disk.makeFolder(join(into, folder));
  for (const file of backup.files) {
    const bytes = await readBackedUp(disk, backup, file);
    if (!bytes.ok) return bytes;
    const path = join(into, file.path);
    await disk.makeFolder(dirname(path));
    await durableWrite(disk, path, bytes.value);
  }
  for (const folder of VAULT_FOLDERS) await disk.syncFolder(join(into, folder));
  return ok(null);
}

/** What was set aside as damaged goes along: a restore is no reason to let it go. */
async function carryQuarantine(disk: Disk, root: string, into: string): Promise<void> {
  const from = join(root, QUARANTINE);
  if (!(await disk.exists(from))) return;
  for (const name of await disk.list(from)) await durableWrite(disk, join(into, QUARANTINE, name), await disk.read(join(from, name)));
}

function placeIn(bytes: Uint8Array): Result<string | null> {
  try {
    return ok(placeSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).folder);
  } catch {
    return fail('refused', 'The note of the second place for backups cannot be read. Choose the place again.');
  }
}

export interface Backups {
  readonly port: VaultBackups;
  /** Puts changed wraps beside the backups of every place. */
  readonly keepKeyring: (keyring: Keyring) => Promise<void>;
}

export function createBackups(parts: BackupParts): Backups {
  const { root, disk, clock, random, fold, ports, locked, openWith, keyBy, weak, proves, lookKeyring } = parts;
  const parent = dirname(root);
  const here = join(parent, 'backups');
  const placeFile = join(parent, PLACE_FILE);
  const building = `${root}.restoring`;

  /** The folder somebody chose; null when nobody did. A note that cannot be read is a failure: taken for none, the copies there would stop without a word. */
  const second = (): Promise<Result<string | null>> => attempt(async () => ((await disk.exists(placeFile)) ? placeIn(await disk.read(placeFile)) : ok(null)));
  const secondIfKnown = async (): Promise<string | null> => {
    const folder = await second();
    return folder.ok ? folder.value : null;
  };
  const ownIn = (place: string): Promise<string> => ownFolder(disk, parent, random, place);
  const listOf = async (place: BackupPlace): Promise<readonly Backup[]> => {
    if (place === 'here') return (await listBackups(disk, here)).backups;
    const folder = await secondIfKnown();
    return folder === null ? [] : (await listPlace(disk, folder)).backups;
  };
  const find = async (backupId: string, place: BackupPlace): Promise<Backup | null> => (await listOf(place)).find((backup) => backup.id === backupId) ?? null;
  /** The keyring of this computer, or, where it cannot be read, the one beside the backup. */
  const keyringFor = async (backup: Backup): Promise<Result<Keyring>> => {
    const mine = await lookKeyring();
    if (mine.ok) return mine.value.vault === backup.vault ? mine : fail('refused', 'This backup holds the records of another IEP Desk.');
    if (mine.failure.code === 'newerVault') return mine;
    const kept = await keyringIn(disk, backup.folder, backup.vault);
    return kept.ok ? kept : mine;
  };
  const withKeys = async <T>(backupId: string, place: BackupPlace, passphrase: string, work: (backup: Backup, keyring: Keyring, vaultKey: Uint8Array, keys: VaultKeys) => Promise<Result<T>>): Promise<Result<T>> => {
    const backup = await find(backupId, place);
    if (backup === null) return fail('notFound', 'That backup is not there any more.');
    const keyring = await keyringFor(backup);
    if (!keyring.ok) return keyring;
    const vaultKey = await keyBy(keyring.value, passphrase);
    if (!vaultKey.ok) return vaultKey;
    const keys = createVaultKeys(vaultKey.value, keyring.value.keyId, random);
    try {
      return await work(backup, keyring.value, vaultKey.value, keys);
    } finally {
      keys.destroy();
      vaultKey.value.fill(0);
    }
  };
  const toLook = (on: Disk, at: string, keys: VaultKeys): LookOptions => ({ disk: on, root: at, clock, random, fold, keys });
  const look = (on: Disk, at: string, keys: VaultKeys) => lookInto(toLook(on, at, keys));
  /** What each student has here, or why the records do not open: their keyring, their list or their settings. */
  const lookHere = async (keys: VaultKeys): Promise<Result<readonly StudentState[]>> => {
    const mine = await lookKeyring();
    return mine.ok ? look(readOnly(disk), root, keys) : mine;
  };
  const mend = (backup: Backup, keys: VaultKeys): Promise<Mended> => mendFrom(toLook(readOnly(disk), root, keys), disk, backup);
  const backUpTo = (folder: string, place: BackupPlace, keyring: Keyring, why: 'closed' | 'asked' | 'beforeRestore', rotate: boolean, due: CopiesDue | null): Promise<Result<BackupInfo>> =>
    attempt(async () => {
      const backup = await writeBackup({ disk, root, folder, keyring, madeAt: clock.now(), zone: clock.zone(), why });
      if (rotate) await evenIfTheDiskFails(() => rotateBackups(disk, folder, keyring.vault, due));
      return ok(infoOf(backup, place));
    });

  const backUpToSecond = async (...[keyring, ...how]: [Keyring, 'closed' | 'asked' | 'beforeRestore', boolean, CopiesDue | null]): Promise<BackedUp['second']> => {
    const folder = await second();
    if (!folder.ok) return folder;
    const { value: place } = folder;
    if (place === null) return null;
    return attempt(async () => {
      const own = await ownIn(place);
      const made = await backUpTo(own, 'second', keyring, ...how);
      // The folder itself is new there at the first backup.
      await disk.syncFolder(place);
      return made;
    });
  };
  /** Before the backups here rotate: they are the proof. */
  const takeOver = async (): Promise<void> => {
    const place = await secondIfKnown();
    if (place !== null && (await disk.exists(place))) await takeOverOld(disk, place, await ownIn(place), here);
  };

  /** Gives the folder that was built a device of its own and looks whether it opens. */
  const lookAsNewDevice = async (vaultKey: Uint8Array, keyId: string): Promise<Result<unknown>> => {
    const keys = createVaultKeys(vaultKey, keyId, random);
    try {
      const renamed = await renameDevice(disk, building, keys, createSetAside(disk, building, random), random.id());
      return renamed.ok ? await look(readOnly(disk), building, keys) : renamed;
    } finally {
      keys.destroy();
    }
  };

  /** Exchanges the vault for the folder that was built and proved. */
  const exchange = async (): Promise<void> => {
    // Left by a restore that ended between its two renames while the old folder was still there.
    if (await disk.exists(readyFolder(root))) await disk.rename(readyFolder(root), asideName(root, clock, random));
    await disk.rename(building, readyFolder(root));
    await disk.syncFolder(parent);
    if (await disk.exists(root)) await disk.rename(root, asideName(root, clock, random));
    await disk.syncFolder(parent);
    await finishRestore(disk, root);
  };

  const port: VaultBackups = {
    backUp: (why, rotate, due) =>
      attempt(async () => {
        const keyring = await lookKeyring();
        if (!keyring.ok) return keyring;
        await evenIfTheDiskFails(takeOver);
        const backedUp: BackedUp = {
          here: await backUpTo(here, 'here', keyring.value, why, rotate, due),
          second: await backUpToSecond(keyring.value, why, rotate, due),
        };
        // Closed without damage, so the vault was opened: what it replaced may be on its way out.
        if (why === 'closed' && rotate && backedUp.here.ok) await evenIfTheDiskFails(() => letGoReplaced({ disk, root, backups: here, clock, due }));
        return ok(backedUp);
      }),
    list: () =>
      attempt(async () => {
        const secondPlace = await secondIfKnown();
        const found = (await listOf('here')).map((backup) => infoOf(backup, 'here'));
        // A stick that was pulled out is no reason to hide the backups that are here.
        const away = await attempt(async () => ok(await listOf('second')));
        const all = away.ok ? [...found, ...away.value.map((backup) => infoOf(backup, 'second'))] : found;
        return ok({ backups: all.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1)), secondPlace });
      }),
    setSecondPlace: (folder) =>
      attempt(async () => {
        await durableWrite(disk, placeFile, Buffer.from(JSON.stringify({ folder }), 'utf8'));
        return ok(null);
      }),
    preview: (backupId, place, passphrase) =>
      attempt(() =>
        withKeys(backupId, place, passphrase, async (backup, _keyring, _vaultKey, keys): Promise<Result<RestorePreview>> => {
          const then = await look(backupAsDisk(disk, backup, root), root, keys);
          if (!then.ok) return fail('copyDamaged', 'Its list of students or its settings cannot be read.');
          const now = await lookHere(keys);
          if (now.ok) return ok({ backup: infoOf(backup, place), mends: null, students: sideBySide(now.value, then.value) });
          const mended = await mend(backup, keys);
          const after = await look(mended.disk, root, keys);
          return after.ok ? ok({ backup: infoOf(backup, place), mends: { begunAfter: mended.begunAfter }, students: sideBySide(after.value, then.value) }) : after;
        }),
      ),
    restore: (backupId, place, passphrase) =>
      attempt(() =>
        locked((release) =>
          withKeys(backupId, place, passphrase, async (backup, keyring, vaultKey, keys) => {
            const unpacked = await unpack(disk, backup, building);
            if (!unpacked.ok) return unpacked;
            if (!(await lookHere(keys)).ok) await layOver(disk, root, await mend(backup, keys), building);
            await writeKeyring(disk, building, keyring, proves(passphrase, vaultKey));
            const opens = await look(readOnly(disk), building, keys);
            if (!opens.ok) return fail('copyDamaged', 'Its list of students or its settings cannot be read.');
            await carryQuarantine(disk, root, building);
            const kept = await backUpTo(here, 'here', keyring, 'beforeRestore', false, null);
            if (!kept.ok) return kept;
            await exchange();
            return openWith(keyring, Uint8Array.from(vaultKey), release);
          }),
        ),
      ),
    transferTo: (folder, passphrase) =>
      attempt(async () => {
        const keyring = await lookKeyring();
        if (!keyring.ok) return keyring;
        const vaultKey = await keyBy(keyring.value, passphrase);
        if (!vaultKey.ok) return vaultKey;
        const secret = random.bytes(RECOVERY_BYTES);
        const transfer = makeRecoveryWrap(vaultKey.value, keyring.value, secret, random);
        vaultKey.value.fill(0);
        // In the place of backups it is one of them, and goes when their time is over.
        const into = folder === (await secondIfKnown()) ? await ownIn(folder) : folder;
        const backup = await writeBackup({ disk, root, folder: into, keyring: keyring.value, madeAt: clock.now(), zone: clock.zone(), why: 'transfer', transfer });
        return ok({ code: writeRecoveryCode(secret), files: backup.files.length });
      }),
    findTransfer: (folder) =>
      attempt(async () => {
        const found = await newestIn(disk, folder);
        return found.ok ? ok({ madeAt: found.value.backup.madeAt, files: found.value.backup.files.length, unreadable: found.value.unreadable }) : found;
      }),
    transferFrom: (folder, code, passphrase) =>
      attempt(async () => {
        const strong = await weak(passphrase);
        if (!strong.ok) return strong;
        await disk.makeFolder(parent);
        return locked(async (release) => {
          const there = await readKeyring(disk, root);
          if (there.ok) return fail('vaultExists');
          if (there.failure.code !== 'noVault') return there;
          const found = await newestIn(disk, folder);
          if (!found.ok) return found;
          const { backup, keyring: kept } = found.value;
          const byTransfer = backup.transfer === null ? fail('wrongRecoveryCode') : openRecovery({ ...kept, recovery: backup.transfer }, code);
          const vaultKey = byTransfer.ok ? byTransfer : openRecovery(kept, code);
          if (!vaultKey.ok) return fail('wrongCopyCode', vaultKey.failure.reason);
          const unpacked = await unpack(disk, backup, building);
          if (!unpacked.ok) return unpacked;
          const opens = await lookAsNewDevice(vaultKey.value, kept.keyId);
          if (!opens.ok) return fail('copyDamaged', 'Its list of students or its settings cannot be read.');
          const daily = await makeDailyWrap(vaultKey.value, kept, passphrase, ports);
          if (!daily.ok) return daily;
          const keyring: Keyring = { ...kept, daily: daily.value };
          await writeKeyring(disk, building, keyring, proves(passphrase, vaultKey.value));
          await exchange();
          return openWith(keyring, vaultKey.value, release);
        });
      }),
  };
  return {
    port,
    keepKeyring: async (keyring) => {
      const place = await secondIfKnown();
      // Old backups straight in the place, which may be this computer's, must not open with a passphrase that was replaced either.
      for (const folder of [here, ...(place === null ? [] : [await ownIn(place)])]) if (await disk.exists(folder)) await keepKeyring(disk, folder, keyring);
      if (place !== null && (await disk.exists(keyringPath(place, keyring.vault)))) await keepKeyring(disk, place, keyring);
    },
  };
}
