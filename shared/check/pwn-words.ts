/** The seven contents of a prior written notice in words (34 CFR 300.503(b)), the fields of the structured notes that hold each, and what the check says of them. Never "valid". */
import { fieldAt } from '../iep/fields.ts';
import type { Words } from '../iep/definition.ts';
import type { Address } from '../iep/address.ts';
import type { PwnCheck, PwnElement } from './pwn.ts';

export interface ElementWords extends Words {
  readonly n: PwnElement['n'];
  /** Fields of the structured notes, the one to look at first. */
  readonly fields: readonly string[];
}

export const PWN_ELEMENTS: readonly ElementWords[] = [
  { n: 1, en: 'Action proposed or refused', es: 'Acción propuesta o rechazada', fields: ['actions'] },
  { n: 2, en: 'Why', es: 'Por qué', fields: ['actions'] },
  { n: 3, en: 'Assessments, procedures, records and reports used', es: 'Evaluaciones, procedimientos, expedientes e informes usados', fields: ['basis', 'actions'] },
  { n: 4, en: 'Procedural safeguards and how to get a copy', es: 'Garantías procesales y cómo obtener una copia', fields: ['safeguardsNote', 'safeguardsHowToGetCopy'] },
  { n: 5, en: 'Whom to contact for help', es: 'A quién pedir ayuda', fields: ['assistanceSources'] },
  { n: 6, en: 'Other options considered and why they were rejected', es: 'Otras opciones consideradas y por qué se rechazaron', fields: ['options'] },
  { n: 7, en: 'Other relevant factors', es: 'Otros factores pertinentes', fields: ['otherFactors'] },
];

/** How many of the seven are there. */
export function elementsThere({ elements }: PwnCheck): number {
  return elements.filter((element) => element.ok).length;
}

export function elementsInWords(check: PwnCheck): string {
  const there = elementsThere(check);
  return there === PWN_ELEMENTS.length ? 'The notes contain the seven elements' : `${there} of seven elements are there`;
}

/** The part of the notes a missing word belongs in, by its label: "Other options considered". */
export function partInWords(missing: Address): string {
  const label = fieldAt(missing)?.path[0]?.label.en;
  if (label === undefined) throw new Error(`No field of the notes stands at ${missing}`);
  return label;
}

export const LANGUAGE_WORDS: Readonly<Record<PwnCheck['language'], string>> = {
  same: 'Language: the parents read the language of these notes.',
  interpreted: 'Language: the parents speak another language; an interpreter is named.',
  translated: 'Language: the parents speak another language; a written translation is kept.',
  open: 'Language: the parents speak another language; name the interpreter or keep a translation.',
};

export const TIMING_WORDS: Readonly<Record<PwnCheck['timing'], string>> = {
  ok: 'Time: every proposed change starts after the day the copy was handed over.',
  sameDay: 'Time: a proposed change starts on the day the copy was handed over; give the parents time before it.',
  tooEarly: 'Time: a proposed change starts before the day the copy was handed over.',
  noCopy: 'Time: no copy has been handed over yet.',
};
