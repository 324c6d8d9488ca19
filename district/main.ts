/**
 * Starts a district server from the command line and prints its address as one line of JSON:
 * `node out/district/main.mjs --access-key KEY [--library-key KEY] [--port 0] [--data FOLDER]`, with DATABASE_URL for PostgreSQL.
 */
import { parseArgs } from 'node:util';
import { openPglite, openPostgres, type DistrictDatabase } from './database.ts';
import { createDistrictServer } from './server.ts';

const USAGE = 'Usage: node out/district/main.mjs --access-key KEY [--library-key KEY] [--port NUMBER] [--name NAME] [--org ID] [--data FOLDER]   (two different keys; DATABASE_URL=postgresql://… for PostgreSQL)\n';
const TRIAL = 'This database (PGlite) does not sync to disk: for trials with invented students only. Set DATABASE_URL to a PostgreSQL server for anything else.\n';

function readArguments() {
  const options = { port: { type: 'string' }, 'access-key': { type: 'string' }, 'library-key': { type: 'string' }, name: { type: 'string' }, org: { type: 'string' }, data: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ options });
    const port = Number(values.port ?? '0');
    const key = values['access-key'] ?? '';
    if (key === '' || !Number.isInteger(port) || port < 0 || port > 65_535) return null;
    const libraryKey = values['library-key'] ?? '';
    // With one key for both every laptop could put a document on all the others.
    if (libraryKey === key) return null;
    return { port, key, libraryKey, name: values.name ?? 'Trial district', orgId: values.org ?? 'trial', data: values.data };
  } catch {
    return null;
  }
}

function openDatabase(data: string | undefined): Promise<DistrictDatabase> {
  const url = process.env['DATABASE_URL'];
  if (url !== undefined && url !== '') return openPostgres(url);
  process.stderr.write(TRIAL);
  return openPglite(data);
}

async function main(): Promise<void> {
  const wanted = readArguments();
  if (wanted === null) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const db = await openDatabase(wanted.data);
  const server = createDistrictServer({
    db, clock: { now: () => new Date().toISOString() }, orgId: wanted.orgId, name: wanted.name, accessKeys: [{ key: wanted.key, staffId: null }], libraryKey: wanted.libraryKey,
    failed: ({ method, route, error, code }) => void process.stderr.write(`${new Date().toISOString()} ${method} ${route} failed: ${error} ${code}\n`),
  });
  // Loopback only: TLS and the outside world belong to the district's own reverse proxy in front of this.
  const url = await server.listen({ port: wanted.port, host: '127.0.0.1' });
  process.stdout.write(`${JSON.stringify({ url, durable: db.durable })}\n`);
  const stop = (): void => {
    void server.close().then(() => db.close()).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

await main();
