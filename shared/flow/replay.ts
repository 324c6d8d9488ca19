/** The document is the fold of its journal: the one function by which main, the page and every reading of the past agree on what the document says. */
import { isWithin, valueAt, type Address } from '../iep/address.ts';
import { NOTES_FORM } from '../iep/conditions.ts';
import type { IepDocument, Work } from '../iep/document.ts';
import type { Json } from '../iep/json.ts';
import { pageIdOf, pageKeyAt, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { applyEdits } from '../journal/apply.ts';
import type { Edit, JournalEntry, Stamp } from '../journal/edit.ts';
import { changeAt } from '../journal/place.ts';
import { applyEvent } from './apply.ts';
import { discussedPage, setPageState, withoutMarks } from './effects/page-states.ts';
import { freeNotesFollow } from './effects/notes.ts';
import { reopenedGoals } from './effects/goals.ts';
import { changeKind, withChangesListed } from './change.ts';
import { withFactsOfOthers } from './first-page.ts';
import { openGoals, pageStateOf, rowsAt, textAt, workOf } from './read.ts';
import { namesOfferOnly } from './unsigned-offer.ts';

/** @throws with a sentence when an entry does not fit: main checks every entry before it is written, so a misfit means a damaged journal */
export function replay(base: IepDocument, entries: readonly JournalEntry[]): IepDocument {
  return entries.reduce(applyEntry, base);
}

/** The document after the first `position` entries. */
export function replayTo(base: IepDocument, entries: readonly JournalEntry[], position: number): IepDocument {
  return replay(base, entries.slice(0, position));
}

/** The document as it stood when the parent was last asked and had not answered; null where this journal never asked. */
export function lastAsked(base: IepDocument, entries: readonly JournalEntry[]): IepDocument | null {
  let [here, asked]: [IepDocument, IepDocument | null] = [base, null];
  for (const entry of entries) {
    here = applyEntry(here, entry);
    if (here.consentStatus === 'awaiting') asked = here;
  }
  return asked;
}

function applyEntry(doc: IepDocument, entry: JournalEntry): IepDocument {
  if (entry.kind === 'flow') return applyEvent(doc, entry.event, entry);
  const applied = applyEdits(doc, entry.step.edits);
  if (!applied.ok) throw new Error(`Entry ${entry.seq} of this journal does not fit its document: ${applied.reason}`);
  return afterEdits(doc, applied.document, entry.step.edits, entry);
}

/** What typing means beyond the words: last year's mark goes, page states and goals follow, and a record declared complete is open again. */
function afterEdits(before: IepDocument, doc: IepDocument, edits: readonly Edit[], stamp: Stamp): IepDocument {
  const places = edits.map((edit) => edit.at);
  let here = withoutCarried(doc, edits);
  if (doc.documentStatus === 'tabled') here = reopenedBetween(here, edits.map(changedPlace));
  for (const page of new Set(places.map(pageKeyAt))) if (page !== undefined) here = touched(here, page);
  if (doc.documentStatus === 'inMeeting' && places.some((place) => isWithin(place, GOALS))) here = goalsFollow(before, withAdded(before, here), stamp);
  if (places.includes(NOTES_FORM)) here = freeNotesFollow(here);
  if (places.includes('pages/infoEligibility/meetingDate')) here = changeAt(here, 'meeting/meetingDate', () => textAt(here, 'pages/infoEligibility/meetingDate'));
  here = withFactsOfOthers(here, places, stamp);
  here = withChangesListed(here, stamp);
  if (here.documentStatus !== 'reconciled' || namesOfferOnly(before, here, places)) return here;
  // A correction has no paper to compare again: it is open until it is declared once more.
  return { ...here, documentStatus: changeKind(here) === 'correction' ? 'draft' : 'closed' };
}

const GOALS: Address = 'pages/goals/items';

function goalIds(doc: IepDocument): readonly string[] {
  return rowsAt(doc, GOALS).map((goal) => goal.$row);
}

/** Goals that came up at the table are kept apart from those prepared ahead: the form asks who suggested them. A goal brought back by undo is no new one. */
function withAdded(before: IepDocument, doc: IepDocument): IepDocument {
  const { goalsAtOpening, goalsAdded } = workOf(doc);
  const known = new Set([...goalsAtOpening, ...goalsAdded, ...goalIds(before)]);
  const fresh = goalIds(doc).filter((id) => !known.has(id));
  return fresh.length === 0 ? doc : { ...doc, work: { ...workOf(doc), goalsAdded: [...goalsAdded, ...fresh] } as unknown as Json & Work };
}

/** The goals page is discussed when every goal is (iep-forms.md section 2, decisions.md 14): a new goal opens it again, and with the last open one gone it is discussed. */
function goalsFollow(before: IepDocument, doc: IepDocument, stamp: Stamp): IepDocument {
  const open = openGoals(doc).length;
  if (open > 0) return pageStateOf(doc, 'goals') === 'discussed' ? setPageState(doc, 'goals', 'draft') : doc;
  return openGoals(before).length > 0 && goalIds(doc).length > 0 ? discussedPage(doc, 'goals', stamp) : doc;
}

/** What was written on between two sessions has to be discussed again (decisions.md 14): goals and marked places like pages. */
function reopenedBetween(doc: IepDocument, places: readonly Address[]): IepDocument {
  const touches = (address: Address): boolean => places.some((place) => isWithin(address, place) || isWithin(place, address));
  const { goals, discussed } = workOf(doc);
  const written = Object.keys(goals).filter((id) => goals[id]?.state === 'discussed' && places.some((place) => isWithin(place, `${GOALS}/@${id}`)));
  const here = written.length === 0 ? doc : reopenedGoals(doc, written);
  return Object.keys(discussed).some(touches) ? withoutMarks(here, touches) : here;
}

/** The place an edit changes: a row that comes, goes or moves is a change of that row, not of its neighbours. */
function changedPlace(edit: Edit): Address {
  if (edit.op === 'insertRow' || edit.op === 'removeRow') return `${edit.at}/@${edit.row.$row}`;
  return edit.op === 'moveRow' ? `${edit.at}/@${edit.row}` : edit.at;
}

/** Marks of rows that were moved or removed stay: a moved row says the same, and undo brings a removed one back as it was. */
function withoutCarried(doc: IepDocument, edits: readonly Edit[]): IepDocument {
  const places = edits.filter((edit) => edit.op !== 'moveRow' && edit.op !== 'removeRow' && edit.op !== 'insertRow').map(changedPlace);
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
