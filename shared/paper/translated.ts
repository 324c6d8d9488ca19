/** A statement as the team wrote it, and under it what a person translated it to, with who did it and when; English words that were changed since are said to be other words. */
import type { Address } from '../iep/address.ts';
import { isOutdated } from '../iep/translations.ts';
import { clean } from './clean.ts';
import type { PaperContext } from './context.ts';
import { dateText } from './context.ts';
import type { PaperNode } from './node.ts';
import { leaf } from './node.ts';
import { prose } from './prose.ts';
import { word } from './words.ts';

/** The words of one place in a column `width` points wide. */
export function statementNodes(context: PaperContext, text: string, width: number, at: Address): readonly PaperNode[] {
  const { document, language, translations } = context;
  return [...prose(text, width, at), ...(translations.get(at) ?? []).flatMap((one) => {
    const by = [one.language, one.translator, dateText(one.date, language)].filter((part) => part !== '').map((part) => clean(part)).join(', ');
    const head = `${word('translation', language)} (${by})${isOutdated(document, one) ? `: ${word('ofEarlierWords', language)}` : ''}`;
    return [leaf(head, 'small', at, { margin: [0, 3, 0, 1] }), ...prose(one.text, width, at)];
  })];
}
