/**
 * The sealed index: students, their wrapped keys, and which drafts exist. Without it nobody could tell that a file is missing, so it is written in
 * both generations each time, and a student's key is on disk in both before the first file is sealed with it.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Caseload, Removal, StudentIndexEntry } from '../ports/caseload.ts';
import type { Disk } from '../ports/computer.ts';
import { attempt, VaultClosed } from '../vault/disk-failure.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';

const entry = z.strictObject({
  studentId: z.string(), studentKey: z.string(), name: z.string(), grade: z.string(), birthDate: z.string(), caseManagerId: z.string(), caseManager: z.string(),
  currentIepId: z.string().nullable(), nextAnnualDate: z.string(), nextTriennialDate: z.string(),
});
const indexSchema = z.strictObject({
  students: z.array(entry),
  keys: z.array(z.strictObject({ studentId: z.string(), keyId: z.string(), wrapped: z.string() })),
  drafts: z.array(z.strictObject({ draftId: z.string(), studentId: z.string(), closed: z.boolean() })),
  // Vaults made before students could be let go have neither.
  leavers: z.array(z.strictObject({ studentId: z.string(), leftAt: z.string() })).default([]),
  removals: z.array(z.strictObject({
    studentKey: z.string(), keyId: z.string().default(''), leftAt: z.string(), removedAt: z.string(), receipts: z.array(z.strictObject({ iepId: z.string(), sha256: z.string(), receivedAt: z.string() })), files: z.array(z.string()),
  })).default([]),
});
type IndexContent = z.infer<typeof indexSchema>;
type Change = (now: IndexContent) => IndexContent;
export type ListedDraft = IndexContent['drafts'][number];

export interface SealedIndex {
  readonly caseload: Caseload;
  /** Makes the student's key if there is none; resolves when it is safe to seal with it. */
  readonly ensureKey: (studentId: string) => Promise<Result<null>>;
  readonly drafts: () => readonly ListedDraft[];
  readonly putDraft: (draft: ListedDraft) => Promise<Result<null>>;
  /** Takes the student, the student's key and drafts off the list and puts the removal on it, in one write: from then on no file of the student opens. */
  readonly remove: (studentId: string, removal: Omit<Removal, 'keyId'>) => Promise<Result<null>>;
  /** The files of every removal went. */
  readonly filesWent: () => Promise<Result<null>>;
  /** Waits for writes under way, then forgets every name; later calls throw VaultClosed or fail with `locked`. */
  readonly close: () => Promise<void>;
}

function generationsOf(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside): Generations {
  return createGenerations({
    disk, setAside, folder: root, name: 'index',
    seal: (revision, plain) => keys.seal('index', 'index', revision, plain, null),
    open: (sealed) => keys.open('index', 'index', sealed, null),
  });
}

/** The JSON of each line: with thousands of students a change serializes one line only. A line is never changed, only replaced by a new object, so its text stays true. */
const written = new WeakMap<object, Uint8Array>();

function lineOf(item: object): Uint8Array {
  const known = written.get(item);
  if (known !== undefined) return known;
  const line = Buffer.from(JSON.stringify(item), 'utf8');
  written.set(item, line);
  return line;
}

const COMMA = Buffer.from(',');

/** The content as JSON. */
function bytesOf(content: IndexContent): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, lines] of Object.entries(content)) {
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : '],'}"${name}":[`));
    for (const [at, item] of lines.entries()) parts.push(...(at === 0 ? [] : [COMMA]), lineOf(item));
  }
  return Buffer.concat([...parts, Buffer.from(']}')]);
}

/** The index of a vault that is being made. */
export async function writeFirstIndex(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside): Promise<void> {
  await generationsOf(disk, root, keys, setAside).writeBoth(bytesOf({ students: [], keys: [], drafts: [], leavers: [], removals: [] }));
}

/** Opens the index and has every student's key at hand. A vault always has one, so a missing index is damage, never an empty caseload. */
export async function openIndex(disk: Disk, root: string, keys: VaultKeys, setAside: SetAside): Promise<Result<SealedIndex>> {
  const generations = generationsOf(disk, root, keys, setAside);
  const read = await generations.read();
  if (!read.ok) return fail('recordsDamaged', 'The list of students cannot be read.');
  if (read.value === null) return fail('recordsDamaged', 'The list of students is missing.');
  const content = indexSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')));
  for (const key of content.keys) keys.know(key);
  return ok(createIndex(content, generations, keys));
}

function createIndex(first: IndexContent, generations: Generations, keys: VaultKeys): SealedIndex {
  let content: IndexContent | null = first;
  const queue = createQueue();
  const now = (): IndexContent => {
    if (content === null) throw new VaultClosed();
    return content;
  };

  let waiting: Change[] = [];
  let next: Promise<Result<null>> | null = null;
  const writeWaiting = async (): Promise<Result<null>> => {
    const together = waiting;
    [waiting, next] = [[], null];
    const wanted = together.reduce((index, change) => change(index), now());
    if (wanted === content) return ok(null);
    await generations.writeBoth(bytesOf(wanted));
    content = wanted;
    return ok(null);
  };
  /**
   * Changes asked for together, or while a write is under way, are written together: a district's caseload of thousands comes in whole pages.
   * After a failed write memory keeps what stood before, although the next start may find the new content on the disk.
   */
  const change = (wanted: Change): Promise<Result<null>> => {
    waiting.push(wanted);
    next ??= attempt(() => queue.run(writeWaiting));
    return next;
  };
  const withKey = (index: IndexContent, studentId: string): IndexContent => {
    return index.keys.some((key) => key.studentId === studentId) ? index : { ...index, keys: [...index.keys, keys.newStudentKey(studentId)] };
  };

  return {
    caseload: {
      all: () => now().students,
      get: (studentId) => now().students.find((student) => student.studentId === studentId),
      byKey: (studentKey) => now().students.find((student) => student.studentKey === studentKey),
      put: (student: StudentIndexEntry) => change((index) => ({ ...index, students: replaced(index.students, student, (other) => other.studentId === student.studentId) })),
      leavers: () => now().leavers,
      setLeft: (studentId, leftAt) => change((index) => {
        const others = index.leavers.filter((leaver) => leaver.studentId !== studentId);
        return { ...index, leavers: leftAt === null ? others : [...others, { studentId, leftAt }] };
      }),
      removals: () => now().removals,
    },
    ensureKey: async (studentId) => {
      const written = await change((index) => withKey(index, studentId));
      if (!written.ok || keys.hasStudent(studentId)) return written;
      const wrapped = now().keys.find((key) => key.studentId === studentId);
      if (wrapped === undefined || !keys.adopt(wrapped)) throw new Error('A student key that was just written does not open.');
      return ok(null);
    },
    drafts: () => now().drafts,
    putDraft: (draft) => change((index) => ({ ...index, drafts: replaced(index.drafts, draft, (other) => other.draftId === draft.draftId) })),
    remove: (studentId, removal) => change((index) => {
      const notTheirs = (one: { readonly studentId: string }): boolean => one.studentId !== studentId;
      return {
        students: index.students.filter(notTheirs), keys: index.keys.filter(notTheirs), drafts: index.drafts.filter(notTheirs), leavers: index.leavers.filter(notTheirs),
        removals: [...index.removals, { ...removal, keyId: index.keys.find((key) => key.studentId === studentId)?.keyId ?? '', receipts: [...removal.receipts], files: [...removal.files] }],
      };
    }),
    filesWent: () => change((index) => (index.removals.every(({ files }) => files.length === 0) ? index : { ...index, removals: index.removals.map((removal) => ({ ...removal, files: [] })) })),
    close: async () => {
      await queue.end();
      content = null;
    },
  };
}

/** The list with `item` in the place of its earlier self, or at the end. */
function replaced<T>(list: readonly T[], item: T, same: (other: T) => boolean): T[] {
  return list.some(same) ? list.map((other) => (same(other) ? item : other)) : [...list, item];
}
