/**
 * What came to an affirmed IEP later (a signature, progress reports, translations): each entry is sealed and written once beside its package, numbered from 1, with
 * the district's receipt for it beside it. A later entry replaces none.
 */
import { join } from 'node:path';
import { lateEntry } from '../../shared/bridge/values.ts';
import { lateReceipt, type LateReceipt } from '../../shared/district-api/contract.ts';
import type { LateEntry } from '../../shared/flow/late.ts';
import { fail } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { KeptLate } from '../ports/packages.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { LATE_FOLDER } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SetAside } from '../vault/set-aside.ts';
import type { Place } from './package-places.ts';
import { createSealedReceipts, type ReceiptFor } from './sealed-receipts.ts';

/** The district's receipt for an entry lies beside it, under the name of it. */
export const LATE_RECEIPT_END = '.receipt';
/** An entry is sealed once. */
const ONCE = 1;

/** The IEP a file of that folder belongs to, and its number. */
export function lateName(name: string): { readonly iepId: string; readonly number: number } | null {
  const [, iepId = '', number = ''] = /^(.+)-(\d+)$/.exec(name) ?? [];
  return iepId === '' ? null : { iepId, number: Number(number) };
}

type Owner = Pick<Place, 'iepId' | 'studentId'>;

export interface LateEntries {
  /** IEPs that have any. */
  readonly iepIds: () => Iterable<string>;
  /** In the district's order, then as they came. One that does not open is named as damaged; the others still count. Throws the disk's own error. */
  readonly of: (owner: Owner) => Promise<readonly KeptLate[]>;
  /** Returns the number of the entry. Throws the disk's own error. */
  readonly keep: (owner: Owner, entry: LateEntry) => Promise<number>;
  /** Throws the disk's own error. */
  readonly storeReceipt: (owner: Owner, number: number, receipt: LateReceipt) => Promise<void>;
  readonly forget: (iepId: string) => void;
}

interface LateOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly setAside: SetAside;
  /** Files of a removal that could not go yet: nobody's any more. */
  readonly going: ReadonlySet<string>;
}

/** Two computers that hold the same answers read them alike. */
function inDistrictOrder(late: readonly KeptLate[]): readonly KeptLate[] {
  const sent = late.flatMap((kept) => (kept.receipt === null ? [] : [{ kept, seq: BigInt(kept.receipt.seq) }]));
  return [...sent.toSorted((a, b) => (a.seq < b.seq ? -1 : 1)).map(({ kept }) => kept), ...late.filter(({ receipt }) => receipt === null)];
}

/** The highest number of an entry of each IEP, a receipt without its entry counted. A vault made before there were any has no such folder. */
async function countLate({ disk, root, going }: LateOptions): Promise<Map<string, number>> {
  const folder = join(root, LATE_FOLDER);
  const counts = new Map<string, number>();
  if (!(await disk.exists(folder))) return counts;
  for (const name of await disk.list(folder)) {
    const found = going.has(`${LATE_FOLDER}/${name}`) ? null : lateName(name.replace(LATE_RECEIPT_END, ''));
    if (found !== null) counts.set(found.iepId, Math.max(counts.get(found.iepId) ?? 0, found.number));
  }
  return counts;
}

/** Throws the disk's own error. */
export async function openLateEntries(options: LateOptions): Promise<LateEntries> {
  const { disk, root, keys, setAside } = options;
  const counts = await countLate(options);
  const receipts = createSealedReceipts<LateReceipt>({ disk, keys, setAside, schema: lateReceipt });
  const idOf = (iepId: string, number: number): string => `${iepId}-${number}`;
  const pathOf = (iepId: string, number: number): string => join(root, LATE_FOLDER, idOf(iepId, number));
  const receiptFor = ({ iepId, studentId }: Owner, number: number): ReceiptFor => ({ path: `${pathOf(iepId, number)}${LATE_RECEIPT_END}`, id: idOf(iepId, number), studentId });

  return {
    iepIds: () => counts.keys(),
    of: async (owner) => {
      const late: KeptLate[] = [];
      for (let number = 1; number <= (counts.get(owner.iepId) ?? 0); number += 1) {
        const path = pathOf(owner.iepId, number);
        const opened = (await disk.exists(path)) ? keys.open('signature', idOf(owner.iepId, number), await disk.read(path), owner.studentId) : fail('damaged');
        if (opened.ok) late.push({ ...lateEntry.parse(JSON.parse(Buffer.from(opened.value.plain).toString('utf8'))), number, receipt: await receipts.read(receiptFor(owner, number)) });
        else setAside.name(path, 'inPlace');
      }
      return inDistrictOrder(late);
    },
    keep: async ({ iepId, studentId }, entry) => {
      const number = (counts.get(iepId) ?? 0) + 1;
      const folder = join(root, LATE_FOLDER);
      if (!(await disk.exists(folder))) {
        await disk.makeFolder(folder);
        await disk.syncFolder(root);
      }
      await durableWrite(disk, pathOf(iepId, number), keys.seal('signature', idOf(iepId, number), ONCE, Buffer.from(JSON.stringify(entry), 'utf8'), studentId));
      counts.set(iepId, number);
      return number;
    },
    storeReceipt: (owner, number, receipt) => receipts.write(receiptFor(owner, number), receipt),
    forget: (iepId) => void counts.delete(iepId),
  };
}
