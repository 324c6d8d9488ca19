/** What arrived at the district in the background is said on the student's page and on Home without anybody asking again. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/bridge/contract.ts';
import type { SyncStatus } from '../../../shared/bridge/sync.ts';

const filled: string[] = [];
vi.mock('../../../renderer/workbench/working-set.ts', () => ({ fillRecords: async (studentId: string) => void filled.push(studentId) }));
const { followSync, forgetSync, refreshSync, useSync } = await import('../../../renderer/workbench/sync-store.ts');

type Item = SyncStatus['items'][number];
const item = (id: string, studentId: string, state: Item['state']): Item => ({ id, what: 'iep', iepId: id, studentId, studentName: 'A Student', meetingDate: '2027-09-29', bytes: 1, state, reason: '', attempts: 0, nextTry: '', receivedAt: '' });
const status = (...items: readonly Item[]): SyncStatus => ({ server: null, network: 'reachable', lastContact: '', lastFailure: null, items: [...items] });

const { dropAnswers } = await import('../../../renderer/workbench/bridge.ts');

let say: (now: SyncStatus) => void;
beforeEach(async () => {
  const heard: ((now: SyncStatus) => void)[] = [];
  const first = status(item('iep-1', 'student-1', 'waiting'), item('iep-2', 'student-2', 'waiting'));
  vi.stubGlobal('window', { iep: { on: (_notice: string, listener: (now: SyncStatus) => void) => { heard.push(listener); return () => undefined; }, sync: { status: async () => ({ ok: true, value: first }) } } as unknown as Bridge });
  followSync();
  await vi.waitFor(() => expect(useSync.getState().status).not.toBeNull());
  filled.length = 0;
  const [listener] = heard;
  if (listener === undefined) throw new Error('Nobody follows what main says of the district.');
  say = listener;
});
afterEach(() => {
  vi.unstubAllGlobals();
  useSync.setState({ status: null });
});

it('the lines of a student are read again when an IEP of theirs was delivered, and of nobody else', () => {
  say(status(item('iep-1', 'student-1', 'delivered'), item('iep-2', 'student-2', 'waiting')));
  expect(filled).toEqual(['student-1']);
});

it('also when it was refused, is in conflict, or a signature of theirs begins to wait; once for each student', () => {
  say(status(item('iep-1', 'student-1', 'refused'), item('iep-1/1', 'student-1', 'waiting'), item('iep-2', 'student-2', 'conflict')));
  expect(filled.toSorted()).toEqual(['student-1', 'student-2']);
});

it('not when main says the same again', () => {
  say(status(item('iep-1', 'student-1', 'waiting'), item('iep-2', 'student-2', 'waiting')));
  expect(filled).toEqual([]);
});

it('a lock leaves no name here, also when main answers after it; what is heard first after it is news of nobody', async () => {
  const answering = refreshSync();
  dropAnswers();
  forgetSync();
  await answering;
  expect(useSync.getState().status).toBeNull();
  say(status(item('iep-1', 'student-1', 'waiting')));
  expect(filled).toEqual([]);
  expect(useSync.getState().status?.items).toHaveLength(1);
});
