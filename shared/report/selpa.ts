/**
 * The SELPA file: the union of its districts' tables, or the reasons it is refused (casemis.md section 11). The state takes two rows with one statewide
 * number for one student, and sends back a file with errors; both are found here, each row named, so that the district that owns it can mend it.
 */
import { csvRows, csvText } from './csv.ts';
import { ERROR_HEADS, SERVICE_HEADS, STUDENT_HEADS } from './state-report.ts';

/** The files one district hands in for a report date, as text. */
export interface DistrictFiles {
  /** What the office calls the district: the folder its files came in. */
  readonly district: string;
  readonly students: string;
  readonly services: string;
  readonly errors: string;
}

export type SelpaFile =
  | { readonly ok: true; readonly selpa: string; readonly students: string; readonly services: string }
  | { readonly ok: false; readonly refused: readonly string[] };

/** A row with the name of its district. */
interface Line {
  readonly district: string;
  readonly cells: readonly string[];
  readonly of: (head: string) => string;
}

const PLANS_WITH_SERVICES: readonly string[] = ['100', '150', '200'];

/** The rows of one table, or null when the file is none of ours. */
function linesOf(district: string, text: string, heads: readonly string[]): readonly Line[] | null {
  const [head, ...rows] = csvRows(text);
  if (head === undefined || head.join() !== heads.join() || rows.some((cells) => cells.length !== heads.length)) return null;
  return rows.map((cells) => ({ district, cells, of: (name) => cells[heads.indexOf(name)] ?? '' }));
}

/** Records of two districts may have one number by mistake; a row belongs to its district. */
const key = (line: Line): string => `${line.district}\n${line.of('STUDENT_ID')}`;
const student = (line: Line): string => `record ${line.of('STUDENT_ID')} of ${line.district}`;

function sameNumber(students: readonly Line[]): readonly string[] {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const ssid of students.map((line) => line.of('SSID')).filter((number) => number !== '')) (seen.has(ssid) ? shared : seen).add(ssid);
  return [...shared].map((ssid) => `One statewide student ID, ${ssid}, is in several rows: ${students.filter((line) => line.of('SSID') === ssid).map(student).join(', ')}. The state would take them for one student; ask these districts whose it is.`);
}

function withErrors(students: readonly Line[], errors: readonly Line[]): readonly string[] {
  return students.filter((line) => line.of('STATUS') === 'E').map((line) => {
    const said = errors.filter((error) => key(error) === key(line) && error.of('SEVERITY') === 'error').map((error) => `${error.of('RULE')} ${error.of('MESSAGE')}`);
    return `There is an error in the row of ${student(line)}: ${said.length === 0 ? 'its file of errors does not say which.' : said.join(' ')}`;
  });
}

/** Tables of two moments do not belong together: a student without services, or services of nobody. */
function torn(students: readonly Line[], services: readonly Line[]): readonly string[] {
  const served = new Set(services.map(key));
  const known = new Set(students.map(key));
  return [
    ...students.filter((line) => PLANS_WITH_SERVICES.includes(line.of('PLAN_TYPE')) && line.of('STATUS') !== 'E' && !served.has(key(line))).map((line) => `There is no service line for ${student(line)}. Ask the district for both tables anew, taken at one time.`),
    ...[...new Set(services.filter((line) => !known.has(key(line))).map(student))].map((who) => `There are service lines for ${who}, but no row for the student. Ask the district for both tables anew, taken at one time.`),
  ];
}

/** The three tables of a district, and a sentence on each file that is no such table. */
function readDistrict({ district, ...files }: DistrictFiles): { readonly students: readonly Line[]; readonly services: readonly Line[]; readonly errors: readonly Line[]; readonly unread: readonly string[] } {
  const [students, services, errors] = [linesOf(district, files.students, STUDENT_HEADS), linesOf(district, files.services, SERVICE_HEADS), linesOf(district, files.errors, ERROR_HEADS)];
  const unread = [students === null ? 'students (table A)' : '', services === null ? 'services (table B)' : '', errors === null ? 'errors' : ''].filter((name) => name !== '');
  return { students: students ?? [], services: services ?? [], errors: errors ?? [], unread: unread.map((name) => `The file of ${name} of ${district} is not one that a district of IEP Desk writes.`) };
}

function severalAreas(students: readonly Line[]): readonly string[] {
  const areas = [...new Set(students.map((line) => line.of('SELPA_CODE')))];
  if (areas.length < 2) return [];
  const named = areas.map((area) => `${area === '' ? 'no number' : area} (${[...new Set(students.filter((line) => line.of('SELPA_CODE') === area).map(({ district }) => district))].join(', ')})`);
  return [`The rows are of ${areas.length} SELPAs: ${named.join(', ')}. A file is of one.`];
}

/** The tables of all districts as one, or every reason against it. */
export function selpaFile(districts: readonly DistrictFiles[]): SelpaFile {
  const read = districts.map(readDistrict);
  const unread = read.flatMap((one) => one.unread);
  if (unread.length > 0) return { ok: false, refused: unread };
  const [students, services, errors] = [read.flatMap((one) => one.students), read.flatMap((one) => one.services), read.flatMap((one) => one.errors)];
  if (students.length === 0) return { ok: false, refused: ['There is no student in these files.'] };
  const refused = [...severalAreas(students), ...sameNumber(students), ...withErrors(students, errors), ...torn(students, services)];
  if (refused.length > 0) return { ok: false, refused };
  const text = (heads: readonly string[], lines: readonly Line[]): string => csvText(heads, lines.map(({ cells }) => cells), false);
  return { ok: true, selpa: students[0]?.of('SELPA_CODE') ?? '', students: text(STUDENT_HEADS, students), services: text(SERVICE_HEADS, services) };
}
