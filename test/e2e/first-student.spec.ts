/** A computer with no file and nobody's name: who works here is said, a student is added, the first IEP is written on, locked and unlocked, written to a file, and taken in by the case manager on another computer. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk, strictProfile, type Desk } from './app.ts';

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/first-student');
const HEALTH = 'pages/presentLevels/health';
const WORDS = 'She wears glasses since the spring and has no other need of care.';

test.describe.configure({ timeout: 240_000 });

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** Opens the dialog by the command, from the palette. */
async function addByCommand(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Add a student');
  await page.keyboard.press('Enter');
}

async function sayWho(page: Page, name: string, staffId: string, kind: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Who are you?' });
  await expect(dialog.getByRole('button', { name: 'This is me' })).toBeDisabled();
  await hands.fill(page, 'Your full name', name, dialog);
  await hands.fill(page, 'Your staff ID', staffId, dialog);
  await dialog.getByLabel('You work as').selectOption({ label: kind });
  await picture(page, `who are you, ${kind}`);
  await hands.press(page, 'This is me', dialog);
}

async function answer(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Add a student' });
  for (const [label, text] of Object.entries(answers)) await hands.fill(page, label, text, dialog);
}

const CHILD = { 'Last name': 'Quillfeather', 'First name': 'Imogen', 'Date of birth': '3/4/2018', 'Name of the case manager': 'Rosalind Achterberg', 'Staff ID of the case manager': 'st1' };

test('a computer is set up with no file: the system manager says who they are, adds a student, writes, locks, and writes a file that becomes the Future IEP of its case manager on another computer', async () => {
  const file = join(ROOT, 'out/first-student/handed over.json');
  const first = await startDesk(strictProfile());
  try {
    const { page } = first;
    await hands.setUp(page, PASSPHRASE);
    await picture(page, 'empty');
    await addByCommand(page);
    await sayWho(page, 'Marguerite Solano', 'dsm1', 'District system manager');
    const dialog = page.getByRole('dialog', { name: 'Add a student' });
    await dialog.waitFor();
    await picture(page, 'add a student');

    // Nothing said: a sentence at each answer that is needed, and the caret at the first.
    await hands.press(page, 'Open the first IEP', dialog);
    await expect(dialog.locator('[data-problem]')).toHaveCount(6);
    await expect(dialog.getByLabel('Last name')).toBeFocused();
    await answer(page, { ...CHILD, 'Date of birth': '3/4/1998' });
    await dialog.getByLabel('Grade').selectOption({ label: 'Grade 4' });
    await dialog.getByLabel('Referred by', { exact: true }).selectOption({ label: 'Other' });
    await answer(page, { 'Referred by whom else': 'The county clinic', 'Referral date': '9/1/2027' });
    await hands.press(page, 'Open the first IEP', dialog);
    await expect(dialog.locator('[data-problem]')).toHaveText(/more than 22 years ago/u);
    await expect(dialog.getByLabel('Date of birth')).toBeFocused();
    await picture(page, 'a birth date that cannot be');
    await answer(page, { 'Date of birth': '3/4/2018' });
    await hands.press(page, 'Open the first IEP', dialog);

    await hands.screen(page, 'meeting').waitFor();
    await expect(hands.field(page, 'pages/infoEligibility/lastName')).toHaveValue('Quillfeather');
    await picture(page, 'page 1');
    await hands.showPage(page, 'presentLevels');
    await hands.typeAtEnd(page, hands.field(page, HEALTH), WORDS);
    await hands.saved(page);
    await page.keyboard.press('Control+l');
    await hands.screen(page, 'unlock').waitFor();
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await hands.screen(page, 'meeting').waitFor();
    await expect(hands.field(page, HEALTH)).toHaveValue(WORDS);

    // The same child again is named, and the way leads to the one that is there.
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.getByRole('row', { name: /Imogen Quillfeather/u })).toContainText('No meeting date yet');
    await picture(page, 'home with the student');
    await hands.press(page, /^Add a student/u);
    await answer(page, { ...CHILD, 'First name': 'IMOGEN' });
    await dialog.getByLabel('Grade').selectOption({ label: 'Grade 4' });
    await hands.press(page, 'Open the first IEP', dialog);
    await expect(dialog.locator('[data-already-here="name"]')).toContainText('Imogen Quillfeather, born 3/4/2018, is on this computer already');
    await expect(dialog.getByRole('button', { name: 'Open Imogen Quillfeather' })).toBeFocused();
    await expect(dialog.locator('[data-works-here]')).toHaveCount(0);
    await picture(page, 'already here');
    await hands.press(page, 'Open Imogen Quillfeather', dialog);

    await hands.screen(page, 'student').waitFor();
    await picture(page, 'student');
    await first.app.evaluate(({ dialog: system }, filePath) => { system.showSaveDialog = async () => ({ canceled: false, filePath }); }, file);
    await hands.press(page, /^Write this Future IEP to a file/u);
    const write = page.getByRole('dialog', { name: 'Write this Future IEP to a file' });
    await expect(write).toContainText('not locked');
    await picture(page, 'write to a file');
    await hands.press(page, 'Choose where…', write);
    await expect(write.getByRole('status')).toHaveText('The file is written.');
    await hands.press(page, 'Done', write);
    expect(readFileSync(file, 'utf8')).toContain(WORDS);

    // It is written on at the other computer from now on: here it is given up, with a reason, and asked about first.
    await hands.press(page, /^Give up this Future IEP/u);
    const giveUp = page.getByRole('dialog', { name: 'Give up this Future IEP' });
    await expect(giveUp.getByRole('button', { name: 'Give it up' })).toBeDisabled();
    await hands.fill(page, 'Why', '   ', giveUp);
    await expect(giveUp.getByRole('button', { name: 'Give it up' })).toBeDisabled();
    await hands.fill(page, 'Why', 'Its case manager goes on with it on another computer.', giveUp);
    await picture(page, 'give up');
    await hands.press(page, 'Give it up', giveUp);
    await expect(page.getByRole('region', { name: 'Future IEP' })).toContainText('No Future IEP is open');
  } finally {
    await first.end();
  }
  await takenIn(file);
});

/** On the case manager's computer. */
async function takenIn(file: string): Promise<void> {
  const second: Desk = await startDesk(strictProfile());
  try {
    const { page } = second;
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, file);
    await expect(page.getByRole('contentinfo')).toContainText('Rosalind Achterberg');
    await expect(page.getByRole('button', { name: /^Give up/u })).toHaveCount(0);
    await hands.press(page, 'Open its pages');
    await hands.showPage(page, 'presentLevels');
    await expect(hands.field(page, HEALTH)).toHaveValue(WORDS);
    await hands.typeAtEnd(page, hands.field(page, HEALTH), ' The nurse agrees.');
    await hands.saved(page);
  } finally {
    await second.end();
  }
}

test('a case manager on an empty computer reads who adds a student, and adds one where the district lets them', async () => {
  const profile = strictProfile();
  const desk = await startDesk(profile);
  try {
    const { page } = desk;
    await hands.setUp(page, PASSPHRASE);
    await hands.press(page, /^Add a student/u);
    // Said wrongly at first, and put right while nothing is on this computer.
    await sayWho(page, 'Rosalind Achterberg', 'st1', 'School nurse');
    const dialog = page.getByRole('dialog', { name: 'Add a student' });
    await hands.press(page, /^That is not right/u, dialog);
    const who = page.getByRole('dialog', { name: 'Who are you?' });
    await expect(who.getByLabel('Your full name')).toHaveValue('Rosalind Achterberg');
    await expect(who.getByLabel('Your title')).toHaveValue('');
    await who.getByLabel('You work as').selectOption({ label: 'Case manager' });
    await hands.fill(page, 'Your title', 'Education Specialist', who);
    await hands.press(page, 'This is me', who);
    await expect(dialog.locator('[data-works-here]')).toContainText('Rosalind Achterberg, Education Specialist');
    await expect(dialog.locator('[data-refused="add"]')).toHaveText('A student who has no record yet is added by the district system manager. Ask the district system manager to do it.');
    await picture(page, 'who adds a student');
    await hands.press(page, 'Close', dialog);
  } finally {
    await desk.app.close();
  }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ optionalRights: ['addStudent'] }));
  const again = await startDesk(profile);
  try {
    const { page } = again;
    await hands.unlock(page, PASSPHRASE);
    await hands.press(page, /^Add a student/u);
    const dialog = page.getByRole('dialog', { name: 'Add a student' });
    await expect(dialog).toContainText('Case manager: you, Rosalind Achterberg.');
    // Words that look like code are words.
    await answer(page, { 'Last name': '<b>Quill</b>', 'First name': '"Imogen"', 'Date of birth': '3/4/2018' });
    await dialog.getByLabel('Grade').selectOption({ label: 'Grade 4' });
    await hands.press(page, 'Open the first IEP', dialog);
    await hands.screen(page, 'meeting').waitFor();
    // Nobody else on this computer could say what the record would: page 1 is theirs to fill, except the number the record is kept under.
    const at = (id: string): string => `pages/infoEligibility/${id}`;
    const closed = page.locator(`[data-not-yours="${at('seisId')}"]`);
    await expect(closed).toHaveCount(1);
    await expect(page.locator('[data-why-not]')).toHaveText('Read only: The record number stays as it is: the record is kept under it.');
    await expect(page.locator('[data-not-yours]')).toHaveCount(1);
    await hands.typeAtEnd(page, hands.field(page, at('studentAddress')), '14 Mill Lane, Vexholm');
    await hands.press(page, /Add: .*parent/iu);
    await hands.saved(page);
    await picture(page, 'page 1 filled by whoever added the student');
    await page.keyboard.press('Control+l');
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await hands.screen(page, 'meeting').waitFor();
    await expect(hands.field(page, at('studentAddress'))).toHaveValue('14 Mill Lane, Vexholm');
    await expect(page.locator('[data-not-yours]')).toHaveCount(1);
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.getByRole('row', { name: /<b>Quill<\/b>/u })).toBeVisible();
    await hands.press(page, /"Imogen" <b>Quill/u);
    await hands.screen(page, 'student').waitFor();
    await expect(page.getByRole('button', { name: /^Write this Future IEP/u })).toHaveCount(0);
  } finally {
    await again.end();
  }
});

test('a file that names others lets somebody else say who they are', async () => {
  const desk = await startDesk(strictProfile());
  try {
    const { page } = desk;
    await hands.setUp(page, PASSPHRASE);
    await hands.press(page, /^Import an IEP/u);
    const chooser = page.waitForEvent('filechooser');
    await hands.press(page, /^Choose the file/u);
    await (await chooser).setFiles(SAMPLE);
    const dialog = page.getByRole('dialog', { name: 'Import an IEP' });
    await dialog.getByLabel('Which of these is you?').selectOption({ label: 'Somebody else' });
    await expect(dialog.getByRole('button', { name: 'Import it' })).toBeDisabled();
    await hands.fill(page, 'Your full name', 'Marguerite Solano', dialog);
    await hands.fill(page, 'Your staff ID', 'dsm1', dialog);
    await dialog.getByLabel('You work as').selectOption({ label: 'District system manager' });
    await picture(page, 'somebody else');
    await hands.press(page, 'Import it', dialog);
    await hands.screen(page, 'student').waitFor({ timeout: 120_000 });
    await expect(page.getByRole('contentinfo')).toContainText('Marguerite Solano');
  } finally {
    await desk.end();
  }
});
