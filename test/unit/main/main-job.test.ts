import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDocument } from '../../../shared/check/summary.ts';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { textAt, workOf } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withRowIds, withoutRowIds } from '../../../shared/iep/ids.ts';
import { ok } from '../../../shared/words/failures.ts';
import { CASE_MANAGER, failureOf, pdfOf, SAMPLE, setUp, type Desk } from './desk.ts';
import { CONCERNS, discussEverything, goodAttestation, HANDWRITTEN, hold, importSample, openMeeting, printParentCopy, readyToAffirm, signAndReconcile, startDraft, TODAY, WORDS } from './meeting.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await setUp();
});
afterEach(() => desk.end());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** The pages without the state each is in: affirming makes them final and changes no word. */
function wordsOf(document: IepDocument): unknown {
  return JSON.parse(JSON.stringify(document.pages, (key, value: unknown) => (key === 'pageState' ? undefined : value)));
}

describe('an imported Current', () => {
  test('is stored without loss, with its PDF made once, and waits for the district', async () => {
    const { studentId, currentId } = await importSample(desk);
    const file = await desk.get('caseload.student', { studentId });
    expect(file.summary).toMatchObject({ name: 'Nolan Birchwater', draft: null, historyCount: 0, current: { iepId: currentId, imported: true, standing: 'current', delivery: 'noServer', meetingDate: '2026-10-14' } });
    const read = await desk.get('records.read', { iepId: currentId });
    expect(withoutRowIds(read.document as IepDocument)).toEqual(JSON.parse(SAMPLE.toString('utf8')));
    expect(desk.paper.jobs.map((job) => [job.kind, job.affirmedOn])).toEqual([['imported', '2026-10-16']]);
    expect(await desk.get('records.pdf', { iepId: currentId })).toEqual(new Uint8Array(pdfOf(desk.paper.jobs[0] as never)));
    await desk.get('records.pdf', { iepId: currentId });
    expect(desk.paper.jobs).toHaveLength(1);
    expect((await desk.get('sync.status')).items.map((item) => [item.iepId, item.state])).toEqual([[currentId, 'waiting']]);
  });
});

describe('the main job, by the calls the page makes', () => {
  test('import, start, meet, print, sign, reconcile, affirm: the new IEP is Current, the earlier one History, both first in the outbox in order', async () => {
    const { studentId, currentId } = await importSample(desk);
    const held = await startDraft(desk, studentId);
    const carried = await held.document();
    expect([carried.documentStatus, carried.consentStatus, carried.previousDocumentId]).toEqual(['draft', 'notAsked', 'iep-sample-0001']);
    expect(checkDocument(carried, '2027-09-20').issues).toEqual([]);
    expect(workOf(carried).carried.length).toBeGreaterThan(50);

    await held.type(CONCERNS, WORDS);
    await openMeeting(held);
    await discussEverything(held);
    const atPrint = await held.document();
    const copy = await printParentCopy(desk, held);
    expect(copy).toMatchObject({ sheets: 12, printer: 'sent', audit: { layout: 'full' } });
    expect(copy.code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
    expect(desk.printed.map(sha256)).toEqual([copy.pdfSha256]);
    expect(sha256(await desk.get('paper.read', { copyId: copy.copyId }))).toBe(copy.pdfSha256);

    const closed = await desk.get('drafts.load', { draftId: held.draftId });
    expect(closed.document).toMatchObject({ documentStatus: 'closed', consentStatus: 'awaiting', parentCopy: { code: copy.code, contentHash: copy.contentHash, pdfSha256: copy.pdfSha256 } });
    expect(await desk.get('drafts.parentCopy', { draftId: held.draftId })).toEqual({ copyId: copy.copyId, document: atPrint });

    // Home asks where the signed paper is until somebody has said it.
    const dueNow = async () => (await desk.get('caseload.student', { studentId })).summary.due.map(({ kind, due }) => `${kind} ${due}`);
    expect(await dueNow()).toEqual(expect.arrayContaining(['affirm 2027-10-06', 'paperPlace 2027-10-06']));
    const reconciled = await signAndReconcile(desk, held.draftId);
    expect((await reconciled.document()).documentStatus).toBe('reconciled');
    expect((await dueNow()).filter((line) => line.startsWith('paperPlace'))).toEqual([]);
    const before = await reconciled.document();
    const { iepId, affirmedAt } = await desk.get('affirm.commit', { draftId: held.draftId, parent: reconciled.rev(), attestation: await goodAttestation(reconciled) });
    expect(affirmedAt).toBe(desk.clock.now());

    const file = await desk.get('caseload.student', { studentId });
    expect(file.records.map((record) => [record.iepId, record.standing, record.imported])).toEqual([[iepId, 'current', false], [currentId, 'history', true]]);
    expect(file.summary).toMatchObject({ draft: null, historyCount: 1, current: { iepId } });
    const { document, attestation } = await desk.get('records.read', { iepId });
    expect(textAt(document as IepDocument, CONCERNS)).toBe(`${WORDS} ${HANDWRITTEN}`);
    expect(document).toMatchObject({ documentStatus: 'current', affirmation: { statementVariant: 'signed', handwrittenRevisionCount: 1, typedName: CASE_MANAGER.name, affirmedBy: 'st1', signDate: TODAY, dueBy: '2027-10-06', paper: { original: 'Cumulative file, cabinet 3', fileCopy: 'District scan 118' } } });
    // Whoever looks for the legal IEP, the signed paper, finds it from the record: of the whole, and of each change written on it.
    expect(file.summary.current?.paper).toEqual({ original: 'Cumulative file, cabinet 3', fileCopy: 'District scan 118' });
    expect(file.records.at(-1)?.paper).toBeNull();
    expect((document as IepDocument)['handwrittenRevisions']).toMatchObject([{ writtenBy: 'Dana Birchwater', initials: ['DB', 'RA'], paper: 'Cumulative file, cabinet 3' }]);
    const { gaps, warnings } = (document as IepDocument)['affirmation'] as unknown as { readonly gaps: readonly { readonly rule: string; readonly message: string; readonly reason: string }[]; readonly warnings: readonly unknown[] };
    expect(gaps.length).toBeGreaterThan(20);
    expect(gaps.filter((gap) => gap.reason === '')).toEqual([]);
    expect(new Set(gaps.map((gap) => gap.rule))).toEqual(new Set(['L-322-5', 'L-offer', 'S-blank']));
    expect(warnings).toMatchObject([{ rule: 'L-322-1' }, { rule: 'L-503' }]);
    expect(attestation).toMatchObject({ typedName: CASE_MANAGER.name, staffId: 'st1', text: expect.stringContaining('Nolan Birchwater') as string });
    expect(wordsOf(document as IepDocument)).toEqual(wordsOf(withRowIds(withoutRowIds(before) as IepDocument)));

    const affirmedJob = desk.paper.jobs.at(-1);
    // Every paper after the import is held against the IEP before it, as the strip on screen is.
    expect(desk.paper.jobs.map((job) => job.previous?.documentId ?? null)).toEqual([null, 'iep-sample-0001', 'iep-sample-0001']);
    expect([affirmedJob?.kind, affirmedJob?.affirmedOn, affirmedJob?.document.documentStatus]).toEqual(['affirmed', TODAY, 'current']);
    expect(await desk.get('records.pdf', { iepId })).toEqual(new Uint8Array(pdfOf(affirmedJob as never)));
    expect((await desk.get('sync.status')).items.map((item) => item.iepId)).toEqual([currentId, iepId]);
    const bases = await desk.session.inside(async ({ vault }) => ok((await vault.packages.listOf(studentId)).map((stored) => stored.package.base)));
    expect(bases).toEqual(ok([null, currentId]));
    expect((await desk.get('caseload.list'))[0]?.current?.iepId).toBe(iepId);
    expect(desk.requests).toEqual([]);
    expect(stateCheck(before, TODAY).filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  test('where nothing can be copied, the parent copy is two identical sets in one file, recorded with its hash; no other paper is, and a file that cannot be made of two is one set and says so', async () => {
    const { studentId } = await importSample(desk);
    const held = await startDraft(desk, studentId);
    const ask = (kind: 'draft' | 'parentCopy') => desk.call('paper.print', { draftId: held.draftId, parent: held.rev(), kind, language: 'en', sets: 2, toPrinter: true, ...(kind === 'parentCopy' ? { end: '10:05' } : {}) });
    expect(failureOf(await ask('draft')).reason).toBe('Only the parent copy is printed in two sets.');
    await openMeeting(held);
    await discussEverything(held);
    const reply = await ask('parentCopy');
    if (!reply.ok) throw new Error(reply.failure.reason ?? reply.failure.code);
    const { copyId, sets, sheets, pdfSha256, code } = reply.value;
    const one = pdfOf(desk.paper.jobs.at(-1) as never);
    expect([sets, sheets, code.length]).toEqual([2, 12, 6]);
    expect(Buffer.from(await desk.get('paper.read', { copyId }))).toEqual(Buffer.concat([one, one]));
    expect(desk.printed.map(sha256)).toEqual([pdfSha256]);
    const { document } = await desk.get('drafts.load', { draftId: held.draftId });
    expect(document).toMatchObject({ parentCopy: { sets: 2, sheets: 12, code, pdfSha256 } });

    const again = await hold(desk, held.draftId);
    await again.send({ type: 'reopenedSameDay', reason: 'A word was missing.' });
    desk.paper.togetherFails = true;
    const single = await desk.get('paper.print', { draftId: held.draftId, parent: again.rev(), kind: 'parentCopy', language: 'en', sets: 2, end: '10:15', toPrinter: true });
    expect(single).toMatchObject({ sets: 1, printer: 'sent' });
    expect((await desk.get('drafts.load', { draftId: held.draftId })).document).toMatchObject({ parentCopy: { sets: 1 } });
  });

  test('a restart with nothing closed finds every acknowledged word', async () => {
    const { studentId } = await importSample(desk);
    const held = await startDraft(desk, studentId);
    await held.type(CONCERNS, WORDS);
    const again = await desk.restart();
    await again.get('session.unlock', { passphrase: 'four quiet river stones' });
    const loaded = await again.get('drafts.load', { draftId: held.draftId });
    expect(textAt(loaded.document as IepDocument, CONCERNS)).toBe(WORDS);
    expect(loaded.rev).toBe(held.rev());
  });

  test('no word of the student is in the clear anywhere in the profile, and no file is named after one', async () => {
    const { draftId } = await readyToAffirm(desk);
    expect(draftId).toMatch(/^[a-z0-9]+$/);
    const names = Object.keys(desk.picture());
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      const text = readFileSync(desk.folder + name).toString('latin1') + name;
      for (const word of ['Birchwater', 'Nolan', 'reading log', 'little sister', '1200000417']) expect([name, text.includes(word)]).toEqual([name, false]);
    }
  });
});

test('the unaffirmed list counts a draft from its meeting, an amendment from its own day, and a continuation from nothing until it is met about', async () => {
  const { studentId } = await importSample(desk);
  const counted = async () => (await desk.get('caseload.student', { studentId })).summary.draft?.countedFrom;
  const { draftId } = await desk.get('drafts.startChange', { studentId, kind: 'amendment', reason: 'A longer group.' });
  expect(await counted()).toBe(TODAY);
  await (await hold(desk, draftId)).send({ type: 'changeWithdrawn', reason: 'The parent wants a meeting.' });
  expect(await counted()).toBeUndefined();

  const { draftId: next } = await desk.get('drafts.start', { studentId, meetingDate: '2027-10-04', purposes: ['annual'] });
  expect(await counted()).toBe('2027-10-04');
  const held = await hold(desk, next);
  await openMeeting(held);
  expect(await counted()).toBe(TODAY);
  await held.type('pages/structuredNotes/outcome', 'toBeContinued');
  await discussEverything(held);
  await printParentCopy(desk, held);
  const reconciled = await signAndReconcile(desk, next);
  const waiting = checkDocument(await reconciled.document(), TODAY).issues;
  await desk.get('affirm.commit', { draftId: next, parent: reconciled.rev(), attestation: { ...(await goodAttestation(reconciled)), variant: 'continued', warningsConfirmed: waiting.map((issue) => `${issue.id}@${issue.at[0] ?? ''}`) } });
  await desk.get('drafts.continue', { studentId });
  expect(await counted()).toBe('');
});

describe('a second IEP', () => {
  test('names the first as its base, and a student has one open Future IEP', async () => {
    const ready = await readyToAffirm(desk);
    expect(await desk.call('drafts.start', { studentId: ready.studentId, meetingDate: TODAY, purposes: ['annual'] })).toMatchObject({ failure: { code: 'openDraftExists' } });
    const { iepId } = await desk.get('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
    const next = await startDraft(desk, ready.studentId);
    expect((await next.document()).previousDocumentId).toBe(((await desk.get('records.read', { iepId })).document as IepDocument).documentId);
  });
});
