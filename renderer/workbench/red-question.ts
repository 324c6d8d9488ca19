/**
 * Holds back the first change of a state-reported field in the red weeks until the user has said that it is meant (CAS-901): one guard for every
 * control, in front of the draft store. Asked once a field until the records are locked; undo is not asked about.
 */
import { create } from 'zustand';
import { closingLabel, highlight } from '../../shared/check/highlight.ts';
import { redQuestion, type RedQuestion } from '../../shared/check/red-edit.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import { today } from './clock.ts';
import { useSettings } from './settings-store.ts';

interface Caret {
  readonly box: HTMLInputElement | HTMLTextAreaElement;
  readonly at: number;
}

interface Held {
  readonly question: RedQuestion;
  readonly draftId: string;
  readonly goOn: () => void;
  /** Where the key that was held back was pressed; null when it was no text. */
  readonly caret: Caret | null;
}

interface Answers {
  readonly held: Held | null;
  /** Fields the user has said may change, by draft. */
  readonly allowed: ReadonlySet<string>;
}

export const useRedQuestion = create<Answers>(() => ({ held: null, allowed: new Set() }));

function keyOf(draftId: string, at: Address): string {
  return `${draftId} ${at}`;
}

function caretNow(): Caret | null {
  const active = document.activeElement;
  if (!(active instanceof HTMLTextAreaElement) && !(active instanceof HTMLInputElement && active.type === 'text')) return null;
  return { box: active, at: active.selectionStart ?? active.value.length };
}

/** A change that comes while another one waits is part of the same question: none of them is dropped. */
function inTurn(first: () => void, then: () => void): () => void {
  return () => {
    first();
    then();
  };
}

/** True when the edits wait for an answer: they are not made now, and `goOn` makes them if the user says so. */
export function isHeld(draft: { readonly draftId: string; readonly document: IepDocument }, edits: readonly Edit[], goOn: () => void): boolean {
  const question = redQuestion(draft.document, edits, today(), useSettings.getState().calendar);
  if (question === null) return false;
  const { allowed } = useRedQuestion.getState();
  const fields = question.fields.filter(({ at }) => !allowed.has(keyOf(draft.draftId, at)));
  if (fields.length === 0) return false;
  useRedQuestion.setState(({ held }) =>
    held === null
      ? { held: { question: { ...question, fields }, draftId: draft.draftId, goOn, caret: caretNow() } }
      : { held: { ...held, question: { ...held.question, fields: [...held.question.fields, ...fields] }, goOn: inTurn(held.goOn, goOn) } },
  );
  return true;
}

export function changeAnyway(): void {
  const { held, allowed } = useRedQuestion.getState();
  if (held === null) return;
  useRedQuestion.setState({ held: null, allowed: new Set([...allowed, ...held.question.fields.map(({ at }) => keyOf(held.draftId, at))]) });
  held.goOn();
}

export function leaveAsItIs(): void {
  useRedQuestion.setState({ held: null });
}

/** At lock: nothing is held and nothing is allowed any more. */
export function forgetRedQuestions(): void {
  useRedQuestion.setState({ held: null, allowed: new Set() });
}

/** The words of the report date whose red weeks these are; null on the days when reported fields are only marked. */
export function useRedClosing(): string | null {
  const calendar = useSettings((state) => state.calendar);
  return highlight(true, today(), calendar) === 'red' ? closingLabel(today(), calendar) : null;
}
