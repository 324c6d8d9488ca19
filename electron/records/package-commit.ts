/** Writes an affirmed IEP once: the PDF first, then the package that holds the PDF's hash; that second write is the commit (decisions.md 5). */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { StoredPackage } from '../ports/packages.ts';
import { sha256Hex } from '../vault/digest.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { PACKAGES_FOLDER } from '../vault/folders.ts';
import { packagePaths, type Place } from './package-places.ts';
import { parsePackage, readPlace, type PackageRoom } from './package-room.ts';

/** The same bytes again are the same commit (a retry after a failed folder flush), other bytes under a known id are refused. */
async function again(room: PackageRoom, place: Place, studentId: string, bytes: Uint8Array): Promise<Result<StoredPackage>> {
  const stored = await readPlace(room, place);
  if (!stored.ok) return stored;
  if (place.studentId !== studentId || stored.value.sha256 !== sha256Hex(bytes)) return fail('readOnly');
  await room.disk.syncFolder(join(room.root, PACKAGES_FOLDER));
  return stored;
}

/** Throws the disk's own error. */
export async function commitPackage(room: PackageRoom, studentId: string, bytes: Uint8Array, pdf: Uint8Array): Promise<Result<StoredPackage>> {
  const { disk, root, keys, index, places } = room;
  const paths = packagePaths(root);
  const content = parsePackage(bytes);
  if (content === null) return fail('refused', 'This is not an affirmed IEP.');
  if (sha256Hex(pdf) !== content.pdfSha256 || pdf.length !== content.pdfBytes) return fail('refused', 'The PDF is not the one this IEP names.');
  const key = await index.ensureKey(studentId);
  if (!key.ok) return key;
  const { iepId } = content;
  const known = places.find(iepId);
  if (known.ok) return again(room, known.value, studentId, bytes);
  if (await disk.exists(paths.package(iepId))) {
    const found = await places.read(iepId);
    return found === null ? fail('damaged') : again(room, found, studentId, bytes);
  }
  const place = places.next(iepId, studentId);
  await durableWrite(disk, paths.pdf(iepId), keys.seal('pdf', iepId, place.sequence, pdf, studentId));
  await durableWrite(disk, paths.package(iepId), keys.seal('package', iepId, place.sequence, bytes, studentId));
  places.add(place);
  return ok({ studentId, bytes, sha256: sha256Hex(bytes), package: content, receipt: null, late: [], translations: [], writing: [] });
}
