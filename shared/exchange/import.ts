/** Decides what an IEP file becomes on this computer and what stands against it (decisions.md 10); pure, so that the preview and the import agree. */
import { stateCheck } from '../check/state-check.ts';
import type { Issue } from '../check/issue.ts';
import type { IepDocument } from '../iep/document.ts';
import { valueAt } from '../iep/address.ts';
import type { Failure } from '../words/failures.ts';

export interface ImportVerdict {
  readonly becomes: 'current' | 'draft';
  /** State errors of the file in words, each naming rule and field. */
  readonly problems: readonly string[];
  /** Why the file cannot be imported, or null. */
  readonly blocking: Failure | null;
}

function inWords(issue: Issue): string {
  return `${issue.id}: ${issue.message}${issue.fields.length === 0 ? '' : ` (${issue.fields.join(', ')})`}`;
}

function text(document: IepDocument, address: string): string {
  const value = valueAt(document, address);
  return typeof value === 'string' ? value.trim() : '';
}

/** The district's key of the student (seisId); without one nothing the laptop sends could be filed. */
export function studentKeyOf(document: IepDocument): string {
  return text(document, 'pages/infoEligibility/seisId');
}

/** `asOf` is the district's today, YYYY-MM-DD. Errors stop only an IEP that is to become Current: a draft is there to be finished. */
export function importVerdict(document: IepDocument, asOf: string): ImportVerdict {
  const { documentStatus } = document;
  const becomes = documentStatus === 'draft' ? 'draft' : 'current';
  const errors = stateCheck(document, asOf).filter((issue) => issue.severity === 'error');
  const problems = errors.map(inWords);
  const verdict = (blocking: Failure | null): ImportVerdict => ({ becomes, problems, blocking });

  if (documentStatus !== 'draft' && documentStatus !== 'current') {
    return verdict({ code: 'importNotIep', reason: `Only a Current IEP or a draft can be imported; the status of this file is "${documentStatus}".` });
  }
  if (studentKeyOf(document) === '') return verdict({ code: 'importNotIep', reason: 'The student has no SEIS ID (pages/infoEligibility/seisId).' });
  if (text(document, 'pages/infoEligibility/lastName') === '') return verdict({ code: 'importNotIep', reason: 'The student has no last name (pages/infoEligibility/lastName).' });
  if (becomes === 'current' && text(document, 'meeting/meetingDate') === '') return verdict({ code: 'importNotIep', reason: 'The IEP has no meeting date (meeting/meetingDate).' });
  const first = problems[0];
  if (becomes === 'current' && first !== undefined) return verdict({ code: 'importStateErrors', reason: first });
  return verdict(null);
}
