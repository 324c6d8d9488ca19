import { afterEach, describe, expect, test } from 'vitest';
import { textAt } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { IepPackage } from '../../../shared/district-api/contract.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { breakable } from './broken-disk.ts';
import { failureOf, sampleFile, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { CONCERNS, goodAttestation, importSample, readyToAffirm, startDraft, stepFor, WORDS } from './meeting.ts';

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

async function unlocked(crashed: Desk): Promise<Desk> {
  const again = await crashed.restart();
  await again.get('session.unlock', { passphrase: PASSPHRASE });
  return again;
}

describe('the disk fails in the middle', () => {
  test.each(['forGood', 'once'] as const)('affirm counts once its package is on disk; what the disk refuses after that (%s) is made up at the next unlock, once', async (breaks) => {
    const disk = breakable();
    desk = await setUp({ disk });
    const ready = await readyToAffirm(desk);
    disk.breaksAtCommit = breaks;
    const { iepId } = await desk.get('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
    const again = await unlocked(desk);
    const file = await again.get('caseload.student', { studentId: ready.studentId });
    expect(file.summary).toMatchObject({ draft: null, historyCount: 1, current: { iepId } });
    const { entries } = await again.get('drafts.load', { draftId: ready.draftId });
    expect(entries.filter((entry) => entry.kind === 'flow' && entry.event.type === 'affirmed')).toHaveLength(1);
    const picture = again.picture();
    const third = await unlocked(again);
    expect((await third.get('drafts.load', { draftId: ready.draftId })).entries).toEqual(entries);
    expect((await third.get('caseload.student', { studentId: ready.studentId })).records).toEqual(file.records);
    expect(Object.keys(picture).filter((name) => name.endsWith('.iep'))).toHaveLength(2);
    disk.broken = null;
  });

  test('a Future IEP that was given up is closed at the next unlock when a crash or the disk came in between, and the next one can be begun', async () => {
    const disk = breakable();
    desk = await setUp({ disk }, SYSTEM_MANAGER);
    const { studentId } = await importSample(desk);
    const held = await startDraft(desk, studentId);
    // The entry goes into the journal; the list of drafts is then not written.
    disk.refusesList = true;
    await held.send({ type: 'abandoned', reason: 'The family moved away.' });
    disk.refusesList = false;
    expect((await desk.get('caseload.student', { studentId })).summary.draft?.status).toBe('abandoned');
    const again = await unlocked(desk);
    expect((await again.get('caseload.student', { studentId })).summary.draft).toBeNull();
    expect((await startDraft(again, studentId)).rev()).toBe(0);
  });

  test('an import whose package is on disk is the student\'s Current after a restart', async () => {
    const disk = breakable();
    desk = await setUp({ disk });
    disk.breaksAtCommit = 'forGood';
    expect(failureOf(await desk.call('exchange.import', { bytes: sampleFile() })).code).toBe('diskTrouble');
    const again = await unlocked(desk);
    const [student] = await again.get('caseload.list');
    expect(student).toMatchObject({ name: 'Nolan Birchwater', current: { imported: true, standing: 'current' } });
    expect((await again.get('sync.status')).items).toHaveLength(1);
    disk.broken = null;
  });

  test('a full disk is named, keeps what was saved, and saving goes on when there is space again', async () => {
    const disk = breakable();
    desk = await setUp({ disk });
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    await held.type(CONCERNS, WORDS);
    const step = stepFor(await held.document(), CONCERNS, `${WORDS} And more.`);
    disk.broken = 'ENOSPC';
    const append = { draftId: held.draftId, parent: held.rev(), steps: [step] };
    expect(failureOf(await desk.call('drafts.append', append)).code).toBe('diskFull');
    expect(textAt(await held.document(), CONCERNS)).toBe(WORDS);
    disk.broken = null;
    expect((await desk.get('drafts.append', append)).rev).toBe(held.rev() + 1);
    const again = await unlocked(desk);
    expect(textAt((await again.get('drafts.load', { draftId: held.draftId })).document as IepDocument, CONCERNS)).toBe(`${WORDS} And more.`);
  });

  test('a full disk while affirming leaves the draft as it was, and affirming works when there is space again', async () => {
    const disk = breakable();
    desk = await setUp({ disk });
    const ready = await readyToAffirm(desk);
    const commit = { draftId: ready.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) };
    disk.broken = 'ENOSPC';
    expect(failureOf(await desk.call('affirm.commit', commit)).code).toBe('diskFull');
    disk.broken = null;
    expect((await ready.document()).documentStatus).toBe('reconciled');
    expect((await desk.get('affirm.commit', commit)).iepId).toBe(ready.draftId);
  });
});

test('a record that came from the district does not become the Current at unlock, even one that names the Current as its base: pulling decides that', async () => {
  desk = await setUp();
  const { studentId, currentId } = await importSample(desk);
  const pdf = Buffer.from('%PDF-1.7 of an earlier year');
  const { createHash } = await import('node:crypto');
  const committed = await desk.session.inside(async ({ vault }) => {
    const stored = await vault.packages.read(currentId);
    if (!stored.ok) return stored;
    const earlier: IepPackage = { ...stored.value.package, iepId: 'from-the-district', base: currentId, device: 'another-laptop', pdfSha256: createHash('sha256').update(pdf).digest('hex'), pdfBytes: pdf.byteLength };
    return vault.packages.commit(studentId, Buffer.from(JSON.stringify(earlier)), pdf);
  });
  expect(committed.ok).toBe(true);
  const again = await unlocked(desk);
  const { records } = await again.get('caseload.student', { studentId });
  expect(records.map((record) => [record.iepId, record.standing])).toEqual([['from-the-district', 'history'], [currentId, 'current']]);
});
