/**
 * The keys of an open vault: one vault key, a subkey per purpose, and a random key per student that exists on disk only wrapped under the
 * vault key, so that destroying that wrap deletes the student's files, on an SSD and in a backup too (storage.md 4, retention). All of them are zeroed at lock.
 */
import { hkdfSync } from 'node:crypto';
import { fail, ok } from '../../shared/words/failures.ts';
import type { Random } from '../ports/computer.ts';
import type { Seal } from '../ports/vault.ts';
import { VaultClosed } from './disk-failure.ts';
import { NONCE_BYTES, openEnvelope, readHeader, sealEnvelope } from './envelope.ts';

export const KEY_BYTES = 32;
const KEY_ID_BYTES = 16;
/** A wrapped key is sealed once and never changed. */
const FIRST = 1;

/** A student's key as the sealed index keeps it. */
export interface WrappedKey {
  readonly studentId: string;
  /** 32 hex digits, random. */
  readonly keyId: string;
  /** Base64 of the envelope that holds the key. */
  readonly wrapped: string;
}

export interface VaultKeys extends Seal {
  /** A new key for a student, wrapped; it is not used before `adopt`, so that no file is sealed under a key that is not on disk. */
  readonly newStudentKey: (studentId: string) => WrappedKey;
  /** Takes a wrapped key into use; false when it does not open under this vault's key. */
  readonly adopt: (wrapped: WrappedKey) => boolean;
  /** Keeps a wrapped key and unwraps it when it is first needed: an unlock with thousands of students must not unwrap thousands of keys. Where it does not unwrap then, the student's files read as damaged. */
  readonly know: (wrapped: WrappedKey) => void;
  /** Overwrites a student's key with zeros; nothing sealed with it opens from then on. */
  readonly forget: (studentId: string) => void;
  readonly hasStudent: (studentId: string) => boolean;
  /** Whose key sealed these bytes (or this beginning of a file), or null. */
  readonly studentOf: (sealed: Uint8Array) => string | null;
  /** Overwrites every key with zeros; every later call throws VaultClosed. */
  readonly destroy: () => void;
}

interface HeldKey {
  readonly keyId: string;
  readonly key: Buffer;
}

/** @returns 32 bytes for one purpose; knowing one subkey says nothing about its siblings (RFC 5869). */
export function subkey(key: Uint8Array, salt: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `iep-desk/1/${purpose}`, KEY_BYTES));
}

export function newKeyId(random: Random): string {
  return Buffer.from(random.bytes(KEY_ID_BYTES)).toString('hex');
}

/** All keys of one vault that are in memory; the functions below are what happens to them. */
interface Held {
  readonly vault: HeldKey;
  readonly random: Random;
  readonly students: Map<string, HeldKey>;
  readonly studentByKeyId: Map<string, string>;
  /** Wrapped keys nobody has needed yet. */
  readonly unopened: Map<string, WrappedKey>;
  /** By key id and purpose. */
  readonly subkeys: Map<string, Buffer>;
  destroyed: boolean;
}

const NO_SALT = Buffer.alloc(0);

function purposeKey(held: Held, { keyId, key }: HeldKey, purpose: string): Buffer {
  if (held.destroyed) throw new VaultClosed();
  const name = `${keyId}/${purpose}`;
  const known = held.subkeys.get(name);
  if (known !== undefined) return known;
  const made = subkey(key, NO_SALT, purpose);
  held.subkeys.set(name, made);
  return made;
}

/** Whose key seals: the student's, unwrapped now when nobody has needed it before, or for null the vault's own. */
function keyOf(held: Held, student: string | null): HeldKey | undefined {
  if (student === null) return held.vault;
  const wrapped = held.unopened.get(student);
  if (wrapped !== undefined) adopt(held, wrapped);
  return held.students.get(student);
}

function wrapIdentity(held: Held, studentId: string, studentKeyId: string) {
  return { kind: 'studentKey', id: `${studentId}/${studentKeyId}`, keyId: held.vault.keyId };
}

function adopt(held: Held, { studentId, keyId, wrapped }: WrappedKey): boolean {
  const opened = openEnvelope(purposeKey(held, held.vault, 'studentKey'), wrapIdentity(held, studentId, keyId), Buffer.from(wrapped, 'base64'));
  if (opened === null || opened.plain.length !== KEY_BYTES) return false;
  held.unopened.delete(studentId);
  held.students.set(studentId, { keyId, key: Buffer.from(opened.plain) });
  held.studentByKeyId.set(keyId, studentId);
  opened.plain.fill(0);
  return true;
}

function newStudentKey(held: Held, studentId: string): WrappedKey {
  const keyId = newKeyId(held.random);
  const key = Buffer.from(held.random.bytes(KEY_BYTES));
  const wrapped = sealEnvelope(purposeKey(held, held.vault, 'studentKey'), wrapIdentity(held, studentId, keyId), FIRST, held.random.bytes(NONCE_BYTES), key);
  key.fill(0);
  return { studentId, keyId, wrapped: Buffer.from(wrapped).toString('base64') };
}

function forgetSubkeys({ subkeys }: Held, keyId: string): void {
  for (const [name, key] of subkeys) {
    if (!name.startsWith(`${keyId}/`)) continue;
    key.fill(0);
    subkeys.delete(name);
  }
}

function forget(held: Held, studentId: string): void {
  const gone = held.students.get(studentId);
  held.students.delete(studentId);
  held.unopened.delete(studentId);
  for (const [keyId, owner] of held.studentByKeyId) {
    if (owner !== studentId) continue;
    held.studentByKeyId.delete(keyId);
    forgetSubkeys(held, keyId);
  }
  gone?.key.fill(0);
}

function destroy(held: Held): void {
  held.destroyed = true;
  for (const key of [held.vault.key, ...[...held.students.values()].map((student) => student.key), ...held.subkeys.values()]) key.fill(0);
  for (const known of [held.students, held.unopened, held.studentByKeyId, held.subkeys]) known.clear();
}

/** @param vaultKey 32 bytes, copied; the caller zeroes its own. */
export function createVaultKeys(vaultKey: Uint8Array, keyId: string, random: Random): VaultKeys {
  const held: Held = { vault: { keyId, key: Buffer.from(vaultKey) }, random, students: new Map(), studentByKeyId: new Map(), unopened: new Map(), subkeys: new Map(), destroyed: false };
  return {
    seal: (kind, id, revision, plain, student) => {
      if (held.destroyed) throw new VaultClosed();
      const owner = keyOf(held, student);
      if (owner === undefined) throw new Error('Nothing can be sealed for a student who has no key yet.');
      return sealEnvelope(purposeKey(held, owner, kind), { kind, id, keyId: owner.keyId }, revision, random.bytes(NONCE_BYTES), plain);
    },
    open: (kind, id, sealed, student) => {
      if (held.destroyed) throw new VaultClosed();
      const owner = keyOf(held, student);
      const opened = owner === undefined ? null : openEnvelope(purposeKey(held, owner, kind), { kind, id, keyId: owner.keyId }, sealed);
      return opened === null ? fail('damaged') : ok(opened);
    },
    adopt: (wrapped) => adopt(held, wrapped),
    know: (wrapped) => {
      held.unopened.set(wrapped.studentId, wrapped);
      held.studentByKeyId.set(wrapped.keyId, wrapped.studentId);
    },
    newStudentKey: (studentId) => newStudentKey(held, studentId),
    forget: (studentId) => forget(held, studentId),
    hasStudent: (studentId) => held.students.has(studentId) || held.unopened.has(studentId),
    studentOf: (sealed) => {
      const header = readHeader(sealed);
      return header === null ? null : (held.studentByKeyId.get(header.keyId) ?? null);
    },
    destroy: () => destroy(held),
  };
}
