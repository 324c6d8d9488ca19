/** Runs the demo's steps one after another: each prints its time, leaves a numbered picture, and ends the run with a sentence when it fails. */
import { join } from 'node:path';
import type { Page } from 'playwright';

export interface StepLog {
  readonly name: string;
  readonly milliseconds: number;
  readonly picture: string | null;
}

export interface Steps {
  readonly run: (name: string, work: () => Promise<void>) => Promise<void>;
  readonly done: readonly StepLog[];
}

/** A step that failed, in words for the person who ran the demo. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/** @param page asked at each step, since there is none before the app has started */
export function createSteps(out: string, page: () => Page | null, say: (line: string) => void): Steps {
  const done: StepLog[] = [];
  return {
    done,
    run: async (name, work) => {
      const number = String(done.length + 1).padStart(2, '0');
      const start = performance.now();
      const shown = page();
      const file = `${number}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)}.png`;
      try {
        await work();
      } catch (error) {
        await (page() ?? shown)?.screenshot({ path: join(out, `${number}-FAILED.png`) }).catch(() => undefined);
        throw new StepFailed(`Step ${number} failed: ${name}.\n${error instanceof Error ? error.message : String(error)}`);
      }
      const milliseconds = Math.round(performance.now() - start);
      const now = page();
      if (now !== null && !now.isClosed()) await now.screenshot({ path: join(out, file) });
      done.push({ name, milliseconds, picture: now === null || now.isClosed() ? null : file });
      say(`${number}  ${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${name}`);
    },
  };
}

/** A claim of the demo that must hold. @throws StepFailed's cause with the sentence */
export function claim(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`Not so: ${sentence}`);
}
