/** What Home, the student page and the outbox remember of the records is what they would read anew; it is read once, and again only for a student whose records were changed. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import type { Packages } from '../../../electron/ports/packages.ts';
import { countChanges, READINGS } from '../../../electron/records/changes.ts';
import { appendSteps } from '../../../electron/records/draft-service.ts';
import { asAnswered } from '../../../electron/records/late-signature-service.ts';
import { createOpenDrafts } from '../../../electron/records/open-drafts.ts';
import { readRecord } from '../../../electron/records/record-service.ts';
import { rememberRecords } from '../../../electron/records/remembered.ts';
import type { Rooms } from '../../../electron/records/rooms.ts';
import { listCaseload, studentFile } from '../../../electron/records/summaries.ts';
import { isSignature, type LateEntry } from '../../../shared/flow/late.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { fail, ok } from '../../../shared/words/failures.ts';
import { createMemoryDisk, type MemoryDisk } from '../../crash/memory-disk.ts';
import { lateReceipt, lateSignature, lateTranslation, must, student } from '../../crash/rig.ts';
import { dice, type Dice } from '../../crash/seeded.ts';
import { times } from '../../crash/size.ts';
import { packageBytes, pdfOf, sha256 } from '../../fixtures/laptop.ts';
import { sampleFile, setUp, type Desk } from './desk.ts';
import { CONCERNS, stepFor } from './meeting.ts';

const STUDENTS = ['s1', 's2', 's3'];
const DAY_MS = 86_400_000;

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

/** A disk that notes which files of records and drafts are looked at. */
function countingDisk(): { readonly disk: Disk; readonly memory: MemoryDisk; readonly looked: string[] } {
  const memory = createMemoryDisk();
  const looked: string[] = [];
  const note = (path: string): void => {
    const [, file] = /\/vault\/((?:packages|receipts|signatures|translations|drafts)\/.+)$/.exec(path) ?? [];
    if (file !== undefined) looked.push(file);
  };
  const noting = <T>(ask: (path: string) => Promise<T>) => (path: string): Promise<T> => {
    note(path);
    return ask(path);
  };
  return { memory, looked, disk: { ...memory, read: noting(memory.read), exists: noting(memory.exists), list: noting(memory.list), readStart: (path, count) => { note(path); return memory.readStart(path, count); } } };
}

/** The sample with parents who read Spanish, as a record of this student. */
function documentOf(studentId: string): Record<string, unknown> {
  const document = JSON.parse(Buffer.from(sampleFile()).toString('utf8')) as { pages: { infoEligibility: Record<string, unknown> & { readonly parents: object[] } } };
  Object.assign(document.pages.infoEligibility, { seisId: `key-${studentId}`, lastName: `Of ${studentId}` });
  for (const parent of document.pages.infoEligibility.parents) Object.assign(parent, { homeLanguage: 'Spanish' });
  return document as unknown as Record<string, unknown>;
}

async function roomsOf(at: Desk): Promise<Rooms> {
  return must(await at.session.inside((rooms) => ok(rooms)));
}

const idsOf = (vault: OpenVault, studentId: string): readonly string[] => vault.packages.all().filter((place) => place.studentId === studentId).map(({ iepId }) => iepId);
const currentOf = (vault: OpenVault, studentId: string): string => vault.caseload.get(studentId)?.currentIepId ?? '';

async function commit(vault: OpenVault, studentId: string): Promise<void> {
  const before = idsOf(vault, studentId);
  const iepId = `${studentId}-r${before.length + 1}`;
  must(await vault.packages.commit(studentId, packageBytes(`key-${studentId}`, iepId, before.at(-1) ?? null, vault.deviceId, { document: { ...documentOf(studentId), documentId: `doc-${iepId}`, previousDocumentId: before.length === 0 ? null : `doc-${before.at(-1)}` } }), pdfOf(iepId)));
}

async function point(vault: OpenVault, studentId: string, iepId: string | null): Promise<void> {
  must(await vault.caseload.put({ ...student(studentId, `Robin Of ${studentId}`), currentIepId: iepId }));
}

async function receive(vault: OpenVault, iepId: string, standing: 'current' | 'conflict' = 'current'): Promise<void> {
  const { sha256: held, package: { studentKey } } = must(await vault.packages.read(iepId));
  must(await vault.packages.storeReceipt(iepId, { kind: 'receipt', iepId, studentKey, sha256: held, pdfSha256: sha256(pdfOf(iepId)), standing, conflictWith: standing === 'conflict' ? 'other' : null, seq: '1', receivedAt: '2027-09-01T16:00:00.000Z' }));
}

/** Reports on a round of the plan as they were affirmed. */
async function report(vault: OpenVault, iepId: string, edition: number): Promise<LateEntry> {
  const plan = asAnswered(must(await vault.packages.read(iepId)));
  const [[row], [goal]] = [rowsAt(plan, 'progressReportSchedule'), rowsAt(plan, 'pages/goals/items')];
  if (row === undefined || goal === undefined) throw new Error('The sample has goals and rounds of progress reports.');
  const round = { id: row.$row, reportNo: 1, dueDate: '2027-01-15', note: '' };
  return { progress: { round, edition, reason: '', affirmedBy: 'Rosalind Achterberg', affirmedAt: '2027-01-14T09:00', reports: [{ goal: goal.$row, report: {} }] }, by: 'st1', at: '2027-01-14T17:00:00.000Z' };
}

async function receiveSignature(vault: OpenVault, iepId: string): Promise<void> {
  const { sha256: held, package: { studentKey }, late } = must(await vault.packages.read(iepId));
  const kept = late.filter(isSignature).find(({ receipt }) => receipt === null);
  if (kept === undefined) return;
  const receipt = lateReceipt({ bytes: new Uint8Array(), pdf: new Uint8Array(), receipt: { kind: 'receipt', iepId, studentKey, sha256: held, pdfSha256: '', standing: 'current', conflictWith: null, seq: '1', receivedAt: '' } }, kept, String(kept.number));
  must(await vault.packages.storeLateReceipt(iepId, kept.number, receipt));
}

async function start(at: Desk, studentId: string): Promise<string> {
  return (await at.get('drafts.start', { studentId, meetingDate: '2027-10-14', purposes: ['annual'] })).draftId;
}

async function type(rooms: Rooms, draftId: string, words: string): Promise<void> {
  const { rev, document } = must(await rooms.drafts.load(draftId));
  must(await appendSteps(rooms, draftId, rev, [stepFor(document, CONCERNS, words)]));
}

/** A desk with these students, each with two affirmed IEPs, the second of them the Current. */
async function office(disk?: Disk): Promise<{ readonly at: Desk; readonly rooms: Rooms }> {
  const at = await setUp(disk === undefined ? {} : { disk });
  desk = at;
  const rooms = await roomsOf(at);
  for (const studentId of STUDENTS) {
    await point(rooms.vault, studentId, null);
    for (let n = 0; n < 2; n += 1) await commit(rooms.vault, studentId);
    await point(rooms.vault, studentId, `${studentId}-r2`);
  }
  return { at, rooms };
}

/** Everything that is told of records and drafts, letter by letter. */
async function told(rooms: Rooms): Promise<string> {
  const files = [];
  for (const studentId of STUDENTS) files.push(must(await studentFile(rooms, studentId)));
  const records = [];
  for (const { iepId } of rooms.vault.packages.all()) records.push((await readRecord(rooms, iepId)).ok);
  return JSON.stringify([await listCaseload(rooms), files, records, await rooms.sync.status()], null, 1);
}

/** The same by rooms that remember nothing yet. */
function anew(rooms: Rooms): Promise<string> {
  const records = rememberRecords(rooms.vault);
  return told({ ...rooms, records, drafts: createOpenDrafts(rooms.vault.drafts), sync: rooms.tools.openSync(rooms.vault, records) });
}

type Change = (rooms: Rooms, studentId: string, random: Dice) => Promise<unknown>;
const pick = <T>(random: Dice, of: readonly T[]): T => of[random.below(of.length)] as T;

/** Every way into the records that writes: a new one belongs here too, or this does not compile. */
const WAYS: Readonly<Record<Exclude<keyof Packages, (typeof READINGS)[number]>, Change>> = {
  commit: async ({ vault }, studentId) => (idsOf(vault, studentId).length > 4 ? null : commit(vault, studentId)),
  storeReceipt: ({ vault }, studentId, random) => receive(vault, pick(random, idsOf(vault, studentId)), random.below(4) === 0 ? 'conflict' : 'current'),
  addLate: async ({ vault }, studentId, random) => {
    const iepId = pick(random, idsOf(vault, studentId));
    return vault.packages.addLate(iepId, random.below(3) === 0 ? await report(vault, iepId, 1 + random.below(2)) : lateSignature(`2027-09-0${1 + random.below(9)}`));
  },
  storeLateReceipt: ({ vault }, studentId, random) => receiveSignature(vault, pick(random, idsOf(vault, studentId))),
  addTranslations: ({ vault }, studentId, random) => vault.packages.addTranslations(pick(random, idsOf(vault, studentId)), [lateTranslation(`Palabras ${random.below(100)}`)]),
  tellTranslations: ({ vault }, studentId, random) => vault.packages.tellTranslations(pick(random, idsOf(vault, studentId)), 'st1', '2027-09-29T22:00:00.000Z'),
  changeProgress: ({ vault }, studentId, random) => vault.packages.changeProgress(pick(random, idsOf(vault, studentId)), (before) => ok([...before, { round: { id: `r${random.below(9)}`, reportNo: 1, dueDate: '2027-01-15', note: '' }, edition: 1, reason: '', reports: [] }])),
};

function others(at: Desk): readonly Change[] {
  const drafts = new Map<string, string>();
  let typed = 0;
  return [
    async ({ vault }, studentId, random) => point(vault, studentId, pick(random, idsOf(vault, studentId))),
    async ({ vault }, studentId, random) => must(await vault.caseload.put({ ...student(studentId, `Robin ${random.below(9)}`), currentIepId: currentOf(vault, studentId) })),
    async (_rooms, studentId) => drafts.set(studentId, drafts.get(studentId) ?? (await start(at, studentId))),
    async (rooms, studentId) => {
      const draftId = drafts.get(studentId);
      typed += 1;
      // Every other time the field is emptied, which is one gap more.
      if (draftId !== undefined) await type(rooms, draftId, typed % 2 === 0 ? ' '.repeat(typed) : `Word ${typed}.`);
    },
    async (rooms, studentId, random) => {
      const draftId = drafts.get(studentId);
      if (draftId === undefined || random.below(3) > 0) return;
      must(await rooms.vault.drafts.close(draftId));
      rooms.drafts.forget(draftId);
      drafts.delete(studentId);
    },
    async () => at.clock.pass(DAY_MS * 40),
    // What is refused changes nothing, and is no reason to tell anything else.
    async ({ vault }, studentId) => vault.packages.addLate(`${studentId}-unknown`, lateSignature()),
  ];
}

const CHANGES = 45;

describe.each([1, 2, 3, 4].slice(0, times(2, 4)))('after each of %s × random changes', (seed) => {
  test('what is remembered is told as it would be read anew, also when it was asked for while the change was under way', { timeout: 240_000 }, async () => {
    const { at, rooms } = await office();
    const random = dice(seed);
    const changes = [...Object.values(WAYS), ...others(at)];
    const seen = new Set<string>();
    for (let n = 0; n < CHANGES; n += 1) {
      const change = pick(random, changes);
      const studentId = pick(random, STUDENTS);
      if (random.below(3) === 0) await Promise.all([change(rooms, studentId, random), told(rooms)]);
      else await change(rooms, studentId, random);
      const now = await told(rooms);
      expect(now, `seed ${seed}, change ${n}`).toBe(await anew(rooms));
      seen.add(now);
    }
    expect(seen.size).toBeGreaterThan(CHANGES / 3);
  });
});

describe('the disk', () => {
  test('is asked for nothing by a second listing, student page or outbox, and after a change only for that student', { timeout: 120_000 }, async () => {
    const { disk, looked } = countingDisk();
    const { at, rooms } = await office(disk);
    const draftId = await start(at, 's2');
    const looking = async (): Promise<readonly string[]> => {
      looked.length = 0;
      await at.get('caseload.list');
      for (const studentId of STUDENTS) await at.get('caseload.student', { studentId });
      await at.get('sync.status');
      return looked.filter((file) => file.endsWith('.iep')).map((file) => file.slice('packages/'.length, -'.iep'.length)).toSorted();
    };
    const first = await looking();
    // Once for what is shown, and the plan a draft changes once more for the draft; each reading asks first whether the file is there.
    expect(first).toEqual(['s1-r1', 's1-r2', 's2-r1', 's2-r2', 's2-r2', 's3-r1', 's3-r2'].toSorted().flatMap((iepId) => [iepId, iepId]));
    await looking();
    expect(looked).toEqual([]);
    at.clock.pass(DAY_MS);
    expect(await looking()).toEqual(['s2-r2', 's2-r2']);

    const theirs: Readonly<Record<string, () => Promise<unknown>>> = {
      commit: () => commit(rooms.vault, 's1'), storeReceipt: () => receive(rooms.vault, 's1-r2'), addLate: () => rooms.vault.packages.addLate('s1-r1', lateSignature()),
      storeLateReceipt: () => receiveSignature(rooms.vault, 's1-r1'), addTranslations: () => rooms.vault.packages.addTranslations('s1-r2', [lateTranslation()]),
      tellTranslations: () => rooms.vault.packages.tellTranslations('s1-r2', 'st1', '2027-09-29T22:00:00.000Z'),
      changeProgress: () => rooms.vault.packages.changeProgress('s1-r2', () => ok([{ round: { id: 'r1', reportNo: 1, dueDate: '2027-01-15', note: '' }, edition: 1, reason: '', reports: [] }])),
    };
    expect(Object.keys(theirs)).toEqual(Object.keys(WAYS));
    for (const [way, change] of Object.entries(theirs)) {
      await change();
      await looking();
      expect(looked.length, way).toBeGreaterThan(0);
      expect(looked.filter((file) => !/^\w+\/s1-r\d/.test(file)), way).toEqual([]);
      await looking();
      expect(looked, way).toEqual([]);
    }
    // A draft that was typed in is held against the plan it changes, and no other record is opened.
    await type(rooms, draftId, 'He reads every evening.');
    expect(await looking()).toEqual(['s2-r2', 's2-r2']);
    await looking();
    expect(looked).toEqual([]);
    // And a draft beside records that were changed is held against them anew.
    must(await rooms.vault.packages.addTranslations('s2-r1', [lateTranslation()]));
    expect(await looking()).toEqual(['s2-r1', 's2-r1', 's2-r2', 's2-r2', 's2-r2', 's2-r2']);
  });

  test('found damaged meanwhile by somebody else, a record is told as damaged', async () => {
    const { disk, memory } = countingDisk();
    const { at, rooms } = await office(disk);
    expect((await at.get('caseload.student', { studentId: 's1' })).records).toHaveLength(2);
    memory.damage(`${at.folder}/vault/packages/s1-r1.iep`, (bytes) => bytes.map((byte, place) => (place === bytes.length - 3 ? byte ^ 1 : byte)));
    expect((await at.call('records.pdf', { iepId: 's1-r1' })).ok).toBe(false);
    const { records, summary } = await at.get('caseload.student', { studentId: 's1' });
    expect([records.map(({ iepId }) => iepId), summary.unreadable.records]).toEqual([['s1-r2'], 1]);
    expect(await told(rooms)).toBe(await anew(rooms));
  });

  test('that fails is told so, and asked again the next time', async () => {
    const { disk } = countingDisk();
    let failing = false;
    const { at } = await office({ ...disk, read: (path) => (failing && path.includes('/packages/') ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) : disk.read(path)) });
    failing = true;
    expect((await at.call('caseload.list')).ok).toBe(false);
    failing = false;
    expect((await at.get('caseload.list')).map(({ current }) => current?.iepId).toSorted()).toEqual(['s1-r2', 's2-r2', 's3-r2']);
  });
});

describe('a way into the records', () => {
  test('that nobody named a reading counts as a change of whoever it names first, and one that names nobody as a change of all', async () => {
    const { rooms } = await office();
    const { vault } = rooms;
    const later = { ...vault.packages, addSomethingNew: async (_iepId: string) => fail('diskFull') } as Packages & { readonly addSomethingNew: (iepId: string) => Promise<unknown> };
    const { packages, changesOf } = countChanges(later, (named) => vault.packages.ownerOf(named));
    await (packages as typeof later).addSomethingNew('s2-r1');
    expect(STUDENTS.map(changesOf)).toEqual([0, 1, 0]);
    await (packages as typeof later).addSomethingNew('of-nobody');
    expect(STUDENTS.map(changesOf)).toEqual([1, 2, 1]);
    expect(await packages.read('s2-r1')).toMatchObject({ ok: true });
    expect(STUDENTS.map(changesOf)).toEqual([1, 2, 1]);
  });

  test('that is named a reading writes nothing', async () => {
    const { disk } = countingDisk();
    let refusing = false;
    const no = <A extends readonly unknown[], T>(write: (...given: A) => Promise<T>) => (...given: A): Promise<T> => (refusing ? Promise.reject(new Error('A reading wrote.')) : write(...given));
    const { rooms: { vault } } = await office({ ...disk, create: no(disk.create), rename: no(disk.rename), remove: no(disk.remove), makeFolder: no(disk.makeFolder), syncFolder: no(disk.syncFolder) });
    must(await vault.packages.addLate('s1-r1', lateSignature()));
    must(await vault.packages.addTranslations('s1-r1', [lateTranslation()]));
    refusing = true;
    for (const reading of READINGS) {
      const read = vault.packages[reading] as (...named: readonly string[]) => unknown;
      for (const named of [['s1-r1', 's1-r1'], ['s1', 's1-r1']]) await read(...named);
    }
    await expect(commit(vault, 's1')).rejects.toThrow('A reading wrote.');
    refusing = false;
  });
});

describe('memory', () => {
  test('holds the facts of a record and none of its words', async () => {
    const { rooms } = await office();
    must(await rooms.vault.packages.addLate('s1-r2', lateSignature()));
    const [record] = (await rooms.records.of('s1')).toReversed();
    expect(record?.iepId).toBe('s1-r2');
    expect(must(await rooms.vault.packages.read('s1-r2')).bytes.length).toBeGreaterThan(30_000);
    expect(JSON.stringify(record).length).toBeLessThan(3_000);
  });

  test('is empty after a lock, and of a student who was let go', async () => {
    const { at, rooms } = await office();
    await at.get('caseload.list');
    const ofStudent = async (studentId: string): Promise<WeakRef<object>> => new WeakRef((await rooms.records.of(studentId))[0] as object);
    const facts = { s1: await ofStudent('s1'), s2: await ofStudent('s2') };
    setFlagsFromString('--expose-gc');
    const collect = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      (runInNewContext('gc') as () => void)();
    };
    await collect();
    expect([facts.s1.deref(), facts.s2.deref()]).not.toContain(undefined);
    rooms.records.forgetOf('s2');
    await collect();
    expect([facts.s1.deref() === undefined, facts.s2.deref() === undefined]).toEqual([false, true]);
    await at.session.lock('user');
    await collect();
    expect(facts.s1.deref()).toBeUndefined();
    await expect(rooms.records.of('s1')).rejects.toThrow('closed');
  });
});
