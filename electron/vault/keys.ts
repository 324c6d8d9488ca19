/**
 * The keys of an open vault: one vault key, a subkey per purpose, and a random key per student that exists on disk only wrapped under the
 * vault key, so that destroying that wrap deletes the student's files, on an SSD and in a backup too (storage.md 4, retention). All of them are zeroed at lock.
 */
import { hkdfSync } from 'node:crypto';
import { fail, ok } from '../../shared/words/failures.ts';
import type { FileKind, Random, Seal } from '../ports.ts';
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

/** @param vaultKey 32 bytes, copied; the caller zeroes its own. */
export function createVaultKeys(vaultKey: Uint8Array, keyId: string, random: Random): VaultKeys {
  const vault: HeldKey = { keyId, key: Buffer.from(vaultKey) };
  const students = new Map<string, HeldKey>();
  const studentByKeyId = new Map<string, string>();
  /** Wrapped keys nobody has needed yet. */
  const unopened = new Map<string, WrappedKey>();
  const subkeys = new Map<string, Buffer>();
  let destroyed = false;

  const noSalt = Buffer.alloc(0);
  const purposeKey = (held: HeldKey, purpose: string): Buffer => {
    if (destroyed) throw new VaultClosed();
    const name = `${held.keyId}/${purpose}`;
    const known = subkeys.get(name);
    if (known !== undefined) return known;
    const made = subkey(held.key, noSalt, purpose);
    subkeys.set(name, made);
    return made;
  };
  const held = (student: string | null): HeldKey | undefined => {
    if (student === null) return vault;
    const wrapped = unopened.get(student);
    if (wrapped !== undefined) adopt(wrapped);
    return students.get(student);
  };
  const wrapIdentity = (studentId: string, studentKeyId: string) => ({ kind: 'studentKey', id: `${studentId}/${studentKeyId}`, keyId: vault.keyId });

  const seal: Seal['seal'] = (kind: FileKind, id, revision, plain, student) => {
    if (destroyed) throw new VaultClosed();
    const owner = held(student);
    if (owner === undefined) throw new Error('Nothing can be sealed for a student who has no key yet.');
    return sealEnvelope(purposeKey(owner, kind), { kind, id, keyId: owner.keyId }, revision, random.bytes(NONCE_BYTES), plain);
  };
  const open: Seal['open'] = (kind, id, sealed, student) => {
    if (destroyed) throw new VaultClosed();
    const owner = held(student);
    const opened = owner === undefined ? null : openEnvelope(purposeKey(owner, kind), { kind, id, keyId: owner.keyId }, sealed);
    return opened === null ? fail('damaged') : ok(opened);
  };

  const adopt = ({ studentId, keyId: studentKeyId, wrapped }: WrappedKey): boolean => {
    const opened = openEnvelope(purposeKey(vault, 'studentKey'), wrapIdentity(studentId, studentKeyId), Buffer.from(wrapped, 'base64'));
    if (opened === null || opened.plain.length !== KEY_BYTES) return false;
    unopened.delete(studentId);
    students.set(studentId, { keyId: studentKeyId, key: Buffer.from(opened.plain) });
    studentByKeyId.set(studentKeyId, studentId);
    opened.plain.fill(0);
    return true;
  };

  return {
    seal,
    open,
    adopt,
    know: (wrapped) => {
      unopened.set(wrapped.studentId, wrapped);
      studentByKeyId.set(wrapped.keyId, wrapped.studentId);
    },
    newStudentKey: (studentId) => {
      const studentKeyId = newKeyId(random);
      const key = Buffer.from(random.bytes(KEY_BYTES));
      const wrapped = sealEnvelope(purposeKey(vault, 'studentKey'), wrapIdentity(studentId, studentKeyId), FIRST, random.bytes(NONCE_BYTES), key);
      key.fill(0);
      return { studentId, keyId: studentKeyId, wrapped: Buffer.from(wrapped).toString('base64') };
    },
    forget: (studentId) => {
      const gone = students.get(studentId);
      students.delete(studentId);
      unopened.delete(studentId);
      for (const [id, owner] of studentByKeyId) {
        if (owner !== studentId) continue;
        studentByKeyId.delete(id);
        for (const [name, key] of subkeys) {
          if (!name.startsWith(`${id}/`)) continue;
          key.fill(0);
          subkeys.delete(name);
        }
      }
      gone?.key.fill(0);
    },
    hasStudent: (studentId) => students.has(studentId) || unopened.has(studentId),
    studentOf: (sealed) => {
      const header = readHeader(sealed);
      return header === null ? null : (studentByKeyId.get(header.keyId) ?? null);
    },
    destroy: () => {
      destroyed = true;
      for (const key of [vault.key, ...[...students.values()].map((student) => student.key), ...subkeys.values()]) key.fill(0);
      students.clear();
      unopened.clear();
      studentByKeyId.clear();
      subkeys.clear();
    },
  };
}
