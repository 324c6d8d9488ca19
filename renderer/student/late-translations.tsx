/** Translations typed in after affirming: statement by statement, kept beside the record, which is not changed, and printed on its clean copy. */
import { useId, useState } from 'react';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { entryFor, translatablePlaces, translationsOf, untranslated, type TranslatablePlace } from '../../shared/iep/translations.ts';
import { showDate } from '../form/dates.ts';
import statements from '../meeting/translations.module.css';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { forgetTranslations, keepTranslations, typeTranslation, useLateTranslations } from '../workbench/late-translations.ts';
import { fillRecords, fillWorkingSet } from '../workbench/working-set.ts';
import { AffirmedDocument } from './affirmed-document.tsx';
import styles from './student.module.css';

interface Props {
  readonly studentId: string;
  readonly record: RecordSummary;
  readonly language: string;
  readonly onClose: () => void;
}

interface StatementProps {
  readonly place: TranslatablePlace;
  readonly document: IepDocument;
  readonly language: string;
  /** What was typed since the list was opened; undefined where nothing was. */
  readonly typed: string | undefined;
  readonly onType: (text: string) => void;
}

function Statement({ place, document, language, typed, onType }: StatementProps) {
  const id = useId();
  const kept = entryFor(document, place.at, language);
  const by = kept === undefined || kept.text.trim() === '' ? 'Not translated yet.' : `✓ ${kept.translator === '' ? 'Translator not named' : kept.translator}, ${showDate(kept.date)}`;
  return (
    <li className={statements.statement} data-statement={place.at}>
      <div>
        <label htmlFor={id}>{placeWords(document, place.at)}</label>
        <p className={statements.english} lang="en">{place.text}</p>
      </div>
      <div>
        <textarea id={id} aria-describedby={`${id}-by`} rows={4} value={typed ?? kept?.text ?? ''} onChange={(event) => onType(event.target.value)} onBlur={() => void keepTranslations()} />
        <p id={`${id}-by`} className={statements.by}>{typed === undefined ? by : typed.trim() === '' ? 'Taken out.' : '✓ Typed in today'}</p>
      </div>
    </li>
  );
}

function Typing({ studentId, record, language, document, onClose }: Props & { readonly document: IepDocument }) {
  const { unsaved, keptAt, failure } = useLateTranslations();
  const [translator, setTranslator] = useState(translationsOf(document).at(-1)?.translator ?? '');
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const [shown, setShown] = useState('open');
  const places = translatablePlaces(document);
  const open = untranslated(document, places, language);
  const left = places.filter(({ at }) => (typed.get(at) ?? (open.some((one) => one.at === at) ? '' : 'there')).trim() === '').length;
  const listed = shown === 'all' ? places : open;
  const type = (at: string, text: string): void => {
    setTyped(new Map([...typed, [at, text]]));
    typeTranslation({ iepId: record.iepId, language, translator: translator.trim() }, at, text);
  };
  /** Words main has not kept stay on the screen. */
  const leave = async (): Promise<void> => {
    if ((await keepTranslations()).unsaved > 0) return;
    forgetTranslations();
    await ask(bridge().records.tellTranslations({ iepId: record.iepId }));
    await fillWorkingSet();
    await fillRecords(studentId);
    onClose();
  };
  return (
    <Dialog title={`Translations into ${language}`} wide onClose={() => void leave()} closeLabel="Done" actions={null}>
      <p data-left={left}>
        {left === 0 ? `All ${places.length} statements are translated.` : `${left} of ${places.length} statements are not translated yet.`} The IEP of {showDate(record.meetingDate)} stays as it was affirmed; each translation is kept beside it as you type and printed on the clean copy, under the words of the team. This program does not translate.
      </p>
      <TextInput label="Translator" value={translator} onChange={setTranslator} hint="Name the translator first: the name and today’s date are kept with every statement typed from now on." />
      <Pick label="Show" value={shown} onChange={setShown} options={[{ value: 'open', label: 'What was open when this list was opened' }, { value: 'all', label: 'Every statement' }]} />
      <p role="status" data-translations-kept={unsaved === 0 && keptAt !== ''}>{unsaved > 0 ? 'Keeping…' : keptAt === '' ? '' : 'Everything typed is kept on this computer.'}</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {failure === null ? null : <Button onPress={() => void keepTranslations()}>Keep them now</Button>}
      <ul className={statements.list} aria-label="Statements">
        {listed.map((place) => <Statement key={place.at} place={place} document={document} language={language} typed={typed.get(place.at)} onType={(text) => type(place.at, text)} />)}
      </ul>
    </Dialog>
  );
}

function TranslationsDialog(props: Props) {
  return (
    <AffirmedDocument iepId={props.record.iepId} title="Translations" onClose={props.onClose}>
      {(document) => <Typing {...props} document={document} />}
    </AffirmedDocument>
  );
}

/** How much of an affirmed IEP the parents can read in their language, and the way to type in the rest. */
export function LateTranslations({ studentId, record }: Omit<Props, 'onClose' | 'language'>) {
  const [open, setOpen] = useState(false);
  if (record.translation === null) return null;
  const { language, left, statements: all } = record.translation;
  return (
    <section className={styles.addendum} aria-label={`Translations of the IEP of ${showDate(record.meetingDate)}`}>
      <p data-translated={left === 0}>
        {language} for the parents, IEP of {showDate(record.meetingDate)}: {left === 0 ? `all ${all} statements are translated.` : `${left} of ${all} statements are not translated.`}
      </p>
      <div className={styles.actions}>
        <Button label={`Translations of the IEP of ${showDate(record.meetingDate)}…`} onPress={() => setOpen(true)}>Translations…</Button>
      </div>
      {open ? <TranslationsDialog studentId={studentId} record={record} language={language} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
