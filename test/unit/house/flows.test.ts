/** The table of flows names tests that are there: a test that is renamed or taken away fails here until its row is mended. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TEST = new URL('../..', import.meta.url).pathname;
const table = readFileSync(join(TEST, 'e2e/FLOWS.md'), 'utf8');

interface Row {
  readonly section: string;
  readonly sentence: string;
  readonly shownBy: readonly { readonly file: string; readonly title: string }[];
}

const rows: readonly Row[] = table.split('\n## ').slice(1).flatMap((part) => {
  const [section = '', ...lines] = part.split('\n');
  return lines.filter((line) => line.startsWith('| ') && !/^\| (sentence|---) /u.test(line)).map((line) => {
    const [, sentence = '', cell = ''] = /^\| (.*) \| (.*) \|$/u.exec(line) ?? [];
    return { section, sentence, shownBy: cell.split('<br>').map((one) => ({ file: /^`([^`]+)` /u.exec(one)?.[1] ?? '', title: one.replace(/^`[^`]+` /u, '') })) };
  });
});

/** The first argument of every `test`, `it` or `describe` of a file, as it is written there. */
function titlesIn(path: string): ReadonlySet<string> {
  const calls = /\b(?:test|it|describe)(?:\.\w+(?:<[^\n]*?>)?(?:\([^\n]*?\))?)*\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|^\s*\]\s*(?:as const)?\)\(('(?:[^'\\\n]|\\.)*')/gmu;
  return new Set([...readFileSync(path, 'utf8').matchAll(calls)].map(([, title = '', listed = '']) => (title === '' ? listed : title).slice(1, -1).replaceAll(/\\(['"`])/gu, '$1')));
}

describe('the table of flows', () => {
  it('has every flow, every sentence with a test, and no fewer rows than it had', () => {
    const sections = rows.map(({ section }) => section);
    for (const flow of [1, 2, 3, 4, 10, 11, 12, 13, 14, 15]) expect(sections.some((section) => section.startsWith(`${flow}. `)), `flow ${flow}`).toBe(true);
    for (const section of ['5 to 9.', 'In the room', 'Home', 'Contextual help', 'Each flow and each guard']) expect(sections.some((known) => known.startsWith(section)), section).toBe(true);
    expect(rows.length).toBeGreaterThanOrEqual(74);
    expect(new Set(rows.map(({ section, sentence }) => `${section}: ${sentence}`)).size).toBe(rows.length);
    for (const { sentence, shownBy } of rows) for (const { file, title } of shownBy) expect([sentence, file !== '', title !== ''], sentence).toEqual([sentence, true, true]);
  });

  it('names files and titles that are there', () => {
    const missing = rows.flatMap(({ sentence, shownBy }) => shownBy.filter(({ file, title }) => !existsSync(join(TEST, file)) || !titlesIn(join(TEST, file)).has(title)).map(({ file, title }) => `${sentence}: ${file} ${title}`));
    expect(missing).toEqual([]);
  });

  it('would see a title that went, and a file', () => {
    const file = join(TEST, 'unit/house/flows.test.ts');
    expect(titlesIn(file).has('names files and titles that are there')).toBe(true);
    expect(titlesIn(file).has('names files and titles that were there')).toBe(false);
    expect(existsSync(join(TEST, 'unit/house/no-such.test.ts'))).toBe(false);
  });
});
