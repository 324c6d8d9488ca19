/** Messages between main and the PDF worker. */
import type { MadePaper, PaperJob } from '../ports.ts';
import type { PaperFonts } from './fonts.ts';

export interface WorkerStart {
  readonly fonts: PaperFonts;
}

export type WorkerRequest = { readonly kind: 'make'; readonly job: PaperJob } | { readonly kind: 'warm' };

export type WorkerReply = { readonly kind: 'made'; readonly paper: MadePaper } | { readonly kind: 'warmed' } | { readonly kind: 'failed' };
