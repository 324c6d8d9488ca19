/** Starts the fixture app for a spec and reads what its main process noted. */
import { mkdtempSync } from 'node:fs';
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

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'iep-engine-'));

export async function startFixture({ userDataDir = newProfile(), env = {} }: { readonly userDataDir?: string; readonly env?: Readonly<Record<string, string>> } = {}): Promise<Fixture> {
  // These specs are about the stand-in, also on a machine that has Electron.
  const engine = await chooseEngine({ env: { ...process.env, IEP_ENGINE: 'stand-in' } });
  const { app, page } = await launchApp({ engine, userDataDir, appPath: FIXTURE, env });
  await page.locator('h1').waitFor();
  return { engine, app, page, userDataDir };
}

export const eventsOf = (app: ElectronApplication): Promise<readonly (readonly string[])[]> => app.evaluate(() => (globalThis as unknown as { fixture: FixtureState }).fixture.events);

/** Where the page stands among the engine's names; everything in the page is relative to it. */
export const PAGE_ORIGIN = 'https://iep.app.internal';
