/** Backs up at a lock and when somebody asks, and remembers what became of it. A backup that fails stops nothing; it is named in Settings and tried again at the next lock. */
import { copiesAreDue } from '../../shared/flow/retention.ts';
import { isLoss } from '../../shared/words/damage.ts';
import { ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { CopiesDue } from '../ports/backups.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import { damageReport } from './damage.ts';
import type { Tools } from './rooms.ts';

export interface BackupFailures {
  readonly here: Failure | null;
  readonly second: Failure | null;
}

/** Told from the open vault, because a backup at a lock is made once it is closed. */
export interface LetGo {
  /** False while something is damaged that an older backup may still hold whole: no backup is let go then. */
  readonly rotate: boolean;
  /** Which older backups have to go, because the time of copies of a removed student is over; null when none has. */
  readonly due: CopiesDue | null;
}

export interface LockBackups {
  /** What became of the last backup of this run. */
  readonly last: () => BackupFailures;
  /** Backs up what is on disk. */
  readonly make: (why: 'closed' | 'asked', letGo: LetGo) => Promise<Result<null>>;
}

/** What the next backup lets go. */
export function letGoWith(vault: OpenVault, now: string): LetGo {
  const due = vault.caseload.removals().filter(({ removedAt }) => copiesAreDue(removedAt, now));
  const before = due.map(({ removedAt }) => removedAt).toSorted().at(-1);
  return {
    rotate: !damageReport(vault).some(isLoss),
    due: before === undefined ? null : { before, keyIds: new Set(due.map(({ keyId }) => keyId).filter((keyId) => keyId !== '')) },
  };
}

export function createLockBackups({ vault, log }: Pick<Tools, 'vault' | 'log'>): LockBackups {
  let failures: BackupFailures = { here: null, second: null };
  return {
    last: () => failures,
    make: async (why, { rotate, due }) => {
      const made = await vault.backups.backUp(why, rotate, due);
      const here = made.ok ? made.value.here : made;
      const second = made.ok ? made.value.second : null;
      failures = { here: here.ok ? null : here.failure, second: second === null || second.ok ? null : second.failure };
      log('backedUp', { here: failures.here?.code ?? 'done', second: second === null ? 'none' : (failures.second?.code ?? 'done') });
      return here.ok ? ok(null) : here;
    },
  };
}
