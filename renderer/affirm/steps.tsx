/** Promise: the steps of affirming, each as it is read and answered: gaps, state check, what differs from the copy the parent took home. */
import { useState, type ReactNode } from 'react';
import type { Attestation } from '../../shared/bridge/affirm.ts';
import type { Issue } from '../../shared/check/issue.ts';
import { attestationText, issueKey } from '../../shared/flow/affirm.ts';
import { CHANGES } from '../../shared/flow/change.ts';
import { rowsAt, textAt } from '../../shared/flow/read.ts';
import { redline } from '../../shared/flow/redline.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { shortName } from '../../shared/iep/page-names.ts';
import { showField } from '../meeting/show-field.ts';
import { BeforeAfter } from '../ui/before-after.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput, Tick } from '../ui/labelled.tsx';
import type { OpenDraft } from '../workbench/draft-store.ts';
import styles from './affirm.module.css';

interface GapProps {
  readonly draft: OpenDraft;
  readonly gaps: readonly Issue[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReason: (key: string, reason: string) => void;
}

export function GapStep({ draft, gaps, reasons, onReason }: GapProps) {
  const [shared, setShared] = useState('');
  if (gaps.length === 0) return <p>No blanks, no bare N/A, and nothing the law asks for is missing.</p>;
  const open = gaps.filter((gap) => (reasons[issueKey(gap)] ?? '').trim() === '');
  return (
    <>
      <p>Something is blank, says only N/A, or is asked by law and not there. Fill it in, or write once why it stays as it is; the reason is kept with the IEP.</p>
      {open.length > 1 ? (
        <div className={styles.shared}>
          <TextInput label={`One reason for all ${open.length} that have none yet`} value={shared} onChange={setShared} />
          <Button small disabled={shared.trim() === ''} onPress={() => open.forEach((gap) => onReason(issueKey(gap), shared.trim()))}>
            Use it for all {open.length}
          </Button>
        </div>
      ) : null}
      <ul className={styles.list}>
        {gaps.map((gap) => (
          <li key={issueKey(gap)}>
            <p>
              <span className={styles.page}>{shortName(draft.document, gap.page)}</span> {gap.message}{' '}
              <Button look="quiet" small onPress={() => showField(draft, gap.page, gap.at[0] ?? null)}>
                Fill it
              </Button>
            </p>
            <TextInput label="Or the reason" value={reasons[issueKey(gap)] ?? ''} onChange={(reason) => onReason(issueKey(gap), reason)} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface StateProps {
  readonly draft: OpenDraft;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Gaps and errors of pages that wait for the continued meeting. */
  readonly waiting: readonly Issue[];
  readonly openConfirmed: boolean;
  readonly onOpen: (confirmed: boolean) => void;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

export function StateStep({ draft, errors, warnings, waiting, openConfirmed, onOpen, confirmed, onConfirm }: StateProps) {
  const line = (issue: Issue): ReactNode => (
    <li key={issueKey(issue)}>
      <span className={styles.page}>{shortName(draft.document, issue.page)}</span> <code>{issue.id}</code> {issue.message}{' '}
      <Button look="quiet" small onPress={() => showField(draft, issue.page, issue.at[0] ?? null)}>
        Go there
      </Button>
    </li>
  );
  return (
    <>
      {errors.length === 0 ? <p className={styles.good}>{waiting.length === 0 ? '✓ No errors in state-reported data.' : '✓ No errors in state-reported data on the pages that were discussed.'}</p> : <p className={styles.bad}>■ {errors.length} {errors.length === 1 ? 'error stops' : 'errors stop'} affirming. Each leads to its field.</p>}
      <ul className={styles.list}>{errors.map(line)}</ul>
      {waiting.length === 0 ? null : (
        <section className={styles.waiting} data-waiting={waiting.length} aria-label="Open until the meeting goes on">
          <p>These pages were not discussed. They are locked as they stand, nothing is made up to clear them, and this IEP is in no state report until the continued meeting is affirmed:</p>
          <ul className={styles.list}>{waiting.map(line)}</ul>
          <Tick label={`I confirm that ${waiting.length === 1 ? 'this stays' : `these ${waiting.length} stay`} open until the meeting goes on`} checked={openConfirmed} onChange={onOpen} />
        </section>
      )}
      {warnings.length === 0 ? null : (
        <>
          <p>Warnings to look at once:</p>
          <ul className={styles.list}>{warnings.map(line)}</ul>
          <Tick label="I have looked at these warnings" checked={confirmed} onChange={onConfirm} />
        </>
      )}
    </>
  );
}

export function CopyStep({ document, lines }: { readonly document: IepDocument; readonly lines: ReturnType<typeof redline> }) {
  if (lines.length === 0) return <p>The record says exactly what the parent took home.</p>;
  return (
    <>
      <p>{lines.length} {lines.length === 1 ? 'place differs' : 'places differ'} from the copy the parent took home:</p>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line.at}>
            <span className={styles.page}>{shortName(document, line.page)}</span> <strong>{line.label}</strong> {line.said}
            <BeforeAfter before={line.before} after={line.after} />
            <span className={styles.soft}>{line.answered === null ? 'Not explained yet: go back to the handwriting.' : line.answered.kind === 'handwriting' ? `Handwriting, initialled ${line.answered.initials.join(', ')}` : `Correction: ${line.answered.reason}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a record changes of the affirmed IEP it is linked to, as its sheet lists it. */
export function ListedChanges({ document }: { readonly document: IepDocument }) {
  return (
    <ul className={styles.list} aria-label="What is changed">
      {rowsAt(document, CHANGES).map((row) => (
        <li key={row.$row}>
          <strong>{textAt(row, 'fieldPath')}</strong>
          <BeforeAfter before={row['before']} after={row['after']} />
        </li>
      ))}
    </ul>
  );
}

interface AttestProps {
  readonly document: IepDocument;
  /** What is attested; undefined while the parent's answer is not recorded. */
  readonly variant: Attestation['variant'] | undefined;
  readonly typedName: string;
  readonly onName: (name: string) => void;
}

export function AttestStep({ document, variant, typedName, onName }: AttestProps) {
  if (variant === undefined) return <p className={styles.bad}>The parent's answer is not recorded yet. Record it on the meeting screen, then come back.</p>;
  return (
    <>
      <blockquote className={styles.statement}>{attestationText(variant, document, 'en')}</blockquote>
      <TextInput label="Your full name" hint="Typed as it stands in your profile; this is your attestation." value={typedName} onChange={onName} autoFocus />
    </>
  );
}
