/**
 * Shows before the first key what somebody may not write, and why: the same pure function main decides with is asked, and what is not theirs
 * can be read and not typed in. One sentence stands for everything under it.
 */
import { createContext, useContext, type ReactNode } from 'react';
import { hasOwnRows, mayWriteAt } from '../../shared/flow/may-edit.ts';
import type { Address } from '../../shared/iep/address.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import styles from './yours.module.css';

/** True below a sentence that has said it already. */
const Said = createContext(false);

/** Why nothing is written at any of these places, when it is the same for all of them; null when some of it may be written. */
function useWhyNot(places: readonly Address[]): string | null {
  const status = useSession((state) => state.status);
  return useDraftStore(({ draft }) => {
    const who = whoIn(status);
    if (draft === null || who === null) return null;
    const reasons = new Set(places.map((at) => {
      // The rows of some lists are somebody's own: each row answers for itself.
      const verdict = hasOwnRows(at) ? null : mayWriteAt(draft.document, at, who);
      return verdict === null || verdict.ok ? null : verdict.reason;
    }));
    const [reason] = reasons;
    return reasons.size === 1 && reason !== undefined ? reason : null;
  });
}

/** Everything inside, closed with its reason when none of the places is theirs. */
export function Yours({ places, children }: { readonly places: readonly Address[]; readonly children: ReactNode }) {
  const said = useContext(Said);
  const reason = useWhyNot(places);
  if (said || reason === null) return children;
  return (
    <fieldset disabled tabIndex={-1} className={styles.closed} data-not-yours={places[0]}>
      <p className={styles.why}>Read only. {reason}</p>
      <Said value>{children}</Said>
    </fieldset>
  );
}
