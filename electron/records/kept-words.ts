/**
 * Words this computer's disk has no room for, sealed in a folder the user picked: the steps of one draft that main has not acknowledged. The file
 * is no second journal. It is replaced whole each time, opens only in this vault and for this draft, and goes once its words are in the journal.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { step } from '../../shared/bridge/values.ts';
import type { Step } from '../../shared/journal/edit.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { KeptWords } from '../ports/drafts.ts';
import type { Seal } from '../ports/vault.ts';
import { attempt } from '../vault/disk-failure.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { createQueue } from '../vault/queue.ts';

const contentSchema = z.strictObject({ parent: z.int(), steps: z.array(step) });

/** The file's name says what it is to whoever finds it on a stick, and nothing about anybody. */
export function keptName(draftId: string): string {
  return `IEP-Desk-not-saved-yet-${draftId}.sealed`;
}

export interface KeptWordsOptions {
  readonly disk: Disk;
  readonly seal: Seal;
  /** Whose draft it is; undefined when the vault lists no such draft. */
  readonly studentOf: (draftId: string) => string | undefined;
}

export interface ClosableKeptWords {
  readonly keptWords: KeptWords;
  /** Waits for writes under way. */
  readonly close: () => Promise<void>;
}

export function createKeptWords({ disk, seal, studentOf }: KeptWordsOptions): ClosableKeptWords {
  const queue = createQueue();
  const pathOf = (folder: string, draftId: string): string => join(folder, keptName(draftId));
  const inTurn = <T>(draftId: string, work: (studentId: string) => Promise<Result<T>>): Promise<Result<T>> => {
    return attempt(() => queue.run(async () => {
      const studentId = studentOf(draftId);
      return studentId === undefined ? fail('notFound') : work(studentId);
    }));
  };
  return {
    keptWords: {
      keep: (folder, draftId, parent, steps) => inTurn(draftId, async (studentId) => {
        await durableWrite(disk, pathOf(folder, draftId), seal.seal('kept', draftId, parent, Buffer.from(JSON.stringify({ parent, steps }), 'utf8'), studentId));
        return ok(null);
      }),
      read: (folder, draftId) => inTurn(draftId, async (studentId) => {
        if (!(await disk.exists(pathOf(folder, draftId)))) return ok(null);
        const opened = seal.open('kept', draftId, await disk.read(pathOf(folder, draftId)), studentId);
        if (!opened.ok) return fail('damaged', 'The sealed copy in that folder does not open.');
        const { parent, steps } = contentSchema.parse(JSON.parse(Buffer.from(opened.value.plain).toString('utf8')));
        return ok({ parent, steps: steps as readonly Step[] });
      }),
      drop: (folder, draftId) => inTurn(draftId, async () => {
        if (await disk.exists(pathOf(folder, draftId))) await disk.remove(pathOf(folder, draftId));
        return ok(null);
      }),
    },
    close: () => queue.end(),
  };
}
