/** Words in the reasons written at affirming: each reason once, with what it was written for, and never as if it stood on a sheet. */
import { describe, expect, test } from 'vitest';
import { findInReasons } from '../../../shared/flow/find-reasons.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { findInRecord } from '../../../shared/iep/find-record.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';

const SCHOOL = 'His new school assesses Nolan’s hearing in café corner in January.';
const AFFIRMATION = {
  gaps: [
    { rule: 'L-1', message: 'Hearing is blank.', reason: SCHOOL }, { rule: 'L-2', message: 'Vocational is blank.', reason: 'He is nine years old.' },
    { rule: 'L-3', message: 'Vision is blank.', reason: SCHOOL },
  ],
  warnings: [{ rule: 'W-1', message: 'The general education teacher left early.' }], open: [],
};
const record = (affirmation: Json): IepDocument => ({ ...sampleDocument(), affirmation }) as unknown as IepDocument;

describe('words in a reason', () => {
  test('are found whatever the accents, once for all it was written for, and lead to what was left open', () => {
    expect(findInReasons(record(AFFIRMATION), 'Cafe  corner')).toEqual([
      { at: 'affirmation/gaps/0', language: null, place: 'Reason · Hearing is blank. (and 1 more)', shownOn: 'leftOpen', before: '… new school assesses Nolan’s hearing in ', found: 'café corner', after: ' in January.' },
    ]);
    expect(findInReasons(record(AFFIRMATION), 'nine years')).toMatchObject([{ at: 'affirmation/gaps/1', place: 'Reason · Vocational is blank.' }]);
    expect(findInRecord(record(AFFIRMATION), record(AFFIRMATION), 'cafe corner')).toEqual([]);
  });

  test('are not the words of what was left open, nor of what needed no reason', () => {
    expect(findInReasons(record(AFFIRMATION), 'is blank')).toEqual([]);
    expect(findInReasons(record(AFFIRMATION), 'left early')).toEqual([]);
  });

  test('are nowhere in a record of another program, and one letter is not looked for', () => {
    expect(findInReasons(record(null), 'nine years')).toEqual([]);
    expect(findInReasons(record(AFFIRMATION), ' h ')).toEqual([]);
  });
});
