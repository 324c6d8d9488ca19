/** Promise: paper is made and PDFs are judged away from main's event loop, and handed to the system's printers. */
import type { Printed } from '../../shared/bridge/paper.ts';
import type { LibraryJob } from '../../shared/library/papers.ts';
import type { PaperFacts } from '../../shared/paper/facts.ts';
import type { Result } from '../../shared/words/failures.ts';

/** What a paper is made from; the worker gets it as it is. */
export type PaperJob = PaperFacts;

export interface MadePaper {
  readonly pdf: Uint8Array;
  readonly sheets: number;
  readonly audit: Printed['audit'];
  /** Page keys in the order printed. */
  readonly pages: readonly string[];
}

/** The PDF worker: one job at a time, never on main's event loop. */
export interface PaperService {
  readonly make: (job: PaperJob) => Promise<Result<MadePaper>>;
  /** A paper that comes with the document library. */
  readonly library: (job: LibraryJob) => Promise<Result<MadePaper>>;
  /** One PDF of several papers in their order, each with its own sheet numbers and beginning on the front of a sheet. Each was made by itself before. */
  readonly together: (jobs: readonly PaperJob[]) => Promise<Result<Uint8Array>>;
  /** Makes the paper of an IEP that was opened, or a throw-away document, without handing it over: the first real print is quick then. */
  readonly warm: (job?: PaperJob) => void;
  /** Ends the worker with all it knows of students; what was asked for and is not made yet fails, the next job starts another worker. */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Looks into a PDF somebody took in, apart from everything else. */
export interface PdfJudge {
  /** How many pages it has; refused in a sentence when it does not open for everybody, or is more than a document to read. */
  readonly judge: (pdf: Uint8Array) => Promise<Result<{ readonly pages: number }>>;
}

export interface PrintPort {
  /** Opens the finished PDF and the system's print dialog. */
  readonly print: (pdf: Uint8Array, jobName: string) => Promise<'sent' | 'noPrinter' | 'cancelled'>;
  /** Names of the printers the system knows, whether or not they are switched on; none when it does not answer. */
  readonly printers: () => Promise<readonly string[]>;
}
