/** What stood open when an IEP was affirmed, and why it stayed: read from the record, where the reasons of the case manager are kept with it (decisions.md 11). */
import { valueAt } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isObject, type Json } from '../iep/json.ts';
import { textAt } from './read.ts';

export interface LeftOpen {
  /** The finding in words, as it read then. */
  readonly message: string;
  /** Why it stayed as it was; '' where a look was enough (warnings, and what waits for a continuation). */
  readonly reason: string;
}

export interface Attested {
  /** As it was typed under the statement. */
  readonly typedName: string;
  /** District-local `YYYY-MM-DDTHH:MM`. */
  readonly affirmedAt: string;
  /** Blank, or asked by law and not there; each with its reason. */
  readonly gaps: readonly LeftOpen[];
  /** Looked at and confirmed. */
  readonly warnings: readonly LeftOpen[];
  /** What the continued meeting had still to settle. */
  readonly waiting: readonly LeftOpen[];
}

/** Null where the record has no such list. */
function listAt(document: IepDocument, at: 'gaps' | 'warnings' | 'open'): readonly LeftOpen[] | null {
  const list = valueAt(document, `affirmation/${at}`);
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject).map((one) => ({ message: textAt(one, 'message'), reason: textAt(one, 'reason') })) : null;
}

/** Null for an IEP that was affirmed by another program, which does not tell what it left open. */
export function attestedOf(document: IepDocument): Attested | null {
  const gaps = listAt(document, 'gaps');
  if (gaps === null) return null;
  return { typedName: textAt(document, 'affirmation/typedName'), affirmedAt: textAt(document, 'affirmation/affirmedAt'), gaps, warnings: listAt(document, 'warnings') ?? [], waiting: listAt(document, 'open') ?? [] };
}
