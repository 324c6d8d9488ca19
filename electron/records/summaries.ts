/** The lines of the home screen and the student page, computed from what is stored. What would cost a reading of the disk is kept in memory (remembered.ts), and nothing is stored for them. */
import type { DraftSummary, RecordSummary, StudentSummary } from '../../shared/bridge/summaries.ts';
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import { dueFacts, type DueFacts } from '../../shared/check/due-facts.ts';
import { dueOfStudent } from '../../shared/check/deadlines.ts';
import { checkDocument } from '../../shared/check/summary.ts';
import { changeKind } from '../../shared/flow/change.ts';
import { carriedIn, pageStateOf, purposesOf, textAt } from '../../shared/flow/read.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf, pageKeysOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import type { Revoked } from '../../shared/iep/revoked.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { LateFacts, RecordFacts } from '../ports/packages.ts';
import type { OpenDraft } from '../ports/drafts.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { unreadableOf } from './damage.ts';
import { asAnswered } from './late-signature-service.ts';
import { findingOf } from './record-facts.ts';
import { districtNow, type Rooms } from './rooms.ts';

/** Date of the newest session, else the planned meeting date; '' when neither is known. */
export function lastSessionDate(document: IepDocument): string {
  const sessions = valueAt(document, 'meeting/sessions');
  const dates = Array.isArray(sessions) ? sessions.map((session) => (session as { readonly date?: unknown }).date).filter((date) => typeof date === 'string') : [];
  return dates.toSorted().at(-1) ?? textAt(document, 'meeting/meetingDate');
}

/** The day from which affirming is due: a change counts from its own day. A continuation whose meeting has not gone on yet has none, because what was said before is affirmed. */
function affirmCountedFrom(document: IepDocument): string {
  if (changeKind(document) !== null) return textAt(document, 'pages/amendment/amendmentDate');
  return document.documentStatus === 'draft' && document.continuationOf !== null ? '' : lastSessionDate(document);
}

/**
 * @param before the plan it changes, with which the notes are compared, as at affirm
 * @param revoked the revocation that ended that plan, as at affirm
 */
export function draftSummary(draft: OpenDraft, today: string, before: IepDocument | null, revoked: Revoked | null): DraftSummary {
  const { document } = draft;
  const pages = Object.values(checkDocument(document, today, before, revoked).pages);
  // Notices, sign-in and consent sheets are filled, not discussed.
  const toDiscuss = pageKeysOf(document).filter((key) => pageDef(pageIdOf(key)).partOfIep && pageDef(pageIdOf(key)).carriesDraftMark);
  const discussed = toDiscuss.filter((key) => ['discussed', 'final'].includes(pageStateOf(document, key)));
  const sum = (count: (page: (typeof pages)[number]) => number): number => pages.reduce((total, page) => total + count(page), 0);
  return {
    draftId: draft.draftId, status: document.documentStatus, consent: document.consentStatus, finding: findingOf(document), change: changeKind(document), meetingDate: textAt(document, 'meeting/meetingDate'), purposes: [...purposesOf(document)],
    countedFrom: affirmCountedFrom(document), continues: document.continuationOf !== null, savedAt: draft.savedAt, pagesDone: discussed.length, pagesAll: toDiscuss.length, carried: toDiscuss.reduce((total, key) => total + carriedIn(document, key).length, 0),
    gaps: sum((page) => page.gaps), errors: sum((page) => page.errors),
  };
}

/** Where the outbox stands. */
export interface Standing {
  readonly hasServer: boolean;
  /** By the id of what waits or went. */
  readonly states: ReadonlyMap<string, SyncStatus['items'][number]['state']>;
}

export function standingAt({ server, items }: SyncStatus): Standing {
  return { hasServer: server !== null, states: new Map(items.map(({ id, state }) => [id, state])) };
}

/** What the district said about a package; its receipt counts before anything the outbox says. */
function deliveryOf({ iepId, receipt }: RecordFacts, { hasServer, states }: Standing): RecordSummary['delivery'] {
  if (receipt !== null) return receipt.standing === 'conflict' ? 'conflict' : 'delivered';
  const state = states.get(iepId);
  if (state === 'refused' || state === 'conflict') return state;
  return hasServer ? 'waiting' : 'noServer';
}

/** As of a package: without its receipt what came later is not at the district. */
function lateDelivery(iepId: string, { number, receipt }: LateFacts, { hasServer, states }: Standing): RecordSummary['late'][number]['delivery'] {
  if (receipt !== null) return 'delivered';
  if (states.get(`${iepId}/${number}`) === 'refused') return 'refused';
  return hasServer ? 'waiting' : 'noServer';
}

/** Kept beside this record: delivered once all of it is; null where it is kept beside another one. */
function revokedSummary(record: RecordFacts, standing: Standing): RecordSummary['revoked'] {
  const { revoked } = record;
  if (revoked === null) return null;
  const kept = record.late.filter(({ kind }) => kind === 'revocation' || kind === 'servicesStop').map((late) => lateDelivery(record.iepId, late, standing));
  return { ...revoked, delivery: revoked.iepId === record.iepId ? (kept.find((delivery) => delivery !== 'delivered') ?? 'delivered') : null };
}

export function recordSummary(record: RecordFacts, currentIepId: string | null, standing: Standing): RecordSummary {
  return {
    ...record.shown, standing: record.iepId === currentIepId ? 'current' : 'history', delivery: deliveryOf(record, standing), revoked: revokedSummary(record, standing),
    late: record.late.flatMap((kept) => (kept.signature === null ? [] : [{ ...kept.signature, delivery: lateDelivery(record.iepId, kept, standing) }])),
  };
}

/** What a student's line says of an open IEP, and what that one owes. */
interface DraftFacts {
  readonly summary: DraftSummary;
  readonly owed: DueFacts | null;
}
/** Cache of what each open IEP owes, for the day and the records it was computed with. An edit makes a new OpenDraft (open-drafts.ts), so nothing stale is ever found here. */
const ofDrafts = new WeakMap<OpenDraft, { readonly today: string; readonly beside: RecordFacts | null; readonly facts: DraftFacts }>();

async function planAt(rooms: Rooms, iepId: string | null): Promise<IepDocument | null> {
  const stored = iepId === null ? null : await rooms.vault.packages.read(iepId);
  return stored?.ok === true ? asAnswered(stored.value) : null;
}

/** @param current beside it; its plan is what the draft changes */
async function factsOfDraft(rooms: Rooms, draft: OpenDraft, current: RecordFacts | null, today: string): Promise<DraftFacts> {
  const known = ofDrafts.get(draft);
  if (known?.today === today && known.beside === current) return known.facts;
  const summary = draftSummary(draft, today, await planAt(rooms, current?.shown.planIepId ?? null), current?.revoked ?? null);
  const facts: DraftFacts = { summary, owed: changeKind(draft.document) === null ? dueFacts(draft.document) : null };
  ofDrafts.set(draft, { today, beside: current, facts });
  return facts;
}

export interface StudentFile {
  readonly summary: StudentSummary;
  /** Newest first; the Current one is marked (decisions.md 18). */
  readonly records: readonly RecordSummary[];
}

/** The first open IEP of each student that can be read. */
async function openDraftsOf(rooms: Rooms): Promise<ReadonlyMap<string, string>> {
  const readable = (await rooms.vault.drafts.list()).filter(({ damaged }) => !damaged);
  return new Map(readable.toReversed().map(({ studentId, draftId }) => [studentId, draftId]));
}

async function draftAt(rooms: Rooms, draftId: string | undefined): Promise<OpenDraft | null> {
  const loaded = draftId === undefined ? null : await rooms.drafts.load(draftId);
  return loaded?.ok === true ? loaded.value : null;
}

interface Around {
  readonly today: string;
  readonly drafts: ReadonlyMap<string, string>;
  readonly standing: Standing;
}

async function aroundNow(rooms: Rooms): Promise<Around> {
  return { today: districtNow(rooms.tools).today, standing: standingAt(await rooms.sync.status()), drafts: await openDraftsOf(rooms) };
}

async function fileOf(rooms: Rooms, entry: StudentIndexEntry, { today, drafts, standing }: Around): Promise<StudentFile> {
  const draft = await draftAt(rooms, drafts.get(entry.studentId));
  const stored = await rooms.records.of(entry.studentId);
  const records = stored.map((record) => recordSummary(record, entry.currentIepId, standing)).toReversed();
  const current = stored.find(({ iepId }) => iepId === entry.currentIepId) ?? null;
  const open = draft === null ? null : await factsOfDraft(rooms, draft, current, today);
  const { studentId, name, grade, birthDate, caseManager, nextAnnualDate, nextTriennialDate } = entry;
  const summary: StudentSummary = {
    studentId, name, grade, birthDate, caseManager,
    // A statement that came later ends what was due of the plan; the index says what was affirmed.
    ...(current?.hasEnded === true ? { nextAnnualDate: '', nextTriennialDate: '' } : { nextAnnualDate, nextTriennialDate }),
    draft: open?.summary ?? null,
    current: records.find(({ iepId }) => iepId === current?.iepId) ?? null,
    historyCount: records.filter((record) => record.standing === 'history').length,
    due: [...dueOfStudent(current?.owed ?? null, open?.owed ?? null, today)],
    unreadable: unreadableOf(rooms.vault.damaged(), studentId),
  };
  return { summary, records };
}

export async function listCaseload(rooms: Rooms): Promise<StudentSummary[]> {
  const around = await aroundNow(rooms);
  const files = [];
  for (const entry of rooms.vault.caseload.all()) files.push(await fileOf(rooms, entry, around));
  return files.map((file) => file.summary).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

export async function studentFile(rooms: Rooms, studentId: string): Promise<Result<StudentFile>> {
  const entry = rooms.vault.caseload.get(studentId);
  return entry === undefined ? fail('notFound') : ok(await fileOf(rooms, entry, await aroundNow(rooms)));
}
