/** Promise: everything that is readable only while the vault is open. */
import type { Profile } from '../../shared/bridge/session.ts';
import type { Json } from '../../shared/iep/json.ts';
import type { Result } from '../../shared/words/failures.ts';
import type { Drafts, HalfWrittenWords, KeptWords } from './drafts.ts';
import type { Packages } from './packages.ts';
import type { Caseload, Removal } from './caseload.ts';
import type { Library, LibraryTold } from './library.ts';

/** A file found damaged: `setAside` was moved to quarantine/, `inPlace` stays where it is, `tailCut` lost what was being written when the power went. */
export interface DamagedFile {
  /** Path inside the vault folder: random ids only. */
  readonly file: string;
  readonly state: 'setAside' | 'inPlace' | 'tailCut';
  /** Whose record it belongs to; null when it is nobody's alone or cannot be told. */
  readonly studentId: string | null;
}

/** Sealed settings: the district's address and access key, words somebody said are right, paper that waits for a printer. */
export type SettingName = 'district' | 'preferences' | 'waitingPapers' | 'goalBanks';

/** Everything that is readable only while the vault is open. */
export interface OpenVault {
  readonly drafts: Drafts;
  readonly keptWords: KeptWords;
  readonly halfWritten: HalfWrittenWords;
  readonly packages: Packages;
  /** Equal numbers mean that nothing of the student's records was changed in between. */
  readonly changesOf: (studentId: string) => number;
  readonly caseload: Caseload;
  readonly library: Library;
  readonly libraryTold: LibraryTold;
  readonly profile: () => Profile | null;
  readonly setProfile: (profile: Profile) => Promise<Result<null>>;
  readonly readSetting: (name: SettingName) => Json | undefined;
  readonly writeSetting: (name: SettingName, value: Json) => Promise<Result<null>>;
  readonly deviceId: string;
  /** Destroys the student's key and removes the student's files. Whoever calls has made sure that the district holds every record (retention-service.ts). */
  readonly removeStudent: (studentId: string, removal: Omit<Removal, 'files' | 'keyId'>) => Promise<Result<null>>;
  /** What was found damaged since the vault was opened, to be named to the user. */
  readonly damaged: () => readonly DamagedFile[];
  /** Waits for writes under way, then forgets and zeroes the keys. */
  readonly close: () => Promise<void>;
}
