/** What the district holds of ours and what still waits, as main last said; the lines of a student follow by themselves when something of theirs arrived there. */
import { create } from 'zustand';
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import { askWhileOpen, bridge } from './bridge.ts';
import { fillRecords } from './working-set.ts';

export const useSync = create<{ readonly status: SyncStatus | null }>(() => ({ status: null }));

export function followSync(): () => void {
  void refreshSync();
  return bridge().on('sync', (status) => {
    const { status: before } = useSync.getState();
    useSync.setState({ status });
    for (const studentId of moved(before, status)) void fillRecords(studentId);
  });
}

/** The students of whom something waits, arrived or was refused that did not before: their page and Home say which. */
function moved(before: SyncStatus | null, now: SyncStatus): ReadonlySet<string> {
  // The first thing heard: the lists are read as a whole then.
  if (before === null) return new Set();
  const known = new Set(before.items.map(({ id, state }) => `${id} ${state}`));
  return new Set(now.items.filter(({ id, state }) => !known.has(`${id} ${state}`)).map(({ studentId }) => studentId));
}

export async function refreshSync(): Promise<void> {
  const reply = await askWhileOpen(bridge().sync.status());
  if (reply.ok) useSync.setState({ status: reply.value });
}

/** At lock: it names students. */
export function forgetSync(): void {
  useSync.setState({ status: null });
}
