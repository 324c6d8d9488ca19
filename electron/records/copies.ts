/** Printed copies, sealed: each written once and never replaced. */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { Drafts } from '../ports/drafts.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { COPIES_FOLDER } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SetAside } from '../vault/set-aside.ts';

const ONCE = 1;

export interface CopyFiles {
  readonly disk: Disk;
  readonly root: string;
  readonly keys: VaultKeys;
  readonly setAside: SetAside;
}

function copyPath(root: string, copyId: string): string {
  return join(root, COPIES_FOLDER, `${copyId}.pdf`);
}

/** The same bytes again are a retry after a failed folder flush; other bytes are refused. */
async function sameCopy({ disk, root, keys }: CopyFiles, copyId: string, pdf: Uint8Array, studentId: string): Promise<Result<null>> {
  const there = keys.open('copy', copyId, await disk.read(copyPath(root, copyId)), studentId);
  if (!there.ok || !Buffer.from(there.value.plain).equals(pdf)) return fail('readOnly', 'A printed copy is never replaced.');
  await disk.syncFolder(join(root, COPIES_FOLDER));
  return ok(null);
}

/** Throws the disk's own error. */
export async function saveCopy(files: CopyFiles, copyId: string, pdf: Uint8Array, studentId: string): Promise<Result<null>> {
  const { disk, root, keys } = files;
  const path = copyPath(root, copyId);
  if (await disk.exists(path)) return sameCopy(files, copyId, pdf, studentId);
  await durableWrite(disk, path, keys.seal('copy', copyId, ONCE, pdf, studentId));
  return ok(null);
}

/** Throws the disk's own error. */
export async function readCopy({ disk, root, keys, setAside }: CopyFiles, copyId: string): ReturnType<Drafts['readCopy']> {
  const path = copyPath(root, copyId);
  if (!(await disk.exists(path))) return fail('notFound');
  const sealed = await disk.read(path);
  const student = keys.studentOf(sealed);
  const opened = student === null ? fail('damaged') : keys.open('copy', copyId, sealed, student);
  if (!opened.ok) setAside.name(path, 'inPlace');
  return opened.ok ? ok({ studentId: student ?? '', pdf: opened.value.plain }) : opened;
}
