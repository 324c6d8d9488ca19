/** A new passphrase and a new recovery code: the old keyring stays until the new one was proved from disk. */
import { ok, type Result } from '../../shared/words/failures.ts';
import { evenIfTheDiskFails } from './disk-failure.ts';
import type { Door } from './door.ts';
import { makeDailyWrap, makeRecoveryWrap, openRecovery, writeKeyring, type Keyring } from './keyring.ts';
import { RECOVERY_BYTES, writeRecoveryCode } from './recovery-code.ts';

/** Puts changed wraps beside the backups too, so that they open with the newest ones. */
type KeepInBackups = (keyring: Keyring) => Promise<void>;

interface Changed {
  readonly keyring: Keyring;
  readonly prove: (readBack: Keyring) => Promise<void>;
}

async function rewrap({ disk, root, lookKeyring, keyBy }: Door, keepInBackups: KeepInBackups, passphrase: string, change: (keyring: Keyring, vaultKey: Uint8Array) => Promise<Result<Changed>>): Promise<Result<null>> {
  const keyring = await lookKeyring();
  if (!keyring.ok) return keyring;
  const vaultKey = await keyBy(keyring.value, passphrase);
  if (!vaultKey.ok) return vaultKey;
  try {
    const changed = await change(keyring.value, vaultKey.value);
    if (!changed.ok) return changed;
    await writeKeyring(disk, root, changed.value.keyring, changed.value.prove);
    // A place that cannot be reached now gets them with its next backup.
    await evenIfTheDiskFails(() => keepInBackups(changed.value.keyring));
    return ok(null);
  } finally {
    vaultKey.value.fill(0);
  }
}

/** Throws the disk's own error. */
export function changePassphrase(door: Door, keepInBackups: KeepInBackups, passphrase: string, next: string): Promise<Result<null>> {
  return rewrap(door, keepInBackups, passphrase, async (keyring, vaultKey) => {
    const strong = await door.weak(next);
    if (!strong.ok) return strong;
    const daily = await makeDailyWrap(vaultKey, keyring, next, door.ports);
    return daily.ok ? ok({ keyring: { ...keyring, daily: daily.value }, prove: door.proves(next, vaultKey) }) : daily;
  });
}

/** Throws the disk's own error. */
export async function newRecoveryCode(door: Door, keepInBackups: KeepInBackups, passphrase: string): Promise<Result<{ readonly recoveryCode: string }>> {
  const secret = door.random.bytes(RECOVERY_BYTES);
  const recoveryCode = writeRecoveryCode(secret);
  const changed = await rewrap(door, keepInBackups, passphrase, async (keyring, vaultKey) => ok({
    keyring: { ...keyring, recovery: makeRecoveryWrap(vaultKey, keyring, secret, door.random) },
    prove: async (readBack) => {
      const opened = openRecovery(readBack, recoveryCode);
      if (!opened.ok || !Buffer.from(opened.value).equals(vaultKey)) throw Object.assign(new Error('The new code did not open the vault; the old keyring stays.'), { code: 'EIO' });
    },
  }));
  return changed.ok ? ok({ recoveryCode }) : changed;
}
