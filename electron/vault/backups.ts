/**
 * Backups of a vault in a folder beside it or one the user picked: each backup is a list of files with their digests, and the sealed bytes lie
 * once each under their digest, so that a backup a day costs only what changed. Nothing is opened to be backed up: what is sealed stays sealed.
 *
 *   files/<sha256>     sealed bytes       <id>.backup     the list of one backup       <vault>.keyring     the newest wraps of the vault key
 *
 * The keyring lies once for all of them, so that a passphrase or code that was replaced opens no old backup either.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { localName } from '../../shared/time/zone.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { BackupWhy, CopiesDue } from '../ports/backups.ts';
import type { Disk } from '../ports/computer.ts';
import { backupsToKeep } from './backup-policy.ts';
import { sha256Hex } from './digest.ts';
import { diskCode } from './disk-failure.ts';
import { durableWrite } from './durable-write.ts';
import { decodeKeyring, encodeKeyring, recoveryWrap, type Keyring } from './keyring.ts';
import { VAULT_PATH, vaultFiles } from './vault-files.ts';

const BACKUP_FORMAT = 1;
const LIST_END = '.backup';
const KEYRING_END = '.keyring';
const FILES = 'files';

const listSchema = z.strictObject({
  vault: z.string().regex(/^[a-z0-9-]+$/),
  madeAt: z.iso.datetime(),
  why: z.enum(['closed', 'asked', 'beforeRestore', 'transfer']),
  files: z.array(z.strictObject({ path: z.string().regex(VAULT_PATH), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })),
  /** For another computer: the vault key under a code that was shown once. */
  transfer: recoveryWrap.nullable(),
});
type BackupList = z.infer<typeof listSchema>;

export interface Backup extends BackupList {
  readonly id: string;
  /** The place it lies in. */
  readonly folder: string;
}

function encode(list: BackupList): Uint8Array {
  return Buffer.from(JSON.stringify({ format: BACKUP_FORMAT, list, sha256: sha256Hex(JSON.stringify(list)) }), 'utf8');
}

function decode(bytes: Uint8Array): BackupList | null {
  try {
    const file = z.object({ format: z.literal(BACKUP_FORMAT), list: listSchema, sha256: z.string() }).safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return file.success && file.data.sha256 === sha256Hex(JSON.stringify(file.data.list)) ? file.data.list : null;
  } catch {
    return null;
  }
}

/** What a list says: `damaged` when it is cut or damaged, `unread` when the disk did not give it and it may be whole. */
async function readList(disk: Disk, path: string): Promise<BackupList | 'damaged' | 'unread'> {
  try {
    return decode(await disk.read(path)) ?? 'damaged';
  } catch (error) {
    if (diskCode(error) === null) throw error;
    return 'unread';
  }
}

export interface ListedBackups {
  /** Newest first. */
  readonly backups: readonly Backup[];
  /** Lists that could not be read, for either reason. */
  readonly unreadable: number;
  /** Those among them that the disk did not give. */
  readonly unread: number;
}

/** File names of the lists in a place that is there, whether or not they can be read. Throws the disk's own error. */
export async function listNames(disk: Disk, folder: string): Promise<readonly string[]> {
  return (await disk.list(folder)).filter((name) => name.endsWith(LIST_END));
}

export function listNameOf({ id }: Pick<Backup, 'id'>): string {
  return `${id}${LIST_END}`;
}

/** Every backup in a place: one bad list keeps nobody from the others. A place that is not there has none. Throws the disk's own error where the place itself does not answer. */
export async function listBackups(disk: Disk, folder: string): Promise<ListedBackups> {
  if (!(await disk.exists(folder))) return { backups: [], unreadable: 0, unread: 0 };
  const names = await listNames(disk, folder);
  const backups: Backup[] = [];
  let unread = 0;
  for (const name of names) {
    const list = await readList(disk, join(folder, name));
    if (list === 'unread') unread += 1;
    else if (list !== 'damaged') backups.push({ ...list, id: name.slice(0, -LIST_END.length), folder });
  }
  return { backups: backups.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1)), unreadable: names.length - backups.length, unread };
}

export function keyringPath(folder: string, vault: string): string {
  return join(folder, `${vault}${KEYRING_END}`);
}

/** The newest keyring known to a place for a vault. */
export async function keyringIn(disk: Disk, folder: string, vault: string): Promise<Result<Keyring>> {
  const path = keyringPath(folder, vault);
  const read = (await disk.exists(path)) ? decodeKeyring(await disk.read(path)) : 'damaged';
  if (typeof read === 'object') return ok(read);
  return read === 'newer' ? fail('newerVault') : fail('copyDamaged', 'The file of its keys is missing or damaged.');
}

/** Puts the newest wraps beside the backups of this vault. */
export async function keepKeyring(disk: Disk, folder: string, keyring: Keyring): Promise<void> {
  await disk.makeFolder(folder);
  await durableWrite(disk, keyringPath(folder, keyring.vault), encodeKeyring(keyring));
}

/** A list is never written over another: two of one instant (a clock that was set back) get two names. */
async function freeName(disk: Disk, folder: string, wanted: string): Promise<string> {
  let name = wanted;
  for (let n = 2; await disk.exists(join(folder, `${name}${LIST_END}`)); n += 1) name = `${wanted}-${n}`;
  return name;
}

export interface MakeBackup {
  readonly disk: Disk;
  readonly root: string;
  readonly folder: string;
  readonly keyring: Keyring;
  readonly madeAt: string;
  /** The backup is named by the time of day there: names are for people who look into the folder. */
  readonly zone: string;
  readonly why: BackupWhy;
  readonly transfer?: BackupList['transfer'];
}

/** Stores the bytes under their digest unless they are there, whole: a copy that rotted is replaced now, while the original is still at hand. */
async function store(disk: Disk, folder: string, digest: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, FILES, digest);
  if ((await disk.exists(path)) && sha256Hex(await disk.read(path)) === digest) return;
  await durableWrite(disk, path, bytes, {
    prove: async (readBack) => {
      if (sha256Hex(readBack) !== digest) throw Object.assign(new Error('The backup did not read back.'), { code: 'EIO' });
    },
  });
}

/**
 * Copies the vault as it is and then writes the list, which is the commit: before it the place holds the earlier backups, whole.
 * A backup equal to the newest one is not written twice. Throws the disk's own error.
 */
export async function writeBackup({ disk, root, folder, keyring, madeAt, zone, why, transfer = null }: MakeBackup): Promise<Backup> {
  await disk.makeFolder(join(folder, FILES));
  const files: BackupList['files'] = [];
  for (const path of await vaultFiles(disk, root)) {
    const bytes = await disk.read(join(root, path));
    const digest = sha256Hex(bytes);
    await store(disk, folder, digest, bytes);
    files.push({ path, sha256: digest, bytes: bytes.length });
  }
  await disk.syncFolder(join(folder, FILES));
  await keepKeyring(disk, folder, keyring);
  const newest = (await listBackups(disk, folder)).backups.find((backup) => backup.vault === keyring.vault);
  if (why === 'closed' && newest !== undefined && JSON.stringify(newest.files) === JSON.stringify(files)) return newest;
  const list: BackupList = { vault: keyring.vault, madeAt, why, files, transfer };
  const id = await freeName(disk, folder, localName(madeAt, zone));
  await durableWrite(disk, join(folder, `${id}${LIST_END}`), encode(list));
  await disk.syncFolder(folder);
  return { ...list, id, folder };
}

/**
 * Removes what the policy lets go, lists first; while any list cannot be read no bytes are removed, for it may need them, until a removed student's time
 * is over: then everything made before goes, except the newest backup. Nothing goes while the disk fails to give a list, which may be that of the newest backup.
 */
export async function rotateBackups(disk: Disk, folder: string, vault: string, due: CopiesDue | null): Promise<void> {
  const { backups, unreadable, unread } = await listBackups(disk, folder);
  if (unread > 0) return;
  const mine = backups.filter((backup) => backup.vault === vault);
  const kept = backupsToKeep(mine);
  const isDue = ({ id, madeAt }: Backup): boolean => due !== null && madeAt < due.before && id !== mine[0]?.id;
  const gone = mine.filter((backup) => !kept.has(backup.id) || isDue(backup));
  if (gone.length === 0 || (unreadable > 0 && !gone.some(isDue))) return;
  for (const { id } of gone) await disk.remove(join(folder, `${id}${LIST_END}`));
  const needed = new Set(backups.filter((backup) => !gone.includes(backup)).flatMap((backup) => backup.files.map((file) => file.sha256)));
  for (const name of await disk.list(join(folder, FILES))) if (!needed.has(name)) await disk.remove(join(folder, FILES, name));
}

/** The sealed bytes of one file of a backup, exactly as they were copied. */
export async function readBackedUp(disk: Disk, { folder }: Backup, file: Backup['files'][number]): Promise<Result<Uint8Array>> {
  const path = join(folder, FILES, file.sha256);
  if (!(await disk.exists(path))) return fail('copyDamaged', 'A file of it is missing.');
  const bytes = await disk.read(path);
  return sha256Hex(bytes) === file.sha256 ? ok(bytes) : fail('copyDamaged', 'A file of it is cut or damaged.');
}

export function fileOf({ sha256 }: Backup['files'][number]): string {
  return sha256;
}

/**
 * Moves a backup into another folder: its bytes, whole, then its list there, which is the commit; only then it goes here, bytes first, so that a move that was cut off is gone on with.
 * Bytes somebody else needs stay. One that is not whole stays where it is. Throws the disk's own error.
 */
export async function moveBackup(disk: Disk, backup: Backup, to: string, isNeeded: (digest: string) => boolean): Promise<void> {
  const { id, folder, ...list } = backup;
  const name = listNameOf(backup);
  const bytes = encode(list);
  const isThere = (await disk.exists(join(to, name))) && Buffer.from(await disk.read(join(to, name))).equals(bytes);
  if (!isThere) {
    await disk.makeFolder(join(to, FILES));
    for (const file of backup.files) {
      const sealed = await readBackedUp(disk, backup, file);
      if (!sealed.ok) return;
      await store(disk, to, file.sha256, sealed.value);
    }
    await disk.syncFolder(join(to, FILES));
    await durableWrite(disk, join(to, `${await freeName(disk, to, id)}${LIST_END}`), bytes);
    await disk.syncFolder(to);
  }
  for (const digest of new Set(backup.files.map(fileOf))) {
    const path = join(folder, FILES, digest);
    if (!isNeeded(digest) && (await disk.exists(path))) await disk.remove(path);
  }
  await disk.remove(join(folder, name));
}
