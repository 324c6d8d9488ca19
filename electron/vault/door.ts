/** What every way into a vault passes: one program at a time, counted tries, a passphrase that is strong enough, and keys that go when nothing opened. */
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Fold } from '../records/live-journal.ts';
import type { Clock, DeviceSecret, Disk, Random } from '../ports/computer.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import { finishRestore } from './folder-exchange.ts';
import { createVaultKeys } from './keys.ts';
import { openDaily, readKeyring, type Keyring, type KeyringPorts } from './keyring.ts';
import { createLock, systemProcesses, type Processes, type VaultLock } from './lock-file.ts';
import { openRooms } from './open-rooms.ts';
import { passphraseLacks, type KeyDerivation } from './passphrase.ts';
import { createTryLimit, type TryLimit } from './tries.ts';

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

export interface Door extends VaultOptions {
  /** Writes nothing beside the vault before the lock has its file. */
  readonly disk: Disk;
  readonly ports: KeyringPorts;
  readonly tries: TryLimit;
  /** Runs `open` under the lock; the lock is given back unless it ended in an open vault, which then holds it until `close`. */
  readonly locked: <T>(open: (release: () => Promise<void>) => Promise<Result<T>>) => Promise<Result<T>>;
  /** Opens the vault with the key of this keyring, which is zeroed here. */
  readonly openWith: (keyring: Keyring, vaultKey: Uint8Array, release: () => Promise<void>) => Promise<Result<OpenVault>>;
  /** The vault key by the passphrase, counted as a try. */
  readonly keyBy: (keyring: Keyring, passphrase: string) => Promise<Result<Uint8Array>>;
  /** `weakPassphrase` with what it lacks. */
  readonly weak: (passphrase: string) => Promise<Result<null>>;
  /** Proves that the new daily wrap opens the vault, starting from the passphrase itself, before the old keyring is replaced. */
  readonly proves: (passphrase: string, vaultKey: Uint8Array) => (readBack: Keyring) => Promise<void>;
  /** The keyring as it is, once a restore that a crash cut off between its two renames is finished: until then there is no folder, and that must not look like a new computer. */
  readonly lookKeyring: () => Promise<Result<Keyring>>;
}

async function underLock<T>(lock: VaultLock, open: (release: () => Promise<void>) => Promise<Result<T>>): Promise<Result<T>> {
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
}

async function openWith(options: VaultOptions, keyring: Keyring, vaultKey: Uint8Array, release: () => Promise<void>): Promise<Result<OpenVault>> {
  const keys = createVaultKeys(vaultKey, keyring.keyId, options.random);
  vaultKey.fill(0);
  let opened: Result<OpenVault> | null = null;
  try {
    opened = await openRooms(options, keys, release);
    return opened;
  } finally {
    if (opened?.ok !== true) keys.destroy();
  }
}

async function countedKey(tries: TryLimit, ports: KeyringPorts, keyring: Keyring, passphrase: string): Promise<Result<Uint8Array>> {
  const may = await tries.mayTry();
  if (!may.ok) return may;
  const vaultKey = await openDaily(keyring, passphrase, ports);
  if (vaultKey.ok) await tries.right();
  else if (vaultKey.failure.code === 'wrongPassphrase') await tries.wrong();
  return vaultKey;
}

async function strongEnough(deviceSecret: DeviceSecret, passphrase: string): Promise<Result<null>> {
  const lacks = passphraseLacks(passphrase, await deviceSecret.kind());
  return lacks === null ? ok(null) : fail('weakPassphrase', `Use ${lacks}.`);
}

async function proveDaily(ports: KeyringPorts, passphrase: string, vaultKey: Uint8Array, readBack: Keyring): Promise<void> {
  const opened = await openDaily(readBack, passphrase, ports);
  if (!opened.ok || !Buffer.from(opened.value).equals(vaultKey)) throw Object.assign(new Error('The new passphrase did not open the vault; the old keyring stays.'), { code: 'EIO' });
  opened.value.fill(0);
}

/** The door of one vault folder. */
export function createDoor(given: VaultOptions): Door {
  const { root, clock, random, deviceSecret, keyDerivation, processes = systemProcesses } = given;
  const lock = createLock(given.disk, join(dirname(root), `${basename(root)}.lock`), processes, random);
  const options: VaultOptions = { ...given, disk: lock.disk };
  const ports: KeyringPorts = { random, deviceSecret, keyDerivation };
  const tries = createTryLimit(lock.disk, root, clock);
  return {
    ...options,
    disk: lock.disk,
    ports,
    tries,
    locked: (open) => underLock(lock, open),
    openWith: (keyring, vaultKey, release) => openWith(options, keyring, vaultKey, release),
    keyBy: (keyring, passphrase) => countedKey(tries, ports, keyring, passphrase),
    weak: (passphrase) => strongEnough(deviceSecret, passphrase),
    proves: (passphrase, vaultKey) => (readBack) => proveDaily(ports, passphrase, vaultKey, readBack),
    lookKeyring: async () => {
      await finishRestore(lock.disk, root);
      return readKeyring(lock.disk, root);
    },
  };
}
