/**
 * Promise: what came to an affirmed IEP since is kept beside it and never in it, each entry written once: a parent's signature, the written revocation of consent and the stop of services it owes, progress reports and how
 * they went home, translations. The record is read together with them; its own bytes stay (iep-forms.md 6.3, 6.10, 8.6; decisions.md 22).
 */
import type { IepDocument } from '../iep/document.ts';
import type { LateWord } from '../iep/translations.ts';
import { withLateSignatures, type LateSignature } from './late-signature.ts';
import { withProgress, type ProgressEntry } from './progress.ts';
import { withRevocation, type Revocation, type ServicesStop } from './revocation.ts';

/** A translator's words, place by place. */
export interface LateWords {
  readonly translations: readonly LateWord[];
  readonly by: string;
  readonly at: string;
}

/** `by` is a staff id, `at` the instant by main's clock. */
export type LateEntry = LateSignature | Revocation | ServicesStop | ProgressEntry | LateWords;

export const LATE_KINDS = ['signature', 'revocation', 'servicesStop', 'progress', 'sent', 'translations'] as const;
export type LateKind = (typeof LATE_KINDS)[number];

export function lateKind(entry: LateEntry): LateKind {
  if ('signing' in entry) return 'signature';
  if ('revoking' in entry) return 'revocation';
  if ('stopping' in entry) return 'servicesStop';
  if ('progress' in entry) return 'progress';
  return 'sent' in entry ? 'sent' : 'translations';
}

export function isSignature<E extends LateEntry>(entry: E): entry is Extract<E, LateSignature> {
  return lateKind(entry) === 'signature';
}

export function isProgress<E extends LateEntry>(entry: E): entry is Extract<E, ProgressEntry> {
  const kind = lateKind(entry);
  return kind === 'progress' || kind === 'sent';
}

export function isRevocation<E extends LateEntry>(entry: E): entry is Extract<E, Revocation> {
  return lateKind(entry) === 'revocation';
}

export function isServicesStop<E extends LateEntry>(entry: E): entry is Extract<E, ServicesStop> {
  return lateKind(entry) === 'servicesStop';
}

/** The affirmed IEP with the signatures, a revocation of consent and the progress reports that came since; translations are laid over by whoever knows those still being typed too. */
export function withLate(affirmed: IepDocument, late: readonly LateEntry[]): IepDocument {
  const signed = withLateSignatures(affirmed, late.filter(isSignature));
  return withProgress(withRevocation(signed, late.filter(isRevocation), late.filter(isServicesStop)), late.filter(isProgress));
}
