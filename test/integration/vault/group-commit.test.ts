import { expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import { createMemoryDisk } from '../../crash/memory-disk.ts';
import { appendNote, must, noteAt, PASSPHRASE, rigVault, sampleBase, student } from '../../crash/rig.ts';
import { seededRandom } from '../../crash/seeded.ts';

/** A disk whose flushes of files wait for a signal, and fail when told so. */
function heldDisk() {
  const memory = createMemoryDisk();
  const waiting: { readonly go: () => void; readonly fail: () => void }[] = [];
  let held = false;
  let flushes = 0;
  const disk: Disk = {
    ...memory,
    create: async (path) => {
      const file = await memory.create(path);
      return {
        ...file,
        sync: async () => {
          flushes += 1;
          if (held) await new Promise<void>((go, fail) => waiting.push({ go, fail: () => fail(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })) }));
          await file.sync();
        },
      };
    },
  };
  return {
    disk,
    hold: (yes: boolean) => { held = yes; },
    flushes: () => flushes,
    /** The flush under way; resolves once there is one. */
    next: async () => {
      while (waiting.length === 0) await new Promise((turn) => setImmediate(turn));
      return waiting.shift() as { readonly go: () => void; readonly fail: () => void };
    },
  };
}

async function setUp() {
  const held = heldDisk();
  const random = seededRandom(1);
  const vault = rigVault({ disk: held.disk, random });
  const open = must(await vault.create(PASSPHRASE)).vault;
  must(await open.caseload.put(student('s1')));
  const draftId = must(await open.drafts.create('s1', sampleBase()));
  must(await appendNote(open, draftId, 1));
  return { ...held, vault, open, draftId };
}

test('appends that arrive while a flush is under way are flushed together and acknowledged only then', async () => {
  const { open, vault, draftId, hold, next, flushes } = await setUp();
  hold(true);
  const before = flushes();
  const acknowledged: number[] = [];
  const appends = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((seq) => appendNote(open, draftId, seq).then((result) => acknowledged.push(must(result).rev)));
  const first = await next();
  expect(acknowledged).toEqual([]);
  first.go();
  const second = await next();
  expect(acknowledged).toEqual([2]);
  second.go();
  await Promise.all(appends);
  expect(acknowledged).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(flushes() - before).toBe(2);
  hold(false);
  await open.close();
  const again = must(await vault.unlock(PASSPHRASE));
  expect(must(await again.drafts.load(draftId)).document.meeting).toEqual({ notes: noteAt(10) });
});

test('when a flush fails, everything that waited on top of it fails too, and the same appends succeed later', async () => {
  const { open, draftId, hold, next } = await setUp();
  hold(true);
  const appends = [2, 3, 4].map((seq) => appendNote(open, draftId, seq));
  const repeated = appendNote(open, draftId, 2);
  (await next()).fail();
  for (const append of [...appends, repeated]) expect(await append).toMatchObject({ ok: false, failure: { code: 'diskFull' } });
  expect(must(await open.drafts.load(draftId)).entries).toHaveLength(1);
  hold(false);
  for (const seq of [2, 3, 4]) expect(must(await appendNote(open, draftId, seq)).rev).toBe(seq);
  expect(must(await open.drafts.load(draftId)).document.meeting).toEqual({ notes: noteAt(4) });
});

test('loading while a flush is under way shows only what is on disk', async () => {
  const { open, draftId, hold, next } = await setUp();
  hold(true);
  const append = appendNote(open, draftId, 2);
  const flush = await next();
  const load = open.drafts.load(draftId);
  flush.fail();
  expect(must(await load).entries).toHaveLength(1);
  expect((await append).ok).toBe(false);
});

test('students listed together are written together, in order; when that write fails none of them is listed, and the next try lists them all', async () => {
  const held = heldDisk();
  const open = must(await rigVault({ disk: held.disk, random: seededRandom(3) }).create(PASSPHRASE)).vault;
  const before = held.flushes();
  const all = Array.from({ length: 100 }, (_, n) => student(`s${n}`));
  for (const put of await Promise.all([...all, student('s7', 'Robin Renamed')].map(open.caseload.put))) must(put);
  // Both generations of one list.
  expect(held.flushes() - before).toBe(2);
  expect(open.caseload.all()).toHaveLength(100);
  expect(open.caseload.get('s7')?.name).toBe('Robin Renamed');

  held.hold(true);
  const failing = ['a1', 'a2'].map((id) => open.caseload.put(student(id)));
  const write = await held.next();
  const behind = open.caseload.put(student('b1'));
  held.hold(false);
  write.fail();
  for (const put of await Promise.all(failing)) expect(put).toMatchObject({ ok: false, failure: { code: 'diskFull' } });
  must(await behind);
  expect(['a1', 'a2', 'b1'].map((id) => open.caseload.get(id) !== undefined)).toEqual([false, false, true]);
  for (const put of await Promise.all(['a1', 'a2'].map((id) => open.caseload.put(student(id))))) must(put);
  await open.close();
});
