/**
 * Spelling of the open draft, and of the progress reports being written: asks the worker about every word nobody was asked about yet, when a draft is opened and whenever the caret leaves a
 * field, so that a word is never called wrong while it is being typed. No request leaves: the dictionaries come from main.
 */
import { create } from 'zustand';
import { wordsToSpell } from '../../shared/check/spelling.ts';
import { statementsOf } from '../../shared/check/statements.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { startWorker } from '../workbench/workers.ts';
import type { Answer, Question } from './messages.ts';

type Asked = Question extends infer Each ? (Each extends Question ? Omit<Each, 'ticket'> : never) : never;

interface Spelling {
  /** Words the dictionaries do not know and nobody added. */
  readonly unknown: ReadonlySet<string>;
  /** Words somebody added, in that order. */
  readonly mine: readonly string[];
  /** Why spelling is not checked; null while it is, or was not needed yet. */
  readonly failure: Failure | null;
}

export const useSpelling = create<Spelling>(() => ({ unknown: new Set(), mine: [], failure: null }));

interface Desk {
  readonly ask: (question: Asked) => Promise<readonly string[] | null>;
}

function openDesk(worker: Worker): Desk {
  const waiting = new Map<number, (words: readonly string[] | null) => void>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.ticket)?.(data.words);
    waiting.delete(data.ticket);
  });
  return {
    ask: (question) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        worker.postMessage({ ...question, ticket: last } satisfies Question);
      }),
  };
}

/** Both dictionaries and the user's own words, read once a window. */
async function start(): Promise<Desk | null> {
  const [en, es, mine] = await Promise.all([ask(bridge().words.dictionary({ language: 'en' })), ask(bridge().words.dictionary({ language: 'es' })), ask(bridge().words.list())]);
  for (const reply of [en, es, mine]) if (!reply.ok) useSpelling.setState({ failure: reply.failure as Failure });
  if (!en.ok || !es.ok || !mine.ok) return null;
  const desk = openDesk(startWorker('spelling'));
  const opened = await desk.ask({ kind: 'open', packed: [en.value.packed, es.value.packed] });
  if (opened === null) {
    useSpelling.setState({ failure: { code: 'damaged', reason: 'The dictionary that comes with IEP Desk cannot be read, so spelling is not checked. Install IEP Desk again.' } });
    return null;
  }
  useSpelling.setState({ mine: mine.value.words, failure: null });
  return desk;
}

let desk: Promise<Desk | null> | null = null;

function deskOnce(): Promise<Desk | null> {
  desk ??= start().then((opened) => {
    // Locked in the middle, or a disk that did not answer: the next field asks again.
    if (opened === null) desk = null;
    return opened;
  });
  return desk;
}

const asked = new Set<string>();

/** Statements of the open draft whose words were all asked about: leaving a field reads the one that changed, not sixty pages. */
let read: ReadonlySet<string> = new Set();

/** Asks about the words of the open draft nobody was asked about; resolves once `useSpelling` knows them. */
export async function judgeSpelling(): Promise<void> {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  const [texts, before] = [statementsOf(draft.document).map(({ text }) => text), read];
  const judged = await judgeTexts(texts.filter((text) => !before.has(text)));
  // A word that was taken out meanwhile stands in texts that have to be read again.
  if (judged && read === before) read = new Set(texts);
}

/** The same of any texts; false when nobody could be asked. */
export async function judgeTexts(texts: readonly string[]): Promise<boolean> {
  const words = [...new Set(texts.flatMap((text) => wordsToSpell(text).map(({ word }) => word)))].filter((word) => !asked.has(word));
  if (words.length === 0) return true;
  const opened = await deskOnce();
  const unknown = opened === null ? null : await opened.ask({ kind: 'unknown', words });
  if (unknown === null) return false;
  for (const word of words) asked.add(word);
  const { unknown: known, mine } = useSpelling.getState();
  const fresh = unknown.filter((word) => !mine.includes(word));
  if (fresh.length > 0) useSpelling.setState({ unknown: new Set([...known, ...fresh]) });
  return true;
}

/** What may have been meant, the nearest first; none when the dictionaries are not there. */
export async function suggestionsFor(word: string): Promise<readonly string[]> {
  const opened = await deskOnce();
  return (await opened?.ask({ kind: 'suggest', word })) ?? [];
}

/** Keeps a word as right, sealed on this computer; fails in words when it could not be kept. */
export async function addWord(word: string): Promise<Failure | null> {
  const reply = await ask(bridge().words.add({ word }));
  if (!reply.ok) return reply.failure as Failure;
  useSpelling.setState(({ unknown }) => ({ mine: reply.value.words, unknown: new Set([...unknown].filter((known) => known !== word)) }));
  return null;
}

export async function removeWord(word: string): Promise<Failure | null> {
  const reply = await ask(bridge().words.remove({ word }));
  if (!reply.ok) return reply.failure as Failure;
  asked.delete(word);
  // The texts it stands in are asked about again.
  read = new Set();
  useSpelling.setState({ mine: reply.value.words });
  return null;
}

/** A window that is never idle still checks its spelling. */
const LONGEST_WAIT_MS = 500;

function judgeWhenIdle(): void {
  requestIdleCallback(() => void judgeSpelling(), { timeout: LONGEST_WAIT_MS });
}

useDraftStore.subscribe(({ draft }, { draft: before }) => {
  if (draft !== null && draft.draftId !== before?.draftId) judgeWhenIdle();
});
document.addEventListener('focusout', judgeWhenIdle);
