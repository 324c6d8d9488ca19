/** Opens every room of a vault with keys that are known to be right, and closes all of them again: what one room needs of another is put together here. */
import { ok, type Result } from '../../shared/words/failures.ts';
import { openIndex, type SealedIndex } from '../records/caseload.ts';
import { countChanges } from '../records/changes.ts';
import { createDrafts } from '../records/drafts.ts';
import { createHalfWritten } from '../records/half-written.ts';
import { createKeptWords } from '../records/kept-words.ts';
import { createLibrary } from '../records/library.ts';
import { createLibraryTold } from '../records/library-told.ts';
import { lateName } from '../records/late-entries.ts';
import { openPackages } from '../records/packages.ts';
import { sideListOwner } from '../records/side-lists.ts';
import { filesOfStudent, removeFiles } from '../records/student-files.ts';
import { openVaultSettings } from '../records/vault-settings.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { Packages } from '../ports/packages.ts';
import { attempt, evenIfTheDiskFails } from './disk-failure.ts';
import type { VaultOptions } from './door.ts';
import { DRAFTS_FOLDER, LATE_FOLDER, PACKAGES_FOLDER, PROGRESS_FOLDER, RECEIPTS_FOLDER, TRANSLATIONS_FOLDER } from './folders.ts';
import type { VaultKeys } from './keys.ts';
import { allInTurn } from './queue.ts';
import { createSetAside } from './set-aside.ts';

/** Whose record a file of the vault belongs to: ids are random, so only the index and the packages can tell. */
function ownerOf(file: string, index: SealedIndex, packages: Packages): string | null {
  const [folder, name = ''] = file.split('/');
  if (folder === DRAFTS_FOLDER) return index.drafts().find((draft) => draft.draftId === name)?.studentId ?? null;
  if (folder === LATE_FOLDER) return packages.ownerOf(lateName(name.replace(/\.\w+$/, ''))?.iepId ?? '');
  if (folder === TRANSLATIONS_FOLDER || folder === PROGRESS_FOLDER) return packages.ownerOf(sideListOwner(name));
  return folder === PACKAGES_FOLDER || folder === RECEIPTS_FOLDER ? packages.ownerOf(name.replace(/\.\w+$/, '')) : null;
}

/** Opens every room; whoever gave the keys zeroes them when this fails. Closing the vault calls `release` last. */
export async function openRooms({ root, disk, clock, random, fold }: VaultOptions, keys: VaultKeys, release: () => Promise<void>): Promise<Result<OpenVault>> {
  const setAside = createSetAside(disk, root, random);
  const index = await openIndex(disk, root, keys, setAside);
  if (!index.ok) return index;
  const settings = await openVaultSettings(disk, root, keys, setAside);
  if (!settings.ok) return settings;
  // A removal that a crash or a failing disk cut off goes on here.
  const finishRemovals = async (): Promise<void> => {
    for (const removal of index.value.caseload.removals()) await removeFiles(disk, root, removal);
    await index.value.filesWent();
  };
  await evenIfTheDiskFails(finishRemovals);
  const { packages: uncounted, close: closePackages, forgetOf, studentOf } = await openPackages({ disk, root, keys, index: index.value, setAside });
  const { packages, changesOf } = countChanges(uncounted, (named) => (keys.hasStudent(named) ? named : studentOf(named)));
  const { drafts, closeAll, closeOf } = createDrafts({ disk, root, clock, random, keys, index: index.value, setAside, fold });
  const { keptWords, close: closeKeptWords } = createKeptWords({ disk, seal: keys, studentOf: (draftId) => index.value.drafts().find((draft) => draft.draftId === draftId)?.studentId });
  const { halfWritten, close: closeHalfWritten } = createHalfWritten({ disk, root, keys, setAside });
  const { library, close: closeLibrary } = createLibrary({ disk, root, keys, setAside });
  const { libraryTold, close: closeLibraryTold } = createLibraryTold({ disk, root, keys, setAside });
  let closed: Promise<void> | null = null;
  // To the end whatever fails: with the keys left in memory and the lock held by this very process, nobody could unlock again before a restart.
  const close = (): Promise<void> => allInTurn([closeAll, closeKeptWords, closeHalfWritten, closePackages, closeLibrary, closeLibraryTold, index.value.close, settings.value.close, keys.destroy, release]);
  return ok({
    drafts,
    keptWords,
    halfWritten,
    packages,
    changesOf,
    caseload: index.value.caseload,
    library,
    libraryTold,
    profile: settings.value.profile,
    setProfile: settings.value.setProfile,
    readSetting: settings.value.readSetting,
    writeSetting: settings.value.writeSetting,
    deviceId: settings.value.deviceId,
    removeStudent: (studentId, removal) =>
      attempt(async () => {
        await closeOf(studentId);
        const files = await filesOfStudent(disk, root, keys, index.value, studentId);
        const removed = await index.value.remove(studentId, { ...removal, files });
        if (!removed.ok) return removed;
        keys.forget(studentId);
        forgetOf(studentId);
        await evenIfTheDiskFails(finishRemovals);
        return ok(null);
      }),
    damaged: () => setAside.all().map((found) => ({ ...found, studentId: ownerOf(found.file, index.value, packages) })),
    close: () => (closed ??= close()),
  });
}
