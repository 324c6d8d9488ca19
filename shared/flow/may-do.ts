/**
 * The one front door: whether somebody may do something to a student's document. The page asks to show, main asks to decide, for every append,
 * every transition and every other command that has a row in the role matrix (decisions.md 4).
 */
import type { Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import type { Edit } from '../journal/edit.ts';
import { mayHappen } from './decide.ts';
import type { FlowEvent, Verdict, Who } from './events.ts';
import { mayEdit } from './may-edit.ts';
import { firstFutureVerdict, importRight, verdictFor, type Action } from './roles.ts';

export type Attempt =
  /** `hasRecord`: whether an affirmed IEP of this student is on this computer. */
  | { readonly kind: 'edit'; readonly edits: readonly Edit[]; readonly hasRecord: boolean }
  /** District-local now, and what differs from the parent copy. */
  | { readonly kind: 'event'; readonly event: FlowEvent; readonly today: string; readonly time: string; readonly differences: readonly Address[] }
  | { readonly kind: 'import'; readonly becomes: 'current' | 'draft' }
  /** The document is the first Future IEP of a student who is being added. */
  | { readonly kind: 'add' }
  /** A command that leaves this document as it is: printing, starting the next one. `refusal` names the one thing that was tried where the row of the matrix holds several. */
  | { readonly kind: 'act'; readonly action: Action; readonly refusal?: string };

export function mayDo(doc: IepDocument, attempt: Attempt, who: Who): Verdict {
  switch (attempt.kind) {
    case 'edit':
      return mayEdit(doc, attempt.edits, who, attempt.hasRecord);
    case 'event':
      return mayHappen(doc, attempt.event, { ...who, today: attempt.today, time: attempt.time, differences: attempt.differences });
    case 'import':
      return importRight(doc, attempt.becomes, who);
    case 'add':
      return firstFutureVerdict(doc, who);
    case 'act':
      return verdictFor(doc, attempt.action, who, attempt.refusal);
  }
}
