/**
 * Every way something can fail, with its words for a case manager: what happened, what is safe, what to do next.
 * A failure is a named value that crosses the bridge; no handler throws words of its own and none of them carries student text.
 */
export interface FailureWords {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
}

export const FAILURES = {
  locked: { happened: 'IEP Desk is locked.', safe: 'Everything saved is safe on this computer.', next: 'Unlock with your passphrase and try again.' },
  noVault: { happened: 'IEP Desk has not been set up on this computer yet.', safe: 'Nothing was changed.', next: 'Choose a passphrase to begin.' },
  vaultExists: { happened: 'IEP Desk is already set up on this computer.', safe: 'The records already here were not touched.', next: 'Unlock them with your passphrase or the recovery code.' },
  wrongPassphrase: { happened: 'That passphrase does not open the records on this computer.', safe: 'Nothing was changed.', next: 'Check Caps Lock and try again, or use the recovery code your district keeps.' },
  tooManyTries: { happened: 'Too many wrong passphrases in a row.', safe: 'Nothing was changed.', next: 'Wait a moment before the next try.' },
  weakPassphrase: { happened: 'That passphrase is too short.', safe: 'Nothing was changed.', next: 'Use at least four words, or twelve characters.' },
  wrongRecoveryCode: { happened: 'That recovery code does not open the records on this computer.', safe: 'Nothing was changed.', next: 'Check it letter by letter, or ask your district for the code of this computer.' },
  keyUnavailable: { happened: "This computer's key store did not answer.", safe: 'Your records are on this computer, sealed and unchanged.', next: 'Sign in to the computer again, or use the recovery code your district keeps.' },
  newerVault: { happened: 'These records were written by a newer IEP Desk.', safe: 'Nothing was touched.', next: 'Install the newer version to open them.' },
  damaged: { happened: 'A stored file is damaged and could not be read.', safe: 'It was set aside, not deleted, and everything else still opens.', next: 'Tell your district system manager; a backup or the district may hold the record.' },
  recordsDamaged: { happened: 'The records on this computer do not open.', safe: 'Nothing in them was changed, no file was removed, and backups lie apart from them.', next: 'Put a backup in their place; you see first what it holds, and it can be taken back.' },
  copyDamaged: { happened: 'That copy is not whole.', safe: 'Nothing on this computer was changed, and the copy was left as it is.', next: 'Choose another one, or make a new one where the records still open.' },
  noCopyThere: { happened: 'There are no records of IEP Desk in that folder.', safe: 'Nothing was changed.', next: 'Choose the folder the other computer wrote, or one that holds backups.' },
  wrongCopyCode: { happened: 'That code does not open this copy.', safe: 'Nothing was changed.', next: 'Check it letter by letter: it is the code the other computer showed, or the recovery code your district keeps.' },
  notFound: { happened: 'That record is not on this computer.', safe: 'Nothing was changed.', next: 'Go back to the caseload and open it from there.' },
  staleDraft: { happened: 'This draft has changed since this window loaded it.', safe: 'Nothing was overwritten.', next: 'The draft is loaded again; your unsaved words are kept and shown.' },
  badEdit: { happened: 'That change does not fit this document.', safe: 'The draft is as it was.', next: 'Undo the change and try again.' },
  notYours: { happened: 'This is not yours to do.', safe: 'Nothing was changed.', next: 'The reason shown says who does it.' },
  refused: { happened: 'That step is not possible yet.', safe: 'Nothing was changed.', next: 'See the reason shown.' },
  readOnly: { happened: 'An affirmed IEP is read-only.', safe: 'Nothing was changed.', next: 'Start the next Future IEP, an amendment or a correction.' },
  openDraftExists: { happened: 'This student already has an open Future IEP.', safe: 'Nothing was changed.', next: 'Open the one that is there.' },
  noCurrent: { happened: 'This student has no Current IEP on this computer.', safe: 'Nothing was changed.', next: 'Import the Current IEP first, or get the caseload from the district. For a first IEP, add the student on Home, or import the first Future IEP the district wrote to a file.' },
  diskFull: { happened: 'The disk is full, so the last words could not be saved.', safe: 'Everything saved before is safe, and your words stay on screen.', next: 'Free some space on this computer; saving goes on by itself.' },
  diskTrouble: { happened: 'The disk did not take the last words.', safe: 'Everything saved before is safe, and your words stay on screen.', next: 'Keep this window open; saving is tried again.' },
  importNotJson: { happened: 'This file is not an IEP file, or it is damaged.', safe: 'Nothing was imported or changed.', next: 'Ask for the file to be exported again and choose it once more.' },
  importNotIep: { happened: 'This file does not follow the IEP format.', safe: 'Nothing was imported or changed.', next: 'Check that it was exported from an IEP system; the first problem is named here.' },
  importNewer: { happened: 'This file was written in a newer format than this version understands.', safe: 'Nothing was imported or changed.', next: 'Install the newer IEP Desk, then import it.' },
  badGoalBank: { happened: 'This file is no goal bank that IEP Desk can take in.', safe: 'Your goals and goal banks are as they were.', next: 'Ask whoever gave it to you for its file once more.' },
  badDocument: { happened: 'This file cannot be taken into the document library.', safe: 'The library is as it was, and no record was touched.', next: 'Choose another file, or save this one again as a plain PDF and take that in.' },
  notInLibrary: { happened: 'That document is not in the library any more.', safe: 'Nothing was changed.', next: 'Look for it in the list again.' },
  libraryDamaged: { happened: 'A document of the library cannot be read.', safe: 'It is no record of a student; every record and every other document still opens.', next: 'Take it out and take it in again from its file, or restore a backup in Settings; one from the district comes again with the next sync.' },
  importTooLarge: { happened: 'This file is too large to be an IEP.', safe: 'Nothing was imported or changed.', next: 'Check that you chose the right file.' },
  importStateErrors: { happened: 'This IEP has errors in state-reported data.', safe: 'Nothing was imported or changed.', next: 'Correct them where the file came from; the first one is named here.' },
  alreadyImported: { happened: 'This IEP is already on this computer.', safe: 'The stored record was not touched.', next: 'Open the student from the caseload.' },
  paperFailed: { happened: 'The PDF could not be made.', safe: 'The IEP is saved; nothing was printed.', next: 'Try again; if it fails twice, use "Save for support" in Help.' },
  noPrinter: { happened: 'No printer answered.', safe: 'The finished copy is stored on this computer.', next: 'Connect a printer and choose Print again, or save the PDF.' },
  affirmBlocked: { happened: 'This IEP cannot be affirmed yet.', safe: 'Nothing was changed.', next: 'Open the list and fix what stops it.' },
  nameMismatch: { happened: 'The typed name is not the name of the signed-in case manager.', safe: 'Nothing was affirmed.', next: 'Type your full name as it stands in your profile.' },
  noServer: { happened: 'No district server is set up.', safe: 'Affirmed IEPs wait on this computer.', next: 'Enter the district address in Settings.' },
  badServerAddress: { happened: 'That is not a safe district address.', safe: 'Nothing was sent.', next: 'It must begin with https:// ; only a trial on this computer may use http://127.0.0.1.' },
  unreachable: { happened: 'The district server did not answer.', safe: 'Nothing was lost; everything waits on this computer.', next: 'It is tried again by itself when a network is back.' },
  notDistrict: { happened: 'Something answered, but it is not your district server.', safe: 'Nothing counts as delivered.', next: 'A sign-in page of the Wi-Fi may be in the way; check the network and the address.' },
  signInNeeded: { happened: 'The district server asks you to sign in again.', safe: 'Everything waits on this computer.', next: 'Enter the access key in Settings.' },
  districtRefused: { happened: 'The district server refused this IEP.', safe: 'It is kept whole on this computer.', next: 'Show the reason to your district system manager.' },
  lyingReceipt: { happened: "The district's answer does not match what was sent.", safe: 'The IEP does not count as delivered and is kept.', next: 'It is tried again; tell your district system manager if this stays.' },
  damagedDownload: { happened: 'A record from the district arrived damaged.', safe: 'It was not stored; the records on this computer are as they were.', next: 'Get the caseload again; tell your district system manager if this stays.' },
  notAllowed: { happened: 'This request did not come from the IEP Desk window.', safe: 'Nothing was changed.', next: 'Restart IEP Desk.' },
  badRequest: { happened: 'The window sent something IEP Desk does not understand.', safe: 'Nothing was changed.', next: 'Restart IEP Desk; if it happens again, update it.' },
  tooLarge: { happened: 'That is larger than IEP Desk can take in one piece.', safe: 'Nothing was changed.', next: 'Shorten it or split it in two.' },
  unexpected: { happened: 'Something went wrong inside IEP Desk.', safe: 'Everything saved before is safe on this computer.', next: 'Try again; if it happens twice, restart IEP Desk.' },
} as const satisfies Record<string, FailureWords>;

export type FailureCode = keyof typeof FAILURES;

export interface Failure {
  readonly code: FailureCode;
  /** A reason that names rule and field, never student text from elsewhere; shown after `happened`. */
  readonly reason?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail(code: FailureCode, reason?: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: reason === undefined ? { code } : { code, reason } };
}
