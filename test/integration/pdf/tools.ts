/** Fonts from the package, and an independent reader of PDF text: pdftotext, where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaperFonts } from '../../../electron/pdf/fonts.ts';
import { visible } from '../../../shared/paper/clean.ts';
import { keepingBuiltIns } from '../../fixtures/built-ins.ts';

const font = (file: string): Uint8Array => readFileSync(new URL(`../../../node_modules/@expo-google-fonts/${file}`, import.meta.url));

export const FONTS: PaperFonts = {
  regular: font('arimo/400Regular/Arimo_400Regular.ttf'),
  bold: font('arimo/700Bold/Arimo_700Bold.ttf'),
  italic: font('arimo/400Regular_Italic/Arimo_400Regular_Italic.ttf'),
  boldItalic: font('arimo/700Bold_Italic/Arimo_700Bold_Italic.ttf'),
  armenian: font('noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf'),
  gurmukhi: font('noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf'),
  arabic: font('vazirmatn/400Regular/Vazirmatn_400Regular.ttf'),
  chinese: font('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  emoji: font('noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
  colours: readFileSync(new URL('../../../node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc', import.meta.url)),
};

export const HAS_PDFTOTEXT = spawnSync('pdftotext', ['-v']).error === undefined;
export const NEEDS_PDFTOTEXT = HAS_PDFTOTEXT ? '' : ' (SKIPPED: pdftotext of poppler-utils is not installed)';

/** The text of each sheet in the order it was written. */
export function sheetTexts(pdf: Uint8Array): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
    return text.split('\f').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** True when the letters of `text` stand together on one sheet, or run on from one sheet to the next. */
export function standsOn(sheets: readonly string[], text: string): boolean {
  const lettersOf = sheets.map(visible);
  const runsFrom = (rest: string, first: number): boolean => {
    const sheet = lettersOf[first];
    if (sheet === undefined) return false;
    if (sheet.includes(rest)) return true;
    let length = rest.length - 1;
    while (length > 0 && !sheet.includes(rest.slice(0, length))) length = Math.floor(length / 2);
    while (length > 0 && sheet.includes(rest.slice(0, length + 1))) length += 1;
    return length > 0 && runsFrom(rest.slice(length), first + 1);
  };
  const wanted = visible(text);
  return lettersOf.some((_, index) => runsFrom(wanted, index));
}

/** Runs `work` with the PDF in a folder of its own. */
export function withFile<T>(pdf: Uint8Array, work: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    return work(join(folder, 'paper.pdf'), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What poppler hears: one line per element, its words in quotes below it, both indented by their depth. */
export function heardByPoppler(pdf: Uint8Array): readonly string[] {
  return withFile(pdf, (path) => execFileSync('pdfinfo', ['-struct-text', '-enc', 'UTF-8', path], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\n'));
}

/** The sheets as grey pictures, `dpi` dots per inch: width × height bytes each. */
export function greyPictures(pdf: Uint8Array, dpi: number): readonly Uint8Array[] {
  return withFile(pdf, (path, folder) => {
    execFileSync('pdftoppm', ['-r', String(dpi), '-gray', path, join(folder, 'sheet')]);
    const names = readdirSync(folder).filter((name) => name.endsWith('.pgm')).sort();
    return names.map((name) => {
      const bytes = readFileSync(join(folder, name));
      const head = /^P5\s\d+ \d+\s255\s/.exec(bytes.subarray(0, 30).toString('latin1'));
      if (head === null) throw new Error(`${name} is no grey picture`);
      return bytes.subarray(head[0].length);
    });
  });
}

const JAVA = '/usr/share/java';
const PREFLIGHT = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'javax.activation', 'jaxb-api'].map((name) => `${JAVA}/${name}.jar`);
export const HAS_PREFLIGHT = spawnSync('java', ['-version']).error === undefined && PREFLIGHT.every((jar) => existsSync(jar));
export const NEEDS_PREFLIGHT = HAS_PREFLIGHT ? '' : ' (SKIPPED: java or the PDF/A validator of libpdfbox2-java is not installed)';

/** What an independent validator says of a file that claims PDF/A-1b; '' when it is valid. */
export function archivalFaults(pdf: Uint8Array): string {
  return withFile(pdf, (path) => {
    const checked = spawnSync('java', ['-cp', PREFLIGHT.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', path], { encoding: 'utf8' });
    const said = `${checked.stdout}${checked.stderr}`;
    return said.includes('is a valid PDF/A-1b file') ? '' : said;
  });
}

/** An element as pdf.js reads it: its role, and the words drawn in it. */
export interface ReadElement {
  readonly role: string;
  readonly alt: string | undefined;
  readonly lang: string | undefined;
  readonly words: string;
  readonly children: readonly ReadElement[];
}

interface PdfjsNode {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly id?: string;
  readonly children?: readonly PdfjsNode[];
}
interface PdfjsItem {
  readonly type?: string;
  readonly id?: string | null;
  readonly tag?: string;
  readonly str?: string;
}

export interface ReadSheet {
  readonly tree: ReadElement;
  /** Words of this sheet that no element holds. */
  readonly unheard: string;
  /** Words inside no mark at all: neither heard nor named an artifact. */
  readonly unmarked: string;
}

/** The other reader. */
function pdfjs(): Promise<typeof import('../../../electron/pdf/pdfjs.ts')> {
  return keepingBuiltIns(() => import('../../../electron/pdf/pdfjs.ts'));
}

/** Reads a tagged file with pdf.js, sheet by sheet. */
export async function readWithPdfjs(pdf: Uint8Array): Promise<{ readonly sheets: readonly ReadSheet[]; readonly outline: readonly { readonly title: string; readonly items: readonly { readonly title: string }[] }[]; readonly marked: boolean }> {
  const { getDocument } = await pdfjs();
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const sheets: ReadSheet[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const words = new Map<string, string>();
    let unheard = '';
    let unmarked = '';
    const open: (string | null)[] = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items as readonly PdfjsItem[]) {
      if (item.type === 'beginMarkedContentProps' || item.type === 'beginMarkedContent') open.push(item.id ?? null);
      else if (item.type === 'endMarkedContent') open.pop();
      else if (open.length === 0) unmarked += item.str ?? '';
      else {
        const id = open.at(-1) ?? null;
        if (id === null) unheard += item.str ?? '';
        else words.set(id, `${words.get(id) ?? ''}${item.str ?? ''}`);
      }
    }
    const read = (node: PdfjsNode): ReadElement => {
      const children = node.children ?? [];
      return {
        role: node.role ?? '', alt: node.alt, lang: node.lang, words: children.map((child) => (child.id === undefined ? '' : (words.get(child.id) ?? ''))).join(''),
        children: children.filter((child) => child.role !== undefined).map(read),
      };
    };
    sheets.push({ tree: read((await page.getStructTree()) as PdfjsNode), unheard, unmarked });
  }
  const outline = (await document.getOutline()) as readonly { readonly title: string; readonly items: readonly { readonly title: string }[] }[];
  const marks: unknown = await document.getMarkInfo();
  return { sheets, outline, marked: marks instanceof Map ? marks.get('Marked') === true : (marks as { readonly Marked?: boolean } | null)?.Marked === true };
}

/** The words of each sheet as pdf.js reads them. */
export async function textByPdfjs(pdf: Uint8Array): Promise<readonly string[]> {
  const { getDocument } = await pdfjs();
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const sheets: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    sheets.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
  }
  await document.loadingTask.destroy();
  return sheets;
}

export interface PlacedWord {
  readonly text: string;
  /** Points from the left and the top of the sheet. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** Where each word of the first sheet stands, as poppler sees it. */
export function placedWords(pdf: Uint8Array): readonly PlacedWord[] {
  const page = withFile(pdf, (path) => execFileSync('pdftotext', ['-f', '1', '-l', '1', '-bbox', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8' }));
  return [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<\/word>/g)].map(([, left, top, right, text = '']) => ({ left: Number(left), top: Number(top), right: Number(right), text }));
}
