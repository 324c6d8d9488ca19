/** The steps main has not acknowledged yet, oldest first: those under way to it and those that wait. None leaves before it was acknowledged or refused for good. */
import type { Address } from '../../shared/iep/address.ts';
import type { Step } from '../../shared/journal/edit.ts';
import { textEdit } from '../../shared/journal/text.ts';

interface Pending {
  readonly step: Step;
  /** Set for typing in one field: further keys in that field join this step. */
  readonly typing: { readonly at: Address; readonly was: string } | null;
}

export interface PendingSteps {
  readonly add: (step: Step) => void;
  /** The text of one field went from `was` to `now`: joins the newest step where that is typing in the same field. */
  readonly type: (at: Address, was: string, now: string, label: string) => void;
  /** Everything that waits is under way from now on. */
  readonly depart: () => readonly Step[];
  /** Nothing is under way any more; returns what was, which is pending no more. */
  readonly arrived: () => readonly Step[];
  /** What was under way waits again, in front; no key joins it any more. */
  readonly comeBack: () => void;
  /** These wait, in place of what waited. */
  readonly replace: (steps: readonly Step[]) => void;
  readonly underWay: () => boolean;
  readonly noneWaits: () => boolean;
  readonly all: () => readonly Step[];
}

function settledIn(step: Step): Pending {
  return { step, typing: null };
}

export function createPendingSteps(newStepId: () => string): PendingSteps {
  let waiting: readonly Pending[] = [];
  let onTheWay: readonly Pending[] = [];
  const stepsOf = (items: readonly Pending[]): readonly Step[] => items.map((item) => item.step);
  return {
    add: (step) => {
      waiting = [...waiting, settledIn(step)];
    },
    type: (at, was, now, label) => {
      const last = waiting.at(-1);
      waiting = last?.typing?.at === at
        ? [...waiting.slice(0, -1), { ...last, step: { ...last.step, edits: [textEdit(at, last.typing.was, now)] } }]
        : [...waiting, { step: { id: newStepId(), label, edits: [textEdit(at, was, now)] }, typing: { at, was } }];
    },
    depart: () => {
      onTheWay = waiting;
      waiting = [];
      return stepsOf(onTheWay);
    },
    arrived: () => {
      const sent = stepsOf(onTheWay);
      onTheWay = [];
      return sent;
    },
    comeBack: () => {
      waiting = [...stepsOf(onTheWay).map(settledIn), ...waiting];
      onTheWay = [];
    },
    replace: (steps) => {
      waiting = steps.map(settledIn);
    },
    underWay: () => onTheWay.length > 0,
    noneWaits: () => waiting.length === 0,
    all: () => stepsOf([...onTheWay, ...waiting]),
  };
}
