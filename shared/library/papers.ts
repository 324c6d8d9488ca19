/**
 * The papers that come with IEP Desk, made from its own data by its own press whenever they are asked for: guidance for each page of the form, the code
 * lists of the state report, and a list for the day of the meeting, each in English and Spanish. Pure; equal jobs give an equal plan.
 */
import type { Words } from '../iep/definition.ts';
import { formatDate } from '../time/dates.ts';
import type { LibraryFrame, PaperPlan, PaperSection } from '../paper/facts.ts';
import { bodyWidth, MARGIN } from '../paper/frame.ts';
import { endingFlush, textsOf, type PaperNode } from '../paper/node.ts';
import { codesSections } from './codes-paper.ts';
import type { DocumentKind } from './document.ts';
import { guidanceContent } from './guidance-paper.ts';
import { meetingDayContent } from './meeting-day.ts';

export const LIBRARY_PAPERS = ['guidance', 'codes', 'meeting-day'] as const;
export type LibraryPaper = (typeof LIBRARY_PAPERS)[number];
/** Papers of the library are hung up or handed on one language at a time. */
export const LIBRARY_LANGUAGES = ['en', 'es'] as const;
export type LibraryLanguage = (typeof LIBRARY_LANGUAGES)[number];

/** What such a paper is made from. */
export interface LibraryJob {
  readonly paper: LibraryPaper;
  readonly language: LibraryLanguage;
  /** District-local `YYYY-MM-DDTHH:MM`. */
  readonly printedAt: string;
  /** Of the program whose data it shows. */
  readonly version: string;
}

export const LIBRARY_TITLES: Readonly<Record<LibraryPaper, Words>> = {
  guidance: { en: 'Guidance for Each Page of the IEP Form', es: 'Orientación para cada página del formulario del IEP' },
  codes: { en: 'Code Lists of the State Report', es: 'Listas de códigos del reporte al estado' },
  'meeting-day': { en: 'The Day of the IEP Meeting', es: 'El día de la reunión del IEP' },
};
/** In the words of the screen. */
const IN_WORDS: Readonly<Record<LibraryLanguage, string>> = { en: 'English', es: 'Spanish' };
const LIBRARY: Words = { en: 'Document Library of IEP Desk', es: 'Biblioteca de documentos de IEP Desk' };

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

function section(title: string, content: readonly PaperNode[]): PaperSection {
  return { page: title, pageId: null, title, formNo: '', draft: false, sessionDate: null, untranslated: false, content: endingFlush(content) };
}

function sectionsOf({ paper, language }: LibraryJob, width: number): readonly PaperSection[] {
  const title = LIBRARY_TITLES[paper][language];
  switch (paper) {
    case 'guidance': return [section(title, guidanceContent(language, width))];
    case 'codes': return codesSections(language, width).map(({ name, content }) => section(`${title}: ${name}`, content));
    case 'meeting-day': return [section(title, meetingDayContent(language, width))];
  }
}

/** Everything on the sheets of a paper of the library. */
export function libraryPaper(job: LibraryJob): PaperPlan<LibraryFrame> {
  const { language, printedAt, version } = job;
  const frame: LibraryFrame = { library: LIBRARY[language], version: `IEP Desk ${version}`, printed: formatDate(printedAt.slice(0, 10), language), language, rightMargin: MARGIN };
  const sections = sectionsOf(job, bodyWidth(frame));
  return {
    definition: { title: LIBRARY_TITLES[job.paper][language], lang: language === 'es' ? 'es-US' : 'en-US', archival: false, frame, sections },
    texts: sections.flatMap(({ content }) => content.flatMap(textsOf)),
    pages: sections.map(({ page }) => page),
  };
}
