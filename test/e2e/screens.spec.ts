/** Every screen, dialog and page of the program once: nothing serious for people with a screen reader or a keyboard, and nothing cut off on a small screen or at 200 %. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { documentPdf } from '../fixtures/documents.ts';
import { newProfile, PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { CASE_MANAGER, discussAll, GAP_REASON, makeOneOffer, sitDown } from './flow-hands.ts';
import { cutOff, scan, SIZES, type Size } from './look.ts';

/** Screens, dialogs and pages looked at; fewer means that the walk has lost its way. */
const LEAST_SCREENS = 81;
/** Rules of axe that had something to look at on at least one screen. */
const LEAST_RULES = 35;
const SYSTEM_MANAGER = { name: 'Marguerite Solano', title: 'District System Manager', role: 'districtSystemManager', area: '', staffId: 'dsm1' };
const DESK = { width: 1366, height: 768 };
const PICTURES = join(ROOT, 'out/screens');

test.describe.configure({ timeout: 900_000 });

/** Every screen of the product, by the names in its sources: one that nobody walks to is missed by its name. */
function screensThereAre(): readonly string[] {
  const renderer = join(ROOT, 'renderer');
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx')).map((name) => readFileSync(join(renderer, name), 'utf8'));
  return [...new Set(sources.flatMap((text) => [...text.matchAll(/\bscreen="([a-z-]+)"/gu)].map(([, name = '']) => name)))].toSorted();
}

interface Walk {
  readonly screens: string[];
  /** Screens of the product that were looked at, by their names in the sources. */
  readonly places: Set<string>;
  readonly rules: Set<string>;
  readonly findings: string[];
  /** Looks at what is shown now; the picture is at the narrowest. */
  readonly see: (name: string) => Promise<void>;
  /** The same in dark and in the high contrast of the system. */
  readonly seeInAllColours: (name: string) => Promise<void>;
}

/** @param now asked at each look: the program is started again on the way */
function walkOf(now: () => Page): Walk {
  const screens: string[] = [];
  const places = new Set<string>();
  const rules = new Set<string>();
  const findings: string[] = [];
  const scanned = async (name: string): Promise<void> => {
    const { passed, findings: grave } = await scan(now());
    for (const rule of passed) rules.add(rule);
    findings.push(...grave.map((finding) => `${name}: ${finding}`));
  };
  const see = async (name: string): Promise<void> => {
    const page = now();
    screens.push(name);
    places.add((await page.locator('[data-screen]').getAttribute('data-screen')) ?? '');
    await scanned(name);
    for (const size of Object.keys(SIZES) as Size[]) {
      await page.setViewportSize(SIZES[size]);
      findings.push(...(await cutOff(page)).map((cut) => `${name} at ${size}: ${cut}`));
    }
    await page.screenshot({ path: join(PICTURES, `${String(screens.length).padStart(2, '0')} ${name.replaceAll(/\W+/gu, '-')}.png`) });
    await page.setViewportSize(DESK);
  };
  const seeInAllColours = async (name: string): Promise<void> => {
    const page = now();
    await see(name);
    for (const [colours, media] of [['dark', { colorScheme: 'dark' }], ['high contrast', { forcedColors: 'active' }]] as const) {
      await page.emulateMedia(media);
      await scanned(`${name}, ${colours}`);
      findings.push(...(await cutOff(page)).map((cut) => `${name}, ${colours}: ${cut}`));
      await page.screenshot({ path: join(PICTURES, `${name.replaceAll(/\W+/gu, '-')} ${colours}.png`) });
      await page.emulateMedia({ colorScheme: null, forcedColors: null });
    }
  };
  return { screens, places, rules, findings, see, seeInAllColours };
}

test('every screen, dialog and page has no serious finding, cuts nothing off at 1024 x 768 and at 200 %, and keeps its primary action in reach', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const profile = newProfile();
  let desk = await startDesk(profile);
  let { page } = desk;
  const walk = walkOf(() => page);
  const { see } = walk;
  let dialog = page.getByRole('dialog');
  /** Ends the program and starts it again on what is on the disk by then. */
  const startAgain = async (): Promise<void> => {
    await desk.app.close();
    desk = await startDesk(profile);
    ({ page } = desk);
    dialog = page.getByRole('dialog');
    await page.setViewportSize(DESK);
  };
  const shut = async (label = 'Cancel'): Promise<void> => {
    await hands.press(page, label, dialog);
    await dialog.waitFor({ state: 'detached' });
  };
  const place = (name: string): Promise<void> => hands.press(page, name, page.getByRole('navigation', { name: 'Places' }));
  /** Opens a dialog by its button, looks at it, and closes it. */
  const seeDialog = async (name: string, button: string | RegExp, close = 'Cancel'): Promise<void> => {
    await hands.press(page, button);
    await dialog.waitFor();
    await see(name);
    await shut(close);
  };
  try {
    await page.setViewportSize(DESK);
    await hands.screen(page, 'first-run').waitFor();
    await see('first run');
    await hands.press(page, 'Bring records from another computer');
    await hands.screen(page, 'transfer').waitFor();
    await see('from another computer');
    await hands.press(page, 'Back');
    await hands.screen(page, 'first-run').waitFor();
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.fill(page, 'The same passphrase again', PASSPHRASE);
    await hands.press(page, 'Set up this computer');
    await page.locator('[data-recovery-code]').waitFor({ timeout: 60_000 });
    await see('recovery code');
    await page.getByLabel('The code is written down and goes to the district office').click();
    await hands.press(page, 'Go to my caseload');
    await see('home, empty');
    await seeDialog('import', /^Import an IEP/);
    await seeDialog('who are you', /^Add a student/);
    await hands.importFile(page, SAMPLE);
    await see('student, current');
    await hands.press(page, 'Progress reports…');
    await page.locator('[data-round]').waitFor();
    await walk.seeInAllColours('progress reports');
    await page.keyboard.press('Alt+ArrowLeft');
    await seeDialog('amend', /^Amend without a meeting/);
    await hands.press(page, /^History/);
    await see('student, history');
    await page.locator('[data-record="current"]').getByRole('button', { name: /^Read the PDF/ }).click();
    await hands.readSheet(page, 1);
    await see('reader');
    await page.keyboard.press('Alt+ArrowLeft');
    await place('Library');
    await page.locator('[data-library-document]').first().waitFor();
    await walk.seeInAllColours('library');
    await sitDown(page, { staffId: 'ssm1', name: 'Ottilie Marchetti', role: 'selpaSystemManager', area: '', title: 'SELPA System Manager' });
    await place('Library');
    await page.locator('[data-library-file]').setInputFiles({ name: 'Safeguards.pdf', mimeType: 'application/pdf', buffer: Buffer.from(documentPdf('Safeguards')) });
    await dialog.waitFor();
    await see('take a document in');
    await hands.press(page, 'Take it in', dialog);
    await page.locator('[data-library-said]').waitFor();
    await see('library of the SELPA');
    await seeDialog('take a document out', /^Take out Safeguards/);
    await sitDown(page, { staffId: 'st1', name: CASE_MANAGER, role: 'caseManager', area: 'specialEducation', title: 'Education Specialist (resource)' });
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Future IEP');
    await see('student, no future');
    await seeDialog('start future', /^Start the next Future IEP/);
    await hands.startFuture(page);

    // The letters of the program at 200 % make the screen as narrow as the window's own zoom does.
    const textSize = async (percent: string): Promise<void> => {
      await place('Settings');
      await page.getByLabel('Size of text').selectOption(percent);
      await page.locator(`html[style*="--zoom: ${Number(percent) / 100}"]`).waitFor();
      await page.keyboard.press('Alt+ArrowLeft');
      await hands.screen(page, 'meeting').waitFor();
    };
    await textSize('200');
    walk.findings.push(...(await cutOff(page)).map((cut) => `meeting in letters of 200 %: ${cut}`));
    await page.screenshot({ path: join(PICTURES, 'meeting in letters of 200.png') });
    await textSize('100');

    for (const key of await hands.pagesInRail(page)) {
      await hands.showPage(page, key);
      await (key === 'fapeServices' ? walk.seeInAllColours : see)(`page ${key}`);
    }
    await hands.showPage(page, 'presentLevels');
    await seeDialog('who prepares it', /^Prepared by/);
    await hands.showPage(page, 'goals');
    await seeDialog('choose a goal', 'Choose a goal from a bank for goal 1');
    await seeDialog('keep a goal', 'Keep goal 1 in my goals');
    await seeDialog('log a contact', /^Log a contact/);
    await seeDialog('notice', /^Notice/, 'Close');
    await seeDialog('pre-meeting', /^Pre-meeting/);
    await seeDialog('add a page', /Add a page/);
    await seeDialog('print a draft', /^Print…/);
    await hands.press(page, /^Check this page/);
    await see('page checked');
    for (const part of ['People', 'Changed', /^Open \(/, 'Guide', 'Find']) {
      await hands.press(page, part, page.getByRole('group', { name: 'Show beside the page' }));
      await see(`dock ${String(part)}`);
      if (part === 'People') await seeDialog('staff list', /^Who works with this student/, 'Done');
    }
    await hands.press(page, 'Notes', page.getByRole('group', { name: 'Show beside the page' }));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('goal');
    await see('palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await see('keys');
    await shut('Close');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('About IEP Desk');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'About IEP Desk' }).waitFor();
    await see('about');
    await shut('Close');

    await hands.press(page, /^Open the meeting/);
    await see('open the meeting');
    await shut();
    await hands.openMeeting(page, 'Room 12');
    await makeOneOffer(page);
    await walk.seeInAllColours('meeting, notes');
    await hands.press(page, /^Table the meeting/);
    await see('table the meeting');
    await shut();
    await hands.showPage(page, 'goals');
    await seeDialog('drop a goal', /^Drop goal 2/);
    await page.keyboard.press('F9');
    await see('projector');
    await page.keyboard.press('F9');
    await discussAll(page);
    await page.keyboard.press('Control+p');
    await see('print the parent copy');
    await shut();
    await hands.printParentCopy(page);
    await see('parent copy is ready');
    await shut('Close');
    await seeDialog('hand over', /^Record that the parent has the copy/);
    await hands.handOver(page);
    await hands.press(page, /^Record the parent's answer/);
    for (const answer of ['agreedExcept', 'tookHome']) {
      await dialog.getByLabel('What stands on the paper').selectOption(answer);
      await see(`answer ${answer}`);
    }
    await shut();
    await hands.recordSigned(page);
    await seeDialog('take the answer back', 'Take the answer back…');

    await hands.press(page, /^Enter the handwriting/);
    await page.locator('[data-sheet]').first().waitFor();
    await see('handwriting');
    await hands.answerSheets(page, new Set());
    await seeDialog('where the paper is', /^The record matches the paper/);
    await hands.press(page, /^The record matches the paper/);
    await hands.fill(page, 'The signed original is in', 'Special education file, room 4', dialog);
    await hands.fill(page, 'The file copy is in', 'School office, cumulative file', dialog);
    await hands.press(page, 'All handwriting is entered', dialog);
    await page.locator('[data-step="Purpose box"]').waitFor();
    await see('affirm, purpose box');
    await hands.press(page, 'Next: Gaps');
    await see('affirm, gaps');
    await hands.fromGapsToStateCheck(page, GAP_REASON);
    await see('affirm, state check');
    await hands.press(page, 'Next: Changes');
    await page.locator('[data-step="Changes"]').waitFor();
    await see('affirm, changes');
    await hands.press(page, 'Next: Attest');
    await see('affirm, attest');
    await hands.fill(page, 'Your full name', CASE_MANAGER);
    await hands.press(page, 'Affirm and attest');
    await hands.screen(page, 'student').waitFor({ timeout: 180_000 });
    await see('student, affirmed');
    await seeDialog('left open', /^What was left open/, 'Close');
    await seeDialog('written revocation', 'Record a written revocation of consent…');

    await place('Home');
    await walk.seeInAllColours('home');
    await hands.press(page, 'Ready for tomorrow?');
    await page.locator('[data-readiness]').waitFor({ timeout: 60_000 });
    await see('readiness');
    await shut('Close');
    await page.keyboard.press('Control+Shift+g');
    await page.locator('[data-progress], [data-progress-none]').first().waitFor();
    await see('progress reports');
    await shut('Close');
    await place(await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^Sync/ }).innerText());
    await hands.screen(page, 'sync').waitFor();
    await see('sync');
    await place('Goals');
    await page.locator('[data-bank-goal]').first().waitFor();
    await walk.seeInAllColours('goal banks');
    await place('Settings');
    await see('settings');

    await place('Home');
    await seeDialog('who adds a student', /^Add a student/, 'Close');
    await sitDown(page, SYSTEM_MANAGER);
    await hands.press(page, /^Add a student/);
    await hands.press(page, 'Open the first IEP', dialog);
    await see('add a student, nothing said');
    const answers = { 'Last name': 'Birchwater', 'First name': 'Nolan', 'Date of birth': '3/8/2017', 'Name of the case manager': CASE_MANAGER, 'Staff ID of the case manager': 'st1' };
    for (const [label, answer] of Object.entries(answers)) await hands.fill(page, label, answer, dialog);
    await dialog.getByLabel('Grade').selectOption('04');
    await hands.press(page, 'Open the first IEP', dialog);
    await dialog.locator('[data-already-here]').waitFor();
    await see('add a student, here already');
    await hands.fill(page, 'First name', 'Odile', dialog);
    await hands.press(page, 'Open the first IEP', dialog);
    await hands.screen(page, 'meeting').waitFor();
    await place('Home');
    await hands.press(page, 'Odile Birchwater');
    await see('student, first IEP');
    await seeDialog('write to a file', /^Write this Future IEP to a file/);
    await page.keyboard.press('Control+l');
    await hands.screen(page, 'unlock').waitFor();
    await see('unlock');
    await hands.press(page, 'I do not have the passphrase');
    await hands.screen(page, 'recover').waitFor();
    await see('with the recovery code');

    // Records that do not open, with the backup made on leaving; then those a newer program wrote.
    await startAgain();
    await hands.screen(page, 'unlock').waitFor();
    for (const name of ['index.a', 'index.b']) writeFileSync(join(profile, 'vault', name), 'nothing of ours');
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await hands.screen(page, 'backups').waitFor();
    await see('records that do not open');
    await seeDialog('restore', 'See what the newest backup holds');
    for (const name of ['keyring.json', 'keyring.copy']) {
      const path = join(profile, 'vault', name);
      const keyring = JSON.parse(readFileSync(path, 'utf8')) as { readonly format: number };
      writeFileSync(path, JSON.stringify({ ...keyring, format: keyring.format + 1, sha256: '0'.repeat(64) }));
    }
    await startAgain();
    await hands.screen(page, 'cannot-open').waitFor();
    await see('written by a newer program');
  } finally {
    writeFileSync(join(PICTURES, 'findings.txt'), walk.findings.join('\n'));
    await desk.end();
  }
  expect(walk.findings).toEqual([]);
  expect([...walk.places].toSorted()).toEqual(screensThereAre());
  expect(walk.screens.length).toBeGreaterThanOrEqual(LEAST_SCREENS);
  expect(walk.rules.size).toBeGreaterThanOrEqual(LEAST_RULES);
});
