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

/** The languages of translated IEPs in the words of the record, as a voice that reads them knows them (BCP 47); others are read in the voice of the labels. */
const LANGUAGES: Readonly<Record<string, string>> = {
  spanish: 'es-US', vietnamese: 'vi', hmong: 'hmn', chinese: 'zh', cantonese: 'zh', mandarin: 'zh', armenian: 'hy', russian: 'ru', punjabi: 'pa', arabic: 'ar', farsi: 'fa', tagalog: 'tl', korean: 'ko',
};

/** The nodes with their language said. */
export function spoken(nodes: readonly PaperNode[], lang: string): readonly PaperNode[] {
  return nodes.map((node): PaperNode => {
    switch (node.kind) {
      case 'leaf': return { ...node, lang };
      case 'stack': return { ...node, items: spoken(node.items, lang) };
      case 'columns': return { ...node, items: node.items.map((item) => ({ ...item, node: spoken([item.node], lang)[0] ?? item.node })) };
      case 'table': case 'drawing': return node;
    }
  });
}

/** The words of one place in a column `width` points wide. */
export function statementNodes(context: PaperContext, text: string, width: number, at: Address): readonly PaperNode[] {
  const { document, language, translations } = context;
  const own = document.formLanguage === 'es' ? 'es-US' : 'en-US';
  return [...spoken(prose(text, width, at), own), ...(translations.get(at) ?? []).flatMap((one) => {
    const by = [one.language, one.translator, dateText(one.date, language)].filter((part) => part !== '').map((part) => clean(part)).join(', ');
    const head = `${word('translation', language)} (${by})${isOutdated(document, one) ? `: ${word('ofEarlierWords', language)}` : ''}`;
    const lang = LANGUAGES[one.language.toLowerCase()];
    return [leaf(head, 'small', at, { margin: [0, 3, 0, 1] }), ...(lang === undefined ? prose(one.text, width, at) : spoken(prose(one.text, width, at), lang))];
  })];
}
