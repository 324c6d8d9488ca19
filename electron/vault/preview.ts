/** What a restore would bring, per student, before anything is changed. */
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { BackupPlace, RestorePreview, StudentState } from '../ports/backups.ts';
import { infoOf } from './backup-places.ts';
import type { Door } from './door.ts';
import { backupAsDisk } from './read-only-disk.ts';
import { look, lookHere, mendHere, type Unlocked } from './with-backup.ts';

/** Both lists side by side, by name. */
function sideBySide(now: readonly StudentState[], then: readonly StudentState[]): RestorePreview['students'] {
  const ids = [...new Set([...now, ...then].map((state) => state.studentId))];
  return ids
    .map((id) => ({ now: now.find((state) => state.studentId === id) ?? null, inBackup: then.find((state) => state.studentId === id) ?? null }))
    .map((pair) => ({ name: pair.now?.name ?? pair.inBackup?.name ?? '', ...pair }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** `mends` tells that the records here do not open as a whole, and what would be mended. Throws the disk's own error. */
export async function preview(door: Door, unlocked: Unlocked, place: BackupPlace): Promise<Result<RestorePreview>> {
  const { disk, root } = door;
  const { keys } = unlocked;
  const backup = infoOf(unlocked.backup, place);
  const then = await look(door, backupAsDisk(disk, unlocked.backup, root), root, keys);
  if (!then.ok) return fail('copyDamaged', 'Its list of students or its settings cannot be read.');
  const now = await lookHere(door, keys);
  if (now.ok) return ok({ backup, mends: null, students: sideBySide(now.value, then.value) });
  const mended = await mendHere(door, unlocked);
  const after = await look(door, mended.disk, root, keys);
  return after.ok ? ok({ backup, mends: { begunAfter: mended.begunAfter }, students: sideBySide(after.value, then.value) }) : after;
}
