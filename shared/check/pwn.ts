/**
 * Whether the meeting notes hold the seven contents of a prior written notice (34 CFR 300.503(b), Ed. Code 56500.4; iep-forms.md section 5).
 * It counts what is there; whether the notice is good law is for people, so nothing here says "valid".
 */
import { ROW_ID, at, rowSegment, type Address, type Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { formLanguage, homeLanguages, isTranslated, translatableOn } from '../iep/translations.ts';
import { nameOfRow, parentCopyOf, rowsAt, textAt } from '../flow/read.ts';
import { isDate } from '../time/dates.ts';
import { isCovered, offerChanges, type OfferChange } from './offer-changes.ts';
import { isPlaceholder } from './placeholder.ts';

export interface PwnElement {
  readonly n: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly ok: boolean;
  /** Where words are missing, in reading order. */
  readonly missing: readonly Address[];
}

export interface PwnCheck {
  readonly elements: readonly PwnElement[];
  /** Parent's language against the form's: the same, bridged by an interpreter or a written translation, or neither. */
  readonly language: 'same' | 'interpreted' | 'translated' | 'open';
  /** Proposed changes against the day the copy was handed over: after it, that same day, before it, or no copy yet. */
  readonly timing: 'ok' | 'sameDay' | 'tooEarly' | 'noCopy';
  /** The dates of the proposed changes that are before that day. */
  readonly early: readonly Address[];
  /** Whether the offer was compared with the IEP before it; without that IEP nobody can say that every change has its action. */
  readonly compared: boolean;
  /** Changes of the offer no action speaks of; element 1 is open while there are any. */
  readonly uncovered: readonly OfferChange[];
  /** All seven elements are there and the language is bridged. */
  readonly complete: boolean;
}

const NOTES = 'pages/structuredNotes';
const FEWEST_WORDS_WHY = 8;
const FEWEST_WORDS_REJECTED = 6;
const FEWEST_SOURCES_OF_HELP = 2;

function inNotes(list: string, row?: Row, field?: string): Address {
  return at(NOTES, list, ...(row === undefined ? [] : [rowSegment(row[ROW_ID])]), ...(field === undefined ? [] : [field]));
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
}

function saysLess(text: string, words: number): boolean {
  return isPlaceholder(text) || wordCount(text) < words;
}

function refsOf(row: Row): readonly unknown[] {
  return Array.isArray(row['basisRefs']) ? row['basisRefs'] : [];
}

/** A line of the discussion log in which the parent asked for something. */
function isParentRequest(row: Row): boolean {
  return row['kind'] === 'request' && /^parent/iu.test(textAt(row, 'speakerRole').trim());
}

/** 1: actions proposed or refused; a refused request of the parent is an action refused. */
function actionsMissing(doc: IepDocument, actions: readonly Row[]): readonly Address[] {
  if (actions.length === 0) return [inNotes('actions')];
  const refusals = new Set(actions.filter((row) => row['verdict'] === 'refuse').map(nameOfRow));
  return [
    ...actions.flatMap((row) => [
      ...(row['verdict'] === 'propose' || row['verdict'] === 'refuse' ? [] : [inNotes('actions', row, 'verdict')]),
      ...(isPlaceholder(textAt(row, 'description')) ? [inNotes('actions', row, 'description')] : []),
    ]),
    ...rowsAt(doc, inNotes('parentRequests')).filter((row) => row['answer'] === 'refused' && !refusals.has(textAt(row, 'actionRef'))).map((row) => inNotes('parentRequests', row, 'actionRef')),
    ...rowsAt(doc, inNotes('topics')).filter((row) => isParentRequest(row) && row['answer'] === 'refused' && !refusals.has(textAt(row, 'actionRef'))).map((row) => inNotes('topics', row, 'actionRef')),
  ];
}

/** 2: a reason of its own for each action. */
function reasonsMissing(actions: readonly Row[]): readonly Address[] {
  if (actions.length === 0) return [inNotes('actions')];
  const seen = new Set<string>();
  return actions.flatMap((row) => {
    const why = textAt(row, 'why').trim();
    const repeated = seen.has(why.toLowerCase());
    seen.add(why.toLowerCase());
    return repeated || saysLess(why, FEWEST_WORDS_WHY) ? [inNotes('actions', row, 'why')] : [];
  });
}

/** 3: every action rests on something named and dated. */
function basisMissing(doc: IepDocument, actions: readonly Row[]): readonly Address[] {
  const basis = rowsAt(doc, inNotes('basis'));
  if (basis.length === 0) return [inNotes('basis')];
  const named = new Set<unknown>(basis.map(nameOfRow));
  return [
    ...(actions.length === 0 ? [inNotes('actions')] : []),
    ...actions.filter((row) => refsOf(row).length === 0 || refsOf(row).some((ref) => !named.has(ref))).map((row) => inNotes('actions', row, 'basisRefs')),
    ...basis.flatMap((row) => [
      ...(textAt(row, 'title').trim() === '' ? [inNotes('basis', row, 'title')] : []),
      ...(isDate(textAt(row, 'date')) ? [] : [inNotes('basis', row, 'date')]),
    ]),
  ];
}

/** 4: safeguards offered at this session, and how to get a copy. */
function safeguardsMissing(doc: IepDocument): readonly Address[] {
  const sessions = rowsAt(doc, 'meeting/sessions').map((session) => textAt(session, 'date'));
  return [
    ...['safeguardsNote', 'safeguardsHowToGetCopy'].map((field) => inNotes(field)).filter((address) => isPlaceholder(textAt(doc, address))),
    ...(sessions.includes(textAt(doc, `${NOTES}/header/date`)) ? [] : [`${NOTES}/header/date`]),
  ];
}

/** 5: people who help, each with a way to reach them. */
function helpMissing(doc: IepDocument): readonly Address[] {
  const sources = rowsAt(doc, inNotes('assistanceSources'));
  return [
    ...(sources.length < FEWEST_SOURCES_OF_HELP ? [inNotes('assistanceSources')] : []),
    ...sources.filter((row) => textAt(row, 'contact').trim() === '').map((row) => inNotes('assistanceSources', row, 'contact')),
  ];
}

/** 6: at least one option that was not chosen and why, and exactly one placement that was. */
function optionsMissing(doc: IepDocument): readonly Address[] {
  const options = rowsAt(doc, inNotes('options'));
  const rejected = options.filter((row) => row['selected'] !== true);
  const placements = options.filter((row) => row['kind'] === 'placement' && row['selected'] === true);
  return [
    ...(rejected.length === 0 || placements.length !== 1 ? [inNotes('options')] : []),
    ...rejected.filter((row) => saysLess(textAt(row, 'whyRejected'), FEWEST_WORDS_REJECTED)).map((row) => inNotes('options', row, 'whyRejected')),
  ];
}

/** The notice is read in every language that is spoken at home (34 CFR 300.503(c)): `translated` only when each of its statements is. */
function languageOf(doc: IepDocument): PwnCheck['language'] {
  const others = homeLanguages(doc).filter((language) => language.toLowerCase() !== formLanguage(doc));
  if (others.length === 0) return 'same';
  if (textAt(doc, `${NOTES}/header/interpreter`).trim() !== '') return 'interpreted';
  const notice = translatableOn(doc, 'structuredNotes');
  return others.every((language) => isTranslated(doc, notice, language)) ? 'translated' : 'open';
}

function handedOn(doc: IepDocument): string {
  const noted = textAt(rowsAt(doc, 'pages/consent').at(-1) ?? null, 'iepCopyGiven/date');
  return isDate(noted) ? noted : (parentCopyOf(doc)?.handedAt ?? '').slice(0, 10);
}

/** A refusal changes nothing, so only proposals are held against the day of the copy. */
function timingOf(doc: IepDocument, actions: readonly Row[]): Pick<PwnCheck, 'timing' | 'early'> {
  const handed = handedOn(doc);
  if (!isDate(handed)) return { timing: 'noCopy', early: [] };
  const starts = actions.filter((row) => row['verdict'] === 'propose').map((row) => ({ at: inNotes('actions', row, 'effectiveDate'), day: textAt(row, 'effectiveDate') }));
  const early = starts.filter(({ day }) => isDate(day) && day < handed).map(({ at: place }) => place);
  return { timing: early.length > 0 ? 'tooEarly' : starts.some(({ day }) => day === handed) ? 'sameDay' : 'ok', early };
}

/**
 * The seven elements in their order, with every place where one falls short.
 * @param previous the IEP this one follows: with it, every changed service and setting needs an action; null when it is not at hand
 */
export function pwnCheck(doc: IepDocument, previous: IepDocument | null = null): PwnCheck {
  const actions = rowsAt(doc, inNotes('actions'));
  const otherFactors = inNotes('otherFactors');
  const uncovered = previous === null ? [] : offerChanges(previous, doc).filter((change) => !isCovered(change, actions));
  const unsaid = actionsMissing(doc, actions);
  const found: readonly (readonly [PwnElement['n'], readonly Address[]])[] = [
    [1, uncovered.length > 0 ? [...new Set([...unsaid, inNotes('actions')])] : unsaid],
    [2, reasonsMissing(actions)],
    [3, basisMissing(doc, actions)],
    [4, safeguardsMissing(doc)],
    [5, helpMissing(doc)],
    [6, optionsMissing(doc)],
    [7, isPlaceholder(textAt(doc, otherFactors)) ? [otherFactors] : []],
  ];
  const elements = found.map(([n, missing]) => ({ n, ok: missing.length === 0, missing }));
  const language = languageOf(doc);
  return { elements, language, ...timingOf(doc, actions), compared: previous !== null, uncovered, complete: elements.every((element) => element.ok) && language !== 'open' };
}
