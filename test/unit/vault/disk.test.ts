import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDisk, renamePatiently, writeAll } from '../../../electron/vault/disk.ts';
import { attempt } from '../../../electron/vault/disk-failure.ts';
import { durableWrite, temporaryOf } from '../../../electron/vault/durable-write.ts';
import { createLock, systemProcesses } from '../../../electron/vault/lock-file.ts';
import { createFaultDisk, FAULTS } from '../../crash/fault-disk.ts';
import { createMemoryDisk } from '../../crash/memory-disk.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });
const folder = (): string => mkdtempSync(join(tmpdir(), 'iep-desk-disk-'));

describe('the real disk', () => {
  test('makes files only their owner can read, in folders only their owner can enter', async () => {
    const disk = createDisk();
    const root = join(folder(), 'a/b');
    await disk.makeFolder(root);
    await durableWrite(disk, join(root, 'file'), Buffer.from('bytes'));
    expect(statSync(join(root, 'file')).mode & 0o777).toBe(0o600);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(await disk.list(root)).toEqual(['file']);
    expect(Buffer.from(await disk.readStart(join(root, 'file'), 3)).toString()).toBe('byt');
    expect(await disk.exists(join(root, 'nothing'))).toBe(false);
    expect(await disk.freeBytes(root)).toBeGreaterThan(0);
    await expect(disk.create(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  });

  test('writes every byte when the system takes them in small pieces, and fails when it takes none', async () => {
    const taken: number[] = [];
    const slow = { write: async (bytes: Uint8Array, at: number, length: number) => {
      const some = Math.min(3, length);
      taken.push(...bytes.subarray(at, at + some));
      return { bytesWritten: some, buffer: bytes };
    } };
    await writeAll(slow as never, Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await expect(writeAll({ write: async () => ({ bytesWritten: 0 }) } as never, Uint8Array.of(1))).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  test('on Windows a rename waits about a second for a virus scanner, elsewhere not at all', async () => {
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      const waits: number[] = [];
      let left = 4;
      const rename = async () => {
        if ((left -= 1) >= 0) throw coded(code);
      };
      const wait = async (ms: number) => waits.push(ms);
      await renamePatiently('a', 'b', { platform: 'win32', rename, wait });
      expect(waits).toHaveLength(4);
      left = 100;
      await expect(renamePatiently('a', 'b', { platform: 'win32', rename, wait })).rejects.toMatchObject({ code });
      expect(waits.slice(4).reduce((sum, ms) => sum + ms, 0)).toBe(1_000);
      waits.length = 0;
      await expect(renamePatiently('a', 'b', { platform: 'linux', rename, wait })).rejects.toMatchObject({ code });
      expect(waits).toEqual([]);
    }
    await expect(renamePatiently('a', 'b', { platform: 'win32', rename: () => Promise.reject(coded('ENOSPC')), wait: () => Promise.reject(new Error('waited')) })).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  test('a folder flush is skipped on Windows, where a folder cannot be opened', async () => {
    await createDisk('win32').syncFolder('/no/such/folder');
    await expect(createDisk('linux').syncFolder('/no/such/folder')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a durable write', () => {
  test('replaces a file and a crashed write’s leftover', async () => {
    const disk = createDisk();
    const path = join(folder(), 'file');
    writeFileSync(temporaryOf(path), 'left by a crash');
    for (const content of ['one', 'two']) {
      await durableWrite(disk, path, Buffer.from(content));
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
    expect(await disk.exists(temporaryOf(path))).toBe(false);
  });

  test('when any one disk call fails, the old bytes stay, the temporary file goes, and it never resolves', async () => {
    let failed = 0;
    for (const fault of FAULTS) {
      for (let at = 1; ; at += 1) {
        const memory = createMemoryDisk();
        await memory.makeFolder('/v');
        await durableWrite(memory, '/v/file', Buffer.from('the old bytes'));
        const disk = createFaultDisk(memory);
        disk.arm(at, fault);
        const outcome = await durableWrite(disk, '/v/file', Buffer.from('the new and longer bytes')).then(() => 'done', (error: NodeJS.ErrnoException) => error.code);
        if (disk.calls() < at) break;
        failed += 1;
        expect(outcome).toMatch(/^E(NOSPC|IO)$/);
        const renamed = (fault === 'late' && at === 5) || at === 6;
        expect(Buffer.from(await memory.read('/v/file')).toString()).toBe(renamed ? 'the new and longer bytes' : 'the old bytes');
        // A creation that failed after the fact leaves an empty file; the next write takes its place.
        expect(await memory.exists('/v/file.tmp')).toBe(fault === 'late' && at === 1);
      }
    }
    expect(failed).toBe(FAULTS.length * 6);
  });

  test('after a power cut at any moment the file is the old one or the new one, whole', async () => {
    let cuts = 0;
    for (const how of ['nothing', 'prefix', 'pages'] as const) {
      for (let seed = 1; seed <= 40; seed += 1) {
        const memory = createMemoryDisk();
        await memory.makeFolder('/v');
        for (const path of ['/', '/v']) await memory.syncFolder(path);
        await durableWrite(memory, '/v/file', Buffer.alloc(700, 'o'));
        const disk = createFaultDisk(memory);
        disk.arm((seed % 7) + 1, 'EIO', true);
        const acknowledged = await durableWrite(disk, '/v/file', Buffer.alloc(900, 'n')).then(() => true, () => false);
        const found = Buffer.from(await memory.cutPower(how, dice(seed)).read('/v/file')).toString();
        expect([acknowledged ? '' : 'o'.repeat(700), 'n'.repeat(900)]).toContain(found);
        cuts += 1;
      }
    }
    expect(cuts).toBe(120);
  });

  test('a disk error becomes a named failure without a path in it, a mistake in the program stays an exception', async () => {
    expect(await attempt(() => Promise.reject(coded('ENOSPC')))).toEqual({ ok: false, failure: { code: 'diskFull' } });
    expect(await attempt(() => Promise.reject(coded('EIO')))).toEqual({ ok: false, failure: { code: 'diskTrouble', reason: 'EIO' } });
    await expect(attempt(() => Promise.reject(new TypeError('a mistake')))).rejects.toThrow('a mistake');
  });
});

describe('the lock beside the vault', () => {
  test('is held by a living process only: another boot, another process of that number and a torn file do not hold it', async () => {
    const disk = createMemoryDisk();
    await disk.makeFolder('/data');
    const take = (processes: typeof systemProcesses) => createLock(disk, '/data/vault.lock', processes, seededRandom(1)).take();
    const boot = '2026-11-25T08:00:00.000Z';
    const one = { self: 1, bootedAt: () => boot, mark: () => 'start 5', alive: () => true };
    const held = await take(one);
    expect(held.ok).toBe(true);
    expect(await take({ ...one, self: 2 })).toMatchObject({ ok: false, failure: { code: 'refused' } });
    for (const seen of [{ ...one, alive: () => false }, { ...one, mark: () => 'start 9' }, { ...one, bootedAt: () => '2026-11-25T09:00:00.000Z' }]) {
      const taken = await take({ ...seen, self: 3 });
      expect(taken.ok).toBe(true);
      if (taken.ok) await taken.value();
      expect((await take(one)).ok).toBe(true);
    }
    disk.damage('/data/vault.lock', (bytes) => bytes.subarray(0, 9));
    expect((await take(one)).ok).toBe(true);
    expect(await disk.list('/data')).toEqual(['vault.lock']);
  });

  test('on a full disk it is held without its file, which is made before the first new file of the vault; whoever took the vault meanwhile keeps it', async () => {
    const memory = createMemoryDisk();
    for (const folder of ['/data/vault', '/stick']) await memory.makeFolder(folder);
    const full = createFaultDisk(memory);
    const process = (self: number): typeof systemProcesses => ({ self, bootedAt: () => '2026-11-25T08:00:00.000Z', mark: () => '', alive: () => true });
    const here = createLock(full, '/data/vault.lock', process(1), seededRandom(1));
    for (const fault of ['ENOSPC', 'short'] as const) {
      full.arm(2, fault, true);
      const held = await here.take();
      expect(held.ok).toBe(true);
      expect(await memory.exists('/data/vault.lock')).toBe(false);
      await expect(here.disk.create('/data/vault/file')).rejects.toMatchObject({ code: 'ENOSPC' });
      full.arm(0, fault);
      // Words kept on another disk wait for nothing.
      await (await here.disk.create(`/stick/${fault}`)).close();
      expect(await memory.exists('/data/vault.lock')).toBe(false);
      await Promise.all(['one', 'two'].map(async (name) => (await here.disk.create(`/data/vault/${name}-${fault}`)).close()));
      expect(JSON.parse(Buffer.from(await memory.read('/data/vault.lock')).toString())).toMatchObject({ pid: 1 });
      if (held.ok) await held.value();
      expect(await memory.exists('/data/vault.lock')).toBe(false);
    }
    full.arm(2, 'ENOSPC', true);
    expect((await here.take()).ok).toBe(true);
    full.arm(0, 'ENOSPC');
    expect((await createLock(memory, '/data/vault.lock', process(2), seededRandom(2)).take()).ok).toBe(true);
    await expect(here.disk.create('/data/vault/file')).rejects.toMatchObject({ code: 'EBUSY' });
    expect(await memory.exists('/data/vault/file')).toBe(false);
  });

  test('this system tells living processes from ended ones', () => {
    expect(systemProcesses.alive(process.pid)).toBe(true);
    expect(systemProcesses.alive(2 ** 22 + 7)).toBe(false);
    expect(systemProcesses.mark(process.pid)).toMatch(process.platform === 'linux' ? /^\d+$/ : /^$/);
  });
});
