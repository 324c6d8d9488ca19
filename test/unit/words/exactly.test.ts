import { describe, expect, it } from 'vitest';
import { exactly } from '../../../shared/words/exactly.ts';

describe('A text as a pattern', () => {
  it('matches itself and nothing else, with and without u, whatever signs it has', () => {
    const texts = ['st-3', 'a b', '$x.y', '(*+?)', '[\\]^{|}', '1/2', 'ñ@#&~'];
    for (const text of texts) {
      for (const flags of ['', 'u']) {
        const pattern = new RegExp(`^${exactly(text)}$`, flags);
        expect(texts.filter((other) => pattern.test(other)), `${text} ${flags}`).toEqual([text]);
      }
    }
  });
});
