/** SHA-256 of stored bytes, and the digest header that carries it (RFC 9530). */
import { createHash } from 'node:crypto';

/** Lower-case hex, 64 characters. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The hex digest inside a `Repr-Digest: sha-256=:…:` header, or null when there is none that we understand. */
export function reprDigest(header: string | undefined): string | null {
  const found = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header ?? '');
  return found?.[1] === undefined ? null : Buffer.from(found[1], 'base64').toString('hex');
}
