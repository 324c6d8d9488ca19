/** The folders inside a vault, named once: one of which a backup, a restore or the removal of a student did not know would lose records without a word. */

export const DRAFTS_FOLDER = 'drafts';
export const COPIES_FOLDER = 'copies';
export const PACKAGES_FOLDER = 'packages';
export const RECEIPTS_FOLDER = 'receipts';
/** Everything that came to an affirmed IEP since; named after the first kind there was, and the name is part of vault format 1. */
export const LATE_FOLDER = 'signatures';
export const TRANSLATIONS_FOLDER = 'translations';
export const PROGRESS_FOLDER = 'progress';
/** Documents of the library, which are nobody's record, and their list. */
export const LIBRARY_FOLDER = 'library';
/** Damaged files under their old name and a random id. */
export const QUARANTINE = 'quarantine';

/** Folders whose files belong to a record, each a file of its own; a draft is a folder in DRAFTS_FOLDER. */
export const RECORD_FOLDERS = [PACKAGES_FOLDER, RECEIPTS_FOLDER, LATE_FOLDER, TRANSLATIONS_FOLDER, PROGRESS_FOLDER, COPIES_FOLDER] as const;
/** Every folder a vault is made with. */
export const VAULT_FOLDERS = [DRAFTS_FOLDER, ...RECORD_FOLDERS, LIBRARY_FOLDER, QUARANTINE] as const;
