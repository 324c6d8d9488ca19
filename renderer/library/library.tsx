/** The document library: what the district hands out, what the SELPA put in and what comes with IEP Desk, found by words, read with no network; taken in and out by whoever may. */
import { useEffect, useRef, useState } from 'react';
import { roleVerdict } from '../../shared/flow/roles.ts';
import { DOCUMENT_KINDS, KIND_WORDS, MOST_DOCUMENT_BYTES, MOST_DOCUMENTS, sizeInWords, type DocumentKind } from '../../shared/library/document.ts';
import { findDocuments } from '../../shared/library/find.ts';
import { listedPapers } from '../../shared/library/listed.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Frame } from '../ui/frame.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { readLibrary, takeOut, useLibrary } from '../workbench/library.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { useDroppedFile } from './dropped-file.ts';
import { DocumentList } from './list.tsx';
import { DistrictNews } from './news.tsx';
import { rowsOf, type Row } from './rows.ts';
import { TakeIn } from './take-in.tsx';
import styles from './library.module.css';

const EVERY_KIND = [{ value: '', label: 'Every kind' }, ...DOCUMENT_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))];

/** Why the person at work cannot take documents in and out; null when they can. */
function useRefusal(): string | null {
  const who = whoIn(useSession((state) => state.status));
  const verdict = who === null ? null : roleVerdict('library', who);
  return verdict === null ? 'Choose your name from the staff list first.' : verdict.ok ? null : verdict.reason;
}

/** The list, narrowed by what is typed and picked. */
function Found({ rows, changes }: { readonly rows: readonly Row[]; readonly changes: Parameters<typeof DocumentList>[0]['changes'] }) {
  const box = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<DocumentKind | ''>('');
  const [language, setLanguage] = useState('');
  useCommand('edit.find', () => box.current?.querySelector('input')?.focus());
  const languages = [...new Set(rows.map((row) => row.language))].toSorted((one, other) => one.localeCompare(other, 'en'));
  const found = findDocuments(rows, { words, kind, language });
  return (
    <>
      <div ref={box} className={styles.narrow} role="search" aria-label="Documents">
        <TextInput label="Words in the title, kind or language" value={words} onChange={setWords} />
        <Pick label="Kind" value={kind} onChange={(picked) => setKind(picked as DocumentKind | '')} options={EVERY_KIND} />
        <Pick label="Language" value={language} onChange={setLanguage} options={[{ value: '', label: 'Every language' }, ...languages.map((one) => ({ value: one, label: one }))]} />
      </div>
      <p role="status" className={styles.soft} data-documents-found={found.length}>
        {found.length === 0 ? 'No document holds all of that.' : found.length === 1 ? '1 document' : `${found.length} documents`}
      </p>
      {found.length === 0 ? null : <DocumentList rows={found} changes={changes} />}
    </>
  );
}

function TakeOut({ row, onClose, onFailure }: { readonly row: Row; readonly onClose: () => void; readonly onFailure: (failure: Failure | null) => void }) {
  const out = async (): Promise<void> => {
    onClose();
    onFailure(await takeOut(row.id));
  };
  return (
    <Dialog title="Take the document out" onClose={onClose} actions={<Button look="danger" onPress={() => void out()}>Take it out</Button>}>
      <p>
        “{row.title}” ({row.language}{row.version === '' ? '' : `, ${row.version}`}; {row.size}) leaves this computer. No record of a student holds it. To have it again you need its file.
      </p>
    </Dialog>
  );
}

interface Coming {
  readonly file: File;
  readonly older: Row | null;
}

export function Library() {
  const { held, failure: failedToRead, news } = useLibrary();
  const version = useSession((state) => state.status?.version ?? '');
  const refusal = useRefusal();
  const input = useRef<HTMLInputElement>(null);
  /** The document a file is being chosen for; null for a new one. */
  const older = useRef<Row | null>(null);
  const [coming, setComing] = useState<Coming | null>(null);
  const [leaving, setLeaving] = useState<Row | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => void readLibrary(), []);
  const choose = (of: Row | null): void => {
    older.current = of;
    input.current?.click();
  };
  const comes = (file: File | undefined, of: Row | null): void => {
    if (file === undefined) return;
    setSaid('');
    setFailure(null);
    setComing({ file, older: of });
  };
  useDroppedFile(refusal === null && coming === null && leaving === null ? (file) => comes(file, null) : null);
  const changes = refusal === null ? { onNewer: choose, onOut: setLeaving } : null;
  return (
    <Frame screen="library" title={<h1>Document library</h1>} tools={refusal === null ? <Button look="primary" onPress={() => choose(null)}>Take a document in…</Button> : null}>
      <div className={styles.page}>
        <p>Forms, notices and guidance for reference. All of it is on this computer and opens with no network; none of it is a record of a student. What the district hands out comes by itself when the district is reached, and leaves when it is withdrawn.</p>
        {refusal === null ? <p className={styles.soft}>Choose a PDF, or let its file fall on this window. A document may have {sizeInWords(MOST_DOCUMENT_BYTES)}; the library keeps {MOST_DOCUMENTS} of them.</p> : <p className={styles.soft} data-library-refusal>{refusal}</p>}
        <input
          ref={input} type="file" accept=".pdf,application/pdf" hidden aria-label="File of a document" data-library-file
          onChange={(event) => {
            comes(event.target.files?.[0], older.current);
            // The same file may be chosen again after it was mended.
            event.target.value = '';
          }}
        />
        <DistrictNews lines={news} />
        {said === '' ? null : <p role="status" data-library-said>{said}</p>}
        {failure === null ? null : <FailureNotice failure={failure} onDismiss={() => setFailure(null)} />}
        {failedToRead === null ? null : <FailureNotice failure={failedToRead} />}
        {held?.length === 0 ? <p data-library-empty>Nothing came from the district and nothing was taken in on this computer yet: these are the papers that come with IEP Desk.</p> : null}
        {/* Papers that come with IEP Desk are there also where what was taken in cannot be read. */}
        {held === null && failedToRead === null ? <p role="status">Reading the library…</p> : <Found rows={rowsOf(held ?? [], listedPapers(version))} changes={changes} />}
      </div>
      {coming === null ? null : (
        <TakeIn
          file={coming.file} older={coming.older} onClose={() => setComing(null)}
          onTakenIn={(title) => {
            setComing(null);
            setSaid(`“${title}” is in the library.`);
          }}
        />
      )}
      {leaving === null ? null : <TakeOut row={leaving} onClose={() => setLeaving(null)} onFailure={setFailure} />}
    </Frame>
  );
}
