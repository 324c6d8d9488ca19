/**
 * keyring.json holds only wraps of the vault key: a daily one (device secret and passphrase, or passphrase alone) and a recovery one.
 * Its promise: a wrong, missing or unavailable key is a named failure and never a reason to begin a new store (design.md 4).
 *
 * The file has a twin, keyring.copy, because losing it to one bad sector would lose every record on the computer.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { DeviceSecret, Disk, Random } from '../ports/computer.ts';
import type { UnlockMethod } from '../ports/vault.ts';
import { evenIfTheDiskFails } from './disk-failure.ts';
import { durableWrite } from './durable-write.ts';
import { NONCE_BYTES, openEnvelope, sealEnvelope } from './envelope.ts';
import { KEY_BYTES, subkey } from './keys.ts';
import { costOfNewKey, LEAST_COST, MOST_COST, normalPassphrase, PASSPHRASE_COST, type DerivationCost, type Derived, type KeyDerivation } from './passphrase.ts';
import { RECOVERY_BYTES, readRecoveryCode } from './recovery-code.ts';

/**
 * Format number of the vault folder, raised when older programs must no longer touch it: the keyring is read before anything else, and an unlock writes the
 * present number. 2 added progress reports and translations beside an affirmed IEP, and paper that waits for a printer; 3 added goal banks to the settings;
 * 4 added the document library.
 */
export const VAULT_FORMAT = 4;
const FIRST_FORMAT = 1;
const KNOWN_FORMATS = Array.from({ length: VAULT_FORMAT }, (_none, n) => n + FIRST_FORMAT);
export const KEYRING_FILES = ['keyring.json', 'keyring.copy'] as const;
const SALT_BYTES = 16;
const FIRST = 1;

const base64 = z.base64();
const costs = z.strictObject({
  memoryKiB: z.int().min(LEAST_COST.memoryKiB).max(MOST_COST.memoryKiB),
  passes: z.int().min(LEAST_COST.passes).max(MOST_COST.passes),
  lanes: z.int().min(LEAST_COST.lanes).max(MOST_COST.lanes),
});
const daily = z.strictObject({
  salt: base64,
  cost: costs,
  /** The device secret as the operating system's key store sealed it, or null for a passphrase alone. */
  device: base64.nullable(),
  wrap: base64,
});
export const recoveryWrap = z.strictObject({ salt: base64, wrap: base64 });
const keyringSchema = z.strictObject({ vault: z.string(), keyId: z.string().regex(/^[0-9a-f]{32}$/), daily, recovery: recoveryWrap });

type DailyWrap = z.infer<typeof daily>;
export type RecoveryWrap = z.infer<typeof recoveryWrap>;
export type Keyring = z.infer<typeof keyringSchema>;

export interface KeyringPorts {
  readonly random: Random;
  readonly deviceSecret: DeviceSecret;
  readonly keyDerivation: KeyDerivation;
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function wrapIdentity(keyring: { readonly vault: string; readonly keyId: string }, which: 'daily' | 'recovery') {
  return { kind: 'vaultKey', id: `${keyring.vault}/${which}`, keyId: keyring.keyId };
}

function unwrap(kek: Uint8Array, keyring: Keyring, which: 'daily' | 'recovery'): Uint8Array | null {
  const opened = openEnvelope(kek, wrapIdentity(keyring, which), bytesOf(keyring[which].wrap));
  kek.fill(0);
  return opened === null || opened.plain.length !== KEY_BYTES ? null : opened.plain;
}

function stretched(passphrase: string, { salt, cost }: Pick<DailyWrap, 'salt' | 'cost'>, { keyDerivation }: Pick<KeyringPorts, 'keyDerivation'>): Promise<Derived> {
  return keyDerivation.derive({ passphrase: normalPassphrase(passphrase), salt: bytesOf(salt), cost });
}

/** Stretches a new passphrase with as many passes as this computer manages while somebody waits. The first try measures its speed, and is the result on a computer that manages no more. */
async function stretchedAnew(passphrase: string, salt: string, ports: KeyringPorts): Promise<{ readonly key: Uint8Array; readonly cost: DerivationCost }> {
  const least = await stretched(passphrase, { salt, cost: PASSPHRASE_COST }, ports);
  const cost = costOfNewKey(least.ms);
  if (cost.passes === PASSPHRASE_COST.passes) return { key: least.key, cost };
  least.key.fill(0);
  return { key: (await stretched(passphrase, { salt, cost }, ports)).key, cost };
}

/** The daily key-encryption key: HKDF(device secret ‖ Argon2id(passphrase)). Passphrases cannot be guessed against a copy of the disk without the operating system's login. Zeroes `stretchedKey`. */
function dailyKek(deviceKey: Uint8Array, stretchedKey: Uint8Array, salt: string): Uint8Array {
  const both = Buffer.concat([deviceKey, stretchedKey]);
  const kek = subkey(both, bytesOf(salt), 'daily wrap');
  both.fill(0);
  stretchedKey.fill(0);
  return kek;
}

/** Wraps the vault key under a new passphrase, and under a new device secret where the key store is safe (decisions.md 7). */
export async function makeDailyWrap(vaultKey: Uint8Array, vault: { readonly vault: string; readonly keyId: string }, passphrase: string, ports: KeyringPorts): Promise<Result<DailyWrap>> {
  const salt = textOf(ports.random.bytes(SALT_BYTES));
  const withDevice = (await ports.deviceSecret.kind()) === 'os';
  const deviceKey = withDevice ? ports.random.bytes(KEY_BYTES) : new Uint8Array();
  const sealedDevice = withDevice ? await ports.deviceSecret.seal(deviceKey) : null;
  if (sealedDevice !== null && !sealedDevice.ok) return sealedDevice;
  const { key, cost } = await stretchedAnew(passphrase, salt, ports);
  const kek = dailyKek(deviceKey, key, salt);
  const wrap = sealEnvelope(kek, wrapIdentity(vault, 'daily'), FIRST, ports.random.bytes(NONCE_BYTES), vaultKey);
  kek.fill(0);
  deviceKey.fill(0);
  return ok({ salt, cost, device: sealedDevice === null ? null : textOf(sealedDevice.value), wrap: textOf(wrap) });
}

export function makeRecoveryWrap(vaultKey: Uint8Array, vault: { readonly vault: string; readonly keyId: string }, secret: Uint8Array, random: Random): RecoveryWrap {
  const salt = random.bytes(SALT_BYTES);
  const kek = subkey(secret, salt, 'recovery wrap');
  const wrap = sealEnvelope(kek, wrapIdentity(vault, 'recovery'), FIRST, random.bytes(NONCE_BYTES), vaultKey);
  kek.fill(0);
  return { salt: textOf(salt), wrap: textOf(wrap) };
}

/** The part of the daily key the operating system's key store holds: empty where there is none, `keyUnavailable` when it does not answer. */
async function deviceKeyOf({ daily: { device } }: Keyring, { deviceSecret }: Pick<KeyringPorts, 'deviceSecret'>): Promise<Result<Uint8Array>> {
  if (device === null) return ok(new Uint8Array());
  const opened = (await deviceSecret.kind()) === 'os' ? await deviceSecret.open(bytesOf(device)) : fail('keyUnavailable');
  return opened.ok ? opened : fail('keyUnavailable');
}

/** What opens the vault every day; the key store is asked for its part, which is forgotten at once. */
export async function unlockMethodOf(keyring: Keyring, ports: Pick<KeyringPorts, 'deviceSecret'>): Promise<Result<UnlockMethod>> {
  const deviceKey = await deviceKeyOf(keyring, ports);
  if (!deviceKey.ok) return deviceKey;
  deviceKey.value.fill(0);
  return ok(keyring.daily.device === null ? 'passphrase' : 'keyStoreAndPassphrase');
}

/** The vault key, or `keyUnavailable` (the key store does not answer: locked, not lost) or `wrongPassphrase`. */
export async function openDaily(keyring: Keyring, passphrase: string, ports: KeyringPorts): Promise<Result<Uint8Array>> {
  const deviceKey = await deviceKeyOf(keyring, ports);
  if (!deviceKey.ok) return deviceKey;
  const { key } = await stretched(passphrase, keyring.daily, ports);
  const kek = dailyKek(deviceKey.value, key, keyring.daily.salt);
  deviceKey.value.fill(0);
  const vaultKey = unwrap(kek, keyring, 'daily');
  return vaultKey === null ? fail('wrongPassphrase') : ok(vaultKey);
}

export function openRecovery(keyring: Keyring, code: string): Result<Uint8Array> {
  const secret = readRecoveryCode(code);
  if (secret === null || secret.length !== RECOVERY_BYTES) return fail('wrongRecoveryCode', 'A letter is missing or mistyped.');
  const vaultKey = unwrap(subkey(secret, bytesOf(keyring.recovery.salt), 'recovery wrap'), keyring, 'recovery');
  secret.fill(0);
  return vaultKey === null ? fail('wrongRecoveryCode') : ok(vaultKey);
}

function digestOf(format: number, keyring: unknown): string {
  return createHash('sha256').update(JSON.stringify(format === FIRST_FORMAT ? keyring : { format, keyring })).digest('hex');
}

export function encodeKeyring(keyring: Keyring): Uint8Array {
  return Buffer.from(`${JSON.stringify({ format: VAULT_FORMAT, keyring, sha256: digestOf(VAULT_FORMAT, keyring) }, null, 1)}\n`, 'utf8');
}

/**
 * The digest tells damage from a wrong passphrase: without it one flipped bit in a wrap would send the user looking for Caps Lock. The digest of format 1
 * covers the keyring alone; that of every later format covers the format number too. A higher number beside a digest that fits a known format is therefore a
 * flipped bit and not a newer vault, and the twin opens the records.
 */
export function decodeKeyring(bytes: Uint8Array): Keyring | 'newer' | 'damaged' {
  let file: unknown;
  try {
    file = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return 'damaged';
  }
  const head = z.looseObject({ format: z.int() }).safeParse(file);
  if (!head.success) return 'damaged';
  const found = z.object({ keyring: keyringSchema, sha256: z.string() }).safeParse(file);
  const written = found.success ? KNOWN_FORMATS.find((format) => found.data.sha256 === digestOf(format, (file as { keyring: unknown }).keyring)) : undefined;
  if (head.data.format > VAULT_FORMAT) return written === undefined ? 'newer' : 'damaged';
  return found.success && written === head.data.format ? found.data.keyring : 'damaged';
}

/**
 * Reads the keyring of a vault folder: `noVault` when there is no folder, `newerVault` when a newer program wrote it, `recordsDamaged` when the
 * folder has no keyring that can be read. Changes nothing.
 * @throws the disk's own error.
 */
export async function readKeyring(disk: Disk, root: string): Promise<Result<Keyring>> {
  if (!(await disk.exists(root))) return fail('noVault');
  const read: (Keyring | 'newer' | 'damaged')[] = [];
  for (const name of KEYRING_FILES) {
    const path = join(root, name);
    read.push((await disk.exists(path)) ? decodeKeyring(await disk.read(path)) : 'damaged');
  }
  if (read.includes('newer')) return fail('newerVault');
  const whole = read.find((found): found is Keyring => typeof found === 'object');
  return whole === undefined ? fail('recordsDamaged', 'The file of their keys cannot be read.') : ok(whole);
}

/** Writes keyring and twin; the old keyring is replaced only after `prove` opened the vault with the new one as it stands on disk. */
export async function writeKeyring(disk: Disk, root: string, keyring: Keyring, prove: (readBack: Keyring) => Promise<void>): Promise<void> {
  const bytes = encodeKeyring(keyring);
  const [main, twin] = KEYRING_FILES;
  await durableWrite(disk, join(root, main), bytes, {
    prove: async (written) => {
      const readBack = decodeKeyring(written);
      if (typeof readBack !== 'object') throw Object.assign(new Error('The new keyring did not read back.'), { code: 'EIO' });
      await prove(readBack);
    },
  });
  await durableWrite(disk, join(root, twin), bytes);
}

/**
 * Makes a missing, damaged or outdated half equal to the keyring that opened the vault, so that an old passphrase does not live on in the twin.
 * A full disk must not keep the records shut, so what the disk refuses here is tried again at the next unlock.
 */
export async function healKeyring(disk: Disk, root: string, keyring: Keyring): Promise<void> {
  const bytes = encodeKeyring(keyring);
  for (const name of KEYRING_FILES) {
    const path = join(root, name);
    await evenIfTheDiskFails(async () => {
      const same = (await disk.exists(path)) && Buffer.from(await disk.read(path)).equals(bytes);
      if (!same) await durableWrite(disk, path, bytes);
    });
  }
}
