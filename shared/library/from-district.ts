/**
 * Documents the district hands out: how they are known from those somebody took in here, and what a person is told of them. The origin stands in the id a
 * document is kept under, so that what is sealed of a document is the same whoever gave it.
 */
import { z } from 'zod';
import { documentWords } from './document.ts';

/** What the district calls a document in every edition of it: chosen by whoever hands it out. */
export const handedOutName = z.string().regex(/^[a-z0-9-]{1,40}$/u);

/** Ids of documents that were taken in here are letters and digits without a hyphen (electron/vault/random.ts). */
const LOCAL_ID = /^district-([a-z0-9-]{1,40})-[0-9a-f]{12}$/u;
/** Letters of a digest that tell one edition of a document from another. */
const MARK = 12;

/** The id an edition is kept under here. @param digest of everything that is said of the edition, its bytes among it */
export function keptUnder(name: string, digest: string): string {
  return `district-${name}-${digest.slice(0, MARK)}`;
}

/** What the district calls the document that is kept under this id; null for one that somebody took in here. */
export function handedOutAs(documentId: string): string | null {
  return LOCAL_ID.exec(documentId)?.[1] ?? null;
}

/** Why a person does not change such a document here. */
export const DISTRICT_KEEPS = 'The district hands this document out: a newer edition comes by itself, and it leaves this computer when the district withdraws it.';

export const LIBRARY_NEWS = ['came', 'newer', 'withdrawn', 'refused'] as const;

/** One line of what the district changed in the library, until somebody has put it away. */
export const libraryNews = z.strictObject({
  what: z.enum(LIBRARY_NEWS),
  name: handedOutName,
  title: documentWords.shape.title,
  language: documentWords.shape.language,
  /** Of the document this line is about: the newer one, the one that left, the one that is refused. */
  edition: documentWords.shape.version,
  /** Why it is refused, in a sentence; '' otherwise. */
  reason: z.string(),
  /** ISO instant. */
  at: z.string(),
});
export type LibraryNews = z.infer<typeof libraryNews>;

/** Lines that are kept; with more of them the oldest go, for each is about one document and a library holds a hundred. */
const MOST_LINES = 200;

/** With this line, in the place of an older one about the same document; newest first. */
export function withNews(lines: readonly LibraryNews[], line: LibraryNews): readonly LibraryNews[] {
  return [line, ...lines.filter(({ name }) => name !== line.name)].slice(0, MOST_LINES);
}

/** As many that came are each a line of their own; a district that is set up may bring a hundred at once. */
const MOST_SINGLE = 3;

/** Lines as they are shown: many documents that came are one. */
export interface ShownNews {
  readonly what: LibraryNews['what'];
  readonly words: string;
  readonly at: string;
}

/** In the order given, where many came all of those after the others. */
export function shownNews(lines: readonly LibraryNews[]): readonly ShownNews[] {
  const came = lines.filter(({ what }) => what === 'came');
  const single = came.length > MOST_SINGLE ? lines.filter(({ what }) => what !== 'came') : lines;
  const shown = single.map((line): ShownNews => ({ what: line.what, words: newsInWords(line), at: line.at }));
  const [newest] = came;
  if (newest === undefined || came.length <= MOST_SINGLE) return shown;
  return [...shown, { what: 'came', words: `New from the district: ${came.length} documents. ${came.map(({ title, language }) => `“${title}” (${language})`).join(', ')}.`, at: newest.at }];
}

/** The line as it is read. */
export function newsInWords({ what, title, language, edition, reason }: LibraryNews): string {
  const called = `“${title}” (${language}), edition ${edition}`;
  switch (what) {
    case 'came': return `New from the district: ${called}.`;
    case 'newer': return `A newer edition from the district: ${called}. The older edition left this computer.`;
    case 'withdrawn': return `Withdrawn by the district: ${called}. It is no longer on this computer.`;
    case 'refused': return `Not taken in from the district: ${called}. ${reason} What was in the library stays; tell whoever hands documents out at your district.`;
  }
}
