/** A failure of the server itself is told to whoever runs it, by route and error, with no word of a request or of a student; the wire says nothing of it. */
import { expect, test } from 'vitest';
import { serveStore, type ServerFailure } from '../../../district/server.ts';
import type { DistrictStore } from '../../../district/store.ts';

const KEY = 'the key of the office';

test('a database that is gone is told once for each request, and answered without its words', async () => {
  const told: ServerFailure[] = [];
  const broken = async () => {
    throw Object.assign(new TypeError('Nolan Birchwater is in no table.'), { code: '57P01' });
  };
  const app = serveStore({ receipt: broken } as unknown as DistrictStore, true, { clock: { now: () => '2026-12-01T17:00:00.000Z' }, orgId: 'trial', name: 'Trial', accessKeys: [{ key: KEY, staffId: null }], libraryKey: '', failed: (failure) => void told.push(failure) });
  const ask = (url: string) => app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${KEY}` } });
  const answer = await ask('/api/v1/ieps/iep-1200000417/receipt');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toMatch(/Nolan|57P01/u);
  expect(told).toEqual([{ method: 'GET', route: '/api/v1/ieps/:id/receipt', error: 'TypeError', code: '57P01' }]);
  expect((await ask('/api/v1/nowhere')).statusCode).toBe(404);
  expect(told).toHaveLength(1);
  await app.close();
});
