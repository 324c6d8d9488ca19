/** Promise: copies of the records, what is damaged in them, the move to another computer, and the secrets that open them. */
import { z } from 'zod';
import { DAMAGED_THINGS } from '../words/damage.ts';
import { call, failure, localId, none } from './call.ts';
import { profile } from './session.ts';

/** A file found damaged since the records were opened. */
export const damage = z.strictObject({
  /** Path inside the vault folder: random ids only. */
  file: z.string().max(200), state: z.enum(['setAside', 'inPlace', 'tailCut']), what: z.enum(DAMAGED_THINGS), studentName: z.string().nullable(),
});

const backupPlace = z.enum(['here', 'second']);
export const backup = z.strictObject({ backupId: localId, place: backupPlace, madeAt: z.string(), why: z.enum(['closed', 'asked', 'beforeRestore', 'transfer']), files: z.int(), bytes: z.int() });
export const backups = z.strictObject({
  /** Newest first. */
  backups: z.array(backup),
  /** IANA zone of this computer: its own clock tells when a backup was made. */
  zone: z.string(),
  /** The folder the user picked, as the system writes it. */
  secondPlace: z.string().nullable(),
  /** File names of backups straight in the second place of which nobody can prove whose they are: IEP Desk leaves them alone. */
  leftAlone: z.array(z.string()),
  /** Why the last backup of this run could not be written, per place; null when it was, or none was tried yet. */
  failed: z.strictObject({ here: failure.nullable(), second: failure.nullable() }),
});
const studentState = z.strictObject({
  studentId: localId, name: z.string(), draft: z.union([z.null(), z.literal('unreadable'), z.strictObject({ changes: z.int(), savedAt: z.string() })]), records: z.int(),
});
const restorePreview = z.strictObject({
  backup,
  /** Set when the records here do not open: what still opens stays and the rest comes from the backup; `now` of a student is then what will be there. */
  mends: z.strictObject({ begunAfter: z.int() }).nullable(),
  students: z.array(z.strictObject({ name: z.string(), now: studentState.nullable(), inBackup: studentState.nullable() })),
});
/** The newest copy in the folder another computer wrote; `unreadable` lists beside it may be newer. */
const foundTransfer = z.strictObject({ folder: z.string(), madeAt: z.string(), /** IANA zone of this computer. */ zone: z.string(), files: z.int(), unreadable: z.int() });
const passphrase = z.string().max(1000);

export const vaultCalls = {
  'vault.damage': call(none, z.array(damage)),
  'vault.backups': call(none, backups),
  'vault.backUp': call(none, backups),
  /** Asks for a folder in a dialog of the system; `off` gives the second place up. */
  'vault.secondPlace': call(z.strictObject({ to: z.enum(['choose', 'off']) }), backups),
  'vault.preview': call(z.strictObject({ backupId: localId, place: backupPlace, passphrase }), restorePreview),
  'vault.restore': call(z.strictObject({ backupId: localId, place: backupPlace, passphrase }), z.strictObject({ profile: profile.nullable() })),
  /** Asks for a folder, copies everything into it; null when the user cancelled. */
  'vault.transferTo': call(z.strictObject({ passphrase }), z.strictObject({ code: z.string(), files: z.int() }).nullable()),
  /** Asks for the folder another computer wrote; null when the user cancelled. */
  'vault.chooseTransfer': call(none, foundTransfer.nullable()),
  'vault.transferFrom': call(z.strictObject({ code: z.string().max(200), passphrase }), z.strictObject({ profile: profile.nullable() })),
  'vault.changePassphrase': call(z.strictObject({ passphrase, next: passphrase }), z.null()),
  'vault.newRecoveryCode': call(z.strictObject({ passphrase }), z.strictObject({ recoveryCode: z.string() })),
} as const;

export type Damage = z.infer<typeof damage>;
export type Backup = z.infer<typeof backup>;
export type Backups = z.infer<typeof backups>;
export type FoundTransfer = z.infer<typeof foundTransfer>;
export type RestorePreview = z.infer<typeof restorePreview>;
