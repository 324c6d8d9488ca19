/** A document on its way into the library: what it is called, what it is and which version, and whether it takes the place of another. */
import { useState } from 'react';
import { DOCUMENT_KINDS, KIND_WORDS, MOST_DOCUMENT_BYTES, sizeInWords, TOO_LARGE, type DocumentKind, type DocumentWords } from '../../shared/library/document.ts';
import { DOCUMENT_LANGUAGES } from '../../shared/library/languages.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { takeIn } from '../workbench/library.ts';
import type { Row } from './rows.ts';

const KINDS = DOCUMENT_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }));
const LANGUAGES = DOCUMENT_LANGUAGES.map((language) => ({ value: language, label: language }));

/** The name of the file without its ending, as a title to start from. */
function titleFrom(name: string): string {
  return name.replace(/\.pdf$/iu, '').replaceAll(/[_\s]+/gu, ' ').trim();
}

interface Props {
  readonly file: File;
  /** The document this is a newer version of. */
  readonly older: Row | null;
  readonly onClose: () => void;
  readonly onTakenIn: (title: string) => void;
}

function startingFrom(file: File, older: Row | null): DocumentWords {
  if (older === null) return { title: titleFrom(file.name), kind: 'form', language: 'English', version: '', source: '' };
  const { title, kind, language, source } = older;
  return { title, kind, language, source, version: '' };
}

/** What keeps the file out before its bytes are even read. */
function refusedAtOnce({ size }: File): Failure | null {
  return size > MOST_DOCUMENT_BYTES ? { code: 'badDocument', reason: TOO_LARGE } : null;
}

export function TakeIn({ file, older, onClose, onTakenIn }: Props) {
  const [words, setWords] = useState(() => startingFrom(file, older));
  const [failure, setFailure] = useState(() => refusedAtOnce(file));
  const [busy, setBusy] = useState(false);
  const say = (part: Partial<DocumentWords>): void => setWords((before) => ({ ...before, ...part }));
  const keep = async (): Promise<void> => {
    // A second press while the first is being judged would take it in twice.
    setBusy(true);
    const refused = await takeIn(words, new Uint8Array(await file.arrayBuffer()), older?.id ?? null);
    setBusy(false);
    setFailure(refused);
    if (refused === null) onTakenIn(words.title.trim());
  };
  const cannot = busy || words.title.trim() === '' || refusedAtOnce(file) !== null;
  return (
    <Dialog
      title={older === null ? 'Take a document in' : 'Take in a newer version'}
      onClose={onClose}
      actions={<Button look="primary" disabled={cannot} onPress={() => void keep()}>{older === null ? 'Take it in' : 'Take it in and let the older one go'}</Button>}
    >
      <p>
        {file.name}, {sizeInWords(file.size)}
      </p>
      {older === null ? null : <p data-takes-place-of={older.id}>It takes the place of “{older.title}”{older.version === '' ? '' : `, ${older.version}`} ({older.size}), which leaves the library.</p>}
      <TextInput label="Title" value={words.title} autoFocus onChange={(title) => say({ title })} />
      <Pick label="Kind" value={words.kind} options={KINDS} onChange={(kind) => say({ kind: kind as DocumentKind })} />
      <Pick label="Language" value={words.language} options={LANGUAGES} onChange={(language) => say({ language })} />
      <TextInput label="Version or date" hint="As the document says of itself; leave it empty if it says none." value={words.version} onChange={(version) => say({ version })} />
      <TextInput label="Source" hint="Who wrote it or gave it to you." value={words.source} onChange={(source) => say({ source })} />
      {busy ? <p role="status">Looking at the document…</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
