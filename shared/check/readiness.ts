/** Whether this laptop can run tomorrow's meeting with no network: what main found, each thing with its state in words and what to do about it. */
import { localDate, localTime } from '../time/zone.ts';
import { formatDate } from '../time/dates.ts';

export const READINESS_THINGS = ['students', 'history', 'forms', 'dictionaries', 'disk', 'printer', 'clock', 'unlock'] as const;
export type ReadinessThing = (typeof READINESS_THINGS)[number];

/** `lookAt`: the meeting can be held, and somebody should know; `putRight`: it would fail at the table. */
export const READINESS_STATES = ['ready', 'lookAt', 'putRight'] as const;
export type ReadinessState = (typeof READINESS_STATES)[number];

export interface ReadinessItem {
  readonly thing: ReadinessThing;
  readonly state: ReadinessState;
  readonly words: string;
  /** '' where nothing needs to be done. */
  readonly next: string;
}

/** A parent copy made on trial and thrown away: the one proof that forms, fonts and the maker of PDFs are all here. */
export type TrialPaper =
  | { readonly made: 'whole'; readonly of: string; readonly sheets: number }
  | { readonly made: 'plain'; readonly of: string; readonly sheets: number }
  | { readonly made: 'lacksSigns'; readonly of: string; readonly signs: readonly string[] }
  | { readonly made: 'failed'; readonly of: string };

/** What main found when it looked: everything was opened and read, nothing is taken on trust. */
export interface ReadinessFacts {
  /** `student`: the one whose page is open; `caseload`: everybody on this computer. */
  readonly of: 'student' | 'caseload';
  readonly students: number;
  /** Future IEPs whose every entry was read. */
  readonly drafts: number;
  /** Names of the students whose Future IEP cannot be read. */
  readonly unreadableDrafts: readonly string[];
  /** Affirmed IEPs whose record and PDF were read and agree. */
  readonly records: number;
  /** Names of the students one of whose affirmed IEPs, or its PDF, cannot be read. */
  readonly unreadableRecords: readonly string[];
  /** Null when there is no IEP to try it with. */
  readonly trial: TrialPaper | null;
  /** Languages whose dictionary cannot be unpacked. */
  readonly dictionariesMissing: readonly string[];
  /** Null when the disk did not answer. */
  readonly freeBytes: number | null;
  /** As the system names them. */
  readonly printers: readonly string[];
  readonly now: string;
  /** The newest instant anything in the vault was written or received; '' in an empty one. */
  readonly newest: string;
  /** IANA zones of this computer and of the district. */
  readonly computerZone: string;
  readonly districtZone: string;
  /** What opens the records every day; null when its part in the key store does not answer. */
  readonly unlock: 'keyStoreAndPassphrase' | 'passphrase' | null;
}

const MB = 1024 * 1024;
/** A long meeting writes a few MB; its paper, and the backup made when it is locked, some tens of MB more. */
const LEAST_FREE_BYTES = 200 * MB;
/** Below this, other programs and updates of the system may fill the disk within a day. */
const LITTLE_FREE_BYTES = 1024 * MB;
/** The district's clock, whose times stand in receipts, may be this far ahead of ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const BACKUP_HELPS = 'Restore a backup in Settings, or get the caseload from the district, before the day of the meeting.';

function item(thing: ReadinessThing, state: ReadinessState, words: string, next = ''): ReadinessItem {
  return { thing, state, words, next };
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function students({ of, students: count, drafts, unreadableDrafts }: ReadinessFacts): ReadinessItem {
  if (unreadableDrafts.length > 0) return item('students', 'putRight', `The Future IEP of ${unreadableDrafts.join(', ')} cannot be read.`, BACKUP_HELPS);
  if (count === 0) return item('students', 'putRight', 'There is no student on this computer.', 'Import an IEP file, or get the caseload from the district while there is a network.');
  if (drafts === 0) return item('students', 'lookAt', of === 'student' ? 'No Future IEP is open for this student.' : 'No Future IEP is open.', "Start it on the student's page; it can also be started at the meeting, with no network.");
  return item('students', 'ready', of === 'student' ? 'The Future IEP is on this computer, and every word of it opens.' : `${counted(count, 'student', 'students')} on this computer; ${counted(drafts, 'Future IEP', 'Future IEPs')}, and every word of ${drafts === 1 ? 'it' : 'them'} opens.`);
}

function history({ of, records, unreadableRecords }: ReadinessFacts): ReadinessItem {
  if (unreadableRecords.length > 0) return item('history', 'putRight', `An affirmed IEP of ${unreadableRecords.join(', ')}, or its PDF, cannot be read.`, BACKUP_HELPS);
  if (records === 0) return item('history', 'lookAt', of === 'student' ? 'No affirmed IEP of this student is on this computer.' : 'No affirmed IEP is on this computer.', 'Right for a first IEP. Otherwise get the caseload from the district while there is a network, or import the Current IEP.');
  return item('history', 'ready', `${counted(records, 'affirmed IEP', 'affirmed IEPs')} on this computer; each record and its PDF open and agree.`);
}

function forms({ trial }: ReadinessFacts): ReadinessItem {
  if (trial === null) return item('forms', 'lookAt', 'There is no IEP yet to make a parent copy of on trial.', 'Look again once a student is on this computer.');
  const copy = `A parent copy of the IEP of ${trial.of}`;
  switch (trial.made) {
    case 'whole':
      return item('forms', 'ready', `${copy} was made on trial and thrown away: ${counted(trial.sheets, 'sheet', 'sheets')}, with every word on them.`);
    case 'plain':
      return item('forms', 'lookAt', `${copy} was made on trial in a plain layout: every word is there, the look of the form is not.`, 'It can be used as it is. Tell your district system manager.');
    case 'lacksSigns':
      return item('forms', 'lookAt', `${copy} has ${counted(trial.signs.length, 'sign', 'signs')} no typeface here can draw (${trial.signs.join(', ')}).`, 'Write that word another way, or be ready to write it in by hand.');
    case 'failed':
      return item('forms', 'putRight', `${copy} could not be made.`, 'Restart IEP Desk and look again; if it fails again, install IEP Desk again.');
    default:
      return trial satisfies never;
  }
}

function dictionaries({ dictionariesMissing }: ReadinessFacts): ReadinessItem {
  if (dictionariesMissing.length === 0) return item('dictionaries', 'ready', 'The English and the Spanish dictionary are on this computer.');
  return item('dictionaries', 'lookAt', `The dictionary for ${dictionariesMissing.join(' and ')} is missing, so spelling is not checked in it.`, 'Install IEP Desk again; the meeting can be held without it.');
}

function sizeInWords(bytes: number): string {
  return bytes >= 1024 * MB ? `${(bytes / (1024 * MB)).toFixed(1)} GB` : `${Math.floor(bytes / MB)} MB`;
}

function disk({ freeBytes }: ReadinessFacts): ReadinessItem {
  if (freeBytes === null) return item('disk', 'putRight', 'The disk did not say how much room is free.', 'Restart the computer and look again.');
  const free = `${sizeInWords(freeBytes)} of the disk ${freeBytes < 2 * MB ? 'is' : 'are'} free`;
  if (freeBytes < LEAST_FREE_BYTES) return item('disk', 'putRight', `Only ${free}; a meeting with its copies and backup needs ${sizeInWords(LEAST_FREE_BYTES)}.`, 'Empty the trash or move large files away.');
  if (freeBytes < LITTLE_FREE_BYTES) return item('disk', 'lookAt', `${free}. It is enough for the meeting, if nothing else fills it.`, 'Empty the trash or move large files away.');
  return item('disk', 'ready', `${free}.`);
}

function printer({ printers }: ReadinessFacts): ReadinessItem {
  if (printers.length === 0) return item('printer', 'lookAt', 'No printer is set up on this computer.', 'Connect one, or bring a memory stick: "Save the PDF" on the print sheet puts the parent copy on it, to print where there is a printer before anybody stands up.');
  return item('printer', 'ready', `${printers.length === 1 ? 'A printer is' : `${printers.length} printers are`} set up: ${printers.join(', ')}.`, 'Print one page on it where the meeting will be; paper and toner cannot be seen from here.');
}

function clock({ now, newest, computerZone, districtZone }: ReadinessFacts): ReadinessItem {
  const said = `${formatDate(localDate(now, districtZone), 'en')}, ${localTime(now, districtZone)}`;
  if (newest !== '' && Date.parse(newest) - Date.parse(now) > CLOCK_TOLERANCE_MS) {
    return item('clock', 'putRight', `The clock says ${said}, but the newest words here were saved on ${formatDate(localDate(newest, districtZone), 'en')}, ${localTime(newest, districtZone)}.`, "Set the computer's date and time right: they stand on the sign-in sheet and on every copy.");
  }
  if (localTime(now, computerZone) !== localTime(now, districtZone)) return item('clock', 'lookAt', `It is ${said} in the district, but the computer's own clock is set to another time zone (${computerZone}).`, 'Dates on paper follow the district, whatever the computer shows. Set the time zone of the computer right.');
  return item('clock', 'ready', `It is ${said}. Nothing here was saved later than that.`, "If that is not the time, set the computer's clock.");
}

function unlock({ unlock: method }: ReadinessFacts): ReadinessItem {
  if (method === null) return item('unlock', 'putRight', 'The key store of this computer does not answer: once locked, the passphrase alone would not open the records.', 'Sign in to the computer again and look again. Until it answers, have the recovery code at hand that your district keeps.');
  if (method === 'passphrase') return item('unlock', 'ready', 'The records open with your passphrase alone, with no network.', 'If it might be forgotten, have the recovery code at hand that your district keeps.');
  return item('unlock', 'ready', "The records open with your passphrase and this computer's key store, which answers, with no network.", 'Sign in to the computer as the same person as today.');
}

/** Every thing looked at, in the order a person would pack the bag. */
export function readiness(facts: ReadinessFacts): readonly ReadinessItem[] {
  return [students(facts), history(facts), forms(facts), dictionaries(facts), disk(facts), printer(facts), clock(facts), unlock(facts)];
}

/** One sentence over all of it. */
export function readinessInWords(items: readonly Pick<ReadinessItem, 'state'>[]): string {
  const wrong = items.filter(({ state }) => state === 'putRight').length;
  const seen = items.filter(({ state }) => state === 'lookAt').length;
  if (wrong > 0) return `Not yet: ${counted(wrong, 'thing', 'things')} to put right before this laptop can run the meeting offline.`;
  return seen === 0 ? 'This laptop can run the meeting offline.' : `This laptop can run the meeting offline. ${counted(seen, 'thing', 'things')} to look at first.`;
}
