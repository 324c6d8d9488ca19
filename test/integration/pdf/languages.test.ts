import { describe, expect, test } from 'vitest';
import { renderPaper } from '../../../electron/pdf/render.ts';
import { factsOf, sampleDocument, withPage } from '../../unit/paper/sample.ts';
import { lettersOf } from './generated.ts';
import { FONTS, HAS_PDFTOTEXT, NEEDS_PDFTOTEXT, placedWords, sheetTexts, textByPdfjs } from './tools.ts';

const sample = sampleDocument();

/** A sentence or two of each language a California parent may read, invented. */
const SENTENCES: readonly (readonly [string, string])[] = [
  ['Spanish', '¿Cuándo empieza? El niño leerá 90 palabras por minuto; mañana, según la señora Muñoz, más.'],
  ['Vietnamese', 'Nguyễn Thị Hồng đọc được một trăm chữ mỗi phút; initial office visit, ở nhà và ở trường.'],
  ['Hmong', 'Nws nyeem ntawv zoo dua thaum muaj duab; Nqeeb Xyooj pab nws txhua hnub.'],
  ['Tagalog', 'Ang bata ay nagbabasa nang mas mabuti kapag may larawan; si Ñora ang katulong niya.'],
  ['Chinese', '他每天和老师一起阅读二十分钟。學生在家裡也會練習，謝謝！'],
  ['Armenian', 'Աշակերտը ամեն օր կարդում է քսան րոպե։ Նա և իր մայրը գոհ են։'],
  ['Russian', 'Ребёнок читает лучше, когда есть картинки; Анна Щербакова помогает ему каждый день.'],
  ['Punjabi', 'ਉਹ ਪੰਜਾਬੀ ਅਤੇ ਅੰਗਰੇਜ਼ੀ ਪੜ੍ਹਦਾ ਹੈ। ਮੇਰਾ ਬੱਚਾ ਸਕੂਲ ਵਿੱਚ ਖੁਸ਼ ਹੈ; ਸ੍ਰੀ ਸਿੰਘ ਮਦਦ ਕਰਦੇ ਹਨ।'],
  ['emoji', 'She drew 😀 and 🏠, then ❤️ and 👩‍👧 by hand.'],
];
const FROM_RIGHT: readonly (readonly [string, string])[] = [
  ['Arabic', 'السلام عليكم، لا بأس: يقرأ الطفل عشرين دقيقة كل يوم، ويكتب مع أمه (في البيت). الهدف: 90 كلمة في الدقيقة!'],
  ['Farsi', 'او هر روز بیست دقیقه می‌خواند و با مادرش می‌نویسد؛ هدف ۹۰ کلمه در دقیقه است (در خانه).'],
];

/** Points between the tops of two fonts on one line. */
const SAME_LINE = 6;

async function printed(text: string): Promise<Uint8Array> {
  const made = await renderPaper(factsOf(withPage(sample, 'presentLevels', { strengths: text }), { only: ['presentLevels'], kind: 'draft' }), FONTS);
  expect(made.audit).toMatchObject({ layout: 'full', charactersPlaced: made.audit.charactersIn, missingGlyphs: [] });
  return made.pdf;
}

describe('what a parent reads in another language', () => {
  test.each(SENTENCES)('%s is on paper letter by letter, in another program', async (_language, text) => {
    expect(lettersOf((await textByPdfjs(await printed(text))).join(''))).toContain(lettersOf(text));
  });

  test.skipIf(!HAS_PDFTOTEXT).each(SENTENCES)(`%s, and in a third one${NEEDS_PDFTOTEXT}`, async (_language, text) => {
    expect(lettersOf(sheetTexts(await printed(text)).join(''))).toContain(lettersOf(text));
  });

  test.skipIf(!HAS_PDFTOTEXT).each(FROM_RIGHT)(`%s stands from right to left, each word whole, the brackets turned, the numbers as they are${NEEDS_PDFTOTEXT}`, async (_language, text) => {
    // The third program gives the letters as they stand on the paper, from left to right.
    const line = placedWords(await printed(text)).filter((word) => /[\u0600-\u06ff]|^90$/.test(word.text));
    const top = line[0]?.top ?? 0;
    const seen = line.filter((word) => Math.abs(word.top - top) < SAME_LINE).toSorted((one, other) => other.left - one.left);
    const read = seen.map((word) => (/^[\d۰-۹]+$/.test(word.text) ? word.text : Array.from(word.text).toReversed().join('')));
    expect(read.map(lettersOf)).toEqual(text.split(' ').map(lettersOf));
    // It begins at the right edge of the box.
    expect(seen[0]?.right).toBeGreaterThan(540);
  });

  test('a sentence in English with an Arabic name in it stays a sentence in English', async () => {
    const letters = lettersOf((await textByPdfjs(await printed('His name is محمد in school.'))).join(''));
    expect(letters).toContain(lettersOf('His name is محمد in school.'));
  });
});
