import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** A file of one promise is kept in mind whole. No source file is excepted: a list that is longer is data, and lies beside the code as JSON. */
const LONGEST = 300;

function sources(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'shared', 'electron', 'renderer', 'district', 'build'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  return listed.filter((path) => /\.(?:tsx?|mjs|css)$/u.test(path) && existsSync(join(ROOT, path)));
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

test('no source file is longer than a reader keeps in mind', () => {
  const measured = sources().map((path) => ({ path, lines: linesOf(readFileSync(join(ROOT, path), 'utf8')) }));
  for (const [room, floor] of [['shared', 200], ['electron', 150], ['renderer', 250], ['district', 10], ['build', 30]] as const) expect(measured.filter(({ path }) => path.startsWith(`${room}/`)).length, room).toBeGreaterThanOrEqual(floor);
  expect(measured.filter(({ lines }) => lines > LONGEST).map(({ path, lines }) => `${path} has ${lines} lines`)).toEqual([]);
});

test('lines are counted with and without a line break at the end', () => {
  expect(['one\n', 'one', 'one\ntwo\n', 'one\n\n'].map(linesOf)).toEqual([1, 1, 2, 2]);
});
