import { beforeEach, describe, expect, test } from 'vitest';
import { createVaultKeys, KEY_BYTES, newKeyId } from '../../../electron/vault/keys.ts';
import { newJournal, readJournal, type JournalFileOptions } from '../../../electron/records/journal-file.ts';
import { createFaultDisk, type FaultDisk } from '../../crash/fault-disk.ts';
import { createMemoryDisk, type MemoryDisk } from '../../crash/memory-disk.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';

const FOLDER = '/v/drafts/d1';
const random = seededRandom(5);
const keys = createVaultKeys(random.bytes(KEY_BYTES), newKeyId(random), random);
keys.adopt(keys.newStudentKey('s1'));

let memory: MemoryDisk;
let disk: FaultDisk;
let options: JournalFileOptions;
beforeEach(async () => {
  memory = createMemoryDisk();
  await memory.makeFolder(FOLDER);
  disk = createFaultDisk(memory);
  options = { disk, folder: FOLDER, journalId: 'd1', studentId: 's1', seal: keys };
});

const payload = (text: string): Uint8Array => Buffer.from(text);
const segment = (number: number): string => `${FOLDER}/${String(number).padStart(4, '0')}.seg`;

async function texts(from: JournalFileOptions = options): Promise<readonly string[] | string> {
  const read = await readJournal(from);
  return read.ok ? read.value.frames.map((frame) => Buffer.from(frame.payload).toString()) : read.failure.code;
}
async function reopen() {
  const read = await readJournal(options);
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}
/** A journal of two openings: frames a, b | c, d. */
async function fourFrames(): Promise<void> {
  const first = newJournal(options);
  await first.append(payload('a'));
  await first.append(payload('b'));
  await first.close();
  const { writer } = await reopen();
  await writer.append(payload('c'));
  await writer.append(payload('d'.repeat(150)));
  await writer.close();
}

describe('the journal file', () => {
  test('a new segment starts at every open and the frames come back in order', async () => {
    await fourFrames();
    expect(await texts()).toEqual(['a', 'b', 'c', 'd'.repeat(150)]);
    expect(await memory.list(FOLDER)).toEqual(['0001.seg', '0002.seg']);
    const { writer } = await reopen();
    await writer.close();
    expect(await memory.list(FOLDER)).toEqual(['0001.seg', '0002.seg']);
  });

  test('a tail torn at any byte of the last frame is cut and reported, and the next append is not put behind it', async () => {
    await fourFrames();
    const whole = await memory.read(segment(2));
    const lastFrame = 8 + 58 + 32 + 150;
    let tried = 0;
    for (let cut = 1; cut < lastFrame; cut += 1) {
      const torn = createMemoryDisk();
      await torn.makeFolder(FOLDER);
      for (const [path, bytes] of memory.files()) {
        const file = await torn.create(path);
        await file.write(path === segment(2) ? whole.subarray(0, whole.length - cut) : bytes);
      }
      const at = { ...options, disk: torn };
      const read = await readJournal(at);
      if (!read.ok) throw new Error(`Cut by ${cut}: ${read.failure.code}`);
      expect(read.value.tailCut).toBe(segment(2));
      expect(read.value.frames).toHaveLength(3);
      await read.value.writer.append(payload('e'));
      expect(await texts(at)).toEqual(['a', 'b', 'c', 'e']);
      expect((await torn.read(segment(2))).length).toBe(whole.length - cut);
      tried += 1;
    }
    expect(tried).toBe(lastFrame - 1);
  });

  test('an untouched journal reports no torn tail', async () => {
    await fourFrames();
    expect(await reopen()).toMatchObject({ tailCut: null });
  });

  test('one flipped bit anywhere, also in the very last frame, is damage and not a torn tail', async () => {
    await fourFrames();
    const roll = dice(3);
    let tried = 0;
    for (const number of [1, 2]) {
      const whole = await memory.read(segment(number));
      for (let at = 0; at < whole.length; at += 1) {
        memory.damage(segment(number), (bytes) => bytes.map((byte, place) => (place === at ? byte ^ (1 << roll.below(8)) : byte)));
        expect(await texts()).toBe('damaged');
        memory.damage(segment(number), () => whole);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThanOrEqual(540);
    expect(await texts()).toHaveLength(4);
  });

  test('a last frame with a hole of zeros, or whose share of a sector is zeros, is what a power cut left: cut and reported', async () => {
    await fourFrames();
    const whole = await memory.read(segment(2));
    const last = whole.length - (8 + 58 + 32 + 150);
    const zeroed = (from: number, to: number) => (bytes: Buffer) => bytes.map((byte, place) => (place >= from && place < to ? 0 : byte));
    const writer = newJournal({ ...options, journalId: 'd3', folder: '/v/drafts/d3' });
    await memory.makeFolder('/v/drafts/d3');
    await writer.append(payload('x'.repeat(380)));
    await writer.append(payload('y'.repeat(600)));
    for (const [from, to] of [[last, whole.length], [last + 100, last + 120], [whole.length - 20, whole.length]] as const) {
      memory.damage(segment(2), zeroed(from, to));
      expect(await readJournal(options)).toMatchObject({ ok: true, value: { tailCut: segment(2) } });
      memory.damage(segment(2), () => whole);
    }
    // Fewer zeros than a hole, in the middle of a sector: no power cut does that.
    memory.damage(segment(2), zeroed(last + 120, last + 130));
    expect(await texts()).toBe('damaged');
    // The second frame starts 34 bytes before a sector's end; only its beginning was lost, its check of the length with it.
    const longer = { ...options, journalId: 'd3', folder: '/v/drafts/d3' };
    memory.damage('/v/drafts/d3/0001.seg', zeroed(478, 512));
    expect(await readJournal(longer)).toMatchObject({ ok: true, value: { tailCut: '/v/drafts/d3/0001.seg' } });
  });

  test('a break in the chain is refused: a segment removed, replaced by an older self, exchanged, or of another draft', async () => {
    await fourFrames();
    const [first, second] = [await memory.read(segment(1)), await memory.read(segment(2))];
    const oneFrame = first.subarray(0, first.length / 2);
    memory.damage(segment(1), () => new Uint8Array());
    expect(await texts()).toBe('damaged');
    memory.damage(segment(1), () => oneFrame.subarray(0, 8));
    expect(await texts()).toBe('damaged');
    memory.damage(segment(1), () => second);
    memory.damage(segment(2), () => first);
    expect(await texts()).toBe('damaged');
    memory.damage(segment(1), () => first);
    memory.damage(segment(2), () => second);
    expect(await texts({ ...options, journalId: 'd2' })).toBe('damaged');
    await memory.remove(segment(1));
    expect(await texts()).toBe('damaged');
    await memory.remove(segment(2));
    expect(await texts()).toBe('damaged');
  });

  test('frames cannot be dropped from, doubled in or moved within a segment', async () => {
    const writer = newJournal(options);
    for (const text of ['a', 'b', 'c', 'd']) await writer.append(payload(text));
    const whole = await memory.read(segment(1));
    const size = whole.length / 4;
    const frame = (n: number) => whole.subarray(n * size, (n + 1) * size);
    for (const order of [[0, 2, 3], [1, 2, 3], [0, 1, 1, 2, 3], [0, 2, 1, 3], [3]]) {
      memory.damage(segment(1), () => Buffer.concat(order.map(frame)));
      expect(await texts()).toBe('damaged');
    }
    memory.damage(segment(1), () => whole);
    expect(await texts()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('an append that failed is not acknowledged, and the next one starts a segment behind the last flushed frame', async () => {
    for (const fault of ['EIO', 'ENOSPC', 'short', 'late'] as const) {
      for (let at = 1; at <= 4; at += 1) {
        memory = createMemoryDisk();
        await memory.makeFolder(FOLDER);
        disk = createFaultDisk(memory);
        options = { ...options, disk };
        const writer = newJournal(options);
        await writer.append(payload('base'));
        if (at > 2) await writer.close();
        const { writer: other } = at > 2 ? await reopen() : { writer };
        disk.arm(at > 2 ? at - 1 : at, fault);
        await expect(other.append(payload('never acknowledged'))).rejects.toThrow(/^E(IO|NOSPC)/);
        disk.arm(0, fault);
        const left = await texts();
        expect([['base'], ['base', 'never acknowledged']]).toContainEqual(left);
        await other.append(payload('b'));
        await other.append(payload('c'));
        expect(await texts()).toEqual(['base', 'b', 'c']);
      }
    }
  });
});
