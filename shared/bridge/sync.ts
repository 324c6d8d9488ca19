/** Promise: the district's server, and what is on its way to it. */
import { z } from 'zod';
import { LATE_KINDS } from '../flow/late.ts';
import { call, failure, localId, none } from './call.ts';

const outboxItem = z.strictObject({
  /** An affirmed IEP, or what came to it later. */
  id: z.string().max(80), what: z.enum(['iep', ...LATE_KINDS]), iepId: localId, studentId: localId, studentName: z.string(), meetingDate: z.string(),
  state: z.enum(['waiting', 'sending', 'delivered', 'refused', 'conflict', 'paused']),
  reason: z.string(), attempts: z.int(), nextTry: z.string(), receivedAt: z.string(), bytes: z.int(),
});
export const syncStatus = z.strictObject({
  server: z.strictObject({ url: z.string(), name: z.string(), trial: z.boolean() }).nullable(),
  network: z.enum(['unknown', 'reachable', 'unreachable']), lastContact: z.string(), lastFailure: failure.nullable(), items: z.array(outboxItem),
});

export const syncCalls = {
  'sync.status': call(none, syncStatus),
  'sync.configure': call(z.strictObject({ url: z.string().max(500), accessKey: z.string().max(500) }), syncStatus),
  'sync.deliver': call(none, syncStatus),
  'sync.pull': call(none, z.strictObject({ students: z.int(), records: z.int() })),
} as const;

export type OutboxItem = z.infer<typeof outboxItem>;
export type SyncStatus = z.infer<typeof syncStatus>;
