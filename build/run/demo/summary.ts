/** The one page the demo leaves beside its pictures: what was done, how long it took, what is in the folder. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IepFile } from './iep-file.ts';
import type { StepLog } from './steps.ts';

interface Facts {
  readonly engine: string;
  readonly file: IepFile;
  readonly steps: readonly StepLog[];
  readonly copyCode: string;
  readonly out: string;
}

export function summaryOf({ engine, file, steps, copyCode, out }: Facts): string {
  const total = steps.reduce((sum, step) => sum + step.milliseconds, 0);
  const pdfs = readdirSync(out).filter((name) => name.endsWith('.pdf')).map((name) => `- ${name} (${Math.round(statSync(join(out, name)).size / 1024)} KB)`);
  return [
    '# IEP Desk: the main job, once through',
    '',
    `${engine}. Clock of the demo: ${file.today}. The IEP of ${file.meetingDate} became Current; the next one was drafted, held, printed (parent copy ${copyCode}), signed, reconciled, affirmed and delivered.`,
    '',
    'Every change was typed or pressed in the window. Saved, affirmed, delivered and History were re-read from disk and from the district\'s database by another process. No byte left the computer while the network was cut.',
    '',
    '| step | seconds | picture |',
    '|---|---|---|',
    ...steps.map((step, index) => `| ${index + 1}. ${step.name} | ${(step.milliseconds / 1000).toFixed(1)} | ${step.picture ?? ''} |`),
    `| in all | ${(total / 1000).toFixed(1)} | |`,
    '',
    'In this folder:',
    '',
    ...pdfs,
    '',
  ].join('\n');
}
