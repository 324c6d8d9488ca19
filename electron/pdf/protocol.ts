/** Messages between main and the PDF worker. */
import type { MadePaper, PaperJob } from '../ports.ts';
import type { PaperFonts } from './fonts.ts';

export interface WorkerStart {
  readonly fonts: PaperFonts;
}

/** `warm` with a job makes it and hands nothing over; null = a throw-away document. */
export type WorkerRequest = { readonly kind: 'make'; readonly job: PaperJob } | { readonly kind: 'warm'; readonly job: PaperJob | null };

export type WorkerReply = { readonly kind: 'made'; readonly paper: MadePaper } | { readonly kind: 'warmed' } | { readonly kind: 'failed' };
