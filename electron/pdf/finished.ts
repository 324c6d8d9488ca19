/**
 * Papers made a moment ago, by the hash of everything their bytes follow from: asked for again (a second press, a retry after a full disk), they are
 * handed over and not made. Template and fonts are those of this worker, so the job alone tells two papers apart. In memory only; a lock ends the worker.
 */
import { createHash } from 'node:crypto';
import type { MadePaper, PaperJob } from '../ports/paper.ts';

/** A paper takes up to a few megabytes. */
const PAPERS_KEPT = 4;

/** `make`, asked only for papers that are not at hand. A paper that could not be made is tried again. */
export function keepingFinished(make: (job: PaperJob) => Promise<MadePaper>): (job: PaperJob) => Promise<MadePaper> {
  const finished = new Map<string, MadePaper>();
  return async (job) => {
    const key = createHash('sha256').update(JSON.stringify(job)).digest('base64');
    const made = finished.get(key) ?? await make(job);
    finished.delete(key);
    finished.set(key, made);
    for (const oldest of [...finished.keys()].slice(0, -PAPERS_KEPT)) finished.delete(oldest);
    return made;
  };
}
