/** What waits for the district, what it has received, and the one press that tries now. "Delivered" means its receipt is stored here. */
import { useEffect, useState } from 'react';
import { showDate } from '../form/dates.ts';
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { DELIVERY_WORDS, LATE_WORDS } from '../ui/words.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { clockTime } from '../workbench/clock.ts';
import { refreshSync, useSync } from '../workbench/sync-store.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
import styles from './sync-centre.module.css';

const NETWORK_WORDS: Record<SyncStatus['network'], string> = { unknown: 'Not tried yet', reachable: 'The district answers', unreachable: 'The district does not answer' };

function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en-US')} KB`;
}

type Item = SyncStatus['items'][number];

/** One thing on its way, or delivered. */
function ItemRow({ item }: { readonly item: Item }) {
  return (
    <tr data-delivery={item.state} data-what={item.what}>
      <th scope="row">{item.studentName}</th>
      <td>
        {showDate(item.meetingDate)}
        {item.what === 'iep' ? null : <p className={styles.reason}>{LATE_WORDS[item.what]}</p>}
      </td>
      <td>
        {DELIVERY_WORDS[item.state]}
        {item.receivedAt === '' ? '' : `, received ${clockTime(item.receivedAt)}`}
        {item.reason === '' ? null : <p className={styles.reason}>{item.reason}</p>}
      </td>
      <td>{kilobytes(item.bytes)}</td>
      <td>{item.attempts}</td>
    </tr>
  );
}

function Outbox({ items }: { readonly items: readonly Item[] }) {
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">IEP of</th>
            <th scope="col">State</th>
            <th scope="col">Size</th>
            <th scope="col">Tries</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
        </tbody>
      </table>
      {items.length === 0 ? <p>Nothing to send.</p> : null}
    </>
  );
}

/** Which district, and when it last answered; or that none is set up. */
function Server({ status }: { readonly status: SyncStatus | null }) {
  if (status?.server === null) {
    return (
      <p>
        No district server is set up. Affirmed IEPs wait on this computer. <Button small onPress={() => go({ name: 'settings' })}>Set it up in Settings</Button>
      </p>
    );
  }
  return (
    <p>
      {status?.server.name ?? ''} ({status?.server.url ?? ''}){status?.server.trial === true ? ': trial district on this computer' : ''}. <span data-network={status?.network}>{status === null ? '' : NETWORK_WORDS[status.network]}</span>
      {status === null || status.lastContact === '' ? '' : `, last contact ${clockTime(status.lastContact)}`}.
    </p>
  );
}

export function SyncCentre() {
  const status = useSync((state) => state.status);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // An import or an affirm may have added to the outbox since the last notice.
  useEffect(() => void refreshSync(), []);
  const deliver = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().sync.deliver());
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    useSync.setState({ status: reply.value });
    setFailure(null);
    await fillWorkingSet();
    return undefined;
  };
  const pull = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().sync.pull());
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    setFailure(null);
    await fillWorkingSet();
    return undefined;
  };
  useCommand('file.deliver', () => void deliver());
  const shown = failure ?? (status?.lastFailure as Failure | null | undefined) ?? null;
  return (
    <Frame
      screen="sync"
      title={<h1>Sync with the district</h1>}
      tools={
        <>
          <Button disabled={busy || status?.server === null} onPress={() => void pull()}>
            Get my caseload from the district
          </Button>
          <Button look="primary" disabled={busy || status?.server === null} onPress={() => void deliver()}>
            {busy ? 'Trying…' : 'Deliver now'}
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        <Server status={status} />
        {shown === null ? null : <FailureNotice failure={shown} />}
        <Outbox items={status?.items ?? []} />
      </div>
    </Frame>
  );
}
