/** The digest that names a file, proves a copy and identifies a package to the district. */
import { createHash } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits; a string is digested as UTF-8. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
