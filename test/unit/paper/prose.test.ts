import { describe, expect, test } from 'vitest';
import { visible } from '../../../shared/paper/clean.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { prose } from '../../../shared/paper/prose.ts';

const printed = (text: string): string => prose(text, 400, 'pages/x').flatMap(textsOf).map((piece) => visible(piece.text)).join('');

describe('text is laid out as its writer meant it', () => {
  test('each line is a node of its own and blank lines take no node', () => {
    expect(prose('one\n\n\n\ntwo', 400, '')).toHaveLength(2);
    expect(prose('\n'.repeat(5_000), 400, '')).toHaveLength(0);
  });

  test('lines that begin with a dash or a number hang beside their mark', () => {
    const [dash, number, plain] = prose('- first\n2. second\n2.5 is a number', 400, '');
    expect(dash?.kind).toBe('columns');
    expect(number?.kind).toBe('columns');
    expect(plain?.kind).toBe('leaf');
  });

  test('a paragraph of any length is cut at blanks into short nodes and keeps every letter', () => {
    const text = 'Nolan reads. '.repeat(4_000);
    const nodes = prose(text, 400, '');
    expect(nodes.length).toBeGreaterThan(5);
    expect(Math.max(...nodes.flatMap(textsOf).map((piece) => piece.text.length))).toBeLessThanOrEqual(8_000);
    expect(printed(text)).toBe(visible(text));
  });

  test('a paragraph without any blank is cut between letters, never inside one', () => {
    const text = '😀'.repeat(9_000);
    expect(printed(text)).toBe(text);
    expect(prose(text, 400, '').flatMap(textsOf).every((piece) => !/\p{Surrogate}/u.test(piece.text))).toBe(true);
  });
});
