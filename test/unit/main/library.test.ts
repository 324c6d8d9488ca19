/** The document library in main: who may take in and out, what a file must be, what is refused in which words; it is nobody's record, and damage of it touches none. */
import { createHash } from 'node:crypto';
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_DOCUMENT_BYTES } from '../../../shared/library/document.ts';
import { DISTRICT_KEEPS, keptUnder } from '../../../shared/library/from-district.ts';
import { listedPapers } from '../../../shared/library/listed.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { documentPdf, WITH_PROGRAM } from '../../fixtures/documents.ts';
import type { Profile } from '../../../shared/bridge/session.ts';
import { CASE_MANAGER, openDesk, SYSTEM_MANAGER, type Desk } from './desk.ts';

const SELPA: Profile = { staffId: 'ssm1', name: 'Ottilie Marchetti', role: 'selpaSystemManager', area: '', title: '' };
const words = (title: string, change: object = {}) => ({ title, kind: 'notice' as const, language: 'English', version: 'August 2027', source: 'Vexholm SELPA', ...change });
const NOT_YOURS = { failure: { code: 'notYours', reason: 'The SELPA keeps the document library: its system manager or a program specialist takes documents in and out.' } };

async function at<T>(profile: Profile | null, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk();
  try {
    await desk.get('session.create', { passphrase: PASSPHRASE });
    if (profile !== null) await desk.get('session.setProfile', { profile });
    return await work(desk);
  } finally {
    await desk.end();
  }
}

const takeIn = (desk: Desk, title: string, bytes = documentPdf(title), replaces: string | null = null) => desk.call('library.takeIn', { words: words(title), bytes, replaces });
const titlesOf = async (desk: Desk): Promise<readonly string[]> => (await desk.get('library.list')).map(({ title }) => title);

describe('The document library', () => {
  it('holds the papers that come with IEP Desk; what is taken in is there after a lock, byte for byte, with its own words', () =>
    at(SELPA, async (desk) => {
      expect(await desk.get('library.list')).toEqual([]);
      for (const { id } of listedPapers('0.1.0')) expect((await desk.get('library.read', { documentId: id })).byteLength).toBeGreaterThan(0);
      const { documentId } = await desk.get('library.takeIn', { words: words('Safeguards'), bytes: documentPdf('Safeguards', { pages: 3 }), replaces: null });
      await desk.session.lock('user');
      expect(await desk.call('library.list')).toMatchObject({ failure: { code: 'locked' } });
      await desk.get('session.unlock', { passphrase: PASSPHRASE });
      const bytes = documentPdf('Safeguards', { pages: 3 });
      expect(await desk.get('library.list')).toEqual([{ ...words('Safeguards'), id: documentId, bytes: bytes.byteLength, pages: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string, addedAt: expect.any(String) as string, addedBy: 'Ottilie Marchetti' }]);
      expect(Buffer.from(await desk.get('library.read', { documentId })).equals(Buffer.from(bytes))).toBe(true);
    }));

  it('is changed by the SELPA alone, and by the district system manager where the district lets them; everybody reads it', async () => {
    for (const profile of [CASE_MANAGER, SYSTEM_MANAGER]) {
      await at(profile, async (desk) => {
        const before = desk.picture();
        expect(await takeIn(desk, 'Safeguards')).toMatchObject(NOT_YOURS);
        expect(await desk.call('library.takeOut', { documentId: 'any' })).toMatchObject(NOT_YOURS);
        expect(desk.picture()).toEqual(before);
        expect((await desk.get('library.read', { documentId: 'iep-desk-codes-es' })).byteLength).toBeGreaterThan(0);
      });
    }
    await at(SYSTEM_MANAGER, async (desk) => {
      await desk.get('settings.set', { optionalRights: ['library'] });
      expect((await takeIn(desk, 'Safeguards')).ok).toBe(true);
      // Whoever sits down next reads it.
      await desk.get('session.setProfile', { profile: CASE_MANAGER });
      expect(await titlesOf(desk)).toEqual(['Safeguards']);
      const documentId = (await desk.get('library.list'))[0]?.id ?? '';
      expect(await desk.get('library.print', { documentId })).toEqual({ printer: 'sent' });
    });
    await at(null, async (desk) => expect(await takeIn(desk, 'Safeguards')).toMatchObject({ failure: { code: 'notYours', reason: 'Choose your name from the staff list first.' } }));
  });

  it('takes in no file that is not a PDF to read, is too large, is there already or goes by a taken name; each is said in a sentence and changes nothing', () =>
    at(SELPA, async (desk) => {
      await takeIn(desk, 'Safeguards');
      const before = desk.picture();
      const refused = [
        [words('Letter'), new Uint8Array(Buffer.from('Dear parents')), 'It is no PDF.'],
        [words('Program'), WITH_PROGRAM, 'It holds a program (JavaScript); the library keeps documents that are only to be read.'],
        [words('Huge'), new Uint8Array(MOST_DOCUMENT_BYTES + 1), 'It is larger than 20 MB.'],
        [words('Same bytes'), documentPdf('Safeguards'), 'It is in the library already, as “Safeguards”.'],
      ] as const;
      for (const [said, bytes, reason] of refused) expect(await desk.call('library.takeIn', { words: said, bytes, replaces: null })).toEqual({ ok: false, failure: { code: 'badDocument', reason } });
      expect(await takeIn(desk, 'safeguards', documentPdf('Another'))).toMatchObject({ failure: { code: 'badDocument' } });
      expect(await desk.call('library.takeIn', { words: { ...words(' ') }, bytes: documentPdf('Nameless'), replaces: null })).toMatchObject({ failure: { code: 'badRequest' } });
      expect(await desk.call('library.takeIn', { words: words('Far too huge'), bytes: new Uint8Array(MOST_DOCUMENT_BYTES + 100_000), replaces: null })).toMatchObject({ failure: { code: 'tooLarge' } });
      expect(desk.picture()).toEqual(before);
    }));

  it('lets an older version go only for a newer one that names it; two that come at once are both kept', () =>
    at(SELPA, async (desk) => {
      const { documentId: older } = await desk.get('library.takeIn', { words: words('Safeguards'), bytes: documentPdf('Old'), replaces: null });
      expect(await takeIn(desk, 'Safeguards', documentPdf('New'), 'nobody')).toMatchObject({ failure: { code: 'notInLibrary' } });
      // A newer one with the same bytes is still no newer one of another document.
      await Promise.all([takeIn(desk, 'First'), takeIn(desk, 'Second')]);
      expect(await takeIn(desk, 'Safeguards', documentPdf('First'), older)).toMatchObject({ failure: { reason: 'It is in the library already, as “First”.' } });
      expect((await takeIn(desk, 'Safeguards', documentPdf('New'), older)).ok).toBe(true);
      expect((await titlesOf(desk)).toSorted()).toEqual(['First', 'Safeguards', 'Second']);
      expect(await desk.call('library.read', { documentId: older })).toMatchObject({ failure: { code: 'notInLibrary' } });
    }));

  it('lets a document be taken out; the others stay', () =>
    at(SELPA, async (desk) => {
      const { documentId } = await desk.get('library.takeIn', { words: words('First'), bytes: documentPdf('First'), replaces: null });
      await takeIn(desk, 'Second');
      await desk.get('library.takeOut', { documentId });
      expect(await titlesOf(desk)).toEqual(['Second']);
      expect(await desk.call('library.takeOut', { documentId })).toMatchObject({ failure: { code: 'notInLibrary' } });
      expect(await desk.call('library.takeOut', { documentId: 'iep-desk-codes-en' })).toMatchObject({ failure: { code: 'notInLibrary' } });
    }));

  it('prints and saves a document under its own title, also where no printer answers, and lists no paper as waiting', () =>
    at(SELPA, async (desk) => {
      const { documentId } = await desk.get('library.takeIn', { words: words('Notice: "final"/2027'), bytes: documentPdf('Notice'), replaces: null });
      desk.answers.push('noPrinter');
      expect(await desk.get('library.print', { documentId })).toEqual({ printer: 'noPrinter' });
      expect(await desk.get('paper.waiting')).toEqual([]);
      await desk.get('library.save', { documentId });
      await desk.get('library.save', { documentId: 'iep-desk-meeting-day-en' });
      expect(desk.saved.map(({ name }) => name)).toEqual(['Notice final 2027.pdf', 'The Day of the IEP Meeting.pdf']);
      expect(Buffer.from(desk.saved[0]?.pdf ?? []).equals(Buffer.from(documentPdf('Notice')))).toBe(true);
      desk.paper.fails = true;
      expect(await desk.call('library.read', { documentId: 'iep-desk-meeting-day-en' })).toMatchObject({ failure: { code: 'paperFailed' } });
    }));

  it('names a damaged document as one of the library, and everything else opens', () =>
    at(SELPA, async (desk) => {
      const { documentId } = await desk.get('library.takeIn', { words: words('First'), bytes: documentPdf('First'), replaces: null });
      const { documentId: other } = await desk.get('library.takeIn', { words: words('Second'), bytes: documentPdf('Second'), replaces: null });
      const path = join(desk.folder, 'vault/library', `${documentId}.pdf`);
      writeFileSync(path, readFileSync(path).subarray(0, 200));
      expect(await desk.call('library.read', { documentId })).toMatchObject({ failure: { code: 'libraryDamaged' } });
      expect(await desk.get('vault.damage')).toEqual([{ file: `library/${documentId}.pdf`, state: 'inPlace', what: 'libraryDocument', studentName: null }]);
      expect((await desk.get('library.read', { documentId: other })).byteLength).toBeGreaterThan(0);
      expect(await desk.get('caseload.list')).toEqual([]);
    }));

  it('lets nobody change what the district hands out, and gives the lines about it until they are put away', () =>
    at(SELPA, async (desk) => {
      const pdf = documentPdf('Safeguards');
      const documentId = keptUnder('safeguards', '0123456789abcdef');
      const line = { what: 'came' as const, name: 'safeguards', title: 'Safeguards', language: 'English', edition: 'March 2027', reason: '', at: '2027-09-29T16:00:00.000Z' };
      await desk.session.inside(async ({ vault }) => {
        await vault.libraryTold.change((told) => ({ ...told, news: [line, { ...line, name: 'bells' }] }));
        return vault.library.add({ ...words('Safeguards'), id: documentId, sha256: createHash('sha256').update(pdf).digest('hex'), bytes: pdf.byteLength, pages: 1, addedAt: line.at, addedBy: 'Tule Bend' }, pdf, null, () => null);
      });
      const kept = { failure: { code: 'notYours', reason: DISTRICT_KEEPS } };
      expect(await desk.call('library.takeOut', { documentId })).toMatchObject(kept);
      expect(await takeIn(desk, 'Newer', documentPdf('Newer'), documentId)).toMatchObject(kept);
      // One of their own may be called the same; the same bytes are here already.
      expect((await takeIn(desk, 'Safeguards', documentPdf('Mine'))).ok).toBe(true);
      expect(await takeIn(desk, 'Twice', pdf)).toMatchObject({ failure: { reason: 'It is in the library already, as “Safeguards”.' } });
      expect(await desk.get('library.news')).toEqual([line, { ...line, name: 'bells' }]);
      await desk.get('library.putNewsAway', { seen: [{ name: 'bells', at: line.at }, { name: 'safeguards', at: 'earlier' }] });
      await desk.session.lock('user');
      await desk.get('session.unlock', { passphrase: PASSPHRASE });
      expect(await desk.get('library.news')).toEqual([line]);
    }));
});
