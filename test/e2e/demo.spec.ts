import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { run } from '../../build/run/steps.ts';
import { ROOT, SAMPLE } from './app.ts';

/** Milliseconds: the demo types key by key through the whole job. */
const WHOLE_JOB_MS = 300_000;
const STEPS = 17;

function demo(args: readonly string[]) {
  return run(process.execPath, [join(ROOT, 'out/run/demo.mjs'), ...args], { cwd: ROOT, quiet: true });
}

test('the whole main job goes through the window, and every closing claim holds when it is read again', async () => {
  test.setTimeout(WHOLE_JOB_MS);
  const out = join(mkdtempSync(join(tmpdir(), 'iep-demo-out-')), 'demo');
  const ran = await demo(['--out', out]);
  expect(ran.code, ran.output).toBe(0);
  expect(ran.output.split('\n')[0]).toMatch(/^engine: /);
  const files = readdirSync(out);
  expect(files.filter((name) => /^\d\d-.*\.png$/.test(name)).length).toBeGreaterThanOrEqual(STEPS - 1);
  for (const pdf of ['parent-copy.pdf', 'affirmed-iep.pdf', 'imported-iep.pdf']) expect(readFileSync(join(out, pdf)).subarray(0, 5).toString('latin1'), pdf).toBe('%PDF-');
  expect(readFileSync(join(out, 'summary.md'), 'utf8')).toContain(`| ${STEPS}. `);
  rmSync(join(out, '..'), { recursive: true, force: true });
});

test('a file with an error in state-reported data ends the demo with a sentence naming rule and field', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-demo-bad-'));
  const iep = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { pages: { infoEligibility: { grade: string } } };
  iep.pages.infoEligibility.grade = '77';
  writeFileSync(join(folder, 'bad.json'), JSON.stringify(iep));
  const ran = await demo(['--iep', join(folder, 'bad.json'), '--out', join(folder, 'out')]);
  expect(ran.code).toBe(1);
  expect(ran.output).toMatch(/CAS-011 at pages\/infoEligibility\/grade/);
  expect(existsSync(join(folder, 'out'))).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});
