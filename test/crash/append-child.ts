/**
 * The program that is killed: opens a vault on the real disk and types. Each line it prints was acknowledged before it was printed.
 * argv: vault folder, seed. Bundled by kill.test.ts and run by plain Node.
 */
import { writeSync } from 'node:fs';
import { createDisk } from '../../electron/vault/disk.ts';
import { systemProcesses } from '../../electron/vault/lock-file.ts';
import { systemRandom } from '../../electron/vault/random.ts';
import { appendNote, createKeyStore, madePackage, must, PASSPHRASE, rigVault } from './rig.ts';
import { dice } from './seeded.ts';

const [root = '', seed = '1'] = process.argv.slice(2);
const roll = dice(Number(seed));
const say = (line: string): void => void writeSync(1, `${line}\n`);

const open = must(await rigVault({ disk: createDisk(), random: systemRandom, root, deviceSecret: createKeyStore(), processes: systemProcesses }).unlock(PASSPHRASE));
const [draft] = await open.drafts.list();
if (draft === undefined) throw new Error('The draft to type into is missing.');
let seq = must(await open.drafts.load(draft.draftId)).entries.length;
say('ready');
for (;;) {
  const burst = Array.from({ length: 1 + roll.below(5) }, (_, at) => appendNote(open, draft.draftId, seq + at + 1));
  for (const append of burst) {
    seq = must(await append).rev;
    say(`entry ${seq}`);
  }
  if (roll.below(12) === 0) {
    const made = madePackage(`p${seed}-${seq}`);
    must(await open.packages.commit('s1', made.bytes, made.pdf));
    say(`package ${made.receipt.iepId}`);
  }
}
