/** Names every damaged file by what it is and whose it is, so that no screen tells "unreadable" as "not there". */
import type { Damage } from '../../shared/bridge/vault.ts';
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import type { DamagedThing } from '../../shared/words/damage.ts';
import type { DamagedFile, OpenVault } from '../ports/open-vault.ts';
import { COPIES_FOLDER, DRAFTS_FOLDER, LATE_FOLDER, LIBRARY_FOLDER, PACKAGES_FOLDER, PROGRESS_FOLDER, RECEIPTS_FOLDER, TRANSLATIONS_FOLDER } from '../vault/folders.ts';
import { LATE_RECEIPT_END, lateName } from './late-entries.ts';
import { TOLD } from './library-told.ts';
import { sideListOwner } from './side-lists.ts';

function libraryThing(name: string): DamagedThing {
  if (name.endsWith('.pdf')) return 'libraryDocument';
  return name.startsWith(`${TOLD}.`) ? 'libraryTold' : 'libraryList';
}

/** What a file of the vault holds, by its place in the folder (electron/vault/README.md). */
export function thingOf(file: string): DamagedThing {
  const [folder, ...rest] = file.split('/');
  if (folder === DRAFTS_FOLDER) return /^snap\.[ab]$/.test(rest.at(-1) ?? '') ? 'snapshot' : 'draft';
  if (folder === COPIES_FOLDER) return 'copy';
  if (folder === RECEIPTS_FOLDER) return 'receipt';
  if (folder === LATE_FOLDER) return file.endsWith(LATE_RECEIPT_END) ? 'receipt' : 'late';
  if (folder === TRANSLATIONS_FOLDER) return 'translation';
  if (folder === PROGRESS_FOLDER) return 'progress';
  if (folder === LIBRARY_FOLDER) return libraryThing(rest.join('/'));
  if (folder === PACKAGES_FOLDER) return file.endsWith('.pdf') ? 'recordPdf' : 'record';
  if (file.startsWith('index.')) return 'list';
  if (file.startsWith('settings.')) return 'settings';
  if (file.startsWith('half-written.')) return 'halfWritten';
  throw new Error('A damaged file lies where the vault keeps none.');
}

export function damageReport(vault: OpenVault): Damage[] {
  return vault.damaged().map(({ file, state, studentId }) => ({ file, state, what: thingOf(file), studentName: studentId === null ? null : (vault.caseload.get(studentId)?.name ?? null) }));
}

/** What of one student is stored and cannot be read; call it after that student's files were read. */
export function unreadableOf(damaged: readonly DamagedFile[], studentId: string): StudentSummary['unreadable'] {
  const things = damaged.filter((found) => found.studentId === studentId && found.state !== 'tailCut').map(({ file }) => thingOf(file));
  return { draft: things.includes('draft'), records: things.filter((thing) => thing === 'record').length };
}

/** What came to an affirmed IEP later and cannot be read; call it after that IEP was read. */
export function damagedBeside(damaged: readonly DamagedFile[], iepId: string): readonly ('late' | 'translation')[] {
  const things = damaged.flatMap(({ file, state }) => {
    const [folder, name = ''] = file.split('/');
    if (folder === LATE_FOLDER && lateName(name)?.iepId === iepId) return ['late' as const];
    // Of two files of translations one is set aside and the other is read; with neither, the last is left where it is.
    return folder === TRANSLATIONS_FOLDER && sideListOwner(name) === iepId && state === 'inPlace' ? ['translation' as const] : [];
  });
  return [...new Set(things)];
}
