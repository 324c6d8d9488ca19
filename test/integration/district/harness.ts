/** A real district server in this process on one PGlite, reached without a socket, with a place to cut: before or after its commit. */
import { PGlite } from '@electric-sql/pglite';
import type { FastifyInstance } from 'fastify';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { openPool, pgliteTurns, type DistrictDatabase } from '../../../district/database.ts';
import { serveStore, type DistrictFacts } from '../../../district/server.ts';
import { createStore, type DistrictStore } from '../../../district/store.ts';
import type { Http } from '../../../electron/ports/sync.ts';

export const KEY = 'trial-key';
export const FACTS: DistrictFacts = {
  clock: { now: () => '2026-11-02T08:00:00.000Z' }, orgId: 'trial', name: 'Tule Bend',
  accessKeys: [{ key: KEY, staffId: null }, { key: 'key-of-st1', staffId: 'st1' }, { key: 'key-of-st2', staffId: 'st2' }],
  libraryKey: 'library-key',
  failed: () => undefined,
};

/** What the next commits meet: the server dies before it (nothing is stored) or after it (stored, but no answer leaves). */
export type Crash = 'beforeCommit' | 'afterCommit';

export interface TestDistrict {
  readonly db: DistrictDatabase;
  readonly store: DistrictStore;
  readonly crashNext: (crash: Crash | null) => void;
  readonly close: () => Promise<void>;
}

/** A pool whose `commit` can fail as it does when the process is killed there. */
function mortal(pool: PostgresPool, crash: () => Crash | null): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect();
      const query = async (text: string, parameters: readonly unknown[]) => {
        const now = text === 'commit' ? crash() : null;
        if (now === null) return client.query(text, parameters);
        await client.query(now === 'afterCommit' ? 'commit' : 'rollback', []);
        throw new Error('The server process ended here.');
      };
      return { query: query as PostgresPoolClient['query'], release: () => client.release() };
    },
    end: () => pool.end(),
  };
}

export async function openTestDistrict(): Promise<TestDistrict> {
  let next: Crash | null = null;
  const take = (): Crash | null => {
    const now = next;
    next = null;
    return now;
  };
  const db = await openPool(mortal(pgliteTurns(await PGlite.create()), take));
  return {
    db,
    store: createStore(db.kysely, FACTS.clock),
    crashNext: (crash) => {
      next = crash;
    },
    close: db.close,
  };
}

export function serve(store: DistrictStore): FastifyInstance {
  return serveStore(store, false, FACTS);
}

/** Requests straight into the server. */
export function injected(app: () => FastifyInstance): Http {
  return {
    request: async ({ method, url, headers, body }) => {
      const { pathname, search } = new URL(url);
      const answer = await app().inject({ method, url: pathname + search, headers: { ...headers }, ...(body === undefined ? {} : { payload: Buffer.from(body) }) });
      const found = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
      return { status: answer.statusCode, headers: found, body: new Uint8Array(answer.rawPayload) };
    },
  };
}

/** Forgets everything, so that one PGlite (3 s to create) serves every test of a file. */
export async function emptyDistrict(db: DistrictDatabase): Promise<void> {
  await db.kysely.transaction().execute(async (tx) => {
    await tx.deleteFrom('library_edition').execute();
    await tx.deleteFrom('late_entry').execute();
    await tx.deleteFrom('iep').execute();
    await tx.deleteFrom('student').execute();
    await tx.deleteFrom('blob').execute();
  });
}
