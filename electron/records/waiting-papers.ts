/**
 * The paper that was to be printed and was not: put on the list before the printer is asked and taken off when it has answered, so that a crash in
 * between leaves it there. The list is sealed with the settings of the vault and holds ids only; the paper itself is a stored copy, an affirmed IEP, or made again.
 */
import { z } from 'zod';
import { localId } from '../../shared/bridge/call.ts';
import { rowName } from '../../shared/bridge/values.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { Random } from '../ports/computer.ts';
import { attempt } from '../vault/disk-failure.ts';
import { createQueue } from '../vault/queue.ts';

const copyKind = z.enum(['draft', 'parentCopy', 'glance', 'amendment', 'redline', 'copy']);
const sealedPaper = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('copy'), copyId: localId, studentId: localId, kind: copyKind, code: z.string() }),
  z.strictObject({ what: z.literal('record'), iepId: localId, studentId: localId, kind: z.enum(['affirmed', 'cleanCopy']), code: z.string() }),
  z.strictObject({ what: z.literal('progress'), students: z.array(localId).min(1) }),
  // One report alone, of the plan it is on: printed again, it is not whatever is open by then.
  z.strictObject({ what: z.literal('report'), studentId: localId, iepId: localId, round: rowName }),
]);
type SealedPaper = z.infer<typeof sealedPaper>;
interface WaitingNotice { readonly what: 'record'; readonly iepId: string; readonly studentId: string; readonly kind: 'revocationNotice'; readonly code: string }
/** Names a paper that can be had again. */
export type Paper = SealedPaper | WaitingNotice;

/** In the sealed list a notice stands as a copy under a name no copy has, so that an earlier program reads the list; it says of this one that the copy is not there. */
const NOTICE_START = 'notice-';

function toSeal(one: Paper): SealedPaper {
  if (one.what !== 'record' || one.kind !== 'revocationNotice') return one;
  return { what: 'copy', copyId: `${NOTICE_START}${one.iepId}`, studentId: one.studentId, kind: 'copy', code: one.code };
}

function fromSealed(one: SealedPaper): Paper {
  if (one.what !== 'copy' || !one.copyId.startsWith(NOTICE_START)) return one;
  return { what: 'record', iepId: one.copyId.slice(NOTICE_START.length), studentId: one.studentId, kind: 'revocationNotice', code: one.code };
}

const waitingPaper = z.strictObject({ waitingId: localId, paper: sealedPaper, /** ISO instant it was first asked for. */ since: z.string(), /** The printer said that it did not print; false while it is asked, and after a crash meanwhile. */ answered: z.boolean() });
export type WaitingPaper = Omit<z.infer<typeof waitingPaper>, 'paper'> & { readonly paper: Paper };
const list = z.array(waitingPaper);

type Asked = 'sent' | 'noPrinter' | 'cancelled';
/** `waits`: no printer answered, and the paper is on the list. `noPrinter`: no printer answered, and the disk did not take the list either. */
export type PrinterAnswer = Asked | 'waits';

export interface WaitingPapers {
  /** Oldest first; without those the printer is being asked for now, and those of students who are not on this computer any more. */
  readonly all: () => readonly WaitingPaper[];
  readonly print: (paper: Paper, ask: () => Promise<Asked>) => Promise<PrinterAnswer>;
  readonly drop: (waitingId: string) => Promise<Result<null>>;
}

function keyOf(one: Paper): string {
  switch (one.what) {
    case 'copy': return `copy ${one.copyId}`;
    case 'record': return `record ${one.iepId} ${one.kind}`;
    case 'progress': return `progress ${one.students.toSorted().join(' ')}`;
    case 'report': return `report ${one.iepId} ${one.round}`;
  }
}

export function studentsOf(one: Paper): readonly string[] {
  return one.what === 'progress' ? one.students : [one.studentId];
}

interface Parts {
  readonly vault: Pick<OpenVault, 'readSetting' | 'writeSetting' | 'caseload'>;
  readonly random: Pick<Random, 'id'>;
  readonly now: () => string;
  /** Called when the list has changed. */
  readonly changed: (count: number) => void;
}

export function openWaitingPapers({ vault, random, now, changed }: Parts): WaitingPapers {
  const queue = createQueue();
  const beingAsked = new Set<string>();
  const isHere = ({ paper: one }: WaitingPaper): boolean => studentsOf(one).some((studentId) => vault.caseload.get(studentId) !== undefined);
  const stored = (): readonly WaitingPaper[] => list.parse(vault.readSetting('waitingPapers') ?? []).map((one) => ({ ...one, paper: fromSealed(one.paper) })).filter(isHere);
  const all = (): readonly WaitingPaper[] => stored().filter(({ waitingId }) => !beingAsked.has(waitingId));
  const change = (next: (before: readonly WaitingPaper[]) => readonly WaitingPaper[]): Promise<Result<null>> => attempt(() => queue.run(() => vault.writeSetting('waitingPapers', next(stored()).map((one) => ({ ...one, paper: toSeal(one.paper) })))));
  /** Locked in the middle of a print, nobody is there to be told; the paper stays on the list. */
  const tell = async (): Promise<void> => {
    const count = await attempt(async () => ok(all().length));
    if (count.ok) changed(count.value);
  };
  const without = (waitingId: string): Promise<Result<null>> => change((before) => before.filter((one) => one.waitingId !== waitingId));

  return {
    all,
    drop: async (waitingId) => {
      const dropped = await without(waitingId);
      await tell();
      return dropped;
    },
    print: async (one, ask) => {
      const before = stored().find((known) => keyOf(known.paper) === keyOf(one));
      const entry: WaitingPaper = before ?? { waitingId: random.id(), paper: one, since: now(), answered: false };
      beingAsked.add(entry.waitingId);
      const keep = (answered: boolean): Promise<Result<null>> => change((others) => [...others.filter(({ waitingId }) => waitingId !== entry.waitingId), { ...entry, answered }].toSorted((a, b) => (a.since < b.since ? -1 : 1)));
      try {
        // A full disk stops no print: it only means that nobody would remember this one after a crash.
        if (before === undefined) await keep(false);
        const answer = await ask();
        if (answer === 'sent' || (answer === 'cancelled' && before === undefined)) {
          await without(entry.waitingId);
          return answer;
        }
        if (answer === 'cancelled') return answer;
        return (await keep(true)).ok ? 'waits' : 'noPrinter';
      } finally {
        beingAsked.delete(entry.waitingId);
        await tell();
      }
    },
  };
}
