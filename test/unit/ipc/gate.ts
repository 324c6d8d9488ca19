/** A gate whose every handler counts its calls, the caller it trusts, and values that fit each channel's schema. */
import type { Caller, Gate, Handlers } from '../../../electron/ipc/answer.ts';
import { CONTRACT, type Channel } from '../../../shared/bridge/contract.ts';
import { ok } from '../../../shared/words/failures.ts';

export const CHANNELS = Object.keys(CONTRACT) as readonly Channel[];
export const OURS: Caller = { windowId: 1, frame: { url: 'app://iep/index.html', parent: null } };

const attestation = { purposes: ['annual'], purposeOther: '', gapReasons: {}, warningsConfirmed: [], variant: 'signed', typedName: 'A' };
const profile = { staffId: 'st1', name: 'A', role: 'caseManager', area: '', title: '' };
const step = { id: 's1', label: 'Edit', edits: [{ op: 'set', at: 'pages/x', value: 'y', was: '' }] };

/** One argument per channel that its schema accepts. */
export const GOOD_INPUT: Readonly<Record<Channel, unknown>> = {
  'session.status': undefined, 'session.create': { passphrase: 'p' }, 'session.unlock': { passphrase: 'p' }, 'session.recover': { recoveryCode: 'r', passphrase: 'p' }, 'session.lock': undefined,
  'session.setProfile': { profile }, 'session.flushed': { ticket: 't', unsaved: 0 }, 'session.halfWritten': undefined, 'session.keepHalfWritten': { dialogs: [{ title: 't', boxes: [{ label: 'l', text: 'x' }] }] }, 'vault.damage': undefined, 'vault.backups': undefined, 'vault.backUp': undefined, 'vault.secondPlace': { to: 'off' }, 'vault.preview': { backupId: 'b', place: 'here', passphrase: 'p' }, 'vault.restore': { backupId: 'b', place: 'here', passphrase: 'p' }, 'vault.transferTo': { passphrase: 'p' }, 'vault.chooseTransfer': undefined,
  'vault.transferFrom': { code: 'c', passphrase: 'p' }, 'vault.changePassphrase': { passphrase: 'p', next: 'n' }, 'vault.newRecoveryCode': { passphrase: 'p' }, 'caseload.list': undefined, 'caseload.leavers': undefined, 'caseload.student': { studentId: 's' }, 'exchange.inspect': { bytes: new Uint8Array(2) }, 'exchange.import': { bytes: new Uint8Array(2) },
  'caseload.add': { answers: { lastName: 'A', firstName: 'B', birthDate: '2020-01-01', grade: '01', primaryLanguage: '', primaryLanguageOther: '', dsea: '', reportingLea: '', referralDate: '', referredBy: '', referredByOther: '', ssid: '', seisId: '' }, caseManager: { name: 'A', staffId: 'st1', title: '' } }, 'exchange.write': { draftId: 'd' },
  'drafts.start': { studentId: 's', meetingDate: '2027-10-01', purposes: ['annual'] }, 'drafts.continue': { studentId: 's' }, 'drafts.startChange': { studentId: 's', kind: 'amendment', reason: 'r' }, 'drafts.load': { draftId: 'd' }, 'drafts.append': { draftId: 'd', parent: 0, steps: [step] }, 'drafts.command': { draftId: 'd', parent: 0, event: { type: 'pageDiscussed', page: 'goals' } },
  'drafts.parentCopy': { draftId: 'd' }, 'drafts.keepElsewhere': { draftId: 'd', parent: 0, steps: [step], where: 'same' }, 'drafts.takeBack': { draftId: 'd' }, 'paper.print': { draftId: 'd', parent: 0, kind: 'draft', language: 'en', toPrinter: false }, 'paper.read': { copyId: 'c' }, 'paper.reprint': { copyId: 'c' }, 'paper.save': { copyId: 'c' }, 'paper.progressReports': undefined, 'paper.printProgress': { students: ['s'], to: 'printer', evenWithoutSigns: false }, 'paper.waiting': undefined, 'paper.endWaiting': { waitingId: 'w', to: 'printer' }, 'paper.dropWaiting': { waitingId: 'w' },
  'affirm.commit': { draftId: 'd', parent: 0, attestation }, 'records.read': { iepId: 'i' }, 'records.find': { iepId: 'i', words: 'w' }, 'records.lateSignature': { iepId: 'i', signing: { type: 'agreedAll', signedBy: 'A Parent', relation: 'mother', signedOn: '2027-10-01', paper: { signed: 'copy', returnedOn: '2027-10-02' } } }, 'records.revoke': { iepId: 'i', revoking: { revokedBy: 'A Parent', relation: 'mother', revokedOn: '2027-10-01', receivedOn: '2027-10-02', paper: 'file' } }, 'records.stopServices': { iepId: 'i', stopping: { noticeSentOn: '2027-10-04', how: 'mail', servicesEndOn: '2027-10-11' } }, 'records.translate': { iepId: 'i', language: 'Spanish', translator: 'M', words: [{ at: 'pages/x', text: 't' }] }, 'records.tellTranslations': { iepId: 'i' }, 'records.pdf': { iepId: 'i' }, 'records.cleanCopy': { iepId: 'i' }, 'records.revocationNotice': { iepId: 'i' }, 'records.print': { iepId: 'i', paper: 'cleanCopy' }, 'records.save': { iepId: 'i', paper: 'affirmed' }, 'progress.read': { studentId: 's' }, 'progress.write': { studentId: 's', iepId: 'i', round: 'r1', reports: [{ goal: 'r2', report: { summary: 'w' } }] }, 'progress.finish': { studentId: 's', iepId: 'i', round: 'r1', goal: 'r2', done: true }, 'progress.affirm': { studentId: 's', iepId: 'i', round: 'r1' }, 'progress.correct': { studentId: 's', iepId: 'i', round: 'r1', reason: 'w' }, 'progress.giveUpCorrection': { studentId: 's', iepId: 'i', round: 'r1' }, 'progress.add': { studentId: 's', iepId: 'i', dueDate: '2027-10-01' }, 'progress.send': { reports: [{ studentId: 's', iepId: 'i', round: 'r1' }], how: 'mail', on: '2027-10-01' }, 'sync.status': undefined, 'sync.configure': { url: 'https://d.example', accessKey: 'k' }, 'sync.deliver': undefined, 'sync.pull': undefined,
  'settings.get': undefined, 'settings.set': { theme: 'dark' }, 'readiness.check': { studentId: null }, 'words.dictionary': { language: 'en' }, 'words.list': undefined, 'words.add': { word: 'Lexile' }, 'words.remove': { word: 'Lexile' }, 'help.open': { topic: 't' }, 'goals.banks': undefined, 'goals.import': { bytes: new Uint8Array([1]) }, 'goals.remove': { bankId: 'b' }, 'goals.keep': { goal: { area: 'a', from: 'K', to: '3', standard: '', en: 'e', es: '' } }, 'goals.drop': { goalId: 'g' }, 'goals.save': { bankId: null },
  'library.list': undefined, 'library.read': { documentId: 'd' }, 'library.takeIn': { words: { title: 't', kind: 'form', language: 'English', version: '', source: '' }, bytes: new Uint8Array([1]), replaces: null }, 'library.takeOut': { documentId: 'd' }, 'library.print': { documentId: 'd' }, 'library.save': { documentId: 'd' }, 'library.news': undefined, 'library.putNewsAway': { seen: [{ name: 'n', at: 't' }] },
};

export interface CountingGate {
  readonly gate: Gate;
  /** Channels whose handler ran, with what it was given. */
  readonly ran: { readonly channel: Channel; readonly input: unknown }[];
  readonly logged: { readonly event: string; readonly fields: unknown }[];
}

/** `value` is what every handler answers with. */
export function countingGate(value: unknown, { unlocked = true }: { readonly unlocked?: boolean } = {}): CountingGate {
  const ran: CountingGate['ran'] = [];
  const logged: CountingGate['logged'] = [];
  const handlers = Object.fromEntries(CHANNELS.map((channel) => [channel, async (input: unknown) => {
    ran.push({ channel, input });
    return ok(value);
  }])) as unknown as Handlers;
  return { ran, logged, gate: { handlers, isUnlocked: () => unlocked, knownWindows: new Set([1]), log: (event, fields) => void logged.push({ event, fields }) } };
}
