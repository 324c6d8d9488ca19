/** A new vault: built whole in a folder beside its place and put there by one rename, so that half a vault cannot exist. */
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { writeFirstIndex } from '../records/caseload.ts';
import { writeFirstSettings } from '../records/vault-settings.ts';
import type { Disk } from '../ports/computer.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import { evenIfTheDiskFails } from './disk-failure.ts';
import type { Door } from './door.ts';
import { VAULT_FOLDERS } from './folders.ts';
import { createVaultKeys, KEY_BYTES, newKeyId } from './keys.ts';
import { makeDailyWrap, makeRecoveryWrap, writeKeyring, type Keyring } from './keyring.ts';
import { RECOVERY_BYTES, writeRecoveryCode } from './recovery-code.ts';
import { createSetAside } from './set-aside.ts';

interface Built {
  readonly keyring: Keyring;
  readonly vaultKey: Uint8Array;
  readonly code: string;
}

function buildingFolder(root: string): string {
  return `${root}.new`;
}

/** Removes what a creation that was cut off left in the building folder: nothing there was ever handed to anybody. */
async function clearBuilding(disk: Disk, building: string): Promise<void> {
  if (!(await disk.exists(building))) return;
  for (const name of await disk.list(building)) if (!VAULT_FOLDERS.some((folder) => folder === name)) await disk.remove(join(building, name));
}

async function build({ root, disk, random, ports, proves }: Door, passphrase: string): Promise<Result<Built>> {
  const building = buildingFolder(root);
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
}

/** Puts the finished folder in place and opens it. When either fails the folder is taken back: nobody has seen its recovery code yet. */
async function putInPlace({ root, disk, openWith }: Door, { keyring, vaultKey }: Built, release: () => Promise<void>): Promise<Result<OpenVault>> {
  let opened: Result<OpenVault> | null = null;
  try {
    await disk.rename(buildingFolder(root), root);
    await disk.syncFolder(dirname(root));
    opened = await openWith(keyring, vaultKey, release);
    return opened;
  } finally {
    if (opened?.ok !== true) await evenIfTheDiskFails(() => disk.rename(root, buildingFolder(root)));
  }
}

/** Makes the vault and opens it; `vaultExists` where one stands. Throws the disk's own error. */
export async function makeVault(door: Door, passphrase: string): Promise<Result<{ readonly vault: OpenVault; readonly recoveryCode: string }>> {
  const strong = await door.weak(passphrase);
  if (!strong.ok) return strong;
  await door.disk.makeFolder(dirname(door.root));
  return door.locked(async (release) => {
    const there = await door.lookKeyring();
    if (there.ok) return fail('vaultExists');
    if (there.failure.code !== 'noVault') return there;
    const built = await build(door, passphrase);
    if (!built.ok) return built;
    const opened = await putInPlace(door, built.value, release);
    return opened.ok ? ok({ vault: opened.value, recoveryCode: built.value.code }) : opened;
  });
}
