/** The sync service of the main process: settings, outbox, pull and what the sync centre shows of them. */
import type { OutboxItem, SyncStatus } from '../../shared/bridge/contract.ts';
import { API_VERSION, meta as metaSchema } from '../../shared/district-api/contract.ts';
import { FAILURES, fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { Clock, Http, OpenVault, Random, RecordFacts, RememberedRecords, StoredPackage, SyncService, Timer } from '../ports.ts';
import { attempt as onDisk } from '../vault/disk-failure.ts';
import { createQueue } from '../vault/queue.ts';
import { districtAddress } from './address.ts';
import { readJson, troubleOf } from './answers.ts';
import { createClient, type DistrictClient } from './client.ts';
import { deliver, deliverLate, type Attempt, type Local, type LateAttempt } from './delivery.ts';
import { createOutbox, waitingIep, waitingLate, type ItemState, type OutboxEvent, type Waiting } from './outbox.ts';
import { pull, type Pulled } from './pull.ts';
import { readDistrict, writeDistrict, type DistrictSettings } from './settings.ts';
import { stoppable } from './stoppable.ts';

export interface SyncPorts {
  readonly vault: OpenVault;
  readonly records: RememberedRecords;
  readonly http: Http;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
}

/** The delivery itself can be replaced: the schedule test puts broken ones here and must catch each of them. */
export type DeliverOne = (client: DistrictClient, local: Local, item: StoredPackage, doubtful: boolean) => Promise<Attempt>;

export function createSync(ports: SyncPorts, deliverOne: DeliverOne = deliver): SyncService {
  const { vault, records, clock } = ports;
  const { http, stop } = stoppable(ports.http);
  /** The address, the key and how far the caseload was read are one setting: whoever changes one of them builds on what the change before left. */
  const settingsInTurn = createQueue();
  const listeners = new Set<(status: SyncStatus) => void>();
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
      const { iepId } = item.record;
      if (item.what === 'iep') return receipt.kind === 'receipt' ? vault.packages.storeReceipt(iepId, receipt) : fail('lyingReceipt');
      return receipt.kind !== 'receipt' ? vault.packages.storeLateReceipt(iepId, item.late.number, receipt) : fail('lyingReceipt');
    },
    attempt: async (item, doubtful) => {
      const district = readDistrict(vault);
      return district === null ? { kind: 'later', failure: { code: 'noServer' } } : attempt(createClient(http, district), item, doubtful);
    },
    ready: () => readDistrict(vault) !== null,
    clock, random: ports.random, timer: ports.timer,
    changed: noteOutbox,
  });

  /** An entry is read from the disk when its turn has come; one that cannot be read any more waits for a person. */
  async function attempt(client: DistrictClient, item: Waiting, doubtful: boolean): Promise<Attempt | LateAttempt> {
    const stored = await vault.packages.read(item.record.iepId);
    if (!stored.ok) return { kind: 'stopped', final: false, failure: stored.failure };
    if (item.what === 'iep') return deliverOne(client, local, stored.value, doubtful);
    const kept = stored.value.late.find(({ number }) => number === item.late.number);
    return kept === undefined ? { kind: 'stopped', final: false, failure: { code: 'damaged' } } : deliverLate(client, local, stored.value, kept);
  }

  /** What came later waits from the moment the district holds its record. */
  async function waiting(): Promise<readonly Waiting[]> {
    return waitingOf(await records.all());
  }

  function noteContact(failure: Failure | null): void {
    lastFailure = failure;
    network = failure === null || !['unreachable', 'notDistrict'].includes(failure.code) ? 'reachable' : 'unreachable';
    if (network === 'reachable') lastContact = clock.now();
  }

  function noteOutbox(event: OutboxEvent): void {
    if (event.kind === 'ended') noteContact(event.attempt.kind === 'delivered' ? null : event.attempt.failure);
    void tell();
  }

  async function tell(): Promise<void> {
    if (closed || listeners.size === 0) return;
    // Nobody waits for this: what the disk does not give now is told with the next change.
    const now = await onDisk(async () => ok(await status()));
    if (now.ok && !closed) for (const listener of listeners) listener(now.value);
  }

  /** What was delivered from this computer, and records in conflict. */
  function settledOf(all: readonly RecordFacts[]): readonly Waiting[] {
    const ieps = all.filter(({ receipt, device }) => receipt !== null && (device === vault.deviceId || receipt.standing === 'conflict'));
    const mine = (by: string): boolean => by === vault.profile()?.staffId;
    return [...ieps.map(waitingIep), ...all.flatMap((record) => record.late.filter(({ receipt, by }) => receipt !== null && mine(by)).map((late) => waitingLate(record, late)))];
  }

  async function status(): Promise<SyncStatus> {
    const district = readDistrict(vault);
    const all = await records.all();
    const nameOf = new Map(vault.caseload.all().map(({ studentId, name }) => [studentId, name]));
    return {
      server: district === null ? null : { url: district.url, name: district.name, trial: district.trial },
      network, lastContact, lastFailure,
      items: [
        ...waitingOf(all).map((item) => waitingItem(nameOf, item, outbox.stateOf(item.id), district)),
        ...settledOf(all).map((item) => settledItem(nameOf, item)),
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
    const written = await settingsInTurn.run(() => writeDistrict(vault, settings));
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
    const saveCursor = (cursor: string): Promise<Result<null>> => settingsInTurn.run(async () => {
      const now = readDistrict(vault);
      // The address or key may have been changed meanwhile: a cursor of another server or caseload would pass over students.
      if (now === null || now.url !== district.url || now.accessKey !== district.accessKey) return ok(null);
      return writeDistrict(vault, { ...now, cursor });
    });
    const pulled = await pull(createClient(http, district), vault, records, ports.random, district.cursor, ports.clock.now, saveCursor);
    noteContact(pulled.ok ? null : pulled.failure);
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
      stop();
      await outbox.close();
      // Whoever asked for the caseload is told why it did not come.
      await pulling?.catch(() => undefined);
    },
  };
}

/** In the order they were committed; what came later after the records. */
function waitingOf(all: readonly RecordFacts[]): readonly Waiting[] {
  const there = all.filter(({ receipt }) => receipt !== null);
  return [...all.filter(({ receipt }) => receipt === null).map(waitingIep), ...there.flatMap((record) => record.late.filter(({ receipt }) => receipt === null).map((late) => waitingLate(record, late)))];
}

type Names = ReadonlyMap<string, string>;

function itemFacts(names: Names, item: Waiting): Pick<OutboxItem, 'id' | 'what' | 'iepId' | 'studentId' | 'studentName' | 'meetingDate' | 'bytes'> {
  const { id, record: { iepId, studentId, shown, bytes } } = item;
  return { id, what: item.what === 'iep' ? 'iep' : item.late.kind, iepId, studentId, studentName: names.get(studentId) ?? '', meetingDate: shown.meetingDate, bytes: item.what === 'iep' ? bytes : item.late.bytes };
}

function words(failure: Failure | null): string {
  if (failure === null) return '';
  return failure.reason ?? `${FAILURES[failure.code].happened} ${FAILURES[failure.code].next}`;
}

function waitingItem(names: Names, item: Waiting, now: ItemState, district: DistrictSettings | null): OutboxItem {
  const failure: Failure | null = district === null ? { code: 'noServer' } : now.failure;
  return { ...itemFacts(names, item), state: now.state, reason: words(failure), attempts: now.attempts, nextTry: now.nextTry, receivedAt: '' };
}

function settledItem(names: Names, item: Waiting): OutboxItem {
  const receipt = item.what === 'iep' ? item.record.receipt : item.late.receipt;
  if (receipt === null) throw new Error('What is settled has a receipt.');
  const conflict = receipt.kind === 'receipt' && receipt.standing === 'conflict';
  const reason = conflict ? 'Another IEP of this student reached the district first. Both are kept; a person decides which one stands.' : '';
  return { ...itemFacts(names, item), state: conflict ? 'conflict' : 'delivered', reason, attempts: 0, nextTry: '', receivedAt: receipt.receivedAt };
}
