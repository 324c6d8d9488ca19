/**
 * What follows from a committed package (the draft's last entry, its closing, and the pointer to the Current) and from a draft that was given up (its
 * closing). It runs right after the commit and again at every unlock, so that a crash between any two of these steps leaves nothing half done.
 */
import { applyEvent } from '../../shared/flow/apply.ts';
import type { FlowEvent } from '../../shared/flow/events.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { localDate } from '../../shared/time/zone.ts';
import type { OpenDraft } from '../ports/drafts.ts';
import type { StoredPackage } from '../ports/packages.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { entryFor } from './index-entry.ts';
import type { Rooms } from './rooms.ts';

/** Gives an affirmed draft its last entry and closes it. A failure here is not a failure of affirm: the package stands, and unlock tries again. */
export async function finishAffirmed(rooms: Rooms, draft: OpenDraft, record: StoredPackage): Promise<void> {
  const { affirmedAt, affirmedBy, iepId } = record.package;
  if (draft.document.documentStatus !== 'current') {
    const event: FlowEvent = { type: 'affirmed', iepId, on: localDate(affirmedAt, rooms.tools.settings.get().zone) };
    const stamp = { by: affirmedBy.staffId, device: rooms.vault.deviceId, seq: draft.rev + 1, at: affirmedAt };
    const appended = await rooms.drafts.append(draft, [{ kind: 'flow', event, ...stamp }], applyEvent(draft.document, event, stamp));
    // Still open, so that the next unlock finds it and tries again.
    if (!appended.ok) return;
  }
  await pointToCurrent(rooms, record);
  await rooms.vault.drafts.close(draft.draftId);
  rooms.drafts.forget(draft.draftId);
}

/** Closes a draft that was given up; true once it is. While it is not, the student has an open draft that nobody can go on with, and no other can be begun. */
export async function closeAbandoned(rooms: Rooms, draftId: string): Promise<boolean> {
  const closed = await rooms.vault.drafts.close(draftId);
  if (closed.ok) rooms.drafts.forget(draftId);
  return closed.ok;
}

/** True when the pointer was moved; what the disk refuses is moved at the next unlock. */
async function pointToCurrent(rooms: Rooms, record: StoredPackage): Promise<boolean> {
  const known = rooms.vault.caseload.get(record.studentId);
  if (known?.currentIepId === record.package.iepId) return false;
  const put = await rooms.vault.caseload.put(entryFor(record.package.document as IepDocument, record.studentId, record.package.iepId));
  return put.ok;
}

/**
 * The record that should be the Current: the one the index names, or what this computer affirmed or imported on top of it before a crash.
 * Records pulled from the district never move the pointer here, in whatever order they came; pull does that itself.
 *
 * What is made on top of a record is committed after it, so nothing before the Current is read: at an ordinary unlock that is no package at all,
 * however large the caseload, and no note has to be kept of what was looked at already.
 */
async function newestHere(rooms: Rooms, student: StudentIndexEntry): Promise<StoredPackage | null> {
  let newest: StoredPackage | null = null;
  for (const record of await rooms.vault.packages.listAfter(student.studentId, student.currentIepId)) {
    const { base, device } = record.package;
    if (device === rooms.vault.deviceId && base === (newest?.package.iepId ?? student.currentIepId)) newest = record;
  }
  return newest;
}

/** Finishes what a crash cut off; returns how many things it mended. */
export async function repairAtUnlock(rooms: Rooms): Promise<number> {
  let mended = 0;
  for (const { draftId } of await rooms.vault.drafts.list()) {
    const draft = await rooms.drafts.load(draftId);
    if (!draft.ok) continue;
    if (draft.value.document.documentStatus === 'abandoned' && (await closeAbandoned(rooms, draftId))) mended += 1;
    const record = await rooms.vault.packages.read(draftId);
    if (!record.ok) continue;
    await finishAffirmed(rooms, draft.value, record.value);
    mended += 1;
  }
  for (const student of rooms.vault.caseload.all()) {
    const newest = await newestHere(rooms, student);
    if (newest !== null && (await pointToCurrent(rooms, newest))) mended += 1;
  }
  return mended;
}
