/** Promise: the vault from outside: how it is made, opened and given new secrets, and the seal on each of its files. */
import type { Result } from '../../shared/words/failures.ts';
import type { VaultBackups } from './backups.ts';
import type { OpenVault } from './open-vault.ts';

/** Seals and opens files under the vault key; identity goes in as associated data, so a file cannot be renamed, swapped or rolled between kinds. */
export interface Seal {
  readonly seal: (kind: FileKind, id: string, revision: number, plain: Uint8Array, student: string | null) => Uint8Array;
  readonly open: (kind: FileKind, id: string, sealed: Uint8Array, student: string | null) => Result<{ readonly revision: number; readonly plain: Uint8Array }>;
}

export type FileKind = 'index' | 'settings' | 'segment' | 'snapshot' | 'package' | 'pdf' | 'copy' | 'receipt' | 'signature' | 'translation' | 'progress' | 'kept' | 'library';

/** What opens the vault every day: the passphrase, and where there is a safe one the operating system's key store. */
export type UnlockMethod = 'keyStoreAndPassphrase' | 'passphrase';

export interface Vault {
  readonly backups: VaultBackups;
  /** A new passphrase, proved to open the vault before the old one stops doing so. */
  readonly changePassphrase: (passphrase: string, next: string) => Promise<Result<null>>;
  /** What will open the vault at the next unlock, the key store asked for its part now; fails with `keyUnavailable` when it does not answer. */
  readonly unlockMethod: () => Promise<Result<UnlockMethod>>;
  /** A new recovery code, proved likewise; the old code opens nothing any more. */
  readonly newRecoveryCode: (passphrase: string) => Promise<Result<{ readonly recoveryCode: string }>>;
  readonly state: () => Promise<'none' | 'locked' | 'newer'>;
  readonly create: (passphrase: string) => Promise<Result<{ readonly vault: OpenVault; readonly recoveryCode: string }>>;
  readonly unlock: (passphrase: string) => Promise<Result<OpenVault>>;
  readonly recover: (recoveryCode: string, newPassphrase: string) => Promise<Result<OpenVault>>;
}
