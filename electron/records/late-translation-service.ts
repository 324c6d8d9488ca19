/** Keeps a translator's words for an affirmed IEP beside it: statement by statement, with who translated it and the day; what was affirmed keeps every byte (iep-forms.md 8.6). */
import type { Input, Output } from '../../shared/bridge/contract.ts';
import { translatablePlaces } from '../../shared/iep/translations.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { judged } from './judge.ts';
import { asAnswered } from './late-signature-service.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

/** The list was left: what stands in it is told to the district, with everything else that waits. */
export async function tellTranslations(rooms: Rooms, iepId: string): Promise<Result<null>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const told = await rooms.vault.packages.tellTranslations(iepId, who.value.actor.staffId, districtNow(rooms.tools).instant);
  if (!told.ok) return told;
  if (told.value > 0) rooms.sync.wake();
  return ok(null);
}

/** At unlock: lists a lock or the end of the program left in the middle. One that cannot be read or written is named elsewhere, and tried again the next time. */
export async function tellAllTranslations(rooms: Rooms): Promise<void> {
  if (!whoOf(rooms).ok) return;
  for (const iepId of rooms.vault.packages.translated()) await tellTranslations(rooms, iepId);
}

/** As in a draft, whoever takes notes for this student types translations in; empty words take one back. */
export async function recordTranslations(rooms: Rooms, { iepId, language, translator, words }: Input<'records.translate'>): Promise<Result<Output<'records.translate'>>> {
  const stored = await rooms.vault.packages.read(iepId);
  if (!stored.ok) return stored;
  const document = asAnswered(stored.value);
  const who = judged(rooms, document, { kind: 'act', action: 'takeNotes', refusal: "Only this student's team types translations in." });
  if (!who.ok) return who;
  const places = new Map(translatablePlaces(document).map(({ at, text }) => [at, text]));
  if (words.some(({ at }) => !places.has(at))) return fail('badEdit', 'This statement is not in the affirmed IEP.');
  const { instant, today } = districtNow(rooms.tools);
  const kept = await rooms.vault.packages.addTranslations(iepId, words.map(({ at, text }) => ({ at, language, of: places.get(at) ?? '', text, translator, date: today, by: who.value.actor.staffId, keptAt: instant })));
  if (!kept.ok) return kept;
  return ok({ keptAt: instant });
}
