/** The power goes at a random disk call and only what was flushed is sure to be there: everything acknowledged is, in three flavours of forgetting. */
import { expect, test } from 'vitest';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { createFaultDisk } from '../../crash/fault-disk.ts';
import { createMemoryDisk, type PowerCut } from '../../crash/memory-disk.ts';
import { ok } from '../../../shared/words/failures.ts';
import { appendNote, createKeyStore, createTestClock, freshProcess, lateReceipt, lateSignature, lateTranslation, madePackage, must, noteAt, PASSPHRASE, rigVault, sampleBase, student, waitingIn, reportBeingWritten } from '../../crash/rig.ts';
import { dice, seededRandom, type Dice } from '../../crash/seeded.ts';
import { seedFor, times } from '../../crash/size.ts';

/** What the program was told is safe. */
interface Acknowledged {
  vault: boolean;
  readonly students: Set<string>;
  readonly drafts: Map<string, number>;
  readonly packages: string[];
  readonly receipts: Set<string>;
  readonly signatures: Set<string>;
  /** By IEP: the words of the last translation that was acknowledged. */
  readonly translations: Map<string, string>;
  readonly lateReceipts: Set<string>;
  /** By IEP: the words of the last progress report that was acknowledged. */
  readonly reports: Map<string, string>;
}

/** Works until the disk stops answering: students, drafts, entries one by one and in bursts, packages, receipts, and closing in between. */
async function work(open: OpenVault, roll: Dice, done: Acknowledged, round: number): Promise<void> {
  for (let turn = 0; turn < 14; turn += 1) {
    const studentId = `s${round}${turn}`;
    const choice = roll.below(8);
    const draftId = [...done.drafts.keys()][roll.below(Math.max(1, done.drafts.size))];
    if (choice === 0) {
      if ((await open.caseload.put(student(studentId))).ok) done.students.add(studentId);
    } else if (choice === 1 || draftId === undefined) {
      const created = await open.drafts.create(studentId, sampleBase());
      if (created.ok) done.drafts.set(created.value, 0);
    } else if (choice === 2) {
      const made = madePackage(`p${round}x${turn}`);
      if (!(await open.packages.commit(studentId, made.bytes, made.pdf)).ok) continue;
      done.packages.push(made.receipt.iepId);
      if ((await open.packages.storeReceipt(made.receipt.iepId, made.receipt)).ok) done.receipts.add(made.receipt.iepId);
      if ((await open.packages.addLate(made.receipt.iepId, lateSignature())).ok) done.signatures.add(made.receipt.iepId);
      if ((await open.packages.storeLateReceipt(made.receipt.iepId, 1, lateReceipt(made, lateSignature()))).ok) done.lateReceipts.add(made.receipt.iepId);
    } else if (choice === 3 && done.packages.length > 0) {
      const iepId = done.packages[roll.below(done.packages.length)] ?? '';
      const text = `Lee ${round} ${turn}.`;
      if ((await open.packages.addTranslations(iepId, [lateTranslation(text)])).ok) done.translations.set(iepId, text);
      if ((await open.packages.changeProgress(iepId, () => ok([reportBeingWritten(text)]))).ok) done.reports.set(iepId, text);
    } else {
      const from = done.drafts.get(draftId) ?? 0;
      const burst = Array.from({ length: 1 + roll.below(4) }, (_, at) => appendNote(open, draftId, from + at + 1));
      for (const append of burst) {
        const appended = await append;
        if (appended.ok) done.drafts.set(draftId, appended.value.rev);
      }
    }
  }
}

/** The start in which words were written, -1 where there are none. */
function roundIn(text: string): number {
  return Number(/ (\d+) /.exec(text)?.[1] ?? -1);
}

async function check(open: OpenVault, done: Acknowledged): Promise<void> {
  for (const studentId of done.students) expect(open.caseload.get(studentId)).toEqual(student(studentId));
  for (const [draftId, rev] of done.drafts) {
    const loaded = must(await open.drafts.load(draftId));
    expect(loaded.entries.length).toBeGreaterThanOrEqual(rev);
    expect(loaded.document.meeting).toEqual({ notes: noteAt(loaded.entries.length) });
    done.drafts.set(draftId, loaded.entries.length);
  }
  const waiting = new Set((await waitingIn(open.packages)).map((stored) => stored.package.iepId));
  for (const iepId of done.packages) {
    expect(Buffer.from(must(await open.packages.read(iepId)).bytes).equals(Buffer.from(madePackage(iepId).bytes))).toBe(true);
    expect((await open.packages.pdf(iepId)).ok).toBe(true);
    const { late, translations, writing } = must(await open.packages.read(iepId));
    const translated = done.translations.get(iepId);
    // A translation whose acknowledgement never came may be there in its place.
    if (translated !== undefined) expect(roundIn(translations[0]?.text ?? '')).toBeGreaterThanOrEqual(roundIn(translated));
    const reported = done.reports.get(iepId);
    if (reported !== undefined) expect(roundIn(String(writing[0]?.reports[0]?.report['summary']))).toBeGreaterThanOrEqual(roundIn(reported));
    if (done.signatures.has(iepId)) expect(late).toMatchObject([lateSignature()]);
    if (done.lateReceipts.has(iepId)) expect(late[0]?.receipt).toEqual(lateReceipt(madePackage(iepId), lateSignature()));
    if (done.receipts.has(iepId)) expect(waiting.has(iepId)).toBe(false);
  }
  // What was torn is cut or never listed; nothing that stands is damaged.
  expect(open.damaged().filter(({ state }) => state !== 'tailCut')).toEqual([]);
}

/** One life of a computer: three starts, each ended by a power cut. Returns how much had been acknowledged. */
async function life(how: PowerCut, seed: number): Promise<number> {
  const roll = dice(seed);
  const [random, clock, deviceSecret] = [seededRandom(seed), createTestClock(), createKeyStore()];
  const done: Acknowledged = { vault: false, students: new Set(), drafts: new Map(), packages: [], receipts: new Set(), signatures: new Set(), translations: new Map(), lateReceipts: new Set(), reports: new Map() };
  let memory = createMemoryDisk();
  await memory.makeFolder('/data');
  for (const path of ['/', '/data']) await memory.syncFolder(path);
  for (let round = 1; round <= 3; round += 1) {
    const disk = createFaultDisk(memory);
    const vault = rigVault({ disk, random, clock, deviceSecret, processes: freshProcess(round) });
    disk.arm(1 + roll.below(round === 1 ? 260 : 160), 'EIO', true);
    const state = await vault.state().catch(() => 'locked');
    const opened = state === 'none' ? await vault.create(PASSPHRASE) : await vault.unlock(PASSPHRASE);
    if (opened.ok) {
      done.vault = true;
      await work('vault' in opened.value ? opened.value.vault : opened.value, roll, done, round);
    }
    memory = memory.cutPower(how, roll);
    const after = rigVault({ disk: memory, random, clock, deviceSecret, processes: freshProcess(round + 100) });
    const found = await after.state();
    expect(done.vault ? found : 'locked').toBe('locked');
    if (found === 'none') continue;
    const reopened = must(await after.unlock(PASSPHRASE));
    await check(reopened, done);
    await reopened.close();
    // From here on only what a program that ran on told the disk to keep is kept.
    for (const path of ['/', '/data', '/data/vault']) await memory.syncFolder(path);
  }
  return done.students.size + [...done.drafts.values()].reduce((sum, rev) => sum + rev + 1, 0) + done.packages.length + done.receipts.size + done.signatures.size + done.lateReceipts.size + done.reports.size;
}

const LIVES = times(60, 400);
for (const how of ['nothing', 'prefix', 'pages'] as const) {
  test(`${LIVES} lives of three power cuts each, where of what was not flushed ${how === 'nothing' ? 'nothing' : `random ${how === 'prefix' ? 'beginnings' : 'pages'}`} survive, lose nothing acknowledged`, async () => {
    let acknowledged = 0;
    const first = seedFor(`power cut, ${how}`);
    for (let seed = first; seed < first + LIVES; seed += 1) {
      acknowledged += await life(how, seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}, ${how}`, { cause: error });
      });
    }
    expect(acknowledged).toBeGreaterThanOrEqual(LIVES * 10);
  }, times(300_000, 1_800_000));
}
