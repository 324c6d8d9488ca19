/**
 * Affirm and attest, in the order of the handbook and decisions.md 19: purpose box, gaps, state check, differences from the parent copy, then the
 * statement and the typed name. Nothing is changed before the last press; main checks everything again.
 */
import { useState, type ReactNode } from 'react';
import type { Attestation } from '../../shared/bridge/affirm.ts';
import { issueKey, variantOf, waitsOpen } from '../../shared/flow/affirm.ts';
import { changeKind, owedBy } from '../../shared/flow/change.ts';
import { purposesOf } from '../../shared/flow/read.ts';
import { redline } from '../../shared/flow/redline.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { useCheckedOf } from '../form/issues.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { Frame } from '../ui/frame.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { affirmDraft } from '../workbench/draft-commands.ts';
import { closeDraft } from '../workbench/draft-queue.ts';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { fillRecords, fillWorkingSet } from '../workbench/working-set.ts';
import { boxIsFilled, otherOf, PurposeStep } from './purpose-step.tsx';
import { useDraft, useParentCopy } from './use-draft.ts';
import box from '../ui/panel.module.css';
import styles from './affirm.module.css';
import { AttestStep, CopyStep, GapStep, ListedChanges, StateStep } from './steps.tsx';

const STEPS = ['Purpose box', 'Gaps', 'State check', 'Changes', 'Attest'] as const;
/** A change keeps the purposes of the meeting whose IEP it changes. */
const FIRST_STEP_OF_CHANGE = 1;

/** What of the findings stops affirming, what is answered, and what waits for the continued meeting. */
function useOwed(document: IepDocument) {
  const issues = owedBy(document, useCheckedOf(document).issues);
  const waiting = issues.filter((issue) => waitsOpen(document, issue));
  const owedNow = issues.filter((issue) => !waiting.includes(issue));
  return {
    waiting, gaps: owedNow.filter((issue) => issue.severity === 'gap'), errors: owedNow.filter((issue) => issue.severity === 'error'), warnings: issues.filter((issue) => issue.severity === 'warning'),
  };
}

interface StepListProps {
  readonly first: number;
  readonly step: number;
  readonly done: readonly boolean[];
  readonly onStep: (step: number) => void;
}

/** The steps in their order; one can be gone to when every step before it is done. */
function StepList({ first, step, done, onStep }: StepListProps) {
  return (
    <ol className={styles.steps} aria-label="Steps of affirming">
      {STEPS.map((name, index) => index < first ? null : (
        <li key={name} aria-current={index === step ? 'step' : undefined}>
          <button type="button" disabled={index > step && !done.slice(0, index).every(Boolean)} onClick={() => onStep(index)}>
            {index < step && done[index] === true ? '✓ ' : `${index + 1 - first} `}
            {name}
          </button>
        </li>
      ))}
    </ol>
  );
}

interface ActionsProps extends StepListProps {
  readonly busy: boolean;
  readonly ready: boolean;
  readonly onAffirm: () => void;
}

function Actions({ first, step, done, onStep, busy, ready, onAffirm }: ActionsProps) {
  return (
    <div className={styles.actions}>
      {step === STEPS.length - 1 ? (
        <Button look="primary" disabled={busy || !ready || !done.every(Boolean)} onPress={onAffirm}>
          {busy ? 'Making the PDF and the sealed record…' : 'Affirm and attest'}
        </Button>
      ) : (
        <Button look="primary" disabled={done[step] !== true} onPress={() => onStep(step + 1)}>
          Next: {STEPS[step + 1]}
        </Button>
      )}
      {step > first ? <Button onPress={() => onStep(step - 1)}>Back to {STEPS[step - 1]}</Button> : null}
    </div>
  );
}

/** Seals the IEP and shows it as the Current one; the failure where it was not sealed. */
async function affirmAndShow(attestation: Attestation, studentId: string): Promise<Failure | null> {
  const reply = await affirmDraft(attestation);
  if (!reply.ok) return reply.failure as Failure;
  closeDraft();
  await fillWorkingSet();
  await fillRecords(studentId);
  go({ name: 'student', studentId, tab: 'current' });
  return null;
}

function Wizard({ draft, studentId }: { readonly draft: OpenDraft; readonly studentId: string }) {
  const { document } = draft;
  const isChange = changeKind(document) !== null;
  const first = isChange ? FIRST_STEP_OF_CHANGE : 0;
  const [step, setStep] = useState(first);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [confirmed, setConfirmed] = useState(false);
  const [openConfirmed, setOpenConfirmed] = useState(false);
  const [typedName, setTypedName] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const copy = useParentCopy(draft.draftId);
  const { waiting, gaps, errors, warnings } = useOwed(document);
  const lines = copy === null ? [] : redline(document, copy.document);
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
    setFailure(await affirmAndShow({ purposes: [...purposesOf(document)], purposeOther: otherOf(document), gapReasons: { ...reasons }, warningsConfirmed: [...warnings, ...waiting].map(issueKey), variant, typedName }, studentId));
    setBusy(false);
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
        return <>{isChange ? <ListedChanges document={document} /> : null}{changeKind(document) === 'correction' ? null : <CopyStep document={document} lines={lines} />}</>;
      default:
        return <AttestStep document={document} variant={variant} typedName={typedName} onName={setTypedName} />;
    }
  };
  return (
    <div className={styles.wizard}>
      <StepList first={first} step={step} done={done} onStep={setStep} />
      <section className={box.panel} aria-label={STEPS[step] ?? ''} data-step={STEPS[step]}>
        <h2>{STEPS[step]}</h2>
        {body()}
        {failure === null ? null : <FailureNotice failure={failure} />}
      </section>
      <Actions first={first} step={step} done={done} onStep={setStep} busy={busy} ready={variant !== undefined && typedName.trim() !== ''} onAffirm={() => void affirm()} />
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
