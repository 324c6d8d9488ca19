/**
 * The shape of every sealed file: AES-256-GCM whose associated data is the file's identity, so that one changed bit, a cut tail, or a file
 * copied onto another name, kind or revision never opens.
 *
 *   magic 4 | format 2 | key id 16 | revision 8 | nonce 12 | tag 16 | ciphertext
 *
 * Random 96-bit nonces allow 2^32 seals per key (NIST SP 800-38D, 8.3); one save every half second without pause takes 68 years to get there.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export const MAGIC = Buffer.from('IEPS', 'latin1');
/** Format number of a sealed file. Raise VAULT_FORMAT (keyring.ts) with it: that number makes an older program refuse the vault before it reads anything. */
const ENVELOPE_FORMAT = 1;

const AT = { format: 4, keyId: 6, revision: 22, nonce: 30, tag: 42 } as const;
/** Bytes before the ciphertext. */
export const HEADER_BYTES = 58;
/** Every seal takes fresh ones: with one nonce used twice AES-GCM keeps nothing secret (NIST SP 800-38D, 8). */
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** What a sealed file is; `keyId` is 32 hex digits and names the key without saying whose it is. */
export interface Identity {
  readonly kind: string;
  readonly id: string;
  readonly keyId: string;
}

export interface Header {
  readonly keyId: string;
  readonly revision: number;
}

function headerStart(keyId: string, revision: number): Buffer {
  if (!Number.isSafeInteger(revision) || revision < 0) throw new Error(`A sealed file needs a whole revision number, not ${revision}.`);
  const start = Buffer.alloc(AT.nonce);
  MAGIC.copy(start, 0);
  start.writeUInt16BE(ENVELOPE_FORMAT, AT.format);
  start.write(keyId, AT.keyId, 'hex');
  start.writeBigUInt64BE(BigInt(revision), AT.revision);
  return start;
}

function associatedData(start: Uint8Array, { kind, id }: Identity): Buffer {
  return Buffer.concat([start, Buffer.from(`${kind}\0${id}`, 'utf8')]);
}

/** The head of a sealed file, to find its key by; null when it does not look like one of ours. It is not authenticated: believe it only once `openEnvelope` has opened the file. */
export function readHeader(sealed: Uint8Array): Header | null {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC) || bytes.readUInt16BE(AT.format) !== ENVELOPE_FORMAT) return null;
  const revision = bytes.readBigUInt64BE(AT.revision);
  if (revision > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { keyId: bytes.toString('hex', AT.keyId, AT.revision), revision: Number(revision) };
}

/** @param key 32 bytes @param nonce 12 random bytes, never used before under this key */
export function sealEnvelope(key: Uint8Array, identity: Identity, revision: number, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  const start = headerStart(identity.keyId, revision);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(start, identity));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([start, nonce, cipher.getAuthTag(), body]);
}

/** The content, or null when the bytes are not exactly what was sealed under this key and identity. */
export function openEnvelope(key: Uint8Array, identity: Identity, sealed: Uint8Array): { readonly revision: number; readonly plain: Uint8Array } | null {
  const header = readHeader(sealed);
  if (header === null || header.keyId !== identity.keyId) return null;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(AT.nonce, AT.nonce + NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(sealed.subarray(0, AT.nonce), identity));
  decipher.setAuthTag(sealed.subarray(AT.tag, AT.tag + TAG_BYTES));
  try {
    return { revision: header.revision, plain: Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]) };
  } catch {
    return null;
  }
}
