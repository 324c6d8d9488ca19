/** A search over years: newest first, one record at a time, stopped at once, forgotten at lock; an IEP that cannot be read is named and never counts as one without the words. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sumWords, unreadWords } from '../../../renderer/student/search-words.ts';
import { forgetSearch, searchRecords, stopSearch, useRecordSearch } from '../../../renderer/workbench/record-search.ts';
import type { Bridge, Input, Reply } from '../../../shared/bridge/contract.ts';
import type { FoundInRecord } from '../../../shared/bridge/records.ts';
import type { RecordSummary } from '../../../shared/bridge/summaries.ts';

const PLACE: FoundInRecord['places'][number] = { at: 'pages/presentLevels/health', language: null, place: 'Present levels · Health', before: '', found: 'vitamin drops', after: '', shownOn: 'affirmed' };
const HIT: Reply<FoundInRecord> = { ok: true, value: { places: [PLACE], unread: [] } };
const NOTHING: Reply<FoundInRecord> = { ok: true, value: { places: [], unread: [] } };
const DAMAGED: Reply<FoundInRecord> = { ok: false, failure: { code: 'damaged' } };

function record(year: number, change: RecordSummary['change'] = null): RecordSummary {
  return { iepId: `iep-${year}`, meetingDate: `${year}-10-14`, change, purposes: ['annual'], standing: 'history', part: null, toBeContinued: false } as unknown as RecordSummary;
}
const RECORDS = [2027, 2026, 2025].map((year) => record(year));

/** Main, which answers when it is told to. */
function main() {
  const asked: Input<'records.find'>[] = [];
  const waiting: ((reply: Reply<FoundInRecord>) => void)[] = [];
  const find = (input: Input<'records.find'>) => {
    asked.push(input);
    return new Promise<Reply<FoundInRecord>>((answer) => waiting.push(answer));
  };
  vi.stubGlobal('window', { iep: { records: { find } } as unknown as Bridge });
  const answer = async (reply: Reply<FoundInRecord>): Promise<void> => {
    waiting.shift()?.(reply);
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
  };
  return { asked, answer };
}

/** A search in these records, once the first of them is asked. */
async function begun(words: string, records: readonly RecordSummary[]): Promise<{ readonly done: Promise<void> }> {
  const done = searchRecords('s1', words, async () => records);
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
  return { done };
}

let bridge: ReturnType<typeof main>;
beforeEach(() => {
  bridge = main();
});
afterEach(() => {
  forgetSearch();
  vi.unstubAllGlobals();
});

const say = (): string => sumWords(useRecordSearch.getState());

it('asks one record after another, newest first, and shows what was found while it goes on', async () => {
  const { done } = await begun('vitamin drops', RECORDS);
  expect(bridge.asked).toEqual([{ iepId: 'iep-2027', words: 'vitamin drops' }]);
  expect(say()).toBe('Searching: 0 of 3 IEPs; so far nowhere.');
  await bridge.answer(HIT);
  expect(say()).toBe('Searching: 1 of 3 IEPs; so far 1 place in 1 IEP.');
  await bridge.answer(NOTHING);
  await bridge.answer(HIT);
  await done;
  expect(bridge.asked.map(({ iepId }) => iepId)).toEqual(['iep-2027', 'iep-2026', 'iep-2025']);
  expect(say()).toBe('Found: 2 places in 2 IEPs, of 3 searched.');
});

it('stopped, it asks no further record, and what was found stays', async () => {
  const { done } = await begun('vitamin drops', RECORDS);
  await bridge.answer(HIT);
  stopSearch();
  await bridge.answer(HIT);
  await done;
  expect(bridge.asked).toHaveLength(2);
  expect(useRecordSearch.getState().searched).toHaveLength(1);
  expect(say()).toBe('Stopped after 1 of 3 IEPs: 1 place in 1 IEP in those.');
  stopSearch();
  expect(useRecordSearch.getState().state).toBe('stopped');
});

it('answers to an earlier search, and to one that a lock ended, are dropped', async () => {
  const { done: first } = await begun('vitamin drops', RECORDS);
  const { done: second } = await begun('reading log', RECORDS.slice(0, 1));
  await bridge.answer(HIT);
  await first;
  expect(useRecordSearch.getState()).toMatchObject({ words: 'reading log', searched: [] });
  forgetSearch();
  await bridge.answer(HIT);
  await second;
  expect(useRecordSearch.getState()).toEqual({ studentId: '', words: '', state: 'none', of: 0, searched: [], opened: null });
  expect(say()).toBe('');
});

it('a lock while the list of IEPs is asked for leaves no word of the search, and asks for nothing', async () => {
  const done = searchRecords('s1', 'vitamin drops', async () => {
    expect(say()).toBe('Searching…');
    forgetSearch();
    return RECORDS;
  });
  await done;
  expect(bridge.asked).toEqual([]);
  expect(useRecordSearch.getState()).toMatchObject({ words: '', state: 'none' });
});

it('an IEP that cannot be read, or not wholly, is named; only what was read counts as searched', async () => {
  const { done } = await begun('vitamin drops', [RECORDS[0] as RecordSummary, record(2026, { kind: 'amendment', on: '2027-02-03' }), RECORDS[2] as RecordSummary]);
  await bridge.answer({ ok: true, value: { places: [], unread: ['late', 'translation'] } });
  await bridge.answer(DAMAGED);
  await bridge.answer(NOTHING);
  await done;
  expect(say()).toBe('Nowhere in the 2 IEPs that were searched.');
  expect(unreadWords(useRecordSearch.getState().searched)).toEqual([
    'The IEP of 10/14/2027 was searched without a signature, a progress report or a translation that came later: it could not be read.',
    'The IEP of 10/14/2027 was searched without what was translated later: it could not be read.',
    'The IEP of 10/14/2026 (Amendment of 2/3/2027) could not be read and was not searched.',
  ]);
});

it('when nothing could be read it never says that the words are nowhere', async () => {
  const { done } = await begun('vitamin drops', RECORDS.slice(0, 1));
  await bridge.answer(DAMAGED);
  await done;
  expect(say()).toBe('No IEP could be searched.');
});
