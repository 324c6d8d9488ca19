import { expect, test } from 'vitest';
import { functionsOf } from './function-length.ts';
import { readSources } from './import-matrix.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** What is longer is two promises: markup falls into named parts, state into a hook or a holder of its own, and a list of cases is a table. */
const LONGEST = 70;

function product() {
  return readSources(ROOT, ['electron', 'renderer', 'shared', 'district']);
}

test('no function of the product is longer than a page that is read at once', () => {
  const measured = product().flatMap(functionsOf);
  expect(measured.length).toBeGreaterThan(6_500);
  expect(measured.filter(({ lines }) => lines > LONGEST).map(({ path, line, name, lines }) => `${path}:${line} ${name} has ${lines} lines`)).toEqual([]);
});

test('functions are measured wherever they stand, by their own lines', () => {
  const text = ['function one(): void {', '}', 'export const two = {', '  three: async () => {', '    await one();', '  },', '};', 'declare function four(): void;', 'class Five { six() { return 6; } }'].join('\n');
  expect(functionsOf({ path: 'x.ts', text })).toEqual([
    { path: 'x.ts', name: 'one', line: 1, lines: 2 },
    { path: 'x.ts', name: 'three', line: 4, lines: 3 },
    { path: 'x.ts', name: 'six', line: 9, lines: 1 },
  ]);
  expect(() => functionsOf({ path: 'x.ts', text: 'function {' })).toThrow('does not parse');
});
