/** What main last said of the session: locked or open, who is at work, what time it is. */
import { create } from 'zustand';
import type { Profile, SessionStatus } from '../../shared/bridge/contract.ts';

interface SessionState {
  readonly status: SessionStatus | null;
  /** The code the district keeps, shown once after set-up. */
  readonly recoveryCode: string | null;
}

export const useSession = create<SessionState>(() => ({ status: null, recoveryCode: null }));

export function currentProfile(): Profile | null {
  return useSession.getState().status?.profile ?? null;
}
