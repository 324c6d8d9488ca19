/**
 * Promise: short constructors in which a page reads like the tables of iep-forms.md section 3. What is not said is the common case:
 * required, not reported, filled by the case manager, draftable.
 */
import type { Choice, CodeTableId, FieldDef, FieldType, SectionDef, Words } from '../definition.ts';

type Said = Partial<Pick<FieldDef, 'req' | 'reported' | 'by' | 'pre' | 'when' | 'hideUnless' | 'area' | 'span' | 'stem' | 'hint' | 'says' | 'inInk'>>;
type Make = (id: string, en: string, es: string, said?: Said) => FieldDef;

/** Words that stand on paper: in both languages, and the tests fail where one is missing. */
export function words(en: string, es: string): Words {
  return { en, es };
}

/** Guidance beside a field while it is filled in; it is never printed, and the program speaks English. */
export function onScreen(en: string): Words {
  return { en, es: '' };
}

function field(id: string, en: string, es: string, type: FieldType, said: Said = {}): FieldDef {
  return { id, label: words(en, es), type, req: said.when === undefined ? 'R' : 'C', reported: false, by: ['cm'], pre: 'D', ...said };
}

export const text: Make = (id, en, es, said) => field(id, en, es, { kind: 'text' }, said);
export const statement: Make = (id, en, es, said) => field(id, en, es, { kind: 'statement' }, said);
export const yn: Make = (id, en, es, said) => field(id, en, es, { kind: 'yn' }, said);
export const bool: Make = (id, en, es, said) => field(id, en, es, { kind: 'bool' }, said);
export const date: Make = (id, en, es, said) => field(id, en, es, { kind: 'date' }, said);
export const time: Make = (id, en, es, said) => field(id, en, es, { kind: 'time' }, said);
export const int: Make = (id, en, es, said) => field(id, en, es, { kind: 'int' }, said);
export const percent: Make = (id, en, es, said) => field(id, en, es, { kind: 'percent' }, said);
export const textList: Make = (id, en, es, said) => field(id, en, es, { kind: 'textList' }, said);
export const signature: Make = (id, en, es, said) => field(id, en, es, { kind: 'signature' }, said);
export const derived: Make = (id, en, es, said) => field(id, en, es, { kind: 'derived' }, { by: ['sys'], ...said });

export function code(id: string, en: string, es: string, table: CodeTableId, said?: Said): FieldDef {
  return field(id, en, es, { kind: 'code', table }, said);
}

export function codes(id: string, en: string, es: string, table: CodeTableId, max: number, said?: Said): FieldDef {
  return field(id, en, es, { kind: 'codes', table, max }, said);
}

export function choice(id: string, en: string, es: string, from: readonly Choice[], said?: Said): FieldDef {
  return field(id, en, es, { kind: 'choice', choices: from }, said);
}

export function choices(id: string, en: string, es: string, from: readonly Choice[], said?: Said): FieldDef {
  return field(id, en, es, { kind: 'choices', choices: from }, said);
}

/** One choice: stored value, English, Spanish. */
export function one(value: string, en: string, es: string): Choice {
  return { value, label: words(en, es) };
}

/**
 * The text that says which "other" was meant by a list, asked for and shown only when it was chosen (decisions.md 21). It is never reported:
 * the state takes the code alone.
 */
export function other(list: string, en: string, es: string, said?: Said): FieldDef {
  return text(`${list}Other`, en, es, { ...said, when: `${list}Other`, hideUnless: `${list}Other` });
}

/** A list of rows; `row` names one of them ("Service"). */
export function rows(id: string, en: string, es: string, row: Words, fields: readonly FieldDef[], said?: Said): FieldDef {
  return field(id, en, es, { kind: 'rows', row, fields }, said);
}

export function group(id: string, en: string, es: string, fields: readonly FieldDef[], said?: Said): FieldDef {
  return field(id, en, es, { kind: 'group', fields }, said);
}

type Target = Extract<FieldType, { kind: 'ref' }>['to'];

export function ref(id: string, en: string, es: string, to: Target, said?: Said): FieldDef {
  return field(id, en, es, { kind: 'ref', to }, said);
}

export function refs(id: string, en: string, es: string, to: Target, said?: Said): FieldDef {
  return field(id, en, es, { kind: 'ref', to, many: true }, said);
}

export function section(id: string, title: Words | undefined, ...fields: readonly FieldDef[]): SectionDef {
  return title === undefined ? { id, fields } : { id, title, fields };
}

/** Said of fields the student record system fills. */
export const RECORD = { by: ['sys'], pre: 'rec' } as const satisfies Said;
/** Said of fields filled by the team at the table, which may be prepared as a draft. */
export const TEAM = { by: ['team'] } as const satisfies Said;
/** Said of what the team says or decides only once the meeting is open. */
export const AT_MEETING = { by: ['team'], pre: 'M' } as const satisfies Said;
/** Said of what only the parent can answer. */
export const PARENT = { by: ['par'], pre: 'M' } as const satisfies Said;

export const YES_NO_NA: readonly Choice[] = [one('Y', 'Yes', 'Sí'), one('N', 'No', 'No'), one('na', 'Does not apply', 'No aplica')];

export const PURPOSES: readonly Choice[] = [
  one('initial', 'Initial', 'Inicial'),
  one('annual', 'Annual', 'Anual'),
  one('triennial', 'Triennial', 'Trienal (cada tres años)'),
  one('transition', 'Transition', 'Transición'),
  one('preExpulsion', 'Pre-expulsion', 'Previa a expulsión'),
  one('interim', 'Interim', 'Provisional'),
  one('other', 'Other', 'Otro'),
];

export const GRADUATION: readonly Choice[] = [
  one('diploma', 'Diploma', 'Diploma'),
  one('certificate', 'Certificate of completion', 'Certificado de finalización'),
  one('other', 'Other', 'Otro'),
];

export const SIGNATURE_OUTCOMES: readonly Choice[] = [
  one('signed', 'Signed', 'Firmó'),
  one('refused', 'Refused', 'Se negó a firmar'),
  one('absent', 'Absent', 'Ausente'),
  one('remote', 'Remote', 'A distancia'),
  one('none', 'None', 'Ninguna'),
];

export const SIGNATURE_SOURCES: readonly Choice[] = [one('paper', 'On paper', 'En papel'), one('esign', 'Electronic', 'Por vía electrónica')];
