/** Carries everything to another computer through a folder and a code shown once; the old computer keeps all it has. */
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { renameDevice } from '../records/vault-settings.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { BackupPlaces } from './backup-places.ts';
import { writeBackup, type Backup } from './backups.ts';
import type { Door } from './door.ts';
import { exchangeFolders } from './folder-exchange.ts';
import { createVaultKeys } from './keys.ts';
import { makeDailyWrap, makeRecoveryWrap, openRecovery, readKeyring, writeKeyring, type Keyring } from './keyring.ts';
import { readOnly } from './read-only-disk.ts';
import { RECOVERY_BYTES, writeRecoveryCode } from './recovery-code.ts';
import { createSetAside } from './set-aside.ts';
import { newestIn } from './shared-place.ts';
import { unpack, unpackedFolder } from './unpack.ts';
import { look } from './with-backup.ts';

/** Writes everything into the folder. Throws the disk's own error. */
export async function transferTo({ disk, root, clock, random, lookKeyring, keyBy }: Door, places: BackupPlaces, folder: string, passphrase: string): Promise<Result<{ readonly code: string; readonly files: number }>> {
  const keyring = await lookKeyring();
  if (!keyring.ok) return keyring;
  const vaultKey = await keyBy(keyring.value, passphrase);
  if (!vaultKey.ok) return vaultKey;
  const secret = random.bytes(RECOVERY_BYTES);
  const transfer = makeRecoveryWrap(vaultKey.value, keyring.value, secret, random);
  vaultKey.value.fill(0);
  // In the place of backups it is one of them, and goes when their time is over.
  const into = folder === (await places.secondIfKnown()) ? await places.ownIn(folder) : folder;
  const backup = await writeBackup({ disk, root, folder: into, keyring: keyring.value, madeAt: clock.now(), zone: clock.zone(), why: 'transfer', transfer });
  return ok({ code: writeRecoveryCode(secret), files: backup.files.length });
}

/** What stands in the folder, without opening it. Throws the disk's own error. */
export async function findTransfer({ disk }: Door, folder: string): Promise<Result<{ readonly madeAt: string; readonly files: number; readonly unreadable: number }>> {
  const found = await newestIn(disk, folder);
  return found.ok ? ok({ madeAt: found.value.backup.madeAt, files: found.value.backup.files.length, unreadable: found.value.unreadable }) : found;
}

/** By the code shown once, or by the recovery code. */
function keyByCode(backup: Backup, kept: Keyring, code: string): Result<Uint8Array> {
  const byTransfer = backup.transfer === null ? fail('wrongRecoveryCode') : openRecovery({ ...kept, recovery: backup.transfer }, code);
  const vaultKey = byTransfer.ok ? byTransfer : openRecovery(kept, code);
  return vaultKey.ok ? vaultKey : fail('wrongCopyCode', vaultKey.failure.reason);
}

/** Gives the folder that was built a device of its own and looks whether it opens. */
async function lookAsNewDevice(door: Door, vaultKey: Uint8Array, keyId: string): Promise<Result<unknown>> {
  const { disk, root, random } = door;
  const built = unpackedFolder(root);
  const keys = createVaultKeys(vaultKey, keyId, random);
  try {
    const renamed = await renameDevice(disk, built, keys, createSetAside(disk, built, random), random.id());
    return renamed.ok ? await look(door, readOnly(disk), built, keys) : renamed;
  } finally {
    keys.destroy();
  }
}

async function buildFrom(door: Door, backup: Backup, kept: Keyring, vaultKey: Uint8Array, passphrase: string): Promise<Result<Keyring>> {
  const { disk, root, ports, proves } = door;
  const built = unpackedFolder(root);
  const unpacked = await unpack(disk, backup, built);
  if (!unpacked.ok) return unpacked;
  const opens = await lookAsNewDevice(door, vaultKey, kept.keyId);
  if (!opens.ok) return fail('copyDamaged', 'Its list of students or its settings cannot be read.');
  const daily = await makeDailyWrap(vaultKey, kept, passphrase, ports);
  if (!daily.ok) return daily;
  const keyring: Keyring = { ...kept, daily: daily.value };
  await writeKeyring(disk, built, keyring, proves(passphrase, vaultKey));
  return ok(keyring);
}

/** Brings everything out of the folder to a computer that has no vault. Throws the disk's own error. */
export async function transferFrom(door: Door, folder: string, code: string, passphrase: string): Promise<Result<OpenVault>> {
  const { disk, root } = door;
  const strong = await door.weak(passphrase);
  if (!strong.ok) return strong;
  await disk.makeFolder(dirname(root));
  return door.locked(async (release) => {
    const there = await readKeyring(disk, root);
    if (there.ok) return fail('vaultExists');
    if (there.failure.code !== 'noVault') return there;
    const found = await newestIn(disk, folder);
    if (!found.ok) return found;
    const { backup, keyring: kept } = found.value;
    const vaultKey = keyByCode(backup, kept, code);
    if (!vaultKey.ok) return vaultKey;
    const keyring = await buildFrom(door, backup, kept, vaultKey.value, passphrase);
    if (!keyring.ok) return keyring;
    await exchangeFolders(door, unpackedFolder(root));
    return door.openWith(keyring.value, vaultKey.value, release);
  });
}
