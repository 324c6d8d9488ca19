/** Paper no printer took: it waits by name until it is printed after all, through locks and crashes, with nothing of a student in the clear. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { progressRounds } from '../../../shared/flow/progress-rounds.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, openDesk, pdfOf, sampleFile, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { importSample, openMeeting, printParentCopy, startDraft, type Held } from './meeting.ts';

let desk: Desk;
beforeEach(async () => { desk = await setUp(); });
afterEach(() => desk.end());

async function meeting(): Promise<Held> {
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  await openMeeting(held);
  return held;
}
const waiting = (at: Desk = desk): Promise<readonly { readonly waitingId: string; readonly kind: string; readonly code: string; readonly names: readonly string[]; readonly since: string; readonly cutOff: boolean }[]> => at.get('paper.waiting');
async function unlocked(crashed: Desk): Promise<Desk> {
  const again = await crashed.restart();
  await again.get('session.unlock', { passphrase: PASSPHRASE });
  return again;
}
/** A printer that answers when it is let; `asked` resolves when it is asked. */
function slowPrinter(): { readonly asked: Promise<void>; readonly answer: (said: 'sent') => void } {
  let answer: (said: 'sent') => void = () => undefined;
  const said = new Promise<'sent'>((resolve) => { answer = resolve; });
  const asked = new Promise<void>((reached) => desk.answers.push(() => { reached(); return said; }));
  return { asked, answer: (words) => answer(words) };
}
function everyByte(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => (statSync(join(folder, name)).isDirectory() ? everyByte(join(folder, name)) : Buffer.concat([Buffer.from(name), readFileSync(join(folder, name))]))));
}

test('a parent copy no printer took waits by name through a lock and a crash, is printed again byte for byte, and then waits no more', async () => {
  const held = await meeting();
  desk.answers.push('noPrinter');
  const printed = await printParentCopy(desk, held);
  expect([printed.printer, desk.printed]).toEqual(['waits', []]);
  expect(await waiting()).toMatchObject([{ kind: 'parentCopy', code: printed.code, names: ['Nolan Birchwater'], since: '2027-09-29T09:00', cutOff: false }]);
  expect(desk.notices.findLast(({ name }) => name === 'papers')).toEqual({ name: 'papers', notice: { waiting: 1 } });

  await desk.session.lock('user');
  const again = await unlocked(desk);
  const [one] = await waiting(again);
  const ended = await again.get('paper.endWaiting', { waitingId: one?.waitingId ?? '', to: 'printer' });
  expect(ended).toEqual({ printer: 'sent', saved: false, leftOut: [] });
  const made = desk.paper.jobs.findLast(({ kind }) => kind === 'parentCopy');
  expect(again.printed.map((pdf) => Buffer.from(pdf).toString())).toEqual([made === undefined ? '' : Buffer.from(pdfOf(made)).toString()]);
  expect(await waiting(again)).toEqual([]);
  expect(await waiting(await unlocked(again))).toEqual([]);
  expect(failureOf(await again.call('paper.endWaiting', { waitingId: one?.waitingId ?? '', to: 'printer' })).code).toBe('notFound');
});

test('a program that ends while the printer is asked finds the paper on the list, with the word that it may have come out; until then it is on no list', async () => {
  const held = await meeting();
  const { asked, answer } = slowPrinter();
  const printing = printParentCopy(desk, held);
  await asked;
  expect(await waiting()).toEqual([]);
  const again = await unlocked(desk);
  expect(await waiting(again)).toMatchObject([{ kind: 'parentCopy', names: ['Nolan Birchwater'], cutOff: true }]);
  answer('sent');
  expect((await printing).printer).toBe('sent');
});

test('a lock while the printer is asked leaves the paper on the list and throws at nobody', async () => {
  const held = await meeting();
  const { asked, answer } = slowPrinter();
  const printing = desk.call('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'draft', language: 'en', toPrinter: true });
  await asked;
  await desk.session.lock('user');
  answer('sent');
  expect(await printing).toMatchObject({ ok: true, value: { printer: 'sent' } });
  await desk.get('session.unlock', { passphrase: PASSPHRASE });
  expect(await waiting()).toMatchObject([{ kind: 'draft', cutOff: true }]);
});

test('a print the user cancels is not put on the list, and one that waits stays there when its second try is cancelled or refused', async () => {
  const held = await meeting();
  desk.answers.push('cancelled', 'noPrinter', 'cancelled', 'noPrinter');
  expect((await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'glance', language: 'en', toPrinter: true })).printer).toBe('cancelled');
  expect(await waiting()).toEqual([]);
  const { copyId } = await printParentCopy(desk, held);
  const [one] = await waiting();
  const end = { waitingId: one?.waitingId ?? '', to: 'printer' } as const;
  expect([(await desk.get('paper.endWaiting', end)).printer, (await desk.get('paper.endWaiting', end)).printer]).toEqual(['cancelled', 'waits']);
  expect(await waiting()).toEqual([one]);
  // Printed from where it was made, it is done as well.
  expect((await desk.get('paper.reprint', { copyId })).printer).toBe('sent');
  expect(await waiting()).toEqual([]);
});

test('what waits is saved where the user points and stays until it is printed, or is taken off; of the student nothing but ids is kept for it', async () => {
  const { currentId } = await importSample(desk);
  desk.answers.push('noPrinter', 'noPrinter');
  for (const paper of ['affirmed', 'cleanCopy'] as const) expect((await desk.get('records.print', { iepId: currentId, paper })).printer).toBe('waits');
  const [affirmed, clean] = await waiting();
  expect([affirmed?.kind, clean?.kind]).toEqual(['affirmed', 'cleanCopy']);
  for (const one of [affirmed, clean]) expect((await desk.get('paper.endWaiting', { waitingId: one?.waitingId ?? '', to: 'file' })).saved).toBe(true);
  expect(desk.saved.map(({ name }) => name)).toEqual(['IEP 2027-09-29.pdf', 'IEP clean copy, not the IEP, 2027-09-29.pdf']);
  expect(await waiting()).toHaveLength(2);
  await desk.get('paper.dropWaiting', { waitingId: affirmed?.waitingId ?? '' });
  expect(await waiting()).toEqual([clean]);
  const disk = everyByte(desk.folder);
  expect(disk.length).toBeGreaterThan(10_000);
  for (const word of ['Birchwater', 'Nolan', '%PDF', 'cleanCopy', currentId + '"']) expect([word, disk.includes(word)]).toEqual([word, false]);
});

test('progress reports wait as one paper; printed again they are those open by then, and whoever was left out meanwhile is named', async () => {
  const { studentId } = await importSample(desk);
  const sister = (await desk.get('exchange.import', {
    bytes: sampleFile((sample) => {
      Object.assign(sample, { documentId: 'doc-of-the-sister' });
      Object.assign((sample as unknown as { readonly pages: { readonly infoEligibility: object } }).pages.infoEligibility, { seisId: '9900112', ssid: '1029384756', firstName: 'Lena' });
    }),
  })).studentId;
  desk.answers.push('noPrinter', 'noPrinter');
  const students = [studentId, sister];
  expect((await desk.get('paper.printProgress', { students, to: 'printer', evenWithoutSigns: false })).printer).toBe('waits');
  // Asked for twice, it waits once.
  expect((await desk.get('paper.printProgress', { students: students.toReversed(), to: 'printer', evenWithoutSigns: false })).printer).toBe('waits');
  const [one] = await waiting();
  expect(await waiting()).toMatchObject([{ kind: 'progressReports', names: ['Nolan Birchwater', 'Lena Birchwater'].toSorted() }]);
  // The sister's next IEP has no report yet.
  await desk.get('exchange.import', {
    bytes: sampleFile((sample) => {
      Object.assign(sample, { documentId: 'doc-of-the-sister-2', progressReportSchedule: [] });
      Object.assign((sample as unknown as { readonly pages: { readonly infoEligibility: object } }).pages.infoEligibility, { seisId: '9900112', ssid: '1029384756', firstName: 'Lena' });
    }),
  });
  const ended = await desk.get('paper.endWaiting', { waitingId: one?.waitingId ?? '', to: 'printer' });
  expect([ended.printer, ended.leftOut.map(({ name, why }) => `${name} ${why}`)]).toEqual(['sent', ['Lena Birchwater noSchedule']]);
  expect(await waiting()).toEqual([]);
});

test('one progress report by itself waits as that report, and is that report when it is printed again, whatever else is open by then', async () => {
  const { studentId, currentId } = await importSample(desk);
  const { document } = await desk.get('progress.read', { studentId });
  const [first, second] = progressRounds(document as IepDocument, [], '2027-09-29');
  const print = (round: string) => desk.get('paper.printProgress', { students: [studentId], to: 'printer', evenWithoutSigns: false, round, iepId: currentId });
  desk.answers.push('noPrinter', 'noPrinter', 'noPrinter', 'noPrinter');
  for (const one of [second, second, first]) expect((await print(one?.round.id ?? '')).printer).toBe('waits');
  const [one, other, ...more] = await waiting();
  expect([one?.kind, other?.kind, more]).toEqual(['progressReport', 'progressReport', []]);
  const end = { waitingId: one?.waitingId ?? '', to: 'printer' } as const;
  expect((await desk.get('paper.endWaiting', end)).printer).toBe('waits');
  expect(await waiting()).toHaveLength(2);
  expect(await desk.get('paper.endWaiting', end)).toEqual({ printer: 'sent', saved: false, leftOut: [] });
  expect(desk.paper.jobs.at(-1)?.only).toEqual([`progressReport/@${second?.round.id}`]);
  expect(await waiting()).toEqual([other]);
});

test('on a disk that is full the paper is printed all the same, and without a printer nobody is told that it waits', async () => {
  const real = createDisk();
  let full = false;
  const disk: Disk = { ...real, create: async (path) => { if (full && path.includes('settings')) throw Object.assign(new Error('full'), { code: 'ENOSPC' }); return real.create(path); } };
  const poor = await setUp({ disk });
  try {
    const { id } = await poor.get('exchange.import', { bytes: sampleFile() });
    full = true;
    poor.answers.push('sent', 'noPrinter');
    const print = () => poor.get('records.print', { iepId: id, paper: 'affirmed' as const });
    expect([(await print()).printer, (await print()).printer]).toEqual(['sent', 'noPrinter']);
    expect([poor.printed.length, await waiting(poor)]).toEqual([1, []]);
    full = false;
    poor.answers.push('noPrinter');
    expect([(await print()).printer, (await waiting(poor)).length]).toEqual(['waits', 1]);
  } finally {
    full = false;
    await poor.end();
  }
});

test('nothing waits for anybody on a computer nobody has chosen a name on, and another role sees the list of this computer', async () => {
  const { currentId } = await importSample(desk);
  desk.answers.push('noPrinter');
  await desk.get('records.print', { iepId: currentId, paper: 'affirmed' });
  await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
  expect(await waiting()).toHaveLength(1);
  const fresh = await openDesk();
  await fresh.get('session.create', { passphrase: PASSPHRASE });
  expect(await waiting(fresh)).toEqual([]);
  await fresh.end();
});
