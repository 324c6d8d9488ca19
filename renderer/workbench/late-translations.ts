/** Translations of an affirmed IEP as they are typed: main keeps them a moment after the last key, and at once when the list is left, at a lock and when the app quits. */
import { create } from 'zustand';
import type { Address } from '../../shared/iep/address.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, bridge } from './bridge.ts';

/** Milliseconds after the last key; as with the words of a draft, half a second of typing is the most that can be lost. */
const PAUSE_MS = 350;

export interface TranslationOf {
  readonly iepId: string;
  readonly language: string;
  readonly translator: string;
}

interface State {
  /** Places whose words main has not kept yet. */
  readonly unsaved: number;
  /** Instant of the last keeping, '' before the first. */
  readonly keptAt: string;
  readonly failure: Failure | null;
}
const NOTHING: State = { unsaved: 0, keptAt: '', failure: null };
export const useLateTranslations = create<State>(() => NOTHING);

interface Typed extends TranslationOf {
  readonly at: Address;
  readonly text: string;
}

/** By IEP and place. Each word knows whose it is: what main could not keep of one IEP may still wait while another one's is typed. */
const waiting = new Map<string, Typed>();
let timer: ReturnType<typeof setTimeout> | undefined;
let turn: Promise<unknown> = Promise.resolve();

function tell(state: Partial<State>): void {
  useLateTranslations.setState({ unsaved: waiting.size, ...state });
}

function isOfOne(one: TranslationOf, other: TranslationOf): boolean {
  return one.iepId === other.iepId && one.language === other.language && one.translator === other.translator;
}

async function send(): Promise<void> {
  let keptAt: string | null = null;
  for (let left = [...waiting]; left.length > 0; ) {
    const [, { iepId, language, translator }] = left[0] as [string, Typed];
    const now = left.filter(([, typed]) => isOfOne(typed, { iepId, language, translator }));
    const reply = await ask(bridge().records.translate({ iepId, language, translator, words: now.map(([, { at, text }]) => ({ at, text })) }));
    if (!reply.ok) return tell({ failure: reply.failure as Failure });
    // What was typed over meanwhile waits for the next time.
    for (const [key, typed] of now) if (waiting.get(key) === typed) waiting.delete(key);
    left = left.filter((one) => !now.includes(one));
    ({ keptAt } = reply.value);
  }
  return keptAt === null ? undefined : tell({ failure: null, keptAt });
}

/** Resolves when everything typed was offered to main; says how many places it has not kept. */
export async function keepTranslations(): Promise<{ readonly unsaved: number }> {
  clearTimeout(timer);
  const mine = turn.then(send);
  turn = mine.catch(() => undefined);
  await mine;
  return { unsaved: waiting.size };
}

/** Words for one place; they replace what was typed there before. */
export function typeTranslation(whose: TranslationOf, at: Address, text: string): void {
  waiting.set(`${whose.iepId} ${at}`, { ...whose, at, text });
  tell({});
  clearTimeout(timer);
  timer = setTimeout(() => void keepTranslations(), PAUSE_MS);
}

/** Forgets what was typed; whoever calls has asked main to keep it before. */
export function forgetTranslations(): void {
  clearTimeout(timer);
  waiting.clear();
  useLateTranslations.setState(NOTHING);
}
