/** Promise: copies of the vault, sealed as the vault is, and what may be done with them. */
import type { Result } from '../../shared/words/failures.ts';
import type { OpenVault } from './open-vault.ts';

/** `closed`: made by itself after the vault was closed; `asked`: the user pressed the button; `beforeRestore`: what a restore replaced; `transfer`: for another computer. */
export type BackupWhy = 'closed' | 'asked' | 'beforeRestore' | 'transfer';

/** Copies that have come to the end of their time because a student was removed (shared/flow/retention.ts). */
export interface CopiesDue {
  /** ISO instant of the newest such removal: every backup made before it goes. */
  readonly before: string;
  /** The destroyed keys, as the heads of sealed files name them. */
  readonly keyIds: ReadonlySet<string>;
}

/** What one student has in a vault or in a backup of it. */
export interface StudentState {
  readonly studentId: string;
  readonly name: string;
  readonly draft: { readonly changes: number; readonly savedAt: string } | 'unreadable' | null;
  /** Affirmed IEPs that can be read. */
  readonly records: number;
}

export interface BackupInfo {
  readonly backupId: string;
  readonly place: BackupPlace;
  readonly madeAt: string;
  readonly why: BackupWhy;
  readonly files: number;
  readonly bytes: number;
}
/** Beside the vault, or in the folder the user picked. */
export type BackupPlace = 'here' | 'second';

/**
 * One student now and in the backup; null when the student is not there. Where the records here do not open (`mends`), `now` is what will be there
 * after the restore: what still opens here stays, the rest comes from the backup, and drafts begun after it stay without opening.
 */
export interface RestorePreview {
  readonly backup: BackupInfo;
  readonly mends: { readonly begunAfter: number } | null;
  readonly students: readonly { readonly name: string; readonly now: StudentState | null; readonly inBackup: StudentState | null }[];
}

/** Which backups were written and which could not be; `second` null when no second place is chosen. */
export interface BackedUp {
  readonly here: Result<BackupInfo>;
  readonly second: Result<BackupInfo> | null;
}

/** What both places hold. */
export interface BackupsKnown {
  /** Newest first; a second place that is not there (a stick that was pulled) has none. */
  readonly backups: readonly BackupInfo[];
  readonly secondPlace: string | null;
  /** File names of backups straight in the second place that nothing proves to be this computer's. */
  readonly leftAlone: readonly string[];
}

/** Copies of the vault and what may be done with them; every one of them is sealed as the vault is. */
export interface VaultBackups {
  /** Copies the vault to every place. `rotate` false keeps every older backup: something in the vault is damaged and one of them may hold it whole. */
  readonly backUp: (why: 'closed' | 'asked', rotate: boolean, due: CopiesDue | null) => Promise<Result<BackedUp>>;
  readonly list: () => Promise<Result<BackupsKnown>>;
  readonly setSecondPlace: (folder: string | null) => Promise<Result<null>>;
  /** What a restore would change, per student. Changes nothing. */
  readonly preview: (backupId: string, place: BackupPlace, passphrase: string) => Promise<Result<RestorePreview>>;
  /** Puts the backup in the place of the vault, which must be closed, or mends a vault that does not open with it, after the present state was itself backed up; then opens it. */
  readonly restore: (backupId: string, place: BackupPlace, passphrase: string) => Promise<Result<OpenVault>>;
  /** Copies everything into a folder for another computer; the code that opens it is made here and shown once. */
  readonly transferTo: (folder: string, passphrase: string) => Promise<Result<{ readonly code: string; readonly files: number }>>;
  /** The newest copy in a folder another computer wrote, and how many lists there cannot be read. */
  readonly findTransfer: (folder: string) => Promise<Result<{ readonly madeAt: string; readonly files: number; readonly unreadable: number }>>;
  /** Makes the vault of this computer from such a folder, opened with the transfer code or the recovery code. Fails with `vaultExists` where there is one. */
  readonly transferFrom: (folder: string, code: string, passphrase: string) => Promise<Result<OpenVault>>;
}
