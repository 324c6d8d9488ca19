/** The channels of the bridge: which file here has everybody try which of them, and those nobody's role is asked for. */
import type { Channel } from '../../../../shared/bridge/contract.ts';

/** By file: what everybody tries there. */
export const TRIED_IN = {
  edits: ['drafts.append'],
  steps: ['drafts.command'],
  commands: [
    'affirm.commit', 'drafts.load', 'drafts.parentCopy', 'drafts.start', 'drafts.startChange', 'exchange.import', 'paper.print', 'paper.read', 'paper.reprint', 'paper.save',
    'progress.read', 'records.cleanCopy', 'records.find', 'records.pdf', 'records.print', 'records.read', 'records.save', 'settings.set',
  ],
  later: [
    'drafts.continue', 'progress.add', 'progress.affirm', 'progress.correct', 'progress.finish', 'progress.giveUpCorrection', 'progress.send', 'progress.write',
    'records.lateSignature', 'records.print', 'records.revocationNotice', 'records.revoke', 'records.stopServices', 'records.translate',
  ],
  'taken-in': ['caseload.add', 'drafts.append', 'exchange.write', 'library.takeIn', 'library.takeOut'],
  'district-gives': [],
} as const satisfies Record<string, readonly Channel[]>;

/** Channels nobody's role is asked for, and why. Every other one is tried by everybody in a file beside this one. */
export const OF_NO_ROLE: Partial<Record<Channel, string>> = {
  'session.status': 'says what is open', 'session.create': 'makes a vault', 'session.unlock': 'asks the passphrase', 'session.recover': 'asks the recovery code', 'session.lock': 'locks', 'session.setProfile': 'says who sits at the desk',
  'session.flushed': 'answers main', 'session.halfWritten': "the dialogs' own words", 'session.keepHalfWritten': "the dialogs' own words",
  'vault.damage': 'reads', 'vault.backups': 'reads', 'vault.backUp': 'copies what is sealed', 'vault.secondPlace': 'names a folder', 'vault.preview': 'asks the passphrase', 'vault.restore': 'asks the passphrase', 'vault.transferTo': 'asks the passphrase', 'vault.chooseTransfer': 'reads', 'vault.transferFrom': 'asks a code', 'vault.changePassphrase': 'asks the passphrase', 'vault.newRecoveryCode': 'asks the passphrase',
  'caseload.list': 'reads', 'caseload.student': 'reads', 'caseload.leavers': 'reads', 'exchange.inspect': 'reads a file',
  'drafts.keepElsewhere': "seals the page's own words into a file of the user's", 'drafts.takeBack': 'gives such words back to the page, whose saving is judged',
  'paper.progressReports': 'lists; whom it leaves out is in progress.test.ts', 'paper.printProgress': 'prints what that list holds', 'paper.waiting': 'lists', 'paper.endWaiting': 'prints again what waits, judged as at first (waiting.test.ts)', 'paper.dropWaiting': 'takes a line off that list',
  'records.tellTranslations': 'sends what the team typed; it writes no word',
  'sync.status': 'reads', 'sync.configure': 'names the district', 'sync.deliver': 'sends what is affirmed', 'sync.pull': 'takes in what the district gives', 'settings.get': 'reads', 'readiness.check': 'looks', 'help.open': 'shows help',
  'words.dictionary': 'reads', 'words.list': 'reads', 'words.add': "this computer's own words", 'words.remove': "this computer's own words",
  'library.list': 'reads what is no record', 'library.read': 'reads what is no record', 'library.print': 'prints what is no record', 'library.save': 'writes what is no record to a file', 'library.news': 'reads what is no record', 'library.putNewsAway': 'puts away what was read, about what is no record',
  'goals.banks': 'reads', 'goals.import': "this computer's own banks", 'goals.remove': "this computer's own banks", 'goals.keep': "one's own goals", 'goals.drop': "one's own goals", 'goals.save': 'writes a file',
};
