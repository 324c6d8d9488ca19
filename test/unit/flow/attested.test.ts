/** What was left open when an IEP was affirmed is read from the record as it was written there. */
import { expect, test } from 'vitest';
import { attestedOf } from '../../../shared/flow/attested.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { read, SMALLEST } from '../../fixtures/long-iep.ts';

function affirmedWith(affirmation: unknown): IepDocument {
  return { ...read(SMALLEST), affirmation } as unknown as IepDocument;
}

test('gaps have their reasons, what was confirmed and what waits for the continuation have none', () => {
  const attested = attestedOf(affirmedWith({
    typedName: 'Rosalind Achterberg', affirmedAt: '2027-09-29T15:22',
    gaps: [{ rule: 'B-001', message: 'Vocational is blank.', reason: 'He is nine.' }],
    warnings: [{ rule: 'L-310', message: 'No minutes are named.' }],
    open: [{ rule: 'S-020', message: 'The percentage is missing.', page: 'fapeSetting' }],
  }));
  expect(attested).toEqual({
    typedName: 'Rosalind Achterberg', affirmedAt: '2027-09-29T15:22',
    gaps: [{ message: 'Vocational is blank.', reason: 'He is nine.' }], warnings: [{ message: 'No minutes are named.', reason: '' }], waiting: [{ message: 'The percentage is missing.', reason: '' }],
  });
});

test('a record of another program that tells of no gaps is not read as one that left none', () => {
  expect(attestedOf(affirmedWith(null))).toBeNull();
  expect(attestedOf(affirmedWith({ typedName: 'Somebody', affirmedAt: '2026-10-16T15:40', warnings: [] }))).toBeNull();
  expect(attestedOf(affirmedWith({ typedName: 'Somebody', gaps: [] }))).toEqual({ typedName: 'Somebody', affirmedAt: '', gaps: [], warnings: [], waiting: [] });
  expect(attestedOf(affirmedWith({ gaps: ['what', null, 3] }))?.gaps).toEqual([]);
});
