/** Paper that waits for a printer, on Home: what it is and whose, print again, save for a printer elsewhere, or take it off the list. */
import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../shared/bridge/contract.ts';
import type { WaitingOnPrinter } from '../../shared/bridge/paper.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import styles from './waiting-papers.module.css';

const KINDS: Record<WaitingOnPrinter['kind'], string> = {
  draft: 'Draft', parentCopy: 'Parent copy', glance: 'IEP at a glance', amendment: 'Amendment sheet', redline: 'List of changes', copy: 'Copy', affirmed: 'Affirmed IEP', cleanCopy: 'Clean copy', revocationNotice: 'Prior written notice', progressReports: 'Progress reports', progressReport: 'Progress report',
};

/** More names than these are told by their number first. */
const MOST_NAMES = 4;

type Ended = Output<'paper.endWaiting'>;

function endedWords({ printer, saved, leftOut }: Ended): string {
  const without = leftOut.length === 0 ? '' : ` Left out: ${leftOut.map(({ name, words }) => `${name} (${words})`).join(' ')}`;
  if (saved) return `Saved, and still on this list until it is printed here or taken off. Whoever has the file or the stick can read it: it is not sealed.${without}`;
  switch (printer) {
    case 'sent': return `Sent to the printer.${without}`;
    case 'waits': case 'noPrinter': return `No printer answered. It still waits here.${without}`;
    case 'cancelled': return `Printing was cancelled. It still waits here.${without}`;
    case 'notAsked': return leftOut.length === 0 ? '' : `Nothing was printed.${without}`;
  }
}

function One({ paper, busy, onEnd, onDrop }: { readonly paper: WaitingOnPrinter; readonly busy: boolean; readonly onEnd: (to: 'printer' | 'file') => void; readonly onDrop: () => void }) {
  const [day = '', time = ''] = paper.since.split('T');
  const isMany = paper.names.length > MOST_NAMES;
  const called = `${KINDS[paper.kind]} of ${isMany ? `${paper.names.length} students` : paper.names.join(', ')}`;
  return (
    <li data-waiting-paper={paper.kind}>
      <span className={styles.what}>
        <strong>{called}</strong>
        {paper.code === '' ? '' : `, code ${paper.code}`}, asked for {showDate(day)} {time}.{isMany ? ` ${paper.names.join(', ')}.` : ''}
        {paper.cutOff ? ' IEP Desk ended before the printer answered: look whether it came out.' : ''}
      </span>
      <Button small disabled={busy} label={`Print again: ${called}`} onPress={() => onEnd('printer')}>Print again</Button>
      <Button small disabled={busy} label={`Save to a folder or stick: ${called}`} onPress={() => onEnd('file')}>Save to a folder or stick…</Button>
      <Button small look="quiet" disabled={busy} label={`Take off the list: ${called}`} onPress={onDrop}>Take off the list</Button>
    </li>
  );
}

export function WaitingPapers() {
  const [papers, setPapers] = useState<readonly WaitingOnPrinter[]>([]);
  const list = useRef<HTMLElement>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = (): void => void ask(bridge().paper.waiting()).then((reply) => wanted && (reply.ok ? setPapers(reply.value) : setFailure(reply.failure as Failure)));
    read();
    const stop = bridge().on('papers', read);
    return () => {
      wanted = false;
      stop();
    };
  }, []);
  const run = async <T,>(call: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: unknown }>, words: (value: T) => string): Promise<void> => {
    setBusy(true);
    setSaid('');
    setFailure(null);
    const reply = await call;
    setBusy(false);
    // The line whose button was pressed may be gone; the keys go on from the list.
    list.current?.focus();
    if (reply.ok) setSaid(words(reply.value));
    else setFailure(reply.failure as Failure);
  };
  const isQuiet = papers.length === 0 && said === '' && failure === null;
  return isQuiet ? null : (
    <section ref={list} tabIndex={-1} className={styles.waiting} aria-label="Waiting for a printer">
      <h2>{papers.length === 0 ? 'Nothing waits for a printer' : `Waiting for a printer: ${papers.length}`}</h2>
      <ul>
        {papers.map((paper) => (
          <One
            key={paper.waitingId}
            paper={paper}
            busy={busy}
            onEnd={(to) => void run(ask(bridge().paper.endWaiting({ waitingId: paper.waitingId, to })), endedWords)}
            onDrop={() => void run(ask(bridge().paper.dropWaiting({ waitingId: paper.waitingId })), () => 'Taken off the list.')}
          />
        ))}
      </ul>
      {said === '' ? null : <p role="status" data-waiting-said>{said}</p>}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
