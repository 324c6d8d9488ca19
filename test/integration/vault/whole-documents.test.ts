/** A whole document goes through the schema, the journal and the sealed drafts and comes back byte for byte: the smallest one and one of sixty sheets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { renderPaper } from '../../../electron/pdf/render.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { canonicalJson } from '../../../shared/iep/canonical.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withoutRowIds } from '../../../shared/iep/ids.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import { diff, editsBetween } from '../../../shared/journal/diff.ts';
import type { Edit, JournalEntry } from '../../../shared/journal/edit.ts';
import { must, PASSPHRASE, rigVault, student } from '../../crash/rig.ts';
import { SMALLEST, longFile, read } from '../../fixtures/long-iep.ts';
import { factsOf } from '../../unit/paper/sample.ts';
import { FONTS } from '../pdf/tools.ts';

/** Six times the example is more than sixty sheets; the last test counts them. */
const SIXTY_SHEETS = longFile(6);
const FEWEST_SHEETS = 60;
/** Edits are appended this many at a time, as typing is. */
const EDITS_A_STEP = 5;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function bytesOf(document: IepDocument): string {
  return canonicalJson(document);
}

function entriesOf(edits: readonly Edit[]): readonly JournalEntry[] {
  const steps = Array.from({ length: Math.ceil(edits.length / EDITS_A_STEP) }, (_none, n) => edits.slice(n * EDITS_A_STEP, (n + 1) * EDITS_A_STEP));
  return steps.map((part, n) => ({ kind: 'edit', step: { id: `step-${n}`, label: 'Edit', edits: part }, parent: n, by: 'st1', device: 'd1', seq: n + 1, at: '2026-10-14T21:00:00.000Z' }));
}

/** The smallest document with the identity of another one: what its edits begin from. */
function blankOf(document: IepDocument): IepDocument {
  return { ...read(SMALLEST), documentId: document.documentId };
}

const cases: readonly (readonly [string, JsonObject])[] = [['the smallest document', SMALLEST], ['a document of sixty sheets', SIXTY_SHEETS]];

describe.each(cases)('%s', (name, file) => {
  const document = read(file);

  test('is read and written as the same file, and read again as the same document', () => {
    const written = canonicalJson(withoutRowIds(document));
    expect(written).toBe(canonicalJson(file));
    // Row ids are given in reading order, which sorting the names changes; they never leave the laptop.
    expect(canonicalJson(withoutRowIds(read(JSON.parse(written) as JsonObject)))).toBe(written);
  });

  test('is checked whole', () => {
    expect(checkDocument(document, '2026-10-16').issues.length).toBeGreaterThan(0);
  });

  test('is what the edits from a blank one, and their journal, fold to; no difference is left', () => {
    const blank = blankOf(document);
    const edits = editsBetween(blank, document);
    if (name !== 'the smallest document') expect(edits.length).toBeGreaterThanOrEqual(15);
    const applied = applyEdits(blank, edits);
    if (!applied.ok) throw new Error(`${applied.at}: ${applied.reason}`);
    expect(bytesOf(applied.document)).toBe(bytesOf(document));
    expect(diff(document, applied.document)).toEqual([]);
    expect(bytesOf(replay(blank, entriesOf(edits)))).toBe(bytesOf(document));
    const back = applyEdits(document, editsBetween(document, blank));
    expect(back.ok && bytesOf(back.document)).toBe(bytesOf(blank));
  });

  test('is sealed as a draft, closed, opened again and is the same, byte for byte', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whole-document-'));
    folders.push(folder);
    const start = () => rigVault({ disk: createDisk(), random: systemRandom, root: join(folder, 'vault') });
    const { vault } = must(await start().create(PASSPHRASE));
    must(await vault.caseload.put(student('s1')));
    const blank = blankOf(document);
    const draftId = must(await vault.drafts.create('s1', blank));
    const edits = editsBetween(blank, document);
    const entries = entriesOf(edits);
    let here = blank;
    for (const entry of entries) {
      here = replay(here, [entry]);
      must(await vault.drafts.append(draftId, entry.seq - 1, [entry], here));
    }
    await vault.close();
    const open = must(await start().unlock(PASSPHRASE));
    const loaded = must(await open.drafts.load(draftId));
    expect(loaded.entries).toHaveLength(entries.length);
    expect(bytesOf(loaded.document)).toBe(bytesOf(document));
    expect(bytesOf(loaded.base)).toBe(bytesOf(blank));
    expect(open.damaged()).toEqual([]);
    await open.close();
  });
});

test('sixty sheets are sixty sheets of paper, with every letter on them', async () => {
  const made = await renderPaper(factsOf(read(SIXTY_SHEETS)), FONTS);
  expect(made.sheets).toBeGreaterThanOrEqual(FEWEST_SHEETS);
  expect(made.audit.charactersPlaced).toBe(made.audit.charactersIn);
});
