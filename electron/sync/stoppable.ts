/**
 * A network whose requests end at once when they are told to: the records are closed only when nothing is under way any more, and a lock, a lid or a quit must
 * not wait minutes for a district that does not answer, with the keys in memory all the while.
 */
import type { Http } from '../ports/sync.ts';

export interface StoppableHttp {
  readonly http: Http;
  /** Breaks off what is under way and refuses what comes later: either rejects, as if no answer had come. */
  readonly stop: () => void;
}

export function stoppable({ request: send }: Http): StoppableHttp {
  const stopping = new AbortController();
  const { signal } = stopping;
  const request: Http['request'] = async (wanted) => {
    signal.throwIfAborted();
    let tell = (): void => undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      tell = () => reject(signal.reason);
    });
    signal.addEventListener('abort', tell);
    try {
      return await Promise.race([send({ ...wanted, signal }), stopped]);
    } finally {
      signal.removeEventListener('abort', tell);
    }
  };
  return { http: { request }, stop: () => stopping.abort() };
}
