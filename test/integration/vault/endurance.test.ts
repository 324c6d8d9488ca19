/**
 * A four-hour meeting, typed into main on the real disk at more than ten times human speed: memory does not grow with it and a save costs the same at its
 * end. In the long form only (`npm run test:crash`).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleProgram } from '../../crash/bundle.ts';
import type { Mark } from '../../crash/mark.ts';
import { LONG } from '../../crash/size.ts';

const SOURCE = new URL('../../crash/meeting-child.ts', import.meta.url).pathname;
/** Somebody types half of the time, and the edit queue saves every 350 ms while they do (decisions.md 2). */
const SAVES = 20_000;
const MARKS = 10;
/** A tenth of four hours. */
const LONGEST_MS = 24 * 60_000;
/** The first tenth is warm-up. */
const GROWTH = 1.1;
/** Of the time a save takes beside a bare flush of the same moment, from the second fifth to the last: a busy disk makes single tenths jump. */
const SLOWER = 1.5;

async function marksOf(program: string): Promise<readonly Mark[]> {
  const running = spawn(process.execPath, ['--expose-gc', program, String(SAVES), String(MARKS)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, troubles] = ['', ''];
  running.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  running.stderr.on('data', (bytes: Buffer) => (troubles += bytes.toString()));
  const code = await new Promise((ended) => running.on('close', ended));
  if (code !== 0) throw new Error(`The meeting ended by itself: ${troubles}`);
  return said.trim().split('\n').map((line) => JSON.parse(line) as Mark);
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

test.runIf(LONG)(`a meeting of four hours and ${SAVES} saves takes no more memory and no longer for a save at its end`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-desk-endurance-'));
  const program = await bundleProgram(SOURCE, folder);
  const started = performance.now();
  const marks = await marksOf(program);
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  for (const { saves, bytes, p50, p99, floor } of marks) console.log(`     ${saves} saves: ${(bytes / 1_048_576).toFixed(1)} MB, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, bare flush ${floor.toFixed(2)} ms`);
  expect(marks).toHaveLength(MARKS);
  const [warm, ...rest] = marks;
  expect(Math.max(...rest.map(({ bytes }) => bytes))).toBeLessThanOrEqual((warm?.bytes ?? 0) * GROWTH);
  const beside = marks.map(({ p50, floor }) => p50 / floor);
  expect(middle(beside.slice(-3))).toBeLessThanOrEqual(middle(beside.slice(1, 4)) * SLOWER);
  rmSync(folder, { recursive: true });
}, LONGEST_MS);
