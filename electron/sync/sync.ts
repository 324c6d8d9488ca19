/** The sync service of the main process: settings, outbox, pull and what the sync centre shows of them. */
import type { OutboxItem, SyncStatus } from '../../shared/bridge/contract.ts';
import { API_VERSION, meta as metaSchema, type Receipt, type LateReceipt } from '../../shared/district-api/contract.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import { lateKind } from '../../shared/flow/late.ts';
import { FAILURES, fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { Clock, Http, OpenVault, Random, StoredPackage, SyncService, Timer } from '../ports.ts';
import { districtAddress } from './address.ts';
import { readJson, troubleOf } from './answers.ts';
import { createClient, type DistrictClient } from './client.ts';
import { deliver, deliverLate, type Attempt, type Local } from './delivery.ts';
import { createOutbox, waitingIep, waitingLate, type ItemState, type OutboxEvent, type Waiting } from './outbox.ts';
import { pull, type Pulled } from './pull.ts';
import { readDistrict, writeDistrict, type DistrictSettings } from './settings.ts';

export interface SyncPorts {
  readonly vault: OpenVault;
  readonly http: Http;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
}

/** The delivery itself can be replaced: the schedule test puts broken ones here and must catch each of them. */
export type DeliverOne = (client: DistrictClient, local: Local, item: StoredPackage, doubtful: boolean) => Promise<Attempt>;

export function createSync(ports: SyncPorts, deliverOne: DeliverOne = deliver): SyncService {
  const { vault, http, clock } = ports;
  const listeners = new Set<(status: SyncStatus) => void>();
  /** What was delivered from this computer and records in conflict, found once and then kept up. */
  let settled: Map<string, Waiting> | null = null;
  let network: SyncStatus['network'] = 'unknown';
  let lastContact = '';
  let lastFailure: Failure | null = null;
  let pulling: Promise<Result<Pulled>> | null = null;
  let closed = false;

  const local: Local = {
    pdf: async (iepId) => {
      const pdf = await vault.packages.pdf(iepId);
      return pdf.ok ? pdf.value : pdf.failure;
    },
    read: async (iepId) => {
      const stored = await vault.packages.read(iepId);
      return stored.ok ? stored.value : null;
    },
  };

  const outbox = createOutbox({
    waiting,
    storeReceipt: async (item, receipt) => {
      const { iepId } = item.stored.package;
      if (item.what === 'iep') return receipt.kind === 'receipt' ? vault.packages.storeReceipt(iepId, receipt) : fail('lyingReceipt');
      return receipt.kind !== 'receipt' ? vault.packages.storeLateReceipt(iepId, item.kept.number, receipt) : fail('lyingReceipt');
    },
    attempt: async (item, doubtful) => {
      const district = readDistrict(vault);
      if (district === null) return { kind: 'later', failure: { code: 'noServer' } };
      const client = createClient(http, district);
      return item.what === 'iep' ? deliverOne(client, local, item.stored, doubtful) : deliverLate(client, local, item.stored, item.kept);
    },
    ready: () => readDistrict(vault) !== null,
    clock, random: ports.random, timer: ports.timer,
    changed: noteOutbox,
  });

  /** Read from the vault every time. What came later waits from the moment the district holds its record. */
  async function waiting(): Promise<readonly Waiting[]> {
    const ieps = (await vault.packages.undelivered()).map(waitingIep);
    const answered = await vault.packages.unsentLate();
    return [...ieps, ...answered.flatMap((stored) => stored.late.filter(({ receipt }) => receipt === null).map((kept) => waitingLate(stored, kept)))];
  }

  function noteContact(failure: Failure | null): void {
    lastFailure = failure;
    network = failure === null || !['unreachable', 'notDistrict'].includes(failure.code) ? 'reachable' : 'unreachable';
    if (network === 'reachable') lastContact = clock.now();
  }

  function noteOutbox(event: OutboxEvent): void {
    if (event.kind === 'ended') {
      noteContact(event.attempt.kind === 'delivered' ? null : event.attempt.failure);
      if (event.attempt.kind === 'delivered') settled?.set(event.item.id, withReceipt(event.item, event.attempt.receipt));
    }
    void tell();
  }

  async function tell(): Promise<void> {
    if (closed || listeners.size === 0) return;
    const now = await status();
    if (!closed) for (const listener of listeners) listener(now);
  }

  async function settledItems(): Promise<readonly Waiting[]> {
    if (settled === null) {
      const lists = await Promise.all(vault.caseload.all().map((entry) => vault.packages.listOf(entry.studentId)));
      const ieps = lists.flat().filter((stored) => stored.receipt !== null && (stored.package.device === vault.deviceId || stored.receipt.standing === 'conflict'));
      const mine = (by: string): boolean => by === vault.profile()?.staffId;
      const late = lists.flat().flatMap((stored) => stored.late.filter(({ receipt, by }) => receipt !== null && mine(by)).map((kept) => waitingLate(stored, kept)));
      settled = new Map([...ieps.map(waitingIep), ...late].map((item) => [item.id, item]));
    }
    return [...settled.values()];
  }

  async function status(): Promise<SyncStatus> {
    const district = readDistrict(vault);
    const open = await waiting();
    const done = await settledItems();
    return {
      server: district === null ? null : { url: district.url, name: district.name, trial: district.trial },
      network, lastContact, lastFailure,
      items: [
        ...open.map((item) => waitingItem(vault, item, outbox.stateOf(item.id), district)),
        ...done.map((item) => settledItem(vault, item)),
      ],
    };
  }

  async function configure(text: string, accessKey: string): Promise<Result<SyncStatus>> {
    const address = districtAddress(text);
    if (!address.ok) return address;
    const answer = await createClient(http, { url: address.value.url, accessKey }).meta();
    if (answer === null) return fail('unreachable');
    if (answer.status !== 200) return { ok: false, failure: troubleOf(answer) };
    const found = readJson(answer, metaSchema);
    if (!found.ok) return found;
    if (found.value.apiVersion !== API_VERSION) return fail('notDistrict', `The district server speaks version ${found.value.apiVersion}, this IEP Desk version ${API_VERSION}.`);
    const { orgId, name, durable } = found.value;
    const settings: DistrictSettings = { url: address.value.url, accessKey, orgId, name, trial: address.value.loopback || !durable, cursor: null };
    const written = await writeDistrict(vault, settings);
    if (!written.ok) return written;
    noteContact(null);
    outbox.resume();
    void outbox.run();
    void tell();
    return ok(await status());
  }

  async function pullNow(): Promise<Result<Pulled>> {
    const district = readDistrict(vault);
    if (district === null) return fail('noServer');
    const saveCursor = (cursor: string): Promise<Result<null>> => {
      const now = readDistrict(vault);
      // The address or key may have been changed meanwhile: a cursor of another server or caseload would pass over students.
      if (now === null || now.url !== district.url || now.accessKey !== district.accessKey) return Promise.resolve(ok(null));
      return writeDistrict(vault, { ...now, cursor });
    };
    const pulled = await pull(createClient(http, district), vault, ports.random, district.cursor, ports.clock.now, saveCursor);
    noteContact(pulled.ok ? null : pulled.failure);
    settled = null;
    void tell();
    return pulled;
  }

  return {
    status,
    configure,
    deliver: async () => {
      await outbox.runNow();
      return status();
    },
    pull: () => {
      pulling ??= pullNow().finally(() => {
        pulling = null;
      });
      return pulling;
    },
    wake: () => void outbox.wake(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      listeners.clear();
      await outbox.close();
      await pulling;
    },
  };
}

/** The same item, as it stands once the district has confirmed it. */
function withReceipt(item: Waiting, receipt: Receipt | LateReceipt): Waiting {
  if (item.what === 'iep' && receipt.kind === 'receipt') return { ...item, stored: { ...item.stored, receipt } };
  if (item.what === 'late' && receipt.kind !== 'receipt') return { ...item, kept: { ...item.kept, receipt } };
  throw new Error('A receipt was stored for something it does not confirm.');
}

function bytesOf(item: Waiting): number {
  const { stored } = item;
  if (item.what === 'iep') return stored.bytes.byteLength + stored.package.pdfBytes;
  return Buffer.byteLength(lateText({ iepId: stored.package.iepId, studentKey: stored.package.studentKey, sha256: stored.sha256 }, item.kept), 'utf8');
}

function itemFacts(vault: OpenVault, item: Waiting): Pick<OutboxItem, 'id' | 'what' | 'iepId' | 'studentId' | 'studentName' | 'meetingDate' | 'bytes'> {
  const { id, stored } = item;
  const meeting = stored.package.document['meeting'] as { readonly meetingDate?: unknown } | undefined;
  return {
    id, what: item.what === 'iep' ? 'iep' : lateKind(item.kept), iepId: stored.package.iepId, studentId: stored.studentId, studentName: vault.caseload.get(stored.studentId)?.name ?? '',
    meetingDate: typeof meeting?.meetingDate === 'string' ? meeting.meetingDate : '', bytes: bytesOf(item),
  };
}

function words(failure: Failure | null): string {
  if (failure === null) return '';
  return failure.reason ?? `${FAILURES[failure.code].happened} ${FAILURES[failure.code].next}`;
}

function waitingItem(vault: OpenVault, item: Waiting, now: ItemState, district: DistrictSettings | null): OutboxItem {
  const failure: Failure | null = district === null ? { code: 'noServer' } : now.failure;
  return { ...itemFacts(vault, item), state: now.state, reason: words(failure), attempts: now.attempts, nextTry: now.nextTry, receivedAt: '' };
}

function settledItem(vault: OpenVault, item: Waiting): OutboxItem {
  const receipt = item.what === 'iep' ? item.stored.receipt : item.kept.receipt;
  if (receipt === null) throw new Error('What is settled has a receipt.');
  const conflict = receipt.kind === 'receipt' && receipt.standing === 'conflict';
  const reason = conflict ? 'Another IEP of this student reached the district first. Both are kept; a person decides which one stands.' : '';
  return { ...itemFacts(vault, item), state: conflict ? 'conflict' : 'delivered', reason, attempts: 0, nextTry: '', receivedAt: receipt.receivedAt };
}
