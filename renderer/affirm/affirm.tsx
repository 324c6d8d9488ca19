/**
 * Affirm and attest, in the order of the handbook and decisions.md 19: purpose box, gaps, state check, differences from the parent copy, then the
 * statement and the typed name. Nothing is changed before the last press; main checks everything again.
 */
import { useState, type ReactNode } from 'react';
import type { Attestation } from '../../shared/bridge/affirm.ts';
import type { Issue } from '../../shared/check/issue.ts';
import { attestationText, issueKey, variantOf, waitsOpen } from '../../shared/flow/affirm.ts';
import { changeKind, CHANGES, owedBy } from '../../shared/flow/change.ts';
import { purposesOf, rowsAt, textAt } from '../../shared/flow/read.ts';
import { redline } from '../../shared/flow/redline.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { useCheckedOf } from '../form/issues.ts';
import { showField } from '../meeting/show-field.ts';
import { go } from '../routes.ts';
import { BeforeAfter } from '../ui/before-after.tsx';
import { Button } from '../ui/button.tsx';
import { Frame } from '../ui/frame.tsx';
import { TextInput, Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { affirmDraft } from '../workbench/draft-commands.ts';
import { closeDraft } from '../workbench/draft-queue.ts';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { fillRecords, fillWorkingSet } from '../workbench/working-set.ts';
import { boxIsFilled, otherOf, PurposeStep } from './purpose-step.tsx';
import { useDraft, useParentCopy } from './use-draft.ts';
import box from '../ui/panel.module.css';
import styles from './affirm.module.css';

const STEPS = ['Purpose box', 'Gaps', 'State check', 'Changes', 'Attest'] as const;
/** A change keeps the purposes of the meeting whose IEP it changes. */
const FIRST_STEP_OF_CHANGE = 1;

interface GapProps {
  readonly draft: OpenDraft;
  readonly gaps: readonly Issue[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReason: (key: string, reason: string) => void;
}

function GapStep({ draft, gaps, reasons, onReason }: GapProps) {
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
              <span className={styles.page}>{pageDef(pageIdOf(gap.page)).short.en}</span> {gap.message}{' '}
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

function StateStep({ draft, errors, warnings, waiting, openConfirmed, onOpen, confirmed, onConfirm }: StateProps) {
  const line = (issue: Issue): ReactNode => (
    <li key={issueKey(issue)}>
      <span className={styles.page}>{pageDef(pageIdOf(issue.page)).short.en}</span> <code>{issue.id}</code> {issue.message}{' '}
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

function ChangeStep({ lines }: { readonly lines: ReturnType<typeof redline> }) {
  if (lines.length === 0) return <p>The record says exactly what the parent took home.</p>;
  return (
    <>
      <p>{lines.length} {lines.length === 1 ? 'place differs' : 'places differ'} from the copy the parent took home:</p>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line.at}>
            <span className={styles.page}>{pageDef(pageIdOf(line.page)).short.en}</span> <strong>{line.label}</strong> {line.said}
            <BeforeAfter before={line.before} after={line.after} />
            <span className={styles.soft}>{line.answered === null ? 'Not explained yet: go back to the handwriting.' : line.answered.kind === 'handwriting' ? `Handwriting, initialled ${line.answered.initials.join(', ')}` : `Correction: ${line.answered.reason}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a record changes of the affirmed IEP it is linked to, as its sheet lists it. */
function ListedChanges({ document }: { readonly document: IepDocument }) {
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

function Wizard({ draft, studentId }: { readonly draft: OpenDraft; readonly studentId: string }) {
  const isChange = changeKind(draft.document) !== null;
  const first = isChange ? FIRST_STEP_OF_CHANGE : 0;
  const [step, setStep] = useState(first);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [confirmed, setConfirmed] = useState(false);
  const [openConfirmed, setOpenConfirmed] = useState(false);
  const [typedName, setTypedName] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const copy = useParentCopy(draft.draftId);
  const { document } = draft;
  const issues = owedBy(document, useCheckedOf(document).issues);
  const waiting = issues.filter((issue) => waitsOpen(document, issue));
  const gaps = issues.filter((issue) => issue.severity === 'gap' && !waiting.includes(issue));
  const errors = issues.filter((issue) => issue.severity === 'error' && !waiting.includes(issue));
  const warnings = issues.filter((issue) => issue.severity === 'warning');
  const lines = copy === null ? [] : redline(document, copy.document);
  const purposes = purposesOf(document);
  const variant = variantOf(document);
  const done = [
    isChange || boxIsFilled(document),
    gaps.every((gap) => (reasons[issueKey(gap)] ?? '').trim() !== ''),
    errors.length === 0 && (warnings.length === 0 || confirmed) && (waiting.length === 0 || openConfirmed),
    (copy !== null || changeKind(document) === 'correction') && lines.every((line) => line.answered !== null),
  ];
  const affirm = async (): Promise<void> => {
    if (variant === undefined) return;
    setBusy(true);
    setFailure(null);
    const attestation: Attestation = { purposes: [...purposes], purposeOther: otherOf(document), gapReasons: { ...reasons }, warningsConfirmed: [...warnings, ...waiting].map(issueKey), variant, typedName };
    const reply = await affirmDraft(attestation);
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    closeDraft();
    await fillWorkingSet();
    await fillRecords(studentId);
    go({ name: 'student', studentId, tab: 'current' });
    return undefined;
  };
  const body = (): ReactNode => {
    switch (step) {
      case 0:
        return <PurposeStep document={document} />;
      case 1:
        return <GapStep draft={draft} gaps={gaps} reasons={reasons} onReason={(key, reason) => setReasons((known) => ({ ...known, [key]: reason }))} />;
      case 2:
        return <StateStep draft={draft} errors={errors} warnings={warnings} waiting={waiting} openConfirmed={openConfirmed} onOpen={setOpenConfirmed} confirmed={confirmed} onConfirm={setConfirmed} />;
      case 3:
        return <>{isChange ? <ListedChanges document={document} /> : null}{changeKind(document) === 'correction' ? null : <ChangeStep lines={lines} />}</>;
      default:
        if (variant === undefined) return <p className={styles.bad}>The parent's answer is not recorded yet. Record it on the meeting screen, then come back.</p>;
        return (
          <>
            <blockquote className={styles.statement}>{attestationText(variant, document, 'en')}</blockquote>
            <TextInput label="Your full name" hint="Typed as it stands in your profile; this is your attestation." value={typedName} onChange={setTypedName} autoFocus />
          </>
        );
    }
  };
  const last = step === STEPS.length - 1;
  return (
    <div className={styles.wizard}>
      <ol className={styles.steps} aria-label="Steps of affirming">
        {STEPS.map((name, index) => index < first ? null : (
          <li key={name} aria-current={index === step ? 'step' : undefined}>
            <button type="button" disabled={index > step && !done.slice(0, index).every(Boolean)} onClick={() => setStep(index)}>
              {index < step && done[index] === true ? '✓ ' : `${index + 1 - first} `}
              {name}
            </button>
          </li>
        ))}
      </ol>
      <section className={box.panel} aria-label={STEPS[step] ?? ''} data-step={STEPS[step]}>
        <h2>{STEPS[step]}</h2>
        {body()}
        {failure === null ? null : <FailureNotice failure={failure} />}
      </section>
      <div className={styles.actions}>
        {last ? (
          <Button look="primary" disabled={busy || variant === undefined || typedName.trim() === '' || !done.every(Boolean)} onPress={() => void affirm()}>
            {busy ? 'Making the PDF and the sealed record…' : 'Affirm and attest'}
          </Button>
        ) : (
          <Button look="primary" disabled={done[step] !== true} onPress={() => setStep(step + 1)}>
            Next: {STEPS[step + 1]}
          </Button>
        )}
        {step > first ? <Button onPress={() => setStep(step - 1)}>Back to {STEPS[step - 1]}</Button> : null}
      </div>
    </div>
  );
}

export function Affirm({ studentId, draftId }: { readonly studentId: string; readonly draftId: string }) {
  const { draft, failure } = useDraft(draftId);
  return (
    <Frame screen="affirm" title={<h1>Affirm and attest</h1>}>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {draft === null ? null : <Wizard draft={draft} studentId={studentId} />}
    </Frame>
  );
}
