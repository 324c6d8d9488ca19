/** A partial consent names everything the parent excepts, part by part. */
import { expect, test } from 'vitest';
import { BLANK, exceptionsOf, type Excepted } from '../../../renderer/meeting/excepted.ts';

const row = (part: Partial<Excepted>): Excepted => ({ ...BLANK, ...part });

test('every exception is recorded with its page and the words of the parent', () => {
  expect(exceptionsOf([row({ page: 'fapeSetting', what: ' The school ', words: 'Too far.' }), row({ what: 'Speech, 30 minutes' })])).toEqual([
    { page: 'fapeSetting', what: 'The school', parentWords: 'Too far.' }, { page: 'fapeServices', what: 'Speech, 30 minutes', parentWords: '' },
  ]);
});

test('a line nobody wrote in is none, and none at all is no partial consent', () => {
  expect(exceptionsOf([row({ what: 'Speech' }), BLANK])).toHaveLength(1);
  expect(exceptionsOf([BLANK])).toBeNull();
  expect(exceptionsOf([row({ what: '  ' })])).toBeNull();
});

test('words that name no part wait until they do', () => {
  expect(exceptionsOf([row({ what: 'Speech' }), row({ words: 'And I do not like this one.' })])).toBeNull();
});
