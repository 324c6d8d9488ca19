/**
 * Gathers what the readiness check judges: every Future IEP is read whole, every affirmed IEP and its PDF are opened, a parent copy is made on trial and
 * thrown away, the key store is asked for its part. Changes nothing and stores nothing.
 */
import { gunzipSync } from 'node:zlib';
import type { SpellingLanguage } from '../../shared/bridge/words.ts';
import { readiness, type ReadinessFacts, type ReadinessItem, type TrialPaper } from '../../shared/check/readiness.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withRowIds } from '../../shared/iep/ids.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { StoredPackage } from '../ports/packages.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import type { Vault } from '../ports/vault.ts';
import { contentHash, shortCode } from './content-hash.ts';
import { unreadableOf } from './damage.ts';
import { mayLook } from './judge.ts';
import { planBefore, paperLanguage } from './paper-service.ts';
import { districtNow, type Rooms } from './rooms.ts';

export interface ReadinessParts {
  readonly vault: Pick<Vault, 'unlockMethod'>;
  readonly readDictionary: (language: SpellingLanguage) => Promise<Uint8Array>;
  /** Room left where the records are; rejects when the disk does not say. */
  readonly freeBytes: () => Promise<number>;
}

const LANGUAGES: Readonly<Record<SpellingLanguage, string>> = { en: 'English', es: 'Spanish' };

/** What was read of one student. */
interface Looked {
  readonly student: StudentIndexEntry;
  readonly draft: IepDocument | null;
  readonly stored: readonly StoredPackage[];
  readonly unreadable: { readonly draft: boolean; readonly record: boolean };
  /** Newest instant anything of theirs was written or received; '' when nothing was. */
  readonly newest: string;
}

function newestOf(instants: readonly (string | null)[]): string {
  return instants.filter((instant) => instant !== null && instant !== '').reduce<string>((newest, instant) => (instant !== null && instant > newest ? instant : newest), '');
}

async function lookAt(rooms: Rooms, student: StudentIndexEntry, drafts: Awaited<ReturnType<Rooms['vault']['drafts']['list']>>): Promise<Looked> {
  const listed = drafts.find(({ studentId }) => studentId === student.studentId);
  const whole = listed === undefined ? null : await rooms.drafts.whole(listed.draftId);
  const stored = await rooms.vault.packages.listOf(student.studentId);
  let pdfs = true;
  for (const { package: { iepId } } of stored) pdfs = (await rooms.vault.packages.pdf(iepId)).ok && pdfs;
  const { records } = unreadableOf(rooms.vault.damaged(), student.studentId);
  const missing = student.currentIepId !== null && !stored.some(({ package: { iepId } }) => iepId === student.currentIepId);
  return {
    student, stored,
    draft: whole?.ok === true ? whole.value.document : null,
    unreadable: { draft: whole?.ok === false, record: !pdfs || records > 0 || missing },
    newest: newestOf([whole?.ok === true ? whole.value.savedAt : null, ...stored.flatMap(({ package: { affirmedAt }, receipt, late }) => [affirmedAt, receipt?.receivedAt ?? null, ...late.map(({ at }) => at)])]),
  };
}

function meetingDateOf(document: IepDocument): string {
  const date = valueAt(document, 'meeting/meetingDate');
  return typeof date === 'string' && date !== '' ? date : '9999-12-31';
}

/** The IEP a parent copy is tried with: the Future IEP whose meeting is nearest, else an affirmed one. */
function forTrial(looked: readonly Looked[]): { readonly student: StudentIndexEntry; readonly document: IepDocument } | null {
  const [nearest] = looked.flatMap(({ student, draft }) => (draft === null ? [] : [{ student, document: draft }])).toSorted((a, b) => meetingDateOf(a.document).localeCompare(meetingDateOf(b.document)));
  if (nearest !== undefined) return nearest;
  const [affirmed] = looked.flatMap(({ student, stored }) => stored.slice(-1).map((record) => ({ student, document: withRowIds(record.package.document as IepDocument) })));
  return affirmed ?? null;
}

async function tryPaper(rooms: Rooms, looked: readonly Looked[]): Promise<TrialPaper | null> {
  const chosen = forTrial(looked);
  if (chosen === null) return null;
  const { student: { name: of, studentId }, document } = chosen;
  const { today, time } = districtNow(rooms.tools);
  const hash = contentHash(document);
  const made = await rooms.tools.paper.make({ document, kind: 'parentCopy', language: paperLanguage(document), printedAt: `${today}T${time}`, code: shortCode(hash), contentHash: hash, affirmedOn: null, previous: await planBefore(rooms, studentId) });
  if (!made.ok) return { made: 'failed', of };
  const { sheets, audit } = made.value;
  if (audit.missingGlyphs.length > 0) return { made: 'lacksSigns', of, signs: audit.missingGlyphs };
  return { made: audit.layout === 'full' ? 'whole' : 'plain', of, sheets };
}

/** A dictionary that is there and unpacks to words. */
async function isWhole(read: Promise<Uint8Array>): Promise<boolean> {
  try {
    return gunzipSync(await read).byteLength > 0;
  } catch {
    return false;
  }
}

async function dictionariesMissing({ readDictionary }: ReadinessParts): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const [language, name] of Object.entries(LANGUAGES)) if (!(await isWhole(readDictionary(language as SpellingLanguage)))) missing.push(name);
  return missing;
}

/** What was found, judged; of one student, or with null of everybody on this computer. */
export async function lookAtReadiness(rooms: Rooms, parts: ReadinessParts, studentId: string | null): Promise<Result<readonly ReadinessItem[]>> {
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  if (studentId !== null && rooms.vault.caseload.get(studentId) === undefined) return fail('notFound');
  const drafts = await rooms.vault.drafts.list();
  const everybody: Looked[] = [];
  for (const student of rooms.vault.caseload.all()) everybody.push(await lookAt(rooms, student, drafts));
  const looked = everybody.filter(({ student }) => studentId === null || student.studentId === studentId);
  const unlock = await parts.vault.unlockMethod();
  const facts: ReadinessFacts = {
    of: studentId === null ? 'caseload' : 'student',
    students: looked.length,
    drafts: looked.filter(({ draft }) => draft !== null).length,
    unreadableDrafts: looked.filter(({ unreadable }) => unreadable.draft).map(({ student }) => student.name),
    records: looked.reduce((count, { stored }) => count + stored.length, 0),
    unreadableRecords: looked.filter(({ unreadable }) => unreadable.record).map(({ student }) => student.name),
    trial: await tryPaper(rooms, looked),
    dictionariesMissing: await dictionariesMissing(parts),
    freeBytes: await parts.freeBytes().catch(() => null),
    printers: await rooms.tools.printer.printers(),
    now: rooms.tools.clock.now(),
    newest: newestOf(everybody.map(({ newest }) => newest)),
    computerZone: rooms.tools.clock.zone(),
    districtZone: rooms.tools.settings.get().zone,
    unlock: unlock.ok ? unlock.value : null,
  };
  return ok(readiness(facts));
}
