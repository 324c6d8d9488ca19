import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../../..', import.meta.url).pathname;
/** The one place where a colour is said, for light, dark and high contrast. */
const TOKENS = 'renderer/ui/tokens.css';
const COLOUR = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(/giu;
/** Fewest style sheets of the window. */
const FEWEST = 40;

const coloursIn = (css: string): readonly string[] => css.replaceAll(/\/\*.*?\*\//gsu, '').match(COLOUR) ?? [];

test('a colour of the window is said in one place, so that no scheme forgets it', () => {
  const sheets = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'renderer'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((path) => path.endsWith('.css'));
  expect(sheets.length).toBeGreaterThan(FEWEST);
  const said = sheets.map((path) => ({ path, colours: coloursIn(readFileSync(join(ROOT, path), 'utf8')) }));
  expect(said.find(({ path }) => path === TOKENS)?.colours.length).toBeGreaterThan(20);
  expect(said.filter(({ path, colours }) => path !== TOKENS && colours.length > 0)).toEqual([]);
});

test('a colour is found in each way it is written, and a comment has none', () => {
  expect(coloursIn('a { color: #1b4f8f; background: rgb(0 0 0 / 5%); border-color: oklch(50% 0.1 20); } /* #fff */')).toEqual(['#1b4f8f', 'rgb(', 'oklch(']);
});
