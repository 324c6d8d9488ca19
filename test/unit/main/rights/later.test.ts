/** Who writes what comes to an affirmed IEP later: signatures, revocations, translations, progress reports. */
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../shared/bridge/contract.ts';
import { progressRounds } from '../../../../shared/flow/progress-rounds.ts';
import type { IepDocument } from '../../../../shared/iep/document.ts';
import { sampleFile, setUp, SPEECH, type Desk } from '../desk.ts';
import { PARENT, TODAY } from '../meeting.ts';
import type { Person } from '../people.ts';
import { askedOf, LATER, triedByAll, watched, triedHere } from './room.ts';

describe('what comes to an affirmed IEP later', () => {
  const LEADS: readonly Person[] = ['case manager', 'district system manager'];
  const TEAM: readonly Person[] = [...LEADS, 'speech pathologist'];
  const REPORTERS: readonly Person[] = ['case manager', 'speech pathologist'];
  const AFFIRMERS: readonly Person[] = ['case manager'];

  interface Affirmed { readonly desk: Desk; readonly studentId: string; readonly iepId: string }
  type Send = (at: Affirmed) => Promise<Reply<unknown>>;

  const paper = { signed: 'copy', returnedOn: TODAY } as const;
  const revoke: Send = ({ desk, iepId }) => desk.call('records.revoke', { iepId, revoking: { revokedBy: PARENT, relation: 'mother', revokedOn: TODAY, receivedOn: TODAY, paper: 'Room 4' } });
  const refusing = (sample: Record<string, unknown>): void => void Object.assign(sample, { consentStatus: 'refused' });
  const leavingOpen = (sample: Record<string, unknown>): void => {
    const { pages } = sample as { readonly pages: Record<string, object | undefined> };
    Object.assign(pages, { structuredNotes: { ...pages['structuredNotes'], outcome: 'toBeContinued', outcomeReason: 'Out of time.', reconveneDate: LATER } });
  };

  async function reported({ desk, studentId, iepId }: Affirmed) {
    const { document, writing } = await desk.get('progress.read', { studentId });
    const [first] = progressRounds(document as IepDocument, writing, TODAY);
    if (first === undefined) throw new Error('The plan has no progress report.');
    return { round: { studentId, iepId, round: first.round.id }, goals: first.goals };
  }
  /** Of the goal the speech pathologist reports on. */
  const ofSpeech = async (at: Affirmed) => (await reported(at)).goals.find(({ ownerId }) => ownerId === SPEECH.staffId)?.goal ?? '';
  const REPORT = { progressCode: '3', summary: 'Reads 88 words a minute.', sufficient: 'Y' } as const;
  async function writeAll(at: Affirmed): Promise<void> {
    const { round, goals } = await reported(at);
    await at.desk.get('progress.write', { ...round, reports: goals.map(({ goal }) => ({ goal, report: REPORT })) });
  }
  async function finishAll(at: Affirmed): Promise<void> {
    await writeAll(at);
    const { round, goals } = await reported(at);
    for (const { goal } of goals) await at.desk.get('progress.finish', { ...round, goal, done: true });
  }
  async function affirmAll(at: Affirmed): Promise<void> {
    await finishAll(at);
    await at.desk.get('progress.affirm', (await reported(at)).round);
  }
  async function correctOne(at: Affirmed): Promise<void> {
    await affirmAll(at);
    await at.desk.get('progress.correct', { ...(await reported(at)).round, reason: 'A slip of the key.' });
  }
  /** Marking many as sent says of each what stood against it; here there is one. */
  const sendOne: Send = async (at) => {
    const reply = await at.desk.call('progress.send', { reports: [(await reported(at)).round], how: 'mail', on: TODAY });
    const refused = reply.ok ? reply.value.refused[0] : undefined;
    return refused === undefined ? reply : { ok: false, failure: refused.failure };
  };

  interface Later {
    readonly who: readonly Person[];
    readonly send: Send;
    /** What the file that was taken in says otherwise. */
    readonly file?: (sample: Record<string, unknown>) => void;
    /** What the case manager has done before. */
    readonly first?: (at: Affirmed) => Promise<unknown>;
  }

  const LATER_WORK: Readonly<Record<string, Later>> = {
    'record a signature that came late': { who: LEADS, file: refusing, send: ({ desk, iepId }) => desk.call('records.lateSignature', { iepId, signing: { type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY, paper } }) },
    'record a written revocation': { who: LEADS, send: revoke },
    'record the notice and the stop of services': { who: LEADS, first: revoke, send: ({ desk, iepId }) => desk.call('records.stopServices', { iepId, stopping: { noticeSentOn: TODAY, how: 'by mail', servicesEndOn: LATER } }) },
    'look at the notice a revocation owes': { who: LEADS, first: revoke, send: ({ desk, iepId }) => desk.call('records.revocationNotice', { iepId }) },
    'print the notice a revocation owes': { who: LEADS, first: revoke, send: ({ desk, iepId }) => desk.call('records.print', { iepId, paper: 'revocationNotice' }) },
    'type a translation in': { who: TEAM, send: ({ desk, iepId }) => desk.call('records.translate', { iepId, language: 'Spanish', translator: 'Marta Quiroga', words: [{ at: 'pages/presentLevels/strengths', text: 'Lee con gusto.' }] }) },
    'go on with its meeting': { who: LEADS, file: leavingOpen, send: ({ desk, studentId }) => desk.call('drafts.continue', { studentId }) },
    'write progress on the speech goal': { who: REPORTERS, send: async (at) => at.desk.call('progress.write', { ...(await reported(at)).round, reports: [{ goal: await ofSpeech(at), report: REPORT }] }) },
    'finish the report on the speech goal': { who: REPORTERS, first: writeAll, send: async (at) => at.desk.call('progress.finish', { ...(await reported(at)).round, goal: await ofSpeech(at), done: true }) },
    'affirm progress reports': { who: AFFIRMERS, first: finishAll, send: async (at) => at.desk.call('progress.affirm', (await reported(at)).round) },
    'correct an affirmed report': { who: AFFIRMERS, first: affirmAll, send: async (at) => at.desk.call('progress.correct', { ...(await reported(at)).round, reason: 'A slip of the key.' }) },
    'give a correction up': { who: AFFIRMERS, first: correctOne, send: async (at) => at.desk.call('progress.giveUpCorrection', (await reported(at)).round) },
    'add a report to the schedule': { who: AFFIRMERS, send: ({ desk, studentId, iepId }) => desk.call('progress.add', { studentId, iepId, dueDate: LATER }) },
    'mark a report as sent': { who: AFFIRMERS, first: affirmAll, send: sendOne },
  };

  test.each(Object.keys(LATER_WORK))('%s: by everybody', async (what) => {
    const { who, send, file, first } = LATER_WORK[what] as Later;
    const desk = watched(await setUp());
    try {
      const { studentId, id: iepId } = await desk.get('exchange.import', { bytes: sampleFile(file) });
      await first?.({ desk, studentId, iepId });
      expect(await triedByAll(desk, who, what, (at) => send({ desk: at, studentId, iepId }))).toBe(who.length);
    } finally {
      await desk.end();
    }
  });
});

test('everybody tried each channel this file is named for', () => expect(triedHere()).toEqual(askedOf('later')));
