/** Asks the server at an address whether it is a district server this program can speak with. */
import { API_VERSION, meta as metaSchema } from '../../shared/district-api/contract.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Http } from '../ports/sync.ts';
import { districtAddress } from './address.ts';
import { readJson, troubleOf } from './answers.ts';
import { createClient } from './client.ts';
import type { DistrictSettings } from './settings.ts';

/** The settings to keep when it is one; its caseload is then read from the beginning. */
export async function findDistrict(http: Http, text: string, accessKey: string): Promise<Result<DistrictSettings>> {
  const address = districtAddress(text);
  if (!address.ok) return address;
  const { url, loopback } = address.value;
  const answer = await createClient(http, { url, accessKey }).meta();
  if (answer === null) return fail('unreachable');
  if (answer.status !== 200) return { ok: false, failure: troubleOf(answer) };
  const found = readJson(answer, metaSchema);
  if (!found.ok) return found;
  if (found.value.apiVersion !== API_VERSION) return fail('notDistrict', `The district server speaks version ${found.value.apiVersion}, this IEP Desk version ${API_VERSION}.`);
  const { orgId, name, durable } = found.value;
  return ok({ url, accessKey, orgId, name, trial: loopback || !durable, cursor: null });
}
