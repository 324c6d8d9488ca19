/** Whatever is typed is on the paper: generated documents, read back by a program that is not ours. About twenty in `npm test`, a thousand in `npm run test:crash`; repeat a run with IEP_CRASH_SEED=<n>. */
import { expect, test } from 'vitest';
import { renderPaper } from '../../../electron/pdf/render.ts';
import { dice } from '../../crash/seeded.ts';
import { LONG, seedFor, times } from '../../crash/size.ts';
import { sampleDocument } from '../../unit/paper/sample.ts';
import { generated, KINDS, lackingIn, lettersOf, piecesOf } from './generated.ts';
import { FONTS, textByPdfjs } from './tools.ts';

const DOCUMENTS = times(20, 1_000);
/** Goals of every hundredth document. */
const GOALS = times(12, 500);
/** Share of the documents that may need the plain layout. */
const SELDOM = 0.02;
const PATIENCE_MS = times(120_000, 3 * 3_600_000);

/** True when the letters stand together on one sheet, or run on from one to the next. */
function standsIn(sheets: readonly string[], piece: string, first = 0): boolean {
  for (let at = first; at < sheets.length; at += 1) {
    const sheet = sheets[at] ?? '';
    if (sheet.includes(piece)) return true;
    let length = Math.min(piece.length - 1, sheet.length);
    while (length > 0 && !sheet.includes(piece.slice(0, length))) length = Math.floor(length / 2);
    while (length > 0 && length < piece.length - 1 && sheet.includes(piece.slice(0, length + 1))) length += 1;
    if (length > 0 && at + 1 < sheets.length && standsIn(sheets, piece.slice(length), at + 1)) return true;
  }
  return false;
}

test(`${DOCUMENTS} generated documents: every text reads back letter by letter, and what no font draws is named and reported`, async () => {
  const roll = dice(seedFor('paper'));
  const sample = sampleDocument();
  const seen = new Map<string, number>();
  let pieces = 0;
  let fellBack = 0;
  for (let number = 0; number < DOCUMENTS; number += 1) {
    const { facts, planted } = generated(roll, sample, number, number % 100 === 7 ? GOALS : 0);
    const made = await renderPaper(facts, FONTS);
    const where = `document ${number}`;
    if (LONG && number % 50 === 0) console.log(`paper: ${where}`);
    expect([where, made.audit.charactersPlaced]).toEqual([where, made.audit.charactersIn]);
    if (made.audit.layout !== 'full') fellBack += 1;
    expect([where, made.audit.missingGlyphs]).toEqual([where, lackingIn(planted)]);
    const sheets = (await textByPdfjs(made.pdf)).map(lettersOf);
    for (const one of planted) {
      seen.set(one.kind, (seen.get(one.kind) ?? 0) + 1);
      for (const piece of piecesOf(one)) {
        pieces += 1;
        if (!standsIn(sheets, piece)) expect({ where, at: one.at, kind: one.kind, piece }).toBe('on the paper');
      }
    }
  }
  // The plain layout is there for what the full one cannot hold, and is seldom needed.
  expect(fellBack).toBeLessThanOrEqual(Math.ceil(DOCUMENTS * SELDOM));
  expect(pieces).toBeGreaterThan(DOCUMENTS * 10);
  expect([...seen.keys()].sort()).toEqual([...KINDS].sort());
  if (LONG) console.log(`paper: ${DOCUMENTS} documents, ${pieces} pieces of text, ${fellBack} in the plain layout`);
}, PATIENCE_MS);
