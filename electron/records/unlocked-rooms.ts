/** The rooms of an unlocked vault: built and mended before anybody is let in, and closed again so that no key is left. */
import type { OpenVault } from '../ports/open-vault.ts';
import { allInTurn } from '../vault/queue.ts';
import { nothingElsewhere } from './elsewhere.ts';
import { tellAllTranslations } from './late-translation-service.ts';
import { createOpenDrafts } from './open-drafts.ts';
import { rememberRecords } from './remembered.ts';
import { repairAtUnlock } from './repair.ts';
import { letLeaversGo } from './retention-service.ts';
import type { Rooms, Tools } from './rooms.ts';
import { openWaitingPapers } from './waiting-papers.ts';

export interface Mended {
  readonly repaired: number;
  readonly removed: number;
}

/** Builds the rooms and finishes what a crash cut off. Throws the disk's own error. */
export async function buildRooms(tools: Tools, vault: OpenVault): Promise<{ readonly rooms: Rooms; readonly mended: Mended }> {
  const records = rememberRecords(vault);
  const rooms: Rooms = {
    tools, vault, records, sync: tools.openSync(vault, records), drafts: createOpenDrafts(vault.drafts), elsewhere: nothingElsewhere(),
    waiting: openWaitingPapers({ vault, random: tools.random, now: tools.clock.now, changed: (count) => tools.notify('papers', { waiting: count }) }),
  };
  return { rooms, mended: await mend(rooms) };
}

/** What a crash cut off is finished, then whoever left the caseload may go. A vault that cannot be mended is given back whole: its lock is released and the failure is told. */
async function mend(rooms: Rooms): Promise<Mended> {
  try {
    const repaired = await repairAtUnlock(rooms);
    await tellAllTranslations(rooms);
    return { repaired, removed: await letLeaversGo(rooms) };
  } catch (error) {
    await closeRooms(rooms);
    throw error;
  }
}

/**
 * Ends rooms: whatever one of them says, the keys are forgotten, and so is what the paper's worker knows. What did not close in order is logged and told to
 * nobody: what was acknowledged is on the disk, and whoever locks or leaves can do nothing about it.
 */
export async function closeRooms({ tools, sync, vault, records }: Rooms): Promise<void> {
  await allInTurn([sync.close, vault.close, tools.paper.forget, records.forget]).catch(() => tools.log('closeFailed', { room: 'session' }));
}
