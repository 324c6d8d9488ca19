/**
 * Promise: names for the pages of one document. A page with one instance is called by its id (`goals`), each sheet of a repeated page by
 * id and row (`attendance/@r5`); rail, paper, redline and journal all use these names.
 */
import { ROW_ID, isRow, isWithin, rowSegment, segments, valueAt, type Address, type Row } from './address.ts';
import { holds } from './conditions.ts';
import type { PageDef, PageId } from './definition.ts';
import type { IepDocument } from './document.ts';
import type { Json, JsonObject } from './json.ts';
import { inDayOrder } from './report-order.ts';
import { PAGES, isPageId, pageDef } from './pages.ts';

/** The page type of a page key. Throws for text that is no page key. */
export function pageIdOf(key: string): PageId {
  const id = segments(key)[0] ?? '';
  if (!isPageId(id)) throw new Error(`"${key}" is not the key of a page.`);
  return id;
}

/** Where the values of this page are: `goals` → `pages/goals`, `meetingNotice/@r7` → `meeting/notice/@r7`. */
export function pageRoot(key: string): Address {
  const { root, instances } = pageDef(pageIdOf(key));
  const row = key.slice(pageIdOf(key).length);
  if ((instances === 'one') !== (row === '')) throw new Error(`"${key}" does not name one sheet of its page.`);
  return `${root}${row}`;
}

/** The page a place of the document belongs to; undefined for places on no page, and for a whole list of sheets. */
export function pageKeyAt(address: Address): string | undefined {
  const page = PAGES.find((candidate) => isWithin(address, candidate.root));
  if (page === undefined) return undefined;
  if (page.instances === 'one') return page.id;
  const row = segments(address)[segments(page.root).length];
  return row?.startsWith('@') === true ? `${page.id}/${row}` : undefined;
}

/** Members that say how a page is kept, not what it says. */
const KEEPING = new Set<string>([ROW_ID, 'pageState', 'sessionNo', 'sessionDate', 'layout']);

/** True when anything was filled in here. Unticked boxes and empty lists are not content. */
export function hasContent(value: Json | undefined): boolean {
  if (value === undefined || value === null || typeof value === 'boolean') return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return true;
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasContent);
  return Object.entries(value as JsonObject).some(([key, member]) => !KEEPING.has(key) && hasContent(member));
}

/** What a session writes on a sheet by itself; it is no content, so that notes the team does not keep are not called for by it. */
const WRITTEN_AT_OPENING: { readonly [page in PageId]?: readonly string[] } = { structuredNotes: ['header'], meetingNotes: ['date', 'noteTaker'] };

/** True when somebody wrote on this page. */
export function isWritten(document: IepDocument, page: PageDef): boolean {
  const value = valueAt(document, page.root);
  const opening = WRITTEN_AT_OPENING[page.id] ?? [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hasContent(value);
  return hasContent(Object.fromEntries(Object.entries(value as JsonObject).filter(([key]) => !opening.includes(key))));
}

/** False for notes the team does not keep: what stands there is kept and printed, and nothing more is asked of it. */
export function isAsked(document: IepDocument, key: string): boolean {
  const page = pageDef(pageIdOf(key));
  return WRITTEN_AT_OPENING[page.id] === undefined || holds(page.appears, document, page.root);
}

/** The sheets of a repeated page in the order they are listed in. */
function sheetRows(document: IepDocument, page: PageDef): readonly Row[] {
  const value = valueAt(document, page.root);
  const rows = Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
  return page.id === 'progressReport' ? inDayOrder(rows) : rows;
}

function keysOf(document: IepDocument, page: PageDef): readonly string[] {
  if (page.instances === 'one') return holds(page.appears, document, page.root) || isWritten(document, page) ? [page.id] : [];
  return sheetRows(document, page)
    .map((row) => rowSegment(row[ROW_ID]))
    .filter((row) => holds(page.appears, document, `${page.root}/${row}`))
    .map((row) => `${page.id}/${row}`);
}

/** Every sheet of a page there is, whether it belongs now or not. */
function sheetsOf(document: IepDocument, page: PageDef): readonly string[] {
  if (page.instances === 'one') return [page.id];
  return sheetRows(document, page).map((row) => `${page.id}/${rowSegment(row[ROW_ID])}`);
}

/** Asked many times of the same document, after every key: documents are never changed in place. */
const KEYS = new WeakMap<IepDocument, readonly string[]>();

/**
 * The pages that belong to this IEP now, in the order of the parent copy: those the law or the student's age calls for and those that
 * have content. Notices, progress reports, plans, excusals and contacts come last; `partOfIep` of their definition is false.
 */
export function pageKeysOf(document: IepDocument): readonly string[] {
  const keys = KEYS.get(document) ?? PAGES.flatMap((page) => keysOf(document, page));
  KEYS.set(document, keys);
  return keys;
}

/** Pages nobody adds by hand: signature sheets come with their session, and the two forms of the notes take each other's place. */
const COME_BY_THEMSELVES: ReadonlySet<PageId> = new Set<PageId>(['attendance', 'consent', 'meetingNotes', 'structuredNotes']);

/** A page that may be added: an existing sheet by its key, or a new sheet of a repeated page (`key` null). */
export interface PageToAdd {
  readonly page: PageId;
  readonly key: string | null;
}

/** Free notes have no field for how a meeting ends: that it is to be continued is said on the structured ones, which then belong to the IEP as well (handbook, "continue" link). */
function isOffered(document: IepDocument, id: PageId): boolean {
  return !COME_BY_THEMSELVES.has(id) || (id === 'structuredNotes' && holds('freeNotes', document, ''));
}

/** What "Add a page" offers, in the order of the parent copy. A page of one instance belongs to the IEP once something is written on it. */
export function pagesToAdd(document: IepDocument): readonly PageToAdd[] {
  const there = new Set(pageKeysOf(document));
  return PAGES.filter(({ id }) => isOffered(document, id)).flatMap((page): readonly PageToAdd[] => {
    const waiting = sheetsOf(document, page).filter((key) => !there.has(key)).map((key) => ({ page: page.id, key }));
    return page.instances === 'one' ? waiting : [...waiting, { page: page.id, key: null }];
  });
}

/** The pages of this IEP and, in its place among them, the one that is open although nothing stands on it yet. */
export function pageKeysWith(document: IepDocument, open: string): readonly string[] {
  const there = pageKeysOf(document);
  if (there.includes(open) || !pagesToAdd(document).some(({ key }) => key === open)) return there;
  return PAGES.flatMap((page) => sheetsOf(document, page)).filter((key) => key === open || there.includes(key));
}

/** True for the key of a sheet this document can show or print. */
export function hasSheet(document: IepDocument, key: string): boolean {
  return PAGES.some((page) => sheetsOf(document, page).includes(key));
}
