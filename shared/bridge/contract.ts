/**
 * The contract of the bridge: for every call the schema of its argument and of its result, and its size limit. Main parses both;
 * a handler never sees an unparsed argument and the page never an unparsed result (decisions.md 27).
 */
import { z } from 'zod';
import { json, jsonObject, flowCommand, goalReport, step, journalEntry, lateRevoking, lateSigning, lateStopping, roundBeingWritten, rowName } from './values.ts';
import { STAYS_BECAUSE } from '../flow/retention.ts';
import { LATE_KINDS } from '../flow/late.ts';
import { ASKED, type Asked } from '../flow/first-future.ts';
import { OPTIONAL_RIGHTS } from '../flow/roles.ts';
import { bankGoal, goalBank, MOST_BANK_BYTES, newGoal } from '../goals/bank.ts';
import { documentWords, libraryDocument, MOST_DOCUMENT_BYTES } from '../library/document.ts';
import { FAILURES, type FailureCode } from '../words/failures.ts';
import { DAMAGED_THINGS } from '../words/damage.ts';
import { DUE_KINDS } from '../check/deadlines.ts';
import { NO_REPORT } from '../check/progress-reports.ts';
import { READINESS_STATES, READINESS_THINGS } from '../check/readiness.ts';
import { reportDate as realReportDate } from '../check/highlight.ts';
import type { CALLS, Group } from './channels.ts';

const failureCodes = Object.keys(FAILURES) as [FailureCode, ...FailureCode[]];
export const failure = z.strictObject({ code: z.enum(failureCodes), reason: z.string().max(4000).optional() });

/** Random local id of a student, draft, copy, package: never a name, SSID or record number. */
export const localId = z.string().regex(/^[a-z0-9-]{1,64}$/);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clock = z.string().regex(/^\d{2}:\d{2}$/);
const none = z.undefined();
const bytes = z.instanceof(Uint8Array);

/** Rights of the role matrix a district has given beyond the usual ones (iep-forms.md section 7, "o"). */
const optionalRights = z.array(z.enum(OPTIONAL_RIGHTS)).max(OPTIONAL_RIGHTS.length);

export const role = z.enum(['caseManager', 'relatedServiceProvider', 'districtSystemManager', 'selpaSystemManager', 'selpaAdministrator']);
export const profile = z.strictObject({ staffId: z.string().max(64), name: z.string().max(200), role, area: z.string().max(64), title: z.string().max(200) });

const sessionStatus = z.strictObject({
  vault: z.enum(['none', 'locked', 'open']),
  /** `os`: device secret in the system key store; `passphraseOnly`: no safe key store here (decisions.md 7). */
  keyStore: z.enum(['os', 'passphraseOnly']),
  profile: profile.nullable(),
  /** What the district has given beyond the usual rights; with the profile it says what the page may offer. */
  optionalRights,
  /** Main's clock: the page sets its own by it. */
  now: z.string(),
  /** IANA zone of the district. */
  zone: z.string(),
  version: z.string(),
});

/** The team found that the student is not, or no longer, eligible, and what the parent who understands it says against it. */
const finding = z.strictObject({ outcome: z.enum(['notEligible', 'noLongerEligible']), isDisputed: z.boolean() });

const due = z.strictObject({
  kind: z.enum(DUE_KINDS), label: z.string(), due: isoDate, countedFrom: z.strictObject({ label: z.string(), date: isoDate }),
  daysLeft: z.int(), isOverdue: z.boolean(), source: z.string(), next: z.string(),
});

/** A record that changes an affirmed IEP. */
const changeKind = z.enum(['amendment', 'correction']);

export const draftSummary = z.strictObject({
  draftId: localId, status: z.string(), consent: z.string(), finding: finding.nullable(), /** What this draft changes the Current by; null for an IEP of its own. */ change: changeKind.nullable(), meetingDate: z.string(), purposes: z.array(z.string()),
  /** The day from which affirming it is counted; '' when none is known yet. */
  countedFrom: z.string(),
  /** It goes on with the meeting of the Current IEP. */
  continues: z.boolean(),
  savedAt: z.string(), /** Pages the team has discussed, of those that are discussed. */
  pagesDone: z.int(), pagesAll: z.int(),
  /** Places that still say what last year's IEP said, looked at by nobody yet. */
  carried: z.int(), gaps: z.int(), errors: z.int(),
});
export const recordSummary = z.strictObject({
  iepId: localId, meetingDate: z.string(), affirmedAt: z.string(), imported: z.boolean(), /** Set when this record changes the one before it: its kind and its own day. */ change: z.strictObject({ kind: changeKind, on: z.string() }).nullable(), standing: z.enum(['current', 'history']),
  /** The plan that is carried out while this is the newest: without consent it is an earlier one (34 CFR 300.300, Ed. Code 56346). */
  inForce: z.discriminatedUnion('plan', [z.strictObject({ plan: z.enum(['this', 'none', 'notHere']) }), z.strictObject({ plan: z.literal('earlier'), meetingDate: z.string() }), z.strictObject({ plan: z.literal('ended'), on: z.string() }), z.strictObject({ plan: z.literal('revoked'), on: z.string(), servicesEndOn: z.string() })]),
  /** The record of that plan: what the next IEP changes; null when there is none or it is not here. */
  planIepId: localId.nullable(),
  consent: z.string(), finding: finding.nullable(), /** The student has left without such a finding: since when, and why in words. */ exit: z.strictObject({ on: isoDate, why: z.string() }).nullable(), purposes: z.array(z.string()), delivery: z.enum(['waiting', 'delivered', 'refused', 'conflict', 'noServer']), pages: z.int(),
  /** Its meeting goes on another day; until that part is affirmed it is in no state report. */
  toBeContinued: z.boolean(), inStateReport: z.boolean(),
  /** Which part of a meeting held on several days under one date; null when it took place in one. */
  part: z.strictObject({ no: z.int(), of: z.int() }).nullable(),
  /** The language its parents read where it is another than the form's, and how many of its statements are not translated into it. */
  translation: z.strictObject({ language: z.string(), statements: z.int(), left: z.int() }).nullable(),
  /** Where the signed original and the file copy are; null where no paper was signed, or nobody here was asked. */
  paper: z.strictObject({ original: z.string(), fileCopy: z.string() }).nullable(),
  /** The written revocation of consent that ends its plan (34 CFR 300.300(b)(4)), and the record it is kept beside; `delivery` is of this record alone. */
  revoked: lateRevoking.extend({ iepId: localId, stop: lateStopping.nullable(), delivery: z.enum(['waiting', 'delivered', 'refused', 'noServer']).nullable() }).nullable(),
  /** Answers of the parent that came after affirming, oldest first; `consent` and `inForce` count them in. */
  late: z.array(z.strictObject({ /** Of the finding that there is no plan the parent understands it, and agrees with it or does not. */ agreed: z.enum(['all', 'part', 'understood', 'disagrees']), signedBy: z.string(), signedOn: z.string(), signed: z.enum(['original', 'copy']), returnedOn: z.string(), delivery: z.enum(['waiting', 'delivered', 'refused', 'noServer']) })),
});
const studentSummary = z.strictObject({
  studentId: localId, name: z.string(), grade: z.string(), birthDate: z.string(), caseManager: z.string(),
  nextAnnualDate: z.string(), nextTriennialDate: z.string(),
  draft: draftSummary.nullable(), current: recordSummary.nullable(), historyCount: z.int(), due: z.array(due),
  /** What is stored of this student and cannot be read: it is never told as if it were not there. */
  unreadable: z.strictObject({ draft: z.boolean(), records: z.int() }),
});

const foundInRecord = z.strictObject({
  /** In document order: as shared/iep/find-record.ts gives them. */
  places: z.array(z.strictObject({ at: z.string(), language: z.string().nullable(), place: z.string(), before: z.string(), found: z.string(), after: z.string(), later: z.boolean() })),
  /** What came after affirming and could not be read: no search was made in it. */
  unread: z.array(z.enum(['late', 'translation'])),
});

const importPreview = z.strictObject({
  studentName: z.string(), birthDate: z.string(), grade: z.string(), meetingDate: z.string(), becomes: z.enum(['current', 'draft']),
  staff: z.array(z.strictObject({ id: z.string(), name: z.string(), title: z.string(), role: z.string(), area: z.string() })),
  /** State errors and unknown fields, in words; errors of an IEP that is to become Current stop the import. */
  problems: z.array(z.string()), pages: z.int(), needsProfile: z.boolean(),
});

/** A line somebody typed: too long for a form is said at its field, so more is let through than a form holds. */
const line = z.string().max(1000);
const saidOfStudent = z.strictObject({
  answers: z.strictObject(Object.fromEntries(ASKED.map((id) => [id, line])) as Record<Asked, typeof line>),
  caseManager: z.strictObject({ name: line, staffId: line, title: line }),
});
/** `alreadyHere`: nothing was added, because this student is on this computer. */
const addedStudent = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('added'), studentId: localId, draftId: localId }),
  z.strictObject({ outcome: z.literal('alreadyHere'), studentId: localId, name: z.string(), birthDate: z.string(), by: z.enum(['number', 'name']) }),
]);

const draftLoad = z.strictObject({
  draftId: localId, studentId: localId, rev: z.int(), savedAt: z.string(),
  document: jsonObject,
  /** All entries since the draft began: undo after a restart, the audit list and the redline read them. */
  entries: z.array(journalEntry),
  base: jsonObject,
});

/** `waits`: no printer answered, and the paper stands on the list of what waits; `noPrinter`: no printer answered, and the disk did not take the list. */
const PRINTER_ANSWERS = ['sent', 'waits', 'noPrinter', 'cancelled'] as const;

export const audit = z.strictObject({
  layout: z.enum(['full', 'plain', 'annex']), charactersIn: z.int(), charactersPlaced: z.int(), missingGlyphs: z.array(z.string()),
});
export const printed = z.strictObject({
  copyId: localId, code: z.string(), /** Of one set. */ sheets: z.int(), /** Identical sets in the file: two where there is no copier at the table. */ sets: z.int(), contentHash: z.string(), pdfSha256: z.string(), audit,
  printer: z.enum([...PRINTER_ANSWERS, 'notAsked']), rev: z.int(),
});

const noReport = z.strictObject({ studentId: localId, name: z.string(), why: z.enum(NO_REPORT), /** The same for people, with what to do about it. */ words: z.string() });
/** Everybody on the caseload: with the reports that can be printed now, or with the reason why none is. */
export const progressReports = z.strictObject({
  /** By last name, as they are printed. */
  students: z.array(z.strictObject({
    studentId: localId, name: z.string(), language: z.enum(['en', 'es', 'both']), /** The language the parents read when no label is in it; '' otherwise. */ parentsRead: z.string(),
    reports: z.array(z.strictObject({ page: z.string(), number: z.string(), /** ISO, '' when the IEP names no day. */ due: z.string(), isLate: z.boolean(), /** Only what was affirmed is printed. */ state: z.enum(['affirmed', 'writing', 'blank']), goals: z.int(), /** Goals whose boxes are printed empty, to write in. */ blank: z.int() })),
  })),
  leftOut: z.array(noReport),
});
const progressPrinted = z.strictObject({
  papers: z.array(z.strictObject({ studentId: localId, name: z.string(), code: z.string(), reports: z.int(), sheets: z.int(), iepId: localId, /** Rounds on these sheets that are affirmed and not marked as sent. */ toSend: z.array(rowName), /** Its file where each student has one, else ''. */ file: z.string() })),
  leftOut: z.array(noReport),
  /** Signs the printing fonts lack; while there are any, nothing is printed before the user has seen them. */
  missingSigns: z.array(z.strictObject({ studentId: localId, name: z.string(), signs: z.array(z.string()) })),
  printer: z.enum([...PRINTER_ANSWERS, 'notAsked']), saved: z.boolean(),
});

const ofRound = { studentId: localId, /** The plan on the screen. */ iepId: localId, round: rowName };

/** Paper that was to be printed and was not. */
const waitingOnPrinter = z.strictObject({
  waitingId: localId, kind: z.enum(['draft', 'parentCopy', 'glance', 'amendment', 'redline', 'copy', 'affirmed', 'cleanCopy', 'revocationNotice', 'progressReports', 'progressReport']), /** Whose it is. */ names: z.array(z.string()), /** On its sheets; '' where each student's has another, or it is not known. */ code: z.string(),
  /** District-local `YYYY-MM-DDTHH:MM` it was first asked for. */
  since: z.string(), /** IEP Desk ended before the printer answered: it may have come out. */ cutOff: z.boolean(),
});

const outboxItem = z.strictObject({
  /** An affirmed IEP, or what came to it later. */
  id: z.string().max(80), what: z.enum(['iep', ...LATE_KINDS]), iepId: localId, studentId: localId, studentName: z.string(), meetingDate: z.string(),
  state: z.enum(['waiting', 'sending', 'delivered', 'refused', 'conflict', 'paused']),
  reason: z.string(), attempts: z.int(), nextTry: z.string(), receivedAt: z.string(), bytes: z.int(),
});
const syncStatus = z.strictObject({
  server: z.strictObject({ url: z.string(), name: z.string(), trial: z.boolean() }).nullable(),
  network: z.enum(['unknown', 'reachable', 'unreachable']), lastContact: z.string(), lastFailure: failure.nullable(), items: z.array(outboxItem),
});

export const attestation = z.strictObject({
  purposes: z.array(z.string()), purposeOther: z.string(),
  /** Reason for each open gap, by issue key (`id@address`). */
  gapReasons: z.record(z.string(), z.string()),
  warningsConfirmed: z.array(z.string()),
  variant: z.enum(['signed', 'part', 'unsigned', 'notEligible', 'continued', 'amendment', 'correction']),
  typedName: z.string().max(200),
});

/** A file found damaged since the records were opened. */
export const damage = z.strictObject({
  /** Path inside the vault folder: random ids only. */
  file: z.string().max(200), state: z.enum(['setAside', 'inPlace', 'tailCut']), what: z.enum(DAMAGED_THINGS), studentName: z.string().nullable(),
});
/** A day that comes every year on which a state report closes, with its words: "Dec 1". */
const reportDate = z.strictObject({ label: z.string().min(1).max(40), month: z.int(), day: z.int() }).refine(({ month, day }) => realReportDate(month, day) !== null, 'is no day of the year');

const backupPlace = z.enum(['here', 'second']);
export const backup = z.strictObject({ backupId: localId, place: backupPlace, madeAt: z.string(), why: z.enum(['closed', 'asked', 'beforeRestore', 'transfer']), files: z.int(), bytes: z.int() });
export const backups = z.strictObject({
  /** Newest first. */
  backups: z.array(backup),
  /** IANA zone of this computer: its own clock tells when a backup was made. */
  zone: z.string(),
  /** The folder the user picked, as the system writes it. */
  secondPlace: z.string().nullable(),
  /** File names of backups straight in the second place of which nobody can prove whose they are: IEP Desk leaves them alone. */
  leftAlone: z.array(z.string()),
  /** Why the last backup of this run could not be written, per place; null when it was, or none was tried yet. */
  failed: z.strictObject({ here: failure.nullable(), second: failure.nullable() }),
});
const studentState = z.strictObject({
  studentId: localId, name: z.string(), draft: z.union([z.null(), z.literal('unreadable'), z.strictObject({ changes: z.int(), savedAt: z.string() })]), records: z.int(),
});
const restorePreview = z.strictObject({
  backup,
  /** Set when the records here do not open: what still opens stays and the rest comes from the backup; `now` of a student is then what will be there. */
  mends: z.strictObject({ begunAfter: z.int() }).nullable(),
  students: z.array(z.strictObject({ name: z.string(), now: studentState.nullable(), inBackup: studentState.nullable() })),
});
/** The newest copy in the folder another computer wrote; `unreadable` lists beside it may be newer. */
const foundTransfer = z.strictObject({ folder: z.string(), madeAt: z.string(), /** IANA zone of this computer. */ zone: z.string(), files: z.int(), unreadable: z.int() });
/** Students who left the caseload: who is still here and why, and the record of each removal. */
export const leavers = z.strictObject({
  staying: z.array(z.strictObject({ studentId: localId, name: z.string(), leftOn: isoDate, records: z.int(), /** First day time allows the removal. */ from: isoDate, stays: z.enum(STAYS_BECAUSE).nullable() })),
  removed: z.array(z.strictObject({ studentKey: z.string(), leftOn: isoDate, removedOn: isoDate, records: z.int() })),
});
const passphrase = z.string().max(1000);

export const settings = z.strictObject({
  zone: z.string(), theme: z.enum(['system', 'light', 'dark']), textSize: z.int().min(80).max(200), idleMinutes: z.int().min(2).max(30), redWindowDays: z.int().min(1).max(90),
  /** Days before a due date by which a meeting should be set; a later one warns. */
  noticeLeadDays: z.int().min(0).max(60),
  /** What a parent who does not agree is told of settling it; '' for the usual words. */
  disputeWords: z.string().max(4000),
  reportDates: z.array(reportDate).min(1).max(6),
  optionalRights,
});

const readinessItem = z.strictObject({ thing: z.enum(READINESS_THINGS), state: z.enum(READINESS_STATES), words: z.string(), /** '' where nothing needs to be done. */ next: z.string() });

/** What was typed into one dialog and went nowhere yet, box by box. */
export const halfWritten = z.strictObject({ title: z.string().max(300), boxes: z.array(z.strictObject({ label: z.string().max(1_000), text: z.string().max(200_000) })).max(100) });
const halfWrittenDialogs = z.strictObject({ dialogs: z.array(halfWritten).max(50) });

const spellingLanguage = z.enum(['en', 'es']);
/** One word as it is written: letters, with apostrophes and hyphens inside. */
const ownWord = z.string().max(60).regex(/^[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*$/u);
const ownWords = z.strictObject({ words: z.array(z.string()) });

/** The PDF of an affirmed IEP as it was made then, a clean copy of it, or the prior written notice its revocation owes. */
const recordPaper = z.enum(['affirmed', 'cleanCopy', 'revocationNotice']);

/** One's own goals, and the banks that were taken in. */
const goalBanks = z.strictObject({ own: z.array(bankGoal), banks: z.array(goalBank) });

const KB = 1024;
const MB = 1024 * KB;

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, maxBytes: number = 64 * KB) {
  return { input, output, maxBytes } as const;
}

/** One entry per name in CALLS; `maxBytes` limits the argument (strings as UTF-8, bytes as they are). */
export const CONTRACT = {
  'session.status': call(none, sessionStatus),
  'session.create': call(z.strictObject({ passphrase: z.string().max(1000) }), z.strictObject({ recoveryCode: z.string() })),
  'session.unlock': call(z.strictObject({ passphrase: z.string().max(1000) }), z.strictObject({ profile: profile.nullable() })),
  'session.recover': call(z.strictObject({ recoveryCode: z.string().max(200), passphrase: z.string().max(1000) }), z.strictObject({ profile: profile.nullable() })),
  'session.lock': call(none, z.null()),
  'session.setProfile': call(z.strictObject({ profile }), z.null()),
  /** The page answers a `flush` notice once its edit queue is empty (or says what is still unsaved). */
  /** Before the answer to `flush`: what stands in dialogs takes the place of what was kept of them; with none, nothing is kept any more. */
  'session.keepHalfWritten': call(halfWrittenDialogs, z.null(), MB),
  'session.halfWritten': call(none, halfWrittenDialogs),
  'session.flushed': call(z.strictObject({ ticket: z.string().max(64), unsaved: z.int() }), z.null()),

  'vault.damage': call(none, z.array(damage)),
  'vault.backups': call(none, backups),
  'vault.backUp': call(none, backups),
  /** Asks for a folder in a dialog of the system; `off` gives the second place up. */
  'vault.secondPlace': call(z.strictObject({ to: z.enum(['choose', 'off']) }), backups),
  'vault.preview': call(z.strictObject({ backupId: localId, place: backupPlace, passphrase }), restorePreview),
  'vault.restore': call(z.strictObject({ backupId: localId, place: backupPlace, passphrase }), z.strictObject({ profile: profile.nullable() })),
  /** Asks for a folder, copies everything into it; null when the user cancelled. */
  'vault.transferTo': call(z.strictObject({ passphrase }), z.strictObject({ code: z.string(), files: z.int() }).nullable()),
  /** Asks for the folder another computer wrote; null when the user cancelled. */
  'vault.chooseTransfer': call(none, foundTransfer.nullable()),
  'vault.transferFrom': call(z.strictObject({ code: z.string().max(200), passphrase }), z.strictObject({ profile: profile.nullable() })),
  'vault.changePassphrase': call(z.strictObject({ passphrase, next: passphrase }), z.null()),
  'vault.newRecoveryCode': call(z.strictObject({ passphrase }), z.strictObject({ recoveryCode: z.string() })),

  'caseload.list': call(none, z.array(studentSummary)),
  'caseload.leavers': call(none, leavers),
  'caseload.student': call(z.strictObject({ studentId: localId }), z.strictObject({ summary: studentSummary, records: z.array(recordSummary) })),

  /** Opens the first Future IEP of a student who has no record yet. */
  'caseload.add': call(saidOfStudent, addedStudent),

  'exchange.inspect': call(z.strictObject({ bytes }), importPreview, 32 * MB),
  'exchange.import': call(z.strictObject({ bytes }), z.strictObject({ studentId: localId, became: z.enum(['current', 'draft']), id: localId }), 32 * MB),
  /** Asks in a dialog of the system where to, and writes a first Future IEP as the file another computer takes in. */
  'exchange.write': call(z.strictObject({ draftId: localId }), z.strictObject({ saved: z.boolean() })),

  'drafts.start': call(z.strictObject({ studentId: localId, meetingDate: isoDate, purposes: z.array(z.string()).min(1) }), z.strictObject({ draftId: localId })),
  /** The meeting of the Current IEP goes on: one Future IEP with its date, sheets and marks. */
  'drafts.continue': call(z.strictObject({ studentId: localId }), z.strictObject({ draftId: localId })),
  /** Begins a record that changes the Current: an amendment without a meeting, or the correction of a data error. */
  'drafts.startChange': call(z.strictObject({ studentId: localId, kind: changeKind, reason: z.string().min(1).max(2000) }), z.strictObject({ draftId: localId })),
  'drafts.load': call(z.strictObject({ draftId: localId }), draftLoad),
  'drafts.append': call(z.strictObject({ draftId: localId, parent: z.int(), steps: z.array(step).min(1).max(1000) }), z.strictObject({ rev: z.int(), savedAt: z.string(), entries: z.array(journalEntry) }), 16 * MB),
  'drafts.command': call(z.strictObject({ draftId: localId, parent: z.int(), event: flowCommand }), z.strictObject({ rev: z.int(), savedAt: z.string(), entries: z.array(journalEntry) })),
  /** The document as it was when the parent copy was printed, for the redline. */
  'drafts.parentCopy': call(z.strictObject({ draftId: localId }), z.strictObject({ copyId: localId, document: jsonObject })),
  /** Seals steps main could not save into a folder of the user's: the one picked before, or one asked for in a dialog of the system; null when there is none. */
  'drafts.keepElsewhere': call(z.strictObject({ draftId: localId, parent: z.int(), steps: z.array(step).min(1).max(1000), where: z.enum(['choose', 'same']) }), z.strictObject({ folder: z.string(), file: z.string(), at: z.string() }).nullable(), 16 * MB),
  /** Asks for the folder such steps lie in and gives back those the draft does not hold; null when the user cancelled. */
  'drafts.takeBack': call(z.strictObject({ draftId: localId }), z.strictObject({ parent: z.int(), steps: z.array(step) }).nullable()),

  'paper.print': call(z.strictObject({
    draftId: localId, parent: z.int(), kind: z.enum(['draft', 'parentCopy', 'glance', 'amendment', 'redline']), language: z.enum(['en', 'es', 'both']),
    /** District-local end time of the session, for the parent copy. */
    end: clock.optional(),
    /** Keys of the pages of a draft to print by themselves; without them the whole packet. */
    only: z.array(z.string().max(200)).min(1).max(200).optional(),
    /** Identical sets of the parent copy: both are written on and signed where nothing can be copied (iep-forms.md 8.1). */
    sets: z.union([z.literal(1), z.literal(2)]).optional(),
    /** Hand it to the printer at once. */
    toPrinter: z.boolean(),
  }), printed),
  'paper.read': call(z.strictObject({ copyId: localId }), bytes),
  'paper.reprint': call(z.strictObject({ copyId: localId }), z.strictObject({ printer: z.enum(PRINTER_ANSWERS) })),
  'paper.save': call(z.strictObject({ copyId: localId }), z.strictObject({ saved: z.boolean() })),

  'paper.progressReports': call(none, progressReports),
  'paper.printProgress': call(z.strictObject({ students: z.array(localId).min(1).max(1000), to: z.enum(['printer', 'file', 'folder']), evenWithoutSigns: z.boolean(), /** One round alone, also when it was sent; every open one where it is not named. */ round: rowName.optional(), /** Its plan, where it is not the one that is carried out. */ iepId: localId.optional() }), progressPrinted, 128 * KB),

  'paper.waiting': call(none, z.array(waitingOnPrinter)),
  /** Printed paper leaves the list by itself; saved paper stays on it. */
  'paper.endWaiting': call(z.strictObject({ waitingId: localId, to: z.enum(['printer', 'file']) }), z.strictObject({ printer: z.enum([...PRINTER_ANSWERS, 'notAsked']), saved: z.boolean(), leftOut: z.array(noReport) })),
  'paper.dropWaiting': call(z.strictObject({ waitingId: localId }), z.null()),

  'affirm.commit': call(z.strictObject({ draftId: localId, parent: z.int(), attestation }), z.strictObject({ iepId: localId, affirmedAt: z.string() }), 1 * MB),

  'records.read': call(z.strictObject({ iepId: localId }), z.strictObject({ record: recordSummary, document: jsonObject, attestation: json })),
  /** Where the words stand in one affirmed IEP and in what came after it; one call a record, so that a search over years can be stopped. */
  'records.find': call(z.strictObject({ iepId: localId, words: z.string().max(200) }), foundInRecord),
  /** A signature that came after affirming, kept beside the record. */
  'records.lateSignature': call(z.strictObject({ iepId: localId, signing: lateSigning }), z.null()),
  /** A written revocation of consent, and later the notice and the last day of services it owes; both kept beside the record of the plan that is carried out. */
  'records.revoke': call(z.strictObject({ iepId: localId, revoking: lateRevoking }), z.null(), 64 * KB),
  'records.stopServices': call(z.strictObject({ iepId: localId, stopping: lateStopping }), z.null(), 64 * KB),
  /** A translator's words for statements of an affirmed IEP, kept beside the record; empty words take one back. */
  'records.translate': call(z.strictObject({
    iepId: localId, language: z.string().min(1).max(100), translator: z.string().max(200), words: z.array(z.strictObject({ at: z.string().max(400), text: z.string().max(200_000) })).min(1).max(1000),
  }), z.strictObject({ keptAt: z.string() }), 16 * MB),

  /** A plan with its affirmed progress reports, and what is being written: the one that is carried out, where none is named. */
  'progress.read': call(z.strictObject({ studentId: localId, iepId: localId.optional() }), z.strictObject({
    iepId: localId, document: jsonObject, writing: z.array(roundBeingWritten),
    /** Earlier plans with reports that did not go home, by their numbers. */ left: z.array(z.strictObject({ iepId: localId, meetingDate: z.string(), reports: z.array(z.string()) })),
  })),
  /** Words for reports on goals; each whole, as it stands on the screen. */
  'progress.write': call(z.strictObject({ ...ofRound, reports: z.array(goalReport).min(1).max(100) }), z.strictObject({ keptAt: z.string() }), 4 * MB),
  'progress.finish': call(z.strictObject({ ...ofRound, goal: rowName, done: z.boolean() }), z.null()),
  'progress.affirm': call(z.strictObject(ofRound), z.null()),
  'progress.correct': call(z.strictObject({ ...ofRound, reason: z.string().max(2000) }), z.null(), 64 * KB),
  'progress.giveUpCorrection': call(z.strictObject(ofRound), z.null()),
  'progress.add': call(z.strictObject({ studentId: localId, iepId: localId, dueDate: z.string().max(10) }), z.null()),
  /** As sent home, one or many; one that cannot be is named, the others are marked. */
  'progress.send': call(
    z.strictObject({ reports: z.array(z.strictObject(ofRound)).min(1).max(1000), how: z.string().max(40), on: z.string().max(10) }),
    z.strictObject({ sent: z.int(), refused: z.array(z.strictObject({ studentId: localId, round: rowName, failure })) }), 256 * KB,
  ),
  /** The list of translations was left: what stands in it goes to the district. */
  'records.tellTranslations': call(z.strictObject({ iepId: localId }), z.null()),
  'records.pdf': call(z.strictObject({ iepId: localId }), bytes),
  'records.cleanCopy': call(z.strictObject({ iepId: localId }), bytes),
  /** The prior written notice to the parent who revoked consent, drawn now (34 CFR 300.503). */
  'records.revocationNotice': call(z.strictObject({ iepId: localId }), bytes),
  'records.print': call(z.strictObject({ iepId: localId, paper: recordPaper }), z.strictObject({ printer: z.enum(PRINTER_ANSWERS) })),
  'records.save': call(z.strictObject({ iepId: localId, paper: recordPaper }), z.strictObject({ saved: z.boolean() })),

  'sync.status': call(none, syncStatus),
  'sync.configure': call(z.strictObject({ url: z.string().max(500), accessKey: z.string().max(500) }), syncStatus),
  'sync.deliver': call(none, syncStatus),
  'sync.pull': call(none, z.strictObject({ students: z.int(), records: z.int() })),

  'settings.get': call(none, settings),
  'settings.set': call(settings.partial(), settings),

  /** Looks whether this computer can run the meeting offline: of one student, or with null of everybody here. */
  'readiness.check': call(z.strictObject({ studentId: localId.nullable() }), z.strictObject({ items: z.array(readinessItem) })),

  /** The packed word list of a language, as the spelling worker unpacks it. */
  'words.dictionary': call(z.strictObject({ language: spellingLanguage }), z.strictObject({ packed: bytes })),
  'words.list': call(none, ownWords),
  'words.add': call(z.strictObject({ word: ownWord }), ownWords),
  'words.remove': call(z.strictObject({ word: ownWord }), ownWords),

  /** The goal banks of this computer; the one that comes with IEP Desk is known to the page. */
  'goals.banks': call(none, goalBanks),
  /** Takes a bank in from its file; what is wrong with it is said by its place. */
  'goals.import': call(z.strictObject({ bytes }), goalBanks, MOST_BANK_BYTES),
  'goals.remove': call(z.strictObject({ bankId: localId }), goalBanks),
  'goals.keep': call(z.strictObject({ goal: newGoal }), goalBanks),
  'goals.drop': call(z.strictObject({ goalId: localId }), goalBanks),
  /** Asks in a dialog of the system where to; with null, one's own goals. */
  'goals.save': call(z.strictObject({ bankId: localId.nullable() }), z.strictObject({ saved: z.boolean() })),

  /** What was taken in; no document is opened for it. The papers that come with IEP Desk are known to the page. */
  'library.list': call(none, z.array(libraryDocument)),
  /** A paper that comes with IEP Desk is made anew, a document is as it was taken in. */
  'library.read': call(z.strictObject({ documentId: localId }), bytes),
  /** `replaces` names the document it is a newer version of. */
  'library.takeIn': call(z.strictObject({ words: documentWords, bytes, replaces: localId.nullable() }), z.strictObject({ documentId: localId }), MOST_DOCUMENT_BYTES + 64 * KB),
  'library.takeOut': call(z.strictObject({ documentId: localId }), z.null()),
  'library.print': call(z.strictObject({ documentId: localId }), z.strictObject({ printer: z.enum(['sent', 'noPrinter', 'cancelled']) })),
  'library.save': call(z.strictObject({ documentId: localId }), z.strictObject({ saved: z.boolean() })),

  'help.open': call(z.strictObject({ topic: z.string().max(64) }), z.null()),
} as const;

export type Channel = keyof typeof CONTRACT;
export type Input<C extends Channel> = z.infer<(typeof CONTRACT)[C]['input']>;
export type Output<C extends Channel> = z.infer<(typeof CONTRACT)[C]['output']>;
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: z.infer<typeof failure> };

type CallName<G extends Group> = (typeof CALLS)[G][number];
type BridgeCall<C> = C extends Channel ? (undefined extends Input<C> ? () => Promise<Reply<Output<C>>> : (input: Input<C>) => Promise<Reply<Output<C>>>) : never;

/** What main tells the page. */
export interface Notices {
  session: { readonly state: 'locked' | 'open' };
  /** Main wants every unsaved edit now (quit, suspend, lock); answer with session.flushed. */
  flush: { readonly ticket: string; readonly why: 'quit' | 'lock' | 'suspend' };
  caseload: { readonly changed: string };
  sync: z.infer<typeof syncStatus>;
  saving: { readonly trouble: z.infer<typeof failure> | null };
  /** Somebody started IEP Desk again; this window came forward instead. */
  secondStart: { readonly at: string };
  /** How much paper waits for a printer now. */
  papers: { readonly waiting: number };
  /** A menu item was chosen; the id of a command in shared/commands. */
  command: { readonly id: string };
}

export type Bridge = { readonly [G in Group]: { readonly [N in CallName<G>]: BridgeCall<`${G}.${N}`> } } & {
  readonly on: <N extends keyof Notices>(name: N, listener: (notice: Notices[N]) => void) => () => void;
};

export type HalfWritten = z.infer<typeof halfWritten>;
export type Profile = z.infer<typeof profile>;
export type SessionStatus = z.infer<typeof sessionStatus>;
export type StudentSummary = z.infer<typeof studentSummary>;
export type DraftSummary = z.infer<typeof draftSummary>;
export type RecordSummary = z.infer<typeof recordSummary>;
export type FoundInRecord = z.infer<typeof foundInRecord>;
export type ImportPreview = z.infer<typeof importPreview>;
export type DraftLoad = z.infer<typeof draftLoad>;
export type Printed = z.infer<typeof printed>;
export type ProgressReports = z.infer<typeof progressReports>;
export type ProgressPrinted = z.infer<typeof progressPrinted>;
export type WaitingOnPrinter = z.infer<typeof waitingOnPrinter>;
export type OutboxItem = z.infer<typeof outboxItem>;
export type SyncStatus = z.infer<typeof syncStatus>;
export type Attestation = z.infer<typeof attestation>;
export type Settings = z.infer<typeof settings>;
export type SpellingLanguage = z.infer<typeof spellingLanguage>;
export type Damage = z.infer<typeof damage>;
export type Backup = z.infer<typeof backup>;
export type Backups = z.infer<typeof backups>;
export type FoundTransfer = z.infer<typeof foundTransfer>;
export type Leavers = z.infer<typeof leavers>;
export type RestorePreview = z.infer<typeof restorePreview>;
