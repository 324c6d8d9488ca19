/** The sync service of the main process: settings, outbox, pull and what the sync centre shows of them. */
import type { OutboxItem, SyncStatus } from '../../shared/bridge/contract.ts';
import { API_VERSION, meta as metaSchema } from '../../shared/district-api/contract.ts';
import { FAILURES, fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { Clock, Http, OpenVault, Random, StoredPackage, SyncService, Timer } from '../ports.ts';
import { districtAddress } from './address.ts';
import { readJson, troubleOf } from './answers.ts';
import { createClient, type DistrictClient } from './client.ts';
import { deliver, type Attempt, type Local } from './delivery.ts';
import { createOutbox, type ItemState, type OutboxEvent } from './outbox.ts';
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
  /** Records delivered from this computer and records in conflict, found once and then kept up. */
  let settled: Map<string, StoredPackage> | null = null;
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
    undelivered: vault.packages.undelivered,
    storeReceipt: vault.packages.storeReceipt,
    attempt: async (item, doubtful) => {
      const district = readDistrict(vault);
      if (district === null) return { kind: 'later', failure: { code: 'noServer' } };
      return deliverOne(createClient(http, district), local, item, doubtful);
    },
    ready: () => readDistrict(vault) !== null,
    clock, random: ports.random, timer: ports.timer,
    changed: noteOutbox,
  });

  function noteContact(failure: Failure | null): void {
    lastFailure = failure;
    network = failure === null || !['unreachable', 'notDistrict'].includes(failure.code) ? 'reachable' : 'unreachable';
    if (network === 'reachable') lastContact = clock.now();
  }

  function noteOutbox(event: OutboxEvent): void {
    if (event.kind === 'ended') {
      noteContact(event.attempt.kind === 'delivered' ? null : event.attempt.failure);
      if (event.attempt.kind === 'delivered') settled?.set(event.item.package.iepId, { ...event.item, receipt: event.attempt.receipt });
    }
    void tell();
  }

  async function tell(): Promise<void> {
    if (closed || listeners.size === 0) return;
    const now = await status();
    if (!closed) for (const listener of listeners) listener(now);
  }

  async function settledItems(): Promise<readonly StoredPackage[]> {
    if (settled === null) {
      const lists = await Promise.all(vault.caseload.all().map((entry) => vault.packages.listOf(entry.studentId)));
      const shown = lists.flat().filter((stored) => stored.receipt !== null && (stored.package.device === vault.deviceId || stored.receipt.standing === 'conflict'));
      settled = new Map(shown.map((stored) => [stored.package.iepId, stored]));
    }
    return [...settled.values()];
  }

  async function status(): Promise<SyncStatus> {
    const district = readDistrict(vault);
    const waiting = await vault.packages.undelivered();
    const done = await settledItems();
    return {
      server: district === null ? null : { url: district.url, name: district.name, trial: district.trial },
      network, lastContact, lastFailure,
      items: [
        ...waiting.map((item) => waitingItem(vault, item, outbox.stateOf(item.package.iepId), district)),
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

function itemFacts(vault: OpenVault, item: StoredPackage): Pick<OutboxItem, 'iepId' | 'studentId' | 'studentName' | 'meetingDate' | 'bytes'> {
  const meeting = item.package.document['meeting'] as { readonly meetingDate?: unknown } | undefined;
  return {
    iepId: item.package.iepId, studentId: item.studentId, studentName: vault.caseload.get(item.studentId)?.name ?? '',
    meetingDate: typeof meeting?.meetingDate === 'string' ? meeting.meetingDate : '', bytes: item.bytes.byteLength + item.package.pdfBytes,
  };
}

function words(failure: Failure | null): string {
  if (failure === null) return '';
  return failure.reason ?? `${FAILURES[failure.code].happened} ${FAILURES[failure.code].next}`;
}

function waitingItem(vault: OpenVault, item: StoredPackage, now: ItemState, district: DistrictSettings | null): OutboxItem {
  const failure: Failure | null = district === null ? { code: 'noServer' } : now.failure;
  return { ...itemFacts(vault, item), state: now.state, reason: words(failure), attempts: now.attempts, nextTry: now.nextTry, receivedAt: '' };
}

function settledItem(vault: OpenVault, item: StoredPackage): OutboxItem {
  if (item.receipt === null) throw new Error('A settled record has a receipt.');
  const conflict = item.receipt.standing === 'conflict';
  const reason = conflict ? 'Another IEP of this student reached the district first. Both are kept; a person decides which one stands.' : '';
  return { ...itemFacts(vault, item), state: conflict ? 'conflict' : 'delivered', reason, attempts: 0, nextTry: '', receivedAt: item.receipt.receivedAt };
}
