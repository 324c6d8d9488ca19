/** What a damaged file means to a case manager: what cannot be read, what is safe, what to do next. */
import type { FailureWords } from './failures.ts';

export const DAMAGED_THINGS = ['draft', 'snapshot', 'copy', 'record', 'recordPdf', 'receipt', 'late', 'translation', 'progress', 'list', 'settings', 'halfWritten', 'libraryDocument', 'libraryList', 'libraryTold'] as const;
export type DamagedThing = (typeof DAMAGED_THINGS)[number];

const ELSEWHERE = 'Restore a backup in Settings, or get the caseload from the district: an IEP it has received comes back whole.';

const WORDS: Record<DamagedThing, FailureWords> = {
  draft: { happened: 'The Future IEP cannot be read.', safe: 'Its file stays where it is, unchanged; every other student and every affirmed IEP still opens.', next: 'Restore a backup in Settings.' },
  snapshot: { happened: 'A file that only makes opening quicker was damaged.', safe: 'Nothing is missing: every word was read from the journal.', next: 'Nothing needs to be done.' },
  copy: { happened: 'A printed copy cannot be read.', safe: 'The IEP it was printed from is not touched.', next: 'Print it again, or restore a backup in Settings.' },
  record: { happened: 'An affirmed IEP cannot be read.', safe: 'Its file stays where it is, unchanged; every other IEP still opens.', next: ELSEWHERE },
  recordPdf: { happened: 'The PDF of an affirmed IEP cannot be read.', safe: 'Its file stays where it is, unchanged; the record itself is a file of its own.', next: ELSEWHERE },
  receipt: { happened: "The district's receipt for an affirmed IEP, or for something that came to it later, was damaged.", safe: 'What it was for is whole; it is sent again and the district answers with the same receipt.', next: 'Nothing needs to be done.' },
  translation: { happened: 'What was translated of an affirmed IEP after affirming cannot be read.', safe: 'The affirmed IEP itself is whole, and printed translations are as they were.', next: 'Restore a backup in Settings, or type it in again from the paper.' },
  late: { happened: 'Something that came to an affirmed IEP later cannot be read: a signature, a progress report or a translation.', safe: 'The affirmed IEP itself is whole, and so is the paper that was signed or sent.', next: 'Restore a backup in Settings, or record it again from the paper.' },
  progress: { happened: 'A progress report that was not affirmed yet cannot be read.', safe: 'The affirmed IEP and every affirmed report are whole.', next: 'Restore a backup in Settings, or write the report again.' },
  list: { happened: 'One of the two copies of the list of students was damaged.', safe: 'Nothing is missing: the other copy is whole and is used.', next: 'Nothing needs to be done.' },
  settings: { happened: 'One of the two copies of the settings was damaged.', safe: 'Nothing is missing: the other copy is whole and is used.', next: 'Nothing needs to be done.' },
  halfWritten: { happened: 'What stood in a dialog when IEP Desk was locked was damaged on the disk.', safe: 'Every field of every IEP is whole; of these words there are two copies, and one that opens is shown.', next: 'Where nothing is shown, write it once more.' },
  libraryDocument: { happened: 'A document of the library cannot be read.', safe: 'It is no record of a student; every record and every other document still opens.', next: 'Take it out and take it in again from its file, or restore a backup in Settings; one from the district comes again with the next sync.' },
  libraryList: { happened: 'The list of the document library was damaged.', safe: 'Nothing is missing: it was read from its other copy, or made again from the documents themselves. No record of a student is in it.', next: 'Nothing needs to be done.' },
  libraryTold: { happened: 'What the district changed in the document library cannot be read any more, as far as nobody had put it away yet.', safe: 'Every document is there. No record of a student is in it.', next: 'Look through the library once; a line may be said again.' },
};

/** A save the power cut off: not damage to anything that was told as saved. */
const TAIL_CUT: FailureWords = {
  happened: 'The computer stopped in the middle of a save.', safe: 'Everything shown as saved is there; only what was being written at that moment was cut.', next: 'Look at the last words of this Future IEP and type again what is missing.',
};

/** The words for one damaged file. */
export function damageWords({ what, state }: { readonly what: DamagedThing; readonly state: 'setAside' | 'inPlace' | 'tailCut' }): FailureWords {
  return state === 'tailCut' ? TAIL_CUT : WORDS[what];
}

/** True when something a person wrote or took in cannot be read at the moment. */
export function isLoss({ what, state }: { readonly what: DamagedThing; readonly state: 'setAside' | 'inPlace' | 'tailCut' }): boolean {
  return state !== 'tailCut' && ['draft', 'copy', 'record', 'recordPdf', 'late', 'translation', 'progress', 'libraryDocument'].includes(what);
}
