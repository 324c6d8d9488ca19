import { describe, expect, it } from 'vitest';
import { readiness, READINESS_THINGS, readinessInWords, type ReadinessFacts, type ReadinessThing } from '../../../shared/check/readiness.ts';

const MB = 1024 * 1024;
const GOOD: ReadinessFacts = {
  of: 'caseload', students: 28, drafts: 3, unreadableDrafts: [], records: 60, unreadableRecords: [], trial: { made: 'whole', of: 'Nolan Birchwater', sheets: 14 }, dictionariesMissing: [], freeBytes: 40_000 * MB,
  printers: ['Room 12'], now: '2027-09-29T21:30:00.000Z', newest: '2027-09-29T21:29:00.000Z', computerZone: 'America/Los_Angeles', districtZone: 'America/Los_Angeles', unlock: 'keyStoreAndPassphrase',
};

function found(thing: ReadinessThing, facts: Partial<ReadinessFacts>) {
  const items = readiness({ ...GOOD, ...facts });
  // One fact that is wrong speaks in its own line only.
  expect(items.filter((item) => item.thing !== thing)).toEqual(readiness({ ...GOOD, of: facts.of ?? GOOD.of }).filter((item) => item.thing !== thing));
  return items.find((item) => item.thing === thing);
}

describe('the readiness check', () => {
  it('looks at eight things, and says in one sentence that the laptop can run the meeting when all of them are ready', () => {
    const items = readiness(GOOD);
    expect(items.map(({ thing }) => thing)).toEqual([...READINESS_THINGS]);
    expect(items.length).toBe(8);
    expect(items.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'ready'));
    expect(readinessInWords(items)).toBe('This laptop can run the meeting offline.');
  });

  it.each<[string, ReadinessThing, Partial<ReadinessFacts>, 'lookAt' | 'putRight', RegExp]>([
    ['a Future IEP that cannot be read, by whose it is', 'students', { unreadableDrafts: ['Nolan Birchwater'] }, 'putRight', /Future IEP of Nolan Birchwater cannot be read/],
    ['a computer with no student', 'students', { students: 0, drafts: 0 }, 'putRight', /no student on this computer/],
    ['a student without a Future IEP', 'students', { of: 'student', students: 1, drafts: 0 }, 'lookAt', /No Future IEP is open for this student/],
    ['an affirmed IEP that cannot be read, by whose it is', 'history', { unreadableRecords: ['Ada Quill', 'Nolan Birchwater'] }, 'putRight', /An affirmed IEP of Ada Quill, Nolan Birchwater, or its PDF, cannot be read/],
    ['a student without an affirmed IEP', 'history', { of: 'student', records: 0 }, 'lookAt', /No affirmed IEP of this student/],
    ['paper that cannot be made', 'forms', { trial: { made: 'failed', of: 'Nolan Birchwater' } }, 'putRight', /parent copy of the IEP of Nolan Birchwater could not be made/],
    ['paper in the plain layout', 'forms', { trial: { made: 'plain', of: 'Nolan Birchwater', sheets: 9 } }, 'lookAt', /plain layout: every word is there/],
    ['signs no typeface can draw, by their names', 'forms', { trial: { made: 'lacksSigns', of: 'Nolan Birchwater', signs: ['U+1781'] } }, 'lookAt', /1 sign no typeface here can draw \(U\+1781\)/],
    ['no IEP to try', 'forms', { trial: null }, 'lookAt', /no IEP yet to make a parent copy of/],
    ['a dictionary that is missing, by its language', 'dictionaries', { dictionariesMissing: ['Spanish'] }, 'lookAt', /dictionary for Spanish is missing/],
    ['a disk with too little room', 'disk', { freeBytes: 199 * MB }, 'putRight', /Only 199 MB of the disk are free; .* needs 200 MB/],
    ['a disk with little room', 'disk', { freeBytes: 200 * MB }, 'lookAt', /200 MB of the disk are free\. It is enough/],
    ['a disk that does not answer', 'disk', { freeBytes: null }, 'putRight', /did not say how much room/],
    ['no printer', 'printer', { printers: [] }, 'lookAt', /No printer is set up/],
    ['a clock that is behind the newest words', 'clock', { now: '2027-09-28T21:30:00.000Z' }, 'putRight', /says Sep 28, 2027, 14:30, but the newest words here were saved on Sep 29, 2027, 14:29/],
    ['a computer in another time zone', 'clock', { computerZone: 'America/New_York' }, 'lookAt', /another time zone \(America\/New_York\)/],
    ['a key store that does not answer', 'unlock', { unlock: null }, 'putRight', /key store of this computer does not answer/],
  ])('names %s, and says what to do', (_what, thing, facts, state, words) => {
    const item = found(thing, facts);
    expect(item).toMatchObject({ state, words: expect.stringMatching(words) as unknown });
    expect(item?.next).not.toBe('');
  });

  it('takes a clock a few minutes behind the district for right, and two names of one time of day for the same', () => {
    expect(found('clock', { now: '2027-09-29T21:25:00.000Z' })?.state).toBe('ready');
    expect(found('clock', { now: '2027-09-29T21:23:59.000Z' })?.state).toBe('putRight');
    expect(found('clock', { computerZone: 'America/Tijuana' })?.state).toBe('ready');
    expect(found('clock', { newest: '' })?.state).toBe('ready');
  });

  it('counts from a gigabyte of free space on as ready', () => {
    expect(found('disk', { freeBytes: 1024 * MB })).toMatchObject({ state: 'ready', words: '1.0 GB of the disk are free.' });
  });

  it('says what opens the records also where a passphrase alone does', () => {
    expect(found('unlock', { unlock: 'passphrase' })).toMatchObject({ state: 'ready', words: expect.stringContaining('passphrase alone') as unknown });
  });

  it('says in one sentence how many things are to be put right or looked at', () => {
    expect(readinessInWords(readiness({ ...GOOD, printers: [] }))).toBe('This laptop can run the meeting offline. 1 thing to look at first.');
    expect(readinessInWords(readiness({ ...GOOD, printers: [], freeBytes: null, unlock: null }))).toBe('Not yet: 2 things to put right before this laptop can run the meeting offline.');
  });
});
