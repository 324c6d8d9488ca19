import { describe, expect, test } from 'vitest';
import { dueFacts } from '../../../shared/check/due-facts.ts';
import { dueItems } from '../../../shared/check/deadlines.ts';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { parentLanguage, translatablePlaces, translationsOf, untranslated, type TranslatablePlace } from '../../../shared/iep/translations.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import { diff } from '../../../shared/journal/diff.ts';
import { translatingEdits } from '../../../shared/journal/translate.ts';
import type { PaperFacts } from '../../../shared/paper/facts.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, sampleDocument, withPage } from './sample.ts';

/** The sample with a parent who reads another language, before it was affirmed. */
function speaking(homeLanguage: string): IepDocument {
  const sample = sampleDocument();
  const parents = ((sample.pages.infoEligibility as JsonObject)['parents'] as readonly JsonObject[]).map((parent) => ({ ...parent, educationRights: 'Y', homeLanguage }));
  return { ...withPage(sample, 'infoEligibility', { parents }), documentStatus: 'closed' } as unknown as IepDocument;
}

const document = speaking('Spanish');
const places = translatablePlaces(document);
const place = places.find(({ at }) => at === 'pages/presentLevels/strengths') as TranslatablePlace;
const WORDS = 'Nolan construye puentes y los explica con paciencia.';

const rowOf = ({ at }: TranslatablePlace): string => `t-${at.replaceAll(/[^A-Za-z0-9]/gu, '-')}`;

function translated(doc: IepDocument, where: TranslatablePlace, text = WORDS, language = 'Spanish'): IepDocument {
  const applied = applyEdits(doc, translatingEdits(doc, where, { language, text, translator: 'Marta Quiroga', date: '2026-10-20' }, rowOf(where)));
  if (!applied.ok) throw new Error(applied.reason);
  return applied.document;
}

function print(doc: IepDocument, more: Partial<PaperFacts> = {}): string {
  return paperOf(factsOf(doc, more)).texts.map(({ text }) => text).join('\n');
}

describe('a translation of what the team wrote', () => {
  test('is asked for where a parent who holds the education rights reads another language than the form is in, or asked for one', () => {
    expect(['', 'English', 'english ', 'Spanish', 'Vietnamese'].map((language) => parentLanguage(speaking(language)))).toEqual(['', '', '', 'Spanish', 'Vietnamese']);
    expect(parentLanguage({ ...speaking('Spanish'), formLanguage: 'es' })).toBe('');
    const consent = (document.pages.consent as readonly JsonObject[]).map((sheet) => ({ ...sheet, translationRequested: 'Y', translationLanguage: '02' }));
    expect(parentLanguage({ ...speaking('English'), pages: { ...document.pages, consent } } as unknown as IepDocument)).not.toBe('');
  });

  test('is owed for every statement of the IEP, and only for statements', () => {
    expect(places.length).toBeGreaterThan(60);
    expect(new Set(places.map(({ page }) => page)).size).toBeGreaterThan(7);
    expect(places.map(({ at }) => at)).toContain('pages/presentLevels/parentConcerns');
    expect(places.map(({ at }) => at)).not.toContain('pages/infoEligibility/lastName');
  });

  test('is kept beside the English words with its translator and its day, changes no word of the pages, and is no difference from the parent copy', () => {
    const kept = translated(document, place);
    expect(translationsOf(kept)).toEqual([{ $row: rowOf(place), at: place.at, language: 'Spanish', of: place.text, text: WORDS, translator: 'Marta Quiroga', date: '2026-10-20' }]);
    expect(kept.pages).toEqual(document.pages);
    expect(diff(document, kept)).toEqual([]);
    const again = translated(kept, place, 'Otras palabras.');
    expect(translationsOf(again).map(({ text }) => text)).toEqual(['Otras palabras.']);
    expect(untranslated(again, places, 'spanish')).toHaveLength(places.length - 1);
    expect(untranslated(again, places, 'Vietnamese')).toHaveLength(places.length);
  });

  test('is typed by the team, and by nobody who only reads', () => {
    const edits = translatingEdits(document, place, { language: 'Spanish', text: WORDS, translator: '', date: '2026-10-20' }, 't1');
    const who = (staffId: string, role: 'caseManager' | 'selpaAdministrator') => ({ actor: { staffId, name: '', role, area: '' }, district: [] }) as const;
    const manager = document.staff.find((person) => person.role === 'caseManager')?.id ?? '';
    expect(mayEdit(document, edits, who(manager, 'caseManager')).ok).toBe(true);
    expect(mayEdit(document, edits, who(manager, 'selpaAdministrator')).ok).toBe(false);
    expect(mayEdit({ ...document, documentStatus: 'current' }, edits, who(manager, 'caseManager')).ok).toBe(false);
  });

  test('stands under the English on copies with Spanish labels, and on no English one', () => {
    const kept = translated(document, place);
    for (const language of ['es', 'both'] as const) {
      const text = print(kept, { language });
      expect(text).toContain(`${place.text.split('\n').at(-1)}\n${language === 'es' ? 'Traducción' : 'Translation\u00a0/ Traducción'} (Spanish, Marta Quiroga, ${language === 'es' ? '20 oct 2026' : 'Oct 20, 2026'})\n${WORDS}`);
    }
    expect(print(kept)).not.toContain(WORDS);
    expect(print(kept)).toBe(print(document));
  });

  test('into a language without labels of its own stands on every copy', () => {
    const kept = translated(speaking('Vietnamese'), place, 'Em thích xây cầu.', 'Vietnamese');
    expect(print(kept)).toContain('Translation (Vietnamese, Marta Quiroga, Oct 20, 2026)\nEm thích xây cầu.');
  });

  test('of a goal and of what was said stands in its card and in the log', () => {
    const [goal, said] = [places.find(({ at }) => /goals\/items\/@[^/]+\/annualGoal$/u.test(at)), places.find(({ at }) => /topics\/@[^/]+\/text$/u.test(at))];
    if (goal === undefined || said === undefined) throw new Error('the sample has neither goals nor notes');
    const text = print(translated(translated(document, goal, 'Meta traducida.'), said, 'Nota traducida.'), { language: 'es' });
    for (const words of ['Meta traducida.', 'Nota traducida.']) expect(text).toContain(words);
  });

  test('of words that were changed since says so, and is owed again', () => {
    const changed = withPage(translated(document, place), 'presentLevels', { strengths: 'He builds bridges.' });
    expect(print(changed, { language: 'es' })).toContain('de un texto anterior; lo que escribió el equipo ha cambiado desde entonces\n' + WORDS);
    expect(untranslated(changed, translatablePlaces(changed), 'Spanish').map(({ at }) => at)).toContain(place.at);
  });

  test('is on the list of what is due from the last session on, with how much is left, until everything is translated', () => {
    const due = (doc: IepDocument) => dueItems(dueFacts(doc), '2026-10-15').filter(({ kind }) => kind === 'translation');
    expect(due(document)).toMatchObject([{ label: `Spanish for the parents: ${places.length} statements are not translated`, due: '2026-11-13', countedFrom: { label: 'last session', date: '2026-10-14' }, source: '5 CCR 3040' }]);
    expect(due(translated(document, place))[0]?.label).toContain(`${places.length - 1} statements`);
    expect(due(places.reduce((doc, one, index) => translated(doc, one, `Palabras ${index}.`), document))).toEqual([]);
    expect(due(speaking('English'))).toEqual([]);
  });
});
