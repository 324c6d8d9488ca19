/** Where the district is and how far its caseload was read, as kept sealed in the vault. */
import { z } from 'zod';
import type { Json } from '../../shared/iep/json.ts';
import { ok } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';

const districtSettings = z.strictObject({
  url: z.string(), accessKey: z.string(), orgId: z.string(), name: z.string(),
  /** Plain http on this computer, or a server that says it does not keep things durably. */
  trial: z.boolean(),
  /** `next` of the last caseload page whose records are all stored here; null = from the beginning. */
  cursor: z.string().nullable(),
});
export type DistrictSettings = z.infer<typeof districtSettings>;

/** Null when no district is set up. Settings this program did not write are as if there were none: a person enters the address again. */
export function readDistrict(vault: OpenVault): DistrictSettings | null {
  const parsed = districtSettings.safeParse(vault.readSetting('district'));
  return parsed.success ? parsed.data : null;
}

export function writeDistrict(vault: OpenVault, settings: DistrictSettings): ReturnType<OpenVault['writeSetting']> {
  return vault.writeSetting('district', settings satisfies Json);
}

/** Notes how far the caseload was read, unless the address or key was changed meanwhile: a cursor of another server or caseload would pass over students. */
export async function moveCursor(vault: OpenVault, readFrom: DistrictSettings, cursor: string): ReturnType<OpenVault['writeSetting']> {
  const now = readDistrict(vault);
  if (now === null || now.url !== readFrom.url || now.accessKey !== readFrom.accessKey) return ok(null);
  return writeDistrict(vault, { ...now, cursor });
}
