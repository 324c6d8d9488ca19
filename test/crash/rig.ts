/** A vault on any disk with everything slow or outside replaced: quick key derivation, a key store in memory, a clock that only ticks when asked. */
import { createHash } from 'node:crypto';
import type { Clock, DeviceSecret, Disk, Random } from '../../electron/ports/computer.ts';
import type { OpenVault } from '../../electron/ports/open-vault.ts';
import type { Packages, StoredPackage } from '../../electron/ports/packages.ts';
import type { StudentIndexEntry } from '../../electron/ports/caseload.ts';
import type { Vault } from '../../electron/ports/vault.ts';
import type { Processes } from '../../electron/vault/lock-file.ts';
import type { KeyDerivation } from '../../electron/vault/passphrase.ts';
import { createVault } from '../../electron/vault/vault.ts';
import type { Receipt, LateReceipt } from '../../shared/district-api/contract.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import type { LateSignature } from '../../shared/flow/late-signature.ts';
import type { RoundBeingWritten } from '../../shared/flow/progress.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { LibraryDocument } from '../../shared/library/document.ts';
import type { LateTranslation } from '../../shared/iep/translations.ts';
import { applyEdits } from '../../shared/journal/apply.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';

export const ROOT = '/data/vault';
export const PASSPHRASE = 'four quiet river stones';

/** Milliseconds the stand-in says it took: as on a laptop that has no time for more than the least. */
const SLOW_MS = 1_000;

/** Stands in for Argon2id where the test is not about it; other costs give other keys, as there. */
export function derivationOn(msPerPass: number): KeyDerivation {
  return {
    derive: async ({ passphrase, salt, cost }) => ({ key: new Uint8Array(createHash('sha256').update(salt).update(JSON.stringify(cost)).update(passphrase).digest()), ms: msPerPass * cost.passes }),
  };
}

export const quickDerivation: KeyDerivation = derivationOn(SLOW_MS);

/** A key store that can be emptied, locked or absent. */
export interface TestKeyStore extends DeviceSecret {
  set: (state: 'works' | 'silent' | 'none' | 'emptied') => void;
}

export function createKeyStore(first: 'works' | 'none' = 'works'): TestKeyStore {
  let state: 'works' | 'silent' | 'none' | 'emptied' = first;
  let key = 1;
  const mask = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => byte ^ ((key * 31 + at * 7) & 255));
  return {
    set: (next) => {
      state = next;
      if (next === 'emptied') key += 1;
    },
    kind: async () => (state === 'none' ? 'passphraseOnly' : 'os'),
    seal: async (plain) => (state === 'silent' ? fail('keyUnavailable') : ok(Uint8Array.from([key, ...mask(plain)]))),
    open: async (sealed) => (state === 'silent' || sealed[0] !== key ? fail('keyUnavailable') : ok(mask(sealed.subarray(1)))),
  };
}

export interface TestClock extends Clock {
  readonly pass: (ms: number) => void;
}

export function createTestClock(start = '2026-11-25T14:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString(),
    zone: () => 'America/Los_Angeles',
    pass: (ms) => {
      now += ms;
    },
  };
}

/** A process of its own for every start, so that a lock a crash left behind is seen as such. */
export function freshProcess(start: number): Processes {
  return { self: start, bootedAt: () => '2026-11-25T08:00:00.000Z', mark: () => '', alive: (pid) => pid === start };
}

export const fold = (base: IepDocument, entries: readonly JournalEntry[]): IepDocument =>
  entries.reduce((document, entry) => {
    if (entry.kind !== 'edit') throw new Error('The rig folds edits only.');
    const applied = applyEdits(document, entry.step.edits);
    if (!applied.ok) throw new Error(`An entry does not fit: ${applied.reason}`);
    return applied.document;
  }, base);

export interface RigOptions {
  readonly disk: Disk;
  readonly random: Random;
  readonly root?: string;
  readonly clock?: Clock;
  readonly deviceSecret?: DeviceSecret;
  readonly processes?: Processes;
  readonly keyDerivation?: KeyDerivation;
}

export function rigVault({ disk, random, root = ROOT, clock = createTestClock(), deviceSecret = createKeyStore(), processes = freshProcess(1), keyDerivation = quickDerivation }: RigOptions): Vault {
  return createVault({ root, disk, clock, random, deviceSecret, keyDerivation, fold, processes });
}

/** The value of a result that must have succeeded. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Expected success, got ${result.failure.code}: ${result.failure.reason ?? ''}`);
  return result.value;
}

export function sampleBase(note = ''): IepDocument {
  return {
    schemaVersion: 1, documentId: 'doc1', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null,
    formLanguage: 'en', agency: {}, staff: [], meeting: { notes: note }, pages: {},
  };
}

/** The entry that sets the meeting notes from one number to the next. */
export function noteEntry(seq: number, was: string, value: string): JournalEntry {
  return { kind: 'edit', step: { id: `step-${seq}`, label: 'Edit of notes', edits: [{ op: 'set', at: 'meeting/notes', value, was }] }, parent: seq - 1, by: 'staff1', device: 'device1', seq, at: '2026-11-25T14:00:00.000Z' };
}

/** What the meeting notes say after `seq` entries of `appendNote`. */
export function noteAt(seq: number): string {
  return seq === 0 ? '' : `Note ${seq}: the team talked about reading fluency and agreed to meet again.`;
}

/** Appends entry number `seq`; the promise is the acknowledgement. */
export function appendNote(vault: OpenVault, draftId: string, seq: number): ReturnType<OpenVault['drafts']['append']> {
  const entry = noteEntry(seq, noteAt(seq - 1), noteAt(seq));
  return vault.drafts.append(draftId, seq - 1, [entry], { ...sampleBase(noteAt(seq)) });
}

export function student(studentId: string, name = 'Robin Example'): StudentIndexEntry {
  return { studentId, studentKey: `key-${studentId}`, name, grade: '04', birthDate: '2016-02-03', caseManagerId: 'staff1', caseManager: 'Casey Manager', currentIepId: null, nextAnnualDate: '2027-11-01', nextTriennialDate: '2028-11-01' };
}

export interface MadePackage {
  readonly bytes: Uint8Array;
  readonly pdf: Uint8Array;
  readonly receipt: Receipt;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Packages that open and have no receipt yet, in the order they were committed. */
export async function waitingIn(packages: Packages): Promise<readonly StoredPackage[]> {
  const read = await Promise.all(packages.all().map(({ iepId }) => packages.read(iepId)));
  return read.flatMap((stored) => (stored.ok && stored.value.receipt === null ? [stored.value] : []));
}

/** What was translated of an affirmed IEP afterwards. */
export function lateTranslation(text = 'Lee por su cuenta.'): LateTranslation {
  return { at: 'pages/presentLevels/strengths', language: 'Spanish', of: 'He reads on his own.', text, translator: 'Marta Quiroga', date: '2026-12-02', by: 'staff1', keptAt: '2026-12-02T15:00:00.000Z' };
}

/** A progress report nobody has affirmed yet. */
export function reportBeingWritten(summary = 'Reads 60 words.', id = 'r1'): RoundBeingWritten {
  return { round: { id, reportNo: 1, dueDate: '2026-12-04', note: '' }, edition: 1, reason: '', reports: [{ goal: 'r9', report: { summary }, by: 'staff1', at: '2026-12-02T15:00:00.000Z' }] };
}

/** A document of the library, and its bytes. */
export function libraryDocumentOf(id: string, words = 'words of the notice'): { readonly document: LibraryDocument; readonly pdf: Uint8Array } {
  const pdf = Buffer.from(`%PDF-1.7 ${id} ${words} `.repeat(20));
  return { pdf, document: { id, title: `Notice ${id}`, kind: 'notice', language: 'English', version: '2027', source: 'The SELPA', sha256: sha256(pdf), bytes: pdf.length, pages: 2, addedAt: '2026-11-25T15:00:00.000Z', addedBy: 'Sam Selpa' } };
}

/** Takes a document in, in the place of another where one is named. */
export function takeIn(vault: OpenVault, id: string, replaces: string | null = null): ReturnType<OpenVault['library']['add']> {
  const { document, pdf } = libraryDocumentOf(id);
  return vault.library.add(document, pdf, replaces, () => null);
}

/** A parent's answer that came after affirming. */
export function lateSignature(signedOn = '2026-12-01'): LateSignature {
  return { signing: { type: 'agreedAll', signedBy: 'A Parent', relation: 'mother', signedOn, paper: { signed: 'copy', returnedOn: signedOn } }, by: 'staff1', at: '2026-12-02T15:00:00.000Z' };
}

/** The receipt a district would give for a late signature to such a package. */
export function lateReceipt({ receipt: { iepId, studentKey, sha256: packageSha256 } }: MadePackage, signature: LateSignature, seq = '1'): LateReceipt {
  const text = lateText({ iepId, studentKey, sha256: packageSha256 }, signature);
  return { kind: 'signature', iepId, studentKey, packageSha256, sha256: sha256(Buffer.from(text, 'utf8')), seq, receivedAt: '2026-12-06T08:00:00.000Z' };
}

/** An affirmed package with its PDF and the receipt a district would give for it. */
export function madePackage(iepId: string, words = 'words of the record'): MadePackage {
  const pdf = Buffer.from(`%PDF-1.7 ${iepId} ${words} `.repeat(40));
  const content = {
    format: 1, iepId, studentKey: 'key-s1', base: null, kind: 'iep', document: { words }, contentHash: sha256(Buffer.from(words)), templateVersion: 't1',
    pdfSha256: sha256(pdf), pdfBytes: pdf.length, attestation: null, affirmedAt: '2026-11-25T15:00:00.000Z', affirmedBy: { staffId: 'staff1', name: 'Casey Manager' }, device: 'device1',
  };
  const bytes = Buffer.from(JSON.stringify(content));
  const receipt: Receipt = { kind: 'receipt', iepId, studentKey: 'key-s1', sha256: sha256(bytes), pdfSha256: content.pdfSha256, standing: 'current', conflictWith: null, seq: '1', receivedAt: '2026-11-25T15:01:00.000Z' };
  return { bytes, pdf, receipt };
}
