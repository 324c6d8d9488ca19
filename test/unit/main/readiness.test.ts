/** The readiness check opens what is really there: each thing that would fail at the table is found before, and looking changes nothing. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReadinessThing } from '../../../shared/check/readiness.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { createKeyStore, createTestClock, PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, sampleFile, setUp, START, type Desk, type DeskOptions } from './desk.ts';
import { CONCERNS, importSample, startDraft, WORDS } from './meeting.ts';

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

function sister(): Uint8Array<ArrayBuffer> {
  return sampleFile((sample) => {
    const { pages } = sample as unknown as { readonly pages: { readonly infoEligibility: Record<string, unknown> } };
    Object.assign(sample, { documentId: 'doc-of-the-sister' });
    Object.assign(pages.infoEligibility, { seisId: '9900112', ssid: '1029384756', firstName: 'Lena' });
  });
}

async function prepared(options: DeskOptions = {}) {
  desk = await setUp(options);
  const { studentId, currentId } = await importSample(desk);
  const other = await desk.get('exchange.import', { bytes: sister() });
  const held = await startDraft(desk, studentId);
  await held.type(CONCERNS, WORDS);
  return { desk, studentId, currentId, other, held };
}

async function states(of: Desk, studentId: string | null = null): Promise<Readonly<Record<string, string>>> {
  const { items } = await of.get('readiness.check', { studentId });
  return Object.fromEntries(items.map(({ thing, state }) => [thing, state]));
}

async function words(of: Desk, thing: ReadinessThing, studentId: string | null = null): Promise<string> {
  return (await of.get('readiness.check', { studentId })).items.find((item) => item.thing === thing)?.words ?? '';
}

/** One bit of a stored file, turned while the records are locked, as a disk does it. */
async function damage(of: Desk, ...path: readonly string[]): Promise<void> {
  await of.session.lock('user');
  const file = join(of.folder, 'vault', ...path);
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 4, bytes.length >> 1);
  writeFileSync(file, bytes);
  await of.get('session.unlock', { passphrase: PASSPHRASE });
}

const READY = { students: 'ready', history: 'ready', forms: 'ready', dictionaries: 'ready', disk: 'ready', printer: 'ready', clock: 'ready', unlock: 'ready' };

describe('the readiness check', () => {
  test('finds a prepared laptop ready, makes one parent copy on trial, and changes no byte on the disk', async () => {
    const { desk: here, studentId } = await prepared();
    const before = here.picture();
    const papers = here.paper.jobs.length;
    expect(await states(here)).toEqual(READY);
    expect(await states(here, studentId)).toEqual(READY);
    expect(await words(here, 'students')).toBe('2 students on this computer; 1 Future IEP, and every word of it opens.');
    expect(await words(here, 'history', studentId)).toBe('1 affirmed IEP on this computer; each record and its PDF open and agree.');
    expect(here.picture()).toEqual(before);
    const trials = here.paper.jobs.slice(papers);
    expect(trials.length).toBe(4);
    for (const trial of trials) expect(trial).toMatchObject({ kind: 'parentCopy', document: { pages: { presentLevels: { parentConcerns: expect.stringContaining(WORDS) as unknown } } } });
    expect(here.printed).toEqual([]);
  });

  test('of one student says nothing of another', async () => {
    const { desk: here, studentId, other } = await prepared();
    const said = JSON.stringify(await here.get('readiness.check', { studentId }));
    expect(said).toContain('Nolan Birchwater');
    expect(said).not.toContain('Lena');
    const hers = await here.get('readiness.check', { studentId: other.studentId });
    expect(hers.items.find(({ thing }) => thing === 'students')).toMatchObject({ state: 'lookAt' });
    expect(JSON.stringify(hers)).not.toContain('Nolan');
    expect(failureOf(await here.call('readiness.check', { studentId: 'nobody' })).code).toBe('notFound');
  });

  test('finds a Future IEP, an affirmed IEP and a PDF that do not open, by whose they are', async () => {
    const { desk: here, currentId, other, held } = await prepared();
    await damage(here, 'drafts', held.draftId, '0001.seg');
    expect(await words(here, 'students')).toBe('The Future IEP of Nolan Birchwater cannot be read.');
    await damage(here, 'packages', `${other.id}.pdf`);
    expect(await words(here, 'history')).toBe('An affirmed IEP of Lena Birchwater, or its PDF, cannot be read.');
    await damage(here, 'packages', `${currentId}.iep`);
    expect(await words(here, 'history')).toContain('Nolan Birchwater, Lena Birchwater');
    expect(await states(here)).toMatchObject({ students: 'putRight', history: 'putRight', disk: 'ready' });
  });

  test('finds paper that fails or lacks signs, a dictionary that does not unpack, and a computer without a printer', async () => {
    const { desk: here } = await prepared();
    here.paper.lacks = ['U+1781'];
    here.printers.length = 0;
    here.dictionaries.es = new Uint8Array(20);
    expect(await states(here)).toEqual({ ...READY, forms: 'lookAt', printer: 'lookAt', dictionaries: 'lookAt' });
    expect(await words(here, 'dictionaries')).toContain('Spanish');
    here.paper.fails = true;
    expect(await states(here)).toMatchObject({ forms: 'putRight' });
  });

  test('finds a disk with little room and one that does not answer', async () => {
    let room: () => Promise<number> = async () => 100 * 1024 * 1024;
    const disk = createDisk();
    const { desk: here } = await prepared({ disk: { ...disk, freeBytes: () => room() } });
    expect(await words(here, 'disk')).toContain('Only 100 MB of the disk are free');
    room = () => Promise.reject(Object.assign(new Error('no such device'), { code: 'EIO' }));
    expect(await words(here, 'disk')).toContain('did not say');
  });

  test('finds a clock that was set back behind the newest words here, also when those are of another student', async () => {
    const clock = createTestClock(START);
    const { desk: here, other } = await prepared({ clock });
    clock.pass(-24 * 60 * 60_000);
    expect(await states(here)).toEqual({ ...READY, clock: 'putRight' });
    expect(await words(here, 'clock', other.studentId)).toContain('says Sep 28, 2027, 09:00, but the newest words here were saved on Sep 29, 2027, 09:00');
  });

  test('asks the key store for its part: silent or emptied, the records would not open tomorrow', async () => {
    const keyStore = createKeyStore();
    const { desk: here } = await prepared({ keyStore });
    expect(await words(here, 'unlock')).toContain("this computer's key store, which answers");
    for (const state of ['silent', 'none', 'emptied'] as const) {
      keyStore.set(state);
      expect(await states(here), state).toEqual({ ...READY, unlock: 'putRight' });
    }
  });

  test('says that a passphrase alone opens the records where there is no safe key store', async () => {
    const { desk: here } = await prepared({ keyStore: createKeyStore('none') });
    expect(await states(here)).toEqual(READY);
    expect(await words(here, 'unlock')).toContain('passphrase alone');
  });

  test('tells an empty computer as such, and answers nothing while the records are locked', async () => {
    desk = await setUp();
    expect(await states(desk)).toMatchObject({ students: 'putRight', history: 'lookAt', forms: 'lookAt' });
    await desk.session.lock('user');
    expect(failureOf(await desk.call('readiness.check', { studentId: null })).code).toBe('locked');
    expect(readdirSync(join(desk.folder, 'vault', 'copies'))).toEqual([]);
  });
});
