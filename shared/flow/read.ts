/** Small readings of a document that guards and effects share. */
import { ROW_ID, isRow, isWithin, segments, valueAt, type Address, type Row } from '../iep/address.ts';
import { holds } from '../iep/conditions.ts';
import type { IepDocument, PageState, ParentCopy, Preparer, Session, Work } from '../iep/document.ts';
import type { Json } from '../iep/json.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';

export const NO_WORK: Work = { prepared: [], carried: [], goals: {}, discussed: {}, preparedBy: {}, goalsAtOpening: [], goalsAdded: [], prior: [], paper: null, sheets: [], differences: [], openSession: null, superseded: [] };

/** Filled in once for each stand of the work: hundreds of controls ask after every key, and documents are never changed in place. */
const FILLED = new WeakMap<object, Work>();

export function workOf(doc: IepDocument): Work {
  if (doc.work === undefined) return NO_WORK;
  const work = FILLED.get(doc.work) ?? { ...NO_WORK, ...(doc.work as Work) };
  FILLED.set(doc.work, work);
  return work;
}

export function textAt(doc: Json, at: Address): string {
  const value = valueAt(doc, at);
  return typeof value === 'string' ? value : '';
}

/** What the purpose box says the meeting is for, in its order. */
export function purposesOf(doc: IepDocument): readonly string[] {
  const purposes = valueAt(doc, 'pages/infoEligibility/purposes');
  return Array.isArray(purposes) ? purposes.filter((purpose): purpose is string => typeof purpose === 'string') : [];
}

export function rowsAt(doc: Json, at: Address): readonly Row[] {
  const value = valueAt(doc, at);
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
}

/** What other rows call a row: its `id`, or its row id while it has none. */
export function nameOfRow(row: Row): string {
  return textAt(row, 'id') === '' ? row[ROW_ID] : textAt(row, 'id');
}

export function sessionsOf(doc: IepDocument): readonly (Row & Session)[] {
  return rowsAt(doc, 'meeting/sessions') as readonly (Row & Session)[];
}

export function lastSession(doc: IepDocument): (Row & Session) | undefined {
  return sessionsOf(doc).at(-1);
}

/** The copy the parent took home, or null before one was printed. */
export function parentCopyOf(doc: IepDocument): ParentCopy | null {
  const copy = doc['parentCopy'];
  return typeof copy === 'object' && copy !== null && 'position' in copy ? (copy as unknown as ParentCopy) : null;
}

/** True when `key` names a page of this IEP. */
export function hasPage(doc: IepDocument, key: string): boolean {
  return pageKeysOf(doc).includes(key);
}

export function pageStateOf(doc: IepDocument, key: string): PageState {
  const state = valueAt(doc, `${pageRoot(key)}/pageState`);
  return state === 'draft' || state === 'discussed' || state === 'final' ? state : 'empty';
}

/** The page was prepared ahead and not discussed since: its sheets carry DRAFT (decisions.md 14). */
export function carriesDraft(doc: IepDocument, key: string): boolean {
  return pageStateOf(doc, key) === 'draft' && workOf(doc).prepared.includes(key) && pageDef(pageIdOf(key)).carriesDraftMark;
}

/** Goals nobody has discussed or dropped yet. */
export function openGoals(doc: IepDocument): readonly Row[] {
  const known = workOf(doc).goals;
  return rowsAt(doc, 'pages/goals/items').filter((goal) => (known[goal.$row]?.state ?? 'draft') === 'draft');
}

/** What came over from last year on this page and nobody has looked at, each row once: a row is named before the fields in it. */
export function carriedIn(doc: IepDocument, key: string): readonly Address[] {
  const root = pageRoot(key);
  const all = new Set(workOf(doc).carried);
  return [...all].filter((at) => isWithin(at, root) && valueAt(doc, at) !== undefined && !rowsAround(at).some((row) => all.has(row)));
}

/** The rows a place stands in, without itself. */
function rowsAround(at: Address): readonly Address[] {
  const parts = segments(at);
  return parts.flatMap((part, n) => (part.startsWith('@') && n < parts.length - 1 ? [parts.slice(0, n + 1).join('/')] : []));
}

/** True when this place is one of those `carriedIn` names. */
export function isCarried(doc: IepDocument, at: Address): boolean {
  const { carried } = workOf(doc);
  return carried.includes(at) && !rowsAround(at).some((row) => carried.includes(row));
}

/** Who prepares this place: the innermost section around it that was given to somebody. */
export function preparerOf(doc: IepDocument, at: Address): Preparer | undefined {
  const sections = Object.entries(workOf(doc).preparedBy).filter(([section]) => isWithin(at, section));
  return sections.toSorted(([a], [b]) => b.length - a.length)[0]?.[1];
}

/** The notes say that the meeting goes on another day (decisions.md 12). */
export function isToBeContinued(doc: IepDocument): boolean {
  return textAt(doc, 'pages/structuredNotes/outcome') === 'toBeContinued';
}

/** Pages of a meeting that goes on another day which the team has not discussed yet: what is open there waits for it (decisions.md 12). */
export function waitsForContinuation(doc: IepDocument, key: string): boolean {
  return isToBeContinued(doc) && pageDef(pageIdOf(key)).carriesDraftMark && ['empty', 'draft'].includes(pageStateOf(doc, key));
}

/** Somebody who may sign, and what they are to the student. */
export interface Signer {
  readonly name: string;
  readonly relation: string;
}

export function studentName(doc: IepDocument): string {
  return `${textAt(doc, 'pages/infoEligibility/firstName')} ${textAt(doc, 'pages/infoEligibility/lastName')}`.trim();
}

/** Those who may sign: who holds education rights, and from 18 on first the student, to whom they pass unless conserved, whatever the record still says of a parent (Ed. Code 56041.5). */
export function signerLines(doc: IepDocument): readonly Signer[] {
  const parents = rowsAt(doc, 'pages/infoEligibility/parents').filter((parent) => parent['educationRights'] === 'Y').map((parent) => ({ name: textAt(parent, 'name'), relation: textAt(parent, 'relation') }));
  return holds('adultStudent', doc, '') ? [{ name: studentName(doc), relation: 'student' }, ...parents] : parents;
}

export function signers(doc: IepDocument): readonly string[] {
  return signerLines(doc).map(({ name }) => name);
}
