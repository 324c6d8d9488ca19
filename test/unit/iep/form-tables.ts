/** Reads the terse field tables of the form reference (test/fixtures/field-tables.md) into one entry per field, and says aloud where it cannot. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageId } from '../../../shared/iep/definition.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** One field as a table says it. A column is undefined where the table has no such column. */
export interface FormField {
  readonly page: PageId;
  /** Ids from the page's field down to this one: `services`, `code`. */
  readonly path: readonly string[];
  readonly type: string;
  readonly req: string;
  readonly reported: string | undefined;
  readonly by: string;
  readonly pre: string | undefined;
}

type Cells = Readonly<Record<string, string>>;

export function cellsOf(line: string): readonly string[] {
  return line.split('|').slice(1, -1).map((cell) => cell.trim());
}

/** The rows of one Markdown table as objects by column heading. */
function tableRows(lines: readonly string[]): readonly Cells[] {
  const [heading, , ...body] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
  if (heading === undefined) throw new Error('There is no table here.');
  return body.map((cells) => {
    if (cells.length !== heading.length) throw new Error(`A row has ${cells.length} cells, not ${heading.length}: ${cells.join(' | ')}`);
    return Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** Splits at commas that stand in no bracket: "enum(Y, N, na), statement" are two. */
function parts(cell: string): readonly string[] {
  const bare = cell.replaceAll('**', '');
  const found: string[] = [''];
  let depth = 0;
  for (const sign of bare) {
    depth += '(<'.includes(sign) ? 1 : ')>'.includes(sign) ? -1 : 0;
    if (sign === ',' && depth === 0) found.push('');
    else found[found.length - 1] += sign;
  }
  return found.map((part) => part.trim());
}

/** "t1..t8" is eight fields, "psgXActivities" one for each of the three postsecondary goals; every other id is itself. */
function idsOf(id: string): readonly string[] {
  const run = /^([a-z]+)(\d)\.\.[a-z]+(\d)$/.exec(id);
  if (run !== null) return Array.from({ length: Number(run[3]) - Number(run[2]) + 1 }, (_, i) => `${run[1]}${Number(run[2]) + i}`);
  return id.startsWith('psgX') ? ['Training', 'Employment', 'Living'].map((goal) => id.replace('psgX', `psg${goal}`)) : [id];
}

/** The values of one cell for `count` ids: one each, "×4" for all, or one said for all of them. */
function spread(cell: string, count: number): readonly string[] {
  const said = parts(cell).flatMap((part) => {
    const many = /^(.*) ×(\d)$/.exec(part);
    return many === null ? [part] : Array.from({ length: Number(many[2]) }, () => many[1] ?? '');
  });
  if (said.length === count) return said;
  return Array.from({ length: count }, () => (said.length === 1 ? (said[0] ?? '') : cell));
}

/** The page and the path of an id written with its list (`services[].code`) or with its page (`excusal.kind`). */
function placeOf(page: PageId, id: string): { readonly page: PageId; readonly path: readonly string[] } {
  const row = /^(\w+)\[\]\.(\w+)$/.exec(id);
  if (row !== null) return { page, path: [row[1] ?? '', row[2] ?? ''] };
  const own = /^(assessmentPlan|excusal)\.(\w+)$/.exec(id);
  if (own !== null) return { page: own[1] as PageId, path: [own[2] ?? ''] };
  return { page, path: page === 'goals' ? ['items', id] : [id] };
}

/** "services[].startDate, endDate": an id after one with its list or page stands in the same. */
function withPrefix(ids: readonly string[]): readonly string[] {
  const prefix = /^(\w+\[\]\.|\w+\.)\w+$/.exec(ids[0] ?? '')?.[1] ?? '';
  return ids.map((id) => (id.includes('.') || prefix === '' ? id : `${prefix}${id}`));
}

function fieldsOfRow(page: PageId, row: Cells): readonly FormField[] {
  const ids = withPrefix(parts(row['id'] ?? ''));
  const column = (name: string): readonly string[] | undefined => (row[name] === undefined ? undefined : spread(row[name], ids.length));
  const [type, req, reported, by, pre] = ['type', 'req', 'rep', 'by', 'pre'].map(column);
  return ids.flatMap((id, i) => {
    const said = { type: type?.[i] ?? '', req: req?.[i] ?? '', reported: reported?.[i], by: by?.[i] ?? '', pre: pre?.[i] };
    return idsOf(id).map((each) => ({ ...placeOf(page, each), ...said }));
  });
}

interface Heading {
  readonly title: string;
  readonly lines: readonly string[];
}

function under(mark: string): readonly Heading[] {
  const text = readFileSync(join(FIXTURES, 'field-tables.md'), 'utf8');
  return text.split(`\n${mark} `).slice(1).map((part) => {
    const [title = '', ...lines] = part.split('\n#')[0]?.split('\n') ?? [];
    return { title, lines };
  });
}

const firstPage = (title: string): PageId => (/`(\w+)`/.exec(title)?.[1] ?? '') as PageId;

/** Sheet 8A has the rows down to `excusedMembers`, 8B the rest; both carry the session (heading of 3.10). */
function signatureSheets(fields: readonly FormField[]): readonly FormField[] {
  const last = fields.findIndex((field) => field.path[0] === 'excusedMembers');
  const session = fields.filter((field) => ['sessionNo', 'sessionDate'].includes(field.path[0] ?? ''));
  return [...fields.slice(0, last + 1), ...[...session, ...fields.slice(last + 1)].map((field) => ({ ...field, page: 'consent' as const }))];
}

/** Rows too terse to take apart by rule, read by hand: the id cell, and the ids and columns it means. */
const BY_HAND: Readonly<Record<string, readonly Omit<FormField, 'page' | 'reported' | 'pre'>[]>> = {
  'assessmentPlan.parentDecision': [
    { path: ['parentDecision'], type: 'enum', req: 'R', by: 'par' },
    { path: ['parentSignature'], type: 'sig', req: 'R', by: 'par' },
    { path: ['receivedDate'], type: 'date', req: 'R', by: 'par' },
  ],
  'excusal.member, role, whole/part': [
    { path: ['member'], type: 'ref', req: 'R', by: 'cm' },
    { path: ['extent'], type: 'enum', req: 'R', by: 'cm' },
  ],
  'contactLog[]': [
    { path: ['at'], type: 'text', req: 'O', by: 'any' },
    { path: ['channel'], type: 'enum(phone, letter, email, homeVisit, workVisit, inPerson)', req: 'O', by: 'any' },
    { path: ['by'], type: 'ref', req: 'O', by: 'any' },
    { path: ['result'], type: 'statement', req: 'O', by: 'any' },
    { path: ['followUp'], type: 'text', req: 'O', by: 'any' },
  ],
};

function read(page: PageId, row: Cells): readonly FormField[] {
  const id = row['id'] ?? '';
  const own = BY_HAND[id];
  if (own === undefined) return fieldsOfRow(page, row);
  return own.map((field) => ({ ...field, page: id.replace(/\W.*$/, '') as PageId, reported: undefined, pre: undefined }));
}

/** Every field of section 3, in the order of the tables. */
export function formFields(): readonly FormField[] {
  return under('###').flatMap(({ title, lines }) => {
    const page = firstPage(title);
    const fields = tableRows(lines).flatMap((row) => read(page, row));
    return page === 'attendance' ? signatureSheets(fields) : fields;
  });
}

/** The page set of section 1. */
export function formPages(): readonly Cells[] {
  const [set] = under('##');
  if (set === undefined) throw new Error('The page set is missing.');
  return tableRows(set.lines);
}
