/** What the vault keeps beside the records: who uses this computer, the district's address and access key, preferences, paper that waits for a printer, goal banks, and the device's id. */
import { z } from 'zod';
import { profile as profileSchema, type Profile } from '../../shared/bridge/session.ts';
import { json } from '../../shared/bridge/values.ts';
import type { Json } from '../../shared/iep/json.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import { attempt, VaultClosed } from '../vault/disk-failure.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';

const settingsSchema = z.strictObject({ deviceId: z.string(), profile: profileSchema.nullable(), district: json.optional(), preferences: json.optional(), waitingPapers: json.optional(), goalBanks: json.optional() });
type Settings = z.infer<typeof settingsSchema>;

export interface VaultSettings extends Pick<OpenVault, 'profile' | 'setProfile' | 'readSetting' | 'writeSetting' | 'deviceId'> {
  readonly close: () => Promise<void>;
}

function generationsOf(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside): Generations {
  return createGenerations({
    disk, setAside, folder: root, name: 'settings',
    seal: (revision, plain) => keys.seal('settings', 'settings', revision, plain, null),
    open: (sealed) => keys.open('settings', 'settings', sealed, null),
  });
}

function bytesOf(settings: Settings): Uint8Array {
  return Buffer.from(JSON.stringify(settings), 'utf8');
}

/** The settings of a vault that is being made. */
export async function writeFirstSettings(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside, deviceId: string): Promise<void> {
  await generationsOf(disk, root, keys, setAside).writeBoth(bytesOf({ deviceId, profile: null }));
}

/** Gives a copied vault the id of the computer it is on now: two computers with one id would each take the other's work for its own. */
export async function renameDevice(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside, deviceId: string): Promise<Result<null>> {
  const generations = generationsOf(disk, root, keys, setAside);
  const read = await generations.read();
  if (!read.ok || read.value === null) return fail('copyDamaged', 'The settings in it cannot be read.');
  await generations.writeBoth(bytesOf({ ...settingsSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))), deviceId }));
  return ok(null);
}

/** Opens the settings; a vault always has them, so missing ones are damage. Throws the disk's own error. */
export async function openVaultSettings(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside): Promise<Result<VaultSettings>> {
  const generations = generationsOf(disk, root, keys, setAside);
  const read = await generations.read();
  if (!read.ok || read.value === null) return fail('recordsDamaged', 'The settings kept with them cannot be read.');
  return ok(createVaultSettings(settingsSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))), generations));
}

function createVaultSettings(first: Settings, generations: Generations): VaultSettings {
  let content: Settings | null = first;
  const queue = createQueue();
  const now = (): Settings => {
    if (content === null) throw new VaultClosed();
    return content;
  };
  const change = (part: Partial<Settings>): Promise<Result<null>> =>
    attempt(() =>
      queue.run(async () => {
        const wanted = { ...now(), ...part };
        await generations.writeBoth(bytesOf(wanted));
        content = wanted;
        return ok(null);
      }),
    );
  return {
    deviceId: first.deviceId,
    profile: () => now().profile,
    setProfile: (profile: Profile) => change({ profile }),
    readSetting: (name) => now()[name],
    writeSetting: (name, value: Json) => change({ [name]: value }),
    close: async () => {
      await queue.end();
      content = null;
    },
  };
}
