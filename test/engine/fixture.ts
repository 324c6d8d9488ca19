/** Starts the fixture app for a spec and reads what its main process noted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { chooseEngine, launchApp, type Engine } from '../../build/run/engine.ts';

export const FIXTURE = join(import.meta.dirname, 'fixture-app');

/** What fixture-app/main.cjs keeps on its global object. */
export interface FixtureState {
  readonly events: readonly (readonly string[])[];
  hold: 'quit' | 'close' | null;
  allowNavigation: boolean;
  readonly window: import('electron').BrowserWindow;
}

export interface Fixture {
  readonly engine: Engine;
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userDataDir: string;
}

const folders: string[] = [];
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is removed when the run ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iep-engine-'));
  folders.push(folder);
  return folder;
}

/** Found once per run: finding it reads 200 MB to prove they are the pinned ones. These specs are about the stand-in, also where Electron is. */
let found: Promise<Engine> | undefined;

export async function startFixture({ userDataDir = newFolder(), env = {}, args = [] }: { readonly userDataDir?: string; readonly env?: Readonly<Record<string, string>>; readonly args?: readonly string[] } = {}): Promise<Fixture> {
  const engine = await (found ??= chooseEngine({ env: { ...process.env, IEP_ENGINE: 'stand-in' } }));
  const { app, page } = await launchApp({ engine, userDataDir, appPath: FIXTURE, args, env });
  await page.locator('h1').waitFor();
  return { engine, app, page, userDataDir };
}

export const eventsOf = (app: ElectronApplication): Promise<readonly (readonly string[])[]> => app.evaluate(() => (globalThis as unknown as { fixture: FixtureState }).fixture.events);

/** Where the page stands among the engine's names; everything in the page is relative to it. */
export const PAGE_ORIGIN = 'https://iep.app.internal';
