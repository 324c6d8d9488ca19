/** One flow at one desk: a computer set up and an IEP taken in; what is sealed is read again by another process, and nothing is left behind. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import * as hands from '../../build/run/demo/hands.ts';
import { reread, type ReadVault } from '../../build/run/demo/report.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { CASE_MANAGER } from './flow-hands.ts';

export const TEACHER = { staffId: 'st1', name: CASE_MANAGER, role: 'caseManager', area: 'specialEducation', title: 'Education Specialist (resource)' } as const;
/** Of the district, for what a case manager may not correct. */
export const MANAGER = { staffId: 'dsm1', name: 'Marguerite Solano', role: 'districtSystemManager', area: '', title: 'District System Manager' } as const;

const PICTURES = join(ROOT, 'out/flows');

export interface Flow {
  readonly page: Page;
  /** Whatever dialog is open. */
  readonly dialog: Locator;
  readonly home: () => Promise<void>;
  /** Keeps a picture of the page as it is. */
  readonly picture: (name: string) => Promise<void>;
  /** The vault as it is on the disk, read by another process. */
  readonly stored: () => Promise<ReadVault>;
  /** The words on the PDF of the Current as `stored` last found it, each line break one space. */
  readonly paper: () => string;
}

function flowAt(page: Page, vault: string, code: string, folder: string): Flow {
  return {
    page,
    dialog: page.getByRole('dialog'),
    home: () => hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' })),
    picture: async (name) => void (await page.screenshot({ path: join(PICTURES, `${name}.png`) })),
    stored: async () => (await reread({ root: ROOT, vault, code, pdfs: folder })).vault,
    paper: () => execFileSync('pdftotext', ['-raw', join(folder, 'affirmed-iep.pdf'), '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replaceAll(/\s+/gu, ' '),
  };
}

/** Runs a flow from the first screen of a new computer on; `file` is the IEP it takes in, or writes it into the folder of the flow. */
export async function atOneDesk(run: (flow: Flow) => Promise<void>, file: (folder: string) => string = () => SAMPLE): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'iep-flow-'));
  const desk = await startDesk();
  try {
    const code = await hands.setUp(desk.page, PASSPHRASE);
    await hands.importFile(desk.page, file(folder));
    await run(flowAt(desk.page, join(desk.profile, 'vault'), code, folder));
  } finally {
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
