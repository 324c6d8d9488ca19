/** Words in an affirmed IEP: fields, names of answered fields, translations; what came after affirming is told apart. */
import { describe, expect, it } from 'vitest';
import { rowsAt } from '../../../shared/flow/read.ts';
import { withLateSignatures } from '../../../shared/flow/late-signature.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { findInRecord } from '../../../shared/iep/find-record.ts';
import { withRowIds } from '../../../shared/iep/ids.ts';
import { withLateTranslations, type LateTranslation } from '../../../shared/iep/translations.ts';
import { sampleDocument } from './sample.ts';

const HEALTH = 'pages/presentLevels/health';

/** The sample with this said of the student's health. */
function record(health: string): IepDocument {
  const doc = sampleDocument();
  const pages = doc.pages as { readonly presentLevels: object };
  return withRowIds({ ...doc, pages: { ...doc.pages, presentLevels: { ...pages.presentLevels, health } } } as IepDocument);
}

function translation(at: string, of: string, text: string): LateTranslation {
  return { at, language: 'Spanish', of, text, translator: 'Marta Quiroga', date: '2027-10-01', by: 'st1', keptAt: '2027-10-01T16:00:00.000Z' };
}

describe('Find in an affirmed IEP', () => {
  it('says page, row and field in the words of the form, with the words as they stand', () => {
    const affirmed = record('He takes vitamin drops in the forenoon.');
    expect(findInRecord(affirmed, affirmed, 'VITAMIN drops')).toEqual([{ at: HEALTH, language: null, place: 'Present levels · Health', before: 'He takes ', found: 'vitamin drops', after: ' in the forenoon.', shownOn: 'affirmed' }]);
    const goal = findInRecord(affirmed, affirmed, 'words correct per minute').find(({ place }) => /Goal \d/u.test(place));
    expect(goal?.place).toMatch(/^Goals · Goal \d+ · /u);
  });

  it('finds a field by its name where it was answered, with the beginning of the answer, and not where it is blank', () => {
    const answered = record('He takes vitamin drops.');
    const blank = record('');
    const named = findInRecord(answered, answered, 'Health').find(({ at }) => at === HEALTH);
    expect(`${named?.before}${named?.found}${named?.after}`).toBe('Health: He takes vitamin drops.');
    expect(findInRecord(blank, blank, 'Health').map(({ at }) => at)).not.toContain(HEALTH);
  });

  it('finds a date as it is typed and gives it as it is printed', () => {
    const affirmed = record('');
    expect(findInRecord(affirmed, affirmed, '10/14/2026').find(({ at }) => at === 'pages/infoEligibility/meetingDate')).toMatchObject({ before: '', found: 'Oct 14, 2026', after: '' });
  });

  it('finds what was translated and signed after affirming, and says that it came later', () => {
    const affirmed = withLateTranslations(record('He is well.'), [translation(HEALTH, 'He is well.', 'Está bien de salud.')]);
    const today = withLateTranslations(affirmed, [translation(HEALTH, 'He is well.', 'Goza de buena salud.')]);
    expect(findInRecord(affirmed, affirmed, 'esta bien')).toMatchObject([{ at: HEALTH, language: 'Spanish', found: 'Está bien', shownOn: 'affirmed' }]);
    expect(findInRecord(affirmed, today, 'buena salud')).toMatchObject([{ at: HEALTH, language: 'Spanish', place: 'Present levels · Health', shownOn: 'cleanCopy' }]);
    // The later translation of a place stands; its elder is no longer read.
    expect(findInRecord(affirmed, today, 'esta bien')).toEqual([]);

    const unsigned = record('He is well.');
    const parent = String(rowsAt(unsigned, 'pages/infoEligibility/parents')[0]?.['name']);
    const signed = withLateSignatures(unsigned, [{ signing: { type: 'agreedAll', signedBy: parent, relation: 'mother', signedOn: '2027-10-01', paper: { signed: 'original', returnedOn: '2027-10-02' } }, by: 'st1', at: '2027-10-02T16:00:00.000Z' }]);
    expect(findInRecord(unsigned, unsigned, '10/1/2027')).toEqual([]);
    const late = findInRecord(unsigned, signed, '10/1/2027');
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ shownOn }) => shownOn === 'cleanCopy')).toBe(true);
    expect(findInRecord(unsigned, signed, 'he is well')).toMatchObject([{ at: HEALTH, shownOn: 'affirmed' }]);
  });

  it('finds nothing for one letter', () => {
    const affirmed = record('He is well.');
    expect(findInRecord(affirmed, affirmed, ' h ')).toEqual([]);
  });
});
