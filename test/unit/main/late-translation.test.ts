/** Translations typed in after affirming: kept beside the record, printed on its clean copy, and what is due on Home ends with the last one. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { vaultFiles } from '../../../electron/vault/vault-files.ts';
import type { RecordSummary, StudentSummary } from '../../../shared/bridge/summaries.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { translatablePlaces, translationsOf, untranslated } from '../../../shared/iep/translations.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { CASE_MANAGER, failureOf, sampleFile, setUp, SPEECH, type Desk } from './desk.ts';
import { affirmNext } from './meeting.ts';

const DAY_MS = 86_400_000;
const STRENGTHS = 'pages/presentLevels/strengths';
const TRANSLATOR = 'Marta Quiroga';

let desk: Desk;
let studentId = '';
let iepId = '';
beforeEach(async () => {
  desk = await setUp();
  const imported = await desk.get('exchange.import', {
    bytes: sampleFile((sample) => {
      for (const parent of (sample as unknown as { readonly pages: { readonly infoEligibility: { readonly parents: object[] } } }).pages.infoEligibility.parents) Object.assign(parent, { homeLanguage: 'Spanish' });
    }),
  });
  ({ studentId } = imported);
  iepId = imported.id;
});
afterEach(() => desk.end());

const student = async (): Promise<{ readonly summary: StudentSummary; readonly records: readonly RecordSummary[] }> => desk.get('caseload.student', { studentId });
const owed = async (): Promise<readonly string[]> => (await student()).summary.due.filter(({ kind }) => kind === 'translation').map(({ label }) => label);
const document = async (at: Desk = desk): Promise<IepDocument> => (await at.get('records.read', { iepId })).document as IepDocument;
const type = (words: readonly { readonly at: string; readonly text: string }[]) => desk.call('records.translate', { iepId, language: 'Spanish', translator: TRANSLATOR, words: [...words] });

test('an affirmed IEP owes its translation until every statement has one; each is kept beside the record, whose files keep every byte', async () => {
  iepId = await affirmNext(desk, studentId);
  const places = translatablePlaces(await document());
  expect(places.length).toBeGreaterThan(20);
  expect(await owed()).toEqual([`Spanish for the parents: ${places.length} statements are not translated`]);
  const stored = (): readonly unknown[] => Object.entries(desk.picture()).filter(([path]) => /\/(packages|receipts|copies)\//u.test(path));
  const before = stored();
  expect(before.length).toBeGreaterThanOrEqual(4);

  expect(await type([{ at: STRENGTHS, text: 'Construye puentes.' }])).toMatchObject({ ok: true });
  expect(await owed()).toEqual([`Spanish for the parents: ${places.length - 1} statements are not translated`]);
  expect((await student()).summary.current?.translation).toEqual({ language: 'Spanish', statements: places.length, left: places.length - 1 });
  desk.clock.pass(DAY_MS);
  expect(await type(places.map(({ at }, index) => ({ at, text: `Palabras ${index}.` })))).toMatchObject({ ok: true });
  expect(await owed()).toEqual([]);
  expect(stored()).toEqual(before);

  const again = await desk.restart();
  await again.get('session.unlock', { passphrase: PASSPHRASE });
  const kept = translationsOf(await document(again));
  expect(kept).toHaveLength(places.length);
  expect(new Set(kept.map(({ translator, date }) => `${translator} ${date}`))).toEqual(new Set([`${TRANSLATOR} 2027-09-30`]));
  expect(untranslated(await document(again), places, 'Spanish')).toEqual([]);
  expect((await vaultFiles(createDisk(), join(desk.folder, 'vault'))).filter((path) => path.startsWith('translations/'))).toEqual([`translations/${iepId}.a`, `translations/${iepId}.b`]);
}, 60_000);

test('the clean copy made again carries the translations under the words of the team, in two languages, and still says that it is not the IEP', async () => {
  await type([{ at: STRENGTHS, text: 'Construye puentes.' }]);
  await desk.get('records.cleanCopy', { iepId });
  const job = desk.paper.jobs.findLast(({ kind }) => kind === 'cleanCopy');
  expect(job?.language).toBe('both');
  if (job === undefined) throw new Error('No clean copy was made.');
  const texts = paperOf(job).texts.map(({ text }) => text);
  expect(texts).toContain('Construye puentes.');
  expect(texts.some((text) => text.includes(TRANSLATOR) && text.includes('2027'))).toBe(true);
  expect(paperOf(job).definition.frame.banner.join()).toContain('NOT the IEP');
});

test('of an imported IEP nothing is called due, because nobody here knows what was translated where it came from; it can be typed in all the same, and taken back', async () => {
  expect(await owed()).toEqual([]);
  await type([{ at: STRENGTHS, text: 'Construye puentes.' }]);
  await type([{ at: STRENGTHS, text: 'Construye puentes altos.' }]);
  expect(translationsOf(await document()).map(({ text }) => text)).toEqual(['Construye puentes altos.']);
  await type([{ at: STRENGTHS, text: '' }]);
  expect(translationsOf(await document())).toEqual([]);
});

test('a place the record does not have is refused and nothing of the rest is kept; so is somebody who is not on the team', async () => {
  const before = desk.picture();
  expect(failureOf(await type([{ at: STRENGTHS, text: 'Sí.' }, { at: 'pages/presentLevels/nothingOfTheKind', text: 'No.' }])).code).toBe('badEdit');
  expect(desk.picture()).toEqual(before);
  await desk.get('session.setProfile', { profile: { ...SPEECH, staffId: 'elsewhere' } });
  expect(failureOf(await type([{ at: STRENGTHS, text: 'Sí.' }])).reason).toContain('staff list');
  await desk.get('session.setProfile', { profile: CASE_MANAGER });
  expect(translationsOf(await document())).toEqual([]);
});

/** Entries that were written once and wait for the district, as words. */
async function told(at: Desk = desk): Promise<readonly string[]> {
  const found = await at.session.inside(async ({ vault }) => vault.packages.read(iepId));
  if (!found.ok) throw new Error('The record cannot be read.');
  return found.value.late.map((entry) => ('translations' in entry ? entry.translations.map(({ text, translator }) => `${text} (${translator})`).join(' ') : 'something else'));
}

test('what was typed is told to the district once the list is left, each word once, and waits there like an affirmed IEP', async () => {
  await type([{ at: STRENGTHS, text: 'Construye' }]);
  await type([{ at: STRENGTHS, text: 'Construye puentes.' }]);
  expect(await told()).toEqual([]);
  await desk.get('records.tellTranslations', { iepId });
  expect(await told()).toEqual([`Construye puentes. (${TRANSLATOR})`]);
  await desk.get('records.tellTranslations', { iepId });
  expect(await told()).toHaveLength(1);
  desk.clock.pass(1000);
  await type([{ at: STRENGTHS, text: 'Construye puentes altos.' }]);
  await desk.get('records.tellTranslations', { iepId });
  expect(await told()).toEqual([`Construye puentes. (${TRANSLATOR})`, `Construye puentes altos. (${TRANSLATOR})`]);
  expect(translationsOf(await document()).map(({ text }) => text)).toEqual(['Construye puentes altos.']);
  desk.clock.pass(1000);
  await type([{ at: STRENGTHS, text: '' }]);
  await desk.get('records.tellTranslations', { iepId });
  expect((await told()).at(-1)).toBe(` (${TRANSLATOR})`);
  expect(translationsOf(await document())).toEqual([]);
});

test('a list that a lock or the end of the program left in the middle is told at the next unlock', async () => {
  await type([{ at: STRENGTHS, text: 'Construye puentes.' }]);
  const again = await desk.restart();
  expect(await told(again).catch(() => 'locked')).toBe('locked');
  await again.get('session.unlock', { passphrase: PASSPHRASE });
  expect(await told(again)).toEqual([`Construye puentes. (${TRANSLATOR})`]);
  const third = await again.restart();
  await third.get('session.unlock', { passphrase: PASSPHRASE });
  expect(await told(third)).toHaveLength(1);
});

test('a later word of another computer stands over an older one typed here, and the older one is not told again', async () => {
  await type([{ at: STRENGTHS, text: 'Palabra vieja.' }]);
  const { instant } = { instant: new Date(Date.parse(desk.clock.now()) + DAY_MS).toISOString() };
  const word = { at: STRENGTHS, language: 'Spanish', of: 'Any words.', text: 'Palabra nueva.', translator: 'Otra Persona', date: '2027-09-30' };
  await desk.session.inside(({ vault }) => vault.packages.addLate(iepId, { translations: [word], by: 'st1', at: instant }));
  expect(translationsOf(await document()).map(({ text }) => text)).toEqual(['Palabra nueva.']);
  desk.clock.pass(2 * DAY_MS);
  await desk.get('records.tellTranslations', { iepId });
  expect(await told()).toEqual(['Palabra nueva. (Otra Persona)']);
  await type([{ at: STRENGTHS, text: 'Palabra última.' }]);
  expect(translationsOf(await document()).map(({ text }) => text)).toEqual(['Palabra última.']);
});
