/** The file the demo is given, and the dates that follow from it. */
import { readFileSync } from 'node:fs';
import { readDocument } from '../../../shared/iep/schema.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { addDays, addYears } from '../../../shared/time/dates.ts';

/** The next annual meeting of the demo is held this many days after the file's own meeting (decisions.md 30). */
const DAYS_TO_NEXT_MEETING = 350;

export interface IepFile {
  readonly path: string;
  readonly document: IepDocument;
  readonly meetingDate: string;
  /** The day the demo plays on. */
  readonly today: string;
  /** Instant the demo's clock starts from: half past two in the afternoon in California, when school is out. */
  readonly startsAt: string;
  readonly studentName: string;
  readonly caseManager: string;
  readonly parent: string;
}

/** What is wrong with the file, in one sentence. */
export class NotForTheDemo extends Error {
  override readonly name = 'NotForTheDemo';
}

function text(document: IepDocument, at: string): string {
  const value = valueAt(document, at);
  return typeof value === 'string' ? value : '';
}

/** @throws NotForTheDemo naming rule and field when the file is no IEP, is not a Current one, or has errors in state-reported data */
export function readIepFile(path: string): IepFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new NotForTheDemo(`${path} is not a JSON file: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = readDocument(parsed);
  if (!read.ok) throw new NotForTheDemo(`${path} is not an IEP of the schema: ${read.at}: ${read.problem}`);
  const { document } = read;
  if (document.documentStatus !== 'current') throw new NotForTheDemo(`${path} is "${document.documentStatus}"; the demo begins with a Current IEP.`);
  const meetingDate = text(document, 'meeting/meetingDate');
  const error = stateCheck(document, addYears(meetingDate, 1)).find((issue) => issue.severity === 'error');
  if (error !== undefined) throw new NotForTheDemo(`${path} has an error in state-reported data. ${error.id} at ${error.at[0] ?? error.fields.join(', ')}: ${error.message}`);
  const today = addDays(meetingDate, DAYS_TO_NEXT_MEETING);
  const manager = document.staff.find((person) => person.role === 'caseManager');
  if (manager === undefined) throw new NotForTheDemo(`${path} names no case manager among its staff, so nobody could affirm.`);
  const parents = valueAt(document, 'pages/infoEligibility/parents');
  const parent = Array.isArray(parents) ? (parents as readonly { readonly name?: string; readonly educationRights?: string }[]).find((row) => row.educationRights === 'Y')?.name : undefined;
  if (parent === undefined) throw new NotForTheDemo(`${path} names no parent with education rights, so nobody could sign.`);
  return { path, document, meetingDate, today, startsAt: `${today}T21:30:00.000Z`, studentName: `${text(document, 'pages/infoEligibility/firstName')} ${text(document, 'pages/infoEligibility/lastName')}`, caseManager: manager.name, parent };
}
