/** From a document to everything that stands on its sheets: the one entry of this folder. Pure; equal facts give an equal plan. */
import type { PageDef } from '../iep/definition.ts';
import { valueAt } from '../iep/address.ts';
import { isObject, type Json } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { translatableOn, translationsOf, untranslated } from '../iep/translations.ts';
import { staffWords } from '../iep/staff.ts';
import { withReportsInOrder } from '../iep/report-order.ts';
import { isDate } from '../time/dates.ts';
import { revocationLines } from './clean-copy.ts';
import type { PaperContext } from './context.ts';
import type { PaperFacts, PaperFrame, PaperPlan, PaperSection } from './facts.ts';
import { isForPens } from './facts.ts';
import { bodyWidth, frameOf } from './frame.ts';
import { GLANCED, glanceContent } from './glance.ts';
import { endingFlush, leaf, textsOf } from './node.ts';
import type { PaperNode } from './node.ts';
import { pageContent } from './page.ts';
import { redlineContent } from './redline.ts';
import { NOTICE_OVER, revocationNoticeContent } from './revocation-notice.ts';
import { word } from './words.ts';

/** Part of the content hash (decisions.md 6): raise it whenever the same document would print other words. */
export const TEMPLATE_VERSION = '12';

/** As the record names the second language of the labels, in small letters. */
const SPANISH = 'spanish';
const REDLINE_OVER = 'infoEligibility';
/** Of an ISO moment. */
const DAY_LETTERS = 10;

/** Forms of the packet: the IEP itself and its amendment. Notices, logs and reports are papers of their own, printed by name (`only`). */
function belongsToPacket(def: PageDef): boolean {
  return def.partOfIep || def.id === 'amendment';
}

/** Sheets carry DRAFT when the page had content before the session and has not been discussed since (decisions.md 14). */
function isDraft(facts: PaperFacts, def: PageDef, key: string, page: Json | undefined): boolean {
  const prepared = facts.document.work?.prepared ?? [];
  return facts.kind !== 'imported' && facts.kind !== 'cleanCopy' && def.carriesDraftMark && prepared.includes(key) && isObject(page) && page['pageState'] === 'draft';
}

/** What was affirmed is this year's, with its reasons; before that, last year's words say so on every sheet. */
function carriedOn({ document, kind }: PaperFacts): ReadonlySet<string> {
  return new Set(kind === 'draft' || kind === 'parentCopy' ? (document.work?.carried ?? []) : []);
}

/** A draft says who prepares what; the parent's copy is the team's. */
function preparersOn({ document, kind }: PaperFacts): ReadonlyMap<string, string> {
  return new Map(kind === 'draft' ? Object.entries(document.work?.preparedBy ?? {}).map(([at, { staff }]) => [at, staffWords(document, staff)]) : []);
}

/** The labels of Spanish copies are in Spanish, so only those carry a translation into it; labels in any other language there are none, and every copy carries its words. */
function translationsOn({ document, language }: PaperFacts): PaperContext['translations'] {
  const here = translationsOf(document).filter((one) => language !== 'en' || one.language.toLowerCase() !== SPANISH);
  return new Map(here.map(({ at }) => [at, here.filter((one) => one.at === at)]));
}

function sessionDateOf(page: Json | undefined): string | null {
  if (!isObject(page)) return null;
  const header = page['header'];
  const date = page['sessionDate'] ?? (isObject(header) ? header['date'] : null);
  return typeof date === 'string' && date !== '' ? date : null;
}

/** True for Spanish labels around words in another language. */
function hasForeignWords({ document, language }: PaperFacts): boolean {
  return language !== 'en' && document.formLanguage !== 'es';
}

/** Bilingual labels alone are not a translated IEP: a page of it says so until a person has translated each of its statements; other papers have no place for translations. */
function isUntranslated(facts: PaperFacts, def: PageDef, key: string): boolean {
  if (!hasForeignWords(facts)) return false;
  return !def.partOfIep || untranslated(facts.document, translatableOn(facts.document, key), SPANISH).length > 0;
}

function sectionOf(facts: PaperFacts, frame: PaperFrame, key: string, content: (def: PageDef, page: Json | undefined) => readonly PaperNode[]): PaperSection {
  const def = pageDef(pageIdOf(key));
  const page = valueAt(facts.document, pageRoot(key));
  return {
    page: key, pageId: def.id, title: label(def.title, frame.language), formNo: def.formNo,
    draft: isDraft(facts, def, key, page), sessionDate: sessionDateOf(page), untranslated: isUntranslated(facts, def, key), content: content(def, page),
  };
}

/** Entries of the contact log follow each other on one log; every other form begins a new sheet. */
function joinedLog(sections: readonly PaperSection[], next: PaperSection): readonly PaperSection[] {
  const last = sections.at(-1);
  if (last === undefined || next.pageId !== 'contactLog' || last.pageId !== next.pageId) return [...sections, next];
  return [...sections.slice(0, -1), { ...last, content: [...last.content, leaf(' ', 'small'), ...next.content] }];
}

/** What came after affirming and is no field of the form: the revocation of the consent that this sheet holds. */
function revocationOver({ document, kind, language }: PaperFacts, def: PageDef): readonly PaperNode[] {
  return kind === 'cleanCopy' && def.id === 'consent' ? revocationLines(document, language).map((line) => leaf(line, 'heading')) : [];
}

/** The plan around any way of drawing a form's content; the plain layout uses it too. */
export function planWith(asked: PaperFacts, content: (context: PaperContext, def: PageDef, at: string, page: Json | undefined, frame: PaperFrame) => readonly PaperNode[]): PaperPlan {
  const facts: PaperFacts = { ...asked, document: withReportsInOrder(asked.document) };
  const frame = frameOf(facts);
  const context: PaperContext = { document: facts.document, previous: facts.previous, language: facts.language, carried: carriedOn(facts), preparedBy: preparersOn(facts), translations: translationsOn(facts), forPens: isForPens(facts.kind) };
  const keys = facts.kind === 'glance' ? GLANCED : facts.only ?? pageKeysOf(facts.document).filter((key) => belongsToPacket(pageDef(pageIdOf(key))));
  const each = keys.map((key) => sectionOf(facts, frame, key, (def, page) => [...revocationOver(facts, def), ...content(context, def, pageRoot(key), page, frame)]));
  const sections = each.reduce<readonly PaperSection[]>(joinedLog, []).map((section) => ({ ...section, content: endingFlush(section.content) }));
  return {
    // Written into the file's metadata as it stands: another system's date may be any text, and a sign of markup there would break it.
    definition: { title: isDate(frame.iepDate) ? `IEP ${frame.iepDate}` : 'IEP', lang: facts.language === 'es' ? 'es-US' : 'en-US', archival: facts.kind === 'affirmed' || facts.kind === 'imported', frame, sections },
    texts: sections.flatMap((section) => section.content.flatMap(textsOf)),
    pages: keys,
  };
}

/** One sheet, a draft while one of the pages it is taken from is. */
function glanceOf(facts: PaperFacts): PaperPlan {
  const pages = planWith(facts, (context, def, _at, _page, frame) => (def.id === GLANCED[0] ? glanceContent(context, bodyWidth(frame)) : []));
  const [first, ...others] = pages.definition.sections;
  if (first === undefined) throw new Error('a glance is taken from pages of the IEP');
  const section = { ...first, title: word('glance', pages.definition.frame.language), formNo: 'G', untranslated: hasForeignWords(facts), draft: first.draft || others.some((other) => other.draft) };
  return { ...pages, definition: { ...pages.definition, sections: [section] }, pages: [first.page] };
}

/** One form over the first page of the record, whatever pages the differences are on: it is a list about the IEP and no page of it. */
function redlineOf(facts: PaperFacts): PaperPlan {
  const { redline } = facts;
  if (redline === undefined) throw new Error('a redline is made from the copy it is held against');
  const pages = planWith({ ...facts, only: [REDLINE_OVER] }, (context, _def, _at, _page, frame) => redlineContent(context, redline, bodyWidth(frame)));
  const sections = pages.definition.sections.map((section) => ({ ...section, title: word('redline', pages.definition.frame.language), formNo: 'R', draft: false, untranslated: hasForeignWords(facts) }));
  return { ...pages, definition: { ...pages.definition, sections } };
}

/** A letter in each language of the print, one after the other: long sentences in two languages side by side are read in neither. */
function revocationNoticeOf(facts: PaperFacts): PaperPlan {
  const { document, language, printedAt } = facts;
  const [first, ...others] = (language === 'both' ? (['en', 'es'] as const) : [language]).map((one) => {
    const plan = planWith({ ...facts, only: [NOTICE_OVER] }, (_context, _def, _at, _page, frame) => revocationNoticeContent(document, printedAt.slice(0, DAY_LETTERS), one, language, bodyWidth(frame)));
    return { ...plan, definition: { ...plan.definition, sections: plan.definition.sections.map((section) => ({ ...section, title: word('revocationNotice', one), formNo: 'PWN', draft: false, untranslated: false })) } };
  });
  if (first === undefined) throw new Error('a paper has a language');
  return { ...first, definition: { ...first.definition, sections: [first, ...others].flatMap(({ definition }) => definition.sections) }, texts: [first, ...others].flatMap(({ texts }) => texts) };
}

/** Everything that goes on paper for these facts. Throws only when a page definition contradicts itself. */
export function paperOf(facts: PaperFacts): PaperPlan {
  if (facts.kind === 'glance') return glanceOf(facts);
  if (facts.kind === 'redline') return redlineOf(facts);
  if (facts.kind === 'revocationNotice') return revocationNoticeOf(facts);
  return planWith(facts, (context, def, at, page, frame) => pageContent(context, def, at, isObject(page) ? page : {}, bodyWidth(frame), frame.iepDate));
}
