/** What stood open when an IEP was affirmed, with the reasons written then: the list, the button that opens it, and words that were looked for marked in it. */
import { useEffect, useState } from 'react';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { attestedOf, type Attested, type LeftOpen as Left } from '../../shared/flow/attested.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { placeIn, wantedWords } from '../../shared/iep/find.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import styles from './student.module.css';

const NOT_TOLD = 'This IEP was affirmed in another system, which did not say what was left open.';

/** One reason is often written for many: it stands once, over what it was written for. */
function byReason(found: readonly Left[]): readonly { readonly reason: string; readonly messages: readonly string[] }[] {
  return [...new Set(found.map(({ reason }) => reason))].map((reason) => ({ reason, messages: found.filter((one) => one.reason === reason).map(({ message }) => message) }));
}

function placesWords(count: number): string {
  return count === 1 ? '' : ` (in ${count} places)`;
}

/** A reason with the words that were looked for marked. */
function Reason({ text, words }: { readonly text: string; readonly words: string }) {
  const wanted = wantedWords(words);
  const place = wanted === null ? null : placeIn(text, wanted);
  if (place === null) return <p>Reason: {text}</p>;
  return (
    <p>
      Reason: {text.slice(0, place.start)}
      <mark ref={(mark) => mark?.scrollIntoView({ block: 'nearest' })}>{text.slice(place.start, place.end)}</mark>
      {text.slice(place.end)}
    </p>
  );
}

function List({ head, found, words }: { readonly head: string; readonly found: readonly Left[]; readonly words: string }) {
  if (found.length === 0) return null;
  return (
    <section data-left-open={found.length}>
      <h3>{head}</h3>
      {byReason(found).map(({ reason, messages }) => (
        <div key={reason} className={styles.reason}>
          {reason === '' ? null : <Reason text={reason} words={words} />}
          <ul>
            {[...new Set(messages)].map((message) => <li key={message}>{message}{placesWords(messages.filter((one) => one === message).length)}</li>)}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Lists({ attested: { typedName, affirmedAt, gaps, warnings, waiting }, words }: { readonly attested: Attested; readonly words: string }) {
  return (
    <>
      <p>Attested by {typedName} on {showDate(affirmedAt.slice(0, 10))}.</p>
      {gaps.length + warnings.length + waiting.length === 0 ? <p>Nothing was left open.</p> : null}
      <List head="Left as it was, with the reason" found={gaps} words={words} />
      <List head="Left for the meeting that goes on" found={waiting} words={words} />
      <List head="Looked at and confirmed" found={warnings} words={words} />
    </>
  );
}

/** @param words what was looked for and found in a reason; '' when nothing was */
export function LeftOpenDialog({ record, words = '', onClose }: { readonly record: RecordSummary; readonly words?: string; readonly onClose: () => void }) {
  const { iepId, meetingDate } = record;
  const [found, setFound] = useState<{ readonly attested: Attested | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask(bridge().records.read({ iepId })).then((reply) => {
      if (reply.ok) setFound({ attested: attestedOf(reply.value.document as IepDocument) });
      else setFailure(reply.failure as Failure);
    });
  }, [iepId]);
  return (
    <Dialog title={`Left open when the IEP of ${showDate(meetingDate)} was affirmed`} wide closeLabel="Close" actions={null} onClose={onClose}>
      {/* Nothing in it takes the keys, and it may be long: the list itself scrolls by them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.leftOpen} role="region" aria-label="What was left open" tabIndex={0}>
        {failure === null ? null : <FailureNotice failure={failure} />}
        {found === null ? null : found.attested === null ? <p>{NOT_TOLD}</p> : <Lists attested={found.attested} words={words} />}
      </div>
    </Dialog>
  );
}

export function LeftOpen({ record }: { readonly record: RecordSummary }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small look="quiet" label={`What was left open in the IEP of ${showDate(record.meetingDate)}`} onPress={() => setOpen(true)}>
        What was left open…
      </Button>
      {open ? <LeftOpenDialog record={record} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
