/**
 * The whole main job, hands-free, on a real file: draft, meeting, parent copy, handwriting, affirm, district, History, through the built app in a real
 * browser against a real district server. Every closing claim is re-read by a process of its own. `npm run demo -- [--iep FILE] [--out DIR]`.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ElectronApplication, Page } from 'playwright';
import { createCutProxy, type CutProxy } from './cut-proxy.ts';
import { startDistrict, type RunningDistrict } from './demo/district.ts';
import * as hands from './demo/hands.ts';
import { NotForTheDemo, readIepFile, type IepFile } from './demo/iep-file.ts';
import { reread } from './demo/report.ts';
import { claim, createSteps, StepFailed, type Steps } from './demo/steps.ts';
import { summaryOf } from './demo/summary.ts';
import { chooseEngine, launchApp, NoEngine } from './engine.ts';

const ROOT = process.cwd();
const PASSPHRASE = 'cottonwood ferry lantern orchard';
const ACCESS_KEY = 'trial-key-of-the-demo';
const PLACE = 'Room 12';
/** Typed at the table; looked for on disk, on paper and at the district. */
const CONCERN = 'The parent is glad about the progress in reading and worries about long homework evenings. (Heard and written down at the meeting.)';
const GOAL_ADDITION = ' The team will look at the data together every six weeks.';
const NOTE = 'Asked how often the reading data will be shared at home.';
const ANSWER = 'Every six weeks, with a graph, by message and on paper.';
const OFFER = 'The district offers the services and the setting listed on the offer pages of this IEP, as one offer, beginning on the dates given there.';
const HANDWRITTEN = ' Homework ends after forty minutes; a parent signs where it stopped.';
const GAP_REASON = 'Looked at by the team at the meeting; nothing further is to be recorded here this year.';

interface Demo {
  readonly file: IepFile;
  readonly out: string;
  readonly work: string;
  readonly steps: Steps;
  readonly proxy: CutProxy;
  readonly page: Page;
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** What the paper said at the table: present levels, a goal, a service and the notes, typed with the parent in the room. */
async function workThroughPages({ page }: Demo): Promise<void> {
  for (const key of await hands.pagesInRail(page)) {
    if (key.startsWith('attendance') || key.startsWith('consent')) continue;
    await hands.showPage(page, key);
    await hands.keepCarried(page);
    if (key === 'infoEligibility') {
      await page.locator('[data-choice="pages/infoEligibility/purposes=other"]').click();
      await hands.typeInstead(page, hands.field(page, 'pages/infoEligibility/purposeOther'), 'Review of the reading data');
    }
    if (key === 'presentLevels') await hands.typeInstead(page, hands.field(page, 'pages/presentLevels/parentConcerns'), CONCERN);
    if (key === 'goals') {
      const goals = hands.fieldsInRows(page, 'pages/goals/items', 'annualGoal');
      if ((await goals.count()) > 0) await hands.typeAtEnd(page, goals.first(), GOAL_ADDITION);
      await hands.discussGoals(page);
    }
    if (key === 'fapeServices') {
      const minutes = hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes');
      if ((await minutes.count()) > 0) await hands.typeInstead(page, minutes.first(), String(Number(await minutes.first().inputValue()) + 20));
      await hands.note(page, 'Parent', NOTE);
      await hands.note(page, 'Parent', ANSWER);
    }
    if (key === 'structuredNotes') await hands.typeInstead(page, hands.field(page, 'pages/structuredNotes/offerSummary'), OFFER);
    await hands.discuss(page, key);
  }
  await hands.saved(page);
}

async function beforeTheMeeting(demo: Demo, district: RunningDistrict): Promise<string> {
  const { page, steps, file, proxy } = demo;
  let code = '';
  await steps.run('Set up this computer; the district keeps the recovery code', async () => {
    code = await hands.setUp(page, PASSPHRASE);
  });
  await steps.run('Import the file: it becomes the Current IEP', async () => {
    await hands.importFile(page, file.path);
    await page.getByText('Read-only: it matches the paper').waitFor();
  });
  await steps.run('It is first in the outbox', async () => {
    await hands.press(page, /^Sync/, page.getByRole('navigation', { name: 'Places' }));
    const rows = page.locator('[data-delivery]');
    await rows.first().waitFor();
    claim((await rows.count()) === 1, 'exactly one IEP is in the outbox after the import');
  });
  await steps.run('Use the trial district, through a line that can be cut', async () => {
    await hands.useDistrict(page, `http://127.0.0.1:${proxy.port}`, ACCESS_KEY);
    claim(district.url.startsWith('http://127.0.0.1:'), 'the district listens on this computer only');
  });
  await steps.run('Start the next Future IEP from the Current one', async () => {
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, file.studentName);
    await hands.startFuture(page);
    claim((await page.locator('[data-page][data-state="draft"]').count()) > 0, 'pages prepared ahead are marked DRAFT');
    await hands.showPage(page, 'presentLevels');
    await page.locator('[data-page-state="draft"]').waitFor();
  });
  return code;
}

async function theMeeting(demo: Demo): Promise<{ readonly copyId: string; readonly code: string }> {
  const { page, steps, proxy } = demo;
  let copy = { copyId: '', code: '' };
  await steps.run('Cut the network and open the meeting', async () => {
    proxy.cut();
    await hands.openMeeting(page, PLACE);
  });
  await steps.run('Work through the pages with the team; mark pages and goals discussed', () => workThroughPages(demo));
  await steps.run('Print the parent copy', async () => {
    copy = await hands.printParentCopy(page);
  });
  await steps.run('The parent leaves with the copy and has signed', async () => {
    await hands.closeDialog(page);
    await hands.handOver(page);
    await hands.recordSigned(page);
  });
  return copy;
}

async function afterTheMeeting(demo: Demo): Promise<void> {
  const { page, steps, file } = demo;
  await steps.run('Enter the handwriting, page by page', async () => {
    await hands.press(page, /^Enter the handwriting/);
    await hands.screen(page, 'reconcile').waitFor();
    await page.locator('[data-sheet="presentLevels"]').click();
    await hands.typeAtEnd(page, hands.field(page, 'pages/presentLevels/parentConcerns'), HANDWRITTEN);
    await hands.saved(page);
    await page.locator('[data-difference="pages/presentLevels/parentConcerns"]').waitFor();
    await hands.press(page, 'It is handwriting on the paper');
    await hands.answerSheets(page, new Set(['presentLevels']));
    await hands.press(page, /^The record matches the paper/);
    const dialog = page.getByRole('dialog');
    await hands.fill(page, 'The signed original is in', 'Special education file, room 4', dialog);
    await hands.fill(page, 'The file copy is in', 'School office, cumulative file', dialog);
    await hands.press(page, 'All handwriting is entered', dialog);
    await hands.screen(page, 'affirm').waitFor();
  });
  await steps.run('Affirm and attest', () => hands.affirm(page, file.caseManager, GAP_REASON));
  await steps.run('It is Current and read-only; the earlier one is in History', async () => {
    await page.getByText('Read-only: it matches the paper').waitFor();
    await hands.press(page, /^History/);
    await page.locator('[data-record="history"]').first().waitFor();
    claim((await page.locator('[data-record]').count()) === 2, 'History lists both IEPs');
  });
}

/** @param passedBefore bytes that went through the line until it was cut */
async function theDistrict(demo: Demo, passedBefore: number): Promise<void> {
  const { page, steps, proxy } = demo;
  await steps.run('Try to deliver while the network is cut', async () => {
    await hands.press(page, /^Sync/, page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, 'Deliver now');
    await page.locator('[data-network="unreachable"]').waitFor();
    claim(passedBefore > 0, 'this line carried what went to the district before it was cut');
    claim(proxy.refused() > 0, 'the app tried to reach the district and was refused');
    claim(proxy.bytes() === passedBefore, 'no byte reached the district while the network was cut');
  });
  await steps.run('Give the network back and deliver', async () => {
    proxy.heal();
    await hands.press(page, 'Deliver now');
    await page.locator('[data-delivery="delivered"]').nth(1).waitFor({ timeout: 60_000 });
  });
  await steps.run('Cut the network and read the History PDF', async () => {
    proxy.cut();
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, demo.file.studentName);
    await hands.press(page, /^History/);
    await page.locator('[data-record="history"]').getByRole('button', { name: /^Read the PDF/ }).click();
    const words = await hands.readSheet(page, 1);
    claim(words.includes(demo.file.studentName.split(' ')[0] ?? ''), 'the first sheet of the History PDF can be read');
  });
}

/** Everything the window showed, re-read from disk and from the district's database by a process of its own. */
async function closingClaims(demo: Demo, code: string, copyFile: string): Promise<void> {
  const { steps, out, work } = demo;
  await steps.run('Re-read everything from disk and from the district, in another process', async () => {
    const { vault, district } = await reread({ root: ROOT, vault: join(work, 'profile/vault'), code, pdfs: out, district: join(work, 'district') });
    const current = vault.packages.find((record) => record.current);
    const earlier = vault.packages.find((record) => !record.current);
    if (current === undefined || earlier === undefined || district === null) throw new Error('Not so: this computer holds a Current IEP and one in History, and the district holds both');
    claim(vault.packages.length === 2, 'two affirmed IEPs are on this computer');
    for (const typed of [CONCERN, HANDWRITTEN.trim(), NOTE, OFFER]) claim(current.text.includes(typed), `the Current IEP on disk says: ${typed}`);
    claim(!earlier.text.includes(CONCERN), 'the earlier IEP is as it was');
    for (const record of vault.packages) {
      const held = district.ieps.find((row) => row.iepId === record.iepId);
      claim(record.pdfSha256 === record.pdfSha256Read, 'each stored PDF is the one its package names');
      claim(held !== undefined && held.sha256Read === record.sha256 && held.sha256 === record.sha256, 'the district holds each package byte for byte');
      claim(record.receipt !== null && record.receipt.sha256 === record.sha256 && record.receipt.pdfSha256 === record.pdfSha256, 'the receipt stored here names the same bytes');
      claim(district.blobs.some((blob) => blob.sha256 === record.pdfSha256 && blob.sha256Read === record.pdfSha256), 'the district holds each PDF byte for byte');
    }
    claim(district.ieps.find((row) => row.iepId === current.iepId)?.standing === 'current', 'the district knows the new IEP as current');
    claim(district.ieps.find((row) => row.iepId === earlier.iepId)?.standing === 'superseded', 'and the earlier one as superseded');
    claim(readFileSync(copyFile).subarray(0, 5).toString('latin1') === '%PDF-', 'the parent copy went to the printer as a PDF');
    claim(sha256(join(out, 'affirmed-iep.pdf')) === current.pdfSha256, 'the affirmed PDF in the folder is the sealed one');
  });
}

function takeSpooled(spool: string, out: string): string {
  const printed = readdirSync(spool).filter((name) => name.endsWith('.pdf')).sort().at(-1);
  if (printed === undefined) throw new StepFailed('Nothing reached the printer.');
  const file = join(out, 'parent-copy.pdf');
  cpSync(join(spool, printed), file);
  return file;
}

async function play(file: IepFile, out: string): Promise<void> {
  const engine = await chooseEngine({ root: ROOT, say: (line) => console.log(line) });
  console.log(engine.title);
  const work = mkdtempSync(join(tmpdir(), 'iep-demo-'));
  const spool = join(work, 'spool');
  mkdirSync(spool, { recursive: true });
  let app: ElectronApplication | null = null;
  let page: Page | null = null;
  let district: RunningDistrict | null = null;
  let proxy: CutProxy | null = null;
  const steps = createSteps(out, () => page, (line) => console.log(line));
  try {
    await steps.run('Start the district server and the app', async () => {
      district = await startDistrict(join(ROOT, 'out/district/main.mjs'), join(work, 'district'), ACCESS_KEY);
      proxy = await createCutProxy({ target: district.url });
      const started = await launchApp({ engine, userDataDir: join(work, 'profile'), appPath: ROOT, requires: [join(ROOT, 'build/run/demo/shift-clock.cjs')], env: { IEP_DEMO_NOW: file.startsAt, IEP_ENGINE_SPOOL: spool } });
      app = started.app;
      page = started.page;
      await page.setViewportSize({ width: 1366, height: 768 });
      await hands.screen(page, 'first-run').waitFor();
    });
    if (district === null || proxy === null || page === null || app === null) throw new StepFailed('The app did not start.');
    const line: CutProxy = proxy;
    const demo: Demo = { file, out, work, steps, proxy: line, page };
    const code = await beforeTheMeeting(demo, district);
    const before = line.bytes();
    const copy = await theMeeting(demo);
    const copyFile = takeSpooled(spool, out);
    await steps.run('What was typed is on disk: re-read by another process', async () => {
      const { vault } = await reread({ root: ROOT, vault: join(work, 'profile/vault'), code });
      claim(vault.drafts.some((draft) => draft.text.includes(CONCERN) && draft.text.includes(NOTE)), 'the words typed at the table are in the draft on disk');
    });
    await afterTheMeeting(demo);
    await theDistrict(demo, before);
    await (app as ElectronApplication).close();
    page = null;
    await (district as RunningDistrict).stop();
    await closingClaims(demo, code, copyFile);
    writeFileSync(join(out, 'summary.md'), summaryOf({ engine: engine.title, file, steps: steps.done, copyCode: copy.code, out }));
    console.log(`\nEverything is in ${out}`);
  } finally {
    await (app as ElectronApplication | null)?.close().catch(() => undefined);
    await (proxy as CutProxy | null)?.close();
    await (district as RunningDistrict | null)?.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { iep: { type: 'string' }, out: { type: 'string' } } });
  const out = resolve(values.out ?? 'out/demo');
  try {
    const file = readIepFile(resolve(values.iep ?? 'test/fixtures/sample-iep.json'));
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    await play(file, out);
    return 0;
  } catch (error) {
    if (!(error instanceof StepFailed || error instanceof NotForTheDemo || error instanceof NoEngine)) throw error;
    console.error(error.message);
    return 1;
  }
}

process.exit(await main());
