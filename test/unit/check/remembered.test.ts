/** What checks remember from one key to the next is what they would find anew in a document nobody looked at before. */
import { expect, test } from 'vitest';
import { checkDocument } from '../../../shared/check/summary.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { dice } from '../../crash/seeded.ts';
import { times } from '../../crash/size.ts';
import { sampleDocument } from '../iep/sample.ts';
import { randomlyEdited } from './random-edits.ts';

const EDITS = 250;
const DAYS = ['2026-10-01', '2026-10-20', '2028-01-05'];

test.each([11, 12, 13, 14].slice(0, times(2, 4)))('after each of many random edits (seed %s), on changing days, all findings and the pages are those found anew', { timeout: 120_000 }, (seed) => {
  const random = dice(seed);
  const seen = new Set<string>();
  let document: IepDocument = sampleDocument();
  for (let n = 0; n < EDITS; n += 1) {
    document = randomlyEdited(document, random);
    const day = DAYS[random.below(5) === 0 ? random.below(DAYS.length) : 1] ?? '';
    const now = JSON.stringify([checkDocument(document, day), pageKeysOf(document)]);
    const copy = structuredClone(document);
    expect(now, `seed ${seed}, edit ${n}`).toBe(JSON.stringify([checkDocument(copy, day), pageKeysOf(copy)]));
    seen.add(now);
  }
  expect(seen.size).toBeGreaterThan(EDITS / 3);
});
