/** Promise: for every statement of the form a sentence to start from instead of N/A ("Do not … write N/A in a section designed to have a statement written", handbook), English and Spanish. */
import type { FieldDef, Words } from './definition.ts';

/** The mark where words are still to be written. */
export const OPEN_PLACE = '…';

/** For fields without a stem of their own: by who speaks in them, and when. */
const FAMILIES = {
  parent: { en: 'The parent said that …', es: 'El padre, la madre o el tutor dijo que …' },
  district: { en: 'The district provides … by …', es: 'El distrito proporciona … mediante …' },
  discussed: { en: 'The team talked about … and agreed that …', es: 'El equipo habló de … y acordó que …' },
  decided: { en: 'The team considered … and decided … because …', es: 'El equipo consideró … y decidió … porque …' },
  reviewed: { en: 'Since the last report the student has …, as shown by …', es: 'Desde el último informe, el estudiante ha …, como lo muestra …' },
  observed: { en: 'On … the student was able to …, as shown by …', es: 'El … el estudiante pudo …, como lo muestra …' },
} as const satisfies Readonly<Record<string, Words>>;

function familyOf({ by, pre }: FieldDef): Words {
  if (by.includes('par')) return FAMILIES.parent;
  if (by.every((who) => who === 'sys' || who === 'lea')) return FAMILIES.district;
  if (by.includes('team')) return pre === 'M' ? FAMILIES.discussed : FAMILIES.decided;
  return pre === 'A' ? FAMILIES.reviewed : FAMILIES.observed;
}

/**
 * The sentence a field offers while it is empty: its own, or its family's. Only prose has one: throws for a field that is no statement.
 * A stem without Spanish words gives the family's Spanish, so that no English stands in a Spanish form.
 */
export function stemFor(def: FieldDef, language: 'en' | 'es'): string {
  if (def.type.kind !== 'statement') throw new Error(`The field "${def.id}" holds no statement.`);
  const own = def.stem?.[language] ?? '';
  return own === '' ? familyOf(def)[language] : own;
}
