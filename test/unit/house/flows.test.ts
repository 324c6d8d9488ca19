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

/** Kinds of tests that say nothing of the product, because they do not run or are meant to fail. */
const NOT_RUN = /\b(?:test|it|describe)\.(?:skip|fixme|todo|fails?)\b/u;

function withoutComments(source: string): string {
  return source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gmu, '');
}

/** The first argument of every `test`, `it` or `describe` of a file, as it is written there; none that is commented out. */
function titlesIn(source: string): ReadonlySet<string> {
  const calls = /\b(?:test|it|describe)(?:\.\w+(?:<[^\n]*?>)?(?:\([^\n]*?\))?)*\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|^\s*\]\s*(?:as const)?\)\(('(?:[^'\\\n]|\\.)*')/gmu;
  return new Set([...withoutComments(source).matchAll(calls)].map(([, title = '', listed = '']) => (title === '' ? listed : title).slice(1, -1).replaceAll(/\\(['"`])/gu, '$1')));
}

/** Every file the table names, with its text; '' where there is none. */
const sources: ReadonlyMap<string, string> = new Map([...new Set(rows.flatMap(({ shownBy }) => shownBy.map(({ file }) => file)))].map((file) => [file, existsSync(join(TEST, file)) ? readFileSync(join(TEST, file), 'utf8') : '']));

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
    const missing = rows.flatMap(({ sentence, shownBy }) => shownBy.filter(({ file, title }) => !titlesIn(sources.get(file) ?? '').has(title)).map(({ file, title }) => `${sentence}: ${file} ${title}`));
    expect(missing).toEqual([]);
  });

  it('names no file with a test in it that is left out, or meant to fail', () => {
    expect(sources.size).toBeGreaterThanOrEqual(50);
    expect([...sources].filter(([, source]) => NOT_RUN.test(withoutComments(source))).map(([file]) => file)).toEqual([]);
  });

  it('would see a title that went, and a file', () => {
    const source = readFileSync(join(TEST, 'unit/house/flows.test.ts'), 'utf8');
    expect(titlesIn(source).has('names files and titles that are there')).toBe(true);
    expect(titlesIn(source).has('names files and titles that were there')).toBe(false);
    expect(existsSync(join(TEST, 'unit/house/no-such.test.ts'))).toBe(false);
  });

  it('would see a title that is commented out, and a test that is left out', () => {
    const planted = (line: string): string => `const before = 1;\n${line}\n`;
    const call = ['te', 'st'].join('');
    expect(titlesIn(planted(`${call}('prints', () => undefined);`)).has('prints')).toBe(true);
    for (const comment of [`// ${call}('prints', () => undefined);`, `/* ${call}('prints', () => undefined); */`, ` * ${call}('prints', () => undefined);`]) expect(titlesIn(planted(comment)).has('prints')).toBe(false);
    for (const kind of ['skip', 'fixme', 'todo', 'fails']) expect(NOT_RUN.test(planted(`${call}.${kind}('prints', () => undefined);`))).toBe(true);
    expect(NOT_RUN.test(planted(`${call}.skipIf(!HAS_PDFTOTEXT)('prints', () => undefined);`))).toBe(false);
  });
});
