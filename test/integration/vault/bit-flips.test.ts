/**
 * One bit flipped in every file of a vault, at many places: the vault still opens with its passphrase, whatever is not in that file is whole, and what
 * was in it is either exactly as it was or named as damaged. Nothing is repaired silently into something else, and "unreadable" is never "empty".
 */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { DeviceSecret } from '../../../electron/ports/computer.ts';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { createMemoryDisk, type MemoryDisk } from '../../crash/memory-disk.ts';
import { ok } from '../../../shared/words/failures.ts';
import { appendNote, createKeyStore, createTestClock, freshProcess, lateSignature, lateTranslation, libraryDocumentOf, madePackage, must, noteAt, PASSPHRASE, rigVault, ROOT, sampleBase, student, reportBeingWritten, takeIn } from '../../crash/rig.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';
import { seedFor, times } from '../../crash/size.ts';

const PLACES_PER_FILE = times(12, 400);
const NOTES = 5;

interface Made {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly deviceSecret: DeviceSecret;
  readonly drafts: readonly string[];
}

/** A vault with two students, a draft each in several segments and a snapshot, packages with PDF and receipt, a printed copy and settings. */
async function makeVault(): Promise<Made> {
  const disk = createMemoryDisk();
  const [random, clock, deviceSecret] = [seededRandom(7), createTestClock(), createKeyStore()];
  await disk.makeFolder('/data');
  const first = must(await rigVault({ disk, random, clock, deviceSecret, processes: freshProcess(1) }).create(PASSPHRASE)).vault;
  const drafts: string[] = [];
  for (const studentId of ['s1', 's2']) {
    must(await first.caseload.put(student(studentId)));
    const draftId = must(await first.drafts.create(studentId, sampleBase()));
    drafts.push(draftId);
    must(await appendNote(first, draftId, 1));
    const made = madePackage(`p-${studentId}`);
    must(await first.packages.commit(studentId, made.bytes, made.pdf));
    must(await first.packages.storeReceipt(made.receipt.iepId, made.receipt));
    must(await first.packages.addLate(made.receipt.iepId, lateSignature()));
    for (const text of ['Lee.', 'Lee por su cuenta.']) must(await first.packages.addTranslations(made.receipt.iepId, [lateTranslation(text)]));
    for (const text of ['Reads.', 'Reads 60 words.']) must(await first.packages.changeProgress(made.receipt.iepId, () => ok([reportBeingWritten(text)])));
    must(await first.drafts.saveCopy(draftId, `copy-${studentId}`, Buffer.from(`%PDF ${studentId} `.repeat(30))));
  }
  for (const id of ['notice', 'booklet']) must(await takeIn(first, id));
  must(await first.writeSetting('preferences', { language: 'en' }));
  await first.close();
  const second = must(await rigVault({ disk, random, clock, deviceSecret, processes: freshProcess(2) }).unlock(PASSPHRASE));
  for (const draftId of drafts) {
    must(await second.drafts.load(draftId));
    for (let seq = 2; seq <= NOTES; seq += 1) must(await appendNote(second, draftId, seq));
  }
  await second.close();
  return { files: disk.files(), deviceSecret, drafts };
}

async function diskOf(files: ReadonlyMap<string, Uint8Array>): Promise<MemoryDisk> {
  const disk = createMemoryDisk();
  for (const folder of [`${ROOT}/drafts`, `${ROOT}/copies`, `${ROOT}/packages`, `${ROOT}/receipts`, `${ROOT}/quarantine`]) await disk.makeFolder(folder);
  for (const [path, bytes] of files) {
    await disk.makeFolder(dirname(path));
    const file = await disk.create(path);
    await file.write(bytes);
    await file.sync();
    await file.close();
  }
  return disk;
}

/** Everything a person could ask of the vault, each answer whole or the name of its failure. */
async function everything(open: OpenVault, drafts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const listed = await open.drafts.list();
  for (const draftId of drafts) {
    const loaded = await open.drafts.load(draftId);
    answers.set(`draft ${draftId}`, loaded.ok ? JSON.stringify([loaded.value.entries.length, loaded.value.document.meeting]) : loaded.failure.code);
    const row = listed.find((draft) => draft.draftId === draftId);
    answers.set(`listed ${draftId}`, row === undefined ? 'gone' : row.damaged ? 'damaged' : 'whole');
  }
  for (const studentId of ['s1', 's2']) {
    answers.set(`student ${studentId}`, JSON.stringify(open.caseload.get(studentId)));
    const read = await open.packages.read(`p-${studentId}`);
    answers.set(`package ${studentId}`, read.ok ? read.value.sha256 : read.failure.code);
    answers.set(`receipt ${studentId}`, read.ok ? JSON.stringify(read.value.receipt) : read.failure.code);
    answers.set(`translated ${studentId}`, read.ok ? JSON.stringify(read.value.translations) : read.failure.code);
    answers.set(`reports ${studentId}`, read.ok ? JSON.stringify(read.value.writing) : read.failure.code);
    answers.set(`late ${studentId}`, read.ok ? JSON.stringify(read.value.late) : read.failure.code);
    const pdf = await open.packages.pdf(`p-${studentId}`);
    answers.set(`pdf ${studentId}`, pdf.ok ? Buffer.from(pdf.value).toString('latin1') : pdf.failure.code);
    const copy = await open.drafts.readCopy(`copy-${studentId}`);
    answers.set(`copy ${studentId}`, copy.ok ? Buffer.from(copy.value.pdf).toString('latin1') : copy.failure.code);
  }
  answers.set('library list', JSON.stringify((must(await open.library.list())).map(({ title }) => title).toSorted()));
  for (const id of ['notice', 'booklet']) {
    const pdf = await open.library.pdf(id);
    answers.set(`library ${id}`, !pdf.ok ? (pdf.failure.code === 'libraryDamaged' ? 'damaged' : pdf.failure.code) : Buffer.from(pdf.value).equals(Buffer.from(libraryDocumentOf(id).pdf)) ? 'whole' : 'another');
  }
  answers.set('settings', JSON.stringify(open.readSetting('preferences')));
  return answers;
}

test(`a bit flipped at ${PLACES_PER_FILE} places of every file of a vault costs at most what that file held, and that is named`, async () => {
  const { files, deviceSecret, drafts } = await makeVault();
  const openOn = async (disk: MemoryDisk): Promise<OpenVault> => must(await rigVault({ disk, random: seededRandom(9), clock: createTestClock(), deviceSecret, processes: freshProcess(3) }).unlock(PASSPHRASE));
  const whole = await everything(await openOn(await diskOf(files)), drafts);
  expect([...whole.values()].filter((answer) => /^(damaged|notFound|gone)$/u.test(answer))).toEqual([]);
  const sealed = [...files.keys()].filter((path) => !path.endsWith('.lock'));
  expect(sealed.length).toBeGreaterThanOrEqual(20);

  const roll = dice(seedFor('bit flips'));
  let flipped = 0;
  let named = 0;
  for (const path of sealed) {
    const size = files.get(path)?.length ?? 0;
    expect(size).toBeGreaterThan(0);
    for (let n = 0; n < Math.min(PLACES_PER_FILE, size * 8); n += 1) {
      const [at, bit] = [roll.below(size), roll.below(8)];
      const where = `${path} byte ${at} bit ${bit}`;
      const disk = await diskOf(files);
      disk.damage(path, (bytes) => {
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
        return bytes;
      });
      const open = await openOn(disk);
      const answers = await everything(open, drafts);
      const changed = [...whole].filter(([question, answer]) => answers.get(question) !== answer).map(([question]) => question);
      for (const question of changed) {
        const answer = answers.get(question) ?? '';
        // A draft whose very last frame does not open any more is read up to the frame before and reported as cut.
        const cut = question.startsWith('draft ') && answer === JSON.stringify([NOTES - 1, { notes: noteAt(NOTES - 1) }]) && open.damaged().some(({ state }) => state === 'tailCut');
        // A receipt that does not open counts as none: the package waits again, and the district answers the second delivery with the same receipt.
        const waitsAgain = question.startsWith('receipt ') && answer === 'null';
        // A late signature that does not open is not shown, and its file is named.
        const unsigned = question.startsWith('late ') && answer === '[]' && open.damaged().some(({ file, state }) => file.startsWith('signatures/') && state === 'inPlace');
        expect(cut || waitsAgain || unsigned || answer === 'damaged', `${where}: ${question} became ${answer.slice(0, 80)}`).toBe(true);
      }
      // What belongs to the other student is never touched.
      const students = new Set(changed.map((question) => question.split(' ')[1] ?? '').map((id) => (drafts.indexOf(id) >= 0 ? `s${drafts.indexOf(id) + 1}` : id)));
      expect(students.size, where).toBeLessThanOrEqual(1);
      if (changed.length > 0) {
        named += 1;
        expect(open.damaged().length, where).toBeGreaterThan(0);
      }
      flipped += 1;
      await open.close();
    }
  }
  expect(flipped).toBeGreaterThanOrEqual(Math.min(PLACES_PER_FILE, 12) * 20);
  expect(named).toBeGreaterThan(flipped / 10);
}, times(300_000, 1_800_000));
