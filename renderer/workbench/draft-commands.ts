/** Promise: whatever main is asked about the open draft is asked once everything typed is saved: a named step, paper, the affirmation. */
import type { Attestation } from '../../shared/bridge/affirm.ts';
import type { Input, Output, Reply } from '../../shared/bridge/contract.ts';
import type { Printed } from '../../shared/bridge/paper.ts';
import type { FlowCommand } from '../../shared/flow/events.ts';
import type { Step } from '../../shared/journal/edit.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, bridge } from './bridge.ts';
import { closeDraft, flushFailure, growTo, inTurn, openDraft, openQueue, reload } from './draft-queue.ts';
import { change, dismissRefusal, requireDraft } from './draft-store.ts';

/** Takes words back that a sealed copy in a folder of the user's still holds, and saves them as if they had just been typed. */
export function takeBackKept(): Promise<void> {
  return inTurn(async () => {
    const { draftId } = requireDraft();
    const failure = await flushFailure();
    if (failure !== null) return change(() => ({ trouble: failure }));
    const asking = openQueue();
    await asking?.hold();
    if (openQueue() !== asking) return undefined;
    const reply = await ask(bridge().drafts.takeBack({ draftId }));
    if (openQueue() !== asking) return undefined;
    if (reply.ok && reply.value !== null) return reload(draftId, { steps: reply.value.steps as readonly Step[], parent: reply.value.parent });
    if (!reply.ok) change(() => ({ trouble: reply.failure as Failure }));
    return asking?.release();
  });
}

/** Asks main about the draft once everything typed is saved. While words cannot be saved main is not asked, and the answer says why. */
async function onceSaved<T>(asked: (draft: { readonly draftId: string; readonly parent: number }) => Promise<Reply<T>>): Promise<Reply<T>> {
  const failure = await flushFailure();
  if (failure !== null) return { ok: false, failure };
  // Counted only now: the words just saved are entries too.
  const { draftId, entries } = requireDraft();
  return asked({ draftId, parent: entries.length });
}

/** Paper of the draft, handed to the printer. */
export function printDraft(what: Omit<Input<'paper.print'>, 'draftId' | 'parent' | 'toPrinter'>): Promise<Reply<Printed>> {
  return onceSaved((draft) => ask(bridge().paper.print({ ...what, ...draft, toPrinter: true })));
}

/** The draft is attested and becomes the Current IEP. */
export function affirmDraft(attestation: Attestation): Promise<Reply<Output<'affirm.commit'>>> {
  return onceSaved((draft) => ask(bridge().affirm.commit({ ...draft, attestation })));
}

/** A named step of the meeting: everything typed is saved first, then main decides. What is typed while it decides is saved after it. */
export function command(event: FlowCommand): Promise<Reply<null>> {
  return inTurn(async () => {
    const asking = openQueue();
    const reply = await onceSaved(async () => {
      await asking?.hold();
      // Locked or left meanwhile: there is no draft to ask about.
      if (openQueue() !== asking) return { ok: false, failure: { code: 'staleDraft' } };
      const { draftId, base, entries } = requireDraft();
      const answer = await ask(bridge().drafts.command({ draftId, parent: entries.length, event }));
      if (openQueue() !== asking) return answer;
      if (answer.ok) {
        growTo(base, [...entries, ...answer.value.entries]);
        change(() => ({ trouble: null }));
      } else {
        change(() => ({ trouble: answer.failure as Failure }));
        if (answer.failure.code === 'staleDraft') await reload(draftId);
        else asking?.release();
      }
      return answer;
    });
    return reply.ok ? { ok: true, value: null } : reply;
  });
}

/** Reads the journal again after main appended to it on its own (parent copy printed). */
export function refreshDraft(): Promise<void> {
  return inTurn(async () => {
    const asking = openQueue();
    await asking?.hold();
    return openQueue() === asking ? reload(requireDraft().draftId) : undefined;
  });
}

/** Gives a Future IEP up and leaves it. Nothing is given up while words of it, or of the one that is open instead, cannot be saved. */
export async function giveUpDraft(draftId: string, reason: string): Promise<Reply<null>> {
  const opened = await openDraft(draftId);
  if (!opened.ok) return opened;
  const reply = await command({ type: 'abandoned', reason });
  dismissRefusal();
  if (reply.ok) closeDraft();
  return reply;
}
