/** Messages between main and the PDF worker. */
import type { LibraryJob } from '../../shared/library/papers.ts';
import type { MadePaper, PaperJob } from '../ports/paper.ts';
import type { PaperFonts } from './fonts.ts';

export interface WorkerStart {
  readonly fonts: PaperFonts;
}

/** `together` makes one file of several papers; `warm` with a job makes it and hands nothing over; null = a throw-away document. */
export type WorkerRequest = { readonly kind: 'make'; readonly job: PaperJob } | { readonly kind: 'together'; readonly jobs: readonly PaperJob[] } | { readonly kind: 'warm'; readonly job: PaperJob | null } | { readonly kind: 'library'; readonly job: LibraryJob };

export type WorkerReply = { readonly kind: 'made'; readonly paper: MadePaper } | { readonly kind: 'together'; readonly pdf: Uint8Array } | { readonly kind: 'warmed' } | { readonly kind: 'failed' };
