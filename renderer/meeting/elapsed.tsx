/** How long the session has been going: quiet, in minutes, never announced. */
import { useEffect, useState } from 'react';
import type { IepDocument, Session } from '../../shared/iep/document.ts';
import { valueAt } from '../../shared/iep/address.ts';
import { minutesOfDay } from '../../shared/time/dates.ts';
import { timeOfDay, today } from '../workbench/clock.ts';
import { useDocumentStore } from '../workbench/document-store.ts';

const MINUTE_MS = 60_000;

export function openSession(document: IepDocument): Session | null {
  const number = document.work?.openSession ?? null;
  const sessions = valueAt(document, 'meeting/sessions');
  return number === null || !Array.isArray(sessions) ? null : ((sessions as readonly Session[]).find((session) => session.sessionNo === number) ?? null);
}

export function Elapsed() {
  const [, tick] = useState(0);
  const session = useDocumentStore(({ document }) => (document === null ? null : openSession(document)));
  useEffect(() => {
    if (session === null) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, [session]);
  if (session === null || session.date !== today()) return null;
  const gone = minutesOfDay(timeOfDay()) - minutesOfDay(session.start);
  return gone < 0 ? null : <span aria-hidden="true"> · {`${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, '0')}`} since {session.start}</span>;
}
