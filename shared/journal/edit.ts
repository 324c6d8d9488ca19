/**
 * An edit says what changed at one address and what was there before, so that it can be undone, shown and merged without
 * the document it came from (design.md, idea 2; decisions.md 3).
 */
import type { Address, Row, RowId } from '../iep/address.ts';
import type { Json } from '../iep/json.ts';

export type Edit =
  /** Replace the value at `at`; `was` undefined when nothing was there. */
  | { readonly op: 'set'; readonly at: Address; readonly value: Json; readonly was: Json | undefined }
  /** Take the member at `at` out again; the inverse of a `set` where nothing was. */
  | { readonly op: 'unset'; readonly at: Address; readonly was: Json }
  /** Replace `removed` at UTF-16 offset `index` of the text at `at` by `inserted`. */
  | { readonly op: 'splice'; readonly at: Address; readonly index: number; readonly removed: string; readonly inserted: string }
  /** Insert a row after row `after` (null = first) into the list at `at`. */
  | { readonly op: 'insertRow'; readonly at: Address; readonly row: Row; readonly after: RowId | null }
  | { readonly op: 'moveRow'; readonly at: Address; readonly row: RowId; readonly after: RowId | null; readonly wasAfter: RowId | null }
  | { readonly op: 'removeRow'; readonly at: Address; readonly row: Row; readonly after: RowId | null };

/** Edits made in one go and undone in one go, with a label in the user's words ("Edit of Parent concerns"). */
export interface Step {
  /** Chosen by the writer; makes a repeated append harmless. */
  readonly id: string;
  readonly label: string;
  readonly edits: readonly Edit[];
  /** Set when this step takes back another one. */
  readonly undoes?: string;
}

/** Who wrote an entry and when; stamped by main, never by the page (decisions.md 3). */
export interface Stamp {
  readonly by: string;
  readonly device: string;
  /** 1-based position in the journal = revision of the draft after this entry. */
  readonly seq: number;
  /** ISO instant of main's clock. */
  readonly at: string;
}

export type JournalEntry =
  | ({ readonly kind: 'edit'; readonly step: Step; /** Revision the writer had seen. */ readonly parent: number } & Stamp)
  | ({ readonly kind: 'flow'; readonly event: import('../flow/events.ts').FlowEvent } & Stamp);
