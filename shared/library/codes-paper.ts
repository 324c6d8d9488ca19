/** The code lists of the state report as the form uses them: code, words, the ages it is for and what older forms printed, read from the tables the form itself reads. */
import { codeTable, type AgeSpan, type CodeEntry } from '../iep/codes.ts';
import type { CodeTableId, FieldDef, PageDef, PageId, Words } from '../iep/definition.ts';
import { pageDef, PAGES } from '../iep/pages.ts';
import { innerWidth, leaf, RULE, type PaperNode, type Table } from '../paper/node.ts';
import { under } from './bar.ts';
import type { LibraryLanguage } from './listed.ts';

interface Lists {
  /** The page of the form they are looked up for. */
  readonly page: PageId;
  readonly tables: readonly CodeTableId[];
}

/** Parts that begin a new sheet, in the order they are asked for most. */
const PARTS: readonly (readonly Lists[])[] = [
  [{ page: 'fapeServices', tables: ['service', 'provider', 'location', 'frequency'] }],
  [{ page: 'fapeSetting', tables: ['setting', 'preschoolLocation'] }, { page: 'consent', tables: ['parentFacilitated'] }],
  [{ page: 'infoEligibility', tables: ['disability', 'degreeOfSupport', 'planType', 'meetingType', 'reasonForPlan', 'referredBy', 'delay', 'exit', 'residence', 'grade', 'elStatus', 'gender', 'race', 'language'] }],
];

const CODE: Words = { en: 'Code', es: 'Código' };
const MEANS: Words = { en: 'What it stands for', es: 'Qué significa' };
const AGES: Words = { en: 'Ages (years)', es: 'Edades (años)' };
const PAGES_WORD: Words = { en: 'pages', es: 'páginas' };
const OLDER: Words = { en: 'On older forms', es: 'En formularios anteriores' };
const FROM: Words = { en: 'from', es: 'desde' };
const BEFORE: Words = { en: 'under', es: 'menos de' };
const MONTHS_A_YEAR = 12;

function ageInWords(months: number): string {
  return String(Math.round((months / MONTHS_A_YEAR) * 10) / 10);
}

/** "from 3", "from 3, under 7". */
function agesInWords(ages: AgeSpan | undefined, language: LibraryLanguage): string {
  const from = ages?.fromMonths === undefined ? [] : [`${FROM[language]} ${ageInWords(ages.fromMonths)}`];
  const before = ages?.beforeMonths === undefined ? [] : [`${BEFORE[language]} ${ageInWords(ages.beforeMonths)}`];
  return [...from, ...before].join(', ');
}

interface Column {
  readonly head: Words;
  readonly share: number;
  readonly says: (entry: CodeEntry, language: LibraryLanguage) => string;
}
const COLUMNS: readonly Column[] = [
  { head: CODE, share: 1, says: ({ code }) => code },
  { head: MEANS, share: 6, says: ({ label }, language) => label[language] },
  { head: AGES, share: 2, says: ({ ages }, language) => agesInWords(ages, language) },
  { head: OLDER, share: 2, says: ({ legacy }) => legacy ?? '' },
];

/** Codes that may be chosen; a column nothing is said in is left out. */
function codes(id: CodeTableId, language: LibraryLanguage, width: number): Table {
  const entries = codeTable(id).filter(({ active }) => active);
  const shown = COLUMNS.filter(({ says }) => entries.some((entry) => says(entry, language) !== ''));
  const total = shown.reduce((sum, { share }) => sum + share, 0);
  return {
    kind: 'table', layout: 'box', tabular: true, headRows: 1, shadedHead: true, wholeRows: true, margin: [0, 0, 0, 6],
    widths: shown.map(({ share }) => innerWidth(width, share / total) - RULE / shown.length),
    heights: [0, ...entries.map(() => 0)],
    rows: [shown.map(({ head }) => leaf(head[language], 'label')), ...entries.map((entry) => shown.map(({ says }, column) => leaf(says(entry, language), column === 0 ? 'strong' : 'body')))],
  };
}

/** Fields below some others, in lists and groups too. */
function everyDef(fields: readonly FieldDef[]): readonly FieldDef[] {
  return fields.flatMap((def) => [def, ...('fields' in def.type ? everyDef(def.type.fields) : [])]);
}

function asks(def: FieldDef, id: CodeTableId): boolean {
  return (def.type.kind === 'code' || def.type.kind === 'codes') && def.type.table === id;
}

function fieldsOn({ sections }: PageDef, id: CodeTableId): readonly FieldDef[] {
  return everyDef(sections.flatMap(({ fields }) => fields)).filter((def) => asks(def, id));
}

/** The list is called as its field on the page is; where other pages ask for it too, they are named. */
function nameOf(id: CodeTableId, page: PageId, language: LibraryLanguage): string {
  const labels = [...new Set(fieldsOn(pageDef(page), id).map(({ label }) => label[language]))];
  const pages = PAGES.filter((other) => other.id !== page && fieldsOn(other, id).length > 0).map(({ formNo }) => formNo);
  return `${labels.join(' · ')}${pages.length === 0 ? '' : ` (${PAGES_WORD[language]} ${[pageDef(page).formNo, ...pages].join(', ')})`}`;
}

/** The parts, each on sheets of its own. */
export function codesSections(language: LibraryLanguage, width: number): readonly { readonly name: string; readonly content: readonly PaperNode[] }[] {
  return PARTS.map((lists) => ({
    name: lists.map(({ page }) => `${pageDef(page).formNo} ${pageDef(page).short[language]}`).join(', '),
    content: lists.flatMap(({ page, tables }) => tables.flatMap((id) => under(nameOf(id, page, language), [codes(id, language, width)], width))),
  }));
}
