/** Translations of an affirmed IEP as they are typed. Each word knows whose it is: what main could not keep of one IEP may still wait while another one's is typed. */
import type { Address } from '../../shared/iep/address.ts';
import { ask, bridge } from './bridge.ts';
import { createKeeper } from './kept-typing.ts';

export interface TranslationOf {
  readonly iepId: string;
  readonly language: string;
  readonly translator: string;
}

interface Typed extends TranslationOf {
  readonly at: Address;
  readonly text: string;
}

const keeper = createKeeper<Typed>({
  together: ({ iepId, language, translator }) => JSON.stringify([iepId, language, translator]),
  send: (typed) => {
    const [{ iepId, language, translator }] = typed as [Typed];
    return ask(bridge().records.translate({ iepId, language, translator, words: typed.map(({ at, text }) => ({ at, text })) }));
  },
});

export const useLateTranslations = keeper.useKeeping;
export const keepTranslations = keeper.keep;
export const forgetTranslations = keeper.forget;

/** Words for one place; they replace what was typed there before. */
export function typeTranslation(whose: TranslationOf, at: Address, text: string): void {
  keeper.type(`${whose.iepId} ${at}`, { ...whose, at, text });
}
