/**
 * Takes words the disk has no room for to a folder the user picks, and gives them back. Beside that, saving is tried as always; once the words are
 * in the journal, the sealed copy of them is removed.
 */
import { basename } from 'node:path';
import type { JournalEntry, Step } from '../../shared/journal/edit.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { mayLook } from './judge.ts';
import { keptName } from './kept-words.ts';
import type { Rooms } from './rooms.ts';

/** Where the sealed copy lies, in words for the screen. */
export interface KeptAt {
  readonly folder: string;
  readonly file: string;
  readonly at: string;
}

export interface Elsewhere {
  /** The folder picked since the records were opened; null when none was. */
  folder: string | null;
  /** By draft: where its words are kept, and which steps they are. */
  readonly kept: Map<string, { readonly folder: string; readonly steps: ReadonlySet<string> }>;
}

export function nothingElsewhere(): Elsewhere {
  return { folder: null, kept: new Map() };
}

const FOLDER_TITLE = 'Where to keep a sealed copy of the words that are not saved yet';

/** Seals the steps into the picked folder, or asks for one; null when none was picked. */
export async function keepElsewhere(rooms: Rooms, draftId: string, parent: number, steps: readonly Step[], where: 'choose' | 'same'): Promise<Result<KeptAt | null>> {
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  const { elsewhere, tools } = rooms;
  if (where === 'choose') elsewhere.folder = (await tools.saver.chooseFolder(FOLDER_TITLE)) ?? elsewhere.folder;
  const { folder } = elsewhere;
  if (folder === null) return ok(null);
  const kept = await rooms.vault.keptWords.keep(folder, draftId, parent, steps);
  if (!kept.ok) return kept;
  elsewhere.kept.set(draftId, { folder, steps: new Set(steps.map((step) => step.id)) });
  return ok({ folder: basename(folder), file: keptName(draftId), at: tools.clock.now() });
}

/** Asks for the folder a sealed copy lies in and reads it; null when the user cancelled. What the journal holds by now is left out. */
export async function takeBack(rooms: Rooms, draftId: string): Promise<Result<{ readonly parent: number; readonly steps: readonly Step[] } | null>> {
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  const draft = await rooms.drafts.whole(draftId);
  if (!draft.ok) return draft;
  const folder = await rooms.tools.saver.chooseFolder('The folder with the sealed copy of words that were not saved');
  if (folder === null) return ok(null);
  const read = await rooms.vault.keptWords.read(folder, draftId);
  if (!read.ok) return read;
  if (read.value === null) return fail('notFound', `The folder ${basename(folder)} holds no words of this Future IEP.`);
  const { parent, steps } = read.value;
  rooms.elsewhere.kept.set(draftId, { folder, steps: new Set(steps.map((step) => step.id)) });
  await forgetKept(rooms, draftId, draft.value.entries);
  const there = stepIds(draft.value.entries);
  return ok({ parent, steps: steps.filter((step) => !there.has(step.id)) });
}

function stepIds(entries: readonly JournalEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap((entry) => (entry.kind === 'edit' ? [entry.step.id] : [])));
}

/** Removes the sealed copy when the journal holds every word of it. A copy that cannot be removed now (the stick is gone) holds nothing new, and taking it back adds nothing. */
export async function forgetKept(rooms: Rooms, draftId: string, entries: readonly JournalEntry[]): Promise<void> {
  const kept = rooms.elsewhere.kept.get(draftId);
  if (kept === undefined) return;
  const there = stepIds(entries);
  if (![...kept.steps].every((id) => there.has(id))) return;
  rooms.elsewhere.kept.delete(draftId);
  await rooms.vault.keptWords.drop(kept.folder, draftId);
}
