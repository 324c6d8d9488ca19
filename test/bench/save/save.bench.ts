/** An acknowledged save, from the call of the page to the answer that it is flushed, against a bare write and fsync of the same bytes into a file that is open already. */
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setUp } from '../../unit/main/desk.ts';
import { CONCERNS, importSample, startDraft } from '../../unit/main/meeting.ts';
import { race } from '../ratio.ts';

const ROUNDS = 1_000;
const WARM_UP = 150;
/** About what comes together in the 200 ms the edit queue waits. */
const WORD = 'reads and ';

const desk = await setUp();
const held = await startDraft(desk, (await importSample(desk)).studentId);
await held.type(CONCERNS, 'Dana says: ');
const first = held.rev();
const folder = join(desk.folder, 'vault/drafts', held.draftId);
const segmentBytes = (): number => readdirSync(folder).filter((name) => name.endsWith('.seg')).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

let saves = 0;
const save = async (): Promise<void> => {
  saves += 1;
  const reply = await desk.call('drafts.append', {
    draftId: held.draftId, parent: first + saves - 1, steps: [{ id: `bench-${saves}`, label: 'Parent concerns', edits: [{ op: 'splice', at: CONCERNS, index: 11, removed: '', inserted: WORD }] }],
  });
  if (!reply.ok) throw new Error(`A save failed: ${reply.failure.code} ${reply.failure.reason ?? ''}`);
};

const before = segmentBytes();
for (let n = 0; n < WARM_UP; n += 1) await save();
const bytes = randomBytes(Math.round((segmentBytes() - before) / WARM_UP));
const raw = await open(join(folder, 'raw'), 'wx');
await race({
  what: `an acknowledged save of ${bytes.length} bytes`, work: save, rounds: ROUNDS, warmUp: WARM_UP, bar: { at: 'p95', times: 1.5 },
  floor: { what: 'a bare write and fsync of as many', work: async () => { await raw.write(bytes); await raw.sync(); } },
});
await raw.close();
await desk.end();
