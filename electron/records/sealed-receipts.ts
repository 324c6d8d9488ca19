/**
 * The district's receipts, each sealed beside what it is for. One that does not open is moved away: what it was for counts as undelivered and is sent again, which
 * the district answers with the same receipt.
 */
import type { z } from 'zod';
import type { Disk } from '../ports/computer.ts';
import { durableWrite } from '../vault/durable-write.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SetAside } from '../vault/set-aside.ts';

/** What a receipt is for: the path of its file, the id it is sealed under and the student whose key seals it. */
export interface ReceiptFor {
  readonly path: string;
  readonly id: string;
  readonly studentId: string;
}

export interface SealedReceipts<T> {
  /** Null when there is none that opens. Throws the disk's own error. */
  readonly read: (of: ReceiptFor) => Promise<T | null>;
  /** Puts a receipt in the place of the one before. Throws the disk's own error. */
  readonly write: (of: ReceiptFor, receipt: T) => Promise<void>;
}

export function createSealedReceipts<T>({ disk, keys, setAside, schema }: { readonly disk: Disk; readonly keys: VaultKeys; readonly setAside: SetAside; readonly schema: z.ZodType<T> }): SealedReceipts<T> {
  const open = async ({ path, id, studentId }: ReceiptFor): Promise<{ readonly revision: number; readonly receipt: T } | null> => {
    if (!(await disk.exists(path))) return null;
    const opened = keys.open('receipt', id, await disk.read(path), studentId);
    if (opened.ok) return { revision: opened.value.revision, receipt: schema.parse(JSON.parse(Buffer.from(opened.value.plain).toString('utf8'))) };
    await setAside.move(path);
    return null;
  };
  return {
    read: async (of) => (await open(of))?.receipt ?? null,
    write: async (of, receipt) => {
      const revision = ((await open(of))?.revision ?? 0) + 1;
      await durableWrite(disk, of.path, keys.seal('receipt', of.id, revision, Buffer.from(JSON.stringify(receipt), 'utf8'), of.studentId));
    },
  };
}
