/** A damaged file is named, with whose it is; everything else opens; "unreadable" is never told as "not there". */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { thingOf } from '../../../electron/records/damage.ts';
import { damageWords, isLoss } from '../../../shared/words/damage.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, sampleFile, setUp, type Desk } from './desk.ts';
import { CONCERNS, importSample, startDraft, WORDS } from './meeting.ts';

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

/** A second student beside the one of the sample. */
function sister(): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(sampleFile()).toString('utf8');
  const sample = JSON.parse(text) as { documentId: string; pages: { infoEligibility: Record<string, unknown> } };
  sample.documentId = 'doc-of-the-sister';
  Object.assign(sample.pages.infoEligibility, { seisId: '9900112', ssid: '1029384756', firstName: 'Lena' });
  return new Uint8Array(Buffer.from(JSON.stringify(sample)));
}

function flip(path: string, at: (length: number) => number): void {
  const bytes = readFileSync(path);
  const place = at(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 4, place);
  writeFileSync(path, bytes);
}

describe('damage', () => {
  test.each([
    ['the middle of a Future IEP', 'drafts', (length: number) => length >> 1, 'draft'],
    ['the last word of a Future IEP', 'drafts', (length: number) => length - 1, 'draft'],
    ['an affirmed IEP', '.iep', (length: number) => length - 3, 'record'],
    ['the head of an affirmed IEP', '.iep', () => 10, 'record'],
    ['one list of students', 'index.a', (length: number) => length - 3, 'list'],
    ['one copy of the settings', 'settings.b', (length: number) => length - 3, 'settings'],
  ] as const)('%s: the file and the student are named, the other student opens, and nothing is called empty', async (_what, which, at, what) => {
    desk = await setUp();
    const { studentId, currentId } = await importSample(desk);
    const other = await desk.get('exchange.import', { bytes: sister() });
    const held = await startDraft(desk, studentId);
    await held.type(CONCERNS, WORDS);
    await desk.session.lock('user');
    const vault = join(desk.folder, 'vault');
    const draft = join(vault, 'drafts', held.draftId);
    flip(which === 'drafts' ? join(draft, '0001.seg') : which === '.iep' ? join(vault, 'packages', `${currentId}.iep`) : join(vault, which), at);
    await desk.get('session.unlock', { passphrase: PASSPHRASE });

    const students = await desk.get('caseload.list');
    const mine = students.find((student) => student.studentId === studentId);
    const theirs = students.find((student) => student.studentId === other.studentId);
    expect(students).toHaveLength(2);
    expect(theirs).toMatchObject({ current: { iepId: other.id }, unreadable: { draft: false, records: 0 } });
    expect((await desk.get('records.pdf', { iepId: other.id })).length).toBeGreaterThan(0);
    expect(mine).toMatchObject({ unreadable: { draft: what === 'draft', records: what === 'record' ? 1 : 0 } });
    const report = await desk.get('vault.damage');
    expect(report).toHaveLength(1);
    expect(report[0]).toMatchObject({ what, studentName: what === 'draft' || what === 'record' ? mine?.name : null, state: what === 'list' || what === 'settings' ? 'setAside' : 'inPlace' });
    if (what === 'draft') {
      expect(failureOf(await desk.call('drafts.load', { draftId: held.draftId })).code).toBe('damaged');
      expect(failureOf(await desk.call('drafts.start', { studentId, meetingDate: '2027-10-10', purposes: ['annual'] })).code).toBe('openDraftExists');
    } else {
      expect(mine?.draft).not.toBeNull();
    }
  });

  test('with nothing damaged nothing is reported', async () => {
    desk = await setUp();
    await importSample(desk);
    await desk.session.lock('user');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await desk.get('vault.damage')).toEqual([]);
    expect((await desk.get('caseload.list'))[0]).toMatchObject({ unreadable: { draft: false, records: 0 } });
  });

  test('a file is known by its place, and a place the vault does not know is a mistake of the program', () => {
    expect(['drafts/d1', 'drafts/d1/0001.seg', 'drafts/d1/snap.b', 'copies/c.pdf', 'packages/p.pdf', 'packages/p.iep', 'receipts/p', 'signatures/p-1', 'signatures/p-1.receipt', 'library/d.pdf', 'library/list.b', 'index.a', 'settings.b'].map(thingOf))
      .toEqual(['draft', 'draft', 'snapshot', 'copy', 'recordPdf', 'record', 'receipt', 'late', 'receipt', 'libraryDocument', 'libraryList', 'list', 'settings']);
    expect(() => thingOf('elsewhere')).toThrow('keeps none');
  });

  test('a torn save is told as a torn save whatever it was in, and a loss as a loss', () => {
    expect(damageWords({ what: 'draft', state: 'tailCut' }).safe).toContain('Everything shown as saved is there');
    expect(damageWords({ what: 'draft', state: 'inPlace' }).happened).toBe('The Future IEP cannot be read.');
    expect([isLoss({ what: 'draft', state: 'tailCut' }), isLoss({ what: 'draft', state: 'inPlace' }), isLoss({ what: 'snapshot', state: 'setAside' }), isLoss({ what: 'libraryDocument', state: 'inPlace' }), isLoss({ what: 'libraryList', state: 'setAside' })]).toEqual([false, true, false, true, false]);
  });
});
