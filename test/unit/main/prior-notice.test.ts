/** At affirm main holds the notes against the IEP before: what it finds is confirmed, or answered, and kept in the record. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { setUp, type Desk } from './desk.ts';
import { discussEverything, goodAttestation, importSample, openMeeting, printParentCopy, signAndReconcile, startDraft } from './meeting.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await setUp();
});
afterEach(() => desk.end());

const SERVICES = 'pages/fapeServices/services';

/** What the affirmed record keeps of the notice, after a meeting that gives this many minutes of its second reported service. */
async function noticeKept(minutes: number | null): Promise<readonly string[]> {
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  const speech = rowsAt(await held.document(), SERVICES).find((line) => String(line['code']).startsWith('415'));
  if (minutes !== null) await held.type(`${SERVICES}/@${speech?.$row ?? ''}/minutes`, minutes);
  await openMeeting(held);
  await discussEverything(held);
  await printParentCopy(desk, held);
  const reconciled = await signAndReconcile(desk, held.draftId);
  const { iepId } = await desk.get('affirm.commit', { draftId: held.draftId, parent: reconciled.rev(), attestation: await goodAttestation(reconciled) });
  const { document } = await desk.get('records.read', { iepId });
  const { warnings } = (document as IepDocument)['affirmation'] as unknown as { readonly warnings: readonly { readonly rule: string; readonly message: string }[] };
  return warnings.filter(({ rule }) => rule === 'L-503').map(({ message }) => message);
}

test('a service that changed and that no action of the notes names is kept with the record as said', async () => {
  expect(await noticeKept(15)).toEqual([expect.stringContaining('No action names this change of the offer: Language and speech')]);
});

test('where the offer is that of the IEP before, nothing is said to have changed', async () => {
  const [message] = await noticeKept(null);
  expect(message).toContain('of the seven elements');
  expect(message).not.toContain('No action names');
});
