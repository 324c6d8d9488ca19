/**
 * The papers that come with IEP Desk, as the library lists them: guidance for each page of the form, the code lists of the state report, and a list for the
 * day of the meeting, each in English and Spanish.
 */
import type { Words } from '../iep/definition.ts';
import type { DocumentKind } from './document.ts';

export const LIBRARY_PAPERS = ['guidance', 'codes', 'meeting-day'] as const;
export type LibraryPaper = (typeof LIBRARY_PAPERS)[number];
/** Papers of the library are hung up or handed on one language at a time. */
export const LIBRARY_LANGUAGES = ['en', 'es'] as const;
export type LibraryLanguage = (typeof LIBRARY_LANGUAGES)[number];

export const LIBRARY_TITLES: Readonly<Record<LibraryPaper, Words>> = {
  guidance: { en: 'Guidance for Each Page of the IEP Form', es: 'Orientación para cada página del formulario del IEP' },
  codes: { en: 'Code Lists of the State Report', es: 'Listas de códigos del reporte al estado' },
  'meeting-day': { en: 'The Day of the IEP Meeting', es: 'El día de la reunión del IEP' },
};
/** In the words of the screen. */
const IN_WORDS: Readonly<Record<LibraryLanguage, string>> = { en: 'English', es: 'Spanish' };

/** A paper as the library lists it. */
export interface ListedPaper {
  readonly id: string;
  readonly paper: LibraryPaper;
  readonly in: LibraryLanguage;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly language: string;
  readonly version: string;
  readonly source: string;
}

/** All of them, by their ids: no document that is taken in has an id like these. */
export function listedPapers(version: string): readonly ListedPaper[] {
  return LIBRARY_PAPERS.flatMap((paper) => LIBRARY_LANGUAGES.map((language): ListedPaper => ({
    id: `iep-desk-${paper}-${language}`, paper, in: language, title: LIBRARY_TITLES[paper][language], kind: 'guidance', language: IN_WORDS[language], version: `IEP Desk ${version}`, source: 'Comes with IEP Desk',
  })));
}
