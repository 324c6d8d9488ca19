/**
 * Opens the district's database: PostgreSQL when an address is given, else embedded PGlite for trials. Both run the same SQL through the same
 * dialect; PGlite has one connection, which the pool below hands out in turn.
 */
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { migrate } from './migrations.ts';
import type { DistrictTables } from './schema.ts';

export interface DistrictDatabase {
  readonly kysely: Kysely<DistrictTables>;
  /** False for PGlite: it does not sync to disk, so what it acknowledged may be gone after a power cut. The server says so in /meta. */
  readonly durable: boolean;
  readonly close: () => Promise<void>;
}

/** Statements whose number of rows kysely asks for. */
const COMMANDS = ['INSERT', 'UPDATE', 'DELETE', 'SELECT', 'MERGE'] as const;

/** A pool of one: the next caller waits until the connection is released, or its statements would end up inside another's transaction. */
export function pgliteTurns(engine: PGlite): PostgresPool {
  let free: Promise<void> = Promise.resolve();
  const query = async (text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<unknown>> => {
    const result = await engine.query(text, [...parameters]);
    const command = COMMANDS.find((name) => result.command?.startsWith(name)) ?? 'SELECT';
    return { command, rowCount: result.affectedRows ?? 0, rows: result.rows };
  };
  return {
    connect: async () => {
      const before = free;
      let release = (): void => undefined;
      free = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return { query: query as PostgresPoolClient['query'], release };
    },
    end: () => engine.close(),
  };
}

async function ready(pool: PostgresPool, durable: boolean): Promise<DistrictDatabase> {
  const kysely = new Kysely<DistrictTables>({ dialect: new PostgresDialect({ pool }) });
  await migrate(kysely);
  return { kysely, durable, close: () => kysely.destroy() };
}

/** `folder` undefined = in memory. */
export async function openPglite(folder?: string): Promise<DistrictDatabase> {
  return ready(pgliteTurns(await PGlite.create(folder === undefined ? {} : { dataDir: folder })), false);
}

/** `url` as libpq writes it: `postgresql://user:secret@host/name`. */
export async function openPostgres(url: string): Promise<DistrictDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // Without a listener an idle connection that drops would end the whole server; the next statement opens a new one.
  pool.on('error', () => undefined);
  return ready(pool, true);
}

/** The same database over any pool: the fault tests put a cut between the server and its commit. */
export function openPool(pool: PostgresPool): Promise<DistrictDatabase> {
  return ready(pool, false);
}
