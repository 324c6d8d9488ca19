/**
 * The names that may cross the bridge, grouped as the page sees them. The preload imports this file and nothing else.
 * `iep.<group>.<call>` in the page becomes the channel `<group>.<call>`; no channel name is visible to the page.
 */
export const CALLS = {
  session: ['status', 'create', 'unlock', 'recover', 'lock', 'setProfile', 'flushed', 'halfWritten', 'keepHalfWritten'],
  vault: ['damage', 'backups', 'backUp', 'secondPlace', 'preview', 'restore', 'transferTo', 'chooseTransfer', 'transferFrom', 'changePassphrase', 'newRecoveryCode'],
  caseload: ['list', 'student', 'leavers', 'add'],
  exchange: ['inspect', 'import', 'write'],
  drafts: ['start', 'continue', 'startChange', 'load', 'append', 'command', 'parentCopy', 'keepElsewhere', 'takeBack'],
  paper: ['print', 'read', 'reprint', 'save', 'progressReports', 'printProgress', 'waiting', 'endWaiting', 'dropWaiting'],
  affirm: ['commit'],
  records: ['read', 'find', 'lateSignature', 'revoke', 'stopServices', 'translate', 'tellTranslations', 'pdf', 'cleanCopy', 'revocationNotice', 'print', 'save'],
  progress: ['read', 'write', 'finish', 'affirm', 'correct', 'giveUpCorrection', 'add', 'send'],
  sync: ['status', 'configure', 'deliver', 'pull'],
  settings: ['get', 'set'],
  readiness: ['check'],
  words: ['dictionary', 'list', 'add', 'remove'],
  goals: ['banks', 'import', 'remove', 'keep', 'drop', 'save'],
  library: ['list', 'read', 'takeIn', 'takeOut', 'print', 'save', 'news', 'putNewsAway'],
  help: ['open'],
} as const;

/** What main tells the page without being asked. */
export const NOTICES = ['session', 'flush', 'caseload', 'sync', 'saving', 'command', 'secondStart', 'papers', 'library'] as const;

/** Global under which the preload exposes the bridge. */
export const BRIDGE = 'iep';

export type Group = keyof typeof CALLS;
