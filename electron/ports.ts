/**
 * What the rooms of the main process owe each other: the disk, the clock, keys, drafts, packages, paper and the district, each as an interface
 * so that every room is tested in plain Node with its neighbours replaced (security-and-reliability.md 10.3).
 */
import type { HalfWritten, Printed, Profile, RecordSummary, SyncStatus } from '../shared/bridge/contract.ts';
import type { DueFacts } from '../shared/check/deadlines.ts';
import type { IepPackage, Receipt, LateReceipt } from '../shared/district-api/contract.ts';
import type { LateEntry, LateKind } from '../shared/flow/late.ts';
import type { LibraryDocument } from '../shared/library/document.ts';
import type { LibraryJob } from '../shared/library/papers.ts';
import type { Revoked } from '../shared/iep/revoked.ts';
import type { RoundBeingWritten } from '../shared/flow/progress.ts';
import type { IepDocument } from '../shared/iep/document.ts';
import type { LateTranslation } from '../shared/iep/translations.ts';
import type { PaperFacts } from '../shared/paper/facts.ts';
import type { Json } from '../shared/iep/json.ts';
import type { JournalEntry, Step } from '../shared/journal/edit.ts';
import type { Result } from '../shared/words/failures.ts';

export interface Clock {
  /** ISO instant, UTC. */
  readonly now: () => string;
  /** IANA zone this computer's own clock shows, such as America/Los_Angeles; the district's zone is a setting. */
  readonly zone: () => string;
}

export interface Random {
  readonly bytes: (count: number) => Uint8Array;
  /** A new local id: lower-case letters and digits, at least 120 bits. */
  readonly id: () => string;
}

/** An open file of the disk port; every call may fail with a Node error code (ENOSPC, EIO…). */
export interface DiskFile {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The only way to the disk; the crash tests replace it (decisions.md 28). Paths are absolute. */
export interface Disk {
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The first bytes of a file, at most `count`. */
  readonly readStart: (path: string, count: number) => Promise<Uint8Array>;
  /** Names in the folder, sorted. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly exists: (path: string) => Promise<boolean>;
  /** Creates with mode 0600; fails if the file exists. */
  readonly create: (path: string) => Promise<DiskFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Removes an empty folder; fails when anything is in it. */
  readonly removeFolder: (path: string) => Promise<void>;
  /** Creates folders with mode 0700. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly syncFolder: (path: string) => Promise<void>;
  readonly freeBytes: (path: string) => Promise<number>;
}

/** The operating system's key store, asynchronous; of kind `passphraseOnly` when there is none that protects (decisions.md 7). */
export interface DeviceSecret {
  readonly kind: () => Promise<'os' | 'passphraseOnly'>;
  readonly seal: (plain: Uint8Array) => Promise<Result<Uint8Array>>;
  readonly open: (sealed: Uint8Array) => Promise<Result<Uint8Array>>;
}

/** Seals and opens files under the vault key; identity goes in as associated data, so a file cannot be renamed, swapped or rolled between kinds. */
export interface Seal {
  readonly seal: (kind: FileKind, id: string, revision: number, plain: Uint8Array, student: string | null) => Uint8Array;
  readonly open: (kind: FileKind, id: string, sealed: Uint8Array, student: string | null) => Result<{ readonly revision: number; readonly plain: Uint8Array }>;
}

export type FileKind = 'index' | 'settings' | 'segment' | 'snapshot' | 'package' | 'pdf' | 'copy' | 'receipt' | 'signature' | 'translation' | 'progress' | 'kept' | 'library';

export interface StudentIndexEntry {
  readonly studentId: string;
  /** The district's record number (seisId): the key the server knows. */
  readonly studentKey: string;
  readonly name: string;
  readonly grade: string;
  readonly birthDate: string;
  readonly caseManagerId: string;
  readonly caseManager: string;
  readonly currentIepId: string | null;
  readonly nextAnnualDate: string;
  readonly nextTriennialDate: string;
}

/** An open draft as it stands: the fold of its base and every entry, and the newest entries. Main holds no more of it, however long the meeting lasts. */
export interface OpenDraft {
  readonly draftId: string;
  readonly studentId: string;
  /** Revision of a draft = number of its entries. */
  readonly rev: number;
  /** The last of them is entry `rev`; at least as many as one append may hold, where there are so many. */
  readonly recent: readonly JournalEntry[];
  readonly document: IepDocument;
  readonly savedAt: string;
}

/** A draft with the base it started from and all its entries, read from the disk for whoever needs what was long ago. */
export interface WholeDraft extends OpenDraft {
  readonly base: IepDocument;
  readonly entries: readonly JournalEntry[];
}

/** Drafts as journals on disk (decisions.md 1). `append` resolves only when the bytes are flushed. */
export interface Drafts {
  readonly create: (studentId: string, base: IepDocument) => Promise<Result<string>>;
  readonly open: (draftId: string) => Promise<Result<OpenDraft>>;
  /** Reads the whole journal afresh. */
  readonly load: (draftId: string) => Promise<Result<WholeDraft>>;
  /** Appends at `parent` revision; entries get seq parent+1… Fails with staleDraft when the journal is longer and the entries are not the same steps again. */
  readonly append: (draftId: string, parent: number, entries: readonly JournalEntry[], document: IepDocument) => Promise<Result<{ readonly rev: number; readonly savedAt: string }>>;
  readonly list: () => Promise<readonly { readonly draftId: string; readonly studentId: string; readonly damaged: boolean }[]>;
  /** Marks the draft finished (affirmed or abandoned): it is kept, no longer open. */
  readonly close: (draftId: string) => Promise<Result<null>>;
  readonly saveCopy: (draftId: string, copyId: string, pdf: Uint8Array) => Promise<Result<null>>;
  readonly readCopy: (copyId: string) => Promise<Result<{ readonly studentId: string; readonly pdf: Uint8Array }>>;
}

/** Words the disk has no room for, sealed in a folder outside the vault, one file per draft. */
export interface KeptWords {
  /** Replaces what is kept of this draft in the folder; resolves when it is flushed there. */
  readonly keep: (folder: string, draftId: string, parent: number, steps: readonly Step[]) => Promise<Result<null>>;
  /** Null when the folder holds nothing of this draft. */
  readonly read: (folder: string, draftId: string) => Promise<Result<{ readonly parent: number; readonly steps: readonly Step[] } | null>>;
  readonly drop: (folder: string, draftId: string) => Promise<Result<null>>;
}

/** What came to an affirmed IEP since, as it is kept beside the package. */
export type KeptLate = LateEntry & {
  /** From 1, in the order they came to this computer. */
  readonly number: number;
  readonly receipt: LateReceipt | null;
};

/** What stood in dialogs when the records were locked, until somebody has taken it over. */
export interface HalfWrittenWords {
  readonly read: () => Promise<Result<HalfWritten[]>>;
  /** Takes the place of what was kept; resolves when it is flushed. */
  readonly keep: (dialogs: readonly HalfWritten[]) => Promise<Result<null>>;
}

export interface StoredPackage {
  readonly studentId: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly package: IepPackage;
  readonly receipt: Receipt | null;
  /** What came to it after affirming: in the district's order, then what it does not hold yet. */
  readonly late: readonly KeptLate[];
  /** What was translated of it after affirming. */
  readonly translations: readonly LateTranslation[];
  /** Progress reports that are not affirmed yet. */
  readonly writing: readonly RoundBeingWritten[];
}

/** Affirmed packages: written once (pdf first, then the package = the commit), never changed (decisions.md 5). */
export interface Packages {
  /** Every package whose place is known, in the order they were committed; none is opened. */
  readonly all: () => readonly { readonly iepId: string; readonly studentId: string }[];
  readonly commit: (studentId: string, bytes: Uint8Array, pdf: Uint8Array) => Promise<Result<StoredPackage>>;
  readonly read: (iepId: string) => Promise<Result<StoredPackage>>;
  /** The PDF, its hash checked against the package at every read. */
  readonly pdf: (iepId: string) => Promise<Result<Uint8Array>>;
  /** In the order they were committed. */
  readonly listOf: (studentId: string) => Promise<readonly StoredPackage[]>;
  /** Those of the student that were committed after this one; all of them when it is null or not here. No other is read. */
  readonly listAfter: (studentId: string, iepId: string | null) => Promise<readonly StoredPackage[]>;
  readonly storeReceipt: (iepId: string, receipt: Receipt) => Promise<Result<null>>;
  /** Keeps what came later in a file of its own beside the package, which is not touched; returns its number. */
  readonly addLate: (iepId: string, entry: LateEntry) => Promise<Result<number>>;
  /** Refused when it names another entry or another record. */
  readonly storeLateReceipt: (iepId: string, number: number, receipt: LateReceipt) => Promise<Result<null>>;
  /** Keeps translations beside the package, which is not touched; a later one of the same place and language stands for the earlier. */
  readonly addTranslations: (iepId: string, translations: readonly LateTranslation[]) => Promise<Result<null>>;
  /** Writes the translations that stand in the list and were never told, once, as what came later: from then on they wait for the district. Returns how many. */
  readonly tellTranslations: (iepId: string, by: string, at: string) => Promise<Result<number>>;
  /** IEPs somebody typed translations for on this computer. */
  readonly translated: () => readonly string[];
  /** Progress reports that are not affirmed yet: what `change` makes of them is written as a whole, and returned once it is flushed. */
  readonly changeProgress: (iepId: string, change: (before: readonly RoundBeingWritten[]) => Result<readonly RoundBeingWritten[]>) => Promise<Result<readonly RoundBeingWritten[]>>;
  /** Whose record this is, as far as the heads of its files and the index tell, also when it cannot be opened. */
  readonly ownerOf: (iepId: string) => string | null;
}

/** What lists and the outbox show of something that came later, without its words. */
export interface LateFacts {
  readonly number: number;
  readonly kind: LateKind;
  /** Staff id. */
  readonly by: string;
  readonly receipt: LateReceipt | null;
  /** What lists say of a parent's signature; null of anything else. */
  readonly signature: Omit<RecordSummary['late'][number], 'delivery'> | null;
  /** On its way to the district. */
  readonly bytes: number;
}

/** What lists and the outbox show of an affirmed IEP, without its words: small enough to be in memory for every record of a caseload. */
export interface RecordFacts {
  readonly iepId: string;
  readonly studentId: string;
  /** The state's number of the student; '' while there is none. */
  readonly ssid: string;
  /** Everything that depends neither on the district nor on which record is the Current. */
  readonly shown: Omit<RecordSummary, 'delivery' | 'standing' | 'late' | 'revoked'>;
  /** The written revocation that ends its plan, and the record it is kept beside. */
  readonly revoked: (Revoked & { readonly iepId: string }) | null;
  readonly late: readonly LateFacts[];
  /** The IEP itself finds, or a statement that came later says, that there is no plan; or the student has left. */
  readonly hasEnded: boolean;
  /** What is due of it while it is the Current. */
  readonly owed: DueFacts;
  /** Of the package and its PDF, as they go to the district. */
  readonly bytes: number;
  /** The computer it was affirmed on. */
  readonly device: string;
  readonly receipt: Receipt | null;
}

/** The facts of the records here, read once and again only for a student whose records were changed since. The outbox is derived from them, never stored (decisions.md 5). */
export interface RememberedRecords {
  /** In the order they were committed, without what cannot be read. */
  readonly of: (studentId: string) => Promise<readonly RecordFacts[]>;
  /** Of every student, in the order they were committed. */
  readonly all: () => Promise<readonly RecordFacts[]>;
  readonly forgetOf: (studentId: string) => void;
  /** Of everybody: at a lock. */
  readonly forget: () => void;
}

/** The document library: each document written once under the vault's own key, and a list of what is said of them. */
export interface Library {
  /** What is said of each; none of them is opened. */
  readonly list: () => Promise<Result<readonly LibraryDocument[]>>;
  readonly pdf: (documentId: string) => Promise<Result<Uint8Array>>;
  /** Keeps a document, in the place of another where one is named; `judge` says of those that are there when its turn comes why it cannot be kept. */
  readonly add: (document: LibraryDocument, pdf: Uint8Array, replaces: string | null, judge: (others: readonly LibraryDocument[]) => string | null) => Promise<Result<null>>;
  readonly remove: (documentId: string) => Promise<Result<null>>;
}

/** A student the district no longer lists on this caseload, and when it first said so. */
export interface Leaver {
  readonly studentId: string;
  readonly leftAt: string;
}

/** The record of a removal: no name and no word of the student, only the district's number, and the receipts without which nothing is removed. */
export interface Removal {
  readonly studentKey: string;
  /** Names the key that was destroyed, by which older copies of the student's files are recognised; '' in a record made before copies had an end. */
  readonly keyId: string;
  readonly leftAt: string;
  readonly removedAt: string;
  readonly receipts: readonly { readonly iepId: string; readonly sha256: string; readonly receivedAt: string }[];
  /** Files that are still to go: empty once all of them went. */
  readonly files: readonly string[];
}

export interface Caseload {
  readonly all: () => readonly StudentIndexEntry[];
  readonly get: (studentId: string) => StudentIndexEntry | undefined;
  readonly byKey: (studentKey: string) => StudentIndexEntry | undefined;
  readonly put: (entry: StudentIndexEntry) => Promise<Result<null>>;
  readonly leavers: () => readonly Leaver[];
  /** Notes that the district no longer lists the student; null when it does again. */
  readonly setLeft: (studentId: string, leftAt: string | null) => Promise<Result<null>>;
  /** Oldest first. */
  readonly removals: () => readonly Removal[];
}

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

/** `closed`: made by itself after the vault was closed; `asked`: the user pressed the button; `beforeRestore`: what a restore replaced; `transfer`: for another computer. */
export type BackupWhy = 'closed' | 'asked' | 'beforeRestore' | 'transfer';

/** Copies that have come to the end of their time because a student was removed (shared/flow/retention.ts). */
export interface CopiesDue {
  /** ISO instant of the newest such removal: every backup made before it goes. */
  readonly before: string;
  /** The destroyed keys, as the heads of sealed files name them. */
  readonly keyIds: ReadonlySet<string>;
}

/** What one student has in a vault or in a backup of it. */
export interface StudentState {
  readonly studentId: string;
  readonly name: string;
  readonly draft: { readonly changes: number; readonly savedAt: string } | 'unreadable' | null;
  /** Affirmed IEPs that can be read. */
  readonly records: number;
}

export interface BackupInfo {
  readonly backupId: string;
  readonly place: BackupPlace;
  readonly madeAt: string;
  readonly why: BackupWhy;
  readonly files: number;
  readonly bytes: number;
}
/** Beside the vault, or in the folder the user picked. */
export type BackupPlace = 'here' | 'second';

/**
 * One student now and in the backup; null when the student is not there. Where the records here do not open (`mends`), `now` is what will be there
 * after the restore: what still opens here stays, the rest comes from the backup, and drafts begun after it stay without opening.
 */
export interface RestorePreview {
  readonly backup: BackupInfo;
  readonly mends: { readonly begunAfter: number } | null;
  readonly students: readonly { readonly name: string; readonly now: StudentState | null; readonly inBackup: StudentState | null }[];
}

/** Which backups were written and which could not be; `second` null when no second place is chosen. */
export interface BackedUp {
  readonly here: Result<BackupInfo>;
  readonly second: Result<BackupInfo> | null;
}

/** What both places hold. */
export interface BackupsKnown {
  /** Newest first; a second place that is not there (a stick that was pulled) has none. */
  readonly backups: readonly BackupInfo[];
  readonly secondPlace: string | null;
  /** File names of backups straight in the second place that nothing proves to be this computer's. */
  readonly leftAlone: readonly string[];
}

/** Copies of the vault and what may be done with them; every one of them is sealed as the vault is. */
export interface VaultBackups {
  /** Copies the vault to every place. `rotate` false keeps every older backup: something in the vault is damaged and one of them may hold it whole. */
  readonly backUp: (why: 'closed' | 'asked', rotate: boolean, due: CopiesDue | null) => Promise<Result<BackedUp>>;
  readonly list: () => Promise<Result<BackupsKnown>>;
  readonly setSecondPlace: (folder: string | null) => Promise<Result<null>>;
  /** What a restore would change, per student. Changes nothing. */
  readonly preview: (backupId: string, place: BackupPlace, passphrase: string) => Promise<Result<RestorePreview>>;
  /** Puts the backup in the place of the vault, which must be closed, or mends a vault that does not open with it, after the present state was itself backed up; then opens it. */
  readonly restore: (backupId: string, place: BackupPlace, passphrase: string) => Promise<Result<OpenVault>>;
  /** Copies everything into a folder for another computer; the code that opens it is made here and shown once. */
  readonly transferTo: (folder: string, passphrase: string) => Promise<Result<{ readonly code: string; readonly files: number }>>;
  /** The newest copy in a folder another computer wrote, and how many lists there cannot be read. */
  readonly findTransfer: (folder: string) => Promise<Result<{ readonly madeAt: string; readonly files: number; readonly unreadable: number }>>;
  /** Makes the vault of this computer from such a folder, opened with the transfer code or the recovery code. Fails with `vaultExists` where there is one. */
  readonly transferFrom: (folder: string, code: string, passphrase: string) => Promise<Result<OpenVault>>;
}

/** What opens the vault every day: the passphrase, and where there is a safe one the operating system's key store. */
export type UnlockMethod = 'keyStoreAndPassphrase' | 'passphrase';

export interface Vault {
  readonly backups: VaultBackups;
  /** A new passphrase, proved to open the vault before the old one stops doing so. */
  readonly changePassphrase: (passphrase: string, next: string) => Promise<Result<null>>;
  /** What will open the vault at the next unlock, the key store asked for its part now; fails with `keyUnavailable` when it does not answer. */
  readonly unlockMethod: () => Promise<Result<UnlockMethod>>;
  /** A new recovery code, proved likewise; the old code opens nothing any more. */
  readonly newRecoveryCode: (passphrase: string) => Promise<Result<{ readonly recoveryCode: string }>>;
  readonly state: () => Promise<'none' | 'locked' | 'newer'>;
  readonly create: (passphrase: string) => Promise<Result<{ readonly vault: OpenVault; readonly recoveryCode: string }>>;
  readonly unlock: (passphrase: string) => Promise<Result<OpenVault>>;
  readonly recover: (recoveryCode: string, newPassphrase: string) => Promise<Result<OpenVault>>;
}

/** What a paper is made from; the worker gets it as it is. */
export type PaperJob = PaperFacts;

export interface MadePaper {
  readonly pdf: Uint8Array;
  readonly sheets: number;
  readonly audit: Printed['audit'];
  /** Page keys in the order printed. */
  readonly pages: readonly string[];
}

/** The PDF worker: one job at a time, never on main's event loop. */
export interface PaperService {
  readonly make: (job: PaperJob) => Promise<Result<MadePaper>>;
  /** A paper that comes with the document library. */
  readonly library: (job: LibraryJob) => Promise<Result<MadePaper>>;
  /** One PDF of several papers in their order, each with its own sheet numbers and beginning on the front of a sheet. Each was made by itself before. */
  readonly together: (jobs: readonly PaperJob[]) => Promise<Result<Uint8Array>>;
  /** Makes the paper of an IEP that was opened, or a throw-away document, without handing it over: the first real print is quick then. */
  readonly warm: (job?: PaperJob) => void;
  /** Ends the worker with all it knows of students; what was asked for and is not made yet fails, the next job starts another worker. */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Looks into a PDF somebody took in, apart from everything else. */
export interface PdfJudge {
  /** How many pages it has; refused in a sentence when it does not open for everybody, or is more than a document to read. */
  readonly judge: (pdf: Uint8Array) => Promise<Result<{ readonly pages: number }>>;
}

export interface PrintPort {
  /** Opens the finished PDF and the system's print dialog. */
  readonly print: (pdf: Uint8Array, jobName: string) => Promise<'sent' | 'noPrinter' | 'cancelled'>;
  /** Names of the printers the system knows, whether or not they are switched on; none when it does not answer. */
  readonly printers: () => Promise<readonly string[]>;
}

/** HTTP as sync needs it: no redirects followed, bytes in and out. */
export interface Http {
  readonly request: (request: {
    readonly method: 'GET' | 'HEAD' | 'PUT';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
    readonly timeoutMs: number;
    /** Aborted when nobody waits for the answer any more. */
    readonly signal?: AbortSignal;
  }) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }>;
}

export interface Timer {
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface SyncService {
  readonly status: () => Promise<SyncStatus>;
  readonly configure: (url: string, accessKey: string) => Promise<Result<SyncStatus>>;
  /** Tries everything that waits, now. */
  readonly deliver: () => Promise<SyncStatus>;
  readonly pull: () => Promise<Result<{ readonly students: number; readonly records: number }>>;
  /** Something new waits (an affirm), the network changed, or the computer woke up. */
  readonly wake: () => void;
  readonly onChange: (listener: (status: SyncStatus) => void) => () => void;
  readonly close: () => Promise<void>;
}
