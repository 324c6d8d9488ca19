/** How documents of the district are known from those of a person, and what is told of them. */
import { describe, expect, it } from 'vitest';
import { handedOutAs, handedOutName, keptUnder, newsInWords, shownNews, withNews, type LibraryNews } from '../../../shared/library/from-district.ts';
import { listedPapers } from '../../../shared/library/listed.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import { libraryDocument } from '../../../shared/library/document.ts';

const DIGEST = '0123456789abcdef'.repeat(4);
const line = (name: string, change: Partial<LibraryNews> = {}): LibraryNews => ({ what: 'came', name, title: `Title of ${name}`, language: 'Spanish', edition: 'March 2027', reason: '', at: '2027-09-29T16:00:00.000Z', ...change });

describe('A document of the district', () => {
  it('is known by the id it is kept under, whatever the district calls it, and the id is one every released library keeps', () => {
    for (const name of ['a', 'safeguards-es', 'x-0123456789ab', '2027', '-', 'n'.repeat(40)]) {
      expect(handedOutName.safeParse(name).success).toBe(true);
      const id = keptUnder(name, DIGEST);
      expect(handedOutAs(id)).toBe(name);
      expect(libraryDocument.shape.id.safeParse(id).success).toBe(true);
    }
  });

  it('has another id for another edition', () => expect(keptUnder('a', DIGEST)).not.toBe(keptUnder('a', DIGEST.split('').toReversed().join(''))));

  it('is taken neither for a paper of IEP Desk nor for a document somebody took in', () => {
    for (const id of [...listedPapers('0.1.0').map((paper) => paper.id), ...Array.from({ length: 50 }, () => systemRandom.id()), 'district-a', `district-${'n'.repeat(41)}-${DIGEST.slice(0, 12)}`]) expect(handedOutAs(id)).toBeNull();
  });
});

describe('What the district changed', () => {
  it('is one line for each document, the newest first', () => {
    const lines = [line('a', { what: 'newer' }), line('b')].reduce<readonly LibraryNews[]>(withNews, [line('a'), line('c')]);
    expect(lines.map(({ name, what }) => `${name} ${what}`)).toEqual(['b came', 'a newer', 'c came']);
  });

  it('says in each line what happened, of which document, and that nothing was lost where one is refused', () => {
    expect(newsInWords(line('a', { what: 'refused', reason: 'It is no PDF.' }))).toBe('Not taken in from the district: “Title of a” (Spanish), edition March 2027. It is no PDF. What was in the library stays; tell whoever hands documents out at your district.');
    expect(newsInWords(line('a', { what: 'withdrawn' }))).toContain('It is no longer on this computer.');
  });

  it('shows a few documents that came one by one, and many as one line that names each', () => {
    const few = ['a', 'b', 'c'].map((name) => line(name));
    expect(shownNews(few).map(({ words }) => words)).toEqual(few.map(newsInWords));
    const many = shownNews([...few, line('d'), line('e', { what: 'withdrawn' })]);
    expect(many.map(({ what }) => what)).toEqual(['withdrawn', 'came']);
    expect(many[1]?.words).toBe('New from the district: 4 documents. “Title of a” (Spanish), “Title of b” (Spanish), “Title of c” (Spanish), “Title of d” (Spanish).');
  });
});
