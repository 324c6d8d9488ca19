/** The document is the fold of its journal: the one function by which main, the page and every reading of the past agree on what the document says. */
import { isWithin, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument, Work } from '../iep/document.ts';
import type { Json } from '../iep/json.ts';
import { pageIdOf, pageKeyAt, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { applyEdits } from '../journal/apply.ts';
import type { Edit, JournalEntry } from '../journal/edit.ts';
import { changeAt } from '../journal/place.ts';
import { applyEvent, setPageState } from './apply.ts';
import { pageStateOf, textAt, workOf } from './read.ts';

/** @throws with a sentence when an entry does not fit: main checks every entry before it is written, so a misfit means a damaged journal */
export function replay(base: IepDocument, entries: readonly JournalEntry[]): IepDocument {
  return entries.reduce(applyEntry, base);
}

/** The document after the first `position` entries. */
export function replayTo(base: IepDocument, entries: readonly JournalEntry[], position: number): IepDocument {
  return replay(base, entries.slice(0, position));
}

function applyEntry(doc: IepDocument, entry: JournalEntry): IepDocument {
  if (entry.kind === 'flow') return applyEvent(doc, entry.event, entry);
  const applied = applyEdits(doc, entry.step.edits);
  if (!applied.ok) throw new Error(`Entry ${entry.seq} of this journal does not fit its document: ${applied.reason}`);
  return afterEdits(applied.document, entry.step.edits);
}

/** What typing means beyond the words: last year's mark goes, page states follow, and a record declared complete is open again. */
function afterEdits(doc: IepDocument, edits: readonly Edit[]): IepDocument {
  const places = edits.map((edit) => edit.at);
  let here = withoutCarried(doc, places);
  for (const page of new Set(places.map(pageKeyAt))) if (page !== undefined) here = touched(here, page);
  if (places.includes('pages/infoEligibility/meetingDate')) here = changeAt(here, 'meeting/meetingDate', () => textAt(here, 'pages/infoEligibility/meetingDate'));
  return here.documentStatus === 'reconciled' ? { ...here, documentStatus: 'closed' } : here;
}

function withoutCarried(doc: IepDocument, places: readonly Address[]): IepDocument {
  const { carried } = workOf(doc);
  const left = carried.filter((address) => !places.some((place) => isWithin(address, place) || isWithin(place, address)));
  return left.length === carried.length ? doc : { ...doc, work: { ...workOf(doc), carried: left } as unknown as Json & Work };
}

/** Before a session, a page written on is prepared ahead; between two sessions a discussed page is open again (decisions.md 14). */
function touched(doc: IepDocument, page: string): IepDocument {
  const ahead = doc.documentStatus === 'draft' || doc.documentStatus === 'tabled';
  if ((valueAt(doc, pageRoot(page)) ?? null) === null) return doc;
  const state = pageStateOf(doc, page);
  const { carriesDraftMark } = pageDef(pageIdOf(page));
  if (!carriesDraftMark || state === 'draft' || (state !== 'empty' && !ahead)) return doc;
  if (doc.documentStatus === 'closed' || doc.documentStatus === 'reconciled') return doc;
  const drafted = setPageState(doc, page, 'draft');
  const { prepared } = workOf(drafted);
  return ahead && !prepared.includes(page) ? { ...drafted, work: { ...workOf(drafted), prepared: [...prepared, page] } as unknown as Json & Work } : drafted;
}
