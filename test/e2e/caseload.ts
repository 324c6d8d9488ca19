/** A computer with a whole caseload on it, written by the program's own vault: what months of work, or a pull from the district, leave behind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDisk } from '../../electron/vault/disk.ts';
import { createKeyDerivation } from '../../electron/vault/passphrase.ts';
import { systemRandom } from '../../electron/vault/random.ts';
import { createVault } from '../../electron/vault/vault.ts';
import type { DeviceSecret } from '../../electron/ports/computer.ts';
import type { OpenVault } from '../../electron/ports/open-vault.ts';
import type { Profile } from '../../shared/bridge/session.ts';
import { replay } from '../../shared/flow/replay.ts';
import { fail } from '../../shared/words/failures.ts';
import { must } from '../crash/rig.ts';
import { packageBytes, pdfOf } from '../fixtures/laptop.ts';
import { newProfile, PASSPHRASE, ROOT } from './app.ts';

const FIRST = ['Amparo', 'Bastian', 'Celeste', 'Dmitri', 'Esperanza', 'Fergus', 'Guadalupe', 'Hollis', 'Imani', 'Joaquín', 'Keoni', 'Lysander', 'Marisol', 'Nikolai', 'Oluchi', 'Priya', 'Quentin', 'Rosamund', 'Santiago', 'Tamsin', 'Ulises', 'Valentina', 'Winona', 'Xiomara', 'Zelda'];
const LAST = ['Abernathy', 'Brightwell', 'Castellanos', 'Dunmore', 'Eastlake', 'Fairweather', 'Goldfinch', 'Hawthorne', 'Ironwood', 'Juniper', 'Kingsley', 'Larkspur', 'Meadowes', 'Nightingale', 'Oakhurst', 'Pemberton', 'Quillfeather', 'Ravenscroft', 'Stonebridge', 'Thistlewood'];
const CASE_MANAGER: Profile = { staffId: 'st1', name: 'Rosalind Achterberg', role: 'caseManager', area: 'specialEducation', title: 'Education Specialist (resource)' };
/** Students whose Current IEP is here too; the others are known by the list alone, as after a pull that was cut off. */
const WITH_CURRENT = 60;

/** No key store of an operating system: the passphrase alone opens this vault, on any engine. */
const NO_KEY_STORE: DeviceSecret = { kind: async () => 'passphraseOnly', seal: async () => fail('keyUnavailable'), open: async () => fail('keyUnavailable') };

export function nameOf(n: number): string {
  return `${FIRST[n % FIRST.length]} ${LAST[Math.floor(n / FIRST.length) % LAST.length]}`;
}

/** A computer set up with the passphrase, and its vault, open to be filled. */
export async function newVault(): Promise<{ readonly profile: string; readonly vault: OpenVault }> {
  const profile = newProfile();
  const clock = { now: () => '2027-09-01T16:00:00.000Z', zone: () => 'America/Los_Angeles' };
  const keyDerivation = createKeyDerivation(readFileSync(join(ROOT, 'out/main/passphrase-worker.cjs'), 'utf8'));
  const { vault } = must(await createVault({ root: join(profile, 'vault'), disk: createDisk(), clock, random: systemRandom, deviceSecret: NO_KEY_STORE, keyDerivation, fold: replay }).create(PASSPHRASE));
  must(await vault.setProfile(CASE_MANAGER));
  return { profile, vault };
}

/** @param size at most 500: each student has a name of their own */
export async function profileWith(size: number): Promise<string> {
  const { profile, vault } = await newVault();
  for (let n = 0; n < size; n += 1) {
    const studentId = `student-${n}`;
    const iepId = `iep-${n}`;
    const day = String(1 + (n % 28)).padStart(2, '0');
    const hasCurrent = n < WITH_CURRENT;
    must(await vault.caseload.put({ studentId, studentKey: `key-${n}`, name: nameOf(n), grade: '04', birthDate: `2017-03-${day}`, caseManagerId: CASE_MANAGER.staffId, caseManager: CASE_MANAGER.name, currentIepId: hasCurrent ? iepId : null, nextAnnualDate: `2027-10-${day}`, nextTriennialDate: `2028-10-${day}` }));
    if (hasCurrent) must(await vault.packages.commit(studentId, packageBytes(`key-${n}`, iepId, null, vault.deviceId), pdfOf(iepId)));
  }
  await vault.close();
  return profile;
}
