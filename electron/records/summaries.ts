/** The lines of the home screen and the student page, computed from what is stored; nothing here is kept anywhere else. */
import type { DraftSummary, RecordSummary, StudentSummary, SyncStatus } from '../../shared/bridge/contract.ts';
import { dueFacts, dueOfStudent, type DueFacts } from '../../shared/check/deadlines.ts';
import { checkDocument } from '../../shared/check/summary.ts';
import { changeKind } from '../../shared/flow/change.ts';
import { isInStateReport, partOf } from '../../shared/flow/continue.ts';
import { carriedIn, isToBeContinued, pageStateOf } from '../../shared/flow/read.ts';
import { hasNoPlan } from '../../shared/flow/eligibility.ts';
import { documentInForce, planInForce } from '../../shared/flow/in-force.ts';
import { isSignature } from '../../shared/flow/late.ts';
import type { LateSignature, Signing } from '../../shared/flow/late-signature.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageKeysOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { parentLanguage, translatablePlaces, untranslated } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { KeptLate, OpenDraft, StoredPackage, StudentIndexEntry } from '../ports.ts';
import { unreadableOf } from './damage.ts';
import { asAnswered } from './late-signature-service.ts';
import { districtNow, type Rooms } from './rooms.ts';

function text(document: IepDocument, address: string): string {
  const value = valueAt(document, address);
  return typeof value === 'string' ? value : '';
}

function purposesOf(document: IepDocument): string[] {
  const value = valueAt(document, 'pages/infoEligibility/purposes');
  return Array.isArray(value) ? value.filter((purpose): purpose is string => typeof purpose === 'string') : [];
}

/** Date of the newest session, else the planned meeting date; '' when neither is known. */
export function lastSessionDate(document: IepDocument): string {
  const sessions = valueAt(document, 'meeting/sessions');
  const dates = Array.isArray(sessions) ? sessions.map((session) => (session as { readonly date?: unknown }).date).filter((date) => typeof date === 'string') : [];
  return dates.toSorted().at(-1) ?? text(document, 'meeting/meetingDate');
}

/** @param before the plan it changes, with which the notes are compared, as at affirm */
export function draftSummary(draft: OpenDraft, today: string, before: IepDocument | null): DraftSummary {
  const { document } = draft;
  const pages = Object.values(checkDocument(document, today, before).pages);
  // Notices, sign-in and consent sheets are filled, not discussed.
  const toDiscuss = pageKeysOf(document).filter((key) => pageDef(pageIdOf(key)).partOfIep && pageDef(pageIdOf(key)).carriesDraftMark);
  const discussed = toDiscuss.filter((key) => ['discussed', 'final'].includes(pageStateOf(document, key)));
  const sum = (count: (page: (typeof pages)[number]) => number): number => pages.reduce((total, page) => total + count(page), 0);
  return {
    draftId: draft.draftId, status: document.documentStatus, consent: document.consentStatus, change: changeKind(document), meetingDate: text(document, 'meeting/meetingDate'), purposes: purposesOf(document),
    continues: document.continuationOf !== null, savedAt: draft.savedAt, pagesDone: discussed.length, pagesAll: toDiscuss.length, carried: toDiscuss.reduce((total, key) => total + carriedIn(document, key).length, 0),
    gaps: sum((page) => page.gaps), errors: sum((page) => page.errors),
  };
}

/** What the district said about a package; its receipt counts before anything the outbox says. */
function deliveryOf(record: StoredPackage, sync: SyncStatus): RecordSummary['delivery'] {
  if (record.receipt !== null) return record.receipt.standing === 'conflict' ? 'conflict' : 'delivered';
  const item = sync.items.find(({ id }) => id === record.package.iepId);
  if (item?.state === 'refused' || item?.state === 'conflict') return item.state;
  return sync.server === null ? 'noServer' : 'waiting';
}

/** As of a package: without its receipt a late entry is not at the district. */
function lateDelivery({ package: { iepId } }: StoredPackage, { number, receipt }: KeptLate, sync: SyncStatus): RecordSummary['late'][number]['delivery'] {
  if (receipt !== null) return 'delivered';
  if (sync.items.find(({ id }) => id === `${iepId}/${number}`)?.state === 'refused') return 'refused';
  return sync.server === null ? 'noServer' : 'waiting';
}

function agreedTo(signing: Signing): RecordSummary['late'][number]['agreed'] {
  if (signing.type === 'notEligibleUnderstood') return signing.parentWords === undefined ? 'understood' : 'disagrees';
  return signing.type === 'agreedAll' ? 'all' : 'part';
}

function lateSummary({ signing }: LateSignature, delivery: RecordSummary['late'][number]['delivery']): RecordSummary['late'][number] {
  const { signedBy, signedOn, paper } = signing;
  return { agreed: agreedTo(signing), signedBy, signedOn, signed: paper?.signed ?? 'original', returnedOn: paper?.returnedOn ?? signedOn, delivery };
}

function translationOf(document: IepDocument): RecordSummary['translation'] {
  const language = parentLanguage(document);
  if (language === '') return null;
  const places = translatablePlaces(document);
  return { language, statements: places.length, left: untranslated(document, places, language).length };
}

/** @param stored every affirmed IEP of the student on this computer */
export function recordSummary(record: StoredPackage, stored: readonly StoredPackage[], currentIepId: string | null, sync: SyncStatus): RecordSummary {
  const document = asAnswered(record);
  const { iepId, affirmedAt, kind } = record.package;
  const change = changeKind(document);
  const known = stored.map(asAnswered);
  const carriedOut = documentInForce(document, known);
  return {
    iepId, affirmedAt, imported: kind === 'imported', change: change === null ? null : { kind: change, on: text(document, 'pages/amendment/amendmentDate') }, standing: iepId === currentIepId ? 'current' : 'history', meetingDate: text(document, 'meeting/meetingDate'),
    inForce: planInForce(document, known), planIepId: carriedOut === document ? iepId : (stored.find((_other, n) => known[n] === carriedOut)?.package.iepId ?? null), consent: document.consentStatus, purposes: purposesOf(document), delivery: deliveryOf(record, sync), pages: pageKeysOf(document).length,
    toBeContinued: isToBeContinued(document), inStateReport: isInStateReport(document), part: partOf(document, known),
    translation: translationOf(document),
    late: record.late.filter(isSignature).map((kept) => lateSummary(kept, lateDelivery(record, kept, sync))),
  };
}

/** What the Current IEP, as it was affirmed, owes; null when it is not on this computer. Of an imported one nobody here knows what was translated where it came from. */
function currentDue(record: StoredPackage | undefined): DueFacts | null {
  if (record === undefined) return null;
  const facts = dueFacts({ ...asAnswered(record), documentStatus: 'current' });
  return record.package.kind === 'imported' ? { ...facts, translationOwed: null } : facts;
}

async function openDraftOf(rooms: Rooms, studentId: string): Promise<OpenDraft | null> {
  const listed = (await rooms.vault.drafts.list()).find((draft) => draft.studentId === studentId && !draft.damaged);
  if (listed === undefined) return null;
  const loaded = await rooms.drafts.load(listed.draftId);
  return loaded.ok ? loaded.value : null;
}

export interface StudentFile {
  readonly summary: StudentSummary;
  /** Newest first; the Current one is marked (decisions.md 18). */
  readonly records: readonly RecordSummary[];
}

async function fileOf(rooms: Rooms, entry: StudentIndexEntry, sync: SyncStatus): Promise<StudentFile> {
  const { today } = districtNow(rooms.tools);
  const draft = await openDraftOf(rooms, entry.studentId);
  const stored = await rooms.vault.packages.listOf(entry.studentId);
  const records = stored.map((record) => recordSummary(record, stored, entry.currentIepId, sync)).toReversed();
  const currentRecord = stored.find(({ package: { iepId } }) => iepId === entry.currentIepId);
  const current = currentRecord === undefined ? null : asAnswered(currentRecord);
  const { studentId, name, grade, birthDate, caseManager, nextAnnualDate, nextTriennialDate } = entry;
  const summary: StudentSummary = {
    studentId, name, grade, birthDate, caseManager,
    // A statement that came later ends what was due of the plan; the index says what was affirmed.
    ...(current !== null && hasNoPlan(current) ? { nextAnnualDate: '', nextTriennialDate: '' } : { nextAnnualDate, nextTriennialDate }),
    draft: draft === null ? null : draftSummary(draft, today, current === null ? null : documentInForce(current, stored.map(asAnswered))),
    current: records.find((record) => record.standing === 'current') ?? null,
    historyCount: records.filter((record) => record.standing === 'history').length,
    due: [...dueOfStudent(currentDue(currentRecord), draft === null || changeKind(draft.document) !== null ? null : dueFacts(draft.document), today)],
    unreadable: unreadableOf(rooms.vault.damaged(), studentId),
  };
  return { summary, records };
}

export async function listCaseload(rooms: Rooms): Promise<StudentSummary[]> {
  const sync = await rooms.sync.status();
  const files = [];
  for (const entry of rooms.vault.caseload.all()) files.push(await fileOf(rooms, entry, sync));
  return files.map((file) => file.summary).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

export async function studentFile(rooms: Rooms, studentId: string): Promise<Result<StudentFile>> {
  const entry = rooms.vault.caseload.get(studentId);
  return entry === undefined ? fail('notFound') : ok(await fileOf(rooms, entry, await rooms.sync.status()));
}
