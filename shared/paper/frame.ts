/** Header and footer of every sheet. Lines are bounded: what is taller than the margin would be cut off without a word. */
import type { JsonObject } from '../iep/json.ts';
import { pageDef } from '../iep/pages.ts';
import { dateText, isObject, timeText } from './context.ts';
import { oneLine } from './clean.ts';
import { cleanCopyLines } from './clean-copy.ts';
import type { PaperFacts, PaperFrame, PaperSection } from './facts.ts';
import type { Margin, PaperNode } from './node.ts';
import { columns, leaf, stack } from './node.ts';
import { word } from './words.ts';

/** US Letter, in points. */
export const SHEET = { width: 612, height: 792 } as const;
export const MARGIN = 36;
/** 0.75 inch to the right of the text on the copy that is signed. */
const GUTTER = 54;
/** Margins that hold header and footer. */
export const TOP = 70;
export const BOTTOM = 48;
/** Heights of what some sheets have besides: the DRAFT line, a title and a copy label in two languages, the words about the translation. No printer reaches the very edge. */
const DRAFT_LINE = 10;
const TITLE_LINE = 14;
const LABEL_LINE = 12;
const UNTRANSLATED_LINE = 10;
/** Height of one line of the banner in points, and the most lines there are: two in each language of the print. */
const BANNER_LINE = 10;
export const TALLEST_BANNER = 4 * BANNER_LINE;
/** Letters of a banner line that fit the sheet. */
const BANNER_LETTERS = 120;
/** Height between header and footer on the sheets that have all of these. Nothing may ask for more room: a sheet that has it never comes. */
export const LEAST_BODY = SHEET.height - TOP - TITLE_LINE - DRAFT_LINE - BOTTOM - LABEL_LINE - UNTRANSLATED_LINE - TALLEST_BANNER;
/** Letters of a form's title that fit one large line, and two smaller ones (two languages). */
const LARGE_TITLE_LETTERS = 66;
/** Letters of a copy's name that fit one line of the footer in the size of what counts; a longer one (two languages) is set smaller. */
const LARGE_LABEL_LETTERS = 44;
const TITLE_LETTERS = 180;
/** Share of the first line; the DRAFT line beside it takes the rest. */
const SELPA_SHARE = 0.45;
/** Hex digits of the content hash on paper. */
const HASH_DIGITS = 16;

export function bodyWidth(frame: Pick<PaperFrame, 'rightMargin'>): number {
  return SHEET.width - MARGIN - frame.rightMargin;
}

/** The DRAFT line in two languages fills a line of its own; in one it stands beside the name of the SELPA. */
function hasDraftLine(frame: PaperFrame, section: PaperSection): boolean {
  return section.draft && frame.language === 'both';
}

export function pageMargins(frame: PaperFrame, section: PaperSection): Margin {
  const above = frame.banner.length * BANNER_LINE + (frame.language === 'both' ? TITLE_LINE : 0) + (hasDraftLine(frame, section) ? DRAFT_LINE : 0);
  const below = (frame.language === 'both' ? LABEL_LINE : 0) + (section.untranslated ? UNTRANSLATED_LINE : 0);
  return [MARGIN, TOP + above, frame.rightMargin, BOTTOM + below];
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
    case 'report': return ' ';
    case 'imported': return `${word('imported', language)} ${importedOn}`;
  }
}

/** The date the IEP carries: that of its first session, also after a continuation. */
export function iepDateOf(document: PaperFacts['document']): string {
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

/** SELPA, form, student, birth date and IEP date; the session's date when it differs; the DRAFT line on prepared sheets. */
export function headerOf(frame: PaperFrame, section: PaperSection): PaperNode {
  const width = bodyWidth(frame);
  const { language } = frame;
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
    leaf(section.title.length <= TITLE_LETTERS ? section.title : oneLine(section.title, TITLE_LETTERS), section.title.length > LARGE_TITLE_LETTERS ? 'strong' : 'title', '', { margin: [0, 0, 0, 2], title: true }),
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
  return pageDef(section.pageId).partOfIep ? frame.label : ' ';
}

/** Form and version, copy label, sheet number, print time, content hash and code. */
export function footerOf(frame: PaperFrame, section: PaperSection, sheet: number, sheets: number): PaperNode {
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
      { width: side, node: leaf(`${word('page', language)} ${sheet} ${word('of', language)} ${sheets}`, 'small', '', { align: 'right' }) },
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
export function draftMark(frame: PaperFrame): PaperNode {
  // In two languages the long word would not fit beside the other: the mark speaks the first one, the header line both.
  return leaf(frame.language === 'es' ? word('draft', 'es') : word('draft', 'en'), 'draft', '', { align: 'center', margin: [0, 300, 0, 0] });
}

