/** What the team wrote, statement by statement, with the translator's words beside it: typed in by a person, saved as they are typed, printed under the English on the parents' copy. */
import { useId, useState } from 'react';
import { valueAt } from '../../shared/iep/address.ts';
import { entryFor, parentLanguage, TRANSLATIONS, translatablePlaces, translationsOf, untranslated, type TranslatablePlace } from '../../shared/iep/translations.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { translatingEdits } from '../../shared/journal/translate.ts';
import { showDate } from '../form/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { edit, typeText } from '../workbench/draft-edits.ts';
import { useDraftStore, type OpenDraft } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import styles from './translations.module.css';

const LABEL = 'Translation';

interface Work {
  readonly language: string;
  readonly translator: string;
}

function Statement({ place, draft, language, translator }: Work & { readonly place: TranslatablePlace; readonly draft: OpenDraft }) {
  const id = useId();
  const row = entryFor(draft.document, place.at, language);
  const says = row !== undefined && row.text.trim() !== '';
  const now = valueAt(draft.document, place.at);
  const of: TranslatablePlace = { ...place, text: typeof now === 'string' ? now : place.text };
  const keep = (text: string): void => {
    const edits = translatingEdits(draft.document, of, { language, text, translator, date: today() }, newRowId());
    if (edits.length > 0) edit(LABEL, edits);
  };
  return (
    <li className={styles.statement} data-statement={place.at}>
      <div>
        <label htmlFor={id}>{placeWords(draft.document, place.at)}</label>
        <p className={styles.english} lang="en">{of.text}</p>
      </div>
      <div>
        <textarea id={id} aria-describedby={`${id}-by`} rows={4} value={row?.text ?? ''} onChange={(event) => (row === undefined ? keep(event.target.value) : typeText(`${TRANSLATIONS}/@${row.$row}/text`, LABEL, event.target.value))} onBlur={() => (says ? keep(row.text) : undefined)} />
        <p id={`${id}-by`} className={styles.by}>
          {!says ? 'Not translated yet.' : row.of === of.text ? `✓ ${row.translator === '' ? 'Translator not named' : row.translator}, ${showDate(row.date)}` : 'The English was changed since. Look it over, and type in what changes.'}
        </p>
      </div>
    </li>
  );
}

export function TranslationsDialog({ onClose }: { readonly onClose: () => void }) {
  const draft = useDraftStore((state) => state.draft);
  return draft === null ? null : <Translations draft={draft} onClose={onClose} />;
}

function Translations({ draft, onClose }: { readonly draft: OpenDraft; readonly onClose: () => void }) {
  const language = parentLanguage(draft.document);
  const [translator, setTranslator] = useState(translationsOf(draft.document).at(-1)?.translator ?? '');
  const [shown, setShown] = useState('open');
  const places = translatablePlaces(draft.document);
  const left = untranslated(draft.document, places, language);
  // What is translated while the list is open stays in it until it is opened again.
  const [open] = useState(left.map(({ at }) => at));
  const listed = shown === 'all' ? places : places.filter(({ at }) => open.includes(at));
  return (
    <Dialog title={`Translations into ${language}`} wide onClose={onClose} closeLabel="Done" actions={null}>
      <p data-left={left.length}>{left.length === 0 ? `All ${places.length} statements are translated.` : `${left.length} of ${places.length} statements are not translated yet.`} Each is saved as you type and printed under the English words. This program does not translate.</p>
      <TextInput label="Translator" value={translator} onChange={setTranslator} />
      <Pick label="Show" value={shown} onChange={setShown} options={[{ value: 'open', label: 'What was open when this list was opened' }, { value: 'all', label: 'Every statement' }]} />
      <ul className={styles.list} aria-label="Statements">
        {listed.map((place) => <Statement key={place.at} place={place} draft={draft} language={language} translator={translator.trim()} />)}
      </ul>
    </Dialog>
  );
}
