/** Print and save of the PDF that is open in the reader, and the way from an affirmed IEP to its clean copy. */
import { useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { go, type ReaderSource } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { PRINTER_WORDS, SAVED_WORDS } from '../ui/words.ts';
import { ask, bridge } from '../workbench/bridge.ts';

function print(source: ReaderSource) {
  if (source.kind === 'library') return bridge().library.print({ documentId: source.documentId });
  return source.kind === 'copy' ? bridge().paper.reprint({ copyId: source.copyId }) : bridge().records.print({ iepId: source.iepId, paper: source.kind });
}

function save(source: ReaderSource) {
  if (source.kind === 'library') return bridge().library.save({ documentId: source.documentId });
  return source.kind === 'copy' ? bridge().paper.save({ copyId: source.copyId }) : bridge().records.save({ iepId: source.iepId, paper: source.kind });
}

type Said = { readonly words: string } | { readonly failure: Failure };

export function TakeAway({ source, studentId, title }: { readonly source: ReaderSource; readonly studentId: string | null; readonly title: string }) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const run = async (doing: () => Promise<Said | null>): Promise<void> => {
    setBusy(true);
    setSaid(null);
    setSaid(await doing());
    setBusy(false);
  };
  const printNow = (): void =>
    void run(async () => {
      const reply = await ask(print(source));
      return reply.ok ? { words: PRINTER_WORDS[reply.value.printer] } : { failure: reply.failure as Failure };
    });
  const saveNow = (): void =>
    void run(async () => {
      const reply = await ask(save(source));
      if (!reply.ok) return { failure: reply.failure as Failure };
      // What is no record needs no warning of who can read it.
      return reply.value.saved ? { words: source.kind === 'library' ? 'Saved.' : SAVED_WORDS } : null;
    });
  useCommand('file.print', () => {
    if (!busy) printNow();
  });
  return (
    <>
      <Button look="primary" keys="Ctrl+P" disabled={busy} onPress={printNow}>
        Print
      </Button>
      <Button disabled={busy} onPress={saveNow}>
        Save the PDF…
      </Button>
      {source.kind === 'affirmed' ? <Button onPress={() => go({ name: 'reader', studentId, title: `Clean copy: ${title}`, source: { kind: 'cleanCopy', iepId: source.iepId } })}>Clean copy</Button> : null}
      {busy ? <span role="status">Working…</span> : null}
      {said !== null && 'words' in said ? <span role="status" data-printer-said>{said.words}</span> : null}
      {said !== null && 'failure' in said ? (
        <Dialog title="This paper was not made" onClose={() => setSaid(null)} closeLabel="Close" actions={null}>
          <FailureNotice failure={said.failure} />
        </Dialog>
      ) : null}
    </>
  );
}
