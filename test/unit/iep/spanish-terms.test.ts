/**
 * One English term is one Spanish term on every sheet (iep-forms.md section 9), and the Spanish is written as Spanish: a parent who reads "metas"
 * on one page and "objetivos" for the same thing on the next cannot follow what was agreed.
 */
import { describe, expect, test } from 'vitest';
import { DISPUTE_WORDS } from '../../../shared/iep/dispute-words.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { pairsIn, PRINTED, type Pair } from './spanish-pairs.ts';

/** Labels, choices, codes, words of the paper, and the sentences a field offers: those end in the form as well. */
const PAIRS: readonly Pair[] = [...PRINTED.flatMap(([, value]) => pairsIn(value, '')), ...pairsIn(PAGES, '', new Set(['hint'])), DISPUTE_WORDS].map((pair) => ({ at: '', ...pair })).filter(({ es }) => es !== '');
const EACH_ONCE: readonly Pair[] = [...new Map(PAIRS.map((pair) => [`${pair.en}\n${pair.es}`, pair])).values()];

interface Term {
  readonly en: RegExp;
  readonly es: RegExp;
  /** English words that say something else with the same letters, and why. */
  readonly but?: Readonly<Record<string, string>>;
}

const term = (en: RegExp, es: RegExp, but: Term['but'] = {}): Term => ({ en, es, but });

const TERMS: readonly Term[] = [
  term(/\bgoals?\b/iu, /\bmetas?\b/iu),
  term(/\bobjectives?\b/iu, /\bobjetivos?\b/iu),
  term(/\bservices?\b/iu, /\bservicios?\b/iu),
  term(/\brelated services\b/iu, /servicios relacionados|\/ relacionados/iu),
  term(/\bsupplementary aids and services\b/iu, /ayudas y servicios suplementarios/iu),
  term(/\baccommodations?\b/iu, /\badaptaci(?:ón|ones)\b/iu),
  term(/\bmodifications?\b/iu, /\bmodificaci(?:ón|ones)\b/iu),
  term(/\b(?:re)?(?:assessments?|evaluations?)\b/iu, /evaluaci(?:ón|ones)\b/iu, { 'Consent to assess': 'a verb' }),
  term(/\btests?\b/iu, /\bpruebas?\b/iu),
  term(/\bscreenings?\b/iu, /\bex[aá]men(?:es)?\b/iu),
  term(/\bdisabilit(?:y|ies)\b/iu, /\bdiscapacidad(?:es)?\b/iu),
  term(/\bimpairment\b/iu, /\bimpedimento\b/iu),
  term(/\bhard of hearing\b/iu, /\bdificultad auditiva\b/iu),
  term(/\blow[- ]incidence\b/iu, /\bbaja incidencia\b/iu),
  term(/\bdistricts?\b/iu, /\bdistritos?\b/iu),
  term(/\bschools?\b/iu, /\bescuelas?\b|\bescolar(?:es)?\b/iu, { 'Completed high school': 'la preparatoria' }),
  term(/\bprivate school\b/iu, /\bescuela privada\b/iu),
  term(/\bnonpublic\b/iu, /\bno pública\b/iu),
  term(/\bstudents?\b/iu, /\bestudiantes?\b/iu),
  term(/\badult student\b/iu, /\bestudiante adulto\(a\)/iu),
  term(/\bparents?\b/iu, /\bpadres?\b/iu),
  term(/\bguardian\b/iu, /\btutor\(a\)/iu),
  term(/\bteachers?\b/iu, /\bmaestr[oa]/iu),
  term(/\bproviders?\b/iu, /\bproveedor(?:es)?\b/iu),
  term(/\bteam\b/iu, /\bequipo\b/iu),
  term(/\binterpreters?\b/iu, /\bintérprete\b/iu),
  term(/\bmeetings?\b/iu, /\breuni(?:ón|ones)\b/iu),
  term(/\bprior written notice\b/iu, /\baviso previo por escrito\b/iu),
  term(/\bnotice\b/iu, /\baviso\b/iu),
  term(/\bprocedural safeguards\b/iu, /\bgarantías procesales\b/iu),
  term(/\bsafeguards\b/iu, /\bgarantías\b/iu),
  term(/\boffer of FAPE:/iu, /\boferta de educación pública gratuita y apropiada \(FAPE\)/iu),
  term(/\bsettings?\b/iu, /\bentornos?\b/iu),
  term(/\bplacement\b/iu, /\bcolocación\b/iu),
  term(/\bbehavior\b/iu, /\bconducta\b/iu),
  term(/\bextended school year\b/iu, /\baño escolar extendido\b/iu),
  term(/\btransition\b/iu, /\btransición\b/iu),
  term(/\bassistive technology\b/iu, /\btecnología de asistencia\b/iu),
  term(/\bconsent\b/iu, /\bconsentimiento\b/iu),
  term(/\bsignatures?\b/iu, /\bfirmas?\b/iu),
  term(/\bprogress\b/iu, /\bprogres/iu),
  term(/\breports?\b/iu, /\binform(?:es?|a|ación)\b/iu),
  term(/\breferral\b/iu, /\bremisión\b/iu),
  term(/\beligib(?:le|ility)\b/iu, /\belegib(?:le|ilidad)\b/iu),
  term(/\bexit\b/iu, /\bsalida\b/iu),
  term(/\bfrequency\b/iu, /\bfrecuencia\b/iu),
  term(/\blocation\b/iu, /\blugar\b/iu),
  term(/\bend date\b/iu, /\bfecha de término\b/iu),
  term(/\bnative language\b/iu, /\blengua materna\b/iu),
  term(/\bhome language\b/iu, /\bidioma del hogar\b/iu),
  term(/\benglish learner\b/iu, /\bestudiante de inglés\b/iu),
  term(/\bcounseling\b/iu, /\bconsejería\b/iu),
  term(/\bamendment\b/iu, /\benmienda\b/iu),
  term(/\brecords\b/iu, /\bexpedientes\b/iu),
  term(/\breason\b/iu, /\bmotivo\b/iu),
  term(/\brequests?\b/iu, /\bsolicit/iu),
  term(/\bconcerns?\b/iu, /\bpreocupaci(?:ón|ones)\b/iu, { Concerns: 'a verb: what an action is about' }),
  term(/\btabled\b/iu, /\baplazada\b/iu),
  term(/\bdraft\b/iu, /\bborrador\b/iu),
  term(/\bcopy\b/iu, /\bcopia\b/iu),
  term(/\btransportation\b/iu, /\btransporte\b/iu),
  term(/\bdue\b/iu, /\bfecha límite\b/iu, { [DISPUTE_WORDS.en]: 'due process' }),
];

describe('one English term is one Spanish term', () => {
  test.each(TERMS.map((one) => [one.en.source, one] as const))('%s', (_name, { en, es, but = {} }) => {
    const found = EACH_ONCE.filter((pair) => en.test(pair.en));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((pair) => !es.test(pair.es) && !(pair.en in but))).toEqual([]);
    // An exception nobody needs any more would let the next one through.
    expect(Object.keys(but).filter((words) => !found.some((pair) => pair.en === words && !es.test(pair.es)) && en.test(words))).toEqual([]);
  });

  test('the table reaches most of the form', () => {
    expect(TERMS.length).toBeGreaterThanOrEqual(60);
    expect(EACH_ONCE.filter((pair) => TERMS.some(({ en }) => en.test(pair.en))).length).toBeGreaterThanOrEqual(360);
  });

  test('a label says one thing wherever it stands', () => {
    const two: Readonly<Record<string, string>> = {
      By: 'a day, or a person', Other: 'of the noun it goes with', Title: 'of a paper, or of a person', Means: 'one way, or all of them', Signed: 'that it was signed, or how',
      Refused: 'a request that is refused, or a parent who does not sign', Accommodation: 'with the word schools say beside it at the head of its list', Korean: 'a race, or a language', Japanese: 'a race, or a language', Samoan: 'a race, or a language',
    };
    const said = new Map<string, Set<string>>();
    for (const { en, es } of EACH_ONCE) said.set(en, new Set([...(said.get(en) ?? []), es]));
    const several = [...said].filter(([, all]) => all.size > 1);
    expect(several.filter(([en]) => !(en in two)).map(([en, all]) => [en, ...all])).toEqual([]);
    expect(Object.keys(two).filter((en) => !several.some(([words]) => words === en))).toEqual([]);
  });
});

describe('Spanish as it is written', () => {
  test('a parent is spoken to as usted', () => {
    expect(EACH_ONCE.filter(({ es }) => /\b(?:tú|tu|tus|te|ti|contigo|puedes|tienes|quieres|debes)\b/iu.test(es))).toEqual([]);
  });

  test('questions and exclamations open as they close, and no stroke of the pen is doubled', () => {
    const marks = (text: string, mark: string): number => text.split(mark).length;
    expect(EACH_ONCE.filter(({ es }) => marks(es, '¿') !== marks(es, '?') || marks(es, '¡') !== marks(es, '!'))).toEqual([]);
    expect(EACH_ONCE.filter(({ es }) => /\s{2}|\s[,;:.?!)]|\(\s|^\s|\s$/u.test(es.replaceAll(' …', '')))).toEqual([]);
  });

  test('a sentence ends as the English one does', () => {
    const end = (text: string): string => /[.…:]$/u.exec(text)?.[0] ?? '';
    expect(EACH_ONCE.filter(({ en, es }) => end(en) !== end(es) && !/^No\.$|^By …/u.test(en))).toEqual([]);
  });

  test('capitals stand at the beginning and in names only', () => {
    const names = /\b(?:[A-Z]{2,}[\dA-Z.]*|IEP|Medi-Cal|California|Filipinas|China|Pacífico|Alaska|Hawái|Programa de Educación Individualizado|Plan Individualizado de Servicios para la Familia|Plan Individual de Servicios|Servicios para Niños|Departamento de (?:Rehabilitación|Servicios Sociales)|Head Start|Parte [BC]|N\.º|Oficina de Audiencias Administrativas|División de Educación Especial|Gateway Oaks Drive|Suite|Sacramento|CA|[ABCDE]|DRDP)(?!\p{L})/gu;
    const late = (es: string): boolean => /(?<!^|[.:/(] ?|\/ )\p{Lu}\p{Ll}/u.test(es.replaceAll(names, ''));
    expect(EACH_ONCE.filter(({ en, es }) => en !== en.toUpperCase() && late(es) && !/^[A-ZÁ-Ú ,]+:/u.test(es)).map(({ es }) => es)).toEqual([]);
  });

  test('no number is lost or changed', () => {
    const numbers = (text: string): string => (text.match(/\d+/gu) ?? []).toSorted().join(' ');
    expect(EACH_ONCE.filter(({ en, es }) => numbers(en) !== numbers(es))).toEqual([]);
  });
});
