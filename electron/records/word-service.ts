/**
 * The words somebody said are right, sealed in the vault with the other preferences: a name added here must not stand in the clear on the disk,
 * where a browser's own custom dictionary would put it (storage.md section 7).
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { Rooms } from './rooms.ts';

/** More than anybody adds in years; a page that goes wild must not fill the settings. */
const MOST_WORDS = 5_000;

const preferences = z.strictObject({ words: z.array(z.string()) });

/** In the order they were added. */
export function ownWords({ vault }: { readonly vault: Pick<OpenVault, 'readSetting'> }): string[] {
  const kept = preferences.safeParse(vault.readSetting('preferences'));
  return kept.success ? kept.data.words : [];
}

/** One change after the other: each is built on the words the one before it left. `changed` answers a failure or what the words are afterwards. */
function change(rooms: Rooms, changed: (words: string[]) => Result<string[]>): Promise<Result<{ words: string[] }>> {
  return rooms.drafts.alone('words', async () => {
    const next = changed(ownWords(rooms));
    if (!next.ok) return next;
    const kept = await rooms.vault.writeSetting('preferences', { words: next.value });
    return kept.ok ? ok({ words: next.value }) : kept;
  });
}

export function addWord(rooms: Rooms, word: string): Promise<Result<{ words: string[] }>> {
  return change(rooms, (words) => {
    if (words.includes(word)) return ok(words);
    return words.length < MOST_WORDS ? ok([...words, word]) : fail('refused', `There are ${MOST_WORDS} words of your own already. Take some out in Settings first.`);
  });
}

export function removeWord(rooms: Rooms, word: string): Promise<Result<{ words: string[] }>> {
  return change(rooms, (words) => ok(words.filter((known) => known !== word)));
}
