/** What a desk makes of the documents its district hands out: only what is new is fetched, whatever comes back changes nothing unless it is whole and fit to keep, and no document of a person is touched. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import type { Answer } from '../../../electron/sync/answers.ts';
import { MOST_DOCUMENTS } from '../../../shared/library/document.ts';
import { createMemoryDisk, type MemoryDisk } from '../../crash/memory-disk.ts';
import { createKeyStore, createTestClock, freshProcess, libraryDocumentOf, must, PASSPHRASE, rigVault, ROOT } from '../../crash/rig.ts';
import { seededRandom } from '../../crash/seeded.ts';
import { documentPdf, encryptedPdf, WITH_ATTACHMENT, WITH_PROGRAM, WITHOUT_PAGES } from '../../fixtures/documents.ts';
import { createFakeDistrict, json, linesOf, look, problem, sha256, shelfOf, type FakeDistrict } from '../../fixtures/handed-out.ts';

let disk: MemoryDisk;
let vault: OpenVault;
let district: FakeDistrict;
let starts = 0;
const keyStore = createKeyStore();

const open = (on: MemoryDisk = disk): ReturnType<typeof rigVault> => {
  starts += 1;
  return rigVault({ disk: on, random: seededRandom(starts), clock: createTestClock(), deviceSecret: keyStore, processes: freshProcess(starts) });
};

async function reopen(on: MemoryDisk = disk): Promise<void> {
  await vault.close();
  vault = must(await open(on).unlock(PASSPHRASE));
}

const takeInOwn = (title: string, pdf: Uint8Array, language = 'English') => vault.library.add({ ...libraryDocumentOf(`own${title.length}`).document, title, language, sha256: sha256(pdf), bytes: pdf.byteLength }, pdf, null, () => null);

beforeEach(async () => {
  disk = createMemoryDisk();
  await disk.makeFolder('/data');
  vault = must(await open().create(PASSPHRASE)).vault;
  district = createFakeDistrict();
});

test('what is handed out is kept sealed under the words of the district, told once, and never fetched again', async () => {
  district.handOut('safeguards-es', documentPdf('Safeguards', { pages: 3 }), { title: 'Procedural safeguards', language: 'Spanish', kind: 'notice' });
  expect(await look(vault, district)).toEqual({ ok: true, value: null });
  expect(district.asked()).toEqual(['list', 'safeguards-es']);
  expect(must(await vault.library.list())).toMatchObject([{ title: 'Procedural safeguards', language: 'Spanish', kind: 'notice', version: 'March 2027', source: 'Vexholm SELPA', pages: 3, addedBy: 'Tule Bend' }]);
  expect(await linesOf(vault)).toEqual(['New from the district: “Procedural safeguards” (Spanish), edition March 2027.']);
  await reopen();
  expect(await shelfOf(vault)).toEqual(['safeguards-es: March 2027']);
  const before = disk.files();
  must(await look(vault, district));
  expect(district.asked()).toEqual(['list']);
  expect(disk.files()).toEqual(before);
});

test('a newer edition takes the place of the older one; only it is fetched, and a line about a document takes the place of the one before', async () => {
  for (const name of ['bell-times', 'safeguards']) district.handOut(name);
  must(await look(vault, district));
  district.asked();
  district.handOut('safeguards', documentPdf('Newer'), { edition: 'March 2028' });
  must(await look(vault, district));
  expect(district.asked()).toEqual(['list', 'safeguards']);
  expect(await shelfOf(vault)).toEqual(['bell-times: March 2027', 'safeguards: March 2028']);
  expect(await linesOf(vault)).toEqual(['A newer edition from the district: “Title of safeguards” (English), edition March 2028. The older edition left this computer.', 'New from the district: “Title of bell-times” (English), edition March 2027.']);
});

test('other words about the same bytes are kept without fetching the bytes again', async () => {
  district.handOut('safeguards');
  must(await look(vault, district));
  district.handOut('safeguards', documentPdf('safeguards'), { title: 'Rights of parents', edition: 'corrected' });
  district.asked();
  must(await look(vault, district));
  expect(district.asked()).toEqual(['list']);
  expect(must(await vault.library.list())).toMatchObject([{ title: 'Rights of parents', version: 'corrected' }]);
});

test('a withdrawn document leaves with a line that says so, and comes back when it is handed out again, word for word as it was', async () => {
  district.handOut('safeguards');
  must(await look(vault, district));
  district.withdraw('safeguards');
  must(await look(vault, district));
  expect(await shelfOf(vault)).toEqual([]);
  expect(await linesOf(vault)).toEqual(['Withdrawn by the district: “Title of safeguards” (English), edition March 2027. It is no longer on this computer.']);
  district.handOut('safeguards');
  must(await look(vault, district));
  await reopen();
  expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
});

test('a document that could not be removed when it was withdrawn is not taken for one that came back since', async () => {
  district.handOut('safeguards');
  must(await look(vault, district));
  let stuck = true;
  await reopen({ ...disk, remove: async (path) => { if (stuck) throw Object.assign(new Error('EIO'), { code: 'EIO' }); await disk.remove(path); } });
  district.withdraw('safeguards');
  must(await look(vault, district));
  district.handOut('safeguards');
  must(await look(vault, district));
  stuck = false;
  await reopen();
  must(await takeInOwn('Bell times', documentPdf('Bell times')));
  expect(await shelfOf(vault)).toEqual(['own: Bell times', 'safeguards: March 2027']);
});

test('documents of a person are never touched: not one of the same title, not one of the same bytes, not one that was never handed out', async () => {
  must(await takeInOwn('Title of safeguards', documentPdf('Mine')));
  must(await takeInOwn('Bell times of our school', documentPdf('bell-times')));
  district.handOut('safeguards');
  district.handOut('bell-times');
  must(await look(vault, district));
  // The bytes of the second are here.
  expect(district.asked()).toEqual(['list', 'safeguards']);
  for (const name of ['safeguards', 'bell-times']) district.withdraw(name);
  must(await look(vault, district));
  expect(await shelfOf(vault)).toEqual(['own: Bell times of our school', 'own: Title of safeguards']);
});

describe('a file that is not fit to keep', () => {
  test.each([
    ['holds a program', async () => WITH_PROGRAM, 'It holds a program (JavaScript)'],
    ['carries other files', async () => WITH_ATTACHMENT, 'Other files are attached to it'],
    ['has no page', async () => WITHOUT_PAGES, 'It has no page.'],
    ['is locked', () => encryptedPdf('secret'), 'It is encrypted or asks for a password'],
    ['is no PDF', async () => Buffer.from('Dear parents'), 'It is no PDF.'],
  ])('because it %s is refused as by hand: the older edition stays, it is said once, and it is fetched once', async (_why, file, reason) => {
    district.handOut('safeguards');
    must(await look(vault, district));
    district.handOut('safeguards', await file(), { edition: 'March 2028' });
    must(await look(vault, district));
    expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
    const [line] = await linesOf(vault);
    expect(line).toContain(`Not taken in from the district: “Title of safeguards” (English), edition March 2028. ${reason}`);
    must(await vault.libraryTold.change((told) => ({ ...told, news: [] })));
    district.asked();
    await reopen();
    must(await look(vault, district));
    expect(district.asked()).toEqual(['list']);
    expect(await linesOf(vault)).toEqual([]);
    // An edition that is fit takes the place of the last one that was.
    district.handOut('safeguards', documentPdf('Mended'), { edition: 'April 2028' });
    must(await look(vault, district));
    expect(await shelfOf(vault)).toEqual(['safeguards: April 2028']);
    expect(must(await vault.libraryTold.read()).refused).toEqual([]);
  });
});

test('what the library has no room for is said once and not fetched, and comes when there is room', async () => {
  for (let n = 0; n < MOST_DOCUMENTS; n += 1) {
    const pdf = documentPdf(`Own ${n}`);
    must(await vault.library.add({ ...libraryDocumentOf(`own${n}`).document, sha256: sha256(pdf), bytes: pdf.byteLength }, pdf, null, () => null));
  }
  district.handOut('safeguards');
  for (let n = 0; n < 2; n += 1) must(await look(vault, district));
  expect(district.asked()).toEqual(['list', 'list']);
  expect(await linesOf(vault)).toEqual([expect.stringContaining('The library holds 100 documents already.')]);
  must(await vault.library.remove('own7'));
  must(await look(vault, district));
  expect(await shelfOf(vault)).toContain('safeguards: March 2027');
});

const damagedBytes = (whole: Answer): Answer => ({ ...whole, body: whole.body.map((byte, at) => (at === 200 ? byte ^ 1 : byte)) });

describe('an answer that is cut, changed or not the district\'s', () => {
  test.each<[string, string, (asked: string, whole: Answer) => Answer | null, string]>([
    ['the list does not come', 'list', () => null, 'unreachable'],
    ['the list asks for another key', 'list', () => problem('token-expired', 401), 'signInNeeded'],
    ['a sign-in page comes in place of the list', 'list', () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<h1>Welcome</h1>') }), 'notDistrict'],
    ['the list is cut in the middle', 'list', (_asked, whole) => ({ ...whole, body: whole.body.subarray(0, 60) }), 'notDistrict'],
    ['the list has more documents than a library', 'list', (_asked, whole) => json({ documents: Array.from({ length: MOST_DOCUMENTS + 1 }, () => (JSON.parse(Buffer.from(whole.body).toString('utf8')) as { documents: unknown[] }).documents[0]) }), 'notDistrict'],
    ['the list names a document as no document may be named', 'list', () => json({ documents: [{ name: '../../keyring', title: 't', kind: 'form', language: 'English', source: '', edition: '1', sha256: '0'.repeat(64), bytes: 1, handedOutAt: '' }] }), 'notDistrict'],
    ['a document does not come', 'bell-times', () => null, 'unreachable'],
    ['a document is cut in the middle', 'bell-times', (_asked, whole) => ({ ...whole, body: whole.body.subarray(0, 100) }), 'damagedDownload'],
    ['a document has another digest', 'bell-times', (_asked, whole) => damagedBytes(whole), 'damagedDownload'],
    ['a document was withdrawn in between', 'bell-times', () => problem('not-found', 404), 'notDistrict'],
    ['the server fails', 'bell-times', () => json({}, 500), 'unreachable'],
  ])('changes nothing of what it is about when %s, and the next look brings it', async (_what, of, instead, code) => {
    district.handOut('safeguards');
    must(await look(vault, district));
    district.handOut('bell-times');
    district.answers = (asked, whole) => (asked === of ? instead(asked, whole) : undefined);
    expect(await look(vault, district)).toMatchObject({ ok: false, failure: { code } });
    expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
    expect(await linesOf(vault)).toHaveLength(1);
    district.answers = () => undefined;
    must(await look(vault, district));
    expect(await shelfOf(vault)).toEqual(['bell-times: March 2027', 'safeguards: March 2027']);
  });

  test('one broken document keeps no other away', async () => {
    for (const name of ['a', 'broken', 'z']) district.handOut(name);
    district.answers = (asked, whole) => (asked === 'broken' ? damagedBytes(whole) : undefined);
    expect(await look(vault, district)).toMatchObject({ failure: { code: 'damagedDownload' } });
    expect(await shelfOf(vault)).toEqual(['a: March 2027', 'z: March 2027']);
  });

  test('while a newer edition does not come whole the older one is read', async () => {
    district.handOut('safeguards');
    must(await look(vault, district));
    district.handOut('safeguards', documentPdf('Newer'), { edition: 'March 2028' });
    district.answers = (asked, whole) => (asked === 'safeguards' ? damagedBytes(whole) : undefined);
    for (let n = 0; n < 3; n += 1) await look(vault, district);
    expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
  });
});

test('by the word of a server that knows no documents nothing leaves', async () => {
  district.handOut('safeguards');
  must(await look(vault, district));
  district.answers = () => problem('not-found', 404);
  expect(await look(vault, district)).toEqual({ ok: true, value: null });
  expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
});

test('a document of the district that lies here damaged is fetched again once that was found, and a whole one is not', async () => {
  for (const name of ['safeguards', 'bell-times']) district.handOut(name);
  must(await look(vault, district));
  const id = must(await vault.library.list()).find(({ title }) => title.endsWith('safeguards'))?.id ?? '';
  disk.damage(`${ROOT}/library/${id}.pdf`, (bytes) => bytes.subarray(0, 90));
  expect(await vault.library.pdf(id)).toMatchObject({ failure: { code: 'libraryDamaged' } });
  district.asked();
  for (let n = 0; n < 2; n += 1) must(await look(vault, district));
  expect(district.asked()).toEqual(['list', 'safeguards', 'list']);
  expect(await shelfOf(vault)).toEqual(['bell-times: March 2027', 'safeguards: March 2027']);
});

test('what was told and does not open any more costs no document, and is named', async () => {
  district.handOut('safeguards');
  must(await look(vault, district));
  for (const name of ['told.a', 'told.b']) disk.damage(`${ROOT}/library/${name}`, (bytes) => bytes.subarray(0, 40));
  await reopen();
  must(await look(vault, district));
  expect(await linesOf(vault)).toEqual([]);
  expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
  expect(vault.damaged().map(({ file, state }) => [file, state])).toEqual([['library/told.a', 'setAside'], ['library/told.b', 'setAside']]);
});
