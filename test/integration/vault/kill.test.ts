/**
 * `kill -9` in the middle of typing, on the real disk: a child process types through the real vault and is killed at seeded random points of
 * what it acknowledges; the next start finds every acknowledged entry and package. Repeat a run with IEP_CRASH_SEED=<n>.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { systemProcesses } from '../../../electron/vault/lock-file.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import { createKeyStore, must, noteAt, PASSPHRASE, rigVault, sampleBase, student } from '../../crash/rig.ts';
import { bundleProgram } from '../../crash/bundle.ts';
import { countKill } from '../../../build/run/kills.ts';
import { dice, type Dice } from '../../crash/seeded.ts';
import { seedFor, times } from '../../crash/size.ts';

const SOURCE = new URL('../../crash/append-child.ts', import.meta.url).pathname;
/** Kills of one vault, one after another: more than a school year brings. Reading what grew under them costs more each time, so that the long form begins new lives instead. */
const KILLS = times(30, 50);
const LIVES = times(1, 20);
/** The child is killed within this many acknowledged lines. */
const LATEST_LINE = 60;
/** Many times what a machine alone needs: the test is about words, not about time. */
const PATIENCE_MS = times(600_000, 5_400_000);

/** Runs the child and kills it once `lines` acknowledgements were seen, while it is already writing the next; returns what it had said. */
async function typeUntilKilled(child: string, root: string, seed: number, lines: number): Promise<readonly string[]> {
  const running = spawn(process.execPath, [child, root, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let troubles = '';
  running.stderr.on('data', (bytes: Buffer) => (troubles += bytes.toString()));
  running.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (said.split('\n').length > lines) running.kill('SIGKILL');
  });
  const signal = await new Promise<string | null>((ended) => running.on('close', (_code, by) => ended(by)));
  if (signal !== 'SIGKILL') throw new Error(`The child ended by itself: ${troubles}`);
  // Only whole lines count: the last one may have been cut by the kill.
  return said.split('\n').slice(0, -1);
}

/** One vault on the real disk, typed into and killed again and again; returns what was killed and kept. */
async function life(child: string, root: string, roll: Dice, kills: number, told: string): Promise<{ readonly entries: number; readonly packages: number }> {
  const start = () => rigVault({ disk: createDisk(), random: systemRandom, root, deviceSecret: createKeyStore(), processes: systemProcesses });
  const { vault } = must(await start().create(PASSPHRASE));
  must(await vault.caseload.put(student('s1')));
  const draftId = must(await vault.drafts.create('s1', sampleBase()));
  await vault.close();

  let entries = 0;
  const packages: string[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const where = `${told}, kill ${kill}`;
    const said = await typeUntilKilled(child, root, roll.below(2 ** 31), 1 + roll.below(LATEST_LINE));
    countKill();
    for (const line of said) {
      if (line.startsWith('entry ')) entries = Number(line.slice('entry '.length));
      if (line.startsWith('package ')) packages.push(line.slice('package '.length));
    }
    const open = must(await start().unlock(PASSPHRASE));
    const loaded = must(await open.drafts.load(draftId));
    expect(loaded.entries.length, where).toBeGreaterThanOrEqual(entries);
    expect(loaded.document.meeting, where).toEqual({ notes: noteAt(loaded.entries.length) });
    for (const iepId of packages) expect((await open.packages.pdf(iepId)).ok, `${where}: ${iepId}`).toBe(true);
    expect(open.damaged().filter(({ state }) => state !== 'tailCut'), where).toEqual([]);
    entries = loaded.entries.length;
    await open.close();
  }
  expect(readdirSync(join(root, 'drafts', draftId)).filter((name) => name.endsWith('.seg')).length).toBeGreaterThan(kills / 2);
  return { entries, packages: packages.length };
}

test(`${LIVES * KILLS} kills while typing lose no acknowledged entry and no package`, async () => {
  const seed = seedFor('kill test');
  const roll = dice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'iep-desk-kill-'));
  const child = await bundleProgram(SOURCE, folder);
  let [entries, packages] = [0, 0];
  for (let n = 1; n <= LIVES; n += 1) {
    const root = join(folder, `computer-${n}`, 'vault');
    const kept = await life(child, root, roll, KILLS, `seed ${seed}, life ${n}`);
    entries += kept.entries;
    packages += kept.packages;
    rmSync(join(folder, `computer-${n}`), { recursive: true });
  }
  expect(entries).toBeGreaterThan(LIVES * KILLS * 8);
  expect(packages).toBeGreaterThan(3);
  rmSync(folder, { recursive: true });
}, PATIENCE_MS);
