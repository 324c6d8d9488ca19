/** Finds the owner of an access key without telling by the time it takes how much of a wrong key was right. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Access } from './store.ts';

/** A key a district hands out; `staffId` null = trial key for the whole district. */
export interface AccessKey extends Access {
  readonly key: string;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Null when `authorization` is not `Bearer <a known key>`. */
export function accessOf(authorization: string | undefined, keys: readonly AccessKey[]): Access | null {
  const given = digest(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
  // Every key is compared, also after a hit.
  const owners = keys.filter((known) => known.key !== '' && timingSafeEqual(digest(known.key), given));
  const [owner] = owners;
  return owner === undefined ? null : { staffId: owner.staffId };
}
