/** Files found damaged since the records were opened, as main last said. */
import { create } from 'zustand';
import type { Damage } from '../../shared/bridge/vault.ts';
import { askWhileOpen, bridge } from './bridge.ts';

export const useDamage = create<{ readonly files: readonly Damage[] }>(() => ({ files: [] }));

export async function refreshDamage(): Promise<void> {
  const reply = await askWhileOpen(bridge().vault.damage());
  if (reply.ok) useDamage.setState({ files: reply.value });
}

export function forgetDamage(): void {
  useDamage.setState({ files: [] });
}
