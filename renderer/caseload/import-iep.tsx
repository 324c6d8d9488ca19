/** Takes in an IEP file: read and checked by main, shown before anything is stored, then stored whole or not at all. */
import { useRef, useState } from 'react';
import type { ImportPreview } from '../../shared/bridge/exchange.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { workAs } from '../workbench/session-store.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
import { guessWho, profileIn, WhoAreYou } from './who-are-you.tsx';

interface Chosen {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly preview: ImportPreview;
}

function Preview({ preview }: { readonly preview: ImportPreview }) {
  return (
    <>
      <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '0.25rem 1rem', margin: 0 }}>
        <dt>Student</dt>
        <dd style={{ margin: 0, fontWeight: 650 }}>{preview.studentName}</dd>
        <dt>Born</dt>
        <dd style={{ margin: 0 }}>
          {showDate(preview.birthDate)}, grade {preview.grade}
        </dd>
        <dt>IEP of</dt>
        <dd style={{ margin: 0 }}>
          {showDate(preview.meetingDate)}, {preview.pages} pages
        </dd>
        <dt>It becomes</dt>
        <dd style={{ margin: 0 }}>{preview.becomes === 'current' ? "the student's Current IEP, read-only, with its own PDF" : "the student's Future IEP, open for work"}</dd>
      </dl>
      {preview.problems.length === 0 ? null : (
        <section aria-label="What the check found">
          <h3 style={{ fontSize: '0.875rem' }}>What the check found</h3>
          <ul>
            {preview.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

export function ImportIep({ onClose }: { readonly onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [me, setMe] = useState(guessWho([]));
  const [busy, setBusy] = useState(false);

  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setFailure(null);
    setChosen(null);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const reply = await ask(bridge().exchange.inspect({ bytes }));
    if (!reply.ok) return setFailure(reply.failure as Failure);
    setChosen({ bytes, preview: reply.value });
    setMe(guessWho(reply.value.staff));
    return undefined;
  };

  const store = async ({ bytes, preview }: Chosen): Promise<void> => {
    setBusy(true);
    const profile = preview.needsProfile ? profileIn(preview.staff, me) : null;
    const refused = profile === null ? null : await workAs(profile);
    if (refused !== null) {
      setBusy(false);
      return setFailure(refused);
    }
    const reply = await ask(bridge().exchange.import({ bytes }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    await fillWorkingSet();
    onClose();
    go({ name: 'student', studentId: reply.value.studentId, tab: reply.value.became === 'current' ? 'current' : 'future' });
    return undefined;
  };

  const ready = chosen !== null && !busy && (!chosen.preview.needsProfile || profileIn(chosen.preview.staff, me) !== null);
  return (
    <Dialog
      title="Import an IEP"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={!ready} onPress={() => chosen !== null && void store(chosen)}>
          {busy ? 'Making its PDF and storing it…' : 'Import it'}
        </Button>
      }
    >
      <div>
        <Button onPress={() => input.current?.click()}>{chosen === null ? 'Choose the file…' : 'Choose another file…'}</Button>
        <input ref={input} type="file" accept=".json,application/json" hidden aria-label="IEP file" onChange={(event) => void read(event.target.files?.[0])} />
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {chosen === null ? null : <Preview preview={chosen.preview} />}
      {chosen?.preview.needsProfile === true ? <WhoAreYou people={chosen.preview.staff} who={me} onChange={setMe} /> : null}
    </Dialog>
  );
}
