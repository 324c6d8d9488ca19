/** Spelling follows the caret: what was read is not read again, a word nobody could be asked about and one that was taken out are asked about anew. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { Question } from '../../../renderer/spell/messages.ts';
import { addWord, judgeSpelling, removeWord, useSpelling } from '../../../renderer/spell/spelling.ts';
import { useDraftStore } from '../../../renderer/workbench/draft-store.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../paper/sample.ts';

const seen = vi.hoisted(() => {
  vi.stubGlobal('document', { addEventListener: () => undefined });
  vi.stubGlobal('requestIdleCallback', () => 0);
  return { read: [] as string[], asked: [] as string[], mine: [] as string[], meanwhile: async (): Promise<void> => undefined };
});

vi.mock('../../../shared/check/spelling.ts', async (original) => {
  const real = await original<typeof import('../../../shared/check/spelling.ts')>();
  return { ...real, wordsToSpell: (text: string) => (seen.read.push(text), real.wordsToSpell(text)) };
});

/** A worker that knows every word but Dibelish. */
vi.mock('../../../renderer/workbench/workers.ts', () => ({
  startWorker: () => {
    let tell: (event: { readonly data: unknown }) => void = () => undefined;
    return {
      addEventListener: (_type: string, listener: typeof tell) => {
        tell = listener;
      },
      postMessage: (question: Question) => {
        if (question.kind === 'unknown') seen.asked.push(...question.words);
        void seen.meanwhile().then(() => tell({ data: { ticket: question.ticket, words: question.kind === 'unknown' ? question.words.filter((word) => word === 'Dibelish') : [] } }));
      },
    };
  },
}));

let dictionary: unknown;

function withStrengths(strengths: string, beside: JsonObject = {}): IepDocument {
  const document = sampleDocument();
  return { ...document, pages: { ...document.pages, presentLevels: { ...(document.pages.presentLevels as JsonObject), strengths, ...beside } } };
}

function open(document: IepDocument): void {
  useDraftStore.setState({ draft: { draftId: 'd1', document } as never });
}

beforeEach(() => {
  dictionary = { ok: true, value: { packed: new Uint8Array() } };
  const words = {
    dictionary: async () => dictionary,
    list: async () => ({ ok: true, value: { words: [...seen.mine] } }),
    add: async ({ word }: { readonly word: string }) => ({ ok: true, value: { words: (seen.mine = [...seen.mine, word]) } }),
    remove: async ({ word }: { readonly word: string }) => ({ ok: true, value: { words: (seen.mine = seen.mine.filter((one) => one !== word)) } }),
  };
  vi.stubGlobal('window', { iep: { words } });
  for (const list of [seen.read, seen.asked]) list.length = 0;
  seen.meanwhile = async () => undefined;
});

it('asks again at the next field where the dictionaries did not come', async () => {
  dictionary = { ok: false, failure: { code: 'locked' } };
  open(withStrengths('He likes the Dibelish list.'));
  await judgeSpelling();
  expect(useSpelling.getState().unknown.size).toBe(0);
  dictionary = { ok: true, value: { packed: new Uint8Array() } };
  await judgeSpelling();
  expect([...useSpelling.getState().unknown]).toEqual(['Dibelish']);
});

it('reads the text that changed when the caret leaves it, and nothing when none did', async () => {
  open(sampleDocument());
  await judgeSpelling();
  open(withStrengths('He reads to his brother.'));
  seen.read.length = 0;
  await judgeSpelling();
  expect(seen.read).toEqual(['He reads to his brother.']);
  await judgeSpelling();
  expect(seen.read).toEqual(['He reads to his brother.']);
});

it('calls a word wrong again once it is taken out of one\'s own, wherever it stands', async () => {
  open(withStrengths('He likes the Dibelish list.'));
  await judgeSpelling();
  expect(await addWord('Dibelish')).toBeNull();
  expect([...useSpelling.getState().unknown]).toEqual([]);
  await judgeSpelling();
  expect(await removeWord('Dibelish')).toBeNull();
  await judgeSpelling();
  expect([...useSpelling.getState().unknown]).toEqual(['Dibelish']);
});

it('calls a word wrong again that is taken out while another text is being read', async () => {
  expect(await addWord('Dibelish')).toBeNull();
  open(withStrengths('He likes the Dibelish list.'));
  await judgeSpelling();
  open(withStrengths('He likes the Dibelish list.', { health: 'Nothing alarmingly unusual.' }));
  seen.meanwhile = async () => void (await removeWord('Dibelish'));
  await judgeSpelling();
  expect(seen.asked).toContain('alarmingly');
  await judgeSpelling();
  expect([...useSpelling.getState().unknown]).toEqual(['Dibelish']);
});
