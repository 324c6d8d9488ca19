/** What the district holds of ours and what still waits, as main last said. */
import { create } from 'zustand';
import type { SyncStatus } from '../../shared/bridge/contract.ts';
import { ask, bridge } from './bridge.ts';

export const useSync = create<{ readonly status: SyncStatus | null }>(() => ({ status: null }));

export function followSync(): () => void {
  void refreshSync();
  return bridge().on('sync', (status) => useSync.setState({ status }));
}

export async function refreshSync(): Promise<void> {
  const reply = await ask(bridge().sync.status());
  if (reply.ok) useSync.setState({ status: reply.value });
}
