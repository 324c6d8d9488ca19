/** The papers that come with IEP Desk as plans for its own press, made from its own data whenever they are asked for. Pure; equal jobs give an equal plan. */
import type { Words } from '../iep/definition.ts';
import { formatDate } from '../time/dates.ts';
import type { LibraryFrame, PaperPlan, PaperSection } from '../paper/facts.ts';
import { bodyWidth, MARGIN } from '../paper/frame.ts';
import { endingFlush, textsOf, type PaperNode } from '../paper/node.ts';
import { codesSections } from './codes-paper.ts';
import { guidanceContent } from './guidance-paper.ts';
import { LIBRARY_TITLES, type LibraryLanguage, type LibraryPaper } from './listed.ts';
import { meetingDayContent } from './meeting-day.ts';

/** What such a paper is made from. */
export interface LibraryJob {
  readonly paper: LibraryPaper;
  readonly language: LibraryLanguage;
  /** District-local `YYYY-MM-DDTHH:MM`. */
  readonly printedAt: string;
  /** Of the program whose data it shows. */
  readonly version: string;
}

const LIBRARY: Words = { en: 'Document Library of IEP Desk', es: 'Biblioteca de documentos de IEP Desk' };

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
