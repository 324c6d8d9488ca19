/**
 * Promise: the state's code lists as data. A list is corrected by editing one JSON file, never by editing code (casemis.md section 0, decision 2);
 * rules speak of codes, people read labels.
 */
import type { CodeTableId, Words } from './definition.ts';
import degreeOfSupport from './codes/degreeOfSupport.json' with { type: 'json' };
import delay from './codes/delay.json' with { type: 'json' };
import disability from './codes/disability.json' with { type: 'json' };
import elStatus from './codes/elStatus.json' with { type: 'json' };
import exit from './codes/exit.json' with { type: 'json' };
import frequency from './codes/frequency.json' with { type: 'json' };
import gender from './codes/gender.json' with { type: 'json' };
import grade from './codes/grade.json' with { type: 'json' };
import language from './codes/language.json' with { type: 'json' };
import location from './codes/location.json' with { type: 'json' };
import meetingType from './codes/meetingType.json' with { type: 'json' };
import parentFacilitated from './codes/parentFacilitated.json' with { type: 'json' };
import planType from './codes/planType.json' with { type: 'json' };
import preschoolLocation from './codes/preschoolLocation.json' with { type: 'json' };
import provider from './codes/provider.json' with { type: 'json' };
import race from './codes/race.json' with { type: 'json' };
import reasonForPlan from './codes/reasonForPlan.json' with { type: 'json' };
import referredBy from './codes/referredBy.json' with { type: 'json' };
import residence from './codes/residence.json' with { type: 'json' };
import service from './codes/service.json' with { type: 'json' };
import setting from './codes/setting.json' with { type: 'json' };

/** Ages in completed months: from `fromMonths` on, and before `beforeMonths`; a missing bound is open. */
export interface AgeSpan {
  readonly fromMonths?: number;
  readonly beforeMonths?: number;
}

export interface CodeEntry {
  readonly code: string;
  readonly label: Words;
  /** The code older forms print for the same thing (two-digit CASEMIS; 010 to 130 for disabilities). */
  readonly legacy?: string;
  /** Other spellings accepted at import, such as "Eighth grade". */
  readonly aliases?: readonly string[];
  /** True when code and label were read in a public source of the state. */
  readonly verified: boolean;
  /** False for codes that exist in old records but may no longer be chosen. */
  readonly active: boolean;
  /** The list's own "other": the only reported codes that take free text beside them (decisions.md 21). */
  readonly other?: boolean;

  /** setting, service, disability, exit: ages at which the code is allowed. */
  readonly ages?: AgeSpan;
  /** provider: ages this provider usually serves. */
  readonly usualAges?: AgeSpan;
  /** service: a transition service (8xx) is unusual before this age. */
  readonly usualFromMonths?: number;
  readonly transition?: boolean;
  /** service: special education proper; all others are related services. */
  readonly specialEducation?: boolean;
  /** provider: a nonpublic agency must be named by its own code. */
  readonly needsNpa?: boolean;
  /** location: minutes spent here are minutes inside the regular class. */
  readonly regularClass?: boolean;
  /** disability */
  readonly short?: string;
  readonly lowIncidence?: boolean;
  readonly secondOnly?: boolean;
  /** delay: the meeting types the reason applies to; a youngest age; counts as out of compliance. */
  readonly meetingTypes?: readonly string[];
  readonly fromMonths?: number;
  readonly notCompliant?: boolean;
  /** exit: what the team found at a meeting; every other reason is a fact that needs no finding. */
  readonly finding?: boolean;
  /** race: may not stand beside another one. */
  readonly exclusive?: boolean;
  /** grade: age in completed years expected on September 1. */
  readonly expectedAge?: number;
  /** language: ISO 639 code the state will ask for later. */
  readonly iso?: string;
}

const TABLES: { readonly [table in CodeTableId]: readonly CodeEntry[] } = {
  planType, meetingType, disability, setting, service, provider, location, frequency, race, grade, elStatus, language, residence,
  delay, exit, referredBy, gender, reasonForPlan, parentFacilitated, preschoolLocation, degreeOfSupport,
};

/** Every code list there is. */
export const CODE_TABLES = Object.keys(TABLES) as readonly CodeTableId[];

/** The entries of a list in the order they are offered, inactive ones included (an old record still needs their label). */
export function codeTable(id: CodeTableId): readonly CodeEntry[] {
  return TABLES[id];
}

/** The entry of a code, or undefined when the list does not have it. */
export function codeEntry(id: CodeTableId, code: string): CodeEntry | undefined {
  return TABLES[id].find((entry) => entry.code === code);
}

/** The label of a code. An unknown code is shown as it stands, so that nothing a record holds becomes invisible. */
export function codeLabel(id: CodeTableId, code: string, language: 'en' | 'es' = 'en'): string {
  const entry = codeEntry(id, code);
  if (entry === undefined) return code;
  return language === 'es' && entry.label.es !== '' ? entry.label.es : entry.label.en;
}

/** Small letters without accents: "Educación" is found by "educacion". */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether what is typed finds this entry: each typed word begins the code or stands in its words, English or Spanish, in any order. */
export function findsCode({ code, label, short }: CodeEntry, typed: string): boolean {
  const words = folded(`${label.en} ${label.es} ${short ?? ''}`);
  return folded(typed).split(/\s+/u).every((word) => code.toLowerCase().startsWith(word) || words.includes(word));
}
