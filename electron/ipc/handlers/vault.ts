/** Handlers of the store itself: what in it was found damaged, its backups, its keys, and carrying it to another computer. */
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../../shared/words/failures.ts';
import type { Backups } from '../../../shared/bridge/vault.ts';
import type { SavePort } from '../../exchange/save-port.ts';
import type { Clock } from '../../ports/computer.ts';
import type { Vault } from '../../ports/vault.ts';
import { damageReport } from '../../records/damage.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

export interface VaultParts {
  readonly session: Session;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly chooseFolder: SavePort['chooseFolder'];
}

type Channels = `vault.${'damage' | 'backups' | 'backUp' | 'secondPlace' | 'preview' | 'restore' | 'transferTo' | 'chooseTransfer' | 'transferFrom' | 'changePassphrase' | 'newRecoveryCode'}`;

export function vaultHandlers({ session, vault, clock, chooseFolder }: VaultParts): HandlersOf<Channels> {
  const { inside } = session;
  /** Chosen in a dialog of the system; the page never names a path. */
  let transferFolder: string | null = null;

  const backups = async (): Promise<Result<Backups>> => {
    const listed = await vault.backups.list();
    return listed.ok ? ok({ ...listed.value, backups: [...listed.value.backups], leftAlone: [...listed.value.leftAlone], zone: clock.zone(), failed: session.lastBackup() }) : listed;
  };
  return {
    'vault.damage': () => inside((rooms) => ok(damageReport(rooms.vault))),
    'vault.backups': backups,
    'vault.backUp': async () => {
      const made = await session.backUp();
      return made.ok ? backups() : made;
    },
    'vault.secondPlace': ({ to }) => inside(async () => {
      const folder = to === 'off' ? null : await chooseFolder('A second place for backups');
      if (to === 'choose' && folder === null) return backups();
      const set = await vault.backups.setSecondPlace(folder);
      return set.ok ? backups() : set;
    }),
    'vault.preview': async ({ backupId, place, passphrase }) => {
      const preview = await vault.backups.preview(backupId, place, passphrase);
      return preview.ok ? ok({ ...preview.value, students: [...preview.value.students] }) : preview;
    },
    'vault.restore': ({ backupId, place, passphrase }) => session.restore(backupId, place, passphrase),
    'vault.transferTo': ({ passphrase }) => inside(async (): Promise<Result<{ code: string; files: number } | null>> => {
      const folder = await chooseFolder('Where to copy everything for another computer');
      return folder === null ? ok(null) : vault.backups.transferTo(folder, passphrase);
    }),
    'vault.chooseTransfer': async () => {
      const folder = await chooseFolder('The folder another computer wrote');
      if (folder === null) return ok(null);
      const found = await vault.backups.findTransfer(folder);
      transferFolder = found.ok ? folder : null;
      return found.ok ? ok({ folder: basename(folder), zone: clock.zone(), ...found.value }) : found;
    },
    'vault.transferFrom': async ({ code, passphrase }) => (transferFolder === null ? fail('refused', 'Choose the folder first.') : session.transferFrom(transferFolder, code, passphrase)),
    'vault.changePassphrase': ({ passphrase, next }) => inside(() => vault.changePassphrase(passphrase, next)),
    'vault.newRecoveryCode': ({ passphrase }) => inside(() => vault.newRecoveryCode(passphrase)),
  };
}
