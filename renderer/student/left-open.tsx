/** What stood open when an IEP was affirmed, with the reasons written then: a button, and the list it opens. */
import { useState } from 'react';
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { attestedOf, type Attested, type LeftOpen as Left } from '../../shared/flow/attested.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
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

function List({ head, found }: { readonly head: string; readonly found: readonly Left[] }) {
  if (found.length === 0) return null;
  return (
    <section data-left-open={found.length}>
      <h3>{head}</h3>
      {byReason(found).map(({ reason, messages }) => (
        <div key={reason} className={styles.reason}>
          {reason === '' ? null : <p>Reason: {reason}</p>}
          <ul>
            {[...new Set(messages)].map((message) => <li key={message}>{message}{placesWords(messages.filter((one) => one === message).length)}</li>)}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Lists({ attested: { typedName, affirmedAt, gaps, warnings, waiting } }: { readonly attested: Attested }) {
  return (
    <>
      <p>Attested by {typedName} on {showDate(affirmedAt.slice(0, 10))}.</p>
      {gaps.length + warnings.length + waiting.length === 0 ? <p>Nothing was left open.</p> : null}
      <List head="Left as it was, with the reason" found={gaps} />
      <List head="Left for the meeting that goes on" found={waiting} />
      <List head="Looked at and confirmed" found={warnings} />
    </>
  );
}

export function LeftOpen({ record }: { readonly record: RecordSummary }) {
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<{ readonly attested: Attested | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const show = async (): Promise<void> => {
    setOpen(true);
    setFailure(null);
    const reply = await ask(bridge().records.read({ iepId: record.iepId }));
    if (reply.ok) setFound({ attested: attestedOf(reply.value.document as IepDocument) });
    else setFailure(reply.failure as Failure);
  };
  return (
    <>
      <Button small look="quiet" label={`What was left open in the IEP of ${showDate(record.meetingDate)}`} onPress={() => void show()}>
        What was left open…
      </Button>
      {open ? (
        <Dialog title={`Left open when the IEP of ${showDate(record.meetingDate)} was affirmed`} wide closeLabel="Close" actions={null} onClose={() => setOpen(false)}>
          {/* Nothing in it takes the keys, and it may be long: the list itself scrolls by them. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={styles.leftOpen} role="region" aria-label="What was left open" tabIndex={0}>
            {failure === null ? null : <FailureNotice failure={failure} />}
            {found === null ? null : found.attested === null ? <p>{NOT_TOLD}</p> : <Lists attested={found.attested} />}
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
