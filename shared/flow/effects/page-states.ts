/** Promise: how far each page has come, and the marks of what the team has discussed; a page that is opened again loses its mark. */
import { at, valueAt, type Address } from '../../iep/address.ts';
import type { IepDocument, PageState } from '../../iep/document.ts';
import { hasContent, pageIdOf, pageKeysOf, pageRoot } from '../../iep/page-keys.ts';
import { pageDef } from '../../iep/pages.ts';
import type { Stamp } from '../../journal/edit.ts';
import { pageStateOf, workOf } from '../read.ts';
import { put, withWork } from './writing.ts';

/** The page is in this state; a page that was not there begins with it. */
export function setPageState(doc: IepDocument, key: string, state: PageState): IepDocument {
  const root = pageRoot(key);
  const page = valueAt(doc, root);
  if (state !== 'discussed' && state !== 'final' && workOf(doc).discussed[root] !== undefined) return setPageState(withoutMarks(doc, (at) => at === root), key, state);
  return page === null || page === undefined ? put(doc, root, { pageState: state }) : put(doc, at(root, 'pageState'), state);
}

/** A place and the moment the team discussed it. */
export function marked(doc: IepDocument, at: Address, { by, at: when }: Stamp): IepDocument {
  return withWork(doc, { discussed: { ...workOf(doc).discussed, [at]: { by, at: when } } });
}

/** The document without the marks of these places. */
export function withoutMarks(doc: IepDocument, gone: (at: Address) => boolean): IepDocument {
  const { discussed } = workOf(doc);
  return withWork(doc, { discussed: Object.fromEntries(Object.entries(discussed).filter(([at]) => !gone(at))) });
}

/** The team has discussed this page; the day stays known when the meeting goes on another day (decisions.md 14). */
export function discussedPage(doc: IepDocument, key: string, stamp: Stamp): IepDocument {
  return setPageState(marked(doc, pageRoot(key), stamp), key, 'discussed');
}

/** Every page that has content before the session opens was prepared ahead (decisions.md 14). */
export function markPrepared(doc: IepDocument): IepDocument {
  const prepared = pageKeysOf(doc).filter((key) => {
    const def = pageDef(pageIdOf(key));
    return def.partOfIep && def.carriesDraftMark && hasContent(valueAt(doc, pageRoot(key)));
  });
  const states = prepared.reduce((here, key) => (pageStateOf(here, key) === 'empty' ? setPageState(here, key, 'draft') : here), doc);
  return withWork(states, { prepared });
}
