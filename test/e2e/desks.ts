/**
 * Computers as IEP Desk itself leaves them, set up once in a run by `desks.setup.ts` and copied for each spec that begins there: setting up, taking an IEP
 * in and beginning the next one is ten seconds of work that thirty specs would do again.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as hands from '../../build/run/demo/hands.ts';
import { newProfile, PASSPHRASE, ROOT, startDesk, type Desk } from './app.ts';

/** The student of the example. */
export const STUDENT = 'Nolan Birchwater';

/** How far a computer came: the example was taken in, and then its next Future IEP was begun. */
export type Stage = 'taken-in' | 'begun';

/** Made anew in each run, because another build may write another profile. */
export const DESKS = join(ROOT, 'out/test/desks');

export interface ReadyDesk extends Desk {
  /** The recovery code this computer showed once. */
  readonly code: string;
}

export interface Wish {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The district has given no optional right (else case managers may keep the student record, so that a spec may type in any field). */
  readonly strict?: boolean;
}

const placeOf = (stage: Stage): string => join(DESKS, stage);
const codeFile = (): string => join(DESKS, 'recovery-code.txt');

/** Keeps a profile nobody has open as the stage others begin at. */
export function keepStage(profile: string, stage: Stage, code: string): void {
  cpSync(profile, placeOf(stage), { recursive: true });
  writeFileSync(codeFile(), code);
}

/** A computer of its own, at a stage, with nothing running on it. */
export function profileAt(stage: Stage, { strict = false }: Pick<Wish, 'strict'> = {}): string {
  const profile = newProfile();
  cpSync(placeOf(stage), profile, { recursive: true });
  if (strict) takeRightsAway(join(profile, 'settings.json'));
  return profile;
}

function takeRightsAway(file: string): void {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  if (settings['optionalRights'] === undefined) throw new Error('The settings of a prepared computer name no optional right that could be taken away.');
  writeFileSync(file, JSON.stringify({ ...settings, optionalRights: [] }));
}

/** A computer at a stage, started and unlocked, on the page the work of that stage ends on: the student, or the first page of the Future IEP. */
export async function startAt(stage: Stage, { strict = false, env = {}, args = [] }: Wish = {}): Promise<ReadyDesk> {
  const desk = await startDesk(profileAt(stage, { strict }), env, args);
  await hands.unlock(desk.page, PASSPHRASE);
  await hands.press(desk.page, STUDENT);
  await hands.screen(desk.page, 'student').waitFor();
  if (stage === 'begun') {
    await hands.press(desk.page, 'Open its pages');
    await hands.screen(desk.page, 'meeting').waitFor();
    await desk.page.locator('[data-page]').first().waitFor();
  }
  return { ...desk, code: readFileSync(codeFile(), 'utf8') };
}
