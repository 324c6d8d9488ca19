/** What main last said of the session: locked or open, who is at work, what time it is. */
import { create } from 'zustand';
import type { Who } from '../../shared/flow/events.ts';
import type { Profile, SessionStatus } from '../../shared/bridge/session.ts';
import type { Failure } from '../../shared/words/failures.ts';

interface SessionState {
  readonly status: SessionStatus | null;
  /** Why main could not say: records of a newer program, a disk that does not answer. */
  readonly failure: Failure | null;
  /** The code the district keeps, shown once after set-up. */
  readonly recoveryCode: string | null;
}

export const useSession = create<SessionState>(() => ({ status: null, failure: null, recoveryCode: null }));

/** The person at work with what the district allows them, for asking shared/flow what to offer; null until a name was chosen. */
export function whoIn(status: SessionStatus | null): Who | null {
  if (status === null || status.profile === null) return null;
  const { staffId, name, role, area } = status.profile;
  return { actor: { staffId, name, role, area }, district: status.optionalRights };
}

export function currentProfile(): Profile | null {
  return useSession.getState().status?.profile ?? null;
}
