/**
 * The program whose memory endurance.test.ts watches: main without Electron on the real disk, and a four-hour meeting typed into it through the calls of
 * the page, each save awaited. argv: saves, marks. Prints a line of JSON at every mark. Run with --expose-gc.
 */
import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { IepDocument } from '../../shared/iep/document.ts';
import { valueAt } from '../../shared/iep/address.ts';
import { setUp } from '../unit/main/desk.ts';
import { importSample, openMeeting, startDraft } from '../unit/main/meeting.ts';
import type { Mark } from './mark.ts';

const [saves = 0, marks = 0] = process.argv.slice(2).map(Number);
/** What comes together in the time the edit queue waits, at the speed of a quick typist. */
const WORDS = ['Dana ', 'says ', 'he ', 'reads ', 'to ', 'his ', 'sister ', 'every ', 'evening. '];
const MEETING_MS = 4 * 3_600_000;

const { gc } = globalThis;
if (gc === undefined) throw new Error('Memory is only told apart from rubbish with --expose-gc.');

const desk = await setUp();
const held = await startDraft(desk, (await importSample(desk)).studentId);
await openMeeting(held);
const document: IepDocument = await held.document();
const fields = Object.entries(document.pages['presentLevels'] as Readonly<Record<string, unknown>>).filter(([, value]) => typeof value === 'string' && value.length > 10).map(([name]) => `pages/presentLevels/${name}`);
const lengths = new Map(fields.map((at) => [at, String(valueAt(document, at)).length]));

/** About the bytes of one save. */
const bare = Buffer.alloc(700, 1);
const raw = await open(join(desk.folder, 'raw'), 'wx');
/** A bare flush is taken beside every so many saves. */
const FLOOR_EVERY = 10;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const at = (share: number, times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

let rev = held.rev();
let [times, floors]: [number[], number[]] = [[], []];
for (let n = 1; n <= saves; n += 1) {
  // A few minutes on one field, then the next.
  const field = fields[Math.floor(n / 200) % fields.length] ?? '';
  const inserted = WORDS[n % WORDS.length] ?? '';
  const index = lengths.get(field) ?? 0;
  times.push(await timed(async () => {
    const reply = await desk.call('drafts.append', { draftId: held.draftId, parent: rev, steps: [{ id: `meeting-step-number-${String(n).padStart(16, '0')}`, label: 'Typing', edits: [{ op: 'splice', at: field, index, removed: '', inserted }] }] });
    if (!reply.ok) throw new Error(`Save ${n} failed: ${reply.failure.code} ${reply.failure.reason ?? ''}`);
    rev = reply.value.rev;
  }));
  lengths.set(field, index + inserted.length);
  if (n % FLOOR_EVERY === 0) {
    floors.push(await timed(async () => {
      await raw.write(bare);
      await raw.sync();
    }));
  }
  desk.clock.pass(MEETING_MS / saves);
  if (n % Math.floor(saves / marks) !== 0) continue;
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  const mark: Mark = { saves: n, bytes: heapUsed + external, p50: at(0.5, times), p99: at(0.99, times), floor: at(0.5, floors) };
  writeSync(1, `${JSON.stringify(mark)}\n`);
  [times, floors] = [[], []];
}
const last = (await desk.get('drafts.load', { draftId: held.draftId })).entries.length;
if (last !== rev) throw new Error(`The journal holds ${last} entries and not ${rev}.`);
await raw.close();
await desk.end();
