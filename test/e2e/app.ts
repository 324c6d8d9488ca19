/** Starts the built app on a throw-away profile for a spec, with the clock a day of the sample's next meeting. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { importFile, setUp, startFuture } from '../../build/run/demo/hands.ts';
import { chooseEngine, launchApp, type Engine } from '../../build/run/engine.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const SAMPLE = join(ROOT, 'test/fixtures/sample-iep.json');
export const PASSPHRASE = 'cottonwood ferry lantern orchard';
/** 350 days after the sample's meeting (decisions.md 30). */
const NOW = '2027-09-29T21:30:00.000Z';

export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** Quits and removes the profile. */
  readonly end: () => Promise<void>;
}

/** A computer nobody has set up, in a district that lets case managers keep the student record (off by default), so that a spec may type in any field. */
export function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'iep-e2e-'));
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ optionalRights: ['editIdentity'] }));
  return profile;
}

/** A computer nobody has set up, in a district that has given no optional right. */
export function strictProfile(): string {
  return mkdtempSync(join(tmpdir(), 'iep-e2e-'));
}

/** A desk with the next Future IEP of a file open, as a case manager has it before the meeting; the example's own is ready (desks.ts). */
export async function startFutureDesk(profile: string, file: string): Promise<Desk> {
  const desk = await startDesk(profile);
  await setUp(desk.page, PASSPHRASE);
  await importFile(desk.page, file);
  await startFuture(desk.page);
  return desk;
}

/** What runs the app is the same for every spec of a worker, and finding it compares two hundred megabytes with their digest. */
let engine: Promise<Engine> | null = null;
export const theEngine = (): Promise<Engine> => (engine ??= chooseEngine({ root: ROOT }));

export async function startDesk(profile: string = newProfile(), env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<Desk> {
  const { app, page } = await launchApp({ engine: await theEngine(), userDataDir: profile, appPath: ROOT, args, requires: [join(ROOT, 'build/run/demo/shift-clock.cjs')], env: { IEP_DEMO_NOW: NOW, ...env } });
  return {
    app,
    page,
    profile,
    end: async () => {
      await app.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
