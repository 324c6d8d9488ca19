/**
 * The vault: made once, opened with a passphrase or the recovery code, closed at lock. A key that is wrong, missing or out of reach is a named
 * failure; no path here ever makes a second store where one stands.
 */
import type { Result } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { UnlockMethod, Vault } from '../ports/vault.ts';
import { attempt } from './disk-failure.ts';
import { createDoor, type Door, type VaultOptions } from './door.ts';
import { healKeyring, makeDailyWrap, openRecovery, unlockMethodOf, writeKeyring, type Keyring } from './keyring.ts';
import { makeVault } from './make-vault.ts';
import { changePassphrase, newRecoveryCode } from './new-wraps.ts';
import { createBackups } from './vault-backups.ts';

async function stateOf(door: Door): Promise<'none' | 'locked' | 'newer'> {
  const read = await door.lookKeyring();
  if (read.ok) return 'locked';
  if (read.failure.code === 'noVault') return 'none';
  // A folder whose keyring cannot be read is a store that does not open, not a reason to offer a new one.
  return read.failure.code === 'newerVault' ? 'newer' : 'locked';
}

async function methodOf(door: Door): Promise<Result<UnlockMethod>> {
  const keyring = await door.lookKeyring();
  return keyring.ok ? unlockMethodOf(keyring.value, door.ports) : keyring;
}

async function unlock({ disk, root, lookKeyring, locked, keyBy, openWith }: Door, passphrase: string): Promise<Result<OpenVault>> {
  const keyring = await lookKeyring();
  if (!keyring.ok) return keyring;
  return locked(async (release) => {
    const vaultKey = await keyBy(keyring.value, passphrase);
    if (!vaultKey.ok) return vaultKey;
    await healKeyring(disk, root, keyring.value);
    return openWith(keyring.value, vaultKey.value, release);
  });
}

/** Opens with the recovery code and puts a new passphrase in the place of the lost one. */
async function recover({ disk, root, ports, tries, lookKeyring, weak, locked, proves, openWith }: Door, recoveryCode: string, newPassphrase: string): Promise<Result<OpenVault>> {
  const keyring = await lookKeyring();
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
}

/** The vault of one folder; what the disk throws is a named failure, except from `state`. */
export function createVault(given: VaultOptions): Vault {
  const door = createDoor(given);
  const backups = createBackups(door);
  return {
    backups: backups.port,
    state: () => stateOf(door),
    unlockMethod: () => attempt(() => methodOf(door)),
    create: (passphrase) => attempt(() => makeVault(door, passphrase)),
    unlock: (passphrase) => attempt(() => unlock(door, passphrase)),
    recover: (recoveryCode, newPassphrase) => attempt(() => recover(door, recoveryCode, newPassphrase)),
    changePassphrase: (passphrase, next) => attempt(() => changePassphrase(door, backups.keepKeyring, passphrase, next)),
    newRecoveryCode: (passphrase) => attempt(() => newRecoveryCode(door, backups.keepKeyring, passphrase)),
  };
}
