/** Promise: the copies that are printed for the parent: which one stands, what it replaces, and where the signed paper is. */
import type { IepDocument, ParentCopy } from '../../iep/document.ts';
import type { JsonObject } from '../../iep/json.ts';
import { pageIdOf } from '../../iep/page-keys.ts';
import { pageDef } from '../../iep/pages.ts';
import type { SignedPaper } from '../events.ts';
import { isToBeContinued, pageStateOf, parentCopyOf, workOf } from '../read.ts';
import { closeSession } from './sessions.ts';
import { setPageState } from './page-states.ts';
import { withWork } from './writing.ts';

/** The parent's copy was printed: the session ends, its discussed pages are final, and an earlier copy is replaced. */
export function printed(doc: IepDocument, copy: ParentCopy & JsonObject, end: string): IepDocument {
  const before = doc['parentCopy'];
  const superseded = before !== null && typeof before === 'object' && 'position' in before ? [...workOf(doc).superseded, before as unknown as ParentCopy] : workOf(doc).superseded;
  const closed = closeSession(doc, end, isToBeContinued(doc) ? 'toBeContinued' : 'completed');
  const finals = copy.pages.filter((key) => pageStateOf(closed, key) === 'discussed' || !pageDef(pageIdOf(key)).carriesDraftMark);
  const pages = finals.reduce((here, key) => setPageState(here, key, 'final'), closed);
  return withWork({ ...pages, parentCopy: copy }, { superseded, sheets: [], differences: [] });
}

/** The sheet to sign was made: an earlier print of it is replaced, and its answers begin again. */
export function amendmentPrinted(doc: IepDocument, copy: ParentCopy & JsonObject): IepDocument {
  const before = parentCopyOf(doc);
  const superseded = before === null ? workOf(doc).superseded : [...workOf(doc).superseded, before];
  return withWork(setPageState({ ...doc, parentCopy: copy }, 'amendment', 'final'), { superseded, sheets: [], differences: [] });
}

/** What is known of the copy now; nothing where none was printed. */
export function withCopy(doc: IepDocument, part: JsonObject): IepDocument {
  const copy = doc['parentCopy'];
  return typeof copy === 'object' && copy !== null ? { ...doc, parentCopy: { ...(copy as JsonObject), ...part } } : doc;
}

/** Which paper came back signed, and when; nothing where nobody was asked. */
export function withPaper(doc: IepDocument, paper: SignedPaper | undefined): IepDocument {
  return paper === undefined ? doc : withCopy(doc, { signedPaper: paper.signed, returnedOn: paper.returnedOn });
}
