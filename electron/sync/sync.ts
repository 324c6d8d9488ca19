/** The sync service of the main process: settings, outbox, pull and what the sync centre shows of them. */
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Random, Timer } from '../ports/computer.ts';
import type { Http, SyncService } from '../ports/sync.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { RememberedRecords } from '../ports/packages.ts';
import { createQueue } from '../vault/queue.ts';
import { createClient } from './client.ts';
import { createContact } from './contact.ts';
import { deliver } from './delivery.ts';
import { findDistrict } from './find-district.ts';
import { keepReceipt, sendFromRecords, type DeliverOne } from './from-records.ts';
import { createListeners } from './listeners.ts';
import { createOutbox } from './outbox.ts';
import { pull, type Pulled } from './pull.ts';
import { moveCursor, readDistrict, writeDistrict } from './settings.ts';
import { itemsShown } from './shown.ts';
import { stoppable } from './stoppable.ts';
import { waitingOf } from './waiting.ts';

export interface SyncPorts {
  readonly vault: OpenVault;
  readonly records: RememberedRecords;
  readonly http: Http;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
}

/** The outbox of the records: what waits is derived from them, and a receipt goes back to them. */
function openOutbox({ vault, records, http, clock, random, timer }: SyncPorts, deliverOne: DeliverOne, contact: ReturnType<typeof createContact>, tell: () => void): ReturnType<typeof createOutbox> {
  return createOutbox({
    waiting: async () => waitingOf(await records.all()),
    storeReceipt: (item, receipt) => keepReceipt(vault.packages, item, receipt),
    attempt: async (item, doubtful) => {
      const district = readDistrict(vault);
      return district === null ? { kind: 'later', failure: { code: 'noServer' } } : sendFromRecords(vault.packages, deliverOne, createClient(http, district), item, doubtful);
    },
    ready: () => readDistrict(vault) !== null,
    clock, random, timer,
    changed: (event) => {
      if (event.kind === 'ended') contact.note(event.attempt.kind === 'delivered' ? null : event.attempt.failure);
      tell();
    },
  });
}

export function createSync(ports: SyncPorts, deliverOne: DeliverOne = deliver): SyncService {
  const { vault, records, clock, random } = ports;
  const { http, stop } = stoppable(ports.http);
  const contact = createContact(clock.now);
  const listeners = createListeners(status);
  /** The address, the key and how far the caseload was read are one setting: whoever changes one of them builds on what the change before left. */
  const settingsInTurn = createQueue();
  let pulling: Promise<Result<Pulled>> | null = null;

  const outbox = openOutbox({ ...ports, http }, deliverOne, contact, () => void listeners.tell());

  async function status(): Promise<SyncStatus> {
    const district = readDistrict(vault);
    const all = await records.all();
    const server = district === null ? null : { url: district.url, name: district.name, trial: district.trial };
    return { server, ...contact.shown(), items: itemsShown(vault, all, district, outbox.stateOf) };
  }

  async function configure(text: string, accessKey: string): Promise<Result<SyncStatus>> {
    const found = await findDistrict(http, text, accessKey);
    if (!found.ok) return found;
    const written = await settingsInTurn.run(() => writeDistrict(vault, found.value));
    if (!written.ok) return written;
    contact.note(null);
    outbox.resume();
    void outbox.run();
    void listeners.tell();
    return ok(await status());
  }

  async function pullNow(): Promise<Result<Pulled>> {
    const district = readDistrict(vault);
    if (district === null) return fail('noServer');
    const saveCursor = (cursor: string): Promise<Result<null>> => settingsInTurn.run(() => moveCursor(vault, district, cursor));
    const pulled = await pull(createClient(http, district), vault, records, random, district.cursor, clock.now, saveCursor);
    contact.note(pulled.ok ? null : pulled.failure);
    void listeners.tell();
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
    onChange: listeners.add,
    close: async () => {
      listeners.close();
      stop();
      await outbox.close();
      // Whoever asked for the caseload is told why it did not come.
      await pulling?.catch(() => undefined);
    },
  };
}
