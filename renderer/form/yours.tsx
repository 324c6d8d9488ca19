/**
 * Shows before the first key what somebody may not write, and why: the same pure function main decides with is asked, and what is not theirs
 * can be read and not typed in. One sentence stands for everything under it.
 */
import { createContext, useContext, type ReactNode } from 'react';
import { hasOwnRows, mayAddRow, mayWriteAt, ownerAt } from '../../shared/flow/may-edit.ts';
import type { Who } from '../../shared/flow/events.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { BESIDE_PAGES, useInDocument } from '../workbench/document-store.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import styles from './yours.module.css';

/** Whether an affirmed IEP of this student is on this computer: until then whoever added the student fills page 1. */
export const HasRecord = createContext(true);

/** True below a sentence that has said it already. */
const Said = createContext(false);

function reasonAt(document: IepDocument, at: Address, who: Who, hasRecord: boolean): string | null {
  // The rows of some lists are somebody's own: each row answers for itself.
  if (hasOwnRows(at)) return null;
  const verdict = mayWriteAt(document, at, who, hasRecord);
  return verdict.ok ? null : verdict.reason;
}

/** Why nobody like this person adds a row to the list; '' when they may. */
export function useWhyNoRow(list: Address): string {
  const status = useSession((state) => state.status);
  return useInDocument([BESIDE_PAGES], (document) => {
    const who = whoIn(status);
    if (who === null || !hasOwnRows(list)) return '';
    const verdict = mayAddRow(document, list, who);
    return verdict.ok ? '' : verdict.reason;
  }, '');
}

/** Why these places are not written, each reason once; a line each. */
function useReasons(places: readonly Address[]): string {
  const status = useSession((state) => state.status);
  const hasRecord = useContext(HasRecord);
  return useInDocument([BESIDE_PAGES, ...places.flatMap(ownerAt)], (document) => {
    const who = whoIn(status);
    if (who === null) return '';
    return [...new Set(places.map((at) => reasonAt(document, at, who, hasRecord)).filter((reason) => reason !== null))].join('\n');
  }, '');
}

/** True where this person may not write. */
export function useIsClosed(at: Address): boolean {
  return useReasons([at]) !== '';
}

/** The reasons of a section stand once, at its head; its fields then say only that they are read only. */
export function WhyNot({ places, children }: { readonly places: readonly Address[]; readonly children: ReactNode }) {
  const reasons = useReasons(places);
  return (
    <>
      {reasons === '' ? null : reasons.split('\n').map((reason) => (
        <p key={reason} className={styles.why} data-why-not>
          Read only: {reason}
        </p>
      ))}
      <Said value={reasons !== ''}>{children}</Said>
    </>
  );
}

/** One place, closed when it is not theirs. */
export function Yours({ at, children }: { readonly at: Address; readonly children: ReactNode }) {
  const said = useContext(Said);
  const reason = useReasons([at]);
  if (reason === '') return children;
  return (
    <fieldset disabled tabIndex={-1} className={styles.closed} data-not-yours={at}>
      {said ? <span className="visually-hidden">Read only</span> : <p className={styles.why}>Read only: {reason}</p>}
      <Said value>{children}</Said>
    </fieldset>
  );
}
