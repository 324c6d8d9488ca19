/**
 * What the offer changes against the IEP before it: services added, ended or given otherwise, and another setting. Each change is an action the
 * district proposes, so the notice must hold a row for it (34 CFR 300.503(a), (b)(1)). Dates alone are no change: every IEP begins anew.
 */
import { ROW_ID, rowSegment, valueAt, type Address, type Row } from '../iep/address.ts';
import { codeEntry, codeLabel, type CodeEntry } from '../iep/codes.ts';
import type { Words } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { rowsAt, textAt } from '../flow/read.ts';
import { folded, squeezed } from './reading.ts';

export interface OfferChange {
  readonly kind: 'service' | 'setting';
  readonly words: Words;
  /** The line or field of the offer that changed; the list when the line is gone. */
  readonly at: Address;
  /** Code of the service; "" for the setting. */
  readonly code: string;
  /** Minutes of the lines as they stand now that no other service is given: an action may tell the service by them. */
  readonly minutes: readonly number[];
}

const LISTS = ['pages/fapeServices/services', 'pages/fapeServices/esyServices'] as const;
const SETTING = 'pages/fapeSetting';
/** Fields of the setting whose change is a change of placement. */
const SETTING_FIELDS: Readonly<Record<string, Words>> = {
  setting: { en: 'The program setting', es: 'El entorno del programa' },
  percentRegular: { en: 'The percent of time in the regular class', es: 'El porcentaje de tiempo en la clase regular' },
  school: { en: 'The school', es: 'La escuela' },
  npsCode: { en: 'The nonpublic school', es: 'La escuela no pública' },
};

/** How a line is given; two lines that say the same are one offer. */
function manner(line: Row): string {
  const delivery = Array.isArray(line['delivery']) ? line['delivery'].map(String).toSorted() : [];
  return JSON.stringify([line['minutes'] ?? null, line['frequency'] ?? '', line['location'] ?? '', delivery]);
}

function byCode(doc: IepDocument, list: Address): ReadonlyMap<string, readonly Row[]> {
  const lines = new Map<string, Row[]>();
  for (const line of rowsAt(doc, list)) {
    const code = textAt(line, 'code');
    if (code !== '') lines.set(code, [...(lines.get(code) ?? []), line]);
  }
  return lines;
}

const SAID: Readonly<Record<'added' | 'ended' | 'changed', Words>> = {
  added: { en: 'is new', es: 'es nuevo' },
  ended: { en: 'has ended', es: 'ha terminado' },
  changed: { en: 'has other minutes, another frequency, location or delivery', es: 'tiene otros minutos, otra frecuencia, otro lugar u otra modalidad' },
};

function minutesOf(lines: readonly Row[]): readonly number[] {
  return lines.flatMap((line) => (typeof line['minutes'] === 'number' ? [line['minutes']] : []));
}

/** @param others minutes of the other services of the offer */
function serviceChange(list: Address, code: string, was: readonly Row[], now: readonly Row[], others: readonly number[]): OfferChange | null {
  const [before, after] = [was.map(manner).toSorted().join(), now.map(manner).toSorted().join()];
  if (before === after) return null;
  const said = SAID[was.length === 0 ? 'added' : now.length === 0 ? 'ended' : 'changed'];
  const esy = list === LISTS[1];
  const words = { en: `${codeLabel('service', code)}${esy ? ' (extended school year)' : ''} ${said.en}`, es: `${codeLabel('service', code, 'es')}${esy ? ' (año escolar extendido)' : ''} ${said.es}` };
  const line = now.find((row) => !was.some((old) => manner(old) === manner(row))) ?? now[0];
  return { kind: 'service', words, at: line === undefined ? list : `${list}/${rowSegment(line[ROW_ID])}`, code, minutes: minutesOf(now).filter((count) => !others.includes(count)) };
}

function serviceChanges(previous: IepDocument, doc: IepDocument, list: Address): readonly OfferChange[] {
  const [was, now] = [byCode(previous, list), byCode(doc, list)];
  const others = (code: string): readonly number[] => minutesOf(LISTS.flatMap((one) => rowsAt(doc, one)).filter((line) => textAt(line, 'code') !== code));
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((code) => serviceChange(list, code, was.get(code) ?? [], now.get(code) ?? [], others(code)) ?? []);
}

function settingChanges(previous: IepDocument, doc: IepDocument): readonly OfferChange[] {
  return Object.entries(SETTING_FIELDS).flatMap(([field, { en, es }]): readonly OfferChange[] => {
    const at = `${SETTING}/${field}`;
    const [was, now] = [valueAt(previous, at) ?? '', valueAt(doc, at) ?? ''];
    return was === now ? [] : [{ kind: 'setting', words: { en: `${en} has changed`, es: `${es} ha cambiado` }, at, code: '', minutes: [] }];
  });
}

/** In the order of the offer. */
export function offerChanges(previous: IepDocument, doc: IepDocument): readonly OfferChange[] {
  return [...LISTS.flatMap((list) => serviceChanges(previous, doc, list)), ...settingChanges(previous, doc)];
}

/** Words of a service's name that many services share. */
const SHARED_WORDS: ReadonlySet<string> = new Set('services service specialized special individual intensive instruction academic education group small other therapy counseling training including evaluation only note taking work support health and nursing physical family home visits'.split(' '));
/** Letters of a word that name it: "speech", "occupational" also as "occupationally". */
const LEAST_LETTERS = 5;

/** Words that name this service and hardly another. */
function tellingWords(entry: CodeEntry): readonly string[] {
  return [entry.label.en, entry.label.es].flatMap((label) => folded(label).match(/\p{L}+/gu) ?? []).filter((word) => word.length >= LEAST_LETTERS && !SHARED_WORDS.has(word));
}

function shortName(label: string): string {
  return folded(label.split(/[(,:]/u)[0] ?? '').trim();
}

function namesService(description: string, { code, minutes }: OfferChange): boolean {
  const said = ` ${squeezed(folded(description))} `;
  const words = said.match(/\p{L}+/gu) ?? [];
  const entry = codeEntry('service', code);
  if (new RegExp(`(?<!\\d)${code}(?!\\d)(?!\\s*min)`, 'u').test(said)) return true;
  if (minutes.some((count) => new RegExp(`(?<!\\d)${count}[\\s-]*min`, 'u').test(said))) return true;
  if (entry === undefined) return false;
  return [entry.label.en, entry.label.es].some((label) => label !== '' && said.includes(shortName(label))) || tellingWords(entry).some((telling) => words.some((word) => word.startsWith(telling)));
}

/**
 * True when an action of the notes covers a change. A service is covered by an action that names it by its name, by a word only it has ("speech"),
 * by its code, or by minutes that no other service is given; the setting by an action about placement. Whether the action says enough is left to people.
 */
export function isCovered(change: OfferChange, actions: readonly Row[]): boolean {
  if (change.kind === 'setting') return actions.some((row) => row['kind'] === 'placement');
  return actions.some((row) => namesService(textAt(row, 'description'), change));
}
