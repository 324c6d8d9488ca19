/** Looks into a vault without changing it: what each student has there, for the preview of a restore. */
import { ok, type Result } from '../../shared/words/failures.ts';
import { openIndex } from '../records/caseload.ts';
import type { Fold } from '../records/live-journal.ts';
import { createDrafts } from '../records/drafts.ts';
import { openPackages } from '../records/packages.ts';
import { openVaultSettings } from '../records/vault-settings.ts';
import type { Clock, Disk, Random } from '../ports/computer.ts';
import type { StudentState } from '../ports/backups.ts';
import type { VaultKeys } from './keys.ts';
import type { SetAside } from './set-aside.ts';

/** Damage is noted by whoever opens the vault for work; looking moves nothing. */
export const LEAVE_IN_PLACE: SetAside = { move: async () => undefined, name: () => undefined, all: () => [] };

export interface LookOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly fold: Fold;
  readonly keys: VaultKeys;
}

/** One line per student; `recordsDamaged` when the list of students or the settings cannot be read. Throws the disk's own error. */
export async function lookInto({ disk, root, clock, random, fold, keys }: LookOptions): Promise<Result<readonly StudentState[]>> {
  const index = await openIndex(disk, root, keys, LEAVE_IN_PLACE);
  if (!index.ok) return index;
  const settings = await openVaultSettings(disk, root, keys, LEAVE_IN_PLACE);
  if (!settings.ok) return settings;
  const { packages } = await openPackages({ disk, root, keys, index: index.value, setAside: LEAVE_IN_PLACE });
  const { drafts } = createDrafts({ disk, root, clock, random, keys, index: index.value, setAside: LEAVE_IN_PLACE, fold });
  const open = await drafts.list();
  const states: StudentState[] = [];
  for (const { studentId, name } of index.value.caseload.all()) {
    const listed = open.find((draft) => draft.studentId === studentId);
    const loaded = listed === undefined ? null : await drafts.load(listed.draftId);
    states.push({
      studentId, name,
      draft: loaded === null ? null : loaded.ok ? { changes: loaded.value.entries.length, savedAt: loaded.value.savedAt } : 'unreadable',
      records: (await packages.listOf(studentId)).length,
    });
  }
  return ok(states);
}
