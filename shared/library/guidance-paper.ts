/** The guidance of shared/help in the order of the form: each topic in full at the page it fits best, and by name at the others. */
import { HELP_TOPICS, type HelpTopic } from '../help/topics.ts';
import { SPANISH_TOPICS, type TopicWords } from '../help/spanish.ts';
import { pageDef, PAGES } from '../iep/pages.ts';
import type { PageDef, PageId, Words } from '../iep/definition.ts';
import { leaf, spacedBelow, type PaperNode } from '../paper/node.ts';
import { prose } from '../paper/prose.ts';
import { headed } from '../paper/room.ts';
import { under } from './bar.ts';
import type { LibraryLanguage } from './listed.ts';

const SEE: Words = { en: 'See also', es: 'Vea también' };
const ON_PAGE: Words = { en: 'page', es: 'página' };
/** Points below a topic. */
const BETWEEN = 5;

/** The page a topic is printed in full at: the first place it speaks of. */
function homeOf({ at }: HelpTopic): PageId {
  return pageOf(at[0] ?? '');
}

function pageOf(place: string): PageId {
  return place.split('/')[0] as PageId;
}

function wordsOf(topic: HelpTopic, language: LibraryLanguage): TopicWords {
  const words = language === 'en' ? topic : SPANISH_TOPICS[topic.id];
  if (words === undefined) throw new Error(`The topic ${topic.id} has no Spanish.`);
  return words;
}

function inFull(topic: HelpTopic, language: LibraryLanguage, width: number): readonly PaperNode[] {
  const { title, answer } = wordsOf(topic, language);
  return headed(leaf(title, 'strong', '', { margin: [0, 1, 0, 1] }), spacedBelow(prose(answer.join('\n'), width, ''), BETWEEN), width);
}

function byName(topics: readonly HelpTopic[], language: LibraryLanguage): readonly PaperNode[] {
  const names = topics.map((topic) => `${wordsOf(topic, language).title} (${ON_PAGE[language]} ${pageDef(homeOf(topic)).formNo})`);
  return names.length === 0 ? [] : [leaf(`${SEE[language]}: ${names.join(' · ')}`, 'small', '', { margin: [0, 0, 0, 2] })];
}

function page({ id, formNo, title }: PageDef, language: LibraryLanguage, width: number): readonly PaperNode[] {
  const topics = HELP_TOPICS.filter(({ at }) => at.some((place) => pageOf(place) === id));
  const home = topics.filter((topic) => homeOf(topic) === id);
  const others = byName(topics.filter((topic) => !home.includes(topic)), language);
  return under(`${formNo} · ${title[language]}`, [...home.flatMap((topic) => inFull(topic, language, width)), ...others], width);
}

/** What stands on the sheets, `width` points wide. */
export function guidanceContent(language: LibraryLanguage, width: number): readonly PaperNode[] {
  return PAGES.flatMap((def) => page(def, language, width));
}
