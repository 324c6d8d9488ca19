/** Documents nobody would write and somebody will: the sample with texts in every language the schools meet, endless words, controls and piled marks in its boxes. */
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { clean, visible } from '../../../shared/paper/clean.ts';
import type { PaperFacts } from '../../../shared/paper/facts.ts';
import type { Dice } from '../../crash/seeded.ts';
import { factsOf } from '../../unit/paper/sample.ts';

/** Words of each language, and what makes trouble in each. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  English: ['official', 'waffle', 'reads', 'half-time', 'and/or', 'e.g.', '(see', 'notes)', '90%', 'Wi', '1/2-year', 'fjord', 'AVATAR'],
  Spanish: ['niño', '¿cuándo?', 'años', 'señora', 'educación', 'lingüísticamente', '¡sí!', 'Muñoz'],
  Vietnamese: ['Nguyễn', 'Thị', 'Hồng', 'đọc', 'được', 'chữ', 'mỗi', 'phút', 'trường', 'Nguye\u0302\u0303n'],
  Hmong: ['nyeem', 'ntawv', 'zoo', 'dua', 'thaum', 'muaj', 'duab', 'Xyooj'],
  Chinese: ['他每天', '和老师', '一起阅读', '學生', '練習', '二十分钟。', '，', '「謝謝」', '（好）'],
  Armenian: ['Աշակերտը', 'ամեն', 'օր', 'կարդում', 'է', 'րոպե։', 'և', 'մայրը'],
  Russian: ['Ребёнок', 'читает', 'лучше,', 'Щербакова', 'объём', 'йод', 'и\u0306'],
  Punjabi: ['ਉਹ', 'ਪੰਜਾਬੀ', 'ਅੰਗਰੇਜ਼ੀ', 'ਪੜ੍ਹਦਾ', 'ਵਿਦਿਆਰਥੀ', 'ਸ੍ਰੀ', 'ਕ੍ਰਿਪਾ', 'ਪ੍ਰੋਗਰਾਮ', 'ਹੈ।'],
  Arabic: ['السلام', 'عليكم،', 'لا', 'بأس', 'مُحَمَّد', 'الأم', 'مدرسة', '(البيت)', 'كل', '90', '2026/10/14', 'IEP'],
  Farsi: ['می‌خواند', 'بچه', 'کتاب', 'پژوهش،', 'گفت‌وگو', '۹۰', 'خانه.', '«درس»'],
  emoji: ['😀', '🏠', '❤️', '👩‍👧', '🇺🇸', '👍🏽', 'and', '🎒📚'],
  unprintable: ['ខ្មែរ', '\u{1D49C}', 'བོད', '\u{10FFFD}'],
  marks: ['q\u0301\u0302', `e${'\u0301'.repeat(40)}`, 'a\u0323\u0306', 'Z\u0335\u0489'],
  controls: ['a\u0000b', 'c\u0007\u001b[31md', 'e\u202ef\u202c', '\u200bg\ufeffh', 'i\ud800j', 'k\u0085l', 'm\u2028n', 'o\u00adp', 'q\u000br'],
};
export const KINDS = Object.keys(WORDS);
/** Languages read from right to left: their words are compared one by one, because readers put the words of a line in an order of their own. */
const FROM_RIGHT: ReadonlySet<string> = new Set(['Arabic', 'Farsi']);

function pick<T>(roll: Dice, from: readonly T[]): T {
  return from[roll.below(from.length)] as T;
}

/** A text of about so many letters; each tenth line is a list, each twentieth word endless. */
function textOf(roll: Dice, kind: string, letters: number): string {
  const words = WORDS[kind] ?? [];
  let text = '';
  while (text.length < letters) {
    const endless = !FROM_RIGHT.has(kind) && roll.below(60) === 0 ? pick(roll, words).repeat(60) : pick(roll, words);
    text += `${endless}${roll.below(25) === 0 ? `\n${roll.below(3) === 0 ? '- ' : ''}` : ' '}`;
  }
  return text;
}

export interface Planted {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
}

export interface Generated {
  readonly facts: PaperFacts;
  readonly planted: readonly Planted[];
}

const PAGES = ['presentLevels', 'goals', 'fapeServices', 'structuredNotes', 'specialFactors'] as const;
/** Letters of the usual box, and of the fullest one. */
const USUAL = 160;
const FULL = 20_000;

/** Puts a text into about half of the sentences below `value`; names kept beside a code are printed only where the code is unknown. */
function plant(roll: Dice, value: Json | undefined, at: string, planted: Planted[], letters: () => number): Json {
  if (typeof value === 'string') {
    if (value.length <= 24 || !value.includes(' ') || at.includes('pwnCheck') || /[a-z]Name$/.test(at) || roll.below(2) === 0) return value;
    const kind = pick(roll, KINDS);
    const text = textOf(roll, kind, letters());
    planted.push({ at, kind, text });
    return text;
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => plant(roll, item, `${at}/${index}`, planted, letters));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plant(roll, part, `${at}/${key}`, planted, letters)]));
  return value ?? null;
}

/** The document number `number` of a run: each tenth has a box of 20,000 letters, each hundredth (and the first) many goals. */
export function generated(roll: Dice, sample: IepDocument, number: number, goals: number): Generated {
  const planted: Planted[] = [];
  let full = number % 10 === 3 ? 1 : 0;
  const letters = (): number => {
    if (full === 0) return 20 + roll.below(USUAL);
    full -= 1;
    return FULL;
  };
  const pages: readonly (typeof PAGES)[number][] = goals > 0 ? ['goals'] : [pick(roll, PAGES)];
  const source = { ...sample.pages } as Record<string, Json>;
  if (goals > 0) {
    const items = (sample.pages.goals as { readonly items: readonly JsonObject[] }).items;
    source['goals'] = { ...(source['goals'] as JsonObject), items: Array.from({ length: goals }, (_, index) => ({ ...items[index % items.length], $row: `many${index}`, goalNumber: index + 1 })) };
  }
  for (const page of pages) source[page] = plant(roll, source[page], page, planted, letters);
  const document = { ...sample, pages: source } as unknown as IepDocument;
  return { facts: factsOf(document, { only: [...pages], kind: pick(roll, ['draft', 'parentCopy', 'affirmed'] as const), language: pick(roll, ['en', 'es', 'both'] as const), affirmedOn: '2026-10-16' }), planted };
}

const SHAPING = /[\p{Variation_Selector}\p{Join_Control}]/gu;

/** Letters as they can be compared: composed, nothing blank, nothing that only shapes its neighbours. */
export function lettersOf(text: string): string {
  return visible(text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')).replace(SHAPING, '').normalize('NFC');
}

/** What no font of the product draws, in these documents. */
const LACKING = /[\u{1780}-\u{17ff}\u{f00}-\u{fff}\u{1d400}-\u{1d7ff}\u{10fffd}]/gu;

function named(text: string): string {
  return text.replace(LACKING, (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** Signs around a word from the right: between two directions they stand with the one or the other, as UAX #9 has it. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;

/** What must stand on the paper of a planted text, piece by piece: paragraphs, and words where the language is read from the right. */
export function piecesOf({ kind, text }: Planted): readonly string[] {
  const paragraphs = clean(text).split('\n');
  const pieces = FROM_RIGHT.has(kind) ? paragraphs.flatMap((paragraph) => paragraph.split(' ').map((word) => word.replace(AROUND, ''))) : paragraphs;
  return pieces.map((piece) => lettersOf(named(piece))).filter((piece) => piece !== '');
}

export function lackingIn(planted: readonly Planted[]): readonly string[] {
  const found = new Set(planted.flatMap(({ text }) => [...clean(text).matchAll(LACKING)].map(([character]) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)));
  return [...found].sort();
}
