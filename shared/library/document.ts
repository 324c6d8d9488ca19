/**
 * The document library (handbook, "Document Library"): what is said of a document, and how much of them one computer keeps. Documents are for everybody to
 * read and are no record of a student.
 */
import { z } from 'zod';

/** What a document is, as the SELPA sorts them. */
export const DOCUMENT_KINDS = ['form', 'notice', 'guidance', 'training', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** In the words of the screen. */
export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = { form: 'Form', notice: 'Notice', guidance: 'Guidance', training: 'Training', other: 'Other' };

const MB = 1024 * 1024;
/** Bytes of one document; what crosses the bridge in one piece. */
export const MOST_DOCUMENT_BYTES = 20 * MB;
/** Bytes of all of them together: each backup keeps them too. */
export const MOST_LIBRARY_BYTES = 300 * MB;
export const MOST_DOCUMENTS = 100;
export const MOST_DOCUMENT_PAGES = 2_000;

const text = z.string().trim().max(200);
const name = text.min(1);

/** What whoever takes a document in says of it. */
export const documentWords = z.strictObject({
  title: name,
  kind: z.enum(DOCUMENT_KINDS),
  /** Its name in English: "Spanish". */
  language: name,
  /** Version or date, as the document says of itself; '' when it says none. */
  version: text,
  /** Who wrote or gave it. */
  source: text,
});
export type DocumentWords = z.infer<typeof documentWords>;

/** A document that was taken in. */
export const libraryDocument = z.strictObject({
  ...documentWords.shape,
  id: z.string().regex(/^[a-z0-9-]{1,64}$/u),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  bytes: z.int().min(1),
  pages: z.int().min(1),
  /** ISO instant, and the name of whoever took it in. */
  addedAt: z.string(),
  addedBy: z.string(),
});
export type LibraryDocument = z.infer<typeof libraryDocument>;

/** "Too large" in one sentence, the same where a file is chosen and where it arrives. */
export const TOO_LARGE = `It is larger than ${sizeInWords(MOST_DOCUMENT_BYTES)}.`;

/** "1.4 MB", "20 MB", "12 KB", as people read sizes. */
export function sizeInWords(bytes: number): string {
  return bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${Math.round((bytes / MB) * 10) / 10} MB`;
}

type Same = Pick<LibraryDocument, 'title' | 'language' | 'sha256' | 'bytes'>;

function isCalledAlike(one: Same, other: Same): boolean {
  const plain = (said: string): string => said.toLowerCase();
  return plain(one.title) === plain(other.title) && plain(one.language) === plain(other.language);
}

/** The one of these that has the same bytes, or goes by the same title in the same language. */
export function clashOf<D extends Same>(fresh: Same, others: readonly D[]): { readonly kind: 'sameBytes' | 'sameName'; readonly other: D } | null {
  const twin = others.find(({ sha256 }) => sha256 === fresh.sha256);
  if (twin !== undefined) return { kind: 'sameBytes', other: twin };
  const namesake = others.find((other) => isCalledAlike(fresh, other));
  return namesake === undefined ? null : { kind: 'sameName', other: namesake };
}

/** Why the library has no room for a document beside the others, in a sentence; null when it has. */
export function whyNoRoom(fresh: Pick<Same, 'bytes'>, others: readonly Pick<Same, 'bytes'>[]): string | null {
  if (others.length >= MOST_DOCUMENTS) return `The library holds ${MOST_DOCUMENTS} documents already. Take one out first.`;
  const all = others.reduce((sum, { bytes }) => sum + bytes, fresh.bytes);
  return all > MOST_LIBRARY_BYTES ? `With it the library would hold more than ${sizeInWords(MOST_LIBRARY_BYTES)}. Take one out first.` : null;
}

/**
 * Why a document cannot be kept beside those that are there, in a sentence; null when it can.
 * @param others without the one it takes the place of
 */
export function whyNotKept(fresh: Same, others: readonly Same[]): string | null {
  const clash = clashOf(fresh, others);
  if (clash === null) return whyNoRoom(fresh, others);
  if (clash.kind === 'sameBytes') return `It is in the library already, as “${clash.other.title}”.`;
  return `There is a document called “${fresh.title}” in ${fresh.language} already. If this is a newer version of it, press “Newer version” beside it; otherwise give this one another title.`;
}

/** In the order they are listed. */
export function byTitle(one: Pick<DocumentWords, 'title' | 'language'>, other: Pick<DocumentWords, 'title' | 'language'>): number {
  return one.title.localeCompare(other.title, 'en') || one.language.localeCompare(other.language, 'en');
}
