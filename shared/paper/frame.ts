/** Header and footer of every sheet. Lines are bounded: what is taller than the margin would be cut off without a word. */
import { isObject, type JsonObject } from '../iep/json.ts';
import { pageDef } from '../iep/pages.ts';
import { dateText, timeText } from './context.ts';
import { oneLine } from './clean.ts';
import { cleanCopyLines } from './clean-copy.ts';
import type { LibraryFrame, PaperFacts, PaperFrame, PaperSection, SheetFrame } from './facts.ts';
import type { Margin, PaperNode } from './node.ts';
import { boldWidth } from './letters.ts';
import { columns, leaf, stack } from './node.ts';
import { word, wordIn } from './words.ts';

/** US Letter, in points. */
export const SHEET = { width: 612, height: 792 } as const;
export const MARGIN = 36;
/** 0.75 inch to the right of the text on the copy that is signed. */
const GUTTER = 54;
/** Margins that hold header and footer. */
export const TOP = 70;
export const BOTTOM = 48;
/** Above the text of a paper of the library, whose header says less. */
const LIBRARY_TOP = 56;
/** Heights of what some sheets have besides: the DRAFT line in two languages, a title of two lines, the words about the translation. No printer reaches the very edge. */
const DRAFT_LINE = 10;
const TITLE_LINE = 14;
const UNTRANSLATED_LINE = 10;
/** Height of one line of the banner in points, and the most lines there are: two in each language of the print. */
const BANNER_LINE = 10;
const TALLEST_BANNER = 4 * BANNER_LINE;
/** Letters of a banner line that fit the sheet. */
const BANNER_LETTERS = 120;
/** Height between header and footer on the sheets that have all of these. Nothing may ask for more room: a sheet that has it never comes. */
export const LEAST_BODY = SHEET.height - TOP - TITLE_LINE - DRAFT_LINE - BOTTOM - UNTRANSLATED_LINE - TALLEST_BANNER;
/** Points of a form's title: large where it fits one line; else that of a heading, on as many lines as it takes (two languages). */
const LARGE_TITLE = 13;
const LONG_TITLE = 11;
/** Letters of a copy's name that fit one line of the footer in the size of what counts; a longer one (two languages) is set smaller. */
const LARGE_LABEL_LETTERS = 44;
const TITLE_LETTERS = 180;
/** Share of the first line; the DRAFT line beside it takes the rest. */
const SELPA_SHARE = 0.45;
/** Hex digits of the content hash on paper. */
const HASH_DIGITS = 16;

export function bodyWidth(frame: Pick<SheetFrame, 'rightMargin'>): number {
  return SHEET.width - MARGIN - frame.rightMargin;
}

/** The DRAFT line in two languages fills a line of its own; in one it stands beside the name of the SELPA. */
function hasDraftLine(frame: SheetFrame, section: PaperSection): boolean {
  return section.draft && frame.language === 'both';
}

interface Title {
  readonly text: string;
  readonly style: 'title' | 'heading';
  readonly lines: number;
}

/** The name of the form as its header has room for it. */
function titleOf(frame: SheetFrame, section: PaperSection): Title {
  const text = section.title.length <= TITLE_LETTERS ? section.title : oneLine(section.title, TITLE_LETTERS);
  const width = bodyWidth(frame);
  return boldWidth(text, LARGE_TITLE) <= width ? { text, style: 'title', lines: 1 } : { text, style: 'heading', lines: Math.ceil(boldWidth(text, LONG_TITLE) / width) };
}

export function pageMargins(frame: SheetFrame, section: PaperSection): Margin {
  const banner = 'library' in frame ? [] : frame.banner;
  const above = banner.length * BANNER_LINE + (titleOf(frame, section).lines > 1 ? TITLE_LINE : 0) + (hasDraftLine(frame, section) ? DRAFT_LINE : 0);
  const below = section.untranslated ? UNTRANSLATED_LINE : 0;
  return [MARGIN, ('library' in frame ? LIBRARY_TOP : TOP) + above, frame.rightMargin, BOTTOM + below];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function selpaOf(document: PaperFacts['document'], info: JsonObject): string {
  const name = text(document.agency['selpa']);
  return name === '' ? text(info['selpa']) : name;
}

function copyLabel(facts: PaperFacts, importedOn: string): string {
  const { kind, language } = facts;
  switch (kind) {
    case 'parentCopy': return word('parentCopy', language);
    case 'draft': return word('draftCopy', language);
    case 'glance': return word('notTheIep', language);
    case 'redline': return word('redlineCopy', language);
    case 'affirmed': return `${word('affirmed', language)} ${facts.affirmedOn === null ? '' : dateText(facts.affirmedOn, language)}`.trim();
    case 'cleanCopy': return word('cleanCopy', language);
    case 'report': case 'revocationNotice': return ' ';
    case 'imported': return `${word('imported', language)} ${importedOn}`;
  }
}

/** The date the IEP carries: that of its first session, also after a continuation. */
function iepDateOf(document: PaperFacts['document']): string {
  const info = document.pages.infoEligibility;
  return text(document.meeting['meetingDate']) || (isObject(info) ? text(info['meetingDate']) : '');
}

/** What header and footer say on every sheet of this print. */
export function frameOf(facts: PaperFacts): PaperFrame {
  const { document, language } = facts;
  const info = isObject(document.pages.infoEligibility) ? document.pages.infoEligibility : {};
  const [date = '', time = ''] = facts.printedAt.split('T');
  const name = [text(info['lastName']), [text(info['firstName']), text(info['middleName'])].filter((part) => part !== '').join(' ')].filter((part) => part !== '').join(', ');
  return {
    selpa: oneLine(selpaOf(document, info), 48),
    student: oneLine(name, 52),
    birthDate: oneLine(dateText(text(info['birthDate']), language), 20),
    iepDate: iepDateOf(document),
    label: copyLabel(facts, dateText(date, language)),
    banner: facts.kind === 'cleanCopy' ? cleanCopyLines(document, iepDateOf(document), language).map((line) => oneLine(line, BANNER_LETTERS)) : [],
    printed: oneLine(`${dateText(date, language)} ${timeText(time)}`, 40),
    hash: oneLine(facts.contentHash.replace(/^sha256:/, '').slice(0, HASH_DIGITS), HASH_DIGITS),
    code: oneLine(facts.code, 24),
    formVersion: oneLine(text(document['formSetVersion']), 24),
    language,
    rightMargin: facts.kind === 'parentCopy' ? GUTTER : MARGIN,
  };
}

function fact(name: string, value: string, width: number): { readonly width: number; readonly node: PaperNode } {
  return { width, node: stack([leaf(name, 'small'), leaf(value === '' ? ' ' : value, 'strong')]) };
}

function sheetWords(language: PaperFrame['language'], sheet: number, sheets: number): string {
  return wordIn(language, (one) => `${word('page', one)} ${sheet} ${word('of', one)} ${sheets}`);
}

/** What the paper belongs to, and its title. */
function libraryHeader(frame: LibraryFrame, section: PaperSection): PaperNode {
  const title = titleOf(frame, section);
  return stack([
    leaf(frame.library, 'small'),
    leaf(title.text, title.style, '', { margin: [0, 4, 0, 4], title: true }),
    { kind: 'drawing', shapes: [{ shape: 'line', width: bodyWidth(frame), y: 2 }] },
  ], [MARGIN, 22, frame.rightMargin, 0]);
}

/** Which version this is, that it is no record, when it was printed. */
function libraryFooter(frame: LibraryFrame, sheet: number, sheets: number): PaperNode {
  const width = bodyWidth(frame);
  const { language } = frame;
  const side = width / 4;
  return stack([
    { kind: 'drawing', shapes: [{ shape: 'line', width, y: 0 }] },
    columns([
      { width: side, node: leaf(frame.version, 'small') },
      { width: width - 2 * side, node: leaf(`${word('noRecord', language)} · ${word('printed', language)} ${frame.printed}`, 'small', '', { align: 'center' }) },
      { width: side, node: leaf(sheetWords(language, sheet, sheets), 'small', '', { align: 'right' }) },
    ], 0, [0, 3, 0, 0]),
  ], [MARGIN, 8, frame.rightMargin, 0]);
}

/** SELPA, form, student, birth date and IEP date; the session's date when it differs; the DRAFT line on prepared sheets. */
export function headerOf(frame: SheetFrame, section: PaperSection): PaperNode {
  if ('library' in frame) return libraryHeader(frame, section);
  const width = bodyWidth(frame);
  const { language } = frame;
  const title = titleOf(frame, section);
  const session = section.sessionDate !== null && section.sessionDate !== frame.iepDate ? section.sessionDate : null;
  const [birth, meeting, later] = language === 'both' ? [134, 104, 84] : [86, 86, 86];
  const dates = session === null ? [] : [fact(word('sessionDate', language), dateText(session, language), later)];
  return stack([
    ...frame.banner.map((line) => leaf(line, 'tag')),
    ...(hasDraftLine(frame, section) ? [leaf(word('draftLine', language), 'tag', '', { align: 'right' })] : []),
    columns([
      { width: width * SELPA_SHARE, node: leaf(frame.selpa === '' ? ' ' : frame.selpa, 'small') },
      { width: width * (1 - SELPA_SHARE), node: leaf(section.draft && !hasDraftLine(frame, section) ? word('draftLine', language) : ' ', 'tag', '', { align: 'right' }) },
    ]),
    leaf(title.text, title.style, '', { margin: [0, 0, 0, 2], title: true }),
    columns([
      fact(word('student', language), frame.student, width - birth - meeting - later * dates.length),
      fact(word('birthDate', language), frame.birthDate, birth),
      fact(word('iepDate', language), dateText(frame.iepDate, language), meeting),
      ...dates,
    ]),
    { kind: 'drawing', shapes: [{ shape: 'line', width, y: 2 }] },
  ], [MARGIN, 17, frame.rightMargin, 0]);
}

/** What kind of copy of the IEP this is; notices, plans and reports are no drafts of anything, also while the IEP is. */
function copyWords(frame: PaperFrame, section: PaperSection): string {
  return section.pageId !== null && pageDef(section.pageId).partOfIep ? frame.label : ' ';
}

/** Form and version, copy label, sheet number, print time, content hash and code. */
export function footerOf(frame: SheetFrame, section: PaperSection, sheet: number, sheets: number): PaperNode {
  if ('library' in frame) return libraryFooter(frame, sheet, sheets);
  const width = bodyWidth(frame);
  const { language } = frame;
  const third = width / 3;
  // What the copy is called takes one line in two languages as well.
  const [side, middle] = [width * 0.25, width * 0.5];
  const form = `${word('form', language)} ${section.formNo}${frame.formVersion === '' ? '' : ` · ${frame.formVersion}`}`;
  return stack([
    { kind: 'drawing', shapes: [{ shape: 'line', width, y: 0 }] },
    columns([
      { width: side, node: leaf(form, 'small') },
      { width: middle, node: leaf(copyWords(frame, section), frame.label.length > LARGE_LABEL_LETTERS ? 'label' : 'strong', '', { align: 'center' }) },
      { width: side, node: leaf(sheetWords(language, sheet, sheets), 'small', '', { align: 'right' }) },
    ], 0, [0, 3, 0, 0]),
    columns([
      { width: third, node: leaf(`${word('printed', language)} ${frame.printed}`, 'small') },
      { width: third, node: leaf(`${word('content', language)} ${frame.hash}`, 'small', '', { align: 'center' }) },
      { width: third, node: leaf(`${word('code', language)} ${frame.code}`, 'small', '', { align: 'right' }) },
    ]),
    ...(section.untranslated ? [leaf(word('untranslated', language), 'small', '', { align: 'center' })] : []),
  ], [MARGIN, 8, frame.rightMargin, 0]);
}

/** The large grey word behind the text of prepared sheets, opaque: a translucent one would bar archival PDF (paper.md section 5). */
export function draftMark(frame: SheetFrame): PaperNode {
  // In two languages the long word would not fit beside the other: the mark speaks the first one, the header line both.
  return leaf(frame.language === 'es' ? word('draft', 'es') : word('draft', 'en'), 'draft', '', { align: 'center', margin: [0, 300, 0, 0] });
}

